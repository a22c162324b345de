"""What staff do with a report: check it, ask, accept it with a remark, extend or waive it."""

from datetime import date, datetime
from typing import Final

from sqlalchemy.orm import Session

from grants.actions.granting import move_grant
from grants.actions.lock import lock
from grants.actions.move import move
from grants.actions.remind import cancel_void_reminders
from grants.actions.team_mail import write_to_team
from grants.models.person import Person
from grants.models.report import Report, ReportKind
from grants.programme.calendar import end_of_deadline, months_later, today
from grants.programme.finding import Finding, insist
from grants.programme.people import Actor
from grants.programme.reason import check_reason
from grants.programme.stages import GrantState
from grants.programme.words import Words, say
from grants.queries.application import terms_of
from grants.queries.officer_conflict import check_unbiased
from grants.queries.report_content import report_code, report_name, report_number
from grants.queries.voucher_check import sample_finding

SOURCE: Final = Words("Prüfung der Nachweise", "Check of reports")
EXTENSION: Final = Words("§ 31 Abs. 7 VwVfG", "Section 31 (7) VwVfG")


def take_into_check(session: Session, report: Report, *, by: Actor, now: datetime) -> None:
    """Begin to check a report that was handed in."""
    lock(session, report)
    _move(session, report, "check", by=by, now=now)


def accept_report(
    session: Session, report: Report, *, remark: str, by: Actor, now: datetime
) -> None:
    """Accept the report with the officer's remark (Prüfvermerk); a final one is the grant's proof.

    Raises RulesBroken without a remark, or with a voucher that was drawn and not judged; NoSuchMove
    when the report is not in check.
    """
    missing = Words("Schreiben Sie den Prüfvermerk.", "Write the remark on your check.")
    insist([check_reason(remark, "remark", source=SOURCE, says=missing)])
    lock(session, report)
    insist([sample_finding(session, report)])
    report.check_remark = remark.strip()
    report.checked_at = now
    report.checked_by = session.get_one(Person, by.person_id)
    _move(session, report, "accept", by=by, now=now, reason=remark.strip())
    if report.kind is ReportKind.FINAL:
        lock(session, report.grant)
        if report.grant.state is GrantState.PROOF_SUBMITTED:
            move_grant(session, report.grant, "check_proof", by=by, now=now)


def ask(
    session: Session,
    report: Report,
    *,
    question: str,
    about: str = "",
    by: Actor,
    now: datetime,
    public_url: str,
) -> None:
    """Ask the recipient a question; the team is told, and the ball is theirs until they answer.

    `about` is the code of the place it is about, empty for the whole (`report_place.py`). Raises
    RulesBroken without a question, NoSuchMove when the report is not in check.
    """
    missing = Words("Schreiben Sie Ihre Frage.", "Write your question.")
    insist([check_reason(question, "question", source=SOURCE, says=missing)])
    lock(session, report)
    _move(session, report, "ask", by=by, now=now, reason=question.strip(), about=about)
    number = report.grant.number
    write_to_team(
        session,
        report.grant.award.cluster,
        "report_question",
        occasion=f"report/{report_number(report)}/question/{now.isoformat()}",
        now=now,
        report=report_name(report),
        number=number,
        link=f"{public_url}/grants/{number}/reports/{report_code(report)}",
    )


def extend(
    session: Session, report: Report, *, until: date, reason: str, by: Actor, now: datetime
) -> None:
    """Give the recipient more time, even after the deadline; reminders of the old date are void.

    The new date moves to a working day. Raises RulesBroken when it is not later than the old one,
    lies in the past or later than any funding lasts, or no reason is given.
    """
    lock(session, report)
    insist([check_reason(reason, source=SOURCE), *check_extension(report, until, now)])
    land = terms_of(report.grant.award.terms).deadlines.holiday_land
    before = report.due_on
    report.named_on, report.due_on = until, end_of_deadline(until, report.deadline_kind, land)
    report.due_version += 1
    _move(session, report, "extend", by=by, now=now, reason=reason.strip(), was_due=before)
    cancel_void_reminders(session)


def check_extension(report: Report, until: date, now: datetime) -> list[Finding]:
    """Is the new day later than the old one and than today, and not beyond any funding?"""
    last = max(report.due_on, today(now))
    months = terms_of(report.grant.award.terms).total_months
    return [_later(until, last), _not_too_late(until, last, months)]


def waive(session: Session, report: Report, *, reason: str, by: Actor, now: datetime) -> None:
    """Do without the report, for a reason that stays in the record."""
    insist([check_reason(reason, source=SOURCE)])
    lock(session, report)
    _move(session, report, "waive", by=by, now=now, reason=reason.strip())
    cancel_void_reminders(session)


def _move(
    session: Session,
    report: Report,
    act: str,
    *,
    by: Actor,
    now: datetime,
    reason: str = "",
    was_due: date | None = None,
    about: str = "",
) -> None:
    """One recorded step on the road of the report, which the caller has locked.

    Raises RulesBroken when whoever does it has a conflict with the case.
    """
    insist([check_unbiased(session, report.grant.award.application_id, by)])
    move(
        session,
        report,
        act,
        ("report", report_number(report)),
        by=by,
        now=now,
        reason=reason,
        before={"due_on": (was_due or report.due_on).isoformat()},
        after={"due_on": report.due_on.isoformat(), **({"about": about} if about else {})},
    )
    session.flush()


def _later(until: date, last: date) -> Finding:
    return Finding(
        rule="REPORT-EXTEND",
        holds=until > last,
        claim=Words("Die neue Frist liegt später.", "The new deadline is later."),
        says=say(
            "Wählen Sie einen Tag nach dem {last}.",
            "Choose a day after {last}.",
            last=last,
        ),
        source=EXTENSION,
        place="until",
    )


def _not_too_late(until: date, last: date, months: int) -> Finding:
    """A slip such as 2062 for 2026 would take the case off the list of what is late for good."""
    latest = months_later(last, months)
    return Finding(
        rule="REPORT-EXTEND",
        holds=until <= latest,
        claim=Words("Die neue Frist liegt nahe genug.", "The new deadline is near enough."),
        says=say(
            "Wählen Sie einen Tag bis zum {latest}. Später als um {months} Monate, die eine ganze "
            "Förderung dauern darf, lässt sich kein Nachweis verschieben.",
            "Choose a day until {latest}. No report moves by more than {months} months, which is "
            "as long as a whole award may last.",
            latest=latest,
            months=months,
        ),
        source=EXTENSION,
        place="until",
    )
