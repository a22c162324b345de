"""What every letter carries: who writes, to whom, about what, by when, and who answers for it."""

from dataclasses import dataclass
from datetime import date

from grants.documents.qr import Check
from grants.programme.money import NO_BREAK_SPACE
from grants.programme.words import Words

NO_WORDS = Words("", "")
DRAFT = Words("Entwurf, nicht erlassen", "Draft, not issued")
NOT_YET = Words("wird bei Erlass vergeben", "assigned on issue")
"""In place of a number that only the issued letter has."""


def numbered(number: str) -> Words:
    """A number, or that there is none yet, for a page in either language."""
    return NOT_YET if number == NOT_YET.de else Words(number, number)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """The granting authority as it stood on the day of the letter; never looked up later."""

    name: str
    acts_for: Words
    """The line below the name, such as "für das Bundesministerium ..."."""
    street: str
    town: str
    """Postal code and town."""

    @property
    def return_line(self) -> str:
        """The small line above the address."""
        return f"{self.name} · {self.street} · {self.town}"

    @property
    def seat(self) -> str:
        """Street and town in one line."""
        return f"{self.street}, {self.town.replace(' ', NO_BREAK_SPACE)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Officer:
    """The person who answers questions about the letter."""

    name: str
    phone: str
    email: str

    @property
    def mailbox(self) -> str:
        """The part of the address before the sign @; a line may break after it."""
        return self.email.partition("@")[0]

    @property
    def domain(self) -> str:
        """The part of the address after the sign @."""
        return self.email.partition("@")[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """To whom the letter goes, as it shows in the window of the envelope: at most six lines."""

    name: str
    street: str
    town: str
    executing_unit: str = ""
    """The part of the organisation that does the work (ausführende Stelle)."""
    person: str = ""
    country: str = ""
    """In capitals and in English or French, for letters abroad only."""

    @property
    def lines(self) -> list[str]:
        """The address, line by line."""
        every = (
            self.name, self.executing_unit, self.person, self.street, self.town, self.country,
        )  # fmt: skip
        return [line for line in every if line]


@dataclass(frozen=True, slots=True, kw_only=True)
class Signatory:
    """A person whose name stands below the letter (section 37 (3) VwVfG)."""

    name: str
    function: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierLetter:
    """A letter that a later one refers to."""

    dated: date
    file_number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """A day on which something is due from the recipient."""

    what: Words
    due: date
    remark: Words | None = None
    """Why the day is not the one of the rule: "30.04. ist Sonntag, 01.05. Feiertag"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """The head of a letter."""

    sender: Sender
    officer: Officer
    recipient: Recipient
    file_number: str
    """Aktenzeichen."""
    issued_on: date
    salutation: Words
    """Such as "Sehr geehrte Frau Dr. Albrecht," and its English form."""
    programme: Words
    """The programme and the round, as the second line of the subject."""
    signatories: tuple[Signatory, ...]
    """The drafter and the countersigner, in this order."""
    cluster: str = ""
    """The name of the cluster that the letter is about; texts may name it."""
    round: Words = NO_WORDS
    """The title of the round; texts may name it."""
    check: Check | None = None
    notice: Words | None = None
    """Printed at the top of every page, such as "Muster mit erfundenen Angaben"."""
    draft: bool = False
    """Not issued: no code, no number, no signatures, and every page says so."""
