"""The check of a letter: for whoever holds its code, and for whoever holds its bytes."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from grants.models.decision import Letter, LetterState
from grants.models.document import Document
from grants.models.record import Act
from grants.programme.words import Words
from grants.queries.letter import LETTER_WORDS


@dataclass(frozen=True, slots=True)
class GenuineLetter:
    """What a genuine letter can be compared with. It names no person and no organisation."""

    kind: Words
    dated: date
    sha256: str
    size: int
    """Bytes of the PDF."""


@dataclass(frozen=True, slots=True)
class KeptLetter:
    """A letter whose bytes we keep."""

    number: str
    kind: Words
    dated: date
    sealed_with: str
    """Fingerprint of the certificate it was sealed with; empty without a seal."""


def letter_with(session: Session, sha256: str) -> KeptLetter | None:
    """The letter that consists of exactly these bytes, by their SHA-256."""
    letter = session.scalar(
        select(Letter)
        .join(Document, Document.id == Letter.document_id)
        .where(Document.sha256 == sha256)
    )
    if letter is None:
        return None
    made = session.scalar(
        select(Act.after)
        .where(
            Act.object_kind == "letter", Act.object_number == letter.number,
            Act.act == "make_letter",
        )
        .order_by(Act.id.desc())
        .limit(1)
    )  # fmt: skip
    sealed_with = (made or {}).get("sealed_with") or ""
    return KeptLetter(letter.number, LETTER_WORDS[letter.kind], letter.dated, sealed_with)


def check_letter(session: Session, code: str) -> GenuineLetter | None:
    """The letter with this code; nothing when we wrote none, whatever the reason."""
    row = session.execute(
        select(Letter.kind, Letter.dated, Document.sha256, Document.size)
        .join(Document, Document.id == Letter.document_id)
        .where(Letter.check_code == code, Letter.state == LetterState.RENDERED)
    ).one_or_none()
    return None if row is None else GenuineLetter(LETTER_WORDS[row[0]], *row[1:])
