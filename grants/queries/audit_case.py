"""One award with everything that was recorded about it, up to a moment: what an auditor reads."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, tuple_
from sqlalchemy.orm import Session, joinedload, selectinload

from grants.models.application import Application
from grants.models.authority import Authority
from grants.models.award import Award, Partner, Project
from grants.models.decision import Decision, Letter
from grants.models.document import Document
from grants.models.grant import Grant
from grants.models.organisation import Cluster
from grants.models.payment import PaymentRequest, PaymentRun
from grants.models.record import Act
from grants.models.report import Report
from grants.models.round import Round
from grants.programme.people import Actor
from grants.queries.audit_later import LaterLetter, later_letters
from grants.queries.decision import about_award
from grants.queries.report_content import report_number
from grants.queries.visible import visible_awards


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedLetter:
    """A letter and the file that was made of it, once there is one."""

    letter: Letter
    document: Document | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardCase:
    """The records of one award. What is dated later than `until` is left out."""

    award: Award
    until: datetime
    grants: tuple[Grant, ...]
    """By number, with their lines."""
    projects: tuple[Project, ...]
    decisions: tuple[Decision, ...]
    """In the order in which they were proposed."""
    letters: tuple[IssuedLetter, ...]
    later: tuple[LaterLetter, ...]
    """Letters that changed an awarded grant; `changes` leaves out those after `until`."""
    reports: tuple[Report, ...]
    """In the order in which they are due."""
    acts: tuple[Act, ...]
    """The oldest first."""
    payments: tuple[PaymentRequest, ...]
    """Those handed in by then, by grant."""

    def awarded(self, grant: Grant) -> bool:
        """Was this grant awarded by then?"""
        return grant.awarded_at is not None and grant.awarded_at <= self.until

    @property
    def changes(self) -> list[LaterLetter]:
        """The letters that had changed an awarded grant by then."""
        return [one for one in self.later if one.at <= self.until]

    def handed_in(self, report: Report) -> bool:
        """Was this report handed in by then?"""
        return report.came_at is not None and report.came_at <= self.until

    def reports_on(self, grant: Grant) -> list[Report]:
        """The reports that this grant owes."""
        return [report for report in self.reports if report.grant_id == grant.id]


def find_award(session: Session, actor: Actor, number: str) -> Award | None:
    """The award with this number and its round, if this person may see it; three statements."""
    return session.scalar(visible_awards(actor).where(Award.number == number).options(*_WITH_ROUND))


def award_case(session: Session, award: Award, *, until: datetime) -> AwardCase:
    """Everything recorded about the award up to this moment; at most thirteen statements."""
    grants = tuple(
        session.scalars(
            select(Grant)
            .where(Grant.award_id == award.id)
            .options(
                joinedload(Grant.recipient), joinedload(Grant.project), selectinload(Grant.lines)
            )
            .order_by(Grant.number)
        )
    )
    projects = tuple(
        session.scalars(
            select(Project)
            .where(Project.award_id == award.id)
            .options(selectinload(Project.partners).joinedload(Partner.organisation))
            .order_by(Project.ordinal)
        )
    )
    reports = _reports(session, grants)
    letters = _letters(session, award, until)
    payments = _payments(session, grants, until)
    return AwardCase(
        award=award,
        until=until,
        grants=grants,
        projects=projects,
        decisions=_decisions(session, award, until),
        letters=letters,
        later=later_letters(session, Award.id == award.id, until),
        reports=reports,
        acts=acts_on(
            session,
            [
                *_numbers(award, grants, projects, reports, letters),
                *(("payment", one.number) for one in payments),
            ],
            until,
        ),
        payments=payments,
    )


def acts_on(
    session: Session, numbers: Iterable[tuple[str, str]], until: datetime
) -> tuple[Act, ...]:
    """The record of these things, given by kind and number, the oldest act first."""
    return tuple(
        session.scalars(
            select(Act)
            .where(tuple_(Act.object_kind, Act.object_number).in_(list(numbers)), Act.at <= until)
            .order_by(Act.at, Act.id)
        )
    )


_WITH_ROUND = (
    joinedload(Award.terms),
    joinedload(Award.cluster).joinedload(Cluster.management),
    joinedload(Award.application)
    .joinedload(Application.round)
    .options(
        joinedload(Round.programme),
        joinedload(Round.authority).selectinload(Authority.versions),
        selectinload(Round.terms_versions),
    ),
    selectinload(Award.phases),
)


def _reports(session: Session, grants: Iterable[Grant]) -> tuple[Report, ...]:
    return tuple(
        session.scalars(
            select(Report)
            .where(Report.grant_id.in_([grant.id for grant in grants]))
            .options(
                selectinload(Report.lines),
                joinedload(Report.submitted_by),
                joinedload(Report.checked_by),
            )
            .order_by(Report.due_on, Report.id)
        )
    )


def _payments(
    session: Session, grants: Iterable[Grant], until: datetime
) -> tuple[PaymentRequest, ...]:
    return tuple(
        session.scalars(
            select(PaymentRequest)
            .where(
                PaymentRequest.grant_id.in_([grant.id for grant in grants]),
                PaymentRequest.submitted_at <= until,
            )
            .options(
                joinedload(PaymentRequest.grant),
                joinedload(PaymentRequest.checked_by),
                joinedload(PaymentRequest.approved_by),
                joinedload(PaymentRequest.run).joinedload(PaymentRun.made_by),
            )
            .order_by(PaymentRequest.grant_id, PaymentRequest.ordinal)
        )
    )


def _letters(session: Session, award: Award, until: datetime) -> tuple[IssuedLetter, ...]:
    rows = session.execute(
        select(Letter, Document)
        .outerjoin(Document, Letter.document_id == Document.id)
        .where(Letter.application_id == award.application_id, Letter.ordered_at <= until)
        .order_by(Letter.ordered_at, Letter.id)
    )
    return tuple(IssuedLetter(letter=letter, document=document) for letter, document in rows)


def _decisions(session: Session, award: Award, until: datetime) -> tuple[Decision, ...]:
    return tuple(
        session.scalars(
            select(Decision)
            .where(
                about_award(award),
                Decision.proposed_at <= until,
            )
            .options(joinedload(Decision.proposed_by), joinedload(Decision.countersigned_by))
            .order_by(Decision.proposed_at, Decision.id)
        )
    )


def _numbers(
    award: Award,
    grants: Iterable[Grant],
    projects: Iterable[Project],
    reports: Iterable[Report],
    letters: Iterable[IssuedLetter],
) -> list[tuple[str, str]]:
    """By which names the record speaks of what belongs to the award."""
    application = award.application.number
    named = [
        ("award", award.number), ("decision", award.number),
        ("application", application), ("decision", application),
    ]  # fmt: skip
    for grant in grants:
        named += [(kind, grant.number) for kind in ("grant", "grant_to_recipient", "decision")]
    for project in projects:
        named += [("project", project.number), ("decision", project.number)]
    for report in reports:
        named.append(("report", report_number(report)))
    return named + [("letter", issued.letter.number) for issued in letters]
