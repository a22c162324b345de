"""Looks into a file that somebody sent, in another process with limits.

A small file may unfold into gigabytes when it is read. The look happens in a child process that may
use a few seconds of processor time and 256 MiB, writes no file and knows no password of ours;
whatever becomes of it, the page that asked goes on. What is found comes back as one line, and
behind it the bytes of a picture that was written anew.
"""

import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from threading import BoundedSemaphore
from typing import Final

from grants.documents.file_type import FileType

CPU_SECONDS: Final = 3
WALL_SECONDS: Final = 30
"""A machine under load may need longer than the processor time."""
MEMORY: Final = 256 * 1024 * 1024
AT_ONCE: Final = 2
"""Files of one process that are looked at side by side; the others wait their turn."""
MOST_MEGAPIXELS: Final = 30
"""Of one picture: a page in A4 at 500 dots to the inch."""
HOME: Final = Path(__file__).parents[2]

MOST_REMEMBERED: Final = 64
"""Files that were found fine; of each only its fingerprint and its pages."""

_TURN: Final = BoundedSemaphore(AT_ONCE)


class Verdict(StrEnum):
    """What the look inside came to."""

    FINE = "fine"
    DAMAGED = "damaged"
    LOCKED = "locked"
    ACTIVE = "active"
    """It can act: scripts, macros, controls, programs to start."""
    LINKED = "linked"
    """It fetches something from elsewhere."""
    EMBEDDED = "embedded"
    """It carries other files."""
    HEAVY = "heavy"
    """It unfolds, or takes time, beyond the limits."""
    OTHER = "other"
    """It is something else than its first bytes promise."""


@dataclass(frozen=True, slots=True)
class Inside:
    """What is inside a file."""

    verdict: Verdict
    pages: int = 0
    """Of a PDF."""
    content: bytes = field(default=b"", repr=False)
    """A picture written anew, without what was hidden in it."""


_FINE: Final[dict[tuple[bytes, FileType, int, int], Inside]] = {}


def inspect(
    content: bytes,
    kind: FileType = FileType.PDF,
    *,
    cpu_seconds: int = CPU_SECONDS,
    memory: int = MEMORY,
) -> Inside:
    """What is inside, as far as the limits let us look; a file that exceeds them is heavy.

    What was found fine a while ago is fine when the same bytes come again, after a refused form or
    for another case: it is not looked into twice.
    """
    asked = (sha256(content).digest(), kind, cpu_seconds, memory)
    if (known := _FINE.get(asked)) is not None:
        return known
    found = _look(content, kind, cpu_seconds, memory)
    if found.verdict is Verdict.FINE and not found.content:
        if len(_FINE) >= MOST_REMEMBERED:
            _FINE.clear()
        _FINE[asked] = found
    return found


def _look(content: bytes, kind: FileType, cpu_seconds: int, memory: int) -> Inside:
    try:
        with _TURN:
            child = subprocess.run(  # noqa: S603 - our own module
                [
                    sys.executable,
                    "-m",
                    "grants.documents.look",
                    kind,
                    str(cpu_seconds),
                    str(memory),
                ],
                input=content,
                capture_output=True,
                env={"PATH": os.defpath, "PYTHONPATH": str(HOME), "LANG": "C.UTF-8"},
                cwd="/",
                timeout=WALL_SECONDS,
                check=True,
            )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        return Inside(Verdict.HEAVY)
    line, _, rest = child.stdout.partition(b"\n")
    found = json.loads(line)
    return Inside(Verdict(found["verdict"]), found["pages"], rest)
