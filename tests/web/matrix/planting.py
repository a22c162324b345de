"""Plants the world that the matrix asks: the demonstration, and the few things it lacks."""

from datetime import date
from email.message import EmailMessage
from secrets import token_hex

from sqlalchemy import select

from grants.actions.authority import AuthorityDetails
from grants.actions.round_setup import begin_setup
from grants.actions.terms_change import begin_change
from grants.demo.seed import plant
from grants.models.application import Application
from grants.models.authority import AuthorityVersion
from grants.models.award import Award, Partner, PartnerMember, Project
from grants.models.case_file import CaseFile
from grants.models.connection import clock
from grants.models.decision import Letter
from grants.models.document import ScanState, Upload, UploadKind
from grants.models.feed import Feed
from grants.models.grant import Grant
from grants.models.inquiry import Inquiry, InquiryMessage
from grants.models.organisation import Cluster, Membership
from grants.models.person import Invitation, Person, SignIn
from grants.models.round import Round
from grants.programme.inquiry import InquiryLevel
from grants.programme.people import Role, TeamRole
from grants.programme.stages import AwardState
from grants.web.token import hash_of
from grants.worker.letters import render_letter
from tests.makers.blank_form import a_printed_form
from tests.makers.taken_package import what_auditors_took
from tests.web.matrix.invited import invite_uwe
from tests.web.matrix.labelling import plant_label
from tests.web.matrix.observing import plant_observation
from tests.web.matrix.paying import plant_payment
from tests.web.matrix.reporting import sent_report
from tests.web.matrix.seating import seat_jana

WELCOME = "welcome"
"""The token of the one open invitation."""
FEED = "annas-calendar"
"""The secret in the address of Anna's calendar."""
MAIL = "00000000000000000001-0123abcd"
COMING = "2099-01-01"
"""The first day of the authority's next version."""
ANNAS, CARLS = "R4-0001", "R4-0002"
"""Applications: Anna's, which became 03INT400, and Carl's."""


def planted(room):
    """Plant everything. Returns the tokens of who is signed in, and the numbers in addresses."""
    with room.sessions.begin() as session:
        plant(session, room.store)
        tokens = _let_in(session)
        invitation = Invitation(
            token_hash=hash_of(WELCOME), email="ines@example.org", name="Ines Invited",
            role=Role.JUROR, created_at=clock(session), expires_at=_next_year(session),
            invited_by_id=_adam(session),
        )  # fmt: skip
        session.add(invitation)
        session.flush()
        _announce_an_authority(session)
        seat_jana(session)
        case_files = {f"{name}_case_file": _case_file(session, room.store, name, number)
                      for name, number in (("anna", ANNAS), ("carl", CARLS))}  # fmt: skip
        newest = session.scalars(select(Round).filter_by(number=7)).one()
        a_printed_form(session, room.store, newest)
        letters = [_letter(session, each) for each in (ANNAS, CARLS)]
        found = {"invitation": invitation.id, **case_files, **_numbers(session),
                 **what_auditors_took(session, room.store)}  # fmt: skip
        found["part_invitation"] = invite_uwe(session, found["own_part"], _next_year(session))
    for letter_id in letters:
        render_letter(room, letter_id)
    with room.sessions() as session:
        made = [session.get_one(Letter, letter_id) for letter_id in letters]
        found["annas_document"], found["carls_document"] = (str(one.document_id) for one in made)
        found["annas_letter"], found["carls_letter"] = (one.check_code for one in made)
    return tokens, found


def keep_a_mail(folder):
    """One mail in the mailbox of the demonstration."""
    folder.mkdir()
    mail = EmailMessage()
    mail["Subject"], mail["To"], mail["From"] = "Hallo", "anna@example.org", "portal@example.org"
    mail["Date"] = "Sat, 21 Nov 2026 10:00:00 +0000"
    mail.set_content("Guten Tag")
    mail.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="a.pdf")
    (folder / f"{MAIL}.eml").write_bytes(mail.as_bytes())


