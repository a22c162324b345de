"""What jurors say about themselves and to an invitation, and whom sponsor staff ask."""

from collections.abc import Mapping
from typing import Any

from wtforms import ValidationError

from forms.address import ShortField
from forms.base import ProgrammeForm
from forms.choice import ChoiceField, SeveralChoicesField, TickField
from forms.fields import NeededSometimes, Required, TextField, needed_text
from forms.person import NewPersonForm
from grants.programme.conflict import CONFLICT_WORDS, ConflictKind
from grants.programme.words import Words

MOST_TOPICS = 20
NO_CONFLICT = "none"


class ProfileForm(ProgrammeForm):
    """Where a juror works, and of what they know something."""

    institution = ShortField(
        Words("Einrichtung", "Institution"),
        [Required(Words("Geben Sie Ihre Einrichtung ein.", "Enter your institution."))],
        description=Words(
            "Wie sie im Register heißt. Wir vergleichen sie mit den Beteiligten der Bewerbungen.",
            "As it is registered. We compare it with those involved in the applications.",
        ),
    )
    listed = SeveralChoicesField(Words("Themen der Runde", "Topics of the round"), choices={})
    topics = TextField(
        Words("Themen", "Topics"),
        description=Words(
            "Ein Thema je Zeile, in Ihren Worten.", "One topic on each line, in your words."
        ),
        limit=1000,
        rows=5,
    )

    @property
    def all_topics(self) -> tuple[str, ...]:
        """What was ticked and what was written, each once."""
        written = [line.strip() for line in (self.topics.data or "").splitlines()]
        every = [*(self.listed.data or ()), *(line for line in written if line)]
        return tuple(dict.fromkeys(every))

    def validate_topics(self, field: TextField) -> None:
        """A list, not a thesis."""
        if len(self.all_topics) > MOST_TOPICS:
            raise ValidationError(
                Words(
                    f"Nennen Sie höchstens {MOST_TOPICS} Themen.",
                    f"Name {MOST_TOPICS} topics at most.",
                )
            )


class AnswerForm(ProgrammeForm):
    """What somebody says to the invitation; the button says yes or no."""

    note = TextField(
        Words("Grund einer Absage", "Reason if you decline"),
        limit=300,
        rows=2,
    )


class AskedForm(ProgrammeForm):
    """Jurors with an account who are to be asked."""

    jurors = SeveralChoicesField(
        Words("Jurymitglieder mit Konto", "Jurors with an account"),
        [Required(Words("Wählen Sie mindestens eine Person.", "Choose at least one person."))],
        choices={},
    )


class NewJurorForm(NewPersonForm):
    """Somebody without an account who is to be asked."""


class ReleaseForm(ProgrammeForm):
    """Whom officers let go from a jury, and why."""

    juror = ChoiceField(
        Words("Wer geht", "Who goes"),
        [Required(Words("Wählen Sie ein Jurymitglied.", "Choose a juror."))],
        description=Words(
            "Nur wer noch keine Punkte vergeben hat.", "Only those who have given no points yet."
        ),
        choices={},
    )
    reason = needed_text(
        Words("Grund", "Reason"),
        Words("Nennen Sie den Grund.", "Give the reason."),
        description=Words(
            "Er steht in der Mail an das Jurymitglied und im Protokoll.",
            "It stands in the mail to the juror, and in the record.",
        ),
        limit=500,
        rows=2,
    )


class DeclarationsForm(ProgrammeForm):
    """A word on each of many applications; see `declarations_form`."""

    numbers: tuple[str, ...] = ()
    others = TickField(
        Words("Bei allen anderen kein Konflikt", "No conflict with all others"),
        description=Words(
            "Gilt für jede Bewerbung, bei der Sie oben nichts gewählt haben. Sie sehen alles noch"
            " einmal, bevor es gilt.",
            "Holds for each application where you chose nothing above. You see it all once more"
            " before it counts.",
        ),
    )

    @property
    def said(self) -> dict[str, tuple[ConflictKind | None, str]]:
        """The kind of conflict, or None for none, with its ground; only what was answered."""
        return {
            number: (None if word == NO_CONFLICT else ConflictKind(word), self.ground(number).data)
            for number in self.numbers
            if (word := self._word_on(number))
        }

    def _word_on(self, number: str) -> str:
        """What was chosen, or what the tick says about a line that was on the page."""
        field = self.word(number)
        word: str = field.data or ""
        return word or (NO_CONFLICT if self.others.data and field.raw_data else "")

    @property
    def typed(self) -> dict[str, str]:
        """Every answer by the name of its field, each line with a word of its own."""
        words = {
            self.word(number).name: kind.value if kind else NO_CONFLICT
            for number, (kind, _) in self.said.items()
        }
        grounds = {self.ground(number).name: self.ground(number).data for number in self.numbers}
        return words | {name: text for name, text in grounds.items() if text}

    @property
    def conflicts(self) -> list[str]:
        """The applications with which a conflict is declared."""
        return [number for number, (kind, _) in self.said.items() if kind is not None]

    def word(self, number: str) -> Any:
        """The field with the answer."""
        return self[f"word_{number}"]

    def ground(self, number: str) -> Any:
        """The field with the ground."""
        return self[f"ground_{number}"]


def declarations_form(rows: Mapping[str, str]) -> type[DeclarationsForm]:
    """The form for these applications, each with the name of its cluster."""
    fields: dict[str, Any] = {"numbers": tuple(rows)}
    none = Words("Kein Konflikt", "No conflict")
    choices = {NO_CONFLICT: none, **{one.value: says for one, says in CONFLICT_WORDS.items()}}
    for number, cluster in rows.items():
        fields[f"word_{number}"] = ChoiceField(
            Words(f"Konflikt mit {number} {cluster}?", f"Conflict with {number} {cluster}?"),
            choices=choices,
        )
        fields[f"ground_{number}"] = ShortField(
            Words(f"In Ihren Worten zu {number}", f"In your words on {number}"),
            [NeededSometimes()],
        )
    return type("DeclarationsOfThisJuror", (DeclarationsForm,), fields)
