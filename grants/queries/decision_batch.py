"""All applications of a round in the order of the ranking, each with what is proposed for it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from grants.models.application import Application
from grants.models.decision import Decision, DecisionKind, DecisionState, Ground
from grants.models.round import Round
from grants.programme.money import NOTHING, Money, total
from grants.programme.people import Actor
from grants.programme.stages import ApplicationState
from grants.programme.words import Words
from grants.queries.application import terms_of
from grants.queries.decision import (
    KIND_WORDS,
    READY_TO_DECIDE,
    is_untold,
    standing_of,
    state_words,
)
from grants.queries.departure import leaves_ranking
from grants.queries.officer_conflict import takes_no_part
from grants.queries.ranking import budget_of, promise_of
from grants.queries.scores import means_by_application

A = ApplicationState
IN_THE_BATCH = (*READY_TO_DECIDE, A.SELECTED, A.REJECTED)
NO_CLAIM = (
    "Auf eine Zuwendung besteht kein Rechtsanspruch. Wir haben unser Ermessen an der Reihenfolge "
    "der Rangliste ausgerichtet; Gründe, davon zu Ihren Gunsten abzuweichen, lagen nicht vor."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """What the ranking suggests for one application, with the reasons a letter could give."""

    kind: DecisionKind
    ground: Ground | None
    reasons: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchRow:
    """One application of the round."""

    application: Application
    decision: Decision | None
    suggestion: Suggestion
    mine_to_sign: bool
    conflicted: bool = False
    """Does the asking officer take no part in decisions on it?"""

    @property
    def number(self) -> str:
        """Its public number."""
        return self.application.number

    @property
    def total(self) -> Decimal | None:
        """Its total score; nothing where the form alone decided."""
        return self.application.score

    @property
    def departs(self) -> bool:
        """Does what is proposed leave the ranking?"""
        return self.decision is not None and leaves_ranking(self.decision)

    @property
    def to_propose(self) -> bool:
        """Is nothing proposed yet?"""
        return self.decision is None and self.application.state in READY_TO_DECIDE

    @property
    def waits(self) -> bool:
        """Does a proposal wait for its second person?"""
        return self.decision is not None and self.decision.state is DecisionState.PROPOSED

    @property
    def untold(self) -> bool:
        """Did two people decide, and was nobody told?"""
        return self.decision is not None and is_untold(self.decision)

    @property
    def may_move_up(self) -> bool:
        """Did two people keep it in reserve, so that it may be selected later?"""
        return (
            self.application.state is A.RESERVE
            and self.decision is not None
            and self.decision.state is DecisionState.COUNTERSIGNED
            and not self.untold
        )

    @property
    def kind(self) -> Words | None:
        """What is proposed or decided."""
        return KIND_WORDS[self.decision.kind] if self.decision else None

    @property
    def state(self) -> Words:
        """How far it is."""
        none = Words("Noch kein Vorschlag", "No proposal yet")
        return state_words(self.decision) if self.decision else none


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """The decisions of one round."""

    rows: tuple[BatchRow, ...]

    def of(self, kind: DecisionKind) -> tuple[BatchRow, ...]:
        """The rows with a decision of this kind, proposed or made."""
        return tuple(row for row in self.rows if row.decision and row.decision.kind is kind)

    @property
    def to_propose(self) -> tuple[BatchRow, ...]:
        """Rows without a proposal."""
        return tuple(row for row in self.rows if row.to_propose)

    @property
    def mine(self) -> tuple[BatchRow, ...]:
        """Proposals that the asking officer may countersign."""
        return tuple(row for row in self.rows if row.mine_to_sign)

    @property
    def waiting(self) -> tuple[BatchRow, ...]:
        """Proposals that wait for anybody."""
        return tuple(row for row in self.rows if row.waits)

    @property
    def untold(self) -> tuple[BatchRow, ...]:
        """Decided by two people and not told: they wait for the memo and the release."""
        return tuple(row for row in self.rows if row.untold)

    @property
    def done(self) -> int:
        """How many are countersigned."""
        return sum(
            row.decision is not None and row.decision.state is DecisionState.COUNTERSIGNED
            for row in self.rows
        )

    @property
    def promised(self) -> Money:
        """What the selections take from the round's money, EUR."""
        return total(promise_of(row.application) for row in self.of(DecisionKind.SELECT))


