"""Files that belong to an application: letters of intent, agreements, proofs, other annexes."""

from typing import Any

from wtforms import Field, ValidationError

from forms.application import NeededToSubmit
from forms.base import ProgrammeForm
from forms.choice import ChoiceField
from forms.day import DayField
from forms.fields import Required, SeveralUploadsField, TextField, UploadField
from grants.programme.upload import (
    ANNEXES,
    KIND_WORDS,
    LANGUAGE_WORDS,
    LONGEST_PARTY,
    LONGEST_TITLE,
    MOST_PARTIES,
    About,
    UploadKind,
)
from grants.programme.words import Words, say

SIGNED_ONLY = Words(
    "Nur für Absichtserklärungen und Kooperationsvereinbarungen.",
    "For letters of intent and cooperation agreements only.",
)


class Names:
    """Refuse more names, and longer ones, than any paper bears."""

    def __call__(self, form: object, field: Field) -> None:
        """Each name stands on a line of its own."""
        if len(lines_of(field.data)) > MOST_PARTIES:
            raise ValidationError(
                say(
                    "Nennen Sie höchstens {most} Unterzeichnende.",
                    "Name at most {most} who signed.",
                    most=MOST_PARTIES,
                )
            )
        if any(len(name) > LONGEST_PARTY for name in lines_of(field.data)):
            raise ValidationError(
                say(
                    "Ein Name hat mehr als {most} Zeichen. Schreiben Sie jeden auf eine Zeile.",
                    "A name has more than {most} characters. Write each on a line of its own.",
                    most=LONGEST_PARTY,
                )
            )


class AnnexDetailsForm(ProgrammeForm):
    """What is said about a file that is there, and perhaps another in its place."""

    first_on_page = ("kind", "files")

    title = TextField(
        Words("Titel", "Title"),
        limit=LONGEST_TITLE,
        description=Words("Ohne Titel gilt der Name der Datei.", "Or else the name of the file."),
    )
    language = ChoiceField(
        Words("Sprache", "Language"),
        [Required(Words("Wählen Sie die Sprache.", "Choose the language."))],
        choices=LANGUAGE_WORDS,
    )
    signed_on = DayField(
        Words("Tag der letzten Unterschrift", "Day of the last signature"),
        description=SIGNED_ONLY,
    )
    parties = TextField(
        Words("Unterzeichnende, je eine Zeile", "Signed by, one line each"),
        [Names()],
        rows=3,
        description=SIGNED_ONLY,
    )
    files = UploadField(Words("Neue Datei an ihrer Stelle", "New file in its place"))

    def ask_who_signed(self) -> None:
        """Mark the day and the names as needed: the paper is one that is signed (R-009)."""
        for field in (self.signed_on, self.parties):
            field.flags.needed = True
            field.description = ""

    @property
    def about(self) -> About:
        """What was said about the file."""
        return About(
            title=self.title.data or "",
            language=self.language.data or "",
            signed_on=self.signed_on.data,
            parties=tuple(lines_of(self.parties.data)),
        )


class AnnexForm(AnnexDetailsForm):
    """One or more new files of one kind."""

    kind = ChoiceField(
        Words("Art", "Kind"),
        [Required(Words("Wählen Sie, was Sie hochladen.", "Choose what you upload."))],
        choices={kind.value: KIND_WORDS[kind] for kind in ANNEXES},
    )
    files = SeveralUploadsField(Words("Dateien", "Files"), [NeededToSubmit()])

    @property
    def upload_kind(self) -> UploadKind:
        """The kind that was chosen."""
        return UploadKind(self.kind.data)


def lines_of(text: Any) -> list[str]:
    """Every line with something on it."""
    return [line.strip() for line in (text or "").splitlines() if line.strip()]
