"""What a cluster has been told of where its application stands: no result before its letter.

The jury's ranking is the sponsor's own business, and a rejection is told by its letter: until that
is made, the pages of the cluster show the step before. A place in reserve counts as told once two
people have signed it and its letter is made. Rounds that were taken over come without letters.
"""

from typing import Final

from sqlalchemy import ColumnElement, and_, case, exists, or_, select, true
from sqlalchemy.orm import Session

from grants.models.application import Application
from grants.models.decision import Decision, DecisionKind, DecisionState, Letter, LetterKind
from grants.models.round import Round
from grants.programme.roads.application import ApplicationState
from grants.programme.roads.round import DECIDED

A = ApplicationState

UNTOLD: Final = {
    A.RECOMMENDED: A.UNDER_REVIEW,
    A.NOT_RECOMMENDED: A.UNDER_REVIEW,
    A.RESERVE: A.UNDER_REVIEW,
    A.REJECTED: A.UNDER_REVIEW,
    A.FORMALLY_REJECTED: A.SUBMITTED,
}
"""What the cluster sees instead of a result that it has not been told."""


def told_state(session: Session, application: Application) -> ApplicationState:
    """Where the application stands as far as its cluster was told; mostly without a statement."""
    if application.state not in UNTOLD:
        return application.state
    told = session.scalar(select(told_result(application)))
    return shown_state(application.state, told=bool(told))


def told_result(application: Application) -> ColumnElement[bool]:
    """Has the cluster been told? A column for a statement that asks for more about this one."""
    if application.state not in UNTOLD:
        return true()
    return select(is_told()).where(Application.id == application.id).scalar_subquery()


def shown_state(state: ApplicationState, *, told: bool) -> ApplicationState:
    """The state itself, or the step before while its result is not told."""
    return state if told else UNTOLD.get(state, state)


def is_told() -> ColumnElement[bool]:
    """Has the cluster of the application been told where it stands? For rows of applications."""
    rejection = (Letter.application_id == Application.id, Letter.kind == LetterKind.REJECTION)
    made = exists().where(*rejection, Letter.document_id.is_not(None))
    taken_over = and_(
        ~exists().where(*rejection),
        exists().where(Round.id == Application.round_id, Round.state.in_(DECIDED)),
    )
    kept = exists().where(
        Decision.application_id == Application.id,
        Decision.kind == DecisionKind.RESERVE,
        Decision.state == DecisionState.COUNTERSIGNED,
    )
    reserve = exists().where(
        Letter.application_id == Application.id,
        Letter.kind == LetterKind.RESERVE,
        Letter.document_id.is_(None),
    )
    return case(
        (Application.state.in_((A.RECOMMENDED, A.NOT_RECOMMENDED)), taken_over),
        (Application.state == A.RESERVE, or_(and_(kept, ~reserve), taken_over)),
        (Application.state.in_((A.REJECTED, A.FORMALLY_REJECTED)), or_(made, taken_over)),
        else_=true(),
    )
