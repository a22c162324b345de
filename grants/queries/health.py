"""How the program is: what an operator sees on the health page and from `grants doctor`."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from grants.models.blank_form import BlankForm
from grants.models.connection import clock
from grants.models.decision import Letter, LetterState
from grants.models.document import ComplianceReport, ScanState, Upload
from grants.models.meeting import Meeting
from grants.models.outbox import ClockRun, Mail, MailState
from grants.models.person import Person
from grants.models.print_batch import PrintBatch
from grants.models.scenario import ScenarioPaper
from grants.models.schema import current, newest
from grants.queries.case_file import failed_case_files

STANDS_STILL = timedelta(minutes=5)
"""After so long without a run the clock counts as standing still."""
OLDEST_POSTGRESQL = 150_000
MOST_NAMED = 10
"""Letters in one line."""
Paper = BlankForm | ComplianceReport | Meeting | ScenarioPaper
"""What is printed by the worker and keeps why it was given up."""


@dataclass(frozen=True, slots=True)
class Health:
    """What can be wrong, in figures."""

    at: datetime
    """The database's time."""
    server: str
    schema: str | None
    newest_schema: str | None
    clock_ran_at: datetime | None
    mails_waiting: int
    mails_failed: int
    letters_waiting: int
    letters_failed: int
    reports_failed: int
    """Compliance reports."""
    forms_failed: int
    """Blank forms of rounds."""
    case_files_failed: int
    """Those that nobody has ordered anew."""
    scenario_papers_failed: int
    """Comparisons of scenarios."""
    minutes_failed: int
    """Minutes of jury meetings."""
    print_batches_failed: int
    """Those that nobody has given up."""
    uploads_waiting: int
    """For the virus scanner."""
    uploads_unscanned: int
    """The scanner did not answer; it is asked again by itself."""
    clock_shift: str

    @property
    def clock_stands_still(self) -> bool:
        """Has the clock not run for too long, or never?"""
        return self.clock_ran_at is None or self.at - self.clock_ran_at > STANDS_STILL

    @property
    def schema_is_current(self) -> bool:
        """Is the database at the migration this program needs?"""
        return self.schema == self.newest_schema


def health(session: Session) -> Health:
    """How things stand now."""
    shift = text("select coalesce(current_setting('grants.clock_shift', true), '')")
    now = clock(session)
    return Health(
        at=now,
        server=str(session.scalar(text("show server_version"))),
        schema=current(session.connection()),
        newest_schema=newest(),
        clock_ran_at=session.scalar(select(func.max(ClockRun.ran_at))),
        mails_waiting=_count_mails(session, MailState.WAITING),
        mails_failed=_count_mails(session, MailState.FAILED),
        letters_waiting=_count_letters(session, LetterState.ORDERED),
        letters_failed=_count_letters(session, LetterState.FAILED),
        reports_failed=_count_failed(session, ComplianceReport),
        forms_failed=_count_failed(session, BlankForm),
        case_files_failed=_count_failed_case_files(session, now),
        scenario_papers_failed=_count_failed(session, ScenarioPaper),
        minutes_failed=_count_failed(session, Meeting),
        print_batches_failed=_count_failed_batches(session),
        uploads_waiting=_count_uploads(session, ScanState.PENDING),
        uploads_unscanned=_count_uploads(session, ScanState.FAILED),
        clock_shift=str(session.scalar(shift)),
    )


def letters_of_another_version(session: Session, version: str) -> list[str]:
    """Letters that are ordered and that this version of the program cannot print; one statement.

    `version` is the digest of its templates, the last word of a letter's template version.
    """
    ordered = select(Letter.number).where(
        Letter.state == LetterState.ORDERED,
        Letter.template_version.not_like(f"% {version}"),
    )
    return list(session.scalars(ordered.order_by(Letter.id)))


def named(letters: list[str]) -> str:
    """The first of these letters by their numbers."""
    more = len(letters) - MOST_NAMED
    return ", ".join(letters[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")


def problems_of_production(session: Session) -> list[str]:
    """Why the program must not serve people on this database, one line each."""
    if current(session.connection()) != newest():
        return ["The database is not at the newest migration; run: grants migrate"]
    problems = []
    if _server_number(session) < OLDEST_POSTGRESQL:
        problems.append("The database server is older than PostgreSQL 15")
    if count := _count_synthetic_people(session):
        problems.append(f"The database holds {count} demo accounts; remove or deactivate them")
    if session.scalar(text("select coalesce(current_setting('grants.clock_shift', true), '')")):
        problems.append("The database's clock is shifted for a rehearsal (grants.clock_shift)")
    return problems


def _server_number(session: Session) -> int:
    return int(session.execute(text("select current_setting('server_version_num')")).scalar_one())


def _count_mails(session: Session, state: MailState) -> int:
    return session.scalar(select(func.count()).where(Mail.state == state)) or 0


def _count_letters(session: Session, state: LetterState) -> int:
    return session.scalar(select(func.count()).where(Letter.state == state)) or 0


def _count_failed(session: Session, papers: type[Paper]) -> int:
    return session.scalar(select(func.count()).where(papers.failure != "")) or 0


def _count_failed_batches(session: Session) -> int:
    failed = PrintBatch.failure != "", PrintBatch.dropped_at.is_(None)
    return session.scalar(select(func.count()).where(*failed)) or 0


def _count_failed_case_files(session: Session, now: datetime) -> int:
    failed = failed_case_files(now).subquery()
    return session.scalar(select(func.count()).select_from(failed)) or 0


def _count_uploads(session: Session, state: ScanState) -> int:
    waits = Upload.scan_next_at.is_not(None)
    return session.scalar(select(func.count()).where(waits, Upload.scan_state == state)) or 0


def _count_synthetic_people(session: Session) -> int:
    return session.scalar(select(func.count()).where(Person.synthetic, Person.active)) or 0
