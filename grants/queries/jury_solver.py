"""Answers one question of `jury_sharing` in a process of its own: JSON in, JSON out.

The question is a flow of least cost: every review that is needed flows from its application over a
juror who may write it. What counts first is that no review is missing, then that all jurors have
the same, then that they know something of the topic.
"""

import json
import sys
from typing import Any, Final

STEPS: Final = 12
"""So many applications more than the fair part are told apart by their price."""
END: Final = "end"


def solve(question: dict[str, Any]) -> dict[str, list[int]]:
    """The jurors for each application: places in the list of loads of the question."""
    import networkx  # noqa: PLC0415 - 25 MB that no other process needs

    needs: dict[str, int] = question["needs"]
    loads: list[int] = question["loads"]
    barred = {(number, juror) for number, juror in question["barred"]}
    fitting = {(number, juror) for number, juror in question["fitting"]}
    wanted = sum(needs.values())
    uneven = wanted + 1
    missing = uneven * (wanted + 1) * (STEPS + max(loads) + 1)
    fair = _level(wanted, loads)
    graph = networkx.DiGraph()
    graph.add_node(END, demand=wanted)
    for number, need in sorted(needs.items()):
        graph.add_node(number, demand=-need)
        graph.add_edge(number, END, capacity=need, weight=missing)
        for juror in range(len(loads)):
            if (number, juror) not in barred:
                weight = 0 if (number, juror) in fitting else 1
                graph.add_edge(number, juror, capacity=1, weight=weight)
    for juror, load in enumerate(loads):
        graph.add_edge(juror, END, capacity=max(0, fair - load), weight=0)
        above = max(load - fair, 0)
        for step in range(1, STEPS + 1):
            most = 1 if step < STEPS else wanted
            graph.add_edge(juror, (juror, step), capacity=most, weight=uneven * (above + step))
            graph.add_edge((juror, step), END, capacity=most, weight=0)
    _, flow = networkx.network_simplex(graph)
    return {
        number: [to for to, sent in flow[number].items() if to != END and sent] for number in needs
    }


def _level(wanted: int, loads: list[int]) -> int:
    """How high all stand once what is wanted has gone to whoever has least, as water would."""
    lowest = sorted(loads)
    for count, load in enumerate(lowest, 1):
        if count == len(lowest) or wanted <= (lowest[count] - load) * count:
            return load + wanted // count
        wanted -= (lowest[count] - load) * count
    return 0


if __name__ == "__main__":
    json.dump(solve(json.load(sys.stdin)), sys.stdout)
