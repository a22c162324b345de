"""What holds for every document: our fonts, full pages, the same bytes, the data inside."""

import json
import subprocess
import sys
from hashlib import sha256

import pytest

from grants.documents.page import template_version
from grants.documents.press import Press, PrintingFailed
from grants.documents.printing import prepare, print_document
from grants.documents.snapshot import as_json, digest
from grants.programme.words import Words
from tests.documents.form_samples import a_blank_form
from tests.documents.reading import attachments_of, fonts_of, lines_by_page, text_of
from tests.documents.report_samples import an_award_report
from tests.documents.samples import an_award_letter
from tests.documents.test_archive import EVERY_DOCUMENT

HEAD_AND_FOOT = 3
"""A running line above and two lines of footer below."""


@pytest.mark.parametrize("document", EVERY_DOCUMENT)
def test_only_our_two_fonts_are_embedded(document):
    assert fonts_of(print_document(prepare(document()))) == {"Letter", "Letter-Bold"}


@pytest.mark.parametrize("document", [each for each in EVERY_DOCUMENT if each is not a_blank_form])
def test_no_page_is_nearly_empty(document):
    pages = lines_by_page(print_document(prepare(document())))

    assert [len(page) >= 5 + HEAD_AND_FOOT for page in pages] == [True] * len(pages)


@pytest.mark.parametrize("document", EVERY_DOCUMENT)
def test_the_same_data_gives_the_same_bytes(document):
    assert print_document(prepare(document())) == print_document(prepare(document()))


@pytest.mark.parametrize("document", EVERY_DOCUMENT)
def test_the_data_is_inside_and_prints_the_same_document_again(document):
    data = prepare(document())
    pdf = print_document(data)

    attached = attachments_of(pdf)

    assert attached == {data["attachment"]: as_json(data)}
    assert print_document(json.loads(attached[data["attachment"]])) == pdf


def test_a_report_shows_the_digest_of_its_data():
    data = prepare(an_award_report())
    pdf = print_document(data)

    printed = text_of(pdf).replace(" ", "")

    assert digest(data) == sha256(attachments_of(pdf)["data.json"]).hexdigest()
    assert printed.count(digest(data)) == 1


def test_a_template_names_its_version_by_its_content():
    assert template_version("letter/award").startswith("letter/award ")
    assert len(template_version("letter/award")) == len("letter/award ") + 10


PRINTS_AND_ENDS = """
from grants.documents.press import PrintingFailed, render_limited
try:
    render_limited({})
except PrintingFailed:
    print("asked")
"""


@pytest.fixture
def press():
    made = Press()
    yield made
    made.close()


def test_the_press_prints_the_same_bytes(press):
    data = prepare(an_award_letter())

    assert press.print(data) == print_document(data)
    assert press.print(data) == print_document(data)


def test_the_press_says_what_is_wrong_and_goes_on(press):
    data = prepare(an_award_letter())

    with pytest.raises(PrintingFailed) as failed:
        press.print(data | {"made_at": "never"})

    assert str(failed.value) == "ValueError: Invalid isoformat string: 'never'"
    assert press.print(data) == print_document(data)


@pytest.mark.parametrize(
    ("limits", "reason"),
    [
        ({"cpu_seconds": 1}, "printing took too long"),
        ({"memory": 1024 * 1024}, "printing needs too much memory"),
    ],
)
def test_a_document_beyond_the_limits_ends_alone(limits, reason):
    endless = Words("Wort " * 200_000, "word")
    data = prepare(an_award_letter(purpose=endless))
    press = Press(**limits)

    with pytest.raises(PrintingFailed) as failed:
        press.print(data)

    press.close()
    assert str(failed.value) == reason


def test_a_process_that_ends_lets_its_press_go_and_leaves_no_pipe_open():
    ran = subprocess.run(
        [sys.executable, "-W", "always::ResourceWarning", "-c", PRINTS_AND_ENDS],
        capture_output=True, text=True, check=True,
    )  # fmt: skip

    assert (ran.stdout, ran.stderr) == ("asked\n", "")
