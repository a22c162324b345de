"""A page of a case file: headings, texts and tables in one HTML that needs nothing beside it."""

from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import quote

from grants.documents.page import environment
from grants.documents.text import clean
from grants.programme.words import Language, Words

TEMPLATE: Final = "case_file/page.html"


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A heading with what somebody wrote."""

    heading: Words
    text: str
    note: Words | str = ""
    """Who wrote it and when."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A heading with rows; `links` has the address of each row's first cell."""

    heading: Words
    columns: tuple[Words, ...]
    rows: tuple[tuple[Words | str, ...], ...]
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One page."""

    title: Words
    blocks: tuple[Text | Table, ...] = field(default=())


def case_page(sheet: Sheet, language: Language) -> bytes:
    """The page in this language, UTF-8."""
    written = environment().get_template(TEMPLATE)
    blocks = [_block(each, language) for each in sheet.blocks]
    title = clean(sheet.title.into(language))
    return written.render(title=title, blocks=blocks, language=language).encode()


def _block(block: Text | Table, language: Language) -> dict[str, Any]:
    heading = clean(block.heading.into(language))
    if isinstance(block, Text):
        parts = [part for part in clean(block.text).split("\n") if part.strip()]
        return {"heading": heading, "note": _cell(block.note, language), "parts": parts}
    return {
        "heading": heading,
        "columns": [words.into(language) for words in block.columns],
        "rows": [[_cell(cell, language) for cell in row] for row in block.rows],
        "links": [quote(link) for link in block.links],
    }


def _cell(text: Words | str, language: Language) -> str:
    return clean(text.into(language) if isinstance(text, Words) else text)
