"""How long a phase and an award may last (R-011)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from grants.programme.calendar import last_day_of_phase
from grants.programme.finding import Finding
from grants.programme.sources import STUDY_2_2, TERMS_OF_ROUND
from grants.programme.terms import Terms
from grants.programme.words import Words, say


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseFacts:
    """One phase of an award."""

    code: str
    """Which of the round's phases it is."""
    first: date
    last: date
    """Its first and its last day, both included."""


def latest_end(terms: Terms, code: str, first: date) -> date:
    """The last day on which a phase that begins on `first` may end, extensions included.

    Raises LookupError when the round has no such phase.
    """
    return last_day_of_phase(first, terms.phase(code).max_months + terms.extension_max_months)


def without_dates(place: str) -> Finding:
    """What stands open while nobody has said when something begins and ends (R-011)."""
    return Finding(
        rule="R-011",
        holds=False,
        missing=True,
        claim=Words("Die Laufzeit steht fest.", "The dates are known."),
        says=Words(
            "Geben Sie den ersten und den letzten Tag ein.", "Enter the first and the last day."
        ),
        source=STUDY_2_2,
        place=place,
    )


def check_phase(terms: Terms, phase: PhaseFacts) -> Finding:
    """Is the phase no longer than the round allows, and does it end after it begins (R-011)?"""
    rules = terms.phase(phase.code)
    latest = latest_end(terms, phase.code, phase.first)
    if phase.last < phase.first:
        says = say(
            "Das Ende {last} liegt vor dem Anfang {first}.",
            "The end, {last}, is before the beginning, {first}.",
            first=phase.first,
            last=phase.last,
        )
    elif phase.last > latest:
        says = say(
            "Das Ende {last} ist zu spät. Der letzte mögliche Tag ist {latest}.",
            "The end, {last}, is too late. The last possible day is {latest}.",
            last=phase.last,
            latest=latest,
        )
    else:
        says = say(
            "{first} bis {last}, möglich bis {latest}.",
            "{first} to {last}, possible until {latest}.",
            first=phase.first,
            last=phase.last,
            latest=latest,
        )
    return Finding(
        rule="R-011",
        holds=phase.first <= phase.last <= latest,
        claim=say(
            "{name}: höchstens {months} Monate.",
            "{name}: at most {months} months.",
            name=rules.name,
            months=rules.max_months,
        ),
        says=says,
        source=STUDY_2_2,
        place="dates#last",
    )


def check_start_day(terms: Terms, first: date, closing: date) -> Finding:
    """Does the first phase begin only after the last day on which applications may come?"""
    de, en = "Die Konzeptionsphase", "The concept phase"
    if not terms.has_concept:
        de, en = "Die Laufzeit", "The duration"
    says = say("Sie beginnt am {first}.", "It begins on {first}.", first=first)
    if first <= closing:
        says = say(
            f"{de} beginnt am {{first}}. Möglich ist ein Tag nach dem {{closing}}.",
            f"{en} begins on {{first}}. It may begin on any day after {{closing}}.",
            first=first,
            closing=closing,
        )
    return Finding(
        rule="R-011",
        holds=first > closing,
        claim=Words(
            f"{de} beginnt nach dem Einreichschluss.",
            f"{en} begins after the deadline for applications.",
        ),
        says=says,
        source=TERMS_OF_ROUND,
        place="dates#first",
    )


def check_order(terms: Terms, phases: Iterable[PhaseFacts]) -> Finding:
    """Does each phase begin when it may: beside the one before it, or only after it (R-011)?"""
    codes = [phase.code for phase in terms.phases]
    ordered = sorted(phases, key=lambda phase: codes.index(phase.code))
    early = [
        later
        for earlier, later in pairwise(ordered)
        if later.first < earlier.first
        or (not terms.phase(later.code).may_overlap and later.first <= earlier.last)
    ]
    if early:
        says = say(
            "{name} beginnt zu früh, am {first}.",
            "{name} begins too early, on {first}.",
            name=terms.phase(early[0].code).name,
            first=early[0].first,
        )
    else:
        says = Words("Die Phasen folgen richtig.", "The phases are in order.")
    return Finding(
        rule="R-011",
        holds=not early,
        claim=Words("Jede Phase beginnt nicht zu früh.", "No phase begins too early."),
        says=says,
        source=STUDY_2_2,
        place="dates#first",
    )


def check_whole_span(terms: Terms, phases: Iterable[PhaseFacts]) -> Finding:
    """Does the award, from its first to its last day, last no longer than allowed (R-011)?"""
    every = list(phases)
    first, last = min(p.first for p in every), max(p.last for p in every)
    latest = last_day_of_phase(first, terms.total_months)
    says = say(
        "{first} bis {last}, möglich bis {latest}.",
        "{first} to {last}, possible until {latest}.",
        first=first,
        last=last,
        latest=latest,
    )
    if last > latest:
        says = say(
            "Das Ende {last} ist zu spät. Der letzte mögliche Tag ist {latest}, denn die "
            "Förderung beginnt am {first}.",
            "The end, {last}, is too late. The last possible day is {latest}, because the "
            "funding begins on {first}.",
            first=first,
            last=last,
            latest=latest,
        )
    return Finding(
        rule="R-011",
        holds=last <= latest,
        claim=say(
            "Die Förderung dauert insgesamt höchstens {months} Monate.",
            "The funding lasts at most {months} months in all.",
            months=terms.total_months,
        ),
        says=says,
        source=TERMS_OF_ROUND,
        place="dates#last",
    )


def check_begins_ahead(first: date, day: date) -> Finding:
    """Does a grant that would be awarded on this day begin on it or later (R-039)?

    What was spent or ordered before the award is paid only where an early start was agreed to.
    """
    return Finding(
        rule="R-039",
        holds=first >= day,
        claim=Words(
            "Der Bewilligungszeitraum beginnt nicht vor der Bewilligung.",
            "The approval period does not begin before the award.",
        ),
        says=say(
            "Er beginnt am {first}, bewilligt würde am {day}. Berichte, deren Tag schon vorbei "
            "ist, werden nach der Bewilligung fällig.",
            "It begins on {first}, the award would be made on {day}. Reports whose day has passed "
            "come after the award.",
            first=first,
            day=day,
        ),
        source=TERMS_OF_ROUND,
        place="budget",
        warns=True,
    )
