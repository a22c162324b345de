"""How far the formal check of a round is."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ScalarSelect, func, select
from sqlalchemy.orm import Session

from grants.models.application import Application, Receipt
from grants.models.organisation import Cluster
from grants.models.person import Person
from grants.models.review import FormalCheck, FormalResult
from grants.models.round import Round
from grants.programme.application_form import SECTIONS, Section
from grants.programme.lateness import lateness
from grants.programme.stages import ApplicationState
from grants.programme.words import Words, say
from grants.queries.application import terms_of
from grants.queries.officer_conflict import takes_no_part

OPEN = (ApplicationState.SUBMITTED, ApplicationState.INCOMPLETE)


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckRow:
    """One application with its latest formal check."""

    number: str
    cluster: str
    state: ApplicationState
    submitted_at: datetime
    late: bool
    closes_at: datetime
    """The deadline of its round."""
    reason_code: str | None
    checked_at: datetime | None
    checked_by: str | None
    answer_by: date | None
    """Until when missing papers may come."""
    barred: bool
    """Did whoever asks declare a conflict with it? Then others check it (R-055)."""

    @property
    def open(self) -> bool:
        """Does it still need a result?"""
        return self.state in OPEN

    @property
    def late_by(self) -> Words | None:
        """How long after the deadline it came; None when it came in time."""
        return lateness(self.submitted_at, self.closes_at) if self.late else None


@dataclass(frozen=True, slots=True, kw_only=True)
class PapersAsked:
    """What staff asked a cluster to put right."""

    reason: Words
    note: str
    """In the officer's own words; may be empty."""
    at: datetime
    answer_by: date | None
    """The last day on which to supply it; none was named before there was such a day."""
    sections: tuple[Section, ...] = ()
    """What is open again; none named: everything."""

    def opens(self, section: Section) -> bool:
        """May this section be changed now?"""
        return not self.sections or section in self.sections


def papers_asked(session: Session, application: Application) -> PapersAsked | None:
    """What is asked for, while it is; the caller has checked who may see the application."""
    if application.state is not ApplicationState.INCOMPLETE:
        return None
    check = session.scalar(
        select(FormalCheck)
        .where(
            FormalCheck.application_id == application.id,
            FormalCheck.result == FormalResult.INCOMPLETE,
        )
        .order_by(FormalCheck.id.desc())
        .limit(1)
    )
    if check is None:
        return None
    words = {one.code: one.text for one in terms_of(application.terms).formal_reasons}
    reason = words.get(check.reason_code, Words(check.reason_code, check.reason_code))
    return PapersAsked(
        reason=reason,
        note=check.note,
        at=check.checked_at,
        answer_by=check.answer_by,
        sections=tuple(one for one in SECTIONS if one.code in check.sections),
    )


def papers_due() -> ScalarSelect[date | None]:
    """The last day for papers that were asked for: a column for rows of applications."""
    return (
        select(FormalCheck.answer_by)
        .where(
            FormalCheck.application_id == Application.id,
            FormalCheck.result == FormalResult.INCOMPLETE,
            Application.state == ApplicationState.INCOMPLETE,
        )
        .order_by(FormalCheck.id.desc())
        .limit(1)
        .correlate(Application)
        .scalar_subquery()
    )


def awaited_until(session: Session, round_: Round, day: date) -> date | None:
    """The first last day of papers that clusters still owe; one statement.

    Nothing while something can be checked now: an application, or papers that did not come.
    """
    rows = session.execute(
        select(Application.state, papers_due().label("due"))
        .where(Application.round_id == round_.id, Application.state.in_(OPEN))
        .distinct()
    ).all()
    days = [due for state, due in rows if state is ApplicationState.INCOMPLETE and due]
    every = len(days) == len(rows)
    return min(days) if days and every and min(days) >= day else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Supplied:
    """Papers that came because staff had asked for them: why they may come after the deadline."""

    first_at: datetime
    """When the application itself arrived."""
    answer_by: date | None
    """The last day that staff had named."""

    @property
    def says(self) -> Words:
        """What the receipt says of it."""
        if self.answer_by is None:
            return Words("auf unsere Bitte nachgereicht", "supplied at our request")
        return say("auf unsere Bitte nachgereicht, Frist {day}",
                   "supplied at our request, due {day}", day=self.answer_by)  # fmt: skip


def supplied(session: Session, receipt: Receipt) -> Supplied | None:
    """What staff had asked for, if this receipt is of such papers; at most one statement."""
    first = receipt.application.submitted_at
    if first is None or receipt.received_at <= first:
        return None
    check = session.scalar(
        select(FormalCheck)
        .where(
            FormalCheck.application_id == receipt.application_id,
            FormalCheck.result == FormalResult.INCOMPLETE,
            FormalCheck.checked_at <= receipt.received_at,
        )
        .order_by(FormalCheck.id.desc())
        .limit(1)
    )
    return None if check is None else Supplied(first_at=first, answer_by=check.answer_by)


def check_list(session: Session, round_: Round, person_id: int) -> tuple[CheckRow, ...]:
    """Every application of the round with its latest check, the open ones first; one statement.

    `person_id` is who asks: what somebody has a conflict with is for others to check.
    """
    latest = (
        select(func.max(FormalCheck.id))
        .where(FormalCheck.application_id == Application.id)
        .correlate(Application)
        .scalar_subquery()
    )
    rows = session.execute(
        select(
            Application.number,
            Cluster.name.label("cluster"),
            Application.state,
            Application.submitted_at,
            Application.late,
            Round.closes_at,
            takes_no_part(person_id).label("barred"),
            FormalCheck.reason_code,
            FormalCheck.checked_at,
            Person.name.label("checked_by"),
            FormalCheck.answer_by,
        )
        .join(Cluster, Application.cluster_id == Cluster.id)
        .join(Round, Application.round_id == Round.id)
        .outerjoin(FormalCheck, FormalCheck.id == latest)
        .outerjoin(Person, FormalCheck.checked_by_id == Person.id)
        .where(Application.round_id == round_.id, Application.submitted_at.is_not(None))
        .order_by(Application.number)
    )
    made = [CheckRow(**row) for row in rows.mappings()]
    return tuple(sorted(made, key=lambda row: not row.open))
