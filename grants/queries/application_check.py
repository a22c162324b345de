"""An application held against the rules of its round."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from grants.models.application import Application
from grants.models.organisation import Cluster
from grants.models.round import Round
from grants.programme.application_form import (
    check_declarations,
    check_name,
    check_planned_projects,
    check_years,
)
from grants.programme.calendar import is_late, today
from grants.programme.cap import check_cap
from grants.programme.completeness import ApplicationFacts, check_completeness
from grants.programme.dates import LatePolicy
from grants.programme.eligibility import check_in_time, check_may_reapply, check_one_application
from grants.programme.facts import BudgetFacts
from grants.programme.finding import Finding
from grants.programme.funding import (
    check_matching,
    check_own_funds,
    check_total_financing,
)
from grants.programme.phase import PhaseFacts, check_phase, check_start_day, without_dates
from grants.programme.sources import TERMS_OF_ROUND
from grants.programme.stages import RoundState
from grants.programme.terms import Terms
from grants.programme.upload import UploadKind, check_scanned
from grants.programme.words import Words
from grants.queries.application import ApplicationContent, terms_of

PLACES: Final = {
    "countries#countries": "countries#country_1",
    "budget": "budget#requested_later",
    "budget#own_cash": "budget#own_funds",
    "budget#grant": "budget#requested",
    "budget#in_kind": "budget#own_in_kind",
    "dates#last": "budget#concept_ends_on",
    "dates#first": "budget#concept_starts_on",
}
"""Where the fields that a rule names stand in the form of an application."""

TAKES_IN: Final = (RoundState.OPEN, RoundState.EXTENDED)
JUST_CLOSED: Final = (*TAKES_IN, RoundState.CLOSED)


def findings_on(content: ApplicationContent, terms: Terms) -> list[Finding]:
    """Every rule that an application can keep or break by what is in it, in the form's order."""
    facts = budget_facts(content, terms)
    parts = check_completeness(terms, _facts(content))
    budget = [
        *_phase(content, terms),
        check_years((year for year, amount in _years(content) if amount), content.starts_on,
                    content.ends_on),
        check_matching(terms, facts),
        check_own_funds(terms, facts),
        check_total_financing(terms, facts),
        check_cap(terms, content.requested + content.requested_later),
        check_planned_projects(terms, content.projects_planned),
    ]  # fmt: skip
    scanned = [*_scanned(content)]
    declared = check_declarations(content.declared_at)
    label = [content.label] if content.label else []
    every = [check_name(content.title), *label, *parts, *scanned, *budget, declared]
    return [replace(one, place=PLACES.get(one.place, one.place)) for one in every]


def budget_facts(content: ApplicationContent, terms: Terms) -> BudgetFacts:
    """The financing of the first phase, as the rules look at it."""
    return BudgetFacts(
        name=content.management,
        eligible=content.budget.total,
        grant=content.requested,
        own_cash=content.own_funds,
        in_kind=content.own_in_kind,
        third_party=content.third_party,
        by_year=content.budget.by_year,
    )


def check_start(session: Session, cluster: Cluster, round_: Round, now: datetime) -> list[Finding]:
    """May the cluster begin an application in this round now (R-012 to R-014)?

    Other programmes do not count. A round that was cancelled decides nothing any more; what lies
    in it stands in nobody's way.
    """
    terms = terms_of(round_.terms)
    others = session.execute(
        select(Application.round_id, Application.state, Round.state)
        .join(Round, Round.id == Application.round_id)
        .where(Application.cluster_id == cluster.id, Round.programme_id == round_.programme_id)
    ).all()
    elsewhere = [
        state
        for at, state, course in others
        if at != round_.id and course is not RoundState.CANCELLED
    ]
    return [
        _check_open(round_, now),
        check_one_application(state for at, state, _ in others if at == round_.id),
        check_may_reapply(terms, elsewhere),
    ]


def check_deadline(
    round_: Round, terms: Terms, now: datetime, *, received: bool = False
) -> Finding:
    """Does the round still take in applications (R-014)?

    Who came in time is not made late by a round that was closed while they waited. What was
    received before the deadline counts and cannot be replaced by something late.
    """
    if received:
        terms = replace(terms, late_policy=LatePolicy.REJECT)
    in_time = check_in_time(terms, now, round_.closes_at)
    if in_time.breaks or (now >= round_.opens_at and round_.state in JUST_CLOSED):
        return in_time
    return _check_open(round_, now)


def _check_open(round_: Round, now: datetime) -> Finding:
    begun = round_.state in TAKES_IN and round_.opens_at <= now
    return Finding(
        rule="R-014",
        holds=begun and not is_late(now, round_.closes_at),
        claim=Words("Die Runde nimmt Bewerbungen an.", "The round takes in applications."),
        says=Words(
            "Diese Runde ist nicht offen. Die Frist steht auf der Seite der Ausschreibung.",
            "This round is not open. The page of the call names its dates.",
        ),
        source=TERMS_OF_ROUND,
    )


def _facts(content: ApplicationContent) -> ApplicationFacts:
    return ApplicationFacts(
        profile=content.profile,
        outline=content.outline,
        countries=content.countries,
        concept_bytes=content.concept.size if content.concept else None,
        concept_pages=content.concept.pages if content.concept else None,
        requested=content.requested,
    )


def _scanned(content: ApplicationContent) -> Iterable[Finding]:
    """What the virus scanner says, at the concept and at the annexes."""
    of_concept = [file for file in content.files if file.kind is UploadKind.CONCEPT_OUTLINE]
    for files, place in ((of_concept, "concept#concept"), (content.annexes, "files#files")):
        found = check_scanned((file.file_name, file.scan_state) for file in files)
        if not found.holds:
            yield replace(found, place=place)


def _phase(content: ApplicationContent, terms: Terms) -> Iterable[Finding]:
    first, last = content.starts_on, content.ends_on
    if first is not None and last is not None:
        return [
            check_start_day(terms, first, today(content.closes_at)),
            check_phase(terms, PhaseFacts(code=terms.first_phase.code, first=first, last=last)),
        ]
    return [without_dates("budget#concept_starts_on")]


def _years(content: ApplicationContent) -> Iterable[tuple[int, object]]:
    return zip(content.budget.years, content.budget.by_year, strict=True)
