"""What an officer sends from a proposal: the pairs still ticked, and further jurors by name."""

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
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
            (number, juror)
            for number in self.numbers
            if (juror := self._meant(self.more(number).data)) is not None
        }
        return sorted(pair for pair in every if pair[0] in set(self.numbers))

    def more(self, number: str) -> Any:
        """The field for one further juror."""
        return self[f"more_{number}"]

    def validate(self, extra_validators: Any = None) -> bool:
        """Are all names ones that the list offers? A name that only one person has is enough."""
        fine = super().validate(extra_validators)
        for field in (self.more(number) for number in self.numbers):
            if field.data and self._meant(field.data) is None:
                field.errors = [self._unclear(field.data)]
                fine = False
        return fine

    def _meant(self, typed: str | None) -> int | None:
        """Who is meant: by name and address as the list writes it, or by a name nobody shares."""
        if not typed or typed in self.named:
            return self.named.get(typed or "")
        same = self._called(typed)
        return self.named[same[0]] if len(same) == 1 else None

    def _called(self, typed: str) -> list[str]:
        plain = " ".join(typed.split()).casefold()
        return [one for one in self.named if plain in {part.casefold() for part in _parts(one)}]

    def _unclear(self, typed: str) -> Words:
        near = self._called(typed) or get_close_matches(typed, self.named, n=3, cutoff=0.4)
        if not near:
            return say("„{name}“ steht nicht in der Liste.", "“{name}” is not in the list.",
                       name=typed)  # fmt: skip
        return say(
            "„{name}“ steht so nicht in der Liste. Meinten Sie {near}?",
            "“{name}” is not in the list like this. Did you mean {near}?",
            name=typed, near=" / ".join(near),
        )  # fmt: skip


def _parts(label: str) -> tuple[str, str]:
    """The name and the address of a label like „Jana Jahn (jana@example.org)“."""
    name, _, address = label.rpartition(" (")
    return name, address.rstrip(")")


def proposal_form(numbers: Iterable[str], named: Mapping[str, int]) -> type[ProposalForm]:
    """The form for these applications and the jurors who may be named."""
    fields: dict[str, Any] = {"numbers": tuple(numbers), "named": named}
    for number in fields["numbers"]:
        fields[f"more_{number}"] = ShortField(
            Words(f"Weiteres Jurymitglied für {number}", f"Further juror for {number}"),
            render_kw={"list": "jurors", "autocomplete": "off"},
        )
    return type("ProposalOfThisRound", (ProposalForm,), fields)
