"""One line of a letter in short: what it says, and how that is called."""

from typing import Any

from grants.programme.words import Words

Line = dict[str, Any]


def line_of(de: str, en: str, value: Words | str) -> Line:
    """A line with this label."""
    return {"label": Words(de, en), "value": value}
