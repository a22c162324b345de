"""Rows of data in a file, one to a line, each tied to the line before it.

Every line is {"link": ..., "row": ...}; the link is the SHA-256 of the link before, a line feed and
the row as canonical JSON. So the first line that was changed, removed, added or moved is known.
"""

import json
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Any, Final

from grants.programme.sealed import BEGINNING, canonical

LONGEST: Final = 64 * 1024 * 1024
"""Bytes of one line; nothing we write comes near."""


class BrokenRow(Exception):
    """A line is not as it was written; the message says which."""

    def __init__(self, line: int) -> None:
        super().__init__(f"line {line}")
        self.line = line


def linked(rows: Iterable[object]) -> Iterator[bytes]:
    """The lines of these rows."""
    link = BEGINNING
    for row in rows:
        link = _link(link, row)
        yield canonical({"link": link, "row": row}) + b"\n"


def read_linked(lines: Iterable[bytes]) -> Iterator[Any]:
    """The rows of these lines, held against their links.

    Raises BrokenRow at the first line that is not as it was written.
    """
    link = BEGINNING
    for number, line in enumerate(lines, start=1):
        try:
            read = json.loads(line)
            link, said, row = _link(link, read["row"]), read["link"], read["row"]
        except (ValueError, TypeError, KeyError, RecursionError) as wrong:
            raise BrokenRow(number) from wrong
        if link != said or line != canonical(read) + b"\n":
            raise BrokenRow(number)
        yield row


def lines_of(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The lines of a file that is read in pieces, each with its end.

    Raises BrokenRow at a line that is longer than any of ours, before more of it is read.
    """
    left, number = bytearray(), 1
    for piece in pieces:
        *whole, rest = piece.split(b"\n")
        for end in whole:
            yield bytes(left) + end + b"\n"
            left.clear()
            number += 1
        left += rest
        if len(left) > LONGEST:
            raise BrokenRow(number)
    if left:
        yield bytes(left)


def _link(before: str, row: object) -> str:
    return sha256(before.encode() + b"\n" + canonical(row)).hexdigest()
