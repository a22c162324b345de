"""The look into a workbook itself, in the child process of `workbook`: reads cells, nothing else.

A workbook is an archive of XML and passes the same gate as every other archive. We read the names
of the sheets, one sheet and the texts it points to, each up to a limit; no program in it is run, no
link is followed, no entity is unfolded.
"""

import io
import json
import re
import resource
import sys
from collections.abc import Iterator
from typing import Any, Final
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

from grants.documents.archive import Archive, Unfit, open_archive
from grants.documents.inspection import Verdict
from grants.documents.look_sheet import ACTIVE

MOST_UNPACKED: Final = 12_000_000
"""Bytes of one part; 200 lines need a hundredth of it."""
MOST_CELLS: Final = 20_000
MOST_SIGNS: Final = 2_000
"""Of the text of one cell; what is longer is too long in any case."""
MOST_TEXT: Final = 1_000_000
"""Signs of all cells together: one text may stand in many cells, and a full plan needs a fifth."""
NUMBER: Final = re.compile(r"-?\d{1,30}(\.\d{1,30})?([eE][+-]?\d{1,3})?")
PLACE: Final = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
RELATION: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
STRICT_RELATION: Final = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
OLD_OR_LOCKED: Final = b"\xd0\xcf\x11\xe0"
UNFIT: Final = {Verdict.HEAVY: "large", Verdict.LOCKED: "locked"}
"""What the gate says, in our words; everything else is damaged."""
KINDS: Final = {"s": "text", "str": "text", "inlineStr": "text", "b": "truth", "e": "fault"}


class Refused(Exception):
    """We do not read this file; the reason is one word for `workbook`."""


def look_inside(content: bytes, wanted: list[str]) -> dict[str, Any]:
    """The first sheet with one of these names: its name, and its cells by row and column."""
    if content.startswith(OLD_OR_LOCKED):
        return {"refused": "locked"}
    try:
        return _sheet(open_archive(content), wanted)
    except Refused as refused:
        return {"refused": str(refused)}
    except Unfit as unfit:
        return {"refused": UNFIT.get(unfit.verdict, "damaged")}
    except (ParseError, DefusedXmlException, ValueError, LookupError, MemoryError):
        return {"refused": "damaged"}


def _sheet(archive: Archive, wanted: list[str]) -> dict[str, Any]:
    names = archive.members
    if any(map(ACTIVE.search, names)):
        raise Refused("active")
    if "xl/workbook.xml" not in names:
        raise Refused("other")
    paths = _sheet_paths(archive)
    here = [name for name in wanted if name in paths]
    if not here:
        return {"refused": "no sheet", "sheets": list(paths)[:10]}
    texts = _texts(archive) if "xl/sharedStrings.xml" in names else []
    return {"sheet": here[0], "rows": _rows(archive, paths[here[0]], texts)}


def _sheet_paths(archive: Archive) -> dict[str, str]:
    targets = {
        each.get("Id", ""): each.get("Target", "")
        for each in _elements(archive, "xl/_rels/workbook.xml.rels", "Relationship")
    }
    paths = {}
    for each in _elements(archive, "xl/workbook.xml", "sheet"):
        target = targets.get(each.get(RELATION) or each.get(STRICT_RELATION) or "", "")
        paths[each.get("name", "")] = target.removeprefix("/xl/").removeprefix("xl/")
    return paths


def _texts(archive: Archive) -> list[str]:
    return [_text_in(each) for each in _elements(archive, "xl/sharedStrings.xml", "si")]


def _rows(archive: Archive, path: str, texts: list[str]) -> dict[str, dict[str, Any]]:
    rows: dict[str, dict[str, Any]] = {}
    count = signs = 0
    for each in _elements(archive, f"xl/{path}", "c"):
        cell = _cell(each, texts)
        place = PLACE.fullmatch(each.get("r", ""))
        if cell is None or place is None:
            if cell is not None:
                raise Refused("damaged")
            continue
        count, signs = count + 1, signs + len(cell[1])
        if count > MOST_CELLS or signs > MOST_TEXT:
            raise Refused("large")
        rows.setdefault(place[2], {})[place[1]] = cell
    return rows


def _cell(each: Element, texts: list[str]) -> tuple[str, str, bool] | None:
    """Kind, text, and whether a formula made it; nothing for an empty cell."""
    formula, value, inline = (_child(each, name) for name in ("f", "v", "is"))
    sort = each.get("t", "n")
    text = value.text or "" if value is not None else ""
    if sort == "inlineStr" and inline is not None:
        text = _text_in(inline)
    elif sort == "s" and text:
        text = texts[int(text)]
    if formula is not None and not text and (sort != "str" or value is None):
        return "formula", "=" + (formula.text or "")[:MOST_SIGNS], True
    if not text:
        return None
    kind = KINDS.get(sort, "number")
    if kind == "number" and not NUMBER.fullmatch(text):
        kind = "text"
    return kind, text[:MOST_SIGNS], formula is not None


def _text_in(each: Element) -> str:
    """The text of a string with its runs, without the reading aids of Japanese ones."""
    parts: list[str] = []
    for child in each:
        if _name(child) == "t":
            parts.append(child.text or "")
        elif _name(child) == "r":
            parts += [run.text or "" for run in child if _name(run) == "t"]
    return "".join(parts)[:MOST_SIGNS]


def _elements(archive: Archive, path: str, name: str) -> Iterator[Element]:
    """Every element of this name, emptied after it was looked at."""
    for _, each in iterparse(io.BytesIO(_part(archive, path)), forbid_dtd=True):
        if _name(each) == name:
            yield each
            each.clear()


def _part(archive: Archive, path: str) -> bytes:
    """The bytes of one part, never more than it says it has."""
    if archive.members[path].file_size > MOST_UNPACKED:
        raise Refused("large")
    return archive.read(path)


def _child(each: Element, name: str) -> Element | None:
    return next((child for child in each if _name(child) == name), None)


def _name(each: Element) -> str:
    return str(each.tag).rpartition("}")[2]


def _child_process(cpu_seconds: int, memory: int, wanted: list[str]) -> None:
    """In the child: read the file, look within the limits, answer in one line."""
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.stdout.write(json.dumps(look_inside(sys.stdin.buffer.read(), wanted)))


if __name__ == "__main__":
    _child_process(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3:])
