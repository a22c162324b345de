"""The reference award of the programme's rules: all its grants add up to the cap to the cent.

It is lived through by its people: concept phase, concept, three joint projects, reports. The
concept phase ended some months ago and its final proof is overdue; a project that ended half a
year ago must hand in its own soon.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from grants.actions.agreement import sign_agreement
from grants.actions.approval import find_eligible
from grants.actions.budget import hand_in_budget, save_budget
from grants.actions.concept import submit_concept
from grants.actions.decision import countersign
from grants.actions.granting import find_fundable
from grants.actions.implementation import start_management_grant
from grants.actions.partner import add_partner
from grants.actions.project import save_project, start_project, submit_project
from grants.actions.proposal import propose_grant, propose_on_concept, propose_on_project
from grants.demo.cast import an_organisation
from grants.demo.scene import Scene
from grants.demo.story import spread, upload
from grants.models.award import Award, Project
from grants.models.decision import DecisionKind
from grants.models.document import UploadKind
from grants.models.grant import Grant
from grants.models.person import Person
from grants.programme.calendar import last_day_of_phase
from grants.programme.money import Money, eur
from grants.programme.organisation import Basis, OrganisationKind, OwnFunding, Size
from grants.queries.application import terms_of
from grants.queries.budget_table import Cells

K: Final = OrganisationKind
THREE_YEARS: Final = 36
NOTE: Final = "Muster: Unterlagen geprüft, keine Bedenken."
CONDITIONS: Final = (
    "Die Mitglieder des Clusters sind zweimal im Jahr über den Stand zu unterrichten.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """A partner at home with its costs in EUR."""

    name: str
    kind: OrganisationKind
    size: Size | None = None
    city: str
    costs: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Abroad:
    """A partner abroad with the money it brings."""

    name: str
    kind: OrganisationKind
    country: str
    city: str
    brings: Money
    sure: OwnFunding = OwnFunding.GRANTED


@dataclass(frozen=True, slots=True, kw_only=True)
class JointProject:
    """One of the three projects."""

    title: str
    acronym: str
    summary: str
    home: tuple[Home, ...]
    abroad: tuple[Abroad, ...]


PROJECTS: Final = (
    JointProject(
        title="Kabine der Zukunft",
        acronym="KABINE",
        summary="Mustertext: Leichte, leise Kabinenteile, die sich in einer Nacht tauschen lassen.",
        home=(
            Home(name="Musteruniversität Nord", kind=K.UNIVERSITY, city="Hamburg",
                 costs=eur(600_000)),
            Home(name="Kabinentechnik Elbe GmbH", kind=K.COMPANY, size=Size.MEDIUM, city="Hamburg",
                 costs=eur(700_000)),
            Home(name="Leichtbau Alster GmbH", kind=K.COMPANY, size=Size.SMALL, city="Hamburg",
                 costs=eur(500_000)),
        ),
        abroad=(
            Abroad(name="Institut Aérocab", kind=K.RESEARCH_INSTITUTE, country="CA",
                   city="Montréal", brings=eur(480_000)),
            Abroad(name="Cabine Québec Inc.", kind=K.COMPANY, country="CA", city="Québec",
                   brings=eur(350_000), sure=OwnFunding.OWN_RESOURCES),
        ),
    ),
    JointProject(
        title="Stille Luft",
        acronym="STILL",
        summary="Mustertext: Belüftung, die man nicht hört und die weniger Strom braucht.",
        home=(
            Home(name="Musterinstitut für Strömung", kind=K.RESEARCH_INSTITUTE, city="Bremen",
                 costs=eur(550_000)),
            Home(name="Luftwerke Muster AG", kind=K.COMPANY, size=Size.LARGE, city="Hamburg",
                 costs=eur(600_000)),
            Home(name="Ventil und Ton GmbH", kind=K.COMPANY, size=Size.SMALL, city="Lübeck",
                 costs=eur(620_000)),
        ),
        abroad=(
            Abroad(name="Example Acoustics Ltd", kind=K.COMPANY, country="GB", city="Bristol",
                   brings=eur(410_000), sure=OwnFunding.OWN_RESOURCES),
            Abroad(name="Université Exemple", kind=K.UNIVERSITY, country="FR", city="Toulouse",
                   brings=eur(390_000)),
        ),
    ),
    JointProject(
        title="Sitz im Kreislauf",
        acronym="KREIS",
        summary="Mustertext: Sitze aus Stoffen, die sich sortenrein zurückgewinnen lassen.",
        home=(
            Home(name="Technische Hochschule Muster", kind=K.UNIVERSITY, city="Kiel",
                 costs=eur(400_000)),
            Home(name="Sitzbau Muster GmbH", kind=K.COMPANY, size=Size.MEDIUM, city="Kiel",
                 costs=eur(800_000)),
        ),
        abroad=(
            Abroad(name="Example Polymers B.V.", kind=K.COMPANY, country="NL", city="Delft",
                   brings=eur(520_000)),
            Abroad(name="Przykład Sp. z o.o.", kind=K.COMPANY, country="PL", city="Gdańsk",
                   brings=eur(300_000), sure=OwnFunding.COMMITTED),
        ),
    ),
)  # fmt: skip


def live_through(scene: Scene, award: Award) -> None:
    """Everything from the grant for the concept phase to the award of the third project."""
    anna, days = scene.cast.anna, scene.days
    grant_concept(scene, award, anna, now=days.ago(33))
    upload(scene, award, UploadKind.INTERNATIONALISATION_CONCEPT, anna, now=days.ago(19))
    parts = [part.code for part in terms_of(award.terms).concept_parts]
    submit_concept(scene.session, award, parts=parts, by=anna.as_actor(), now=days.ago(19, 1))
    approve_concept(scene, award, now=days.ago(18))
    first = days.first_of(-15)
    award_management(scene, award, first, now=days.ago(17))
    ends = (last_day_of_phase(first, THREE_YEARS), last_day_of_phase(first, 30), days.last_of(-6))
    for at, (plan, last) in enumerate(zip(PROJECTS, ends, strict=True)):
        _project(scene, award, plan, (first, last), now=days.ago(17, 3 + at))


def grant_concept(scene: Scene, award: Award, person: Person, *, now: datetime) -> Grant:
    """The management hands its plan in; two officers award the grant for the concept phase."""
    grant = scene.session.scalars(select(Grant).where(Grant.award_id == award.id)).one()
    hand_in_budget(scene.session, grant, by=person.as_actor(), now=now)
    award_one(scene, grant, now=now + timedelta(days=5))
    return grant


def propose_concept_grant(scene: Scene, award: Award, person: Person, *, now: datetime) -> None:
    """The plan is handed in and an officer has drafted the award: it waits for the second."""
    session, dirk = scene.session, scene.cast.dirk.as_actor()
    grant = session.scalars(select(Grant).where(Grant.award_id == award.id)).one()
    hand_in_budget(session, grant, by=person.as_actor(), now=now)
    find_fundable(session, grant, note=NOTE, by=dirk, now=now + timedelta(days=4))
    propose_grant(
        session, grant, conditions=CONDITIONS, by=dirk, now=now + timedelta(days=4, hours=1)
    )


def award_one(scene: Scene, grant: Grant, *, now: datetime) -> None:
    """One officer finds the grant fundable and drafts its award, the other countersigns."""
    session, dirk = scene.session, scene.cast.dirk.as_actor()
    find_fundable(session, grant, note=NOTE, by=dirk, now=now)
    proposal = propose_grant(session, grant, conditions=CONDITIONS, by=dirk, now=now)
    countersign(session, proposal, by=scene.cast.doris.as_actor(), now=now + timedelta(days=1))


def approve_concept(scene: Scene, award: Award, *, now: datetime) -> None:
    """Two officers approve the internationalisation concept."""
    session, cast = scene.session, scene.cast
    proposal = propose_on_concept(session, award, by=cast.dirk.as_actor(), now=now)
    countersign(session, proposal, by=cast.doris.as_actor(), now=now + timedelta(days=3))


def award_management(scene: Scene, award: Award, first: date, *, now: datetime) -> None:
    """The grant of the management for the implementation: half of EUR 600,000.00."""
    session, by = scene.session, scene.cast.anna.as_actor()
    last = last_day_of_phase(first, THREE_YEARS)
    grant = start_management_grant(session, award, starts_on=first, ends_on=last, by=by, now=now)
    cells = spread(eur(600_000), first, last)
    save_budget(
        session, grant, cells, own_funds=eur(300_000), revision=grant.revision, by=by, now=now
    )
    hand_in_budget(session, grant, by=by, now=now)
    award_one(scene, grant, now=now + timedelta(days=1))


def _project(
    scene: Scene, award: Award, plan: JointProject, span: tuple[date, date], *, now: datetime
) -> None:
    session, anna = scene.session, scene.cast.anna
    by = anna.as_actor()
    project = start_project(session, award, by=by, now=now)
    save_project(
        session,
        project,
        title=plan.title,
        acronym=plan.acronym,
        summary=plan.summary,
        starts_on=span[0],
        ends_on=span[1],
        revision=project.revision,
        by=by,
        now=now,
    )
    for partner in plan.home:
        _add_home(session, project, partner, anna, now)
    for abroad in plan.abroad:
        _add_abroad(session, project, abroad, anna, now)
    upload(scene, project, UploadKind.COOPERATION_AGREEMENT, anna, now=now)
    sign_agreement(session, project, now.date() - timedelta(days=9), by=by, now=now)
    submit_project(session, project, by=by, now=now + timedelta(days=1))
    _approve(scene, project, now=now + timedelta(days=6))


def _approve(scene: Scene, project: Project, *, now: datetime) -> None:
    session, dirk = scene.session, scene.cast.dirk.as_actor()
    find_eligible(session, project, note=NOTE, by=dirk, now=now)
    proposal = propose_on_project(
        session,
        project,
        DecisionKind.APPROVE_PROJECT,
        conditions=CONDITIONS,
        by=dirk,
        now=now + timedelta(days=1),
    )
    countersign(session, proposal, by=scene.cast.doris.as_actor(), now=now + timedelta(days=2))


def _add_home(
    session: Session, project: Project, plan: Home, person: Person, now: datetime
) -> None:
    organisation = an_organisation(
        session, plan.name, plan.kind, size=plan.size, city=plan.city, now=now
    )
    by = person.as_actor()
    partner = add_partner(session, project, organisation, by=by, now=now)
    grant = session.scalars(select(Grant).where(Grant.partner_id == partner.id)).one()
    share = plan.costs.share(grant.rate_share)
    save_budget(
        session,
        grant,
        _cells(grant, plan.costs),
        own_funds=plan.costs - share,
        revision=grant.revision,
        by=by,
        now=now,
    )


def _add_abroad(
    session: Session, project: Project, plan: Abroad, person: Person, now: datetime
) -> None:
    organisation = an_organisation(
        session, plan.name, plan.kind, country=plan.country, city=plan.city, now=now
    )
    add_partner(
        session,
        project,
        organisation,
        own_funding=plan.brings,
        own_funding_status=plan.sure,
        by=person.as_actor(),
        now=now,
    )


def _cells(grant: Grant, costs: Money) -> Cells:
    cells = spread(costs, grant.starts_on, grant.ends_on)
    if grant.basis is Basis.COST:
        names = {"travel_abroad": "travel", "subcontract": "research_subcontract",
                 "other_admin": "materials"}  # fmt: skip
        return {(names.get(code, code), year): amount for (code, year), amount in cells.items()}
    return cells
