"""The receipt of an application: its number, the second it arrived, and proof of what arrived."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from grants.documents.letter import Sender
from grants.documents.qr import Check
from grants.programme.words import Language, Words


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivedItem:
    """One part of the application as it arrived."""

    name: Words
    """What it is: "Skizze" or "Konzept"."""
    file_name: str = ""
    """The name the sender gave the file; nothing for text typed on a page."""
    size: int
    """Bytes."""
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """Everything a receipt says."""

    DOCUMENT: ClassVar[str] = "report/receipt"
    ATTACHMENT: ClassVar[str] = "data.json"

    sender: Sender
    made_at: datetime
    number: str
    """Such as R6-0007."""
    project: Words
    programme: Words
    cluster: str
    organisation: str
    submitted_by: str
    function: str = ""
    """What the person is who signed, in their own words."""
    statement: Words | None = None
    """What was signed."""
    statement_version: str = ""
    received_at: datetime
    deadline: datetime
    """The last second in which the application was on time."""
    late_by: Words | None = None
    """How long after that it came; None when it was on time."""
    first_at: datetime | None = None
    """When the application first arrived, where this is of papers that we asked for later."""
    supplied: Words | None = None
    """That they were asked for, and until when."""
    parts: tuple[ReceivedItem, ...]
    whole_sha256: str
    """Over everything that was received, as the record of acts keeps it."""
    next_steps: Words
    check: Check | None = None
    notice: Words | None = None
    language: Language = "de"

    @property
    def title(self) -> Words:
        """The name of the file in a reader."""
        return Words(f"Eingangsbestätigung {self.number}", f"Confirmation of receipt {self.number}")
