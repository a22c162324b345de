"""Mails about what officers did with a report: more time, a waiver, the end of its check."""

from datetime import datetime

from sqlalchemy.orm import Session

from grants.actions.team_mail import write_to_team
from grants.models.report import Report
from grants.queries.report_content import report_code, report_name, report_number

TOLD = {"extend": "report_extended", "waive": "report_waived", "accept": "report_accepted",
        "reopen": "report_reopened"}  # fmt: skip
"""Which template tells of which act; a question has a mail of its own."""


def tell_of_report(
    session: Session, report: Report, act: str, *, public_url: str, now: datetime
) -> None:
    """Write to everybody who writes for the cluster, each in their language."""
    number = report.grant.number
    write_to_team(
        session,
        report.grant.award.cluster,
        TOLD[act],
        occasion=f"report/{report_number(report)}/{act}/{now.isoformat()}",
        report=report_name(report),
        number=number,
        due=report.due_on,
        link=f"{public_url}/grants/{number}/reports/{report_code(report)}",
        now=now,
    )
