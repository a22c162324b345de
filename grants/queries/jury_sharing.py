"""Sharing applications out among jurors: the fairest way that conflicts allow.

A library finds it, in a child process that is gone afterwards: a web worker that once shared out a
large round would else carry 25 MB for ever.

It is asked inside the request of the page, not by the worker. CPU seconds measured on two busy
cores: 0.3 for 40 applications and 8 jurors, 0.3 for 100 and 20, 1.5 for 500 and 60; a quarter of a
second of each is the start of the process. A round of the programmes we know has up to 40. An
officer asks a few times in a round, and the proposal follows every change of hand, so that a job
with a page of its progress would take longer than the answer. A round beyond 500 x 60 would change
that: `make bench` measures this size, and its limit there is two seconds.
"""

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Set
from pathlib import Path
from typing import Final

Pair = tuple[str, int]
"""The number of an application, and a juror."""
SECONDS: Final = 15
"""The largest round needs three on a busy machine; only one that hangs takes longer, and it does
not keep a web worker."""
HOME: Final = Path(__file__).parents[2]


def share_out(
    needs: Mapping[str, int],
    loads: Mapping[int, int],
    *,
    barred: Set[Pair],
    fitting: Set[Pair],
) -> dict[str, tuple[int, ...]]:
    """The jurors to whom each application is to be given, besides those it has.

    `needs` says how many jurors each application still needs, `loads` how many applications each
    juror has already. Fewer are named where nobody is left. The same question has one answer.
    """
    wanted = {number: need for number, need in sorted(needs.items()) if need}
    found: dict[str, list[int]] = {}
    jurors = sorted(loads)
    if wanted and jurors:
        place = {juror: at for at, juror in enumerate(jurors)}
        found = _ask({
            "needs": wanted,
            "loads": [loads[juror] for juror in jurors],
            "barred": [(one, place[juror]) for one, juror in barred if juror in place],
            "fitting": [(one, place[juror]) for one, juror in fitting if juror in place],
        })  # fmt: skip
    return {number: tuple(jurors[at] for at in found.get(number, ())) for number in needs}


def _ask(question: Mapping[str, object]) -> dict[str, list[int]]:
    answer = subprocess.run(
        [sys.executable, "-m", "grants.queries.jury_solver"],
        input=json.dumps(question).encode(),
        stdout=subprocess.PIPE,
        env={"PATH": os.defpath, "PYTHONPATH": str(HOME), "LANG": "C.UTF-8"},
        cwd="/",
        timeout=SECONDS,
        check=True,
    )
    found: dict[str, list[int]] = json.loads(answer.stdout)
    return found
