"""What the letters say that end the selection: the cluster is selected, or it is rejected."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from grants.documents.assessment import Assessment, CriterionScore
from grants.documents.letter import Deadline
from grants.documents.rejection_letter import FormalGround, RejectionLetter
from grants.documents.selection_letter import SelectionLetter
from grants.models.application import Application
from grants.models.award import Award
from grants.models.decision import Ground, Letter, LetterKind
from grants.models.grant import Grant
from grants.models.review import FormalCheck, FormalResult
from grants.papers.letter_award import given_reasons
from grants.papers.letter_head import Place, heading, recipient_of, remedy_of
from grants.programme.calendar import ZONE, last_day_of_phase, next_working_day, today
from grants.programme.criteria import ALL_WEIGHTS
from grants.programme.money import NOTHING
from grants.programme.terms import Terms
from grants.programme.words import Words, counted, join, say
from grants.queries.application import terms_of
from grants.queries.release import count_selected
from grants.queries.round import is_decided
from grants.queries.round_count import count_applications
from grants.queries.round_ready import has_undecided
from grants.queries.scores import means_of

GROUNDS_EN: Final = {
    Ground.FORMAL: "The application does not meet the formal requirements of the call.",
    Ground.QUALITY: "The application does not reach the thresholds published with the call.",
    Ground.BUDGET: "The application reaches the thresholds, but the budget of the round is used up "
    "by applications with a better place in the ranking.",
    Ground.OTHER: "The application reaches the thresholds, but it was not selected. The reasons "
    "are given in the German text above.",
}
NO_CLAIM_EN: Final = "There is no legal claim to a grant."
BY_RANKING_EN: Final = "We used our discretion in the order of the ranking."
NOT_YET: Final = Words("", "")
"""Stands in a letter until its own texts are put in."""
SEE_GERMAN: Final = "The German letter has our advice for your next application."
PLAN_OF_CONCEPT: Final = Words(
    "den vollständigen Finanzierungsplan der Konzeptionsphase und Ihren Eigenanteil,",
    "the complete financing plan of the concept phase and your own funds,",
)
PLAN_OF_ALL: Final = Words(
    "den vollständigen Finanzierungsplan und Ihren Eigenanteil,",
    "the complete financing plan and your own funds,",
)
CONDITIONS: Final = (
    Words("die Bonität des Clustermanagements.", "the credit standing of the management."),
)


def fill_selection(session: Session, application: Application, place: Place) -> SelectionLetter:
    """The selection letter; before the countersignature the case has no number yet."""
    terms = terms_of(application.terms)
    grant = session.scalar(
        select(Grant)
        .join(Award, Grant.award_id == Award.id)
        .where(Award.application_id == application.id)
        .order_by(Grant.number)
        .limit(1)
    )
    first = grant.starts_on if grant else application.concept_starts_on or today(place.now)
    last = grant.ends_on if grant else application.concept_ends_on
    last = last or last_day_of_phase(first, terms.first_phase.max_months)
    asked_by = today(place.now) + timedelta(weeks=terms.letters.plan_within_weeks)
    us = Words("wir", "we")
    you = Words("Sie", "you")
    steps = [
        Deadline(
            what=Words("Finanzierungsplan im Portal vervollständigen",
                       "Complete the financing plan in the portal"),
            due=next_working_day(asked_by, terms.deadlines.holiday_land),
            remark=you,
        ),
        Deadline(
            what=Words("Prüfung und Zuwendungsbescheid", "Check and award letter"),
            due=max(first, asked_by),
            remark=us,
        ),
    ]  # fmt: skip
    if terms.has_concept:
        concept = Words("Internationalisierungskonzept einreichen",
                        "Submit the internationalisation concept")  # fmt: skip
        steps.append(Deadline(what=concept, due=last, remark=you))
    return SelectionLetter(
        heading=heading(place, application, recipient_of(application.cluster.management)),
        made_at=place.now,
        application_number=application.number,
        project=Words(application.title, application.title),
        received_at=application.submitted_at or place.now,
        award_number=grant.award.number if grant else place.number,
        grant_number=grant.number if grant else place.number,
        cap=grant.award.cap if grant else terms.cap_per_cluster,
        applied_amount=application.requested or NOTHING,
        concept_from=first,
        concept_until=last,
        one_phase=not terms.has_concept,
        moves_up=_moves_up(session, application),
        conditions=(PLAN_OF_CONCEPT if terms.has_concept else PLAN_OF_ALL, *CONDITIONS),
        next_steps=tuple(steps),
        reasons=given_reasons(place.decision.reasons),
        remedy=remedy_of(place.authority),
        texts=place.texts,
    )


def _moves_up(session: Session, application: Application) -> Words | None:
    """That the cluster comes from the reserve list, with the letter that had put it there."""
    before = session.execute(
        select(Letter.number, Letter.dated)
        .where(Letter.application_id == application.id, Letter.kind == LetterKind.RESERVE)
        .order_by(Letter.id.desc())
        .limit(1)
    ).one_or_none()
    if before is None:
        return None
    return say(
        "Sie rücken von der Reserveliste nach. Unser Reserveschreiben {number} vom {day} ist damit "
        "überholt.",
        "You move up from the reserve list. This supersedes our reserve letter {number} of {day}.",
        number=before.number,
        day=before.dated,
    )


def _reasons_en(ground: Ground) -> str:
    """What the courtesy translation says; only the ranking's order is claimed where it was kept."""
    kept = () if ground is Ground.OTHER else (BY_RANKING_EN,)
    return " ".join((GROUNDS_EN[ground], NO_CLAIM_EN, *kept))


