"""Observations on duties: reports late, unchecked, without a remark, reclaims not pursued."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Row, Select, and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from grants.models.application import Application
from grants.models.award import Award
from grants.models.grant import Grant
from grants.models.hearing import Hearing
from grants.models.organisation import Organisation
from grants.models.report import Report
from grants.programme.calendar import today
from grants.programme.observation import Severity, SubjectKind
from grants.programme.revocation import last_day_of_limit, warning_days
from grants.programme.stages import ReportState
from grants.programme.words import Words, say
from grants.queries.late import CHECK_DAYS, late_with_recipient, late_with_us
from grants.queries.observation_found import Found, Frame, local_day
from grants.queries.report_content import kind_name

CAME = func.coalesce(Report.first_submitted_at, Report.submitted_at)


def reports_late(session: Session, frame: Frame) -> Iterator[Found]:
    """F-07: reports that are missing after their day, or came after it (R-041 to R-043)."""
    came_late = and_(Report.state != ReportState.WAIVED, local_day(CAME) > Report.due_on)
    for row in session.execute(
        _reports(CAME.label("came_at"), late_with_recipient(frame.day).label("missing")).where(
            or_(late_with_recipient(frame.day), came_late)
        )
    ):
        figures = {"name": kind_name(row.kind, row.year), "due": row.due_on}
        if row.missing:
            says = say("{name}: Frist {due}, nicht eingegangen.",
                       "{name}: due {due}, not received.", **figures)  # fmt: skip
        else:
            came = today(row.came_at)
            says = say("{name}: Frist {due}, eingegangen am {came}, {days} Tage danach.",
                       "{name}: due {due}, received on {came}, {days} days later.",
                       came=came, days=(came - row.due_on).days, **figures)  # fmt: skip
        yield _found("F-07", row, says, milder=None if row.missing else Severity.LOW)


def reports_unchecked(session: Session, frame: Frame) -> Iterator[Found]:
    """F-08: reports that lie with the sponsor for longer than the round allows."""
    asked = _reports(Report.submitted_at, CHECK_DAYS.label("days")).where(late_with_us(frame.now))
    for row in session.execute(asked):
        yield _found(
            "F-08", row,
            say("{name}: hier seit {since}, Prüfung in {days} Tagen vorgesehen.",
                "{name}: here since {since}, to be checked within {days} days.",
                name=kind_name(row.kind, row.year), since=today(row.submitted_at), days=row.days),
        )  # fmt: skip


def reports_without_remark(session: Session, _frame: Frame) -> Iterator[Found]:
    """F-09: accepted, and nobody says why."""
    mute = or_(
        func.regexp_replace(Report.check_remark, r"\s", "", "g") == "",
        Report.checked_by_id.is_(None),
        Report.checked_at.is_(None),
    )
    for row in session.execute(
        _reports(Report.checked_by_id).where(Report.state == ReportState.ACCEPTED, mute)
    ):
        name = kind_name(row.kind, row.year)
        says = say("{name}: angenommen, der Prüfvermerk ist leer.",
                   "{name}: accepted, the remark is empty.", name=name)  # fmt: skip
        if row.checked_by_id is None:
            says = say("{name}: angenommen, niemand ist als prüfende Person genannt.",
                       "{name}: accepted, nobody is named as having checked it.",
                       name=name)  # fmt: skip
        yield _found("F-09", row, says)


def reclaims_not_pursued(session: Session, frame: Frame) -> Iterator[Found]:
    """F-10: hearings that lead to nothing while the year of the authority runs out (R-053)."""
    rows = session.execute(
        select(
            Hearing.known_on, Hearing.opened_at, Grant.number, Award.number.label("award"),
            Award.terms_id, Application.round_id,
        )
        .join(Grant, Hearing.grant_id == Grant.id)
        .join(Award, Grant.award_id == Award.id)
        .join(Application, Award.application_id == Application.id)
        .where(
            Hearing.ended_at.is_(None), Hearing.known_on.is_not(None), Hearing.deceit.is_(False)
        )
    )  # fmt: skip
    for row in rows:
        terms = frame.terms[row.terms_id].notification
        last = last_day_of_limit(row.known_on, terms)
        first = min((day for _, day in warning_days(row.known_on, terms)), default=last)
        if frame.day < first:
            continue
        over = frame.day > last
        figures = {"known": row.known_on, "last": last, "begun": today(row.opened_at)}
        yield Found(
            code="F-10",
            kind=SubjectKind.GRANT,
            subject=row.number,
            award=row.award,
            round_id=row.round_id,
            says=say("Bekannt seit {known}, Anhörung seit {begun}, die Frist endete am {last}.",
                     "Known since {known}, hearing since {begun}, the limit ended on {last}.",
                     **figures)
            if over
            else say("Bekannt seit {known}, Anhörung seit {begun}, die Frist endet am {last}.",
                     "Known since {known}, hearing since {begun}, the limit ends on {last}.",
                     **figures),
            milder=Severity.CRITICAL if over else None,
        )  # fmt: skip


def awarded_beside_overdue(session: Session, _frame: Frame) -> Iterator[Found]:
    """F-22: awarded while a due report of the same legal entity was missing elsewhere."""
    other, beside = aliased(Grant), aliased(Organisation)
    rows = session.execute(
        select(
            Grant.number, Grant.awarded_at, Organisation.name, Award.number.label("award"),
            Application.round_id, other.number.label("other"), Report.kind, Report.year,
            Report.due_on,
        )
        .join(Organisation, Grant.recipient_id == Organisation.id)
        .join(beside, beside.legal_key == Organisation.legal_key)
        .join(other, (other.recipient_id == beside.id) & (other.id != Grant.id))
        .join(Report, Report.grant_id == other.id)
        .join(Award, Grant.award_id == Award.id)
        .join(Application, Award.application_id == Application.id)
        .where(
            Report.state != ReportState.WAIVED,
            Report.due_on < local_day(Grant.awarded_at),
            or_(CAME.is_(None), Grant.awarded_at < CAME),
        )
        .order_by(Grant.id, Report.due_on, Report.id)
    )  # fmt: skip
    for row in rows:
        yield Found(
            code="F-22",
            kind=SubjectKind.GRANT,
            subject=row.number,
            award=row.award,
            round_id=row.round_id,
            says=say("Bewilligt am {day}, {other}, {report} war seit {due} fällig.",
                     "Awarded on {day}, {other}, {report} had been due since {due}.",
                     day=today(row.awarded_at), other=row.other,
                     report=kind_name(row.kind, row.year), due=row.due_on),
            links=((SubjectKind.REPORT, f"{row.other}/{row.kind.value}/{row.year}"),),
        )  # fmt: skip


def _reports(*more: Any) -> Select[*tuple[Any, ...]]:
    return (
        select(
            Report.kind, Report.year, Report.due_on, Grant.number, Award.number.label("award"),
            Application.round_id, *more,
        )
        .join(Grant, Report.grant_id == Grant.id)
        .join(Award, Grant.award_id == Award.id)
        .join(Application, Award.application_id == Application.id)
    )  # fmt: skip


def _found(
    code: str, row: Row[*tuple[Any, ...]], says: Words, *, milder: Severity | None = None
) -> Found:
    return Found(
        code=code,
        kind=SubjectKind.REPORT,
        subject=f"{row.number}/{row.kind.value}/{row.year}",
        award=row.award,
        round_id=row.round_id,
        says=says,
        links=((SubjectKind.GRANT, row.number),),
        milder=milder,
    )
