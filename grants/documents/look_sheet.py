"""The look into a spreadsheet, in the child process of `inspection`: an archive of XML.

Every part is unpacked once and read by a parser that knows no entities; nothing is opened by name,
fetched or calculated.
"""

import re
from collections.abc import Iterable
from typing import Final
from xml.etree.ElementTree import ParseError  # the error alone
from xml.parsers import expat  # without a document type there are no entities

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from grants.documents.archive import Archive, Unfit, open_archive
from grants.documents.inspection import Inside, Verdict

TYPES: Final = "[Content_Types].xml"
BOOK: Final = "xl/workbook.xml"
ACTIVE: Final = re.compile(
    r"vbaproject|vbadata|macrosheets/|activex/|ctrlprops/|customui|webextensions/|taskpanes",
    re.IGNORECASE,
)
LINKED: Final = re.compile(r"externallinks/|connections\.xml|querytables/", re.IGNORECASE)
EMBEDDED: Final = re.compile(
    r"embeddings/|\.(zip|exe|dll|com|bat|cmd|js|vbs|docx?|xlsx?|xlsm|xlsb|pptx?|html?|svg|jar)$",
    re.IGNORECASE,
)
PARTS: Final = ((ACTIVE, Verdict.ACTIVE), (LINKED, Verdict.LINKED), (EMBEDDED, Verdict.EMBEDDED))
XML: Final = (".xml", ".rels")
LINKS: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
HYPERLINK: Final = "/hyperlink"
HARMLESS: Final = ("http://", "https://", "mailto:")
LONGEST_LIST: Final = 2 * 1000 * 1000
"""Bytes of a list of links; they are kept in memory while they are judged."""


class _Declares(Exception):
    """The XML declares a document type: no spreadsheet does, every trick with entities does."""


def look_into_sheet(content: bytes) -> Inside:
    """Whether it is a spreadsheet that keeps still and to itself."""
    try:
        archive = open_archive(content)
        if TYPES not in archive.members or BOOK not in archive.members:
            return Inside(_instead(archive))
        _judge_names(archive.members)
        for name in archive.members:
            _judge_part(archive, name)
    except Unfit as unfit:
        return Inside(unfit.verdict)
    except (expat.ExpatError, ParseError, DefusedXmlException, _Declares, UnicodeError, ValueError):
        return Inside(Verdict.DAMAGED)
    return Inside(Verdict.FINE)


def _instead(archive: Archive) -> Verdict:
    """What an archive that is no spreadsheet comes to; one with macros is named so."""
    return Verdict.ACTIVE if any(map(ACTIVE.search, archive.members)) else Verdict.OTHER


def _judge_names(names: Iterable[str]) -> None:
    for name in names:
        for pattern, verdict in PARTS:
            if pattern.search(name):
                raise Unfit(verdict)


def _judge_part(archive: Archive, name: str) -> None:
    """Unpack it within its promise; read what is XML; look at what the book points to."""
    part = archive.read(name)
    if not name.lower().endswith(XML):
        return
    _insist_on_plain_xml(part)
    if name == TYPES and b"macroenabled" in part.lower():
        raise Unfit(Verdict.ACTIVE)
    if name.lower().endswith(".rels"):
        _judge_links(part)


def _insist_on_plain_xml(part: bytes) -> None:
    """Well formed, and no document type. The parser keeps nothing, so that size does not matter."""
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse_declaration
    parser.Parse(part, True)


def _refuse_declaration(*_declared: object) -> None:
    raise _Declares


def _judge_links(part: bytes) -> None:
    if len(part) > LONGEST_LIST:
        raise Unfit(Verdict.HEAVY)
    for link in fromstring(part, forbid_dtd=True).iter(LINKS):
        if link.get("TargetMode", "").lower() != "external":
            continue
        target = link.get("Target", "").lower()
        if not link.get("Type", "").endswith(HYPERLINK) or not target.startswith(HARMLESS):
            raise Unfit(Verdict.LINKED)
