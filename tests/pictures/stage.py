"""What the demonstration lacks for the pictures: a project that is being planned, with a part.

Everything happens through the acts of its people, on the day of the pictures.
"""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from sqlalchemy import select, text

from grants.actions.application import start_application, submit_application, withdraw_application
from grants.actions.budget import save_budget
from grants.actions.concept import submit_concept
from grants.actions.decision import countersign
from grants.actions.departure import partner_leaves
from grants.actions.extension import propose_extension
from grants.actions.organisation import NewOrganisation
from grants.actions.partner import add_partner
from grants.actions.password import hash_of_password
from grants.actions.plan_line import save_lines
from grants.actions.project import save_project, start_project
from grants.actions.proposal import propose_on_concept
from grants.actions.section import save_section
from grants.actions.upload import add_upload
from grants.demo.calendar import Days
from grants.demo.cast import ANNA, CARL, DIRK, DORIS, PASSWORD, Account
from grants.demo.story import OUTLINE_TEXT, sample_pdf
from grants.models.application import Application
from grants.models.award import Award, PartnerMember, Project
from grants.models.connection import clock
from grants.models.document import ScanState, UploadKind
from grants.models.grant import Grant
from grants.models.organisation import Membership
from grants.models.person import Person
from grants.models.round import Round
from grants.programme.application_form import OUTLINE
from grants.programme.calendar import last_day_of_phase, today
from grants.programme.money import eur
from grants.programme.organisation import OrganisationKind, OwnFunding, Size
from grants.programme.people import Role
from grants.programme.plan_line import PlannedLine, Unit
from grants.programme.round_shift import shifted
from grants.programme.upload import About
from grants.queries.application import terms_of
from grants.queries.extension import plan_of
from grants.queries.plan_line import frame_of

VERA = Account(email="keramikoberschwaben@example.org", name="", role=Role.APPLICANT)
"""Signs for the cluster whose project is being planned."""
PAULA = Account(email="paula@example.org", name="Paula Pohl", role=Role.APPLICANT)
"""Keeps the part of a company in it."""
KEPT = text(
    "select partner.id, partner.organisation_id from partner"
    " join partner_member on partner_member.partner_id = partner.id"
    " join person on person.id = partner_member.person_id where person.email = :email"
)
PLANNED, PART = "03INT402", "Ofenbau Muster GmbH (Beispiel)"


@dataclass(frozen=True, slots=True)
class Stage:
    """The session, the store and the moment in which everything is done."""

    session: object
    store: object
    now: object

    def person(self, account):
        """The person behind a sign-in of the demonstration."""
        return self.session.scalars(select(Person).where(Person.email == account.email)).one()


def set_the_stage(session, store):
    """Do all of it."""
    stage = Stage(session, store, clock(session))
    _let_in(stage)
    project = _a_project(stage)
    _partners(stage, project)
    _annexes(stage)
    _lines(stage, "R7-0001", stage.person(CARL).as_actor())
    _two_versions(stage)
    _an_extension(stage)
    _a_departure(stage)
    session.flush()


def _let_in(stage):
    stage.session.add(
        Person(
            email=PAULA.email, name=PAULA.name, role=PAULA.role, created_at=stage.now,
            password_hash=hash_of_password(PASSWORD), synthetic=True,
        )
    )  # fmt: skip
    stage.person(VERA).password_hash = hash_of_password(PASSWORD)
    stage.session.flush()


def _a_project(stage):
    session, vera = stage.session, stage.person(VERA).as_actor()
    award = session.scalars(select(Award).where(Award.number == PLANNED)).one()
    add_upload(
        session, stage.store, award, UploadKind.INTERNATIONALISATION_CONCEPT, "konzept.pdf",
        sample_pdf("Konzept"), by=vera, now=stage.now,
    ).scan_state = ScanState.CLEAN  # fmt: skip
    parts = [part.code for part in terms_of(award.terms).concept_parts]
    submit_concept(session, award, parts=parts, by=vera, now=stage.now)
    proposal = propose_on_concept(session, award, by=stage.person(DIRK).as_actor(), now=stage.now)
    countersign(session, proposal, by=stage.person(DORIS).as_actor(), now=stage.now)
    project = start_project(session, award, by=vera, now=stage.now)
    first = Days(stage.now).first_of(3)
    save_project(
        session, project, title="Brennen ohne Gas", acronym="ELEKTRA",
        summary="Mustertext: Öfen, die Keramik mit Strom brennen und ihre Wärme zurückgeben.",
        starts_on=first, ends_on=last_day_of_phase(first, 36),
        revision=project.revision, by=vera, now=stage.now,
    )  # fmt: skip
    return project


def _partners(stage, project):
    session, vera = stage.session, stage.person(VERA).as_actor()
    company = _partner(stage, project, vera, PART, OrganisationKind.COMPANY, size=Size.MEDIUM)
    university = _partner(
        stage, project, vera, "Musteruniversität Süd (Beispiel)", OrganisationKind.UNIVERSITY,
        executing_unit="Institut für Werkstoffe",
    )  # fmt: skip
    abroad = {"own_funding": eur(310_000), "own_funding_status": OwnFunding.COMMITTED}
    _partner(stage, project, vera, "Example Kilns Ltd (Beispiel)", OrganisationKind.COMPANY,
             country="GB", **abroad)  # fmt: skip
    _plan(stage, university, vera, {}, own=0)
    paula = stage.person(PAULA)
    company.kept_since = stage.now
    session.add(PartnerMember(partner=company, person=paula, since=stage.now))
    session.flush()
    _plan(stage, company, paula.as_actor(), {"materials": eur(48_000)}, own=220_000)


