"""Who may see what. Every list, page, file and export starts from one of these selections.

An applicant sees what belongs to a cluster in whose team they are now, and the parts of projects
that they keep for a partner organisation; a juror the applications
given to them, once they have declared to have no conflict (R-055); sponsor staff and auditors
everything that was handed in.
Administrators look after accounts, not after cases, and see none.
"""

from typing import Final, cast

from sqlalchemy import BigInteger, ColumnElement, Select, bindparam, false, or_, select, union_all

from grants.models.application import Application
from grants.models.authority import Authority
from grants.models.award import Award, Partner, PartnerMember, Project
from grants.models.decision import Letter
from grants.models.grant import Grant
from grants.models.inquiry import Inquiry
from grants.models.organisation import Cluster, Membership, Organisation
from grants.models.person import Person
from grants.models.report import Report
from grants.models.review import Assignment, ConflictDeclaration
from grants.programme.inquiry import InquiryLevel
from grants.programme.people import Actor, Role
from grants.programme.stages import ApplicationState

STAFF = frozenset({Role.SPONSOR, Role.AUDITOR})
BEFORE_RECEIPT = (ApplicationState.DRAFT, ApplicationState.EXPIRED)
HANDED_IN = (Application.state.not_in(BEFORE_RECEIPT), Application.submitted_at.is_not(None))
"""The applications that sponsor staff and auditors see."""


ME: Final = "me"


def whoever(role: Role) -> Actor:
    """Stands for anybody in this role in a statement that is built once, for all its visitors.

    Run it with `{ME: actor.person_id}`; without, the database is not even asked.
    """
    return Actor(person_id=cast(int, bindparam(ME, type_=BigInteger)), role=role, name="")


def own_clusters(actor: Actor) -> Select[int]:
    """Ids of the clusters in whose team the person is at this moment."""
    return select(Membership.cluster_id).where(
        Membership.person_id == actor.person_id, Membership.until.is_(None)
    )


def own_parts(actor: Actor) -> Select[int]:
    """Ids of the partners whose part in a project the person keeps at this moment."""
    return (
        select(Partner.id)
        .join(PartnerMember, PartnerMember.partner_id == Partner.id)
        .where(
            PartnerMember.person_id == actor.person_id,
            PartnerMember.until.is_(None),
            Partner.left_on.is_(None),
        )
    )


def visible_applications(actor: Actor) -> Select[Application]:
    """The applications this person may see. A draft is its cluster's own business."""
    applications = select(Application)
    if actor.role in STAFF:
        return applications.where(*HANDED_IN)
    if actor.role is Role.APPLICANT:
        return applications.where(Application.cluster_id.in_(own_clusters(actor)))
    if actor.role is Role.JUROR:
        given = select(Assignment.application_id).where(Assignment.juror_id == actor.person_id)
        free = select(ConflictDeclaration.application_id).where(
            ConflictDeclaration.juror_id == actor.person_id, ~ConflictDeclaration.conflicted
        )
        return applications.where(Application.id.in_(given), Application.id.in_(free))
    return applications.where(false())


def visible_awards(actor: Actor) -> Select[Award]:
    """The awards this person may see."""
    awards = select(Award)
    if actor.role in STAFF:
        return awards
    if actor.role is Role.APPLICANT:
        return awards.where(Award.cluster_id.in_(own_clusters(actor)))
    return awards.where(false())


def visible_projects(actor: Actor) -> Select[Project]:
    """The joint projects of the awards this person may see."""
    return select(Project).where(Project.award_id.in_(_ids_of_awards(actor)))


def visible_parts(actor: Actor) -> Select[Partner]:
    """The parts of joint projects that this person keeps for a partner organisation.

    They do not see the project itself, nor the parts of others; nor does the team of the cluster
    see more of a part than its sums.
    """
    parts = select(Partner)
    if actor.role is not Role.APPLICANT:
        return parts.where(false())
    return parts.where(Partner.id.in_(own_parts(actor)))


def visible_grants(actor: Actor) -> Select[Grant]:
    """The grants of the awards this person may see."""
    return select(Grant).where(Grant.award_id.in_(_ids_of_awards(actor)))


def visible_plans(actor: Actor) -> Select[Grant]:
    """The grants whose plan this person may see row by row, and change as far as acts allow.

    The rows of a partner that keeps its part itself are its own people's, not the cluster's.
    """
    if actor.role is not Role.APPLICANT:
        return visible_grants(actor)
    kept = select(Partner.id).where(Partner.kept_since.is_not(None))
    of_cluster = Grant.award_id.in_(_ids_of_awards(actor)) & (
        Grant.partner_id.is_(None) | Grant.partner_id.not_in(kept)
    )
    return select(Grant).where(of_cluster | Grant.partner_id.in_(own_parts(actor)))


