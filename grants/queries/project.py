"""One joint project as its partners look at it: who takes part, who pays what, year by year."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import case, exists, select, true
from sqlalchemy.orm import Session, joinedload, selectinload

from grants.models.award import Award, Partner, Project
from grants.models.document import Upload
from grants.models.grant import Grant
from grants.models.organisation import Cluster
from grants.models.person import Person
from grants.models.record import Act
from grants.programme.amount import short
from grants.programme.money import NOTHING, Money, split, total
from grants.programme.organisation import KIND_WORDS, RESEARCHERS, SIZE_WORDS, OwnFunding
from grants.programme.people import Actor, Role
from grants.programme.roads.project import GIVEN_UP
from grants.programme.words import Words, say
from grants.queries.award import CapUse
from grants.queries.grant_findings import counted
from grants.queries.partner_rate import size_for
from grants.queries.project_findings import grants_of, project_terms
from grants.queries.record import by_team
from grants.queries.visible import visible_projects


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerLine:
    """One partner with its financing, in EUR."""

    position: int
    """Where it stands in the project, from 1; its name in addresses."""
    partner: Partner
    grant: Grant | None
    """Only partners at home have one."""

    @property
    def name(self) -> str:
        """The legal entity, with the unit that does the work."""
        unit = self.partner.executing_unit
        return (
            f"{self.partner.organisation.name}, {unit}" if unit else self.partner.organisation.name
        )

    @property
    def kept(self) -> bool:
        """Does the partner keep its part itself? Then the cluster sees its sums only."""
        return self.partner.kept_since is not None

    @property
    def sort(self) -> Words:
        """What kind of organisation it is; of a company its size."""
        whole = self.partner.organisation
        size = size_for(self.grant) if self.grant else whole.size
        return SIZE_WORDS[size] if size else KIND_WORDS[whole.kind]

    @property
    def costs(self) -> Money:
        """Eligible costs at home; what a partner abroad brings."""
        return self.grant.costs if self.grant else self.partner.own_funding

    @property
    def granted(self) -> Money:
        """Grant with its allowance."""
        return self.grant.direct + self.grant.allowance if self.grant else NOTHING

    @property
    def own(self) -> Money:
        """Own funds in cash and in kind, and money of third parties, public money included."""
        if self.grant is None:
            return self.partner.own_funding
        others = self.grant.third_party + self.grant.other_public
        return self.grant.own_funds + self.grant.own_in_kind + others

    @property
    def missing(self) -> Money:
        """What the financing lacks; negative when there is too much of it."""
        return self.grant.costs - self.grant.direct - self.own if self.grant else NOTHING

    @property
    def researches(self) -> bool:
        """Is it a research organisation, so that it matters whether it may publish (R-023)?"""
        return self.partner.organisation.kind in RESEARCHERS

    @property
    def stated(self) -> Words | None:
        """What a partner abroad brings in its own currency, and how it was converted (R-017)."""
        one = self.partner
        if one.stated is None or one.stated_rate is None or one.stated_rate_on is None:
            return None
        return say(
            "{currency} {amount}, umgerechnet zu {rate} am {on} ({source}): {euros}",
            "{currency} {amount}, converted at {rate} on {on} ({source}): {euros}",
            currency=one.stated_currency or "",
            amount=short(one.stated),
            rate=short(one.stated_rate),
            on=one.stated_rate_on,
            source=one.stated_rate_source or "",
            euros=one.own_funding,
        )

    @property
    def secured(self) -> bool:
        """Does the financing add up, and is the money of a partner abroad sure?"""
        if self.grant is not None:
            return not self.missing
        return self.partner.own_funding_status not in (
            None, OwnFunding.OPEN, OwnFunding.APPLIED_FOR
        )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectContent:
    """One joint project with its partners and the place it takes under the cap."""

    project: Project
    lines: Sequence[PartnerLine]
    management: Money
    """What the management of the cluster has or asks for, in EUR, as it counts for the cap."""
    here: Money
    elsewhere: Money
    """What the other projects of the cluster have or plan, drafts included."""
    files: Sequence[Upload]
    changed_at: datetime
    """When its team last saved it or handed it in; what others did does not count."""
    changed_by: str

    @property
    def home(self) -> list[PartnerLine]:
        """The partners that receive money."""
        return [line for line in self.lines if line.grant is not None]

    @property
    def sums(self) -> Mapping[str, Money]:
        """Costs, grants and own funds of the partners at home, in EUR."""
        return {
            name: total(getattr(line, name) for line in self.home)
            for name in ("costs", "granted", "own")
        }

    @property
    def use(self) -> CapUse:
        """The whole cap, for the room that is left."""
        asked = self.management + self.here + self.elsewhere
        return CapUse(cap=self.project.award.cap, awarded=NOTHING, asked=asked)


def project_record(session: Session, actor: Actor, number: str, code: str) -> Project | None:
    """The project with its partners and its award, if this person may see it."""
    if not (code.startswith("P") and code[1:].isdecimal() and len(code) <= len("P99")):
        return None
    return session.scalar(
        visible_projects(actor)
        .join(Award, Award.id == Project.award_id)
        .where(Award.number == number, Project.ordinal == int(code.removeprefix("P")))
        .options(
            selectinload(Project.partners).joinedload(Partner.organisation),
            joinedload(Project.award).joinedload(Award.cluster).joinedload(Cluster.management),
            joinedload(Project.award).joinedload(Award.terms),
            joinedload(Project.award).selectinload(Award.projects),
            joinedload(Project.award).selectinload(Award.phases),
        )
    )


def project_content(session: Session, project: Project) -> ProjectContent:
    """What is in a project that somebody may see already; four statements."""
    grants = grants_of(session, project.award)
    terms = project_terms(project.award)
    own = {grant.partner_id: grant for grant in grants if grant.project_id == project.id}
    live = [grant for grant in grants if grant.project is None or _counts(grant.project)]
    return ProjectContent(
        project=project,
        lines=[
            PartnerLine(position=at, partner=partner, grant=own.get(partner.id))
            for at, partner in enumerate(project.partners, start=1)
        ],
        management=total(counted(terms, grant) for grant in live if grant.project_id is None),
        here=total(counted(terms, grant) for grant in own.values()),
        elsewhere=total(
            counted(terms, grant)
            for grant in live
            if grant.project_id is not None and grant.project_id != project.id
        ),
        files=_files(session, project),
        **_changed(session, project),
    )


def _changed(session: Session, project: Project) -> dict[str, Any]:
    """When its team last changed it and who, were it before an officer or the clock moved it."""
    team = by_team("project", project.number).lateral()
    moved = exists().where(
        Act.object_kind == "project",
        Act.object_number == project.number,
        Act.at == project.changed_at,
        Act.role != Role.APPLICANT.value,
    )
    row = session.execute(
        select(Person.name, case((moved, team.c.at)), case((moved, team.c.actor_name)))
        .select_from(Project)
        .outerjoin(Person, Person.id == Project.changed_by_id)
        .outerjoin(team, true())
        .where(Project.id == project.id)
    ).one()
    return {"changed_at": row[1] or project.changed_at, "changed_by": row[2] or row[0] or ""}


def grant_by_year(grant: Grant) -> Mapping[int, Money]:
    """The grant in yearly parts, in EUR: by the costs of each year, to the cent."""
    costs: dict[int, int] = {}
    for line in grant.lines:
        costs[line.year] = costs.get(line.year, 0) + line.amount.cents
    years = sorted(year for year, cents in costs.items() if cents)
    if not years:
        return {}
    parts = split(grant.direct + grant.allowance, [costs[year] for year in years])
    return dict(zip(years, parts, strict=True))


def _counts(project: Project) -> bool:
    return project.state not in GIVEN_UP


def _files(session: Session, project: Project) -> list[Upload]:
    return list(
        session.scalars(
            select(Upload)
            .where(Upload.project_id == project.id, Upload.replaced_at.is_(None))
            .order_by(Upload.uploaded_at)
        )
    )


def handed_in_by(session: Session, project: Project) -> Act | None:
    """The act that handed the project in last; nothing before."""
    return session.scalar(
        select(Act)
        .where(
            Act.object_kind == "project",
            Act.object_number == project.number,
            Act.act == "submit_project",
        )
        .order_by(Act.id.desc())
        .limit(1)
    )
