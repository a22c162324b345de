"""The wording that an authority has published for its letters, as letters need it."""

from sqlalchemy.orm import Session

from grants.documents.letter_text import LetterTexts
from grants.models.decision import LetterKind
from grants.queries.letter_text import text_in_force


def texts_in_force(session: Session, authority_id: int, kind: LetterKind) -> LetterTexts:
    """What letters of this kind say from now on; one statement."""
    found = text_in_force(session, authority_id, kind)
    if found is None:
        return LetterTexts()
    return LetterTexts(version=found.version or 0, texts=found.texts, kept_as=found.id)
