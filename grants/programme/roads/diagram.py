"""A road as a picture: Mermaid text that a reader of the documentation sees drawn."""

from collections.abc import Iterable
from typing import Any

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


def _hands(move: Move[Any]) -> str:
    """Who may do it, for the arrow's label."""
    people = [role.value for role in sorted(move.by)]
    return ", ".join([*people, "clock"] if move.system else people)
