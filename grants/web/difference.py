"""Where two texts differ, word by word, for two versions side by side."""

import re
from collections import Counter
from difflib import SequenceMatcher
from typing import Final

Run = tuple[str, bool]
"""A stretch of text, and whether it stands only here."""
PIECES: Final = (re.compile(r"\S+\s*|\s+"), re.compile(r"[^.!?\n]*[.!?\n]+\s*|[^.!?\n]+"))
"""Words with the blanks behind them; where these repeat too often, sentences."""
MOST_PAIRS: Final = 20_000
"""So many pairs of equal pieces are compared in a moment; texts of one word would take minutes."""


def differences(text: str, other: str) -> list[Run]:
    """This text in runs: what it shares with the other one, and what stands only here."""
    if text == other:
        return [(text, False)] if text else []
    for pattern in PIECES:
        pieces, others = pattern.findall(text), pattern.findall(other)
        if _pairs(pieces, others) <= MOST_PAIRS:
            return _runs(pieces, others)
    return [(text, True)] if text else []


def _runs(pieces: list[str], others: list[str]) -> list[Run]:
    runs: list[Run] = []
    matcher = SequenceMatcher(a=pieces, b=others, autojunk=False)
    for kind, first, last, _, _ in matcher.get_opcodes():
        if run := "".join(pieces[first:last]):
            runs.append((run, kind != "equal"))
    return runs


def _pairs(pieces: list[str], others: list[str]) -> int:
    times = Counter(others)
    return sum(times[piece] for piece in pieces)
