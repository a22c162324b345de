"""What is entered when the jury has voted among equals."""

from typing import Any, Self

from forms.base import ProgrammeForm
from forms.fields import NumberField, Required, needed_text
from grants.programme.words import Words, say


class VoteForm(ProgrammeForm):
    """The place of each of the equals, and what the minutes say."""

    numbers: tuple[str, ...] = ()

    minutes = needed_text(
        Words("Aus der Niederschrift", "From the minutes"),
        Words(
            "Schreiben Sie, wie die Jury gestimmt hat und warum.",
            "Write how the jury voted and why.",
        ),
        limit=2000,
        rows=3,
        description=Words(
            "Stimmenzahl und Grund, etwa regionale oder thematische Ausgewogenheit.",
            "Number of votes and the reason, such as regional or thematic balance.",
        ),
    )
    first_on_page = ("places",)

    @classmethod
    def of(cls, numbers: tuple[str, ...], clusters: dict[str, str]) -> type[Self]:
        """The form for these equals."""
        fields: dict[str, Any] = {
            _name(number): NumberField(
                say(
                    "Platz von {cluster} ({number})",
                    "Place of {cluster} ({number})",
                    cluster=clusters.get(number, number),
                    number=number,
                ),
                [Required(Words("Geben Sie den Platz ein.", "Enter the place."))],
            )
            for number in numbers
        }
        return type("VoteFormOfEquals", (cls,), {**fields, "numbers": numbers})

    @property
    def places(self) -> dict[str, int]:
        """The place of each number."""
        return {number: self[_name(number)].data for number in self.numbers}

    @property
    def place_fields(self) -> list[Any]:
        """Their fields, in order."""
        return [self[_name(number)] for number in self.numbers]


class ChangeVoteForm(VoteForm):
    """What a recorded vote should have said, and why it does not."""

    reason = needed_text(
        Words("Warum ändert sich das Votum?", "Why does the vote change?"),
        Words("Geben Sie den Grund an.", "Give the reason."),
        limit=1000,
        rows=2,
    )


def _name(number: str) -> str:
    return f"place_{number.replace('-', '_')}"
