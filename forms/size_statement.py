"""How large a company is: its figures, and those of the companies tied to it (R-026)."""

from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from forms.amounts import AmountsForm
from forms.choice import ChoiceField
from forms.fields import DecimalField, EuroField, NumberField, Required, TextField
from forms.rows import RowsForm, in_rows
from grants.programme.organisation import SIZE_WORDS, Size
from grants.programme.size import Company, SizeAnswers, Tie
from grants.programme.words import Words, say

STAFF = Words("Mitarbeitende", "Staff")
TURNOVER = Words("Jahresumsatz, Euro", "Annual turnover, euro")
BALANCE = Words("Bilanzsumme, Euro", "Balance sheet total, euro")
HUNDRED: Final = 100


def _needed(de: str, en: str) -> list[Required]:
    return [Required(Words(de, en))]


class SizeForm(RowsForm, AmountsForm):
    """The questions about the company itself, and a row for each other company."""

    columns = ("name", "share", "staff", "turnover", "balance")
    most = 40
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

    @classmethod
    def row_fields(cls, number: str) -> dict[str, Any]:
        """Another company: its name, what is held of it, and its figures."""

        def of_company(what: Words) -> Words:
            return say("{what}, Unternehmen {n}", "{what}, company {n}", what=what, n=number)

        share = say("Anteil, Unternehmen {n}, Prozent", "Share, company {n}, per cent", n=number)
        return {
            "name": TextField(of_company(Words("Name", "Name")), limit=200),
            "share": DecimalField(share, places=2),
            "staff": DecimalField(of_company(STAFF), places=2),
            "turnover": EuroField(of_company(TURNOVER)),
            "balance": EuroField(of_company(BALANCE)),
        }

    def validate(self, extra_validators: Any = None) -> bool:
        """Also ask for whole rows, and for shares up to a hundred."""
        fine = bool(super().validate(extra_validators))
        return all([fine, self.whole_rows(), self._shares()])

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
            ties=tuple(map(self._tie, self.filled_rows())),
            public_share=_part(self.public_share.data),
            year_before=Size(before) if before else None,
        )

    def _tie(self, row: dict[str, Any]) -> Tie:
        share = _part(row.pop("share"))
        return Tie(company=Company(**row), share=share)

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
    return {**data, **in_rows([_row(tie) for tie in answers.ties])}


def _row(tie: Tie) -> dict[str, Any]:
    company = {name: getattr(tie.company, name) for name in SizeForm.columns if name != "share"}
    return {**company, "share": _per_cent(tie.share)}


def _part(per_cent: Decimal | None) -> Fraction:
    return Fraction(per_cent) / HUNDRED if per_cent is not None else Fraction(0)


def _per_cent(part: Fraction) -> Decimal:
    return Decimal(part.numerator) * HUNDRED / Decimal(part.denominator)
