"""The minutes of a jury's meeting: who was there, who left for what, how the votes went."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from grants.documents.letter import Sender
from grants.documents.qr import Check
from grants.programme.words import Language, Words


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutedItem:
    """One application on the agenda."""

    position: int
    number: str
    cluster: str
    votes_for: int
    against: int
    abstained: int
    left: tuple[str, ...] = ()
    """Who had left the room, each with the kind of the conflict where it was one."""
    result: Words
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Minutes:
    """Everything the minutes say."""

    DOCUMENT: ClassVar[str] = "report/minutes"
    ATTACHMENT: ClassVar[str] = "data.json"

    sender: Sender
    made_at: datetime
    programme: Words
    round_name: Words
    held_at: datetime
    place: str
    chair: str = ""
    present: tuple[str, ...]
    absent: tuple[str, ...] = ()
    quorum: Words
    """That there was one, in figures."""
    items: tuple[MinutedItem, ...]
    note: str = ""
    closed_by: str
    closed_at: datetime
    check: Check | None = None
    notice: Words | None = None
    language: Language = "de"

    @property
    def title(self) -> Words:
        """The name of the file in a reader."""
        return Words(
            f"Protokoll der Jurysitzung, {self.round_name.de}",
            f"Minutes of the jury meeting, {self.round_name.en}",
        )
