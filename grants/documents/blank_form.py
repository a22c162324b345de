"""The blank form of a call: everything that is asked, with its limits, to read and to print."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from grants.documents.letter import Sender
from grants.programme.words import Language, Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One question, with room for its answer."""

    label: Words
    needed: bool
    limit: Words | None
    hint: Words | None
    room: str
    """How high the box for the answer is: none, line, some, half or page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormSection:
    """One section of the form."""

    number: str
    title: Words
    questions: tuple[Asked, ...]
    notes: tuple[Words, ...] = ()
    """What one reads before answering."""
    categories: tuple[Words, ...] = ()
    """The lines of the table of costs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BlankForm:
    """Everything a blank form says."""

    DOCUMENT: ClassVar[str] = "report/blank_form"
    ATTACHMENT: ClassVar[str] = "form.json"

    sender: Sender
    made_at: datetime
    programme: Words
    terms_version: int
    deadline: datetime
    """The last second in which an application is on time."""
    sections: tuple[FormSection, ...]
    statement: Words | None = None
    """What an authorised signatory signs in the end."""
    statement_version: str = ""
    notice: Words | None = None
    language: Language = "de"

    @property
    def title(self) -> Words:
        """The name of the file in a reader."""
        return Words(f"Leeres Formular, {self.programme.de}", f"Blank form, {self.programme.en}")
