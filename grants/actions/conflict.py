"""Two people saved the same thing: neither version may get lost."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """What somebody else saved in the meantime."""

    by: str
    at: datetime
    answers: dict[str, Any]
    revision: int
    """What must be named to save over it knowingly."""


class Conflict(Exception):
    """Somebody saved after this person had opened the page. Nothing was recorded."""

    def __init__(self, *, yours: dict[str, Any], theirs: Saved) -> None:
        super().__init__(f"{theirs.by} saved revision {theirs.revision} at {theirs.at}")
        self.yours = yours
        self.theirs = theirs
