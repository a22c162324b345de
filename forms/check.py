"""What a reader of a paper types to learn whether it is genuine."""

from forms.base import ProgrammeForm
from forms.fields import Required, TextField
from grants.programme.words import Words


class CheckForm(ProgrammeForm):
    """The code that the paper prints."""

    class Meta(ProgrammeForm.Meta):
        """A question changes nothing, so that it needs no token."""

        csrf = False

    code = TextField(
        Words("Prüfcode", "Check code"),
        [Required(Words("Geben Sie den Prüfcode ein.", "Enter the check code."))],
        limit=40,
        description=Words(
            "Er steht am Fuß des Schreibens, zum Beispiel 7K4M-Q2XD-9FHT.",
            "It stands at the foot of the paper, such as 7K4M-Q2XD-9FHT.",
        ),
        render_kw={"autocomplete": "off", "spellcheck": "false"},
    )
