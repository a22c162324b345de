"""What officers fill in for an award under conditions, and to confirm that one has occurred."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from wtforms import Field

from forms.base import ProgrammeForm
from forms.choice import RadioChoiceField, TickField
from forms.day import ENTER_DAY, DayField
from forms.decision import AwardForm
from forms.fields import EuroField, NeededSometimes, Required, TextField
from forms.printed import Printed
from grants.programme.condition import CONDITION_WORDS, ConditionType
from grants.programme.words import Words, say

TEXT = 1000
MOST: Final = 3
"""So many conditions one page takes; an award that needs more says them in one text."""
POINTS: Final = ("type", "what", "due", "evidence", "consequence", "amount", "blocks_payment")
WRITTEN: Final = ("what", "due", "evidence", "consequence")
CHOOSE_TYPE: Final = Words("Wählen Sie die Art.", "Choose the type.")


def printed_text(
    label: Words, says: Words, hint: Words, limit: int = TEXT, rows: int = 3, *, needed: bool = True
) -> TextField:
    """A text in German that stands in the letter as it is."""
    first = Required(says) if needed else NeededSometimes()
    return TextField(label, [first, Printed()], description=hint, limit=limit, rows=rows)


def _points(ordinal: int, without: Sequence[str]) -> dict[str, Any]:
    """The fields of one condition; from the second on they may all stay empty."""
    needed = ordinal == 1
    fields = {
        "type": RadioChoiceField(
            Words("Art der Bedingung", "Type of condition"),
            [Required(CHOOSE_TYPE) if needed else NeededSometimes()],
            choices={kind.value: words for kind, words in CONDITION_WORDS.items()},
            default=ConditionType.SUSPENSIVE.value,
        ),
        "what": printed_text(
            Words("Inhalt der Bedingung, auf Deutsch", "What the condition is, in German"),
            Words("Schreiben Sie, was eintreten muss.", "Say what has to happen."),
            Words(
                "In ganzen Sätzen; steht so im Bescheid.", "In full sentences, as in the letter."
            ),
            needed=needed,
        ),
        "due": DayField(
            Words("Frist", "Date"), [Required(ENTER_DAY) if needed else NeededSometimes()]
        ),
        "evidence": printed_text(
            Words("Nachweis, auf Deutsch", "Evidence, in German"),
            Words("Schreiben Sie, womit sie nachgewiesen wird.", "Say how it is proved."),
            Words("Welche Unterlagen, in welcher Form.", "Which papers, in which form."),
            needed=needed,
        ),
        "consequence": printed_text(
            Words("Folge, wenn sie nicht eintritt, auf Deutsch", "If it does not occur, in German"),
            Words("Schreiben Sie die Folge.", "Say what follows."),
            Words("Was dann mit der Zuwendung geschieht.", "What becomes of the grant then."),
            needed=needed,
        ),
        "amount": EuroField(
            Words("Betroffener Betrag", "Amount concerned"),
            [Required(Words("Geben Sie den Betrag ein.", "Enter the amount."))] if needed else [],
            description=Words(
                "Er zählt schon jetzt zur Obergrenze.", "It counts under the cap from now on."
            )
            if needed
            else Words(
                "Leer: die ganze Zuwendung. Er zählt schon jetzt zur Obergrenze.",
                "Empty: the whole grant. It counts under the cap from now on.",
            ),
        ),
        "blocks_payment": TickField(
            Words(
                "Vor der Bestätigung wird nichts ausgezahlt",
                "Nothing is paid before the confirmation",
            ),
            default=True,
        ),
    }
    return {_name(point, ordinal): field for point, field in fields.items() if point not in without}


def _name(point: str, ordinal: int) -> str:
    return point if ordinal == 1 else f"{point}_{ordinal}"


@dataclass(frozen=True, slots=True)
class FurtherCondition:
    """The fields of a condition after the first, and whether something is written there."""

    ordinal: int
    fields: Sequence[Field]
    begun: bool


class ConditionsForm(AwardForm):
    """The draft of an award under conditions: the first one is needed, more may follow."""

    last_on_page = ("standard", "own", "reasons")

    @property
    def first_condition(self) -> list[Field]:
        """The fields of the condition without which there is none."""
        return self._of(1)

    @property
    def further_conditions(self) -> list[FurtherCondition]:
        """Those of the others."""
        return [
            FurtherCondition(ordinal, self._of(ordinal), self._begun(ordinal))
            for ordinal in range(2, MOST + 1)
        ]

    @property
    def condition_names(self) -> list[str]:
        """The names of all of them."""
        return [field.name for ordinal in range(1, MOST + 1) for field in self._of(ordinal)]

    @property
    def written(self) -> list[dict[str, Any]]:
        """What was written of each condition, by point."""
        return [
            {point: self._value(point, ordinal) for point in POINTS}
            for ordinal in range(1, MOST + 1)
            if ordinal == 1 or self._begun(ordinal)
        ]

    def validate(self, extra_validators: Any = None) -> bool:
        """Is everything readable, and is no further condition without its type or its date?"""
        fine = super().validate(extra_validators)
        for ordinal in range(2, MOST + 1):
            if self.switches or not self._begun(ordinal):
                continue
            for point, says in (("type", CHOOSE_TYPE), ("due", ENTER_DAY)):
                field = self[_name(point, ordinal)]
                if not field.data and not field.errors:
                    field.errors = [*field.errors, says]
                    fine = False
        return fine

    def _begun(self, ordinal: int) -> bool:
        named = [self[_name(point, ordinal)] for point in WRITTEN]
        return any(field.data or field.errors for field in named)

    def _of(self, ordinal: int) -> list[Field]:
        names = [_name(point, ordinal) for point in POINTS]
        return [self[name] for name in names if name in self]

    def _value(self, point: str, ordinal: int) -> Any:
        name = _name(point, ordinal)
        return self[name].data if name in self else None


def _fields(*without: str) -> dict[str, Any]:
    return {
        name: field
        for ordinal in range(1, MOST + 1)
        for name, field in _points(ordinal, without).items()
    }


ConditionForm: type[ConditionsForm] = type("ConditionForm", (ConditionsForm,), _fields())
"""The draft of the award of one grant under conditions."""
ProjectConditionForm: type[ConditionsForm] = type(
    "ProjectConditionForm", (ConditionsForm,), _fields("amount")
)
"""The approval of a joint project under conditions; each grant depends on them as a whole."""


class ConfirmationForm(ProgrammeForm):
    """A condition has occurred."""

    which = RadioChoiceField(
        Words("Welche Bedingung ist eingetreten?", "Which condition has occurred?"),
        [Required(Words("Wählen Sie die Bedingung.", "Choose the condition."))],
        choices={},
    )
    occurred_on = DayField(
        Words("Eingetreten am", "Occurred on"),
        [Required(ENTER_DAY)],
        description=Words(
            "Der Tag, an dem der letzte Nachweis da war.", "The day when the last proof was there."
        ),
    )
    reasons = printed_text(
        Words("Nachweis und Prüfung, auf Deutsch", "Proof and check, in German"),
        Words("Schreiben Sie, was vorliegt und geprüft ist.", "Say what is there and checked."),
        Words("Steht so im Schreiben.", "Stands in the letter as it is."),
    )

    def ask_which(self, conditions: Mapping[int, tuple[str, Any]]) -> None:
        """Offer these by their ordinals; where there is one only, nothing is asked."""
        if len(conditions) > 1:
            self.which.offer({
                str(ordinal): say("{content} Frist: {due}.", "{content} Date: {due}.",
                                  content=content, due=due)
                for ordinal, (content, due) in conditions.items()
            })  # fmt: skip
        elif "which" in self:
            del self.which

    @property
    def ordinal(self) -> int | None:
        """The condition that was chosen; nothing where there is one only."""
        return int(self.which.data) if "which" in self and self.which.data else None