def visible_reports(actor: Actor) -> Select[Report]:
    """The reports on the grants this person may see."""
    grants = visible_grants(actor).with_only_columns(Grant.id)
    return select(Report).where(Report.grant_id.in_(grants))


def visible_inquiries(actor: Actor, *, whole_team: bool = False) -> Select[Inquiry]:
    """The questions this person may see: about what they may see themselves.

    A part that its partner keeps is asked about where only its own people read it. With
    `whole_team` the parts that this very person keeps besides are left out.
    """
    level, inquiries = Inquiry.level, select(Inquiry)
    of_application = Inquiry.application_id.in_(
        visible_applications(actor).with_only_columns(Application.id)
    )
    if actor.role in STAFF:
        return inquiries.where(of_application)
    if actor.role is not Role.APPLICANT:
        return inquiries.where(false())
    projects = visible_projects(actor).with_only_columns(Project.id)
    not_kept = select(Partner.id).where(Partner.kept_since.is_(None))
    seen: list[ColumnElement[bool]] = [
        (level == InquiryLevel.APPLICATION) & of_application,
        (level == InquiryLevel.PROJECT) & Inquiry.project_id.in_(projects),
        (level == InquiryLevel.PLAN)
        & Inquiry.grant_id.in_(visible_grants(actor).with_only_columns(Grant.id)),
        Inquiry.project_id.in_(projects) & Inquiry.partner_id.in_(not_kept),
    ]
    if not whole_team:
        seen.append(Inquiry.partner_id.in_(own_parts(actor)))
    return inquiries.where(or_(*seen))


def visible_letters(actor: Actor) -> Select[Letter]:
    """The letters of which this person may know, with their sums; jurors see none.

    A letter is its cluster's from the moment it is made: an order would give its result away.
    A partner's own people see those that are addressed to it: about the grant of its part.
    Which of them somebody may open is `opened_letters`.
    """
    letters = select(Letter)
    if actor.role is Role.JUROR:
        return letters.where(false())
    if actor.role is Role.APPLICANT:
        letters = letters.where(Letter.document_id.is_not(None))
    applications = visible_applications(actor).with_only_columns(Application.id)
    of_application = Letter.application_id.in_(applications)
    if actor.role is not Role.APPLICANT:
        return letters.where(of_application)
    addressed = select(Grant.id).where(Grant.partner_id.in_(own_parts(actor)))
    own = union_all(  # two ways that each walk along an index; "or" would read every letter
        select(Letter.id).where(of_application),
        select(Letter.id).where(Letter.grant_id.in_(addressed)),
    )
    return letters.where(Letter.id.in_(own))


def of_own_people() -> ColumnElement[bool]:
    """Is the letter addressed to a partner with people of its own, who keep its part?"""
    theirs = (
        select(Grant.id)
        .join(PartnerMember, PartnerMember.partner_id == Grant.partner_id)
        .join(Person, Person.id == PartnerMember.person_id)
        .where(PartnerMember.until.is_(None), Person.active)
    )
    return Letter.grant_id.is_not(None) & Letter.grant_id.in_(theirs)


def opened_letters(actor: Actor) -> Select[Letter]:
    """The letters that this person may open and read line by line.

    What a partner's costs are made of is its own affair: its letters are opened by its own people,
    where it has some, and the cluster reads the sums (decision 45).
    """
    letters = visible_letters(actor)
    if actor.role is not Role.APPLICANT:
        return letters
    addressed = select(Grant.id).where(Grant.partner_id.in_(own_parts(actor)))
    return letters.where(~of_own_people() | Letter.grant_id.in_(addressed))


def visible_organisations(actor: Actor) -> Select[Organisation]:
    """The organisations to which this person belongs, with everything the register knows."""
    organisations = select(Organisation)
    if actor.role is not Role.APPLICANT:
        return organisations.where(false())
    managed = select(Cluster.management_id).where(Cluster.id.in_(own_clusters(actor)))
    parts = select(Partner.organisation_id).where(Partner.id.in_(own_parts(actor)))
    return organisations.where(Organisation.id.in_(managed) | Organisation.id.in_(parts))


def _ids_of_awards(actor: Actor) -> Select[int]:
    return visible_awards(actor).with_only_columns(Award.id)


def visible_authorities(actor: Actor) -> Select[Authority]:
    """Authorities whose letters the person may word: sponsor staff all, nobody else any."""
    if actor.role is Role.SPONSOR:
        return select(Authority)
    return select(Authority).where(false())
