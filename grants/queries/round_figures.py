"""One round as an auditor looks at it: who applied, how it was decided, where the money is.

The counts, the money and the target countries are those of the sponsor's page of the round.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Final

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, aliased, joinedload

from grants.models.application import Application
from grants.models.award import Award
from grants.models.decision import Decision, DecisionKind, DecisionState, Letter
from grants.models.document import Document
from grants.models.grant import Grant
from grants.models.record import Act
from grants.models.report import Report
from grants.models.round import Round
from grants.programme.segregation import Doubled
from grants.programme.stages import ApplicationState, ReportState, label
from grants.programme.words import Words
from grants.queries.audit_case import IssuedLetter, acts_on
from grants.queries.audit_duty import Duty, easing_of
from grants.queries.audit_later import LaterLetter, later_letters
from grants.queries.audit_people import TwoPeople, decided_by_two
from grants.queries.decision import KIND_WORDS
from grants.queries.report_content import report_number
from grants.queries.round import (
    Counts,
    Targets,
    counts_of,
    is_decided,
    targets_of,
)
from grants.queries.round_count import count_applications
from grants.queries.round_jury import JurorLine, jurors_of
from grants.queries.round_money import RoundMoney, money_of
from grants.queries.segregation import doubled_duties

RECOMMENDATIONS: Final = {
    "recommend": Words("Über der Förderlinie", "Above the funding line"),
    "put_on_reserve": Words("Reserve", "Reserve"),
    "not_recommend": Words("Nicht empfohlen", "Not recommended"),
}
"""What the ranking came to, by the act that recorded it."""
AGAINST: Final = {
    "recommend": (DecisionKind.RESERVE, DecisionKind.REJECT),
    "put_on_reserve": (DecisionKind.SELECT,),
    "not_recommend": (DecisionKind.SELECT, DecisionKind.RESERVE),
}
"""Decisions that leave the ranking; a reserve that moves up is one, and its reason is shown."""
RANKING: Final = {
    ApplicationState.UNDER_REVIEW,
    ApplicationState.RECOMMENDED,
    ApplicationState.RESERVE,
    ApplicationState.NOT_RECOMMENDED,
    ApplicationState.SELECTED,
    ApplicationState.REJECTED,
}
NO_REASON: Final = Words("Kein Grund festgehalten.", "No reason was recorded.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One application in the ranking, with what was decided."""

    number: str
    cluster: str
    rank: int | None
    score: Decimal | None
    recommended: Words | None
    decision: Words
    reason: Words | None
    """Why the decision leaves the ranking, where it does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundFigures:
    """Everything recorded about the round up to a moment."""

    round: Round
    until: datetime
    counts: Counts
    money: RoundMoney
    targets: Targets
    targets_selected: Mapping[str, int]
    """How often selected applications name a country."""
    clusters: int
    """Different clusters that handed in an application."""
    again: int
    """Applications of clusters that had applied in an earlier round."""
    clusters_selected_again: int
    """Of those, selected this time."""
    came_late: int
    """Applications that arrived after the deadline."""
    reviewed: int
    """Applications that reached the jury."""
    jurors: tuple[JurorLine, ...]
    ranking: tuple[Place, ...]
    duties: tuple[Duty, ...]
    """Every report that the grants of the round owe, in the order in which they are due."""
    people: tuple[TwoPeople, ...]
    doubled: tuple[Doubled, ...]
    """Who set up the rules, and decided, checked or scored under them."""
    letters: tuple[IssuedLetter, ...]
    later: tuple[LaterLetter, ...]
    """Letters that changed an awarded grant: amendments, revocations, reclaims."""
    acts: tuple[Act, ...]

    @property
    def late(self) -> list[Duty]:
        """Reports that came late, and those that are overdue and not handed in."""
        return [duty for duty in self.duties if duty.days_late]

    @property
    def deviations(self) -> list[Place]:
        """Decisions that leave the order of the ranking."""
        return [place for place in self.ranking if place.reason is not None]


def round_figures(session: Session, round_: Round, *, until: datetime) -> RoundFigures:
    """The figures of the round; about fifteen statements, however many applications there are."""
    counts = counts_of(session, round_)
    decisions = _decisions(session, round_, until)
    chosen = targets_of(session, round_, selected_only=True)
    again = _again(session, round_)
    duties = _duties(session, round_, until)
    return RoundFigures(
        round=round_,
        until=until,
        counts=counts,
        money=money_of(session, round_),
        targets=targets_of(session, round_, selected_only=is_decided(round_)),
        targets_selected=dict(chosen.countries),
        clusters=_clusters(session, round_),
        again=again[0],
        clusters_selected_again=again[1],
        came_late=count_applications(session, round_, Application.late.is_(True)),
        reviewed=counts.of(*RANKING),
        jurors=jurors_of(session, round_),
        ranking=_ranking(session, round_, decisions, until),
        duties=duties,
        people=tuple(decided_by_two(decisions, until)),
        doubled=doubled_duties(
            session,
            round_.id,
            decisions,
            [duty.report for duty in duties],
            Application.round_id == round_.id,
            until=until,
        ),
        letters=_letters(session, round_, until),
        later=_later(session, round_, until),
        acts=acts_on(session, [("round", str(round_.number))], until),
    )


def _clusters(session: Session, round_: Round) -> int:
    counted = select(func.count(Application.cluster_id.distinct())).where(
        Application.round_id == round_.id, Application.submitted_at.is_not(None)
    )
    return session.scalar(counted) or 0


def _again(session: Session, round_: Round) -> tuple[int, int]:
    """Applications of clusters that had applied before, and how many of them were selected."""
    earlier, before = aliased(Application), aliased(Round)
    applied = (
        select(earlier.id)
        .join(before, earlier.round_id == before.id)
        .where(
            earlier.cluster_id == Application.cluster_id,
            earlier.submitted_at.is_not(None),
            before.number < round_.number,
        )
        .exists()
    )
    chosen = func.count().filter(Application.state == ApplicationState.SELECTED)
    row = session.execute(
        select(func.count(), chosen)
        .select_from(Application)
        .where(Application.round_id == round_.id, Application.submitted_at.is_not(None), applied)
    ).one()
    return row[0], row[1]


def _decisions(session: Session, round_: Round, until: datetime) -> list[Decision]:
    return list(
        session.scalars(
            select(Decision)
            .join(Decision.application)
            .where(Application.round_id == round_.id, Decision.proposed_at <= until)
            .options(
                joinedload(Decision.application),
                joinedload(Decision.proposed_by),
                joinedload(Decision.countersigned_by),
            )
            .order_by(Decision.proposed_at, Decision.id)
        )
    )


def _ranking(
    session: Session, round_: Round, decisions: Iterable[Decision], until: datetime
) -> tuple[Place, ...]:
    listed = session.scalars(
        select(Application)
        .where(
            Application.round_id == round_.id,
            or_(Application.state.in_(RANKING), Application.rank.is_not(None)),
        )
        .options(joinedload(Application.cluster))
        .order_by(Application.rank.nulls_last(), Application.number)
    ).all()
    acts = acts_on(session, [("application", one.number) for one in listed], until)
    spoken = {act.object_number: act.act for act in acts if act.act in RECOMMENDATIONS}
    signed = {
        one.application_id: one
        for one in decisions
        if one.state is DecisionState.COUNTERSIGNED and _by(one.countersigned_at, until)
    }
    return tuple(_place(one, spoken.get(one.number), signed.get(one.id)) for one in listed)


def _by(moment: datetime | None, until: datetime) -> bool:
    return moment is not None and moment <= until


def _place(application: Application, spoken: str | None, decision: Decision | None) -> Place:
    reason = None
    if spoken and decision and decision.kind in AGAINST[spoken]:
        reason = Words(decision.reasons, decision.reasons) if decision.reasons else NO_REASON
    return Place(
        number=application.number,
        cluster=application.cluster.name,
        rank=application.rank,
        score=application.score,
        recommended=RECOMMENDATIONS[spoken] if spoken else None,
        decision=KIND_WORDS[decision.kind] if decision else label(application.state),
        reason=reason,
    )


def _duties(session: Session, round_: Round, until: datetime) -> tuple[Duty, ...]:
    reports = session.scalars(
        select(Report)
        .join(Report.grant)
        .join(Grant.award)
        .join(Award.application)
        .where(Application.round_id == round_.id)
        .options(
            joinedload(Report.grant).options(joinedload(Grant.recipient), joinedload(Grant.award))
        )
        .order_by(Report.due_on, Report.id)
    ).all()
    eased = _easing(session, reports, until)
    return tuple(
        Duty(
            report=report,
            day=until,
            handed_in=_by(report.came_at, until),
            eased=eased.get(report_number(report), ()),
        )
        for report in reports
    )


def _easing(
    session: Session, reports: Sequence[Report], until: datetime
) -> Mapping[str, tuple[Act, ...]]:
    """Extensions and waivers, of the few reports that can have one."""
    changed = [one for one in reports if one.due_version > 1 or one.state is ReportState.WAIVED]
    return easing_of(acts_on(session, [("report", report_number(one)) for one in changed], until))


def _letters(session: Session, round_: Round, until: datetime) -> tuple[IssuedLetter, ...]:
    rows = session.execute(
        select(Letter, Document)
        .join(Letter.application)
        .outerjoin(Document, Letter.document_id == Document.id)
        .where(Application.round_id == round_.id, Letter.ordered_at <= until)
        .order_by(Letter.ordered_at, Letter.id)
    )
    return tuple(IssuedLetter(letter=letter, document=document) for letter, document in rows)


def _later(session: Session, round_: Round, until: datetime) -> tuple[LaterLetter, ...]:
    of_round = select(Application.id).where(Application.round_id == round_.id)
    found = later_letters(session, Award.application_id.in_(of_round), until)
    return tuple(one for one in found if one.at <= until)
