"""What administrators fill in about people."""

from forms.address import LooksLikeAddress, ShortField
from forms.base import ProgrammeForm
from forms.choice import ChoiceField, RadioChoiceField, TickField
from forms.fields import EmailField, Required
from grants.programme.people import Role
from grants.programme.words import Words

ROLES = {
    Role.SPONSOR.value: Words("Projektträger", "Sponsor staff"),
    Role.JUROR.value: Words("Jury", "Juror"),
    Role.AUDITOR.value: Words("Prüfung", "Auditor"),
    Role.ADMINISTRATOR.value: Words("Administration", "Administrator"),
}
"""Roles by invitation; applicants register themselves."""
APPLICANT = {Role.APPLICANT.value: Words("Antragstellende", "Applicant")}
REASON = Words("Grund", "Reason")
ANYWAY = Words(
    "Trotzdem tun. Der Projektträger wird benachrichtigt.", "Do it anyway. The sponsor is told."
)
REASON_MISSING = Words("Nennen Sie den Grund in einem Satz.", "Give the reason in one sentence.")


class NewPersonForm(ProgrammeForm):
    """Somebody without an account, to whom a link goes."""

    name = ShortField(
        Words("Name", "Name"),
        [Required(Words("Geben Sie den Namen ein.", "Enter the name."))],
        render_kw={"autocomplete": "off"},
    )
    email = EmailField(
        Words("E-Mail-Adresse", "E-mail address"),
        [
            Required(Words("Geben Sie die E-Mail-Adresse ein.", "Enter the e-mail address.")),
            LooksLikeAddress(),
        ],
        render_kw={"autocomplete": "off"},
    )


class PersonInvitationForm(NewPersonForm):
    """Somebody who is to take a role."""

    role = RadioChoiceField(
        Words("Rolle", "Role"),
        [Required(Words("Wählen Sie die Rolle.", "Choose the role."))],
        choices=ROLES,
    )


class PersonNameForm(ProgrammeForm):
    """The name of somebody else, as it should be written."""

    name = ShortField(
        Words("Name", "Name"),
        [Required(Words("Geben Sie den Namen ein.", "Enter the name."))],
        render_kw={"autocomplete": "off"},
    )
    name_reason = ShortField(REASON, [Required(REASON_MISSING)], most=500, printed=False)


class RoleForm(ProgrammeForm):
    """Another role for an account."""

    role = ChoiceField(
        Words("Neue Rolle", "New role"),
        [Required(Words("Wählen Sie die neue Rolle.", "Choose the new role."))],
        choices=ROLES | APPLICANT,
    )
    reason = ShortField(REASON, [Required(REASON_MISSING)], most=500, printed=False)
    anyway = TickField(ANYWAY)


class ActiveForm(ProgrammeForm):
    """Why an account is closed or opened again."""

    why = ShortField(REASON, [Required(REASON_MISSING)], most=500, printed=False)
    close_anyway = TickField(ANYWAY)


class PeopleSearchForm(ProgrammeForm):
    """Whom to look for."""

    class Meta(ProgrammeForm.Meta):
        """A search changes nothing, so that it needs no token and can be bookmarked."""

        csrf = False

    search = ShortField(Words("Name oder Adresse", "Name or address"), most=100, printed=False)
    role = ChoiceField(Words("Rolle", "Role"), choices=ROLES | APPLICANT)
