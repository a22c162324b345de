"""Who set up the rules of a round and decided, checked or scored under them (domain 7.5)."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from grants.models.application import Application
from grants.models.decision import Decision
from grants.models.person import Person
from grants.models.report import Report
from grants.models.review import Assignment
from grants.models.round import TermsVersion
from grants.models.round_setup import RoundSetup, SetupState
from grants.programme.finding import Finding
from grants.programme.segregation import Doubled, Duty, check_rules_apart
from grants.queries.report_content import report_number

Makers = dict[int, str]
"""The names of people by their accounts."""


def rule_makers(session: Session, terms: TermsVersion) -> Makers:
    """Who began, proposed, published or confirmed these terms or a version before; one statement.

    Later versions do not count: a decision is made under the terms of its day.
    """
    return _makers(session, terms.round_id).get(terms.id, {})


def rules_apart(session: Session, decision: Decision, second: int | None) -> Finding:
    """Did the drafter, or `second` who signs, set up the rules of the decision?"""
    signs = ((Duty.DRAFT, decision.proposed_by_id), (Duty.COUNTERSIGN, second))
    return _held_apart(session, decision.terms, signs)


def duty_apart(session: Session, terms: TermsVersion, duty: Duty, person_id: int) -> Finding:
    """Did whoever is about to do this set up the rules?"""
    return _held_apart(session, terms, [(duty, person_id)])


def _held_apart(
    session: Session, terms: TermsVersion, who_does: Iterable[tuple[Duty, int | None]]
) -> Finding:
    makers = rule_makers(session, terms)
    return check_rules_apart(
        [Doubled(duty=duty, name=makers[who]) for duty, who in who_does if who in makers]
    )


def doubled_duties(
    session: Session,
    round_id: int,
    decisions: Iterable[Decision],
    reports: Iterable[Report],
    reviewed: ColumnElement[bool],
    *,
    until: datetime,
) -> tuple[Doubled, ...]:
    """Who did both, in these decisions, reports and applications; at most two statements."""
    by_terms = _makers(session, round_id)
    if not any(by_terms.values()):
        return ()
    return (
        *_in_decisions(by_terms, decisions, until),
        *_in_reports(by_terms, reports, until),
        *_in_reviews(session, by_terms, reviewed, until),
    )


def _in_decisions(
    by_terms: dict[int, Makers], decisions: Iterable[Decision], until: datetime
) -> Iterator[Doubled]:
    """What was sent back or superseded by then counts no more."""
    for one in decisions:
        if one.voided_at is not None and one.voided_at <= until:
            continue
        makers = by_terms.get(one.terms_id, {})
        signed = one.countersigned_at is not None and one.countersigned_at <= until
        second = one.countersigned_by_id if signed else None
        for duty, who in ((Duty.DRAFT, one.proposed_by_id), (Duty.COUNTERSIGN, second)):
            if who in makers:
                yield Doubled(duty=duty, name=makers[who], number=one.number)


def _in_reports(
    by_terms: dict[int, Makers], reports: Iterable[Report], until: datetime
) -> Iterator[Doubled]:
    for one in reports:
        makers, who = by_terms.get(one.grant.award.terms_id, {}), one.checked_by_id
        if who in makers and one.checked_at is not None and one.checked_at <= until:
            yield Doubled(duty=Duty.CHECK, name=makers[who], number=report_number(one))


def _in_reviews(
    session: Session, by_terms: dict[int, Makers], reviewed: ColumnElement[bool], until: datetime
) -> Iterator[Doubled]:
    everybody = {who for makers in by_terms.values() for who in makers}
    rows = session.execute(
        select(Application.terms_id, Application.number, Assignment.juror_id)
        .join_from(Assignment, Application, Assignment.application_id == Application.id)
        .where(reviewed, Assignment.final_at <= until, Assignment.juror_id.in_(everybody))
        .order_by(Application.number)
    )
    for terms_id, number, who in rows:
        makers = by_terms.get(terms_id, {})
        if who in makers:
            yield Doubled(duty=Duty.SCORE, name=makers[who], number=number)


def _makers(session: Session, round_id: int) -> dict[int, Makers]:
    """For each version of the terms, by its key, everybody who had a hand in it; one statement."""
    began = and_(
        RoundSetup.state == SetupState.DONE,
        or_(
            and_(RoundSetup.round_id == TermsVersion.round_id, TermsVersion.version == 1),
            and_(
                RoundSetup.changes_id == TermsVersion.round_id,
                RoundSetup.based_on + 1 == TermsVersion.version,
            ),
        ),
    )
    hands = or_(
        Person.id.in_((TermsVersion.created_by_id, TermsVersion.proposed_by_id)),
        Person.id == RoundSetup.made_by_id,
    )
    rows: Sequence[tuple[int, int | None, str | None]] = [
        (row.id, row.who, row.name)
        for row in session.execute(
            select(TermsVersion.id, Person.id.label("who"), Person.name)
            .outerjoin(RoundSetup, began)
            .outerjoin(Person, hands)
            .where(TermsVersion.round_id == round_id)
            .order_by(TermsVersion.version, Person.id)
        )
    ]
    found: dict[int, Makers] = {}
    so_far: Makers = {}
    for terms_id, who, name in rows:
        if who is not None and name is not None:
            so_far = {**so_far, who: name}
        found[terms_id] = so_far
    return found
