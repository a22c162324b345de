"""What-ifs over a round: its contenders, what they are compared with, and what it comes to."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from grants.models.application import Application
from grants.models.round import Round
from grants.programme.money import Money, total
from grants.programme.ranking import Outcome
from grants.programme.stages import ApplicationState
from grants.programme.what_if import (
    Assumption,
    CameTo,
    Change,
    Contender,
    TriedOut,
    as_it_is,
    change,
    count_out,
    shared_by,
    try_out,
)
from grants.programme.words import Words
from grants.queries.application import terms_of
from grants.queries.ranking import Entrant, Field, budget_of, field_of, rank_round
from grants.queries.round import is_decided

A = ApplicationState
ABOVE = (A.RECOMMENDED, A.SELECTED)
OUT_OF_IT = (A.DRAFT, A.EXPIRED, A.WITHDRAWN, A.FORMALLY_REJECTED)
RECORDED = Words("Festgehaltene Rangliste", "Recorded ranking")
AS_NOW = Words("Rangliste, wie sie jetzt steht", "Ranking as it stands now")
KNOWN = Words("So war es", "As it was")
ASSUMED_MONEY = Words("So war es, Geld angesetzt", "As it was, money assumed")
"""Known is how many were selected; what they were promised is at most the cap."""
SO_FAR = Words("Stand heute", "As of today")


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """What a what-if over a round starts from and is compared with."""

    words: Words
    """What that is: the recorded ranking, the one of this moment, or what is handed down."""
    entrants: Mapping[str, Entrant]
    """By number; nobody where no scores are known."""
    field: Field | None
    above: frozenset[str]
    """The numbers above the line today, or selected."""
    applied: int
    came_to: CameTo
    budget_known: bool

    @property
    def scored(self) -> bool:
        """Are there scores, or only counts and money?"""
        return bool(self.entrants)


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIf:
    """What an assumption comes to, beside what it is compared with."""

    assumed: Assumption
    came_to: CameTo
    tried: TriedOut | None
    change: Change
    same_money: tuple[CameTo, ...] = ()
    """Where only counts are known: the same money for fewer or more clusters."""


def basis_of(session: Session, round_: Round) -> Basis:
    """What is known of the round; three statements, four where there are no scores."""
    field = field_of(session, round_)
    if not field.entrants:
        return _counted(session, round_)
    entrants = field.entrants
    recorded = any(each.rank is not None for each in entrants.values())
    if recorded:
        above = frozenset(number for number, each in entrants.items() if each.state in ABOVE)
    else:
        lines = rank_round(round_, field.candidates)
        above = frozenset(
            line.candidate.number for line in lines if line.outcome is Outcome.SELECTED
        )
    return Basis(
        words=RECORDED if recorded else AS_NOW,
        entrants=entrants,
        field=field,
        above=above,
        applied=len(entrants),
        came_to=CameTo(
            winners=len(above),
            bound=total(entrants[number].candidate.requested for number in above),
            budget=budget_of(round_),
        ),
        budget_known=round_.budget is not None,
    )


def _counted(session: Session, round_: Round) -> Basis:
    """Where no scores are known: how many applied, how many were selected, at most at what cost."""
    applied, selected = session.execute(
        select(func.count(), func.count().filter(Application.state == A.SELECTED)).where(
            Application.round_id == round_.id, Application.state.not_in(OUT_OF_IT)
        )
    ).one()
    bound = Money(terms_of(round_.terms).cap_per_cluster.cents * selected)
    return Basis(
        words=SO_FAR if not is_decided(round_) else KNOWN if round_.budget else ASSUMED_MONEY,
        entrants={},
        field=None,
        above=frozenset(),
        applied=applied,
        came_to=CameTo(winners=selected, bound=bound, budget=round_.budget or bound),
        budget_known=round_.budget is not None,
    )


def suggested(round_: Round, basis: Basis) -> Assumption:
    """What the form begins with: the figures of the round."""
    terms = terms_of(round_.terms)
    if basis.scored:
        return as_it_is(terms, budget_of(round_))
    return Assumption(
        budget=basis.came_to.budget,
        cap=terms.cap_per_cluster,
        winners=basis.came_to.winners or None,
    )


def what_if(round_: Round, basis: Basis, assumed: Assumption) -> WhatIf:
    """What the assumption comes to. It must have passed `check_assumption`; reads nothing more."""
    if basis.field is None:
        came_to = count_out(assumed, basis.applied)
        return WhatIf(
            assumed=assumed,
            came_to=came_to,
            tried=None,
            change=Change(comes_in=(), goes_out=()),
            same_money=tuple(shared_by(assumed.budget, basis.applied, basis.came_to.winners)),
        )
    contenders = [
        Contender(
            number=each.number,
            sums=each.sums,
            reviews=each.candidate.score.reviews,
            asked=each.asked,
        )
        for each in basis.entrants.values()
    ]
    tried = try_out(terms_of(round_.terms), contenders, assumed, basis.field.settlements)
    return WhatIf(
        assumed=assumed,
        came_to=tried.came_to,
        tried=tried,
        change=change(basis.above, tried.selected),
    )
