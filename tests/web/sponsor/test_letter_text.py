"""Officers word letters in the browser: fields, a preview in print, a second person, versions."""

import re
from html import unescape

import pytest
from sqlalchemy import select

from grants.models.authority import Authority
from grants.models.letter_text import LetterText, TextState
from grants.programme.letter_sheet import SHEETS
from grants.programme.words import Words
from grants.queries.letter_text import history_of
from tests.documents.reading import text_of
from tests.makers.letter_text import KIND, WISH, a_proposal, a_version
from tests.makers.moment import NOON
from tests.makers.review import an_officer
from tests.makers.round import an_authority
from tests.web.cost import MOST_BYTES, MOST_STATEMENTS, statements
from tests.web.shown import strip


@pytest.fixture
def dirk(session):
    return an_officer(session)


@pytest.fixture
def doris(session):
    return an_officer(session, "Doris Dorn")


@pytest.fixture
def authority(session, clock_at):
    clock_at(NOON)
    return an_authority(session)


def address(authority, *more, kind=KIND):
    return "/".join(["/sponsor/letter-texts", authority.code, kind.value, *more])


def typed(kind=KIND, **changes):
    """The fields of the form with the built-in texts, and what is written instead."""
    texts = SHEETS[kind].built_in
    fields = {f"{code}_{one}": words.into(one) for code, words in texts.items()
              for one in ("de", "en")}  # fmt: skip
    return fields | {"reason": "Freundlicher", "seen": "0"} | changes


def test_a_text_goes_from_the_field_over_two_people_into_force(
    session, client_as, authority, dirk, doris
):
    first, second = client_as(dirk), client_as(doris)

    written = first.get(address(authority, "edit"))
    sent = first.post(address(authority, "edit"), typed(closing_de=WISH.de, closing_en=WISH.en))
    own = first.get(address(authority))
    refused = first.post(address(authority), {"act": "publish", "sure": "y"})
    shown = second.get(address(authority))
    unsure = second.post(address(authority), {"act": "publish"})
    published = second.post(address(authority), {"act": "publish", "sure": "y"})
    after = second.get(address(authority))

    assert "{empfänger}" in written.text
    assert "{recipient}" in written.text
    assert sent.location == published.location == address(authority)
    assert strip(own).startswith("Am Zug Eine zweite Person")
    assert strip(shown).startswith("Am Zug Sie")
    assert "<ins>Wir wünschen {empfänger} viel Erfolg.</ins>" in shown.text
    assert (refused.status_code, unsure.status_code) == (422, 422)
    assert "Fassung 1 gilt" in after.text
    assert "Freundlicher" in after.text
    assert history_of(session, authority, KIND).in_force.texts["closing"] == WISH


def test_what_is_wrong_stands_at_its_field_and_nothing_typed_is_lost(
    session, client_as, authority, dirk
):
    answer = client_as(dirk).post(
        address(authority, "edit"), typed(closing_de="{iban} & <b>", hints_en="")
    )

    assert answer.status_code == 422
    assert "{iban} &amp; &lt;b&gt;" in answer.text
    assert "Schreiben Sie: Hinweise, englisch." in answer.text
    answer = client_as(dirk).post(address(authority, "edit"), typed(closing_de="{iban} & <b>"))
    assert 'href="#closing_de"' in answer.text
    assert "Diesen Platzhalter gibt es hier nicht: {iban}." in unescape(answer.text)
    assert session.scalars(select(LetterText)).all() == []


def test_the_preview_prints_what_stands_in_the_fields_and_keeps_nothing(
    session, client_as, authority, dirk
):
    fields = typed(closing_de=WISH.de, closing_en=WISH.en, reason="")
    answer = client_as(dirk).post(address(authority, "preview"), fields)

    text = text_of(answer.data)
    assert answer.content_type == "application/pdf"
    assert "Wir wünschen Luftfahrtcluster Nordwerft e. V. viel Erfolg." in text
    assert "We wish Luftfahrtcluster Nordwerft e. V. every success." in text
    assert text.count("Muster mit erfundenen Angaben") > 1
    assert "Musterbehörde" in text
    assert session.scalars(select(LetterText)).all() == []


@pytest.mark.parametrize("hostile", ["{{ 7*7 }}", "{% raw %}", "{iban}", "{"])
def test_what_cannot_be_printed_has_no_preview_and_says_where(client_as, authority, dirk, hostile):
    answer = client_as(dirk).post(address(authority, "preview"), typed(opening_de=hostile))

    assert answer.status_code == 422
    assert "Einleitung, deutsch: " in answer.text


