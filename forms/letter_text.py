"""What is typed to word the letters of an authority, and what the second person says to it."""

from forms.base import ProgrammeForm
from forms.choice import TickField
from forms.fields import Required, TextField, needed_text
from grants.programme.letter_text import LONGEST, LetterSheet, Passage, place_of
from grants.programme.reason import GIVE_REASON
from grants.programme.words import LANGUAGES, Language, Words, say

ROWS = 4
LONGEST_REASON = 2000
NAMED = {
    "de": ("{name}, deutsch", "{name}, German"),
    "en": ("{name}, englisch", "{name}, English"),
}


class LetterTextForm(ProgrammeForm):
    """The passages of one letter in both languages, and why they shall change."""

    reason = needed_text(
        Words("Grund der Änderung", "Reason of the change"),
        GIVE_REASON,
        limit=LONGEST_REASON,
        rows=3,
    )
    last_on_page = ("reason",)

    def texts(self, sheet: LetterSheet) -> dict[str, Words]:
        """What was typed, by passage."""
        return {
            each.code: Words(*(self[place_of(each.code, one)].data or "" for one in LANGUAGES))
            for each in sheet.passages
        }


def letter_text_form(sheet: LetterSheet) -> type[LetterTextForm]:
    """The form of one kind of letter."""
    fields = {
        place_of(passage.code, language): _field(passage, language)
        for passage in sheet.passages
        for language in LANGUAGES
    }
    return type("LetterTextForm", (LetterTextForm,), fields)


def _field(passage: Passage, language: Language) -> TextField:
    label = say(*NAMED[language], name=passage.name)
    if passage.needed(language):
        needs = say("Schreiben Sie: {label}.", "Write: {label}.", label=label)
        return needed_text(label, needs, limit=LONGEST, rows=ROWS)
    return TextField(label, limit=LONGEST, rows=ROWS)


class PublishTextForm(ProgrammeForm):
    """The second person has looked at every difference."""

    sure = TickField(
        Words(
            "Ich habe alle Unterschiede und den Musterbescheid geprüft. Der Text soll gelten.",
            "I have checked every difference and the sample letter. The text shall hold.",
        ),
        [
            Required(
                Words(
                    "Bestätigen Sie, dass Sie die Unterschiede geprüft haben.",
                    "Confirm that you have checked the differences.",
                )
            )
        ],
    )


class ReturnTextForm(ProgrammeForm):
    """Why it is not published."""

    why = needed_text(Words("Grund", "Reason"), GIVE_REASON, limit=LONGEST_REASON, rows=3)
