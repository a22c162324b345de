"""Who keeps a part of a joint project: inviting people to it, and taking them out."""

from flask import Blueprint, abort, current_app, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from forms.part import PartInvitationForm
from grants.actions.part_team import invite_to_part, remove_from_part, withdraw_link
from grants.models.award import Partner, PartnerMember
from grants.programme.finding import Finding, RulesBroken
from grants.programme.people import Role
from grants.programme.words import Words, say
from grants.queries.part import find_part_invitation, find_part_member, keeps_part
from grants.web.access import open_to, visitor
from grants.web.database import now, saving, session
from grants.web.language import language
from grants.web.notice import tell

pages = Blueprint("applicant_part_people", __name__)

OWN_PART = Words("Diesen Teil bearbeitet der Partner selbst.", "The partner keeps this part.")
INVITED = Words(
    "Die Einladung ist unterwegs. Der Link gilt 48 Stunden.",
    "The invitation is on its way. The link works for 48 hours.",
)

WITHDRAWN = Words(
    "Die Einladung ist zurückgezogen. Ihr Link gilt nicht mehr.",
    "The invitation is withdrawn. Its link no longer works.",
)
JOINED = Words(
    "Die Einladung ist schon angenommen. Sie können die Person entfernen.",
    "The invitation was accepted already. You can remove the person.",
)


def invitation_form() -> PartInvitationForm:
    """The fields that invite, with what came in them: they are sent with the form of the part."""
    return PartInvitationForm(language=language())


def invited(form: PartInvitationForm, partner: Partner) -> bool:
    """Send the invitation; False when the form now says what is wrong."""
    if not form.validate():
        return False
    try:
        with saving() as work:
            invite_to_part(
                work,
                partner,
                email=form.email.data or "",
                name=form.name.data or "",
                public_url=current_app.config["PUBLIC_URL"],
                by=visitor(),
                now=now(),
            )
    except RulesBroken as broken:
        form.show(broken.findings)
        return False
    tell(INVITED)
    return True


@pages.get("/parts/people/<int:member_id>/remove")
@open_to(Role.APPLICANT)
def remove(member_id: int) -> ResponseReturnValue:
    """Say what it means that somebody leaves a part, and offer the button."""
    return _ask(_member(member_id), [])


@pages.post("/parts/people/<int:member_id>/remove")
@open_to(Role.APPLICANT)
def removed(member_id: int) -> ResponseReturnValue:
    """End the person's access."""
    member = _member(member_id)
    back = _back(member)
    try:
        with saving() as work:
            remove_from_part(work, member, by=visitor(), now=now())
    except RulesBroken as broken:
        return _ask(member, broken.findings), 422
    tell(say("{name} bearbeitet diesen Teil nicht mehr.", "{name} no longer keeps this part.",
             name=member.person.name))  # fmt: skip
    return redirect(back, 303)


@pages.post("/parts/invitations/<int:number>/withdraw")
@open_to(Role.APPLICANT)
def withdraw(number: int) -> ResponseReturnValue:
    """Take an invitation back: its link opens nothing any more."""
    invitation = find_part_invitation(session(), visitor(), number) or abort(404)
    back = _page_of(session().get_one(Partner, invitation.partner_id))
    try:
        with saving() as work:
            withdraw_link(work, invitation, by=visitor(), now=now())
    except RulesBroken as broken:
        tell(broken.findings[0].says, "warning")
    else:
        tell(WITHDRAWN if invitation.withdrawn_at else JOINED)
    return redirect(back, 303)


def _member(member_id: int) -> PartnerMember:
    return find_part_member(session(), visitor(), member_id) or abort(404)


def _ask(member: PartnerMember, refused: list[Finding]) -> str:
    return render_template(
        "applicant/part/leave.html",
        member=member,
        myself=_myself(member),
        refused=refused,
        back=_back(member),
    )


def _myself(member: PartnerMember) -> bool:
    return member.person_id == visitor().person_id


def _back(member: PartnerMember) -> str:
    """The page from which the person came: their part, their own start, or the project."""
    if _myself(member):
        return url_for("applicant_home.home")
    return _page_of(member.partner)


def _page_of(part: Partner) -> str:
    """The part for whoever keeps it, else its place in the project."""
    if keeps_part(session(), part, visitor()):
        return url_for("applicant_part.part", number=part.id)
    project = part.project
    position = [one.id for one in project.partners].index(part.id) + 1
    return url_for(
        "applicant_partner.partner",
        number=project.award.number,
        code=project.code,
        position=position,
    )
