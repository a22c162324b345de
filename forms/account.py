"""What people fill in about their own account."""

from forms.address import LooksLikeAddress, ShortField, name_line
from forms.base import ProgrammeForm
from forms.choice import ChoiceField, RadioChoiceField
from forms.fields import EmailField, Required, SecretField
from forms.register import NewPasswordForm
from grants.programme.people import TEAM_ROLE_WORDS
from grants.programme.words import Words


class LanguageForm(ProgrammeForm):
    """The language of pages and mails."""

    language = RadioChoiceField(
        Words("Sprache der Seiten und E-Mails", "Language of pages and e-mails"),
        [Required(Words("Wählen Sie eine Sprache.", "Choose a language."))],
        choices={"de": Words("Deutsch", "German"), "en": Words("Englisch", "English")},
    )


class NameForm(ProgrammeForm):
    """One's own name."""

    own_name = name_line()


class PasswordForm(NewPasswordForm):
    """The present password and a new one."""

    old_password = SecretField(
        Words("Bisheriges Passwort", "Present password"),
        [Required(Words("Geben Sie Ihr bisheriges Passwort ein.",
                        "Enter your present password."))],
    )  # fmt: skip


class ForgottenForm(ProgrammeForm):
    """The address of an account."""

    email = EmailField(
        Words("E-Mail-Adresse", "E-mail address"),
        [
            Required(Words("Geben Sie Ihre E-Mail-Adresse ein.", "Enter your e-mail address.")),
            LooksLikeAddress(),
        ],
    )


class TeamForm(ProgrammeForm):
    """Somebody who is to join a cluster's team."""

    cluster = ChoiceField(
        Words("Cluster", "Cluster"),
        [Required(Words("Wählen Sie das Cluster.", "Choose the cluster."))],
        choices={},
    )
    name = ShortField(
        Words("Name der Person", "Name of the person"),
        [Required(Words("Geben Sie den Namen ein.", "Enter the name."))],
    )
    email = EmailField(
        Words("E-Mail-Adresse", "E-mail address"),
        [
            Required(Words("Geben Sie die E-Mail-Adresse ein.", "Enter the e-mail address.")),
            LooksLikeAddress(),
        ],
        render_kw={"autocomplete": "off"},
    )
    team_role = RadioChoiceField(
        Words("Rolle im Team", "Role in the team"),
        [Required(Words("Wählen Sie die Rolle.", "Choose the role."))],
        choices={role.value: words for role, words in TEAM_ROLE_WORDS.items()},
        description=Words(
            "Wer zeichnungsberechtigt ist, schreibt auch mit, reicht ein und lädt andere ein.",
            "An authorised signatory writes as well, submits, and invites others.",
        ),
    )
