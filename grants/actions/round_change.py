"""Correcting a round while it is a draft: nobody outside has seen it yet."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete
from sqlalchemy.orm import Session

from grants.actions.ledger_round import book_budget
from grants.actions.lock import lock
from grants.actions.record import record
from grants.models.authority import Authority
from grants.models.round import Milestone, Round
from grants.programme.calendar import today
from grants.programme.finding import Finding, insist
from grants.programme.money import Money
from grants.programme.people import Actor
from grants.programme.round_setup import (
    SOURCE,
    check_budget,
    check_ends_ahead,
    check_milestones,
    check_opens_first,
)
from grants.programme.stages import RoundState
from grants.programme.words import Words


def change_round(
    session: Session,
    round_: Round,
    *,
    title: Words,
    authority: Authority,
    opens_at: datetime,
    closes_at: datetime,
    budget: Money,
    milestones: Mapping[RoundState, date],
    by: Actor,
    now: datetime,
) -> None:
    """Change name, money, authority or dates of a draft; its number and terms stay.

    Raises RulesBroken when the round is announced already or a date or the money breaks a rule.
    """
    lock(session, round_)
    insist([
        _check_draft(round_),
        check_opens_first(opens_at, closes_at),
        check_ends_ahead(closes_at, now),
        check_budget(budget),
        *check_milestones(milestones, today(closes_at)),
    ])  # fmt: skip
    before = _figures(round_)
    round_.title_de, round_.title_en = title.de, title.en
    round_.authority = authority
    round_.opens_at, round_.closes_at, round_.budget = opens_at, closes_at, budget
    round_.changed_at = now
    session.execute(delete(Milestone).where(Milestone.round_id == round_.id))
    session.expire(round_, ["milestones"])
    for state, on in milestones.items():
        session.add(Milestone(round=round_, on=on, state=state))
    session.flush()
    record(
        session,
        "change_round",
        "round",
        str(round_.number),
        by=by,
        now=now,
        before=before,
        after=_figures(round_),
    )
    book_budget(session, round_, "change_round", now)


def _figures(round_: Round) -> dict[str, Any]:
    return {
        "title": round_.title_de,
        "opens_at": round_.opens_at.isoformat(),
        "closes_at": round_.closes_at.isoformat(),
        "budget": str(round_.budget.decimal) if round_.budget is not None else None,
    }


def _check_draft(round_: Round) -> Finding:
    return Finding(
        rule="ROUND-DRAFT",
        holds=round_.state is RoundState.DRAFT,
        claim=Words(
            "Geändert wird nur, was noch nicht bekannt gemacht ist.",
            "Only what is not announced yet is changed.",
        ),
        says=Words(
            "Die Runde ist bekannt gemacht. Ihre Frist lässt sich nur noch verlängern.",
            "The round is announced. Its deadline can only be extended now.",
        ),
        source=SOURCE,
    )
