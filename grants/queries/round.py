"""Rounds as sponsor staff see them: the list, and the picture of one round in figures."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from grants.models.application import Application, TargetCountry
from grants.models.authority import Authority
from grants.models.decision import Decision, DecisionKind, DecisionState, Ground
from grants.models.record import Act
from grants.models.round import Round
from grants.programme.people import Actor
from grants.programme.roads.round import DECIDED
from grants.programme.stages import ApplicationState
from grants.programme.words import Words, join, say
from grants.queries.application import terms_of
from grants.queries.tally import Tally, tally_of
from grants.queries.visible import STAFF

A = ApplicationState
SELECTED = (A.SELECTED,)
PAST_THE_CHECK = frozenset(A) - {
    A.DRAFT, A.EXPIRED, A.SUBMITTED, A.INCOMPLETE, A.FORMALLY_REJECTED, A.WITHDRAWN,
}  # fmt: skip
FORMALLY_OUT = Words("formal abgelehnt", "formally rejected")
WITHDRAWN = Words("zurückgezogen", "withdrawn")
DECLINED = Words("nach der Auswahl abgesagt", "declined after the selection")


@dataclass(frozen=True, slots=True)
class Counts:
    """How many applications of a round are in which state; drafts are not handed in."""

    by_state: Mapping[ApplicationState, int] = field(default_factory=dict)
    rejections_count: bool = False
    """Is a formally rejected application an application in the statistics (R-013)?"""
    ranked: int = 0
    """How many have a rank; none where no ranking was recorded."""
    below: int = 0
    """Of those ranked, how many are below a threshold."""
    left_ranked: int = 0
    """Of those ranked, how many were withdrawn or declined afterwards."""
    declined: int = 0
    """Selected, and declined afterwards."""

    def of(self, *states: ApplicationState) -> int:
        """How many are in one of these states."""
        return sum(self.by_state.get(state, 0) for state in states)

    @property
    def received(self) -> int:
        """Handed in, those withdrawn later included."""
        return sum(self.by_state.values())

    @property
    def received_of_which(self) -> Words:
        """What of those received the shares may leave out; empty where there is nothing."""
        parts = [
            say(f"{{n}} {name.de}", f"{{n}} {name.en}", n=count)
            for count, name in (
                (self.formally_out, FORMALLY_OUT),
                (self.of(A.WITHDRAWN) - self.declined, WITHDRAWN),
                (self.declined, DECLINED),
            )
            if count
        ]
        listed = join(parts)
        return Words(f"davon {listed.de}", f"of these {listed.en}") if parts else Words("", "")

    @property
    def formally_out(self) -> int:
        """Rejected on formal grounds."""
        return self.of(A.FORMALLY_REJECTED)

    @property
    def in_order(self) -> int:
        """Formally in order, whatever came after."""
        return self.of(*PAST_THE_CHECK) + self.left_ranked

    @property
    def left_unranked(self) -> int:
        """Withdrawn before there was a ranking."""
        return self.of(A.WITHDRAWN) - self.left_ranked

    @property
    def recommended(self) -> int:
        """Above the thresholds, whatever the budget allowed."""
        return self.ranked - self.below

    @property
    def selected(self) -> int:
        """Selected for funding."""
        return self.of(*SELECTED)

    @property
    def compared(self) -> int:
        """What the rate of success is taken of: neither withdrawn nor, unless so ruled, out."""
        out = 0 if self.rejections_count else self.formally_out
        return self.received - self.of(A.WITHDRAWN) - out

    @property
    def not_selected(self) -> int:
        """Compared and not selected."""
        return self.compared - self.selected

    @property
    def share_selected(self) -> Fraction | None:
        """Part of the compared applications that was selected; nothing before there are any."""
        return Fraction(self.selected, self.compared) if self.compared else None

    @property
    def share_not_selected(self) -> Fraction | None:
        """Part of the compared applications that was not selected."""
        return Fraction(self.not_selected, self.compared) if self.compared else None


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundLine:
    """One round in the list."""

    round: Round
    counts: Counts


def round_list(session: Session, actor: Actor) -> tuple[RoundLine, ...]:
    """All rounds, the newest first, with their counts; three statements."""
    if actor.role not in STAFF:
        return ()
    rounds = session.scalars(
        select(Round).order_by(Round.number.desc()).options(selectinload(Round.terms_versions))
    ).all()
    tally = tally_of(session, rounds)
    return tuple(RoundLine(round=each, counts=_counts(each, tally[each.id])) for each in rounds)


def find_round(session: Session, actor: Actor, number: int) -> Round | None:
    """The round with this number, for sponsor staff and auditors."""
    if actor.role not in STAFF:
        return None
    return session.scalar(
        select(Round)
        .where(Round.number == number)
        .options(
            joinedload(Round.programme),
            joinedload(Round.authority).selectinload(Authority.versions),
            selectinload(Round.terms_versions),
            selectinload(Round.milestones),
        )
    )


def counts_of(session: Session, round_: Round) -> Counts:
    """How many applications of the round are in which state; two statements."""
    ranked = Application.rank.is_not(None)
    left = Application.state == A.WITHDRAWN
    row = session.execute(
        select(
            func.count(Application.rank).label("ranked"),
            func.count().filter(ranked, _below()).label("below"),
            func.count().filter(ranked, left).label("left_ranked"),
            func.count().filter(left, Decision.kind == DecisionKind.SELECT).label("declined"),
        )
        .select_from(Application)
        .outerjoin(
            Decision,
            (Decision.application_id == Application.id)
            & (Decision.state == DecisionState.COUNTERSIGNED),
        )
        .where(Application.round_id == round_.id)
    ).one()
    return replace(
        _counts(round_, tally_of(session, [round_])[round_.id]),
        ranked=row.ranked, below=row.below, left_ranked=row.left_ranked, declined=row.declined,
    )  # fmt: skip


def _below() -> ColumnElement[bool]:
    """Is the application below a threshold, by the ranking or by the ground of its rejection?"""
    said = exists().where(
        Act.object_kind == "application",
        Act.object_number == Application.number,
        Act.act == "not_recommend",
    )
    return or_(
        Application.state == A.NOT_RECOMMENDED,
        and_(Application.state == A.REJECTED, Decision.ground == Ground.QUALITY),
        said,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Targets:
    """In which countries clusters look for partners, most named first."""

    selected_only: bool
    """Counted over the selected clusters; before the decision over all applications."""
    countries: tuple[tuple[str, int], ...]

    @property
    def named(self) -> int:
        """How often a country was named in all."""
        return sum(count for _, count in self.countries)


def targets_of(session: Session, round_: Round, *, selected_only: bool) -> Targets:
    """How often each country is named in the round; one statement."""
    count = func.count().label("count")
    named = (
        select(TargetCountry.country, count)
        .join(Application, TargetCountry.application_id == Application.id)
        .where(
            Application.round_id == round_.id,
            Application.submitted_at.is_not(None),
            Application.state != ApplicationState.WITHDRAWN,
        )
        .group_by(TargetCountry.country)
        .order_by(count.desc(), TargetCountry.country)
    )
    if selected_only:
        named = named.where(Application.state.in_(SELECTED))
    rows = session.execute(named)
    return Targets(
        selected_only=selected_only, countries=tuple((country, times) for country, times in rows)
    )


def acts_on_round(session: Session, round_: Round, most: int = 6) -> tuple[Act, ...]:
    """What happened to the round itself, the latest first."""
    return tuple(
        session.scalars(
            select(Act)
            .where(Act.object_kind == "round", Act.object_number == str(round_.number))
            .order_by(Act.id.desc())
            .limit(most)
        )
    )


def is_decided(round_: Round) -> bool:
    """Has the selection of this round been decided?"""
    return round_.state in DECIDED


def _counts(round_: Round, by_state: Tally) -> Counts:
    return Counts(by_state, terms_of(round_.terms).reapplication.formally_rejected_counts)
