"""Who would get what: a proposal over all applications of a round, before anything is saved."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from grants.models.application import Application
from grants.models.organisation import Cluster
from grants.models.review import ConflictDeclaration
from grants.models.round import Round
from grants.programme.conflict import HINT_WORDS
from grants.programme.jury import GONE, matches
from grants.programme.words import Words, join
from grants.queries.application import terms_of
from grants.queries.jury import ReviewState
from grants.queries.jury_hint import Hints, hints_of
from grants.queries.jury_member import JurorCard, juror_cards, jurors_for
from grants.queries.jury_sharing import Pair, share_out
from grants.queries.jury_table import SeatRow, jury_table
from grants.queries.review_ready import REVIEWABLE

DECLARED: Final = Words("Konflikt erklärt", "conflict declared")


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """One juror beside one application."""

    juror_id: int
    name: str
    fits: bool
    """Do they know something of the topic?"""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalRow:
    """One application with the jurors it has and those it would get."""

    number: str
    cluster: str
    field: str
    given: tuple[str, ...]
    proposed: tuple[Proposed, ...]
    missing: int
    """Reviews for which nobody is left."""
    hints: tuple[Words, ...]
    """Why some jurors are left out, though they have declared nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """How much one juror has, and would have."""

    card: JurorCard
    before: int
    after: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """Everything on the page."""

    rows: tuple[ProposalRow, ...]
    loads: tuple[Load, ...]

    @property
    def spread(self) -> int:
        """The difference between the most and the least loaded juror."""
        every = [load.after for load in self.loads]
        return max(every) - min(every) if every else 0

    @property
    def new(self) -> int:
        """How many reviews it would give."""
        return sum(len(row.proposed) for row in self.rows)

    @property
    def missing(self) -> int:
        """Reviews for which nobody is left."""
        return sum(row.missing for row in self.rows)

    @property
    def fitting(self) -> int:
        """How many of the proposed jurors know something of the topic."""
        return sum(one.fits for row in self.rows for one in row.proposed)


def propose(session: Session, round_: Round) -> Proposal:
    """Share out what is still needed; statements do not grow with the applications."""
    table = jury_table(session, round_)
    cards = {card.juror_id: card for card in juror_cards(session, round_)}
    fields = topics_of(session, round_)
    rows = [row for row in table.rows if row.number in fields]
    # Somebody who declined keeps what they have, and gets nothing more.
    able = {one.id: cards[one.id] for one in table.jurors if _able(cards.get(one.id))}
    hints = hints_of(session, round_, able)
    loads = {juror: table.load(juror) for juror in able}
    fitting = {
        (row.number, juror)
        for row in rows
        for juror, card in able.items()
        if matches(card.topics, fields[row.number])
    }
    least = terms_of(round_.terms).selection.jurors_per_application
    declared = _declared(session, round_)
    shared = share_out(
        {row.number: max(0, least - row.valid) for row in rows},
        loads,
        barred=_given_pairs(rows) | declared | hints.keys(),
        fitting=fitting,
    )
    names = {juror: card.name for juror, card in cards.items()}
    told = _told(hints, able, declared)
    more = Counter(juror for jurors in shared.values() for juror in jurors)
    return Proposal(
        rows=tuple(
            ProposalRow(
                number=row.number,
                cluster=row.cluster,
                field=fields[row.number],
                given=_given(row, names),
                proposed=tuple(
                    Proposed(juror_id=one, name=names[one], fits=(row.number, one) in fitting)
                    for one in sorted(shared[row.number], key=lambda one: (names[one], one))
                ),
                missing=max(0, least - row.valid) - len(shared[row.number]),
                hints=tuple(told[row.number]),
            )
            for row in rows
        ),
        loads=tuple(
            Load(card=card, before=loads[juror], after=loads[juror] + more[juror])
            for juror, card in able.items()
        ),
    )


def named_jurors(session: Session, round_: Round) -> Mapping[str, int]:
    """Who may be named on the page, by name and address as the list there offers them."""
    cards = {card.juror_id: card for card in juror_cards(session, round_)}
    every = jurors_for(session, round_)
    return {cards[one.id].label: one.id for one in every if _able(cards.get(one.id))}


def _able(card: JurorCard | None) -> bool:
    return card is not None and card.answer not in GONE


def topics_of(session: Session, round_: Round) -> dict[str, str]:
    """The applications that are up for review, by number, each with its topic."""
    rows = session.execute(
        select(Application.number, Cluster.field)
        .join(Cluster, Application.cluster_id == Cluster.id)
        .where(Application.round_id == round_.id, Application.state.in_(REVIEWABLE))
    )
    return {row.number: row.field for row in rows}


def _declared(session: Session, round_: Round) -> set[Pair]:
    rows = session.execute(
        select(Application.number, ConflictDeclaration.juror_id)
        .join(ConflictDeclaration.application)
        .where(Application.round_id == round_.id, ConflictDeclaration.conflicted)
    )
    return {(row.number, row.juror_id) for row in rows}


def _given_pairs(rows: Iterable[SeatRow]) -> set[Pair]:
    return {
        (row.number, seat.juror_id) for row in rows for seat in row.seats if seat.state is not None
    }


def _given(row: SeatRow, names: Mapping[int, str]) -> tuple[str, ...]:
    return tuple(
        names[seat.juror_id]
        for seat in row.seats
        if seat.state not in (None, ReviewState.CONFLICTED)
    )


def _told(
    hints: Hints, cards: Mapping[int, JurorCard], declared: Set[Pair]
) -> Mapping[str, list[Words]]:
    """Why somebody is left out of an application: a declared conflict, or a hint of one."""
    told: defaultdict[str, list[Words]] = defaultdict(list)
    left_out = {pair: [DECLARED] for pair in sorted(declared) if pair[1] in cards}
    left_out |= {
        pair: [HINT_WORDS[one] for one in kinds]
        for pair, kinds in hints.items()
        if pair not in declared
    }
    for (number, juror), why in left_out.items():
        name = Words(cards[juror].name, cards[juror].name)
        told[number].append(join((name, join(why)), ": "))
    return told
