"""What a call says about itself, computed from the terms of its round."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from grants.programme.calendar import today
from grants.programme.composition import least_together
from grants.programme.stages import RoundState
from grants.programme.terms import IMPLEMENTATION, Terms
from grants.programme.upload import quota_words
from grants.programme.words import Words, join, say
from grants.queries.call import Call

R = RoundState
STEPS = (
    (R.OPEN, Words("Einreichung beginnt", "Applications open")),
    (R.CLOSED, Words("Einreichschluss", "Deadline")),
    (R.FORMAL_CHECK, Words("Formale Prüfung", "Formal check")),
    (R.REVIEW, Words("Begutachtung", "Review")),
    (R.JURY_MEETING, Words("Jurysitzung", "Jury meeting")),
    (R.DECIDED, Words("Entscheidung", "Decision")),
    (R.NOTIFIED, Words("Bescheide", "Letters")),
    (R.RUNNING, Words("Förderbeginn", "Funding begins")),
)
NEXT = {
    R.CLOSED: Words("Formale Prüfung der Bewerbungen", "Formal check of the applications"),
    R.FORMAL_CHECK: Words("Begutachtung durch die Jury", "Review by the jury"),
    R.REVIEW: Words("Jurysitzung", "Jury meeting"),
    R.JURY_MEETING: Words("Rangliste der Jury", "Ranking by the jury"),
    R.RANKED: Words("Entscheidung", "Decision"),
    R.DECIDED: Words("Bescheide an alle am selben Tag", "Letters to all on the same day"),
}
"""What follows for a round in the selection."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the round's course: done, now or later."""

    words: Words
    when: Words
    state: str


def days_of(call: Call) -> list[tuple[date, Words]]:
    """The days of a round that are set, in the order of its course."""
    fixed = {R.OPEN: call.round.opens_at, R.CLOSED: call.round.closes_at}
    days = []
    for state, words in STEPS:
        milestone = call.milestone(state)
        if state in fixed:
            days.append((today(fixed[state]), words))
        elif milestone:
            days.append((milestone.on, words))
    return days


def course(call: Call, now: datetime) -> list[Step]:
    """The steps of a round with their days, and where it stands today."""
    days, day = days_of(call), today(now)
    current = next((at for at, (on, _) in enumerate(days) if on >= day), len(days))
    return [
        Step(
            words,
            say("{day}", "{day}", day=on),
            "done" if at < current else "now" if at == current else "later",
        )
        for at, (on, words) in enumerate(days)
    ]


def in_short(terms: Terms) -> list[Words]:
    """The rules that decide whether a call is for somebody, one sentence each."""
    return [say_it(terms) for say_it in IN_SHORT]


def _of_money_abroad(_: Terms) -> Words:
    return Words(
        "Partner im Ausland bringen ihr Geld selbst mit.",
        "Partners abroad bring their own money.",
    )


def _of_phases(terms: Terms) -> Words:
    implementation = terms.phase(IMPLEMENTATION)
    if not terms.has_concept:
        return say(
            "{name}: bis {months} Monate.",
            "{name}: up to {months} months.",
            name=implementation.name,
            months=implementation.max_months,
        )
    return say(
        "Konzeptionsphase bis {concept} Monate, dann Umsetzungsphase bis"
        " {implementation} Monate."
        + (" Beide dürfen sich überschneiden." if implementation.may_overlap else ""),
        "Concept phase of up to {concept} months, then implementation of up to"
        " {implementation} months."
        + (" The two may overlap." if implementation.may_overlap else ""),
        concept=terms.first_phase.max_months,
        implementation=implementation.max_months,
    )


def _of_projects(terms: Terms) -> Words:
    most, least = terms.projects.max, least_together(terms.composition)
    many = Words("Beliebig viele Verbundprojekte.", "Any number of joint projects.")
    if most:
        many = say("Bis zu {most} Verbundprojekte.", "Up to {most} joint projects.", most=most)
    if most == 1:
        many = Words("Höchstens ein Verbundprojekt.", "At most one joint project.")
    if not least.de:
        return many
    each = say("In jedem mindestens {least}.", "In each at least {least}.", least=least)
    return join((many, each), " ")


IN_SHORT: Final = (_of_phases, _of_projects, _of_money_abroad)
"""What makes the rules in short, one sentence each."""


def to_prepare(terms: Terms) -> list[Words]:
    """What an applicant needs to have at hand."""
    return [words for say_it in TO_PREPARE for words in say_it(terms)]


def _profile(terms: Terms) -> list[Words]:
    profile = terms.limits.profile
    return [
        say(
            "Clusterprofil, höchstens {most} {unit}.",
            "Cluster profile, at most {most} {unit}.",
            most=profile.most,
            unit=profile.name,
        )
    ]


def _outline(terms: Terms) -> list[Words]:
    outline = terms.limits.outline
    return [
        say(
            "Skizze, höchstens {most} {unit}.",
            "Outline, at most {most} {unit}.",
            most=outline.most,
            unit=outline.name,
        )
    ]


def _concept(terms: Terms) -> list[Words]:
    return [
        say(
            "Konzept als PDF, höchstens {pages} Seiten und {size} MB.",
            "Concept as PDF, at most {pages} pages and {size} MB.",
            pages=terms.limits.concept_pages,
            size=terms.limits.concept_megabytes,
        )
    ]


def _annexes(terms: Terms) -> list[Words]:
    most = quota_words(terms.limits)
    if not most.de:
        return []
    return [
        say(
            "Anlagen, wenn Sie wollen: zusammen mit dem Konzept höchstens {most}.",
            "Annexes if you like: together with the concept at most {most}.",
            most=most,
        )
    ]


def _countries(terms: Terms) -> list[Words]:
    fewest = terms.limits.min_target_countries
    if fewest == 1:
        return [Words("Mindestens ein Zielland.", "At least one target country.")]
    return [say("Mindestens {n} Zielländer.", "At least {n} target countries.", n=fewest)]


def _own_share(terms: Terms) -> list[Words]:
    share = terms.matching.share_of_costs
    if not terms.has_concept:
        return [
            say(
                "Finanzierung: {share} der Ausgaben tragen Sie selbst.",
                "Funding: you bear {share} of the expenditure yourselves.",
                share=share,
            )
        ]
    return [
        say(
            "Finanzierung der Konzeptionsphase: {share} der Ausgaben tragen Sie selbst.",
            "Funding of the concept phase: you bear {share} of the expenditure yourselves.",
            share=share,
        )
    ]


TO_PREPARE: Final = (_profile, _outline, _concept, _annexes, _countries, _own_share)
"""What makes the list of things to have at hand."""
