"""Letters with where their decisions stand, for the pages of a case."""

from collections.abc import Sequence
from dataclasses import dataclass

from grants.models.decision import Letter
from grants.programme.words import Words
from grants.queries.letter import LETTER_WORDS
from grants.queries.notification import deliveries_of
from grants.web.database import now, session
from grants.web.notification import standing_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """A letter, what it is called, and how far its decision is from being final."""

    letter: Letter
    name: Words
    words: Words
    tone: str


def letters_with_standing(letters: Sequence[Letter]) -> list[Issued]:
    """Each of these letters, whose decision and terms are loaded; two statements."""
    if not letters:
        return []
    ways = deliveries_of(session(), letters, now())
    return [_issued(letter, *standing_words(ways[letter.id])) for letter in letters]


def _issued(letter: Letter, words: Words, tone: str) -> Issued:
    return Issued(letter=letter, name=LETTER_WORDS[letter.kind], words=words, tone=tone)
