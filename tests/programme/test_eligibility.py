"""Applying, completeness and phases: R-011 to R-014."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from grants.programme.calendar import closing_instant
from grants.programme.completeness import ApplicationFacts, check_completeness
from grants.programme.dates import LatePolicy
from grants.programme.eligibility import check_in_time, check_may_reapply, check_one_application
from grants.programme.money import NOTHING, eur
from grants.programme.phase import (
    PhaseFacts,
    check_order,
    check_phase,
    check_whole_span,
    latest_end,
)
from grants.programme.preset import preset
from grants.programme.roads.application import ApplicationState
from grants.programme.text_limit import TextLimit
from grants.programme.words import Words

TERMS = preset("interclust")
A = ApplicationState


def a_phase(code, first, last):
    return PhaseFacts(code=code, first=first, last=last)


CONCEPT = a_phase("concept", date(2027, 1, 1), date(2028, 12, 31))
IMPLEMENTATION = a_phase("implementation", date(2028, 7, 1), date(2031, 6, 30))


@pytest.mark.parametrize(
    ("phase", "holds"),
    [
        (CONCEPT, True),
        (replace(CONCEPT, last=date(2029, 1, 1)), False),
        (a_phase("concept", date(2027, 2, 1), date(2029, 1, 31)), True),
        (a_phase("concept", date(2027, 2, 1), date(2029, 2, 28)), False),
        (IMPLEMENTATION, True),
        (replace(IMPLEMENTATION, last=date(2031, 7, 1)), False),
        (replace(CONCEPT, last=CONCEPT.first), True),
        (replace(CONCEPT, last=date(2026, 12, 31)), False),
    ],
    ids=lambda value: f"{value.code} until {value.last}" if hasattr(value, "last") else repr(value),
)
def test_r011_a_phase_lasts_as_long_as_the_round_allows(phase, holds):
    assert check_phase(TERMS, phase).holds is holds


def test_r011_each_phase_is_held_to_its_own_length():
    claims = [check_phase(TERMS, phase).claim.en for phase in (CONCEPT, IMPLEMENTATION)]

    assert claims == [
        "Concept phase: at most 24 months.",
        "Implementation phase: at most 36 months.",
    ]


def test_r011_the_last_possible_day_is_named():
    finding = check_phase(TERMS, replace(CONCEPT, last=date(2029, 1, 1)))

    assert finding.says.de == (
        "Das Ende 01.01.2029 ist zu spät. Der letzte mögliche Tag ist 31.12.2028."
    )
    assert latest_end(replace(TERMS, extension_max_months=6), "concept", CONCEPT.first) == date(
        2029, 6, 30
    )


def test_r011_the_implementation_may_run_beside_the_concept_phase():
    assert check_order(TERMS, [IMPLEMENTATION, CONCEPT]).holds


@pytest.mark.parametrize(("first", "holds"), [("2028-12-31", False), ("2029-01-01", True)])
def test_r011_a_round_may_forbid_the_overlap(first, holds):
    apart = replace(TERMS, phases=tuple(replace(p, may_overlap=False) for p in TERMS.phases))
    later = replace(IMPLEMENTATION, first=date.fromisoformat(first))

    assert check_order(apart, [CONCEPT, later]).holds is holds


def test_r011_the_implementation_never_begins_before_the_concept_phase():
    finding = check_order(TERMS, [CONCEPT, replace(IMPLEMENTATION, first=date(2026, 12, 31))])

    assert finding.says.de == "Umsetzungsphase beginnt zu früh, am 31.12.2026."


@pytest.mark.parametrize(("last", "holds"), [("2031-12-31", True), ("2032-01-01", False)])
def test_r011_an_award_lasts_five_years_in_all(last, holds):
    phases = [CONCEPT, replace(IMPLEMENTATION, last=date.fromisoformat(last))]

    assert check_whole_span(TERMS, phases).holds is holds


def test_r011_an_end_that_is_too_late_is_named_with_the_last_possible_day():
    finding = check_whole_span(TERMS, [CONCEPT, replace(IMPLEMENTATION, last=date(2032, 1, 1))])

    assert finding.says.de == (
        "Das Ende 01.01.2032 ist zu spät. Der letzte mögliche Tag ist 31.12.2031, denn die "
        "Förderung beginnt am 01.01.2027."
    )


@pytest.mark.parametrize(
    ("others", "holds"),
    [
        ([], True),
        ([A.WITHDRAWN, A.EXPIRED], True),
        ([A.DRAFT], False),
        ([A.SUBMITTED], False),
        ([A.FORMALLY_REJECTED], False),
    ],
    ids=str,
)
def test_r012_a_cluster_has_one_live_application_in_a_round(others, holds):
    assert check_one_application(others).holds is holds


@pytest.mark.parametrize(
    ("earlier", "holds"),
    [
        ([], True),
        ([A.REJECTED], True),
        ([A.REJECTED, A.FORMALLY_REJECTED, A.WITHDRAWN, A.EXPIRED], True),
        ([A.RESERVE], False),
        ([A.UNDER_REVIEW], False),
        ([A.SELECTED], False),
    ],
    ids=str,
)
def test_r013_who_was_not_selected_may_apply_again(earlier, holds):
    assert check_may_reapply(TERMS, earlier).holds is holds


def test_r013_a_round_may_admit_earlier_winners():
    terms = replace(TERMS, reapplication=replace(TERMS.reapplication, winner_may=True))

    assert check_may_reapply(terms, [A.SELECTED]).holds
    assert not check_may_reapply(terms, [A.SELECTED, A.UNDER_REVIEW]).holds


CLOSES = closing_instant(date(2028, 6, 30), time(23, 59))
LATER = CLOSES + timedelta(milliseconds=1)


@pytest.mark.parametrize(
    ("policy", "holds", "breaks"),
    [
        (LatePolicy.REJECT, False, True),
        (LatePolicy.MARK, False, False),
        (LatePolicy.ACCEPT, True, False),
    ],
)
def test_r014_the_round_says_what_becomes_of_a_late_application(policy, holds, breaks):
    finding = check_in_time(replace(TERMS, late_policy=policy), LATER, CLOSES)

    assert (finding.holds, finding.breaks) == (holds, breaks)


def test_r014_the_moment_of_the_deadline_is_in_time():
    assert check_in_time(TERMS, CLOSES, CLOSES).holds


def test_r014_the_deadline_is_named_with_its_zone():
    summer = check_in_time(TERMS, LATER, CLOSES).says
    winter = check_in_time(
        TERMS,
        datetime(2017, 3, 15, 23, tzinfo=UTC),
        closing_instant(date(2017, 3, 15), time(23, 59, 59)),
    ).says

    assert summer == Words(
        "Die Frist endete am 30.06.2028, 23:59 Uhr (MESZ). Ihr Entwurf bleibt lesbar.",
        "The deadline was 30 June 2028, 23:59 (CEST). You can still read your draft.",
    )
    assert winter.en.startswith("The deadline was 15 March 2017, 23:59:59 (CET).")


WHOLE = ApplicationFacts(
    profile="Wir bündeln Optik.",
    outline="Wir suchen Partner.",
    countries=("JP", "CA"),
    concept_bytes=20_000_000,
    concept_pages=25,
    requested=eur(400_000),
)


def test_a_complete_application_has_nothing_to_heal():
    assert [finding.holds for finding in check_completeness(TERMS, WHOLE)] == [True] * 5


@pytest.mark.parametrize(
    ("changed", "place", "says"),
    [
        ({"profile": " \n "}, "profile#profile", "The text is missing."),
        (
            {"outline": "x" * 8_214},
            "outline#outline",
            "The text is 214 characters too long: 8,214 of 8,000.",
        ),
        ({"countries": ()}, "countries#countries", "Named: 0, needed: 1."),
        (
            {"countries": ("DE",)},
            "countries#countries",
            "Germany is no target country. Choose a country abroad.",
        ),
        (
            {"concept_bytes": None, "concept_pages": None},
            "concept#concept",
            "The file is missing.",
        ),
        (
            {"concept_bytes": 20_000_001},
            "concept#concept",
            "The file is 21 MB. The limit is 20 MB.",
        ),
        ({"concept_pages": 26}, "concept#concept", "26 of at most 25 pages."),
        ({"requested": NOTHING}, "budget#requested", "Enter an amount above EUR 0.00."),
    ],
    ids=lambda value: next(iter(value)) + str(len(str(value))) if isinstance(value, dict) else "",
)
def test_what_an_application_lacks_is_said_at_its_field(changed, place, says):
    findings = check_completeness(TERMS, replace(WHOLE, **changed))

    assert [(f.place, f.says.en) for f in findings if f.breaks] == [(place, says)]


def test_a_text_of_exactly_the_allowed_length_is_complete():
    longest = replace(WHOLE, outline="x" * TERMS.limits.outline_characters)

    assert all(finding.holds for finding in check_completeness(TERMS, longest))


def test_a_line_break_is_one_character_on_every_system():
    assert TextLimit(9).length("eins\r\nzwei") == TextLimit(9).length("eins\nzwei") == 9
