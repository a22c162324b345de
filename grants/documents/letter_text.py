"""The passages of a letter that the authority words itself, with their placeholders put in.

Everything that can be put in is listed here; a text reaches nothing else of the letter.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction
from typing import ClassVar

from grants.documents import figures
from grants.documents.letter import EarlierLetter, Heading
from grants.documents.plan import FinancingPlan
from grants.programme.letter_sheet import SHEETS
from grants.programme.letter_text import Texts, filled
from grants.programme.money import Money
from grants.programme.words import Words, join

Values = dict[str, Words]
"""What is put in, by the German name of the placeholder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterTexts:
    """The wording that an authority has published for its letters of one kind."""

    version: int = 0
    """0 is what is built in."""
    texts: Texts = field(default_factory=dict)
    kept_as: int | None = None
    """The record of this version."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One passage as the letter prints it."""

    code: str
    words: Words
    bold: tuple[Words, ...] = ()
    """What of it is printed in bold."""


class Worded:
    """A letter with passages of the authority's own; the snapshot keeps them as printed."""

    __slots__ = ()
    SHEET: ClassVar[str]
    """The kind of the letter in `letter_sheet.py`."""
    heading: Heading
    texts: LetterTexts

    def values(self) -> Values:
        """What can be put in beside that which every letter has."""
        raise NotImplementedError

    @property
    def text_version(self) -> int:
        """With which version of the texts it is made; 0 is what is built in."""
        return self.texts.version

    @property
    def passages(self) -> tuple[Said, ...]:
        """Every passage as it is printed."""
        sheet = SHEETS[self.SHEET]
        values = _of_every_letter(self.heading) | self.values()
        own: Mapping[str, Words] = self.texts.texts
        return tuple(
            Said(
                code=each.code,
                words=filled(own.get(each.code, each.built_in), values, sheet),
                bold=tuple(filled(one, values, sheet) for one in each.bold),
            )
            for each in sheet.passages
        )

    def passage(self, code: str) -> Words:
        """One passage as it is printed."""
        return next(each.words for each in self.passages if each.code == code)


def _of_every_letter(heading: Heading) -> Values:
    return {
        "aktenzeichen": same(heading.file_number),
        "datum": on(heading.issued_on),
        "empfänger": same(heading.recipient.name),
        "cluster": same(heading.cluster),
        "runde": heading.round,
    }


def same(text: str | int) -> Words:
    """The same in both languages."""
    return Words(str(text), str(text))


def on(day: date) -> Words:
    """A day as letters write it."""
    text = day.isoformat()
    return Words(figures.day(text, "de"), figures.day(text, "en"))


def at(moment: datetime) -> Words:
    """A moment as letters write it."""
    text = moment.isoformat()
    return Words(figures.moment(text, "de"), figures.moment(text, "en"))


def euros(money: Money) -> Words:
    """An amount as letters write it."""
    text = str(money.decimal)
    return Words(figures.amount(text, "de"), figures.amount(text, "en"))


def share(part: Fraction) -> Words:
    """A share as letters write it."""
    return Words(figures.per_cent(str(part), "de"), figures.per_cent(str(part), "en"))


def tranches(plan: FinancingPlan) -> Words:
    """What the grant is in each year: 180.000,00 EUR (2027), 220.000,00 EUR (2028)."""
    each = [
        (euros(amount), year) for amount, year in zip(plan.grant.amounts, plan.years, strict=True)
    ]
    return join([Words(f"{sum_.de} ({year})", f"{sum_.en} ({year})") for sum_, year in each])


def earlier(letter: EarlierLetter, amended: EarlierLetter | None = None) -> Words:
    """An earlier letter: 08.01.2027, Az. 4-2027/0117, and what changed it last."""
    first, file = on(letter.dated), letter.file_number
    named = Words(f"{first.de}, Az. {file}", f"{first.en}, file number {file}")
    if amended is None:
        return named
    last, file = on(amended.dated), amended.file_number
    return Words(
        f"{named.de}, zuletzt geändert am {last.de}, Az. {file}",
        f"{named.en}, last amended on {last.en}, file number {file}",
    )


def period(first: date, last: date) -> Words:
    """From when until when."""
    since, until = on(first), on(last)
    return Words(f"{since.de} bis {until.de}", f"{since.en} to {until.en}")


def as_amended(letter: EarlierLetter, amendments: Sequence[EarlierLetter]) -> Words:
    """An earlier letter in the version of what amended it, each amendment with its file."""
    named = earlier(letter)
    if not amendments:
        return named
    each = [earlier(one) for one in amendments]
    german = ", und ".join(filter(None, [", ".join(f"vom {one.de}" for one in each[:-1]),
                                         f"vom {each[-1].de}"]))  # fmt: skip
    english = ", and ".join(filter(None, [", ".join(f"of {one.en}" for one in each[:-1]),
                                          f"of {each[-1].en}"]))  # fmt: skip
    what = ("des Änderungsbescheids", "letter") if len(each) == 1 else (
        "der Änderungsbescheide", "letters")  # fmt: skip
    return Words(
        f"{named.de}, in der Fassung {what[0]} {german}",
        f"{named.en}, as amended by our {what[1]} {english}",
    )
