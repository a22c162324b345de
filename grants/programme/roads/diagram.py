"""A road as a picture: Mermaid text that a reader of the documentation sees drawn."""

from collections.abc import Iterable
from typing import Any

from grants.programme.roads.atlas import ROADS, Road
from grants.programme.roads.road import Move


def diagram(moves: Iterable[Move[Any]]) -> str:
    """The moves as a Mermaid state diagram; a road begins where its first move begins."""
    every = list(moves)
    starts = [move.start for move in every]
    last = list(dict.fromkeys(move.end for move in every if move.end not in starts))
    lines = ["stateDiagram-v2", f"    [*] --> {starts[0].value}"]
    lines += [f"    {m.start.value} --> {m.end.value}: {m.act} ({_hands(m)})" for m in every]
    lines += [f"    {state.value} --> [*]" for state in last]
    return "\n".join(lines) + "\n"


def all_diagrams() -> str:
    """Every road as a page of the documentation: a picture, and what each state is called."""
    head = (
        "# Roads\n\n"
        "Made from the tables of moves by `grants roads`. An arrow names the act and who may "
        "do it.\n"
    )
    return "\n".join([head, *(_chapter(road) for road in ROADS)])


def _chapter(road: Road) -> str:
    states = "\n".join(
        f"| `{state.value}` | {road.words[state].de} | {road.words[state].en} |"
        for state in road.states
    )
    return (
        f"## {road.name.en} ({road.name.de})\n\n"
        f"```mermaid\n{diagram(road.moves)}```\n\n"
        f"| state | Deutsch | English |\n|---|---|---|\n{states}\n"
    )


def _hands(move: Move[Any]) -> str:
    """Who may do it, for the arrow's label."""
    people = [role.value for role in sorted(move.by)]
    return ", ".join([*people, "clock"] if move.system else people)
