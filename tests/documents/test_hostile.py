"""Nothing a person types reaches anything outside the letter; it stands there as text."""

import json
import socket
from dataclasses import fields, is_dataclass, replace

import pytest
from weasyprint import CSS
from weasyprint.urls import FatalURLFetchingError

from grants.documents.fetcher import Assets
from grants.documents.pdf import ForeignAddress, render
from grants.documents.printing import prepare, print_document
from grants.documents.text import clean, printable
from grants.programme.words import Words
from tests.documents.later_samples import LATER
from tests.documents.reading import attachments_of, fonts_of, text_of
from tests.documents.rejection_samples import a_receipt, a_rejection_letter
from tests.documents.report_samples import a_round_report, an_award_report
from tests.documents.samples import an_award_letter

MARKUP = (
    '<img src="http://127.0.0.1:{port}/a">',
    '<img src="file:///etc/passwd">',
    '<link rel="attachment" href="file:///etc/passwd">',
    '<a rel="attachment" href="file:///etc/passwd">x</a>',
    '<link rel="stylesheet" href="http://127.0.0.1:{port}/b">',
    "<style>@import url(http://127.0.0.1:{port}/c);</style>",
    "</style><style>body{{background:url(http://127.0.0.1:{port}/d)}}",
    "<style>@font-face{{font-family:Letter;src:url(http://127.0.0.1:{port}/e)}}</style>",
    '<svg><image href="http://127.0.0.1:{port}/f"/></svg>',
    '<svg><use href="file:///etc/passwd#a"/></svg>',
    '<object data="http://127.0.0.1:{port}/g"></object>',
    '<embed src="http://127.0.0.1:{port}/h">',
    '<iframe src="file:///etc/passwd"></iframe>',
    '<base href="http://127.0.0.1:{port}/">',
    '<meta http-equiv="refresh" content="0;url=http://127.0.0.1:{port}/i">',
    '<script>alert("1")</script>',
    '"><img src=x onerror=alert(1)>',
    "' style='background:url(http://127.0.0.1:{port}/j)",
    '" data-file="forged',
    "</td></tr></table><h1>Zuwendungsbescheid</h1>",
    "</title><meta name=author content=Fremder>",
    "<!-- ",
    "-->",
    "<![CDATA[ x ]]>",
    "&lt;img&gt; &#60;img&#62; &amp;",
    "<a href='javascript:alert(1)'>x</a>",
    "<img src='data:image/svg+xml;base64,PHN2Zy8+'>",
    "<p style='position:fixed;top:0'>x</p>",
    "<form><input name=a></form>",
    "<math><mtext></form><form><mglyph></math>",
)
TEXTS = (
    "{{ 7*7 }}",
    "{% include 'letter/award.html' %}",
    "{{ config.items() }}",
    "{# hidden #}",
    "${{7*7}}",
    "{0.__class__}",
    "%s%n%x",
    "\\u003cimg\\u003e",
    "asset:letter-regular.ttf",
    "url(asset:emblem.svg)",
    "../../etc/passwd",
)
HOSTILE = (*MARKUP, *TEXTS)


@pytest.fixture
def listener():
    """A server that anybody could reach; the test fails when somebody does."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0)
        yield server
        with pytest.raises(BlockingIOError):
            server.accept()


def filled(value, hostile):
    """The same document with the hostile text in every field for text."""
    match value:
        case Words():
            return Words(hostile, hostile)
        case tuple():
            return tuple(filled(each, hostile) for each in value)
        case str() if type(value) is str:
            return hostile
    if is_dataclass(value):
        changes = {
            field.name: filled(getattr(value, field.name), hostile)
            for field in fields(value)
            if field.name not in {"language", "sha256", "whole_sha256"}
        }
        return replace(value, **changes)
    return value


@pytest.mark.parametrize("hostile", HOSTILE)
def test_markup_in_every_field_stays_text(hostile, listener):
    hostile = hostile.format(port=listener.getsockname()[1]) if hostile in MARKUP else hostile
    letter = filled(a_rejection_letter(), hostile)

    pdf = print_document(prepare(letter))

    squeezed = text_of(pdf).replace(" ", "")
    assert squeezed.count(hostile.replace(" ", "")) > 10
    assert list(attachments_of(pdf)) == ["bescheid.json"]
    assert fonts_of(pdf) == {"Letter", "Letter-Bold"}
    assert b"root:x:0" not in pdf


@pytest.mark.parametrize(
    "document", [an_award_letter, *LATER, a_receipt, an_award_report, a_round_report]
)
def test_every_other_document_holds_too(document, listener):
    port = listener.getsockname()[1]
    hostile = " ".join(HOSTILE[:10]).format(port=port) + "{{ 7*7 }}"

    pdf = print_document(prepare(filled(document(), hostile)))

    assert text_of(pdf).count("{{ 7*7 }}") > 3
    assert len(attachments_of(pdf)) == 1


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a\x00b\x07c\x1b[31md", "abc[31md"),
        ("gut\u202etxet", "guttxet"),
        ("\u2066links\u2069", "links"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("half \ud800 sign", "half  sign"),
        ("line\r\nline\ttab", "line\nline tab"),
        ("Cafe\u0301", "Café"),
    ],
)
def test_invisible_signs_are_left_out(typed, kept):
    assert clean(typed) == kept


def test_a_sign_without_a_shape_in_our_font_is_shown_as_missing():
    assert printable("ไท GmbH → x") == "\ufffd\ufffd GmbH \ufffd x"


def test_invisible_signs_never_reach_the_letter():
    letter = filled(an_award_letter(), "Anna\x00\u202e\u200b Muster\ud800")

    data = prepare(letter)

    assert json.dumps(data).count("\\u202e") == 0
    assert text_of(print_document(data)).count("Anna Muster") > 10


def test_very_long_words_break_and_stay_on_the_sheet():
    pdf = print_document(prepare(filled(an_award_letter(), "Donaudampfschiff" * 40)))

    assert text_of(pdf).replace(" ", "").count("DonaudampfschiffDonaudampfschiff") > 10


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "http://127.0.0.1/",
        "https://example.org/x.css",
        "data:text/css,*{}",
        "ftp://example.org/",
        "asset:../../etc/passwd",
        "asset:unknown.svg",
        "letter-regular.ttf",
        "",
    ],
)
def test_only_packaged_files_are_served(address):
    assets = Assets()

    with pytest.raises(FatalURLFetchingError):
        assets.fetch(address)

    assert assets.refused == [address]


def test_a_style_sheet_is_held_to_the_same_door():
    assets = Assets()

    with pytest.raises(FatalURLFetchingError):
        CSS(string="@import url(file:///etc/passwd);", base_url="asset:", url_fetcher=assets)


def test_a_refusal_that_was_swallowed_fails_the_document(monkeypatch):
    smuggled = '<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>'
    monkeypatch.setattr("grants.documents.pdf.page", lambda *_: f"<p>{smuggled}</p>")

    with pytest.raises(ForeignAddress):
        render("letter/award", "de", {"made_at": "2027-01-08T09:00:00+01:00"}, "x", "x.json")
