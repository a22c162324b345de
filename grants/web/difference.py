"""Where two texts differ, word by word, for two versions side by side."""

import re
from difflib import SequenceMatcher

Run = tuple[str, bool]
"""A stretch of text, and whether it stands only here."""


def differences(text: str, other: str) -> list[Run]:
    """This text in runs: what it shares with the other one, and what stands only here."""
    words, others = _words(text), _words(other)
    runs: list[Run] = []
    matcher = SequenceMatcher(a=words, b=others, autojunk=False)
    for kind, first, last, _, _ in matcher.get_opcodes():
        if run := "".join(words[first:last]):
            runs.append((run, kind != "equal"))
    return runs


def _words(text: str) -> list[str]:
    return re.findall(r"\s+|[^\s]+", text)
