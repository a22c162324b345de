"""The public check of a letter: what may be said to whoever holds its code."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from grants.models.decision import Letter, LetterState
from grants.models.document import Document
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


def check_letter(session: Session, code: str) -> GenuineLetter | None:
    """The letter with this code; nothing when we wrote none, whatever the reason."""
    row = session.execute(
        select(Letter.kind, Letter.dated, Document.sha256, Document.size)
        .join(Document, Document.id == Letter.document_id)
        .where(Letter.check_code == code.strip().upper(), Letter.state == LetterState.RENDERED)
    ).one_or_none()
    return None if row is None else GenuineLetter(LETTER_WORDS[row[0]], *row[1:])
