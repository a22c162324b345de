"""The check of a letter or another paper of ours: by the code on it, and by its bytes."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from grants.models.decision import Letter, LetterState
from grants.models.document import Document, DocumentKind
from grants.models.record import Act
from grants.programme.calendar import today
from grants.programme.words import Words
from grants.queries.letter import LETTER_WORDS

PAPER_WORDS: Final = {
    DocumentKind.MINUTES: Words("Protokoll der Jurysitzung", "Minutes of the jury meeting"),
    DocumentKind.SCENARIO: Words("Szenarien im Vergleich", "Scenarios compared"),
    DocumentKind.COMPLIANCE_REPORT: Words("Prüfbericht", "Compliance report"),
}
"""What else carries a check code."""


@dataclass(frozen=True, slots=True)
class Genuine:
    """What a genuine paper can be compared with. It names no person and no organisation."""

    kind: Words
    dated: date
    sha256: str
    size: int
    """Bytes of the PDF."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A letter or another paper whose bytes we keep."""

    name: Words
    """Its kind with the number, or its title."""
    dated: date
    sealed_with: str
    """Fingerprint of the certificate it was sealed with; empty without a seal."""


def kept_with(session: Session, sha256: str) -> Kept | None:
    """The paper that consists of exactly these bytes, by their SHA-256."""
    letter = session.scalar(
        select(Letter)
        .join(Document, Document.id == Letter.document_id)
        .where(Document.sha256 == sha256)
    )
    if letter is not None:
        kind = LETTER_WORDS[letter.kind]
        name = Words(f"{kind.de} {letter.number}", f"{kind.en} {letter.number}")
        return Kept(name, letter.dated, _sealed_with(session, letter))
    paper = session.scalar(
        select(Document).where(Document.sha256 == sha256, Document.check_code.is_not(None))
    )
    if paper is None:
        return None
    return Kept(Words(**paper.snapshot["title"]), _dated(paper), paper.sealed_with)


def check_paper(session: Session, code: str) -> Genuine | None:
    """The paper with this code; nothing when we wrote none, whatever the reason."""
    row = session.execute(
        select(Letter.kind, Letter.dated, Document.sha256, Document.size)
        .join(Document, Document.id == Letter.document_id)
        .where(Letter.check_code == code, Letter.state == LetterState.RENDERED)
    ).one_or_none()
    if row is not None:
        return Genuine(LETTER_WORDS[row[0]], *row[1:])
    paper = session.scalar(select(Document).where(Document.check_code == code))
    if paper is None:
        return None
    return Genuine(PAPER_WORDS[paper.kind], _dated(paper), paper.sha256, paper.size)


def _sealed_with(session: Session, letter: Letter) -> str:
    made = session.scalar(
        select(Act.after)
        .where(
            Act.object_kind == "letter", Act.object_number == letter.number,
            Act.act == "make_letter",
        )
        .order_by(Act.id.desc())
        .limit(1)
    )  # fmt: skip
    return (made or {}).get("sealed_with") or ""


def _dated(paper: Document) -> date:
    """The day that the paper itself says it was made on."""
    return today(datetime.fromisoformat(paper.snapshot["made_at"]))
