"""Looks into a PDF that somebody sent, in another process with limits.

A small file may unfold into gigabytes when it is read. The look happens in a child process that may
use 10 seconds of processor time and 512 MiB, writes no file and knows no password of ours; whatever
becomes of it, the page that asked goes on and calls the file damaged.
"""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

CPU_SECONDS: Final = 10
WALL_SECONDS: Final = 60
"""A machine under load may need longer than the processor time."""
MEMORY: Final = 512 * 1024 * 1024
HOME: Final = Path(__file__).parents[2]


class Verdict(StrEnum):
    """What the look inside came to."""

    FINE = "fine"
    DAMAGED = "damaged"
    LOCKED = "locked"
    ACTIVE = "active"


@dataclass(frozen=True, slots=True)
class Inside:
    """What is inside a PDF."""

    verdict: Verdict
    pages: int = 0


def inspect(content: bytes, cpu_seconds: int = CPU_SECONDS, memory: int = MEMORY) -> Inside:
    """What is inside, as far as the limits let us look; a file that exceeds them is damaged."""
    try:
        child = subprocess.run(  # noqa: S603 - our own module
            [sys.executable, "-m", "grants.documents.look", str(cpu_seconds), str(memory)],
            input=content,
            capture_output=True,
            env={"PATH": os.defpath, "PYTHONPATH": str(HOME), "LANG": "C.UTF-8"},
            cwd="/",
            timeout=WALL_SECONDS,
            check=True,
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        return Inside(Verdict.DAMAGED)
    found = json.loads(child.stdout)
    return Inside(Verdict(found["verdict"]), found["pages"])
