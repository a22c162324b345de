"""Why what is known of a person should go."""

from forms.base import ProgrammeForm
from forms.fields import Required, TextField
from grants.programme.words import Words


class ErasureForm(ProgrammeForm):
    """The reason of a proposal."""

    reason = TextField(
        Words("Warum", "Why"),
        [Required(Words("Schreiben Sie, warum.", "Say why."))],
        limit=300,
        description=Words(
            "Ohne Namen: Der Grund bleibt im Protokoll.",
            "Without names: the reason stays in the record.",
        ),
    )
