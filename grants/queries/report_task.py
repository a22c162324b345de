"""What waits for officers because of reports that did not come: a hearing, a mail that failed."""

from typing import Any, Final

from sqlalchemy import BigInteger, Date, Integer, Select, bindparam, cast, exists, func, select
from sqlalchemy.dialects.postgresql import JSONPATH
from sqlalchemy.orm import Session, aliased

from grants.models.award import Award
from grants.models.grant import Grant
from grants.models.hearing import Hearing
from grants.models.outbox import Mail, MailReminder, MailState
from grants.models.report import Report
from grants.models.round import TermsVersion
from grants.programme.calendar import ZONE
from grants.programme.roads.report import AWAITED
from grants.programme.stages import ReportState

DAY: Final = bindparam("day", type_=Date)
HEARING_DAYS: Final = cast(
    func.jsonb_path_query_first(
        TermsVersion.body, cast('$.reminders[*] ? (@.code == "hearing").days', JSONPATH)
    ),
    Integer,
)
"""Days after the due date at which the cadence prepares a hearing; a programme may have none."""
HEARING_ON: Final = Report.due_on + HEARING_DAYS
OPEN_HEARING: Final = exists().where(Hearing.grant_id == Grant.id, Hearing.ended_at.is_(None))


def to_hear(*columns: Any) -> "Select[*tuple[Any, ...]]":
    """Grants whose report has been missing until the stage of the hearing, once for each."""
    return (
        select(*columns)
        .join_from(Report, Grant, Report.grant_id == Grant.id)
        .join(Award, Award.id == Grant.award_id)
        .join(TermsVersion, TermsVersion.id == Award.terms_id)
        .where(Report.state == ReportState.OVERDUE, HEARING_ON <= DAY, ~OPEN_HEARING)
    )


def not_reminded(*columns: Any) -> "Select[*tuple[Any, ...]]":
    """Grants of whose awaited report a reminder did not arrive, and none after it."""
    later, sent = aliased(MailReminder), aliased(Mail)
    arrived = exists().where(
        later.report_id == MailReminder.report_id,
        later.reader == MailReminder.reader,
        sent.id == later.mail_id,
        sent.id > MailReminder.mail_id,
        sent.state == MailState.SENT,
    )
    return (
        select(*columns)
        .join_from(Mail, MailReminder, MailReminder.mail_id == Mail.id)
        .join(Report, Report.id == MailReminder.report_id)
        .join(Grant, Grant.id == Report.grant_id)
        .where(
            Mail.kind == "reminder",
            Mail.state == MailState.FAILED,
            Report.state.in_(AWAITED),
            ~arrived,
        )
    )


FAILED_ON: Final = cast(func.timezone(str(ZONE), func.min(Mail.created_at)), Date)


def missing_report(session: Session, grant: Grant, day: Any) -> Report | None:
    """The report of this grant that has been missing until the stage of the hearing."""
    found = to_hear(Report.id).where(Grant.id == bindparam("grant", type_=BigInteger))
    number = session.scalar(found.order_by(Report.due_on).limit(1), {"day": day, "grant": grant.id})
    return session.get(Report, number) if number else None
