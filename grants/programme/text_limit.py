"""How long a text may be, in characters or in words: counted once, for forms, rules and pages."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from grants.programme.words import Words, counted, say


class Unit(StrEnum):
    """In what a text is measured."""

    CHARACTERS = "characters"
    WORDS = "words"


UNIT_WORDS: Final = {
    Unit.CHARACTERS: Words("Zeichen", "characters"),
    Unit.WORDS: Words("Wörter", "words"),
}


ONE: Final = {
    Unit.CHARACTERS: Words("Zeichen", "character"),
    Unit.WORDS: Words("Wort", "word"),
}


def so_many(number: int, unit: Unit = Unit.CHARACTERS) -> Words:
    """A number of characters or words: 1 Wort, 2 Wörter; 1 character, 2 characters."""
    return counted(number, ONE[unit], UNIT_WORDS[unit])


@dataclass(frozen=True, slots=True)
class TextLimit:
    """The most that a text may have of something."""

    most: int
    unit: Unit = Unit.CHARACTERS

    def length(self, text: str) -> int:
        """How long the text is: a line break counts as one character, blanks around it as none."""
        if self.unit is Unit.WORDS:
            return len(text.split())
        return len("\n".join(text.splitlines()).strip())

    def holds(self, text: str) -> bool:
        """Is the text no longer than allowed?"""
        return self.length(text) <= self.most

    @property
    def name(self) -> Words:
        """Characters or words."""
        return UNIT_WORDS[self.unit]

    def used(self, text: str) -> Words:
        """How much of it is used: 6.120 von 8.000 Zeichen."""
        return say(
            "{length} von {most} {unit}", "{length} of {most} {unit}",
            length=self.length(text), most=self.most, unit=self.name,
        )  # fmt: skip

    def too_long(self, text: str) -> Words:
        """By how much a text is too long."""
        return say(
            "Der Text ist {over} zu lang: {length} von {most}.",
            "The text is {over} too long: {length} of {most}.",
            over=so_many(self.length(text) - self.most, self.unit),
            length=self.length(text),
            most=self.most,
        )