def decision_batch(session: Session, actor: Actor, round_: Round) -> Batch:
    """Every application of the round that is, or was, ready for a decision; three statements."""
    found = session.execute(
        select(Application, takes_no_part(actor.person_id))
        .where(Application.round_id == round_.id, Application.state.in_(IN_THE_BATCH))
        .options(joinedload(Application.cluster), joinedload(Application.terms))
        .order_by(Application.rank.asc().nulls_last(), Application.number)
    ).all()
    applications = [application for application, _ in found]
    not_mine = {application.id for application, conflicted in found if conflicted}
    decisions = _live(session, applications)
    suggestions = _suggest(session, round_, applications, decisions)
    return Batch(
        rows=tuple(
            BatchRow(
                application=each,
                decision=(made := decisions.get(each.id)),
                suggestion=suggestions[each.id],
                mine_to_sign=made is not None
                and made.state is DecisionState.PROPOSED
                and standing_of(made, actor, conflicted=each.id in not_mine).may_countersign,
                conflicted=each.id in not_mine,
            )
            for each in applications
        )
    )


def reasons_for(session: Session, application: Application) -> str:
    """What a rejection of this application could say; nothing where it is recommended."""
    kind = _kind(application)
    means = means_by_application(session, [application.id]).get(application.id, {})
    return _suggestion(application, kind, means).reasons


def _live(session: Session, applications: Sequence[Application]) -> dict[int, Decision]:
    found = session.scalars(
        select(Decision)
        .where(
            Decision.application_id.in_([each.id for each in applications]),
            Decision.state != DecisionState.VOID,
        )
        .options(joinedload(Decision.proposed_by), joinedload(Decision.countersigned_by))
    )
    return {decision.application_id: decision for decision in found if decision.application_id}


def _suggest(
    session: Session,
    round_: Round,
    applications: Sequence[Application],
    decisions: Mapping[int, Decision],
) -> dict[int, Suggestion]:
    """From the top of the ranking down, as far as the money of the round reaches."""
    means = means_by_application(session, [each.id for each in applications])
    room, above = budget_of(round_) - round_.promised, True
    made: dict[int, Suggestion] = {}
    for each in applications:
        kind = _kind(each)
        made_already = each.state is A.SELECTED or _is_promised(decisions.get(each.id))
        if kind is DecisionKind.SELECT and not made_already:
            above = above and promise_of(each) <= room
            room -= promise_of(each) if above else NOTHING
            kind = kind if above else DecisionKind.RESERVE
        made[each.id] = _suggestion(each, kind, means.get(each.id, {}))
    return made


def _is_promised(decision: Decision | None) -> bool:
    """Is its money promised with the countersignature already?"""
    return decision is not None and decision.kind is DecisionKind.SELECT and is_untold(decision)


def _kind(application: Application) -> DecisionKind:
    if application.state in (A.RECOMMENDED, A.SELECTED):
        return DecisionKind.SELECT
    if application.state is A.RESERVE:
        return DecisionKind.RESERVE
    return DecisionKind.REJECT


def _suggestion(
    application: Application, kind: DecisionKind, means: dict[str, Fraction]
) -> Suggestion:
    if kind is not DecisionKind.REJECT:
        return Suggestion(kind=kind, ground=None, reasons="")
    if application.state is A.FORMALLY_REJECTED:
        reasons = "Die formalen Voraussetzungen waren Teil der Bekanntmachung. Eine Bewertung "
        reasons += "durch die Jury war deshalb nicht möglich."
        return Suggestion(kind=kind, ground=Ground.FORMAL, reasons=reasons)
    return Suggestion(
        kind=kind, ground=Ground.QUALITY, reasons=f"{_below(application, means)} {NO_CLAIM}"
    )


def _below(application: Application, means: dict[str, Fraction]) -> str:
    """Where the application misses a threshold. The letter says the figures beside it, once."""
    selection = terms_of(application.terms).selection
    missed = [
        f"beim Kriterium „{each.name.de}“"
        for each in selection.criteria
        if each.code in means and means[each.code] < each.threshold
    ]
    if application.score is not None and application.score < selection.total_threshold:
        missed.append("in der Gesamtnote")
    if not missed:
        return "Die Bewerbung wurde von der Jury nicht zur Förderung empfohlen."
    return f"Die Bewerbung erreicht die bekannt gemachten Schwellen nicht: {', '.join(missed)}."
