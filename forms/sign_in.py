"""What people fill in to sign in."""

from forms.base import ProgrammeForm
from forms.fields import EmailField, Required, SecretField
from grants.programme.words import Words


class SignInForm(ProgrammeForm):
    """Address and password."""

    email = EmailField(
        Words("E-Mail-Adresse", "E-mail address"),
        [Required(Words("Geben Sie Ihre E-Mail-Adresse ein.", "Enter your e-mail address."))],
        limit=None,
        render_kw={"autocomplete": "username"},
    )
    password = SecretField(
        Words("Passwort", "Password"),
        [Required(Words("Geben Sie Ihr Passwort ein.", "Enter your password."))],
    )
