"""How large a company is: its figures, and those of the companies tied to it (R-026)."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any, ClassVar, Final

from forms.base import ProgrammeForm
from forms.choice import ChoiceField
from forms.fields import DecimalField, EuroField, NumberField, Required, TextField
from grants.programme.organisation import SIZE_WORDS, Size
from grants.programme.size import Company, SizeAnswers, Tie
from grants.programme.words import Words, say

FEWEST: Final = 3
MOST: Final = 40
"""Rows for other companies: at first, and at most."""
PARTS: Final = ("name", "share", "staff", "turnover", "balance")
STAFF = Words("Mitarbeitende", "Staff")
TURNOVER = Words("Jahresumsatz, Euro", "Annual turnover, euro")
BALANCE = Words("Bilanzsumme, Euro", "Balance sheet total, euro")
HUNDRED: Final = 100


def _needed(de: str, en: str) -> list[Required]:
    return [Required(Words(de, en))]


class SizeForm(ProgrammeForm):
    """The questions about the company itself; `size_form` adds rows for others."""

    rows: ClassVar[int] = 0
    last_on_page = ("year_before",)

    year = NumberField(
        Words("Letztes abgeschlossenes Jahr", "Last closed year"),
        _needed("Geben Sie das Jahr ein.", "Enter the year."),
        description=Words(
            "Alle Zahlen gehören zu diesem Jahr.", "All figures belong to this year."
        ),
    )
    staff = DecimalField(
        STAFF,
        _needed("Geben Sie die Mitarbeitenden ein.", "Enter the staff."),
        places=2,
        description=Words(
            "In Jahresarbeitseinheiten: Wer ein halbes Jahr arbeitet, zählt 0,5.",
            "In annual work units: whoever works half a year counts 0.5.",
        ),
    )
    turnover = EuroField(TURNOVER, _needed("Geben Sie den Umsatz ein.", "Enter the turnover."))
    balance = EuroField(
        BALANCE, _needed("Geben Sie die Bilanzsumme ein.", "Enter the balance sheet total.")
    )
    public_share = DecimalField(
        Words("Anteil öffentlicher Stellen, Prozent", "Share of public bodies, per cent"),
        places=2,
        description=Words(
            "Vom Kapital oder von den Stimmen, der größere Anteil zählt.",
            "Of capital or votes; the larger share counts.",
        ),
    )
    year_before = ChoiceField(
        Words("Größe nach dem Jahr davor", "Size by the year before"),
        choices={size.value: words for size, words in SIZE_WORDS.items()},
        description=Words(
            "Eine Größe ändert sich erst, wenn zwei Jahre sie zeigen.",
            "A size changes only when two years show it.",
        ),
    )

    def validate(self, extra_validators: Any = None) -> bool:
        """Also ask for whole rows, for shares up to a hundred, and for no amount below zero."""
        fine = bool(super().validate(extra_validators))
        checks = [self._not_below_zero(), self._whole_rows(), self._shares()]
        return fine and all(checks)

    def row(self, at: int) -> dict[str, Any]:
        """The fields of one row for another company."""
        return {part: self[f"{part}_{at}"] for part in PARTS}

    @property
    def answers(self) -> dict[str, Any]:
        """The questionnaire as it is measured."""
        return {"answers": self._answers()}

    def _answers(self) -> SizeAnswers:
        before = self.year_before.data
        return SizeAnswers(
            year=self.year.data,
            own=Company(
                staff=self.staff.data, turnover=self.turnover.data, balance=self.balance.data
            ),
            ties=tuple(self._ties()),
            public_share=_part(self.public_share.data),
            year_before=Size(before) if before else None,
        )

    def _ties(self) -> Iterator[Tie]:
        for at in self._filled():
            row = {part: field.data for part, field in self.row(at).items()}
            share = _part(row.pop("share"))
            yield Tie(company=Company(**row), share=share)

    def _filled(self) -> list[int]:
        """The rows in which something stands."""
        return [
            at
            for at in range(self.rows)
            if any(field.data not in (None, "") or field.errors for field in self.row(at).values())
        ]

    def _whole_rows(self) -> bool:
        missing = [
            field
            for at in self._filled()
            for field in self.row(at).values()
            if field.data in (None, "") and not field.errors
        ]
        for field in missing:
            field.errors = [Words("Diese Angabe fehlt.", "This entry is missing.")]
        return not missing

    def _shares(self) -> bool:
        shares = [self.public_share, *(self[f"share_{at}"] for at in range(self.rows))]
        wrong = [field for field in shares if field.data is not None and field.data > HUNDRED]
        for field in wrong:
            field.errors = [
                Words(
                    "Ein Anteil liegt zwischen 0 und 100 Prozent.",
                    "A share lies between 0 and 100 per cent.",
                )
            ]
        return not wrong

    def _not_below_zero(self) -> bool:
        amounts = [field for field in self if isinstance(field, EuroField)]
        wrong = [field for field in amounts if field.data is not None and field.data.cents < 0]
        for field in wrong:
            field.errors = [
                Words(
                    "Der Betrag darf nicht unter null liegen.",
                    "The amount must not be below zero.",
                )
            ]
        return not wrong


def size_form(rows: int) -> type[SizeForm]:
    """The form with so many rows for other companies."""
    many = min(max(rows, FEWEST), MOST)
    fields: dict[str, Any] = {}
    for at in range(many):
        number = str(at + 1)
        fields |= {
            f"name_{at}": TextField(
                say("Name, Unternehmen {n}", "Name, company {n}", n=number), limit=200
            ),
            f"share_{at}": DecimalField(
                say("Anteil, Unternehmen {n}, Prozent", "Share, company {n}, per cent", n=number),
                places=2,
            ),
            f"staff_{at}": DecimalField(
                say("{what}, Unternehmen {n}", "{what}, company {n}", what=STAFF, n=number),
                places=2,
            ),
            f"turnover_{at}": EuroField(
                say("{what}, Unternehmen {n}", "{what}, company {n}", what=TURNOVER, n=number)
            ),
            f"balance_{at}": EuroField(
                say("{what}, Unternehmen {n}", "{what}, company {n}", what=BALANCE, n=number)
            ),
        }
    return type("SizeFormOfRows", (SizeForm,), {**fields, "rows": many})


def filled_with(answers: SizeAnswers) -> dict[str, Any]:
    """What the fields show for answers that are kept."""
    data: dict[str, Any] = {
        "year": answers.year,
        "staff": answers.own.staff,
        "turnover": answers.own.turnover,
        "balance": answers.own.balance,
        "public_share": _per_cent(answers.public_share) if answers.public_share else None,
        "year_before": answers.year_before.value if answers.year_before else "",
    }
    for at, tie in enumerate(answers.ties):
        data |= {f"{part}_{at}": getattr(tie.company, part) for part in PARTS if part != "share"}
        data[f"share_{at}"] = _per_cent(tie.share)
    return data


def _part(per_cent: Decimal | None) -> Fraction:
    return Fraction(per_cent) / HUNDRED if per_cent is not None else Fraction(0)


def _per_cent(part: Fraction) -> Decimal:
    return Decimal(part.numerator) * HUNDRED / Decimal(part.denominator)
