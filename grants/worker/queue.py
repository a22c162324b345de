"""The kinds of jobs, and how rows that wait become jobs.

Nobody who writes a row has to start a job: a mail that waits, a letter that is ordered, a receipt
without its PDF are found by `fetch_work` every two seconds. What is lost between a commit and a
job is therefore found again, and a job may run twice: the rows are the truth, not the queue.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from procrastinate import (
    App,
    BaseRetryStrategy,
    JobContext,
    PsycopgConnector,
    RetryDecision,
    SyncPsycopgConnector,
)
from procrastinate.jobs import Job
from psycopg.conninfo import make_conninfo
from sqlalchemy import Select, exists, select, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session, aliased

from grants.documents.store import StoreAway
from grants.models.application import Receipt
from grants.models.case_file import CaseFile
from grants.models.decision import Letter, LetterState
from grants.models.document import ComplianceReport
from grants.models.outbox import Mail, MailState
from grants.queries.audit_package import packages_to_make
from grants.queries.blank_form import rounds_without_form
from grants.queries.observation import waiting_runs
from grants.worker.audit_packages import fail_audit_package, make_audit_package
from grants.worker.blank_forms import fail_blank_form, render_blank_form
from grants.worker.case_files import fail_case_file, make_case_file
from grants.worker.compliance import fail_compliance_report, render_compliance_report
from grants.worker.delivery import fail_mail, send_mail
from grants.worker.letters import fail_letter, render_letter
from grants.worker.minutes import fail_minutes, minutes_to_print, render_minutes
from grants.worker.observations import fail_run, look_through_cases
from grants.worker.print_batch import batches_to_make, fail_print_batch, make_print_batch
from grants.worker.receipts import render_receipt
from grants.worker.room import Room
from grants.worker.scans import fail_scan, scan_upload, waiting_scans
from grants.worker.scenario import (
    fail_scenario_paper,
    ordered_scenario_papers,
    render_scenario_paper,
)

log = logging.getLogger(__name__)

MOST_AT_ONCE: Final = 200
"""Jobs of one kind that one turn adds to the queue."""
TRIES: Final = 3
"""After so many failures somebody has to look; a database or file store that is away does not
count."""
FIRST_WAIT: Final = 2
LONGEST_WAIT: Final = 3600
"""Seconds between the tries of a job, four times as long each time."""

FORGET_THE_DEAD: Final = text(
    "delete from procrastinate_jobs as job where status = 'doing' and not exists ("
    " select from procrastinate_workers as worker where worker.id = job.worker_id"
    " and worker.last_heartbeat > now() - interval '10 seconds')"
)
"""A job whose worker was killed: its row still waits, and becomes a new job."""
BUSY: Final = text("select queueing_lock from procrastinate_jobs where status in ('todo', 'doing')")


@dataclass(frozen=True, slots=True)
class Work:
    """One kind of job: which rows wait for it, what it does, what when it never succeeds."""

    name: str
    waiting: Callable[[datetime], Select[Any]]
    """Their numbers; those of uploads are text."""
    do: Callable[[Room, Any], None]
    give_up: Callable[[Room, Any, str], None] | None = None

    def lock(self, number: object) -> str:
        """No two jobs with the same lock wait in the queue."""
        return f"{self.name}/{number}"


def waiting_mails(now: datetime) -> Select[int]:
    """Mails whose next try has come, oldest first."""
    return (
        select(Mail.id)
        .where(Mail.state == MailState.WAITING, Mail.next_try_at <= now)
        .order_by(Mail.next_try_at, Mail.id)
    )


def ordered_letters(_now: datetime) -> Select[int]:
    """Letters that nobody has made yet."""
    return select(Letter.id).where(Letter.state == LetterState.ORDERED).order_by(Letter.id)


def receipts_without_pdf(_now: datetime) -> Select[int]:
    """Receipts that nobody has printed yet."""
    return select(Receipt.id).where(Receipt.document_id.is_(None)).order_by(Receipt.id)


def ordered_reports(_now: datetime) -> Select[int]:
    """Compliance reports ordered by auditors and not made yet; an index comes after its parts."""
    part = aliased(ComplianceReport)
    unmade = exists().where(
        ComplianceReport.part == 0,
        part.programme_id == ComplianceReport.programme_id,
        part.ordered_at == ComplianceReport.ordered_at,
        part.part > 0,
        part.document_id.is_(None),
    )
    return (
        select(ComplianceReport.id)
        .where(ComplianceReport.document_id.is_(None), ComplianceReport.failure == "", ~unmade)
        .order_by(ComplianceReport.id)
    )


def ordered_case_files(_now: datetime) -> Select[int]:
    """ZIPs of cases that somebody ordered and nobody has made yet."""
    return (
        select(CaseFile.id)
        .where(CaseFile.made_at.is_(None), CaseFile.failure == "")
        .order_by(CaseFile.id)
    )


def forms_to_print(_now: datetime) -> Select[int]:
    """Rounds whose blank form, as they stand now, nobody has printed yet."""
    return rounds_without_form()


WORK: Final = (
    Work("look_through_cases", waiting_runs, look_through_cases, fail_run),
    Work("make_audit_package", packages_to_make, make_audit_package, fail_audit_package),
    Work("make_case_file", ordered_case_files, make_case_file, fail_case_file),
    Work("make_print_batch", batches_to_make, make_print_batch, fail_print_batch),
    Work("render_blank_form", forms_to_print, render_blank_form, fail_blank_form),
    Work(
        "render_compliance_report",
        ordered_reports,
        render_compliance_report,
        fail_compliance_report,
    ),
    Work("render_letter", ordered_letters, render_letter, fail_letter),
    Work("render_minutes", minutes_to_print, render_minutes, fail_minutes),
    Work("render_receipt", receipts_without_pdf, render_receipt),
    Work(
        "render_scenario_paper",
        ordered_scenario_papers,
        render_scenario_paper,
        fail_scenario_paper,
    ),
    Work("scan_upload", waiting_scans, scan_upload, fail_scan),
    Work("send_mail", waiting_mails, send_mail, fail_mail),
)


def fetch_work(session: Session, *, now: datetime) -> int:
    """Make a job for every row that waits and has none; how many.

    One worker at a time may do this: the clock holds a lock meanwhile. The jobs are written in the
    session's own transaction.
    """
    session.execute(FORGET_THE_DEAD)
    busy = set(session.scalars(BUSY))
    connection = session.connection().connection.driver_connection
    queue = App(connector=SyncPsycopgConnector())
    fetched = 0
    for work in WORK:
        waiting = session.scalars(work.waiting(now).limit(MOST_AT_ONCE + len(busy)))
        free = [number for number in waiting if work.lock(number) not in busy]
        for number in free[:MOST_AT_ONCE]:
            queue.configure_task(
                work.name, queueing_lock=work.lock(number), connection=connection
            ).defer(number=number)
            fetched += 1
    return fetched


def queue_for(room: Room) -> App:
    """The queue on the room's database, knowing every kind of job."""
    # Name by name, not as an address: a blank in a folder's path means two things in those.
    _, parts = room.engine.dialect.create_connect_args(room.engine.url)
    parts.pop("context", None)  # SQLAlchemy's own, not part of an address
    address = make_conninfo(**parts)
    queue = App(connector=PsycopgConnector(conninfo=address, min_size=1, max_size=4))
    for work in WORK:
        queue.task(name=work.name, pass_context=True, retry=_Patience())(_job(room, work))
    return queue


def _job(room: Room, work: Work) -> Callable[..., None]:
    def run(context: JobContext, *, number: int | str) -> None:
        try:
            work.do(room, number)
        except (OperationalError, StoreAway):
            raise
        except Exception as wrong:
            log.exception("%s of %s failed", work.name, number)
            if work.give_up is None or context.job.attempts + 1 < TRIES:
                raise
            work.give_up(room, number, f"{type(wrong).__name__}: {wrong}")

    return run


class _Patience(BaseRetryStrategy):
    """Tries again, ever less often; what never succeeds is given up by the job itself."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        seconds = min(FIRST_WAIT * 4**job.attempts, LONGEST_WAIT)
        return RetryDecision(retry_in={"seconds": seconds})
