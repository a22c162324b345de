"""The same bytes sent twice for one case: said, with a way to the file; whoever sent it decides."""

import io
import re
from datetime import timedelta
from functools import cache

from sqlalchemy import select

from grants.models.document import Upload
from tests.makers.moment import NOON
from tests.web.applicant.draft import PAGE, a_pdf, upload
from tests.web.applicant.joint import address

FILES = f"{PAGE}/files"
LATER = NOON + timedelta(minutes=5)
bytes_of = cache(a_pdf)
"""The very same bytes whenever they are asked for: a PDF that is made anew is another file."""


def annex(browser, title, name="Plan.pdf", pages=1):
    sent = {"kind": "annex", "title": title, "language": "de",
            "files": [(io.BytesIO(bytes_of(pages)), name)]}  # fmt: skip
    answer = browser.post(FILES, sent)
    answer.request.environ["wsgi.input"].close()
    return answer


def counting(session):
    return session.scalars(select(Upload).where(Upload.replaced_at.is_(None))).all()


def test_the_same_paper_once_more_is_there_once_and_the_page_says_since_when(
    browser, session, clock_at
):
    browser.get(annex(browser, "Zeitplan").location)
    clock_at(LATER)

    answer = annex(browser, "Zeitplan")

    page = browser.get(answer.location).text
    (only,) = [one for one in counting(session) if one.title == "Zeitplan"]
    assert f"Plan.pdf war schon da, seit {NOON:%d.%m.%Y}." in page
    assert f'href="/uploads/{only.id}"' in page
    assert "1 Datei ist gespeichert" not in page


def test_the_same_bytes_under_another_title_are_kept_and_the_page_names_the_first(
    browser, session, clock_at
):
    annex(browser, "Zeitplan")
    clock_at(LATER)

    page = browser.get(annex(browser, "Arbeitsplan", "Arbeit.pdf").location).text

    assert re.search(r"Arbeit.pdf hat denselben Inhalt wie Zeitplan \(Weitere Anlage\)", page)
    assert {one.title for one in counting(session)} >= {"Zeitplan", "Arbeitsplan"}


def test_other_bytes_are_saved_without_a_word_more(browser):
    annex(browser, "Zeitplan")

    page = browser.get(annex(browser, "Arbeitsplan", pages=2).location).text

    assert "1 Datei ist gespeichert." in page
    assert "denselben Inhalt" not in page


def test_the_same_concept_once_more_changes_nothing_and_says_so(browser, session, clock_at):
    upload(browser, bytes_of(3))
    before = {one.id for one in counting(session)}
    clock_at(LATER)

    answer = upload(browser, bytes_of(3), "Anders.pdf")

    assert {one.id for one in counting(session)} == before
    assert "Konzept.pdf war schon da" in browser.get(answer.location).text


def test_an_agreement_that_is_an_annex_already_is_named(
    client_as, session, award_and_anna, ready, clock_at
):
    clock_at(LATER)
    browser = client_as(award_and_anna[1])
    first = browser.post(f"{address(ready)}/agreement", sent("proof", 4))
    second = browser.post(f"{address(ready)}/agreement", sent("agreement", 4))

    assert (first.status_code, second.status_code) == (303, 303)
    page = browser.get(second.location).text
    assert "denselben Inhalt wie proof.pdf (Nachweis der Finanzierung)" in page


def sent(field, pages):
    return {field: (io.BytesIO(bytes_of(pages)), f"{field}.pdf"), "agreement_signed_on": ""}