def fill_rejection(session: Session, application: Application, place: Place) -> RejectionLetter:
    """The rejection letter, with the scores unless the form alone decided."""
    terms = terms_of(application.terms)
    ground = place.decision.ground or Ground.QUALITY
    formal = ground is Ground.FORMAL
    letter = RejectionLetter(
        heading=heading(place, application, recipient_of(application.cluster.management)),
        made_at=place.now,
        application_number=application.number,
        project=Words(application.title, application.title),
        received_at=application.submitted_at or place.now,
        facts=facts_of(session, application, formal=formal),
        assessment=None if formal else assessment_of(session, application, terms),
        formal_grounds=_formal_grounds(session, application, terms) if formal else (),
        reasons=Words(place.decision.reasons, _reasons_en(ground)),
        advice=NOT_YET,
        data_protection=say(
            "Wir bewahren die Akte {years} Jahre auf. Wie wir Daten schützen, steht im Portal "
            "unter „Datenschutz“.",
            "We keep the file for {years} years. The portal explains under “Privacy” how we "
            "protect data.",
            years=terms.retention_years,
        ),
        remedy=remedy_of(place.authority),
        texts=place.texts,
    )
    return replace(letter, advice=_advice(place.decision.advice, letter.passage("hints")))


def _advice(own: str, again: Words) -> Words:
    """What the officers advise, and how to apply again; they write in German."""
    if not own.strip():
        return again
    return Words(f"{own.strip()}\n\n{again.de}", f"{again.en} {SEE_GERMAN}")


def facts_of(session: Session, application: Application, *, formal: bool) -> Words:
    """How many applied, what was checked, and how many were selected where that is known."""
    received = count_applications(session, application.round, Application.submitted_at.is_not(None))
    closed = application.round.closes_at.astimezone(ZONE).date()
    begin = say(
        "{received} bis zum Ende der Frist am {closed} eingegangen.",
        "{received} received by the deadline of {closed}.",
        closed=closed,
        received=counted(
            received,
            Words("Bewerbung ist", "application was"),
            Words("Bewerbungen sind", "applications were"),
        ),
    )
    if formal:
        return Words(
            f"{begin.de} Die formale Prüfung Ihrer Bewerbung ergab Mängel.",
            f"{begin.en} The formal check of your application found defects.",
        )
    reviewed = Words(
        "Ihre Bewerbung erfüllte die formalen Voraussetzungen. Die Jury bewertete sie nach den "
        "bekannt gemachten Kriterien.",
        "Your application met the formal requirements. The jury assessed it by the published "
        "criteria.",
    )
    parts = [begin, reviewed, *_selected(session, application)]
    return join(parts, " ")


def _selected(session: Session, application: Application) -> list[Words]:
    """How many were selected; nothing while that number may still change."""
    round_ = application.round
    if not is_decided(round_) and has_undecided(session, round_, beside=application):
        return []
    selected = count_selected(session, round_)
    if selected == 1:
        return [Words("Ausgewählt ist eine Bewerbung.", "One application has been selected.")]
    return [
        say(
            "Ausgewählt sind {selected} Bewerbungen.",
            "{selected} applications have been selected.",
            selected=selected,
        )
    ]


def assessment_of(session: Session, application: Application, terms: Terms) -> Assessment | None:
    """The scores of the jury; nothing where there are none."""
    means = means_of(session, application)
    if not means:
        return None
    selection = terms.selection
    return Assessment(
        criteria=tuple(
            CriterionScore(
                key=each.code,
                name=each.name,
                weight=Fraction(each.weight, ALL_WEIGHTS),
                minimum=_exact(each.threshold),
                score=means[each.code],
            )
            for each in selection.criteria
            if each.code in means
        ),
        minimum=_exact(selection.total_threshold),
        lowest_score=_exact(selection.lowest),
        highest_score=_exact(selection.highest),
    )


def _formal_grounds(
    session: Session, application: Application, terms: Terms
) -> tuple[FormalGround, ...]:
    check = session.scalar(
        select(FormalCheck)
        .where(
            FormalCheck.application_id == application.id,
            FormalCheck.result == FormalResult.REJECTED,
        )
        .order_by(FormalCheck.checked_at.desc(), FormalCheck.id.desc())
        .limit(1)
    )
    return tuple(
        FormalGround(code=reason.code, text=reason.text)
        for reason in terms.formal_reasons
        if check is not None and reason.code == check.reason_code
    )


def _exact(figure: Decimal) -> Fraction:
    return Fraction(figure)
