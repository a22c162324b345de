"""A round is set up in the browser: from a preset or an earlier round, section by section."""

import re
from html import unescape

import pytest
from sqlalchemy import select

from grants.models.round import Round
from grants.models.round_setup import RoundSetup, SetupState
from grants.programme.money import eur
from grants.programme.preset import preset
from grants.programme.setup_sheets import SHEETS
from grants.programme.stages import RoundState
from grants.programme.terms import terms_as
from grants.queries.application import terms_of
from grants.queries.frozen import fingerprint
from tests.makers.moment import NOON
from tests.makers.review import an_officer
from tests.makers.round import a_round, an_authority
from tests.web.shown import strip
from tests.web.sponsor.test_round import statements

NEW = "/sponsor/rounds/new"
DAYS = {
    "number": "77",
    "title_de": "Runde 77",
    "title_en": "Round 77",
    "opens_on": "01.06.2030",
    "closes_on": "30.06.2030",
    "review_on": "01.08.2030",
}


@pytest.fixture
def dirk(session, client_as, clock_at):
    """The browser of Dirk, sponsor staff."""
    clock_at(NOON)
    return client_as(an_officer(session))


def begun(session, browser, start="preset:interclust", **more):
    answer = browser.post(NEW, {"start": start, **more})
    assert answer.status_code == 303, answer.text
    return session.scalars(select(RoundSetup).order_by(RoundSetup.id.desc())).first()


def page(setup, code=""):
    return f"/sponsor/rounds/setups/{setup.id}" + (f"/sections/{code}" if code else "")


def fields_of(answer):
    """What a browser would send back from this page unchanged."""
    found = {}
    form = answer.text[answer.text.index('<form id="entry"') :]
    for tag in re.findall(r"<input[^>]*>", form):
        name, value = re.search(r'name="([^"]+)"', tag), re.search(r'value="([^"]*)"', tag)
        if not name or name[1] == "csrf_token":
            continue
        if 'type="radio"' in tag or 'type="checkbox"' in tag:
            if "checked" in tag:
                found.setdefault(name[1], []).append(value[1])
        else:
            found[name[1]] = value[1] if value else ""
    for name, inner in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', form, re.S):
        chosen = re.search(r'<option value="([^"]*)" selected', inner)
        found[name] = chosen[1] if chosen else ""
    for name, inner in re.findall(
        r'<textarea[^>]*name="([^"]+)"[^>]*>\s?(.*?)</textarea>', form, re.S
    ):
        found[name] = inner.strip("\r\n")
    return {
        name: [unescape(one) for one in value] if isinstance(value, list) else unescape(value)
        for name, value in found.items()
    }


def dates(browser, setup, authority, **more):
    """The page of dates as somebody fills it in."""
    return (
        fields_of(browser.get(page(setup, "dates"))) | DAYS | {"authority": authority.code} | more
    )


def test_of_two_who_set_the_dates_the_second_sees_the_first_before_theirs_count(session, dirk):
    setup, authority = begun(session, dirk), an_authority(session)
    early = dates(dirk, setup, authority)
    assert dirk.post(page(setup, "dates"), early | {"closes_on": "31.07.2030"}).status_code == 303

    refused = dirk.post(page(setup, "dates"), early)

    assert refused.status_code == 422
    assert "hat diesen Abschnitt inzwischen gespeichert" in refused.text
    assert 'value="30.06.2030"' in refused.text
    seen = fields_of(refused)["seen"]
    assert dirk.post(page(setup, "dates"), early | {"seen": seen}).status_code == 303


