"""What is assumed in a what-if, and what a scenario is called."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Self

from wtforms import Field

from forms.base import ProgrammeForm
from forms.choice import RadioChoiceField
from forms.fields import DecimalField, EuroField, NumberField, Required, TextField
from forms.printed import Printed
from grants.programme.criteria import Selection
from grants.programme.what_if import Assumption, Binds, Weighed
from grants.programme.words import Words, say

NEEDED = Required(Words("Geben Sie eine Zahl ein.", "Enter a number."))
BINDS = {
    Binds.CAP.value: Words("die ganze Obergrenze", "the whole cap"),
    Binds.ASKED.value: Words(
        "das Beantragte, höchstens die Obergrenze", "what it asks for, at most the cap"
    ),
}


class WhatIfForm(ProgrammeForm):
    """Figures to try out; nothing is kept. `codes` are those of the criteria with scores."""

    codes: tuple[str, ...] = ()

    budget = EuroField(
        Words("Rundenbudget in Euro", "Round budget in euro"),
        [Required(Words("Geben Sie einen Betrag ein.", "Enter an amount."))],
    )
    cap = EuroField(
        Words("Obergrenze je Cluster in Euro", "Cap of each cluster in euro"),
        [Required(Words("Geben Sie einen Betrag ein.", "Enter an amount."))],
    )
    winners = NumberField(
        Words("Höchstens ausgewählte Cluster", "Clusters selected at most"),
        description=Words(
            "Leer: so viele, wie das Budget trägt.", "Empty: as many as the budget carries."
        ),
    )

    @classmethod
    def of(cls, selection: Selection | None) -> type[Self]:
        """The form for these criteria; without any, where no scores are known."""
        if selection is None:
            return cls
        fields: dict[str, Any] = {
            "binds": RadioChoiceField(
                Words("Je ausgewähltem Cluster gebunden", "Bound for each selected cluster"),
                choices=BINDS,
                default=Binds.CAP.value,
            ),
            "total_threshold": DecimalField(
                Words("Schwelle der Gesamtnote", "Threshold of the total"), [NEEDED], places=2
            ),
        }
        for each in selection.criteria:
            named = {"code": each.code}
            fields[f"weight_{each.code}"] = NumberField(
                say("Gewicht {code} in %", "Weight of {code} in %", **named), [NEEDED]
            )
            fields[f"threshold_{each.code}"] = DecimalField(
                say("Schwelle {code}", "Threshold of {code}", **named), [NEEDED], places=2
            )
        codes = tuple(each.code for each in selection.criteria)
        return type("WhatIfFormOfCriteria", (cls,), {**fields, "codes": codes})

    @property
    def assumed(self) -> Assumption:
        """What was typed; only after it was found readable."""
        more: dict[str, Any] = {}
        if self.codes:
            more = {
                "binds": Binds(self["binds"].data or Binds.CAP.value),
                "total_threshold": self["total_threshold"].data,
                "criteria": tuple(
                    Weighed(
                        code=code,
                        weight=self[f"weight_{code}"].data,
                        threshold=self[f"threshold_{code}"].data,
                    )
                    for code in self.codes
                ),
            }
        return Assumption(
            budget=self.budget.data, cap=self.cap.data, winners=self.winners.data, **more
        )

    @property
    def criterion_fields(self) -> Iterator[tuple[Field, Field]]:
        """Weight and threshold of each criterion."""
        return ((self[f"weight_{code}"], self[f"threshold_{code}"]) for code in self.codes)

    @property
    def as_typed(self) -> dict[str, str]:
        """Every field as it stands, to send it on with another form or address."""
        return {
            field.name: field.data or "" if field.name == "binds" else field.shown
            for field in self
            if field.name not in ("csrf_token", "name")
        }


def as_data(assumed: Assumption) -> dict[str, Any]:
    """The assumption as the form takes it."""
    data: dict[str, Any] = {
        "budget": assumed.budget,
        "cap": assumed.cap,
        "winners": assumed.winners,
        "binds": assumed.binds.value,
        "total_threshold": assumed.total_threshold or Decimal(0),
    }
    for each in assumed.criteria:
        data[f"weight_{each.code}"] = each.weight
        data[f"threshold_{each.code}"] = each.threshold
    return data


class ScenarioForm(ProgrammeForm):
    """What a scenario is called; its figures come with it."""

    name = TextField(
        Words("Name des Szenarios", "Name of the scenario"),
        [Required(Words("Geben Sie einen Namen ein.", "Enter a name.")), Printed()],
        limit=80,
        description=Words(
            "Etwa: Obergrenze 3,2 Mio. Er bleibt mit Zahlen, Zeit und Ihrem Namen stehen.",
            "Such as: cap of 3.2 million. It stays, with figures, time and your name.",
        ),
    )
