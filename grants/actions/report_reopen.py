"""Opening an accepted report again: the last one as a whole, an earlier one for its text only.

What was accepted stays in the record, word by word. Settlement, retention and what payments go by
follow the state: until it is accepted anew, it counts as not accepted.
"""

from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from grants.actions.granting import move_grant
from grants.actions.lock import lock
from grants.actions.move import move
from grants.models.report import Report, ReportKind
from grants.programme.finding import Finding, insist
from grants.programme.people import Actor
from grants.programme.reason import check_reason
from grants.programme.stages import GrantState
from grants.programme.words import Words
from grants.queries.officer_conflict import check_unbiased
from grants.queries.report_content import report_number
from grants.queries.report_reopened import has_later_report

SOURCE: Final = Words("Prüfung der Nachweise", "Check of reports")
G = GrantState
CLOSED: Final = (
    G.HEARING, G.REVOKED, G.WITHDRAWN_AWARD, G.RECOVERY, G.SETTLED, G.RETENTION, G.ARCHIVED,
)  # fmt: skip
"""Somebody is heard, or was decided against, on what the report says."""


def reopen_report(
    session: Session, report: Report, *, reason: str, by: Actor, now: datetime
) -> None:
    """Take the acceptance back; the recipient writes, and hands it in once more.

    Raises RulesBroken without a reason or while the grant is heard, revoked or settled; NoSuchMove
    when the report is not accepted.
    """
    lock(session, report.grant)
    lock(session, report)
    insist([
        check_unbiased(session, report.grant.award.application_id, by),
        check_reason(reason, "reason_to_reopen", source=SOURCE),
        _check_grant(report.grant.state),
    ])  # fmt: skip
    checked_at, checked_by = report.checked_at, report.checked_by
    move(
        session,
        report,
        "reopen",
        ("report", report_number(report)),
        by=by,
        now=now,
        reason=reason.strip(),
        before={
            "remark": report.check_remark,
            "checked_by": checked_by.name if checked_by else "",
            "checked_at": (checked_at or now).isoformat(),
        },
        after={"text_only": has_later_report(session, report)},
    )
    report.check_remark, report.checked_at, report.checked_by = "", None, None
    if report.kind is ReportKind.FINAL and report.grant.state is G.PROOF_CHECKED:
        move_grant(session, report.grant, "reopen_proof", by=by, now=now, reason=reason.strip())
    session.flush()


def _check_grant(state: GrantState) -> Finding:
    return Finding(
        rule="REPORT-REOPEN",
        holds=state not in CLOSED,
        claim=Words("Über die Zuwendung wird nicht schon entschieden.",
                    "The grant is not being decided on already."),
        says=Words("Die Zuwendung wird angehört, ist widerrufen oder abgerechnet. Beenden Sie"
                   " zuerst die Anhörung.",
                   "The grant is heard, revoked or settled. End the hearing first.")
        if state in CLOSED
        else Words("So ist es.", "It is so."),
        source=SOURCE,
        place="reason_to_reopen",
    )  # fmt: skip
