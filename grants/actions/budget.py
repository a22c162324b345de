"""The financing plan of one grant: saving it as often as one likes, and handing it in."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from grants.actions.draft import insist_on_signatory, lock_plan, plan_is_open, reopen_part
from grants.actions.lock import lock
from grants.actions.overtaken import Overtaken, Saved, saved_meanwhile
from grants.actions.plan_record import differences, keep_cells, keep_lines
from grants.actions.record import record
from grants.models.grant import Grant
from grants.programme.completeness import check_request
from grants.programme.cumulation import room_beside
from grants.programme.finding import Finding, insist
from grants.programme.funding_terms import Research
from grants.programme.money import NOTHING, Money, total
from grants.programme.people import Actor
from grants.programme.plan_line import grid_of, sums_of
from grants.programme.rate import allowance
from grants.programme.sources import TERMS_OF_ROUND
from grants.programme.stages import NoSuchMove
from grants.programme.words import Words, say
from grants.queries.aid_statement import frozen_aid
from grants.queries.application import terms_of
from grants.queries.budget_table import Cells
from grants.queries.grant_findings import grant_findings
from grants.queries.grant_plan import Plan, assigns_research, highest_by_rate, plan_of, share_of
from grants.queries.plan_line import cells_of, lines_of, plannable_lines

KIND = "grant"


def save_budget(
    session: Session,
    grant: Grant,
    cells: Mapping[tuple[str, int], Money],
    own_funds: Money = NOTHING,
    third_party: Money = NOTHING,
    *,
    requested: Money | None = None,
    own_in_kind: Money = NOTHING,
    other_public: Money = NOTHING,
    research: Mapping[Research, Money] | None = None,
    instead_of_lines: Collection[tuple[str, int]] = (),
    revision: int,
    by: Actor,
    now: datetime,
) -> bool:
    """Keep the planned costs by category and year and who pays them; False when nothing changed.

    The server adds up the costs and works out the allowance. A cell that has lines beneath it is
    their sum, whatever `cells` says (actions/plan_line.py), unless it is named in
    `instead_of_lines`: there the amount was chosen, and the lines go. `requested` is the grant
    asked for towards the costs, without the allowance; when it is left out, the rate decides,
    beside what comes from other public hands (R-028). `research` are the costs of a company by
    category.
    Raises Overtaken when somebody else saved since `revision`, NoSuchMove when the plan was handed
    in, RulesBroken when more is asked for than the rate allows or a line does not exist.
    """
    lock_plan(session, grant, by)
    there = lines_of(grant)
    detailed = tuple(one for one in there if (one.category, one.year) not in instead_of_lines)
    with_lines = sums_of(detailed)
    bare = {cell: amount for cell, amount in cells.items() if cell not in with_lines}
    wanted = grid_of(detailed, bare)
    costs = total(wanted.values())
    highest = highest_by_rate(grant, wanted)
    asked = room_beside(highest, other_public) if requested is None else requested
    yours = Plan(
        cells=wanted,
        requested=asked,
        own_funds=own_funds,
        own_in_kind=own_in_kind,
        third_party=third_party,
        other_public=other_public,
        research={one: amount for one, amount in (research or {}).items() if amount},
    )
    before = plan_of(grant)
    # What was typed into a cell while somebody else wrote lines beneath it is not lost unseen.
    typed_over = any(cells.get(cell, amount) != amount for cell, amount in with_lines.items())
    late = revision != grant.revision
    if yours == before and detailed == there and not (late and typed_over):
        return False
    if late:
        raise Overtaken(yours=_answers(yours), theirs=saved_plan(session, grant))
    insist([check_cells(grant, wanted), _check_asked(grant, asked, highest, costs)])
    gone: dict[str, Any] = {}
    if detailed != there:
        keep_lines(grant, detailed)
        gone = {"lines": differences(there, detailed)[0]}
    keep_plan(grant, yours, costs)
    grant.revision += 1
    grant.changed_at, grant.changed_by_id = now, by.person_id
    if grant.partner is not None:
        reopen_part(grant.partner, by, now)
    record(
        session,
        "save_budget",
        KIND,
        grant.number,
        by=by,
        now=now,
        before={**plain_plan(before), **gone},
        after={**plain_plan(yours), "revision": grant.revision},
    )
    session.flush()
    return True


def hand_in_budget(session: Session, grant: Grant, *, by: Actor, now: datetime) -> None:
    """Hand in the plan of a grant of the cluster management; from now on the sponsor decides.

    Raises RulesBroken with every rule that does not hold, the cap included, and NoSuchMove when
    it was handed in before or belongs to a joint project, which is handed in as a whole.
    """
    lock(session, grant.award)
    lock(session, grant)
    if grant.project is not None or not plan_is_open(grant):
        raise NoSuchMove("hand_in_budget", grant.state, by.role)
    insist_on_signatory(session, grant.award, by)
    insist([check_request(grant.direct), *grant_findings(session, grant, now=now)])
    grant.handed_in_at = now
    grant.changed_at, grant.changed_by_id = now, by.person_id
    record(
        session,
        "hand_in_budget",
        KIND,
        grant.number,
        by=by,
        now=now,
        after={
            **plain_plan(plan_of(grant)),
            "amount": str((grant.direct + grant.allowance).decimal),
            "aid_from_elsewhere": frozen_aid(session, [grant]),
        },
    )
    session.flush()


def recompute(grant: Grant) -> None:
    """Costs, allowance and, above what the rate allows, the grant itself, after a change."""
    terms = terms_of(grant.award.terms)
    grant.costs = total(line.amount for line in grant.lines)
    grant.direct = min(grant.direct, highest_by_rate(grant, cells_of(grant)))
    grant.allowance = NOTHING
    if grant.project is not None:
        grant.allowance = allowance(terms, grant.recipient.kind, grant.direct)


def keep_plan(grant: Grant, plan: Plan, costs: Money) -> None:
    """Write the plan into the grant and its cells, and work out what follows from it."""
    keep_cells(grant, plan.cells)
    grant.costs = costs
    grant.direct = plan.requested
    grant.own_funds = plan.own_funds
    grant.own_in_kind = plan.own_in_kind
    grant.third_party, grant.other_public = plan.third_party, plan.other_public
    if assigns_research(grant):
        for research in Research:
            amount = plan.research.get(research, NOTHING)
            setattr(grant, f"research_{research.value}", amount)
    recompute(grant)


def check_cells(grant: Grant, cells: Cells) -> Finding:
    """Does every planned amount lie in a line and a year that the plan has?"""
    known = {category.code for category in plannable_lines(grant)}
    first, last = grant.starts_on.year, grant.ends_on.year
    strange = sorted(
        f"{category} {year}"
        for category, year in cells
        if category not in known or not first <= year <= last
    )
    return Finding(
        rule="R-011",
        holds=not strange,
        claim=Words(
            "Ausgaben sind nur in der Laufzeit geplant.",
            "Costs are planned within the period only.",
        ),
        says=say(
            "Diese Zeilen hat der Plan nicht: {strange}.",
            "The plan has no such lines: {strange}.",
            strange=", ".join(strange) or "–",
        ),
        source=TERMS_OF_ROUND,
        place="budget",
    )


def _check_asked(grant: Grant, asked: Money, highest: Money, costs: Money) -> Finding:
    """Is no more asked for than the rate of this grant allows (R-003, R-022)?"""
    says = say(
        "{asked} von höchstens {highest}.", "{asked} of at most {highest}.",
        asked=asked, highest=highest,
    )  # fmt: skip
    if asked > highest:
        says = say(
            "Die Zuwendung ist {over} zu hoch: {asked} statt höchstens {highest} "
            "({rate} von {costs}).",
            "The grant is {over} too high: {asked} instead of at most {highest} "
            "({rate} of {costs}).",
            over=asked - highest,
            asked=asked,
            highest=highest,
            rate=share_of(grant),
            costs=costs,
        )
    return Finding(
        rule="R-003" if grant.project is None else "R-022",
        holds=asked <= highest,
        claim=Words("Jede Zuwendung bleibt im Fördersatz.", "Every grant stays within its rate."),
        says=says,
        source=TERMS_OF_ROUND,
        place="budget#requested",
    )


def saved_plan(session: Session, grant: Grant) -> Saved:
    """What somebody else saved in the meantime."""
    return saved_meanwhile(session, grant, grant.changed_at, _answers(plan_of(grant)))


def _answers(plan: Plan) -> dict[str, Any]:
    return {
        "cells": plan.cells,
        "requested": plan.requested,
        "own_funds": plan.own_funds,
        "own_in_kind": plan.own_in_kind,
        "third_party": plan.third_party,
        "other_public": plan.other_public,
        **{f"research_{research.value}": plan.research[research] for research in plan.research},
    }


def plain_plan(plan: Plan) -> dict[str, Any]:
    """The plan as the record of acts keeps it: amounts as text, EUR."""
    answers = _answers(plan)
    cells = answers.pop("cells")
    return {
        "costs": {f"{category} {year}": str(amount.decimal)
                  for (category, year), amount in sorted(cells.items())},
        **{name: str(amount.decimal) for name, amount in answers.items()},
    }  # fmt: skip
