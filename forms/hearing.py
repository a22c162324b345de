"""What officers fill in when they hear a recipient before a burdening decision."""

from forms.base import ProgrammeForm
from forms.choice import TickField
from forms.day import ENTER_DAY, DayField
from forms.fields import Required, needed_text
from grants.programme.reason import GIVE_REASON
from grants.programme.words import Words

TEXT = 2000


class HearForm(ProgrammeForm):
    """The hearing letter."""

    subject = needed_text(
        Words("Was beabsichtigt ist und warum, auf Deutsch", "What is intended and why, in German"),
        Words("Schreiben Sie, wozu angehört wird.", "Say what the hearing is about."),
        limit=TEXT,
        rows=4,
    )
    letter_on = DayField(
        Words("Anhörungsschreiben vom", "Hearing letter of"), [Required(ENTER_DAY)]
    )
    answer_until = DayField(Words("Antwort bis", "Answer until"), [Required(ENTER_DAY)])


class WaiveForm(ProgrammeForm):
    """Nobody is heard, for a reason."""

    subject = needed_text(
        Words("Was beabsichtigt ist und warum, auf Deutsch", "What is intended and why, in German"),
        Words("Schreiben Sie, worum es geht.", "Say what it is about."),
        limit=TEXT,
        rows=3,
    )
    waived_reason = needed_text(
        Words("Grund für den Verzicht (§ 28 VwVfG)", "Reason for waiving it (section 28 VwVfG)"),
        GIVE_REASON,
        limit=TEXT,
        rows=3,
    )


class AnswerForm(ProgrammeForm):
    """What the recipient answered."""

    answered_on = DayField(Words("Antwort vom", "Answer of"), [Required(ENTER_DAY)])
    answer = needed_text(
        Words("Was der Empfänger sagt", "What the recipient says"),
        Words("Fassen Sie die Antwort zusammen.", "Sum the answer up."),
        limit=TEXT,
        rows=4,
    )


class KnowledgeForm(ProgrammeForm):
    """Since when all facts are known."""

    known_on = DayField(
        Words("Alle Tatsachen bekannt seit", "All facts known since"),
        [Required(ENTER_DAY)],
        description=Words(
            "Von diesem Tag an läuft die Jahresfrist; oft ist es der Tag der Antwort.",
            "The limit of one year runs from this day; often it is the day of the answer.",
        ),
    )
    deceit = TickField(
        Words(
            "Arglistige Täuschung, Drohung oder Bestechung: Die Jahresfrist gilt nicht",
            "Deceit, threat or bribery: the one-year limit does not hold",
        )
    )


class LimitChangeForm(KnowledgeForm):
    """Another beginning of the limit than was recorded."""

    last_on_page = ("reason",)

    reason = needed_text(
        Words("Grund der Änderung", "Reason for the change"), GIVE_REASON, limit=TEXT, rows=2
    )


class AgreeForm(ProgrammeForm):
    """The second person agrees to another beginning."""

    sure = TickField(
        Words(
            "Ich habe den Grund geprüft und bestätige den neuen Beginn der Jahresfrist.",
            "I have checked the reason and confirm the new beginning of the limit.",
        ),
        [Required(Words("Bestätigen Sie den Satz.", "Confirm the sentence."))],
    )


class DropHearingForm(ProgrammeForm):
    """The hearing ends without a decision."""

    reason = needed_text(Words("Grund", "Reason"), GIVE_REASON, limit=1000, rows=2)
