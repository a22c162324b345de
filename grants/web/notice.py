"""What just happened, said once on the next page in the language of that page."""

from typing import Any, Final

from flask import flash

from grants.programme.words import Words

PRESS_ONE: Final = Words(
    "Noch ist nichts geschehen. Drücken Sie den Knopf bei dem, was Sie ändern wollen.",
    "Nothing has happened yet. Press the button beside what you want to change.",
)
"""For a page of several acts whose form was sent with the Enter key."""


def tell(words: Words, kind: str = "success", link: tuple[str, Words] | None = None) -> None:
    """Say this at the top of the next page; `kind` is success, saved, info, warning or danger.

    `link` is the address of what is spoken of, and what to call it.
    """
    said: Any = words
    if link is not None:
        address, name = link
        said = {"de": words.de, "en": words.en, "address": address,
                "link": {"de": name.de, "en": name.en}}  # fmt: skip
    flash(said, kind)
