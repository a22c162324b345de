"""What just happened, said once on the next page in the language of that page."""

from typing import Final

from flask import flash

from grants.programme.words import Words

PRESS_ONE: Final = Words(
    "Noch ist nichts geschehen. Drücken Sie den Knopf bei dem, was Sie ändern wollen.",
    "Nothing has happened yet. Press the button beside what you want to change.",
)
"""For a page of several acts whose form was sent with the Enter key."""


def tell(words: Words, kind: str = "success") -> None:
    """Say this at the top of the next page; `kind` is success, saved, info, warning or danger."""
    flash(words, kind)  # type: ignore[arg-type] # notices.html prints Words
