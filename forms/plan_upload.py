"""The workbook of a plan that somebody sends."""

from forms.application import NeededToSubmit
from forms.base import ProgrammeForm
from forms.fields import UploadField
from grants.programme.words import Words


class PlanUploadForm(ProgrammeForm):
    """One file."""

    workbook = UploadField(
        Words("Ausgefüllte Excel-Datei", "The workbook, filled in"), [NeededToSubmit()]
    )
