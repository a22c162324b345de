"""What a recipient writes in a report: a text, what was spent, and where it came from."""

from collections.abc import Iterable
from typing import Any, ClassVar, Final

from forms.amounts import AmountsForm
from forms.application import NeededToSubmit
from forms.choice import RadioChoiceField
from forms.fields import EuroField, NeededSometimes, TextField
from grants.programme.form_terms import CostCategory
from grants.programme.money import NOTHING
from grants.programme.reporting import DECLARED, ReportKind
from grants.programme.words import Words, say

NEEDED = [NeededToSubmit()]
SUMS = ("received", "own_funds_spent", "third_party_spent")


class ReportForm(AmountsForm):
    """A report without its lines; `report_form` adds one field for each category."""

    narrative = TextField(
        Words("Sachbericht", "Narrative"),
        NEEDED,
        rows=18,
        description=Words(
            "Was haben Sie erreicht, was wich vom Plan ab, und wie geht es weiter?",
            "What have you achieved, what differed from the plan, and what comes next?",
        ),
    )
    received = EuroField(Words("Erhaltene Zuwendung, Euro", "Grant money received, euro"))
    own_funds_spent = EuroField(Words("Eingesetzte Eigenmittel, Euro", "Own funds spent, euro"))
    third_party_spent = EuroField(
        Words("Eingesetzte Mittel Dritter, Euro", "Third-party funds spent, euro")
    )
    lines: ClassVar[dict[str, str]] = {}
    """Name of the field of each line, by code of the category."""

    def line(self, code: str) -> EuroField:
        """The field of one line."""
        field: EuroField = self[self.lines[code]]
        return field

    @property
    def answers(self) -> dict[str, Any]:
        """What was filled in; an empty amount is nothing."""
        return {
            "narrative": self.narrative.data or "",
            **{name: self[name].data or NOTHING for name in SUMS},
            "lines": {code: self[name].data or NOTHING for code, name in self.lines.items()},
        }


class DeclarationForm(ReportForm):
    """A yearly declaration: nothing happened that has to be notified, or what did."""

    declared = RadioChoiceField(
        Words("Ist im Jahr der Erklärung eines davon eingetreten?",
              "Has any of this happened in the year of the declaration?"),
        NEEDED,
        choices=DECLARED,
        description=Words(
            "Weitere Zuwendungen beantragt oder erhalten, auch Mittel Dritter; der Zweck oder "
            "wichtige Umstände haben sich geändert; das Ziel ist nicht mehr zu erreichen; Geld "
            "bleibt liegen; Gegenstände dienen dem Zweck nicht mehr; ein Insolvenzverfahren ist "
            "beantragt oder eröffnet.",
            "Other grants applied for or received, money of third parties included; the purpose "
            "or relevant circumstances have changed; the goal cannot be reached any more; money "
            "lies unused; items no longer serve the purpose; insolvency is applied for or opened.",
        ),
    )  # fmt: skip
    narrative = TextField(
        Words("Was eingetreten ist", "What happened"),
        [NeededSometimes()],
        rows=8,
        description=Words(
            "Nur wenn etwas eingetreten ist: was, wann, und was daraus folgt.",
            "Only if something happened: what, when, and what follows from it.",
        ),
    )

    @property
    def answers(self) -> dict[str, Any]:
        """With what was chosen; nothing chosen is no declaration yet."""
        return {**super().answers, "declared": self.declared.data or ""}


SUCCESS_HINT: Final = Words(
    "Welche Ziele wurden erreicht, welche nicht, und woran zeigt sich das? Wie werden die "
    "Ergebnisse genutzt?",
    "Which goals were reached, which were not, and what shows it? How are the results used?",
)


def report_form(kind: ReportKind, categories: Iterable[CostCategory]) -> type[ReportForm]:
    """The form of a report of this kind with one field for each cost category."""
    if kind is ReportKind.DECLARATION:
        return DeclarationForm
    wanted = list(categories)
    names = {category.code: f"spent_{category.code}" for category in wanted}
    fields: dict[str, Any] = {
        names[category.code]: EuroField(
            say("{name}, verwendet, Euro", "{name}, spent, euro", name=category.name)
        )
        for category in wanted
    }
    return type("ReportFormOfLines", (ReportForm,), {**fields, "lines": names})
