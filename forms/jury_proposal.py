"""What an officer sends from a proposal: the pairs still ticked, and further jurors by name."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from forms.address import ShortField
from forms.base import ProgrammeForm
from forms.choice import SeveralChoicesField
from grants.programme.words import Words, say

PAIR = re.compile(r"[^:]+:[0-9]{1,15}")
"""The number of an application and that of a juror."""


class PairsField(SeveralChoicesField):
    """Pairs like R6-0007:12; whether they may be is for the act to judge."""

    data: list[str] | None

    def pre_validate(self, form: object) -> None:
        """Take what is shaped like a pair."""
        came: list[str] = self.data or []
        self.data = [pair for pair in came if PAIR.fullmatch(pair)]


class ProposalForm(ProgrammeForm):
    """The proposal as the officer leaves it; see `proposal_form`."""

    numbers: tuple[str, ...] = ()
    named: Mapping[str, int]
    seat = PairsField(Words("Jurymitglieder", "Jurors"), choices={})

    @property
    def ticked(self) -> set[tuple[str, int]]:
        """The pairs that are ticked: the application and the juror."""
        return {
            (pair.rpartition(":")[0], int(pair.rpartition(":")[2])) for pair in self.seat.data or ()
        }

    @property
    def pairs(self) -> list[tuple[str, int]]:
        """All that is to be given, of the applications of this page, in their order."""
        every = self.ticked | {
            (number, self.named[self.more(number).data])
            for number in self.numbers
            if self.more(number).data in self.named
        }
        return sorted(pair for pair in every if pair[0] in set(self.numbers))

    def more(self, number: str) -> Any:
        """The field for one further juror."""
        return self[f"more_{number}"]

    def validate(self, extra_validators: Any = None) -> bool:
        """Are all names ones that the list offers?"""
        fine = super().validate(extra_validators)
        for field in (self.more(number) for number in self.numbers):
            if field.data and field.data not in self.named:
                field.errors = [
                    say("„{name}“ steht nicht in der Liste.", "“{name}” is not in the list.",
                        name=field.data)
                ]  # fmt: skip
                fine = False
        return fine


def proposal_form(numbers: Iterable[str], named: Mapping[str, int]) -> type[ProposalForm]:
    """The form for these applications and the jurors who may be named."""
    fields: dict[str, Any] = {"numbers": tuple(numbers), "named": named}
    for number in fields["numbers"]:
        fields[f"more_{number}"] = ShortField(
            Words(f"Weiteres Jurymitglied für {number}", f"Further juror for {number}"),
            render_kw={"list": "jurors", "autocomplete": "off"},
        )
    return type("ProposalOfThisRound", (ProposalForm,), fields)
