"""Names and titles that letters will print: only signs that the font of the letters can show."""

import unicodedata

from wtforms import Field
from wtforms.validators import StopValidation

from grants.documents.text import signs_we_lack
from grants.programme.words import Words

MOST_NAMED = 5
SHAPELESS = ("M", "C", "Z")
"""Kinds of signs that show nothing by themselves: marks, controls, spaces."""


class Printed:
    """This will stand in a letter, so a sign that its font lacks is refused (decision 0017)."""

    def __call__(self, form: object, field: Field) -> None:
        """Stop at the first look: what else is wrong with the text does not matter then."""
        refuse_what_letters_lack(field.data)


def refuse_what_letters_lack(text: str | None) -> None:
    """Raise StopValidation, naming the signs, where no letter could show the text."""
    if not text or text.isascii():
        return
    if lacking := signs_we_lack(text):
        raise StopValidation(_cannot_print(lacking))


def _cannot_print(signs: list[str]) -> Words:
    named, left = signs[:MOST_NAMED], len(signs) - MOST_NAMED
    german = ", ".join(f"„{_shown(sign)}“" for sign in named)
    english = ", ".join(f"“{_shown(sign)}”" for sign in named)
    if left > 0:
        german, english = f"{german} und {left} weitere", f"{english} and {left} more"
    if len(signs) == 1:
        return Words(
            f"Unsere Briefe können dieses Zeichen nicht zeigen: {german}. "
            "Lassen Sie es weg, oder schreiben Sie es in lateinischen Buchstaben.",
            f"Our letters cannot show this character: {english}. "
            "Leave it out, or write it in Latin letters.",
        )
    return Words(
        f"Unsere Briefe können diese Zeichen nicht zeigen: {german}. "
        "Schreiben Sie in lateinischen Buchstaben.",
        f"Our letters cannot show these characters: {english}. Write in Latin letters.",
    )


def _shown(sign: str) -> str:
    """The sign; by its number where it has no shape of its own."""
    return f"U+{ord(sign):04X}" if unicodedata.category(sign)[0] in SHAPELESS else sign
