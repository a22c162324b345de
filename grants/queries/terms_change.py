"""A change of a round's terms: what differs, whom it touches, and what stands against it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from grants.models.application import Application
from grants.models.award import Award
from grants.models.grant import Grant
from grants.models.round import Round
from grants.models.round_setup import RoundSetup
from grants.programme.finding import Finding
from grants.programme.money import eur
from grants.programme.setup_change import TermsChange, check_still_free, compare_terms
from grants.programme.setup_check import findings_on
from grants.programme.sources import TERMS_OF_ROUND
from grants.programme.stages import ApplicationState, RoundState
from grants.programme.terms import terms_as
from grants.programme.words import Words, say
from grants.queries.application import terms_of
from grants.queries.round_setup import UNDER_WAY

NOT_OPEN_YET: Final = (RoundState.DRAFT, RoundState.ANNOUNCED)
OVER: Final = (ApplicationState.EXPIRED, ApplicationState.WITHDRAWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Touched:
    """Who keeps the former version, in numbers."""

    drafts: int
    received: int
    awards: int
    grants: int


def body_in_force(round_: Round) -> dict[str, Any]:
    """The terms in force as plain data, with the money that the round really has."""
    body = terms_as(terms_of(round_.terms))
    if round_.budget is not None:
        body["round_budget"] = str(round_.budget.decimal)
    return body


def open_change(session: Session, round_: Round) -> RoundSetup | None:
    """The change of the round's terms that is under way."""
    return session.scalar(
        select(RoundSetup).where(
            RoundSetup.changes_id == round_.id, RoundSetup.state.in_(UNDER_WAY)
        )
    )


def changes_of(setup: RoundSetup) -> list[TermsChange]:
    """What differs from the terms in force; nothing for a new round."""
    if setup.changes is None:
        return []
    return compare_terms(body_in_force(setup.changes), setup.body)


def change_findings(setup: RoundSetup, now: datetime) -> list[Finding]:
    """What stands against these new terms: open places, broken rules, what is fixed by now."""
    round_ = setup.changes
    if round_ is None:
        return []
    opened = round_.state not in NOT_OPEN_YET or now >= round_.opens_at
    return [
        *findings_on(setup.body),
        *check_still_free(changes_of(setup), opened=opened),
        _enough_money(round_, setup.body.get("round_budget")),
    ]


def touched_by(session: Session, round_: Round) -> Touched:
    """How much in the round has begun under a version of its terms and keeps it; one statement."""
    mine = Application.round_id == round_.id
    drafts = select(func.count()).where(mine, Application.state == ApplicationState.DRAFT)
    received = select(func.count()).where(
        mine, Application.submitted_at.is_not(None), Application.state.not_in(OVER)
    )
    awards = select(func.count()).select_from(Award).join(Award.application).where(mine)
    grants = (
        select(func.count())
        .select_from(Grant)
        .join(Grant.award)
        .join(Award.application)
        .where(mine)
    )
    row = session.execute(
        select(*(each.scalar_subquery() for each in (drafts, received, awards, grants)))
    ).one()
    return Touched(drafts=row[0], received=row[1], awards=row[2], grants=row[3])


def _enough_money(round_: Round, budget: str | None) -> Finding:
    return Finding(
        rule="R-015",
        holds=budget is None or eur(budget) >= round_.promised,
        claim=Words("Das Rundenbudget deckt, was zugesagt ist.",
                    "The round budget covers what is promised."),
        says=say("Zugesagt sind schon {promised}.", "{promised} are promised already.",
                 promised=round_.promised),
        source=TERMS_OF_ROUND,
        place="money#round_budget",
    )  # fmt: skip