def test_a_round_is_made_from_a_preset_and_published_with_its_fingerprint(session, dirk):
    authority = an_authority(session)
    setup = begun(session, dirk)

    assert "Nummer, Behörde und Termine ausfüllen" in strip(dirk.get(page(setup)))
    kept = dirk.post(page(setup, "dates"), dates(dirk, setup, authority))
    assert kept.location == page(setup)
    assert "Vorschau und Veröffentlichen" in strip(dirk.get(page(setup)))
    assert dirk.get(f"{page(setup)}/preview").status_code == 200
    assert session.scalar(select(Round).where(Round.number == 77)) is None
    assert dirk.post(f"{page(setup)}/publish", {}).status_code == 422

    published = dirk.post(f"{page(setup)}/publish", {"sure": "y"})

    made = session.scalar(select(Round).where(Round.number == 77))
    assert published.location == "/sponsor/rounds/77"
    assert made.state is RoundState.ANNOUNCED
    assert terms_of(made.terms) == preset("interclust")
    assert made.terms.sha256 == fingerprint(terms_as(preset("interclust")))
    assert made.budget == preset("interclust").round_budget
    assert [stone.state for stone in made.milestones] == [RoundState.REVIEW]
    assert dirk.get(page(setup)).location == "/sponsor/rounds/77"


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.code)
def test_a_section_sent_back_as_it_was_shown_changes_nothing(session, dirk, sheet):
    setup = begun(session, dirk)
    before = setup.body

    sent = dirk.post(page(setup, sheet.code), fields_of(dirk.get(page(setup, sheet.code))))

    assert sent.status_code == 303, sent.text
    session.refresh(setup)
    assert {k: v for k, v in setup.body.items() if before.get(k) != v} == {}
    assert {k: v for k, v in before.items() if setup.body.get(k) != v} == {}


def test_what_a_preset_leaves_open_is_asked_for_and_refused_with_a_link_each(session, dirk):
    setup = begun(session, dirk, "preset:poles")

    overview = dirk.get(page(setup)).text
    refused = dirk.get(f"{page(setup)}/publish").text
    forced = dirk.post(f"{page(setup)}/publish", {"sure": "y"})

    assert "Das Kriterium" not in overview
    assert (
        f'href="{page(setup, "money")}#round_budget">„Rundenbudget, Euro“ ist noch offen.</a>'
        in (refused)
    )
    assert "Festschreiben und bekannt machen" not in refused
    assert forced.status_code == 422
    assert session.scalar(select(Round)) is None
    assert "„Rundenbudget, Euro“ ist noch offen." in dirk.get(page(setup, "money")).text
    assert "Was noch offen ist" in dirk.get(f"{page(setup)}/preview").text


@pytest.mark.parametrize(("weight", "sum_"), [("29", 99), ("30", None), ("31", 101)])
def test_weights_are_kept_and_said_to_be_wrong_unless_they_make_exactly_a_hundred(
    session, dirk, weight, sum_
):
    setup = begun(session, dirk)
    filled = fields_of(dirk.get(page(setup, "selection")))

    sent = dirk.post(page(setup, "selection"), filled | {"selection__criteria__0__weight": weight})

    session.refresh(setup)
    assert setup.body["selection"]["criteria"][0]["weight"] == int(weight)
    if sum_ is None:
        assert sent.location == page(setup)
    else:
        assert sent.location == page(setup, "selection")
        assert re.search(
            rf'id="selection__criteria__0__weight-error".*?Jetzt sind es {sum_}\.',
            dirk.get(page(setup, "selection")).text, re.S,
        )  # fmt: skip


def test_what_cannot_be_read_is_refused_and_stays_as_it_was_typed(session, dirk):
    setup = begun(session, dirk)
    filled = fields_of(dirk.get(page(setup, "money")))

    sent = dirk.post(page(setup, "money"), filled | {"round_budget": "viel", "target_winners": "9"})

    session.refresh(setup)
    assert sent.status_code == 422
    assert 'value="viel"' in sent.text
    assert 'value="9"' in sent.text
    assert setup.body["target_winners"] == 10


def test_who_saves_the_same_section_later_is_told_and_loses_nothing(session, dirk):
    setup = begun(session, dirk)
    first, second = (fields_of(dirk.get(page(setup, "money"))) for _ in range(2))
    dirk.post(page(setup, "money"), first | {"target_winners": "8"})

    sent = dirk.post(page(setup, "money"), second | {"target_winners": "12"})
    again = dirk.post(page(setup, "money"), fields_of(sent))

    assert (sent.status_code, again.status_code) == (422, 303)
    assert "hat diesen Abschnitt inzwischen gespeichert" in sent.text
    differs = sent.text.partition("Worin sich beide Fassungen unterscheiden")[2]
    theirs, yours = (re.search(rf">{count}</td>", differs) for count in (8, 12))
    assert theirs.start() < yours.start()
    session.refresh(setup)
    assert setup.body["target_winners"] == 12


