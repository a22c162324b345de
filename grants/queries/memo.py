"""What the jury recommended and what is to be decided, side by side, for the ministry's memo."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from sqlalchemy import and_, exists, or_, select
from sqlalchemy.orm import Session, aliased, joinedload

from grants.models.application import Application
from grants.models.decision import OUTCOMES, Decision, DecisionKind, DecisionState
from grants.models.memo import Memo, MemoState
from grants.models.record import Act
from grants.models.round import Round
from grants.programme.calendar import today
from grants.programme.finding import Finding
from grants.programme.meeting import RESULT_WORDS, MeetingResult
from grants.programme.memo import check_all_proposed, check_departures_explained
from grants.programme.stages import ApplicationState
from grants.programme.words import Words
from grants.queries.decision import KIND_WORDS
from grants.queries.meeting_word import closed_word, leaves

A = ApplicationState
RECOMMENDED: Final = {
    A.RECOMMENDED: DecisionKind.SELECT,
    A.RESERVE: DecisionKind.RESERVE,
    A.NOT_RECOMMENDED: DecisionKind.REJECT,
}
"""What the jury's ranking says of an application; the formal check is not the ministry's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One application: what the jury recommended, and what is to be decided."""

    number: str
    cluster: str
    rank: int | None
    score: Decimal | None
    recommended: DecisionKind
    kind: DecisionKind | None
    reasons: str
    voted: MeetingResult | None = None
    """What the closed minutes of the jury's meeting say, where there are any."""
    moves_up: bool = False
    """Was it told its place in reserve, so that moving up follows the list?"""

    @property
    def departs(self) -> bool:
        """Does it leave the ranking, or what the jury said in its meeting?"""
        if self.kind is None or self.moves_up:
            return False
        return self.kind is not self.recommended or leaves(self.voted, self.kind)

    @property
    def vote_words(self) -> Words | None:
        """What the jury said in its meeting, where the outcome leaves it."""
        against = self.voted is not None and leaves(self.voted, self.kind or self.recommended)
        return RESULT_WORDS[self.voted] if against and self.voted else None

    @property
    def recommended_words(self) -> Words:
        """What the jury recommended."""
        return KIND_WORDS[self.recommended]

    @property
    def words(self) -> Words:
        """What is to be decided."""
        return KIND_WORDS[self.kind] if self.kind else Words("kein Vorschlag", "no proposal")

    def plain(self) -> dict[str, Any]:
        """As the memo keeps it."""
        return {
            "number": self.number,
            "cluster": self.cluster,
            "rank": self.rank,
            "score": None if self.score is None else str(self.score),
            "recommended": self.recommended.value,
            "kind": self.kind.value if self.kind else None,
            "reasons": self.reasons if self.departs else "",
            "departs": self.departs,
            "voted": self.voted.value if self.voted else None,
            "moves_up": self.moves_up,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """Who put the jury's ranking on record, and when."""

    by: str
    at: datetime | None


def lines_of(session: Session, round_: Round) -> list[Line]:
    """Every ranked application whose outcome was not told yet, by rank; one statement.

    One more where somebody moves up.
    """
    live, told = aliased(Decision), aliased(Decision)
    kept = exists().where(
        told.application_id == Application.id,
        told.kind == DecisionKind.RESERVE,
        told.released_at.is_not(None),
    )
    found = session.execute(
        select(Application, live, kept, closed_word())
        .outerjoin(
            live,
            and_(
                live.application_id == Application.id,
                live.state != DecisionState.VOID,
                live.kind.in_(OUTCOMES),
                live.released_at.is_(None),
            ),
        )
        .where(
            Application.round_id == round_.id,
            Application.state.in_(RECOMMENDED),
            or_(live.id.is_not(None), ~kept),
        )
        .options(joinedload(Application.cluster))
        .order_by(Application.rank.nulls_last(), Application.number)
    )
    rows = found.all()
    said = _said_before(session, round_) if any(moved for _, _, moved, _ in rows) else {}
    return [
        _line(application, decision, said, word, kept=moved)
        for application, decision, moved, word in rows
    ]


def _said_before(session: Session, round_: Round) -> dict[str, DecisionKind]:
    """What the jury recommended, as earlier memos keep it: by now the state may say otherwise."""
    memos = session.scalars(
        select(Memo.outcomes)
        .where(Memo.round_id == round_.id, Memo.state == MemoState.CONFIRMED)
        .order_by(Memo.id.desc())
    )
    return {
        each["number"]: DecisionKind(each["recommended"]) for outcomes in memos for each in outcomes
    }


def line_of(plain: dict[str, Any]) -> Line:
    """A line as a memo keeps it."""
    score = plain["score"]
    return Line(
        number=plain["number"],
        cluster=plain["cluster"],
        rank=plain["rank"],
        score=None if score is None else Decimal(score),
        recommended=DecisionKind(plain["recommended"]),
        kind=DecisionKind(plain["kind"]),
        reasons=plain["reasons"],
        voted=MeetingResult(plain["voted"]) if plain.get("voted") else None,
        moves_up=plain["moves_up"],
    )


def memo_findings(lines: Sequence[Line]) -> list[Finding]:
    """What must hold before the ministry's decision is put on file."""
    return [
        check_all_proposed([line.number for line in lines if line.kind is None], len(lines)),
        check_departures_explained(
            [line.number for line in lines if line.departs and not line.reasons.strip()]
        ),
    ]


def ranking_of(session: Session, round_: Round) -> Ranking:
    """The jury's recommendation: the ranking as it was put on record."""
    act = session.scalar(
        select(Act)
        .where(
            Act.object_kind == "round",
            Act.object_number == str(round_.number),
            Act.act == "fix_ranking",
        )
        .order_by(Act.id.desc())
        .limit(1)
    )
    return Ranking(by=act.actor_name, at=act.at) if act else Ranking(by="", at=None)


def ranked_on(ranking: Ranking) -> Any:
    """The day of the ranking."""
    return today(ranking.at) if ranking.at else None


def memos_of(session: Session, round_: Round, until: datetime | None = None) -> list[Memo]:
    """Every memo that counts or waits, the latest first; those of a moment, if one is named."""
    then = () if until is None else (Memo.recorded_at <= until,)
    return list(
        session.scalars(
            select(Memo)
            .where(Memo.round_id == round_.id, Memo.state != MemoState.VOID, *then)
            .options(joinedload(Memo.recorded_by), joinedload(Memo.confirmed_by))
            .order_by(Memo.id.desc())
        )
    )


def _line(
    application: Application,
    decision: Decision | None,
    said: Mapping[str, DecisionKind],
    voted: MeetingResult | None,
    *,
    kept: bool,
) -> Line:
    kind = decision.kind if decision else None
    return Line(
        number=application.number,
        cluster=application.cluster.name,
        rank=application.rank,
        score=application.score,
        recommended=said.get(application.number, RECOMMENDED[application.state]),
        kind=kind,
        reasons=decision.reasons if decision else "",
        voted=voted,
        moves_up=kept and kind is DecisionKind.SELECT,
    )
