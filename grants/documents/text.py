"""Text that people typed, made fit for print: nothing invisible, and only signs we can show."""

import re
import unicodedata
from functools import cache

from grants.documents.packaged import ASSETS

INSTEAD = "\N{REPLACEMENT CHARACTER}"
"""Stands on paper for a sign that the letter font lacks, so that a gap is never silent."""

KEPT = "\n"
UNSEEN = {"Cc", "Cf", "Cs"}
"""Categories of signs without a shape: controls, turned writing directions, half signs."""


def clean(text: str) -> str:
    """The text without invisible signs, and with accents joined to their letters."""
    seen = "".join(
        sign if sign in KEPT or unicodedata.category(sign) not in UNSEEN else _space_for(sign)
        for sign in text.replace("\r\n", "\n")
    )
    return unicodedata.normalize("NFC", seen)


def _space_for(sign: str) -> str:
    return " " if sign in "\t\v\f\r\x85" else ""


@cache
def signs_of_the_font() -> frozenset[str]:
    """Every sign that letters can show: in both weights of their font, or in a font for names."""
    ours = set.intersection(*_signs_in("letter-*.ttf")).union(*_signs_in("names-*.ttf"))
    return frozenset(map(chr, ours)) | frozenset(KEPT)


def _signs_in(fonts: str) -> list[set[int]]:
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - slow to load, and pages do without

    shown = []
    for path in sorted(ASSETS.glob(fonts)):
        with TTFont(path) as font:
            shown.append(set(font.getBestCmap()))
    return shown


def signs_we_lack(text: str) -> list[str]:
    """The signs of the text that the letter font cannot show, each once, in order."""
    return sorted(set(clean(text)) - signs_of_the_font())


def printable(text: str) -> str:
    """The text as it can be printed: a sign the font lacks shows as �, never in another font."""
    ours = signs_of_the_font()
    return "".join(sign if sign in ours else INSTEAD for sign in clean(text))


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text; they are parted by an empty line."""
    return [part.strip() for part in re.split(r"\n\s*\n", text) if part.strip()]
