"""A draft is looked at as an applicant would, although some of it is still open."""

import pytest

from grants.programme.partly import OPEN, NotSaidYet, partly
from grants.programme.preset import all_presets, draft_of, preset
from grants.programme.rulebook import rules_in_plain_words
from grants.programme.terms import Terms, terms_as
from tests.makers.moment import NOON
from tests.makers.review import an_officer
from tests.makers.round import an_authority
from tests.web.sponsor.test_setup import begun, dates, page

WHOLE = terms_as(preset("interclust"))


@pytest.fixture
def dirk(session, client_as, clock_at):
    """The browser of Dirk, sponsor staff."""
    clock_at(NOON)
    return client_as(an_officer(session))


def without(place):
    """The terms of InterClust as plain data, of which one place is open."""
    first, _, rest = place.partition(".")
    body = dict(WHOLE)
    if rest:
        body[first] = {name: value for name, value in body[first].items() if name != rest}
    else:
        del body[first]
    return body


def text_of(answer):
    assert answer.status_code == 200
    return " ".join(answer.text.split())


def preview_of(session, dirk, body):
    setup = begun(session, dirk)
    setup.body = body
    session.flush()
    return setup, text_of(dirk.get(f"{page(setup)}/preview"))


@pytest.mark.parametrize("code", all_presets())
def test_every_preset_is_previewed_from_its_first_minute_on(session, dirk, code):
    setup = begun(session, dirk, f"preset:{code}")

    said = text_of(dirk.get(f"{page(setup)}/preview"))

    assert "Das Formular der Bewerbung" in said
    assert "1.1 Clusterprofil" in said
    assert "noch offen" in said


@pytest.mark.parametrize("place", sorted(WHOLE))
def test_no_place_that_is_open_breaks_the_preview(session, dirk, place):
    _, said = preview_of(session, dirk, without(place))

    assert "Vorschau" in said


@pytest.mark.parametrize(
    ("place", "reads"),
    [
        ("cap_per_cluster", "Förderung, höchstens je Cluster"),
        ("limits.concept_pages", "Konzept als PDF, höchstens [noch offen] Seiten und 20 MB."),
        ("limits.min_target_countries", "Mindestens [noch offen] Zielländer."),
        ("limits.profile_characters", "Clusterprofil, höchstens [noch offen] Zeichen."),
    ],
)
def test_an_open_figure_reads_as_open_where_it_would_stand(session, dirk, place, reads):
    _, said = preview_of(session, dirk, without(place))

    assert reads in said
    assert "[noch offen]" in said


def test_a_sentence_that_hangs_on_an_open_choice_is_left_out_and_counted(session, dirk):
    _, said = preview_of(session, dirk, without("phases"))

    assert "Eines hängt an offenen Angaben und steht noch nicht da." in said
    assert "Dieser Abschnitt hängt an offenen Angaben." in said
    assert "Bis zu 3 Verbundprojekte." in said


def test_the_open_entries_are_named_with_a_link_and_the_rest_is_there(session, dirk):
    authority = an_authority(session)
    setup, _ = preview_of(session, dirk, without("round_budget"))
    dirk.post(page(setup, "dates"), dates(dirk, setup, authority))

    said = text_of(dirk.get(f"{page(setup)}/preview"))

    assert "So weit steht die Runde fest. Eine Angabe fehlt oder ist falsch." in said
    assert f'href="{page(setup, "money")}#round_budget"' in said
    assert "Einreichschluss" in said
    assert "30.06.2030" in said
    assert "Konzeptionsphase bis 24 Monate" in said


def test_terms_that_are_whole_say_the_same_when_they_are_read_partly():
    assert rules_in_plain_words(partly(Terms, WHOLE)) == rules_in_plain_words(preset("interclust"))


def test_what_is_open_can_be_read_and_neither_counted_nor_compared():
    terms = partly(Terms, draft_of("regions"))

    assert terms.cap_per_cluster is OPEN
    for ask in (
        lambda: terms.late_policy,
        lambda: terms.rates,
        lambda: terms.cap_per_cluster > terms.round_budget,
        lambda: terms.limits.concept_megabytes * 2,
        lambda: bool(terms.whole_euros),
    ):
        with pytest.raises(NotSaidYet):
            ask()
