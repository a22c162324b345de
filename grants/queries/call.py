"""Calls: rounds as everybody may see them. What is not public yet is not even counted."""

from dataclasses import dataclass, field

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload, selectinload

from grants.models.authority import Authority
from grants.models.round import Milestone, Round
from grants.programme.stages import ApplicationState, RoundState
from grants.programme.terms import Terms
from grants.queries.application import terms_of
from grants.queries.round import Counts
from grants.queries.tally import Tally, tally_of

R = RoundState
SECRET = frozenset({R.DRAFT})
COMING = frozenset({R.ANNOUNCED})
OPEN = frozenset({R.OPEN, R.EXTENDED})
CHOOSING = frozenset({R.CLOSED, R.FORMAL_CHECK, R.REVIEW, R.JURY_MEETING, R.RANKED, R.DECIDED})
RUNNING = frozenset({R.NOTIFIED, R.RUNNING})
PAST = frozenset({R.CLOSED_OUT, R.ARCHIVED})
TOLD = RUNNING | PAST
"""Everybody who applied knows the outcome, so the public may."""
COUNTED = CHOOSING | TOLD
NEVER_HANDED_IN = (ApplicationState.DRAFT, ApplicationState.EXPIRED)


@dataclass(frozen=True, slots=True)
class Call:
    """One round with what may be said about it."""

    round: Round
    counts: Counts | None = None
    """How many applied; nothing before the deadline."""

    @property
    def terms(self) -> Terms:
        """The terms in force."""
        return terms_of(self.round.terms)

    @property
    def is_open(self) -> bool:
        """Can applications be handed in?"""
        return self.round.state in OPEN

    @property
    def told(self) -> bool:
        """Is the outcome public?"""
        return self.round.state in TOLD

    @property
    def year(self) -> int:
        """The year in which the selection was announced, or the deadline falls."""
        told = self.milestone(R.DECIDED) or self.milestone(R.NOTIFIED)
        return told.on.year if told else self.round.closes_at.year

    def milestone(self, state: RoundState) -> Milestone | None:
        """The day on which the round reaches this state, if it is set."""
        return next((each for each in self.round.milestones if each.state is state), None)


@dataclass(frozen=True, slots=True)
class Calls:
    """All public rounds, sorted by what a reader can do with them."""

    open: list[Call] = field(default_factory=list)
    coming: list[Call] = field(default_factory=list)
    choosing: list[Call] = field(default_factory=list)
    running: list[Call] = field(default_factory=list)
    past: list[Call] = field(default_factory=list)
    cancelled: list[Call] = field(default_factory=list)

    @property
    def told(self) -> list[Call]:
        """Rounds whose outcome is public, the first round first.

        Rounds with invented data are left out: figures about the programme are about what was.
        """
        real = [call for call in (*self.past, *self.running) if not call.round.synthetic]
        return sorted(real, key=lambda call: call.round.number)


def calls(session: Session) -> Calls:
    """Every round but those in draft, the latest first; six statements."""
    rounds = session.scalars(_rounds().order_by(Round.number.desc())).all()
    tally = tally_of(session, (each for each in rounds if each.state in COUNTED))
    found = Calls()
    for each in rounds:
        counts = _counts(each, tally[each.id]) if each.state in COUNTED else None
        _shelf(found, each.state).append(Call(each, counts))
    return found


def find_call(session: Session, number: int) -> Call | None:
    """The public round with this number."""
    found = session.scalar(_rounds().where(Round.number == number))
    if found is None:
        return None
    if found.state not in COUNTED:
        return Call(found)
    return Call(found, _counts(found, tally_of(session, [found])[found.id]))


def _rounds() -> Select[Round]:
    return (
        select(Round)
        .where(Round.state.not_in(SECRET))
        .options(
            joinedload(Round.programme),
            joinedload(Round.authority).selectinload(Authority.versions),
            selectinload(Round.terms_versions),
            selectinload(Round.milestones),
        )
    )


def _shelf(found: Calls, state: RoundState) -> list[Call]:
    shelves = (
        (OPEN, found.open),
        (COMING, found.coming),
        (CHOOSING, found.choosing),
        (RUNNING, found.running),
        (PAST, found.past),
    )
    return next((shelf for states, shelf in shelves if state in states), found.cancelled)


def _counts(round_: Round, by_state: Tally) -> Counts:
    """How many applied; of results nothing until everybody was told theirs by letter."""
    if round_.state not in TOLD:
        withdrawn = by_state.get(ApplicationState.WITHDRAWN, 0)
        by_state = {
            ApplicationState.SUBMITTED: sum(by_state.values()) - withdrawn,
            ApplicationState.WITHDRAWN: withdrawn,
        }
    return Counts(by_state, terms_of(round_.terms).reapplication.formally_rejected_counts)
