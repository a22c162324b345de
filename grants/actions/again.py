"""Giving everything that was given up another chance, once the cause is gone."""

from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from grants.actions.record import record
from grants.models.blank_form import BlankForm
from grants.models.case_file import CaseFile
from grants.models.decision import Letter, LetterState
from grants.models.document import ComplianceReport
from grants.models.meeting import Meeting
from grants.models.outbox import BLANKED, Mail, MailState
from grants.models.print_batch import PrintBatch
from grants.models.round import Round
from grants.models.scenario import ScenarioPaper
from grants.programme.people import Actor
from grants.queries.case_file import failed_case_files


def try_again(session: Session, *, by: Actor | None, now: datetime) -> int:
    """Order again what could not be made and send again what could not be sent; how many.

    `by` is None when an operator does it at the command line. What somebody else is at is left.
    """
    return (
        _letters(session, by=by, now=now)
        + _reports(session, by=by, now=now)
        + _forms(session, by=by, now=now)
        + _case_files(session, by=by, now=now)
        + _scenario_papers(session, by=by, now=now)
        + _minutes(session, by=by, now=now)
        + _print_batches(session, by=by, now=now)
        + _mails(session, by=by, now=now)
    )


def _letters(session: Session, *, by: Actor | None, now: datetime) -> int:
    failed = session.scalars(
        select(Letter).where(Letter.state == LetterState.FAILED).with_for_update(skip_locked=True)
    ).all()
    for letter in failed:
        record(session, "order_letter_again", "letter", letter.number, by=by, now=now,
               before={"failure": letter.failure})  # fmt: skip
        letter.state, letter.failure = LetterState.ORDERED, ""
    return len(failed)


def _reports(session: Session, *, by: Actor | None, now: datetime) -> int:
    failed = session.scalars(
        select(ComplianceReport)
        .where(ComplianceReport.failure != "")
        .with_for_update(skip_locked=True)
    ).all()
    for report in failed:
        record(session, "order_report_again", "compliance_report", str(report.id), by=by, now=now,
               before={"failure": report.failure})  # fmt: skip
        report.failure = ""
    return len(failed)


def _forms(session: Session, *, by: Actor | None, now: datetime) -> int:
    """Forget that they failed: a round that still needs its form is found by the queue itself."""
    failed = session.scalars(
        select(BlankForm)
        .where(BlankForm.failure != "")
        .order_by(BlankForm.id)
        .with_for_update(skip_locked=True)
    ).all()
    for form in failed:
        number = session.get_one(Round, form.round_id).number
        record(session, "print_blank_form_again", "round", str(number), by=by, now=now,
               before={"failure": form.failure})  # fmt: skip
        session.delete(form)
    session.flush()
    return len(failed)


def _case_files(session: Session, *, by: Actor | None, now: datetime) -> int:
    failed = session.scalars(
        failed_case_files(now).with_for_update(skip_locked=True, of=CaseFile)
    ).all()
    for order in failed:
        number = order.application.number
        record(session, "order_case_file_again", "application", number, by=by, now=now,
               before={"failure": order.failure})  # fmt: skip
        order.failure = ""
    session.flush()
    return len(failed)


def _scenario_papers(session: Session, *, by: Actor | None, now: datetime) -> int:
    failed = session.scalars(
        select(ScenarioPaper)
        .where(ScenarioPaper.failure != "")
        .order_by(ScenarioPaper.id)
        .with_for_update(skip_locked=True, of=ScenarioPaper)
    ).all()
    for paper in failed:
        record(session, "order_scenario_paper_again", "round", str(paper.round.number), by=by,
               now=now, before={"failure": paper.failure})  # fmt: skip
        paper.failure = ""
    session.flush()
    return len(failed)


def _minutes(session: Session, *, by: Actor | None, now: datetime) -> int:
    failed = session.scalars(
        select(Meeting)
        .where(Meeting.failure != "")
        .order_by(Meeting.id)
        .with_for_update(skip_locked=True, of=Meeting)
    ).all()
    for meeting in failed:
        record(session, "print_minutes_again", "round", str(meeting.round.number), by=by, now=now,
               before={"failure": meeting.failure})  # fmt: skip
        meeting.failure = ""
    session.flush()
    return len(failed)


def _print_batches(session: Session, *, by: Actor | None, now: datetime) -> int:
    failed = session.scalars(
        select(PrintBatch)
        .where(PrintBatch.failure != "", PrintBatch.dropped_at.is_(None))
        .order_by(PrintBatch.id)
        .with_for_update(skip_locked=True, of=PrintBatch)
    ).all()
    for batch in failed:
        record(session, "order_print_batch_again", "print_batch", str(batch.id), by=by, now=now,
               before={"failure": batch.failure})  # fmt: skip
        batch.failure = ""
    session.flush()
    return len(failed)


def _mails(session: Session, *, by: Actor | None, now: datetime) -> int:
    """A mail whose link was blanked when it was given up stays: only a new invitation helps."""
    blanked = or_(*(Mail.body.contains(f"/invitation/{note}") for note in BLANKED.values()))
    failed = session.scalars(
        select(Mail)
        .where(Mail.state == MailState.FAILED, ~blanked)
        .with_for_update(skip_locked=True)
    ).all()
    for mail in failed:
        record(session, "send_mail_again", "mail", mail.key, by=by, now=now,
               before={"last_error": mail.last_error})  # fmt: skip
        mail.state, mail.attempts, mail.next_try_at = MailState.WAITING, 0, now
    return len(failed)