def _let_in(session):
    """Add a reader to Anna's team, and sign the cast in."""
    moment = clock(session)
    people = {one.email.partition("@")[0]: one for one in session.scalars(select(Person))}
    rita = Person(
        email="rita@example.org", name="Rita Reader", role=Role.APPLICANT, created_at=moment
    )
    team = select(Cluster).join(Membership).where(Membership.person_id == people["anna"].id)
    cluster = session.scalars(team).one()
    session.add(Membership(cluster=cluster, person=rita, role=TeamRole.READER, since=moment))
    session.add(Feed(token_hash=hash_of(FEED), person=people["anna"], made_at=moment))
    winner = _other_award(session)
    wanda = winner.cluster.team[0].person
    tokens = {}
    names = ("anna", "carl", "dirk", "doris", "jana", "aylin", "adam")
    for name, person in {
        **{each: people[each] for each in names},
        "rita": rita,
        "wanda": wanda,
        "paula": _a_partner(session, moment),
    }.items():
        tokens[name] = token_hex()
        hashed = hash_of(tokens[name])
        session.add(SignIn(token_hash=hashed, person=person, started_at=moment, seen_at=moment))
    session.flush()
    return tokens


def _a_partner(session, moment):
    """Paula, who keeps the part of the first partner of Anna's first project."""
    first = session.scalars(
        select(Partner).join(Project).join(Award).where(Award.number == "03INT400")
        .order_by(Project.ordinal, Partner.id)
    ).first()  # fmt: skip
    paula, other = (
        Person(email=f"{name}@example.org", name=name, role=Role.APPLICANT, created_at=moment)
        for name in ("paula", "pavel")
    )
    award, organisation = _other_award(session), first.organisation
    project = Project(award=award, ordinal=7, changed_at=moment)
    abroad = Partner(project=project, organisation=organisation)
    session.add_all([paula, other, project, abroad])
    for person, part in ((paula, first), (other, abroad)):
        part.kept_since = moment
        session.add(PartnerMember(partner=part, person=person, since=moment))
    session.flush()
    return paula


def _foreign_part(session):
    """The part in a project of Wanda's cluster."""
    return session.scalars(
        select(Partner).join(Project).where(Project.award == _other_award(session))
    ).one()


def _announce_an_authority(session):
    """A version of the authority that does not hold yet and may be corrected."""
    today = session.scalars(select(AuthorityVersion)).one()
    same = {name: getattr(today, name) for name in AuthorityDetails.__dataclass_fields__}
    coming = date.fromisoformat(COMING)
    session.add(AuthorityVersion(authority=today.authority, **{**same, "valid_from": coming}))


def _numbers(session):
    """What addresses of records are made of, as long as it is not the same every time."""
    other = _other_award(session)
    grants = session.scalars(select(Grant).join(Award).order_by(Grant.number)).all()
    people = {one.email.partition("@")[0]: one.id for one in session.scalars(select(Person))}
    ids = {one.number: one.id for one in session.scalars(select(Application))}
    uploads = {
        upload.application_id: str(upload.id)
        for upload in session.scalars(select(Upload).where(Upload.application_id.is_not(None)))
    }
    annexes = {number: _annex(session, ids[number]) for number in (ANNAS, CARLS)}
    members = {
        member.person.email.partition("@")[0]: member.id
        for member in session.scalars(select(Membership))
    }
    managed = {
        member.person.email.partition("@")[0]: member.cluster.management_id
        for member in session.scalars(select(Membership))
    }
    projects = session.scalars(
        select(Project).join(Award).where(Award.number == "03INT400").order_by(Project.ordinal)
    ).all()
    own, second = projects[0].partners[:2]
    first = {"about": "P1", "project": projects[0]}
    keepers = {member.partner_id: member.id for member in session.scalars(select(PartnerMember))}
    return {
        "person": people["carl"],
        "annas_reader": members["rita"],
        "carls_membership": members["carl"],
        "annas_grants": [grant.number for grant in grants if grant.award.number == "03INT400"],
        "other_award": other.number,
        "other_grants": [grant.number for grant in grants if grant.award is other],
        "annas_organisation": managed["anna"],
        "carls_organisation": managed["carl"],
        "paulas_organisation": own.organisation_id,
        "other_partners_organisation": second.organisation_id,
        "own_part": own.id,
        "part_grant": next(grant.number for grant in grants if grant.partner_id == own.id),
        "other_part": second.id,
        "foreign_part": _foreign_part(session).id,
        "part_member": keepers[own.id],
        "foreign_member": keepers[_foreign_part(session).id],
        "annas_upload": uploads[ids[ANNAS]],
        "carls_upload": uploads[ids[CARLS]],
        "annas_question": _question(session, ids[ANNAS]),
        "carls_question": _question(session, ids[CARLS]),
        "project_question": _question(
            session, ids[ANNAS], level=InquiryLevel.PROJECT, place="project", **first
        ),
        "part_question": _question(
            session, ids[ANNAS], level=InquiryLevel.PART, place="part#plan", partner=own, **first
        ),
        "annas_annex": annexes[ANNAS],
        "carls_annex": annexes[CARLS],
        **_setups(session),
        **plant_label(session),
        **plant_observation(session),
        **plant_payment(session),
        "sent_report": sent_report(session),
    }


