"""What officers set for a stage of a round's reminders."""

from forms.base import ProgrammeForm
from forms.choice import CHOOSE, RadioChoiceField, TickField
from forms.fields import Required, TextField
from grants.programme.round_mail import MOST, READER_WORDS, MailReaders, MailSetting
from grants.programme.words import Words

HINT = Words(
    "Steht in der Nachricht nach dem üblichen Text. Leer: nichts kommt dazu.",
    "Stands in the mail after the usual text. Empty: nothing is added.",
)


class RoundMailForm(ProgrammeForm):
    """Whether it goes out, to whom, and what is added."""

    sends = TickField(Words("Diese Nachricht wird gesendet.", "This mail is sent."))
    readers = RadioChoiceField(
        Words("Wer sie bekommt", "Who gets it"),
        [Required(CHOOSE)],
        choices={each.value: words for each, words in READER_WORDS.items()},
    )
    copy = TickField(Words("Auch der Projektträger bekommt sie.", "The sponsor gets it as well."))
    more_de = TextField(
        Words("Eigener Absatz, deutsch", "Paragraph of your own, German"),
        rows=4, limit=MOST, description=HINT,
    )  # fmt: skip
    more_en = TextField(
        Words("Eigener Absatz, englisch", "Paragraph of your own, English"),
        rows=4, limit=MOST, description=HINT,
    )  # fmt: skip

    @property
    def more(self) -> Words:
        """The paragraph, whatever else was filled in."""
        return Words((self.more_de.data or "").strip(), (self.more_en.data or "").strip())

    @property
    def setting(self) -> MailSetting:
        """What was filled in."""
        return MailSetting(
            sends=bool(self.sends.data),
            readers=MailReaders(self.readers.data or MailReaders.WRITERS),
            copy=bool(self.copy.data),
            more=self.more,
        )