def _partner(stage, project, by, name, kind, *, size=None, country="DE", **more):
    new = NewOrganisation(
        name=name, kind=kind, size=size, country=country,
        street="Musterweg 1", postcode="88212" if country == "DE" else "", city="Musterstadt",
    )  # fmt: skip
    return add_partner(stage.session, project, new, by=by, now=stage.now, **more)


def _plan(stage, partner, by, bare, *, own):
    grant = stage.session.scalars(select(Grant).where(Grant.partner_id == partner.id)).one()
    years = range(grant.starts_on.year, grant.starts_on.year + 3)
    cells = {(code, year): amount for code, amount in bare.items() for year in years}
    save_budget(
        stage.session, grant, cells, eur(own), revision=grant.revision, by=by, now=stage.now
    )
    lines = [
        PlannedLine(category="personnel", year=year, label=label, quantity=Decimal(months),
                    unit=Unit.MONTH, unit_price=eur(price))
        for year, months in zip(years, (5, 12, 12), strict=True)
        for label, price in (("Wissenschaftliche Leitung", 7_200), ("Versuchstechnik", 5_150))
    ]  # fmt: skip
    save_lines(
        stage.session, grant, "personnel", lines, revision=grant.revision, by=by, now=stage.now
    )


def _annexes(stage):
    carl = stage.person(CARL).as_actor()
    draft = _application(stage, "R7-0001")
    signed = (stage.now - timedelta(days=12)).date()
    for kind, name, title, language, parties in (
        (UploadKind.LETTER_OF_INTENT, "loi-aarhus.pdf", "Absichtserklärung Aarhus", "en",
         ("Aarhus Havn A/S", "Meerestechnik Ostsee gGmbH")),
        (UploadKind.ANNEX, "arbeitsplan.pdf", "Arbeitsplan der Konzeptionsphase", "de", ()),
    ):  # fmt: skip
        about = About(title=title, language=language,
                      signed_on=signed if parties else None, parties=parties)  # fmt: skip
        add_upload(
            stage.session, stage.store, draft, kind, name, sample_pdf(title),
            by=carl, now=stage.now, about=about,
        ).scan_state = ScanState.CLEAN  # fmt: skip


def _lines(stage, number, by):
    """People and months beneath the budget of this application."""
    draft = _application(stage, number)
    lines = [
        PlannedLine(category="personnel", year=year, label=label, quantity=Decimal(12),
                    unit=Unit.MONTH, unit_price=eur(price), note=note)
        for year in frame_of(draft).years
        for label, price, note in (("Leitung der Geschäftsstelle", 7_350, "E 14, Stufe 3"),
                                   ("Partnersuche in Asien", 5_900, ""))
    ]  # fmt: skip
    save_lines(stage.session, draft, "personnel", lines, revision=draft.revision, by=by,
               now=stage.now)  # fmt: skip


def _two_versions(stage):
    """Carl's neighbour takes an application back, writes something else and hands it in again."""
    session = stage.session
    earlier = _application(stage, "R7-0002")
    member = session.scalars(
        select(Membership).where(Membership.cluster_id == earlier.cluster_id)
    ).one()
    member.person.password_hash = hash_of_password(PASSWORD)
    by = member.person.as_actor()
    withdraw_application(session, earlier, by=by, now=stage.now)
    again = start_application(
        session, earlier.cluster, earlier.round, by=by, now=stage.now, previous=earlier
    )
    text = OUTLINE_TEXT.replace("zwölf Monaten", "neun Monaten").replace("je zwei", "je drei")
    save_section(session, again, OUTLINE, {"outline": text}, revision=again.revision, by=by,
                 now=stage.now)  # fmt: skip
    again.declared_at = stage.now
    add_upload(
        session, stage.store, again, UploadKind.CONCEPT_OUTLINE, "konzept.pdf",
        sample_pdf("Konzept"), by=by, now=stage.now,
    ).scan_state = ScanState.CLEAN  # fmt: skip
    submit_application(session, again, by=by, now=stage.now)


def _an_extension(stage):
    round_ = stage.session.scalars(select(Round).where(Round.number == 7)).one()
    closes_at = round_.closes_at + timedelta(days=14)
    propose_extension(
        stage.session, round_, closes_at=closes_at,
        milestones=shifted(plan_of(round_), today(round_.closes_at), today(closes_at)),
        reason="Das Portal war am 12. Mai vier Stunden lang nicht erreichbar.",
        by=stage.person(DORIS).as_actor(), now=stage.now,
    )  # fmt: skip


def _a_departure(stage):
    project = stage.session.scalars(
        select(Project).join(Award).where(Award.number == "03INT400", Project.ordinal == 3)
    ).one()
    partner_leaves(
        stage.session, project.partners[-1], left_on=stage.now.date(), reason="Insolvenz",
        public_url="http://localhost", by=stage.person(ANNA).as_actor(), now=stage.now,
    )  # fmt: skip


def _application(stage, number):
    return stage.session.scalars(select(Application).where(Application.number == number)).one()


def numbers(engine):
    """What stands in addresses: the part that Paula keeps, and her organisation."""
    with engine.connect() as connection:
        part, organisation = connection.execute(KEPT, {"email": PAULA.email}).one()
    return {"part": part, "organisation": organisation}
