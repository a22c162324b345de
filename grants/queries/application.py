"""One application with everything that is in it, for whoever may see it."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, Final

from sqlalchemy import BigInteger, ColumnElement, Select, Text, bindparam, func, select, true
from sqlalchemy.dialects.postgresql import aggregate_order_by
from sqlalchemy.orm import Session, aliased, defer, joinedload

from grants.models.application import Application, Receipt, TargetCountry
from grants.models.grant import BudgetLine
from grants.models.organisation import Cluster
from grants.models.person import Person
from grants.models.round import Round, TermsVersion
from grants.programme.application_form import plannable
from grants.programme.calendar import budget_years, months_later, today
from grants.programme.finding import Finding
from grants.programme.label_terms import LabelHolder
from grants.programme.money import Money
from grants.programme.people import Actor, Role
from grants.programme.plan_line import Lines
from grants.programme.roads.application import OPEN_TO_TEAM
from grants.programme.stages import ApplicationState
from grants.programme.terms import Terms, terms_from
from grants.programme.upload import ANNEXES, UploadKind
from grants.programme.words import Words
from grants.queries.budget_table import BudgetTable, Cells, budget_table
from grants.queries.label_gate import label_finding
from grants.queries.sent_file import SentFile, current_files
from grants.queries.told import UNTOLD, is_told, shown_state
from grants.queries.visible import ME, visible_applications, whoever


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationContent:
    """Everything an application says, and where it stands."""

    number: str
    round_number: int
    round_title: Words
    closes_at: datetime
    state: ApplicationState
    told: ApplicationState
    """Where it stands as far as its cluster was told."""
    revision: int
    cluster: str
    management: str
    title: str
    acronym: str
    profile: str
    outline: str
    countries: tuple[str, ...]
    """ISO 3166 codes with two letters."""
    starts_on: date | None
    ends_on: date | None
    budget: BudgetTable
    lines: Lines
    """What costs of the budget are made of, as far as its authors wrote lines."""
    requested: Money
    own_funds: Money
    own_in_kind: Money
    third_party: Money
    requested_later: Money
    projects_planned: int
    declared_at: datetime | None
    files: tuple[SentFile, ...]
    previous: str | None
    """Number of the application it was started from."""
    changed_at: datetime
    changed_by: str | None
    finished_at: datetime | None
    """When it was handed to those who sign, if it still stands as it did then."""
    finished_by: str | None
    has_concept: bool
    """Does a concept phase come first in its round, or is there one phase only?"""
    submitted_at: datetime | None
    withdrawn_at: datetime | None
    late: bool
    synthetic: bool
    label: Finding | None = None
    """Does the cluster hold the label that the round asks for? None where it asks for none."""

    @property
    def with_sponsor(self) -> bool:
        """Was it handed in, and lies no more with its team?"""
        return self.submitted_at is not None and self.state not in OPEN_TO_TEAM

    @property
    def concept(self) -> SentFile | None:
        """The concept that was sent last; it counts once it is known to be clean."""
        for file in self.files:
            if file.kind is UploadKind.CONCEPT_OUTLINE:
                return file
        return None

    @property
    def annexes(self) -> tuple[SentFile, ...]:
        """Everything but the concept, in the order of its kinds."""
        every = [file for file in self.files if file.kind in ANNEXES]
        return tuple(sorted(every, key=lambda file: (ANNEXES.index(file.kind), file.uploaded_at)))

    @property
    def heading(self) -> str:
        """Its title, or its cluster while it has none."""
        return self.title or self.cluster


def application_record(session: Session, actor: Actor, number: str) -> Application | None:
    """The record with its round, cluster and terms, if this person may see it; one statement."""
    return session.scalar(_record_for(actor.role), {ME: actor.person_id, "number": number})


def application_content(session: Session, actor: Actor, number: str) -> ApplicationContent | None:
    """What is in the application, if this person may see it."""
    application = application_record(session, actor, number)
    return None if application is None else content_of(session, application)


def content_of(session: Session, application: Application) -> ApplicationContent:
    """What is in an application that somebody may see already; five statements."""
    terms = terms_of(application.terms)
    cells = planned_costs(session, application)
    told, countries, changed_by, previous, finished_by = _beside(session, application)
    return ApplicationContent(
        number=application.number,
        round_number=application.round.number,
        round_title=application.round.title,
        closes_at=application.round.closes_at,
        state=application.state,
        told=shown_state(application.state, told=told),
        revision=application.revision,
        cluster=application.cluster.name,
        management=application.cluster.management.name,
        title=application.title,
        acronym=application.acronym,
        profile=application.profile,
        outline=application.outline,
        countries=countries,
        starts_on=application.concept_starts_on,
        ends_on=application.concept_ends_on,
        budget=budget_table(cells, plannable(terms), years_of(application)),
        lines=tuple(line.planned for line in application.plan_lines),
        requested=application.requested,
        own_funds=application.own_funds,
        own_in_kind=application.own_in_kind,
        third_party=application.third_party,
        requested_later=application.requested_later,
        projects_planned=application.projects_planned,
        declared_at=application.declared_at,
        files=current_files(session, application),
        previous=previous,
        changed_at=application.changed_at,
        changed_by=changed_by,
        finished_at=application.finished_at if application.is_finished else None,
        finished_by=finished_by if application.is_finished else None,
        has_concept=terms.has_concept,
        submitted_at=application.submitted_at,
        withdrawn_at=application.withdrawn_at,
        late=application.late,
        synthetic=application.synthetic,
        label=label_finding(session, terms, application.cluster, application.round)
        if terms.gates.asks(LabelHolder.CLUSTER)
        else None,
    )


def years_of(application: Application) -> list[int]:
    """The calendar years to plan for: those of the first phase, or two after the decision."""
    first, last = application.concept_starts_on, application.concept_ends_on
    if first is None or last is None or last < first:
        likely = months_later(today(application.round.closes_at), MONTHS_TO_DECIDE).year
        return [likely, likely + 1]
    return budget_years(first, last)


def planned_costs(session: Session, application: Application) -> Cells:
    """The planned costs by category and year."""
    lines = session.execute(COSTS, {"id": application.id})
    return {(category, year): amount for category, year, amount in lines}


def latest_receipt(session: Session, application: Application) -> Receipt | None:
    """The receipt that counts: the one of the last submission."""
    return session.scalar(RECEIPT, {"id": application.id})


def terms_of(version: TermsVersion) -> Terms:
    """The terms of this version; they never change, so they are built once."""
    kept = _built.get(version.sha256)
    if kept is None:
        kept = _built[version.sha256] = terms_from(version.body)
    return kept


_built: dict[str, Terms] = {}


def _beside(
    session: Session, application: Application
) -> tuple[bool, tuple[str, ...], str | None, str | None, str | None]:
    """Is its result told, its countries, who changed it, where it began, who finished it.

    One statement for what would be five.
    """
    asked = BESIDE_RESULT if application.state in UNTOLD else BESIDE
    row = session.execute(asked, {"id": application.id}).one()
    return bool(row[0]), tuple(row[1] or ()), row[2], row[3], row[4]


@cache
def _record_for(role: Role) -> Select[Application]:
    return (
        visible_applications(whoever(role))
        .where(Application.number == bindparam("number", type_=Text))
        .options(
            joinedload(Application.round).joinedload(Round.programme),
            joinedload(Application.terms),
            joinedload(Application.cluster).joinedload(Cluster.management),
        )
    )


MONTHS_TO_DECIDE: Final = 8
"""From the deadline to the first year in which a selected cluster spends money, mostly."""

THIS: Final = bindparam("id", type_=BigInteger)
COSTS: Final = select(BudgetLine.category, BudgetLine.year, BudgetLine.amount).where(
    BudgetLine.application_id == THIS
)
RECEIPT: Final = (
    select(Receipt)
    .where(Receipt.application_id == THIS)
    .options(
        defer(Receipt.content),  # all that was handed in: long, and rarely asked for again
        joinedload(Receipt.submitted_by).load_only(Person.name),
    )
    .order_by(Receipt.version.desc())
    .limit(1)
)
CHANGED, FINISHED, EARLIER = aliased(Person), aliased(Person), aliased(Application)


def _beside_it(told: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    country = TargetCountry.country
    countries = (
        select(func.array_agg(aggregate_order_by(country, country)))
        .where(TargetCountry.application_id == Application.id)
        .scalar_subquery()
    )
    return (
        select(told, countries, CHANGED.name, EARLIER.number, FINISHED.name)
        .select_from(Application)
        .outerjoin(CHANGED, CHANGED.id == Application.changed_by_id)
        .outerjoin(FINISHED, FINISHED.id == Application.finished_by_id)
        .outerjoin(EARLIER, EARLIER.id == Application.previous_id)
        .where(Application.id == THIS)
    )


BESIDE: Final = _beside_it(true())
BESIDE_RESULT: Final = _beside_it(is_told())
"""The same, but the letter, the decision and the round are asked whether a result is told."""
