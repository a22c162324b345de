"""The places of a report that a question can be about: its text, a line, a voucher."""

from dataclasses import dataclass
from typing import Final

from sqlalchemy.orm import Session

from grants.models.report import Report
from grants.programme.reporting import ON_MONEY
from grants.programme.words import Words, say
from grants.queries.report_content import lines_of
from grants.queries.voucher import find_voucher
from grants.queries.voucher_check import checks_of

NARRATIVE: Final = "narrative"
VOUCHER: Final = "voucher/"


@dataclass(frozen=True, slots=True)
class Place:
    """What a question is about, and where the recipient answers it."""

    words: Words
    address: str
    """Behind the address of the report: an anchor, or the page of a voucher."""


def places_to_ask(session: Session, report: Report) -> dict[str, Words]:
    """What an officer can ask about, by code: the text, each line, each voucher that was drawn."""
    found = {NARRATIVE: Words("Sachbericht", "Narrative")}
    if report.kind not in ON_MONEY:
        return found
    names = {line.code: line.name for line in lines_of(report.grant)}
    found |= {line.category: names[line.category] for line in report.lines
              if line.category in names}  # fmt: skip
    drawn = sorted(checks_of(session, report).sampled)
    return found | {f"{VOUCHER}{ordinal}": _voucher(ordinal) for ordinal in drawn}


def place_of(session: Session, report: Report, code: str) -> Place | None:
    """The place with this code; nothing for a question about the whole, or what is gone."""
    if code == NARRATIVE:
        return Place(Words("Sachbericht", "Narrative"), f"#{NARRATIVE}")
    if code.startswith(VOUCHER) and code.removeprefix(VOUCHER).isdecimal():
        ordinal = int(code.removeprefix(VOUCHER))
        if find_voucher(session, report, ordinal) is None:
            return None
        return Place(_voucher(ordinal), f"/vouchers/{ordinal}")
    names = {line.code: line.name for line in lines_of(report.grant)}
    return Place(names[code], f"#spent_{code}") if code in names else None


def _voucher(ordinal: int) -> Words:
    return say("Beleg {number}", "Voucher {number}", number=ordinal)