def test_a_row_is_added_and_one_that_is_emptied_goes_away(session, dirk):
    setup = begun(session, dirk)
    filled = fields_of(dirk.get(page(setup, "goals")))
    more = dirk.post(page(setup, "goals"), filled | {"act": "more"})
    assert more.status_code == 200
    new = {f"goals__3__{part}__{spoken}": f"{part} {spoken}"
           for part in ("goal", "indicator", "target") for spoken in ("de", "en")}  # fmt: skip
    gone = {name: "" for name in filled if name.startswith("goals__0__")}

    sent = dirk.post(page(setup, "goals"), fields_of(more) | new | gone)

    session.refresh(setup)
    assert sent.status_code == 303
    goals = setup.body["goals"]
    assert [one["goal"]["en"] for one in goals] == [
        "Sound concepts for internationalisation",
        "goal en",
    ]


def test_a_round_begins_with_the_latest_terms_of_an_earlier_one(session, dirk):
    a_round(session, 5, budget=eur(12_000_000)).programme.code = "interclust"
    session.flush()

    setup = begun(session, dirk, "round:5")

    assert setup.body == terms_as(preset("interclust")) | {"round_budget": "12000000.00"}
    assert setup.number == 6


def test_a_new_programme_is_made_without_a_developer(session, dirk):
    named = {"code": "regio", "name_de": "Regionale Cluster", "name_en": "Regional clusters"}
    nameless = dirk.post(NEW, {"start": "empty"})
    taken = dirk.post(NEW, {"start": "empty", **named, "code": "interclust"})
    setup = begun(session, dirk, "preset:interclust", **named)
    authority = an_authority(session)
    dirk.post(page(setup, "dates"), dates(dirk, setup, authority))

    published = dirk.post(f"{page(setup)}/publish", {"sure": "y"})

    assert (nameless.status_code, taken.status_code) == (422, 422)
    assert published.status_code == 303, published.text
    made = session.scalar(select(Round).where(Round.number == 77))
    assert (made.programme.code, made.programme.name_en) == ("regio", "Regional clusters")


def test_the_preview_shows_what_these_terms_make_and_nothing_is_public(session, dirk, client_as):
    setup = begun(session, dirk)
    authority = an_authority(session)
    dirk.post(page(setup, "dates"), dates(dirk, setup, authority))
    filled = fields_of(dirk.get(page(setup, "forms")))
    dirk.post(page(setup, "forms"), filled | {"limits__outline_characters": "4321"})

    shown = dirk.get(f"{page(setup)}/preview").text

    assert "höchstens 4.321 Zeichen" in shown
    assert "Einreichung beginnt" in shown
    assert session.scalars(select(Round)).all() == []
    assert client_as().get("/calls/77").status_code == 404


def test_a_draft_that_was_given_up_is_gone(session, dirk):
    setup = begun(session, dirk)

    asked = dirk.get(f"{page(setup)}/drop").text
    assert setup.state is SetupState.DRAFT
    dirk.post(f"{page(setup)}/drop")

    assert "auch was andere geschrieben haben" in asked
    assert setup.state is SetupState.DROPPED
    assert dirk.get(page(setup)).status_code == 404
    assert page(setup) not in dirk.get("/sponsor/rounds").text


def test_pages_of_a_set_up_ask_little_of_the_database(session, dirk):
    a_round(session, 5)
    setups = [begun(session, dirk, "round:5") for _ in range(6)]

    for address in (page(setups[0]), page(setups[0], "selection"), "/sponsor/rounds", NEW):
        _, seen = statements(session, lambda at=address: dirk.get(at))
        assert len(seen) <= 10, (address, seen)
