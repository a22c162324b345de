"""How long it takes, and how much memory, to answer one upload.

A program of its own: it prints the seconds of processor time and the megabytes, both of itself and
of the child process that looks into the file. Processor time, as a machine that has other work to
do answers later. The file is taken as an annex, or with the word "plan" as the workbook of a plan.
"""

import contextlib
import json
import re
import resource
import sys
from pathlib import Path

from grants.documents.file_type import EVERY_TYPE
from grants.documents.upload import UploadRefused, check_file
from grants.documents.workbook import read_workbook

MOST = 20_000_000
SHEETS = ("Zeilen", "Lines")


def answer(file, taken_as="annex"):
    """Check the file as an upload; what that took."""
    content, before = Path(file).read_bytes(), _spent()
    with contextlib.suppress(UploadRefused):
        if taken_as == "plan":
            read_workbook(content, SHEETS)
        else:
            check_file(content, "upload", MOST, EVERY_TYPE)
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return _spent() - before, (_own() + child) / 1000


def _spent():
    uses = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(use.ru_utime + use.ru_stime for use in uses)


def _own():
    """The highest of this program alone; the kernel's other figure begins with its parent's."""
    return int(re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())[1])


if __name__ == "__main__":
    sys.stdout.write(json.dumps(answer(*sys.argv[1:])))
