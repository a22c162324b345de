"""Scenarios that were kept: all of a round, some side by side, and papers on them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from grants.models.document import Document
from grants.models.round import Round
from grants.models.scenario import Scenario, ScenarioPaper
from grants.programme.plain import build, plain
from grants.programme.what_if import Assumption, CameTo
from grants.programme.words import Words
from grants.queries.what_if import Basis, WhatIf

MOST_PAPERS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A scenario as it was reckoned when it was kept."""

    scenario: Scenario
    assumed: Assumption
    came_to: CameTo
    before: CameTo
    """What it was compared with."""
    against: Words
    """What that was."""
    comes_in: tuple[tuple[str, str], ...]
    """Number and cluster."""
    goes_out: tuple[tuple[str, str], ...]
    selected: tuple[tuple[str, str], ...]
    """Nothing where no scores are known."""


def came_to_of(basis: Basis, result: WhatIf) -> dict[str, Any]:
    """What a scenario keeps of its result: plain data, names included."""
    named = {number: each.cluster for number, each in basis.entrants.items()}
    lines = result.tried.lines if result.tried else ()
    return {
        "came_to": plain(result.came_to),
        "before": plain(basis.came_to),
        "against": {"de": basis.words.de, "en": basis.words.en},
        "applied": basis.applied,
        "comes_in": [[each, named[each]] for each in result.change.comes_in],
        "goes_out": [[each, named[each]] for each in result.change.goes_out],
        "order": [
            [
                line.rank,
                line.candidate.number,
                named[line.candidate.number],
                str(line.candidate.score.total),
                line.outcome.value,
            ]
            for line in lines
        ],
    }


def scenarios_of(session: Session, round_: Round) -> list[Kept]:
    """Every scenario of the round, the latest first; one statement."""
    rows = session.scalars(
        select(Scenario)
        .where(Scenario.round_id == round_.id)
        .options(joinedload(Scenario.made_by))
        .order_by(Scenario.id.desc())
    )
    return [read(each) for each in rows]


def chosen_of(every: Iterable[Kept], numbers: Iterable[int]) -> list[Kept]:
    """Those of them that were asked for, in that order, each once; others do not exist here."""
    by_id = {each.scenario.id: each for each in every}
    return [by_id[number] for number in dict.fromkeys(numbers) if number in by_id]


def read(scenario: Scenario) -> Kept:
    """The scenario with its figures as they were kept."""
    kept = scenario.came_to
    return Kept(
        scenario=scenario,
        assumed=build(Assumption, scenario.assumed),
        came_to=build(CameTo, kept["came_to"]),
        before=build(CameTo, kept["before"]),
        against=Words(kept["against"]["de"], kept["against"]["en"]),
        comes_in=_pairs(kept["comes_in"]),
        goes_out=_pairs(kept["goes_out"]),
        selected=tuple(
            (number, cluster)
            for _, number, cluster, _, outcome in kept["order"]
            if outcome == "selected"
        ),
    )


def papers_of(session: Session, round_: Round) -> list[tuple[ScenarioPaper, Document | None]]:
    """The latest papers on scenarios of the round, each with its file once it is made."""
    rows = session.execute(
        select(ScenarioPaper, Document)
        .outerjoin(Document, ScenarioPaper.document_id == Document.id)
        .where(ScenarioPaper.round_id == round_.id)
        .options(joinedload(ScenarioPaper.ordered_by))
        .order_by(ScenarioPaper.ordered_at.desc(), ScenarioPaper.id.desc())
        .limit(MOST_PAPERS)
    )
    return [(paper, document) for paper, document in rows]


def _pairs(kept: list[list[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((number, cluster) for number, cluster in kept)
