"""What proves an observation: links to the records that its sentence relies on."""

from typing import Any, Final

from flask import url_for

from grants.models.observation import Observation
from grants.programme.observation import SubjectKind
from grants.programme.people import Role
from grants.programme.words import Words
from grants.queries.observation import acted_upon
from grants.web.access import visitor
from grants.web.database import session

NAMED: Final = {
    SubjectKind.REPORT: Words("Nachweis", "Report"),
    SubjectKind.APPLICATION: Words("Bewerbung", "Application"),
    SubjectKind.GRANT: Words("Zuwendung", "Grant"),
    SubjectKind.PROJECT: Words("Verbundprojekt", "Joint project"),
    SubjectKind.LETTER: Words("Bescheid", "Letter"),
    SubjectKind.DECISION: Words("Entscheidung", "Decision"),
    SubjectKind.RECORD: Words("Protokoll:", "Record:"),
}
"""Award and round are named before all others."""


def proof_of(shown: Observation) -> list[dict[str, Any]]:
    """Links that this person may follow, each to something that is there."""
    auditor = visitor().role is Role.AUDITOR
    proof: list[dict[str, Any]] = []
    if shown.award:
        page = "auditor_award.award" if auditor else "sponsor_award.award"
        proof.append(_link(url_for(page, number=shown.award), Words("Fall", "Case"), shown.award))
    if shown.round is not None:
        page = "auditor_round.round_" if auditor else "sponsor_round.round_"
        number = shown.round.number
        proof.append(_link(url_for(page, number=number), Words("Runde", "Round"), str(number)))
    records = dict.fromkeys(
        (SubjectKind(kind), number)
        for kind, number in ((shown.subject_kind, shown.subject), *shown.links)
    )
    known = acted_upon(session(), [number for _, number in records]) if auditor else set()
    for kind, number in records:
        address = (
            _of_auditor(kind, number, shown.award, known) if auditor else _of_staff(kind, number)
        )
        if address:
            proof.append(_link(address, NAMED[kind], number))
    return proof


def _link(address: str, what: Words, number: str) -> dict[str, Any]:
    return {"address": address, "words": Words(f"{what.de} {number}", f"{what.en} {number}")}


def _of_auditor(kind: SubjectKind, number: str, award: str, known: set[str]) -> str | None:
    """Everything that was ever done to it, as the record of acts has it.

    A report that nobody ever touched stands among the dates of its case.
    """
    if kind is SubjectKind.RECORD:
        return url_for("auditor_record.check")
    if kind not in NAMED:
        return None
    if number in known:
        return url_for("auditor_record.acts", number=number)
    if kind is SubjectKind.REPORT and award:
        return url_for("auditor_award.award", number=award, _anchor="dates")
    return None


def _of_staff(kind: SubjectKind, number: str) -> str | None:
    """The page on which staff work on it; what has none is seen on the page of its case."""
    if kind is SubjectKind.REPORT:
        grant, what, year = number.split("/")
        code = year if what == "interim" else what
        return url_for("sponsor_report.report", number=grant, code=code)
    if kind is SubjectKind.APPLICATION:
        return url_for("sponsor_application.application", number=number)
    if kind is SubjectKind.PROJECT:
        award, _, code = number.partition("/")
        return url_for("sponsor_award.project", number=award, code=code)
    return None
