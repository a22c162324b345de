"""Letters of a report held against what was made: is each file still the one that we printed?"""

from collections.abc import Iterable

from grants.documents.proof import is_unchanged
from grants.documents.store import Store
from grants.queries.audit_case import IssuedLetter


def compared(store: Store, letters: Iterable[IssuedLetter]) -> list[tuple[str, bool | None]]:
    """Each letter's number, and whether its file is still the one we made."""
    return [
        (
            issued.letter.number,
            None
            if issued.document is None
            else is_unchanged(store, issued.document.key, issued.document.sha256),
        )
        for issued in letters
    ]
