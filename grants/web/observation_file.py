"""The list of findings as a file: what the filters of the page ask for, all of it."""

from datetime import datetime
from typing import Final

from flask import Blueprint, Response

from grants.documents.table_file import CSV, TableRow, written_csv, written_workbook
from grants.documents.workbook import XLSX
from grants.models.observation import ObservationWord
from grants.programme.calendar import ZONE
from grants.programme.observation import OBSERVATION_WORDS, SEVERITY_WORDS, WORD_WORDS, WordKind
from grants.programme.observation_catalogue import ENTRY
from grants.programme.words import Words
from grants.queries.observation_file import Discussed, every_observation
from grants.web.access import open_to, visitor
from grants.web.database import session
from grants.web.language import language
from grants.web.observation import READERS, asked_for

pages = Blueprint("observation_file", __name__)

HEAD: Final = (
    Words("Nummer", "Number"),
    Words("Kennung", "Code"),
    Words("Feststellung", "Finding"),
    Words("Schwere", "Severity"),
    Words("Gegenstand", "Subject"),
    Words("Fall", "Case"),
    Words("Runde", "Round"),
    Words("Was gefunden wurde", "What was found"),
    Words("Belege", "Evidence"),
    Words("Zuerst gesehen", "First seen"),
    Words("Zuletzt gesehen", "Last seen"),
    Words("Nicht mehr da seit", "Gone since"),
    Words("Stand", "State"),
    Words("Antwort des Projektträgers", "Answer of the sponsor"),
    Words("Urteil der Prüfung", "Mark of the auditor"),
)
SHEET: Final = Words("Feststellungen", "Findings")


@pages.get("/findings/list.csv")
@open_to(*READERS)
def as_csv() -> Response:
    """For programs of any kind."""
    return _attached(written_csv(*_table()), CSV, "csv")


@pages.get("/findings/list.xlsx")
@open_to(*READERS)
def as_workbook() -> Response:
    """For whoever works on with a spreadsheet."""
    return _attached(written_workbook(SHEET.into(language()), *_table()), XLSX, "xlsx")


def _table() -> tuple[TableRow, list[TableRow]]:
    rows = [_row(each) for each in every_observation(session(), visitor(), asked_for())]
    return tuple(name.into(language()) for name in HEAD), rows


def _row(each: Discussed) -> TableRow:
    one, spoken = each.one, language()
    return (
        str(one.id),
        one.code,
        ENTRY[one.code].title.into(spoken),
        SEVERITY_WORDS[one.severity].into(spoken),
        one.subject,
        one.award,
        str(one.round.number) if one.round else "",
        one.says.into(spoken),
        ", ".join(number for _, number in one.links),
        _moment(one.first_seen),
        _moment(one.last_seen),
        _moment(one.gone_at),
        OBSERVATION_WORDS[one.state].into(spoken),
        _said(each.answer),
        _said(each.mark),
    )


def _said(word: ObservationWord | None) -> str:
    """Who said it and when; a mark also says which of the two it is."""
    if word is None:
        return ""
    said = f"{word.by.name}, {_moment(word.at)}: {word.text}"
    if word.kind is WordKind.ANSWER:
        return said
    return f"{WORD_WORDS[word.kind].into(language())}, {said}"


def _moment(at: datetime | None) -> str:
    return at.astimezone(ZONE).strftime("%Y-%m-%d %H:%M") if at else ""


def _attached(content: bytes, kind: str, ending: str) -> Response:
    answer = Response(content, mimetype=kind)
    answer.headers["Content-Disposition"] = f"attachment; filename=findings.{ending}"
    return answer
