"""The version without names of a file, for a jury that reads blind."""

from forms.base import ProgrammeForm
from forms.fields import Required, UploadField
from grants.programme.words import Words


class NamelessForm(ProgrammeForm):
    """A PDF, and the word of who read it."""

    file = UploadField(
        Words("Fassung ohne Namen als PDF", "Version without names as a PDF"),
        [Required(Words("Wählen Sie eine PDF-Datei.", "Choose a PDF file."))],
    )
