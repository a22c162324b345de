"""Keeping a what-if under a name, and ordering a paper that compares some of them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from grants.actions.lock import lock
from grants.actions.record import record
from grants.models.person import Person
from grants.models.round import Round
from grants.models.scenario import Scenario, ScenarioPaper
from grants.programme.finding import Finding, insist
from grants.programme.people import Actor
from grants.programme.plain import plain
from grants.programme.what_if import Assumption, check_assumption
from grants.programme.words import Words, say
from grants.queries.scenario import came_to_of
from grants.queries.what_if import basis_of, what_if

SOURCE: Final = Words("Szenarien einer Runde", "Scenarios of a round")
FEWEST, MOST = 1, 4


def keep_scenario(
    session: Session, round_: Round, assumed: Assumption, name: str, *, by: Actor, now: datetime
) -> Scenario:
    """Keep a what-if with its figures, its order and what it was compared with. It never changes.

    It is reckoned anew here, from what is in the database at this moment. Raises RulesBroken when
    it cannot be reckoned with, or when the round has a scenario of this name.
    """
    lock(session, round_)
    name = " ".join(name.split())
    taken = bool(
        session.scalar(
            select(exists().where(Scenario.round_id == round_.id, Scenario.name == name))
        )
    )
    insist([*check_assumption(assumed), _free(name, taken=taken)])
    basis = basis_of(session, round_)
    made = Scenario(
        round=round_,
        name=name,
        assumed=plain(assumed),
        came_to=came_to_of(basis, what_if(round_, basis, assumed)),
        made_by=session.get_one(Person, by.person_id),
        made_at=now,
    )
    session.add(made)
    session.flush()
    record(
        session, "keep_scenario", "round", str(round_.number), by=by, now=now, after={"name": name}
    )
    return made


def order_scenario_paper(
    session: Session, round_: Round, scenarios: Sequence[Scenario], *, by: Actor, now: datetime
) -> ScenarioPaper:
    """Order a PDF with these scenarios side by side; the worker makes it.

    Raises RulesBroken for none or more than four, or one of another round.
    """
    insist([check_number(len(scenarios), least=FEWEST)])
    if any(each.round_id != round_.id for each in scenarios):
        raise ValueError("a scenario of another round")
    made = ScenarioPaper(
        round=round_,
        scenarios=[each.id for each in scenarios],
        ordered_by=session.get_one(Person, by.person_id),
        ordered_at=now,
    )
    session.add(made)
    session.flush()
    record(
        session,
        "order_scenario_paper",
        "round",
        str(round_.number),
        by=by,
        now=now,
        after={"scenarios": [each.name for each in scenarios]},
    )
    return made


def check_number(chosen: int, *, least: int) -> Finding:
    """Do they fit beside one another?"""
    return Finding(
        rule="SCENARIOS",
        holds=least <= chosen <= MOST,
        claim=Words("Sie passen nebeneinander.", "They fit beside one another."),
        says=say(
            "Wählen Sie {least} bis {most} Szenarien. Gewählt sind {chosen}.",
            "Choose {least} to {most} scenarios. {chosen} are chosen.",
            least=least,
            most=MOST,
            chosen=chosen,
        ),
        source=SOURCE,
    )


def _free(name: str, *, taken: bool) -> Finding:
    return Finding(
        rule="SCENARIOS",
        holds=not taken and bool(name),
        claim=Words("Der Name ist frei.", "The name is free."),
        says=say(
            "Ein Szenario „{name}“ gibt es schon. Wählen Sie einen anderen Namen.",
            "There is a scenario “{name}” already. Choose another name.",
            name=name,
        ),
        source=SOURCE,
        place="name",
    )