def test_markup_is_shown_as_text_on_every_page(session, client_as, authority, dirk, doris):
    hostile = '<img src=x onerror="alert(1)"><script>alert(1)</script>'
    a_version(session, authority, dirk, doris, closing=Words(hostile, hostile))
    a_proposal(session, authority, dirk, closing=Words(hostile + "!", hostile), reason=hostile)
    browser = client_as(doris)

    for more in ([], ["versions", "1"], ["edit"]):
        page = browser.get(address(authority, *more), follow_redirects=True).text
        assert "<img src=x" not in page
        assert "alert(1)</script>" not in page
        assert "&lt;img src=x" in page


def test_what_was_returned_is_taken_up_again_with_its_reason(
    session, client_as, authority, dirk, doris
):
    a_proposal(session, authority, dirk)
    waiting = client_as(dirk).get(address(authority, "edit"))
    client_as(doris).post(address(authority), {"act": "return", "why": "Bitte kürzer."})

    again = client_as(dirk).get(address(authority, "edit"))

    assert waiting.location == address(authority)
    assert "Bitte kürzer." in again.text
    assert "Wir wünschen {empfänger} viel Erfolg." in again.text
    assert session.scalar(select(LetterText)).state is TextState.RETURNED


def test_each_version_is_kept_with_its_people_its_difference_and_its_letter(
    session, client_as, authority, dirk, doris
):
    a_version(session, authority, dirk, doris)
    a_version(session, authority, doris, dirk, closing=Words("Alles Gute.", ""))
    browser = client_as(dirk)

    page = browser.get(address(authority, "versions", "2")).text
    letters = [
        text_of(browser.get(address(authority, "versions", str(n), "letter")).data)
        for n in range(3)
    ]

    assert re.search(r"<del>Wir wünschen.*<ins>Alles Gute.</ins>", page, re.DOTALL)
    assert "Doris Dorn" in page
    assert ["viel Erfolg" in one for one in letters] == [False, True, False]
    assert ["Alles Gute." in one for one in letters] == [False, False, True]
    assert browser.get(address(authority, "versions", "3")).status_code == 404


def test_the_letter_of_a_proposal_is_seen_before_it_is_published(
    session, client_as, authority, dirk, doris
):
    browser = client_as(doris)
    nothing = browser.get(address(authority, "proposal", "letter"))
    a_proposal(session, authority, dirk)

    answer = browser.get(address(authority, "proposal", "letter"))

    assert nothing.status_code == 404
    assert "viel Erfolg" in text_of(answer.data)


def test_somebody_elses_version_meanwhile_is_said_and_the_typed_text_stays(
    session, client_as, authority, dirk, doris
):
    a_version(session, authority, dirk, doris)

    answer = client_as(dirk).post(address(authority, "edit"), typed(closing_de="Danke."))

    assert answer.status_code == 422
    assert "Inzwischen gilt Fassung 1." in answer.text
    assert "Danke." in answer.text


def test_the_list_costs_the_same_however_many_versions_there_were(
    session, client_as, authority, dirk, doris
):
    browser = client_as(dirk)
    browser.get("/sponsor/letter-texts")
    _, few = statements(session, lambda: browser.get("/sponsor/letter-texts"))
    for number in range(6):
        a_version(session, authority, dirk, doris, closing=Words(f"Text {number}", ""))
    a_proposal(session, authority, dirk, closing=Words("Neu", ""))
    session.commit()

    page, many = statements(session, lambda: browser.get("/sponsor/letter-texts"))

    assert len(many) == len(few) <= MOST_STATEMENTS
    assert len(page.data) < MOST_BYTES
    assert "Fassung 6" in page.text
    assert "wartet auf die zweite Person" in page.text


def test_the_pages_of_one_letter_keep_to_their_cost(session, client_as, authority, dirk, doris):
    a_version(session, authority, dirk, doris)
    a_proposal(session, authority, dirk, closing=Words("Neu", ""))
    browser = client_as(doris)
    browser.get(address(authority))

    for more in ([], ["versions", "1"]):
        page, asked = statements(session, lambda more=more: browser.get(address(authority, *more)))
        assert len(asked) <= MOST_STATEMENTS, more
        assert len(page.data) < MOST_BYTES


def test_the_rounds_lead_to_the_texts(client_as, authority, dirk):
    page = client_as(dirk).get("/sponsor/rounds")

    assert 'href="/sponsor/letter-texts"' in page.text
    assert isinstance(authority, Authority)
