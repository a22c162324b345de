"""Makes the compliance reports that auditors ordered, each once, up to its cut-off."""

from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from grants.documents.award_report import AwardReport
from grants.documents.printing import prepare
from grants.documents.programme_report import ProgrammeReport
from grants.documents.round_report import RoundReport
from grants.models.award import Award
from grants.models.connection import clock
from grants.models.document import ComplianceReport, DocumentKind
from grants.models.grant import Grant
from grants.models.person import Person
from grants.models.round import Programme, Round
from grants.papers.compliance_award import fill_award_report
from grants.papers.compliance_programme import fill_programme_report, parts_made
from grants.papers.compliance_round import fill_round_report
from grants.worker.making import make_checkable
from grants.worker.room import Room


def render_compliance_report(room: Room, report_id: int) -> None:
    """Make the PDF of an ordered report; nothing happens when it is made, or being made."""
    with room.sessions.begin() as session:
        order = _ordered(session, report_id)
        if order is None:
            return
        now = clock(session)
        order.cut_off_at = order.cut_off_at or order.ordered_at
        name, report = _filled(room, session, order)
        document = make_checkable(
            room,
            session,
            lambda check: prepare(replace(report, head=replace(report.head, check=check))),
            kind=DocumentKind.COMPLIANCE_REPORT,
            file_name=name,
            terms_id=None,
            now=now,
        )
        order.document_id = document.id


def fail_compliance_report(room: Room, report_id: int, reason: str) -> None:
    """Give up on a report after the last try; the auditor sees the reason and may order anew."""
    with room.sessions.begin() as session:
        order = _ordered(session, report_id)
        if order is not None:
            order.failure = reason


def _ordered(session: Session, report_id: int) -> ComplianceReport | None:
    return session.scalar(
        select(ComplianceReport)
        .where(
            ComplianceReport.id == report_id,
            ComplianceReport.document_id.is_(None),
            ComplianceReport.failure == "",
        )
        .with_for_update(skip_locked=True)
    )


def _filled(
    room: Room, session: Session, order: ComplianceReport
) -> tuple[str, AwardReport | RoundReport | ProgrammeReport]:
    cut_off, store = order.cut_off_at or order.ordered_at, room.store
    who = session.get_one(Person, order.ordered_by_id).name
    if order.award_id is not None:
        award = session.get_one(Award, order.award_id)
        grant = session.get_one(Grant, order.grant_id) if order.grant_id else None
        report = fill_award_report(
            session, award, cut_off=cut_off, store=store, made_for=who, grant=grant
        )
        return f"Prüfbericht {report.award_number}", report
    if order.programme_id is not None:
        programme = session.get_one(Programme, order.programme_id)
        part = f" Teil {order.part}" if order.part else ""
        return f"Prüfbericht {programme.name.de}{part}", fill_programme_report(
            session, programme, cut_off=cut_off, part=order.part, made_for=who,
            parts=() if order.part else parts_made(session, order),
        )  # fmt: skip
    round_ = session.get_one(Round, order.round_id)
    return f"Prüfbericht {round_.name}", fill_round_report(
        session, round_, cut_off=cut_off, store=store, made_for=who
    )
