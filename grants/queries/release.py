"""Results of a round that are decided and not told, and what stands in the way of telling them."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import Session, joinedload

from grants.models.application import Application
from grants.models.decision import OUTCOMES, Decision, DecisionKind, DecisionState, Ground
from grants.models.memo import Memo, MemoState
from grants.models.release import Release, ReleaseScope, ReleaseState
from grants.models.round import Round
from grants.programme.finding import Finding
from grants.programme.release import (
    Tally,
    check_goes_alone,
    check_memo_covers,
    check_nobody_forgotten,
    check_something_ready,
)
from grants.programme.stages import ApplicationState

ORDER = (DecisionKind.SELECT, DecisionKind.RESERVE, DecisionKind.REJECT)


def is_pending(*kinds: DecisionKind) -> ColumnElement[bool]:
    """Decided by two people and not told; for rows of decisions."""
    return and_(
        Decision.state == DecisionState.COUNTERSIGNED,
        Decision.kind.in_(kinds or OUTCOMES),
        Decision.released_at.is_(None),
    )


def has_pending(*kinds: DecisionKind) -> ColumnElement[bool]:
    """Is such an outcome of this application waiting to be told? For rows of applications."""
    return exists().where(Decision.application_id == Application.id, is_pending(*kinds))


def pending_of(round_id: int) -> Select[Decision]:
    """The decisions of the round that wait to be told, in the order of their numbers."""
    return (
        select(Decision)
        .join(Application, Decision.application_id == Application.id)
        .where(Application.round_id == round_id, is_pending())
        .order_by(Decision.id)
    )


def shown_pending(session: Session, round_: Round) -> list[Decision]:
    """The same with all that a page shows of them, selections first, by rank; one statement."""
    found = session.scalars(
        pending_of(round_.id).options(
            joinedload(Decision.application).joinedload(Application.cluster),
            joinedload(Decision.proposed_by),
            joinedload(Decision.countersigned_by),
            joinedload(Decision.release),
        )
    )
    return in_order(list(found))


def in_order(decisions: list[Decision]) -> list[Decision]:
    """Selections first, then by rank and number."""
    return sorted(decisions, key=_place)


def releases_of(session: Session, round_: Round) -> Sequence[Release]:
    """What waits for the second person and what was carried out, the latest first."""
    return session.scalars(
        select(Release)
        .where(Release.round_id == round_.id, Release.state != ReleaseState.VOID)
        .options(joinedload(Release.asked_by), joinedload(Release.released_by))
        .order_by(Release.id.desc())
    ).all()


def find_release(session: Session, round_: Round, number: int) -> Release | None:
    """One release of this round, by its number."""
    return session.scalar(
        select(Release).where(Release.id == number, Release.round_id == round_.id)
    )


def tally_of(session: Session, round_: Round) -> Tally:
    """What became of everything the round received; one statement."""
    live = and_(Decision.application_id == Application.id, Decision.state != DecisionState.VOID)
    told = exists().where(live, Decision.released_at.is_not(None))
    withdrawn = Application.state == ApplicationState.WITHDRAWN
    received, gone, done, ready = session.execute(
        select(
            func.count(),
            func.count().filter(withdrawn),
            func.count().filter(~withdrawn, told),
            func.count().filter(~withdrawn, has_pending()),
        ).where(Application.round_id == round_.id, Application.submitted_at.is_not(None))
    ).one()
    return Tally(received=received, withdrawn=gone, told=done, ready=ready)


def count_selected(session: Session, round_: Round, *, beside: Application | None = None) -> int:
    """How many clusters are selected, told or not; `beside` is left out."""
    chosen = or_(Application.state == ApplicationState.SELECTED, has_pending(DecisionKind.SELECT))
    others = () if beside is None else (Application.id != beside.id,)
    counted = select(func.count(Application.id)).where(
        Application.round_id == round_.id, chosen, *others
    )
    return session.scalar(counted) or 0


def count_proposed(session: Session, round_: Round, *, beside: Application) -> int:
    """How many other clusters are proposed for selection and wait for a second person."""
    counted = (
        select(func.count(Decision.id))
        .join(Application, Decision.application_id == Application.id)
        .where(
            Application.round_id == round_.id,
            Application.id != beside.id,
            Decision.kind == DecisionKind.SELECT,
            Decision.state == DecisionState.PROPOSED,
        )
    )
    return session.scalar(counted) or 0


def batch_findings(session: Session, round_: Round, decisions: Sequence[Decision]) -> list[Finding]:
    """What must hold before all that is decided is told at once."""
    return [
        check_something_ready(len(decisions)),
        check_nobody_forgotten(tally_of(session, round_)),
        check_memo_covers(not_covered(session, round_, decisions)),
    ]


def single_findings(session: Session, round_: Round, decision: Decision) -> list[Finding]:
    """What must hold before one result is told by itself."""
    return [
        check_goes_alone(goes_alone(decision, batch_told=batch_told(session, round_))),
        check_memo_covers(not_covered(session, round_, [decision])),
    ]


def goes_alone(decision: Decision, *, batch_told: bool) -> bool:
    """A rejection on formal grounds always; anything else only after the joint release."""
    return decision.ground is Ground.FORMAL or batch_told


def batch_told(session: Session, round_: Round) -> bool:
    """Have the results of this round been told together before?"""
    return bool(
        session.scalar(
            select(
                exists().where(
                    Release.round_id == round_.id,
                    Release.scope == ReleaseScope.BATCH,
                    Release.state == ReleaseState.RELEASED,
                )
            )
        )
    )


def not_covered(session: Session, round_: Round, decisions: Sequence[Decision]) -> list[str]:
    """Numbers of those of which no confirmed memo says the same; formal grounds need none."""
    memos = session.scalars(
        select(Memo.outcomes)
        .where(Memo.round_id == round_.id, Memo.state == MemoState.CONFIRMED)
        .order_by(Memo.id)
    )
    said = {each["number"]: each["kind"] for outcomes in memos for each in outcomes}
    return [
        one.number
        for one in decisions
        if one.ground is not Ground.FORMAL and said.get(one.number) != one.kind.value
    ]


def _place(decision: Decision) -> tuple[int, bool, int, int]:
    rank = decision.application.rank if decision.application else None
    return ORDER.index(decision.kind), rank is None, rank or 0, decision.id