def _setups(session):
    """A round that is being set up, and a change of the terms of one that is public."""
    dirk = session.scalars(select(Person).where(Person.email == "dirk@example.org")).one()
    by, now = dirk.as_actor(), clock(session)
    fifth = session.scalars(select(Round).filter_by(number=5)).one()
    made = begin_setup(session, {"code": "neu"}, origin="empty", by=by, now=now)
    return {"setup": made.id, "change": begin_change(session, fifth, by=by, now=now).id}


def _case_file(session, store, name, number):
    """Everything of this case as a ZIP, made for its cluster."""
    moment = clock(session)
    made = CaseFile(
        application=session.scalars(select(Application).where(Application.number == number)).one(),
        audience=Role.APPLICANT,
        ordered_by=session.scalars(select(Person).where(
            Person.email == f"{name}@example.org")).one(),
        ordered_at=moment, made_at=moment, key=store.put(b"PK"), size=2, sha256="0" * 64,
        file_name="Akte.zip", files=0,
    )  # fmt: skip
    session.add(made)
    session.flush()
    return made.id


def _question(session, application_id, **about):
    """An open question of Dirk's about this application, or about a part of its case."""
    moment = clock(session)
    dirk = session.scalars(select(Person).where(Person.email == "dirk@example.org")).one()
    question = Inquiry(
        application=session.get_one(Application, application_id),
        asked_at=moment, waits_since=moment, **{"place": "outline", **about},
    )  # fmt: skip
    session.add(question)
    session.add(
        InquiryMessage(
            inquiry=question, written_at=moment, written_by=dirk, role=Role.SPONSOR, text="Warum?"
        )
    )
    session.flush()
    return question.id


def _annex(session, application_id):
    """An annex of this application, beside its concept; its file is not in the store."""
    concept = session.scalars(select(Upload).where(Upload.application_id == application_id)).one()
    same = ("file_name", "content_type", "size", "sha256", "uploaded_at", "uploaded_by_id")
    annex = Upload(
        kind=UploadKind.ANNEX, application_id=application_id, key=token_hex(),
        scan_state=ScanState.CLEAN, **{name: getattr(concept, name) for name in same},
    )  # fmt: skip
    session.add(annex)
    session.flush()
    return str(annex.id)


def _other_award(session):
    """The award of Wanda's cluster, whose concept phase is running."""
    return session.scalars(select(Award).where(Award.state == AwardState.CONCEPT_RUNNING)).one()


def _adam(session):
    return session.scalars(select(Person.id).where(Person.email == "adam@example.org")).one()


def _letter(session, application):
    """The first letter about an application."""
    about = select(Letter.id).join(Application, Application.id == Letter.application_id)
    return session.scalars(
        about.where(Application.number == application).order_by(Letter.id).limit(1)
    ).one()


def _next_year(session):
    moment = clock(session)
    return moment.replace(year=moment.year + 1, day=1)
