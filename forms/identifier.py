"""Numbers by which the world knows an organisation, each with the check that is built into it.

A slip of the pen shows in the check digit; whether the number belongs to this organisation, it
does not show.
"""

import re
from typing import Any, ClassVar

from stdnum import bic, iban, lei
from stdnum.de import handelsregisternummer
from stdnum.eu import vat
from stdnum.exceptions import InvalidChecksum, ValidationError
from wtforms import Field
from wtforms import ValidationError as Refused

from forms.address import ShortField
from forms.base import ProgrammeForm
from grants.programme.legal_entity import needs_court
from grants.programme.words import Words, say

LONGEST_IBAN = 34


class _IdentifierField(ShortField):
    """A number that is kept without blanks and in capitals, and given back as it is kept."""

    attributes: ClassVar = {"autocomplete": "off", "spellcheck": "false"}

    spoken = False

    def read(self, text: str) -> str:
        """The number as everybody writes it; raises ValueError with what is wrong."""
        return self.check(re.sub(r"[\s.\-–/]", "", text).upper(), text)

    def check(self, number: str, typed: str) -> str:
        """The number, if it can be one."""
        raise NotImplementedError


class VatField(_IdentifierField):
    """The VAT id (USt-IdNr.) of a member state of the EU; others keep theirs as it is."""

    def check(self, number: str, typed: str) -> str:
        """Its check digit, by the rules of the country in front."""
        if number[:2].lower() not in vat.MEMBER_STATES | {"el"}:
            if re.fullmatch(r"[A-Z0-9]{4,20}", number):
                return number
            raise ValueError(_unreadable(VAT, typed, "DE136695976"))
        try:
            return str(vat.validate(number))
        except InvalidChecksum as wrong:
            raise ValueError(_wrong_digit(VAT, typed)) from wrong
        except ValidationError as wrong:
            raise ValueError(_unreadable(VAT, typed, "DE136695976")) from wrong


class LeiField(_IdentifierField):
    """The LEI of ISO 17442: twenty signs, the last two check the others."""

    def check(self, number: str, typed: str) -> str:
        """Its two check digits."""
        if not re.fullmatch(r"[A-Z0-9]{18}[0-9]{2}", number):
            raise ValueError(_unreadable(LEI, typed, "213800KUD8LAJWSQ9D15"))
        try:
            return str(lei.validate(number))
        except ValidationError as wrong:
            raise ValueError(_wrong_digit(LEI, typed)) from wrong


class PicField(_IdentifierField):
    """The number under which the EU's portal knows a participant: nine digits, none to check."""

    def check(self, number: str, typed: str) -> str:
        """Nine digits."""
        if not re.fullmatch(r"[0-9]{9}", number):
            raise ValueError(_unreadable(PIC, typed, "999999999"))
        return number


class IbanField(_IdentifierField):
    """A bank account. It is never written back into the form: its page shows it masked."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.most = LONGEST_IBAN + 10

    def check(self, number: str, typed: str) -> str:
        """What an IBAN of its country looks like, and its two check digits."""
        try:
            return str(iban.validate(number))
        except ValidationError as wrong:
            if _looks_like_an_account(number):
                raise ValueError(_wrong_digit(ACCOUNT, typed)) from wrong
            example = "DE89 3704 0044 0532 0130 00"
            raise ValueError(_unreadable(ACCOUNT, typed, example)) from wrong


class BicField(_IdentifierField):
    """The code of a bank, ISO 9362: eight or eleven signs, none to check."""

    def check(self, number: str, typed: str) -> str:
        """What a BIC looks like."""
        try:
            return str(bic.validate(number))
        except ValidationError as wrong:
            raise ValueError(_unreadable(BIC, typed, "MARKDEFFXXX")) from wrong


class CourtOfNumber:
    """A number of a German register court needs the name of the court."""

    def __call__(self, form: ProgrammeForm, field: Field) -> None:
        """Ask for the court where the number alone says nothing."""
        number = form["register_number"].data or ""
        if field.data or not needs_court(number, form["country"].data or ""):
            return
        raise Refused(
            say(
                "Nennen Sie das Amtsgericht. {number} gibt es an jedem Registergericht.",
                "Name the register court. Every German court has a {number}.",
                number=number,
            )
        )


class CourtField(ShortField):
    """The court that keeps the register; "Amtsgericht" in front makes no difference."""

    def read(self, text: str) -> str:
        """The court as the registers call it, or as it was written if they do not know it."""
        name = re.sub(r"^\s*(amtsgericht|registergericht|ag)\s+", "", text, flags=re.IGNORECASE)
        try:
            return str(handelsregisternummer.validate(f"{name} HRB 1")).partition(" HRB")[0]
        except ValidationError:
            return name.strip()


VAT = Words("Die USt-IdNr.", "The VAT id")
LEI = Words("Der LEI", "The LEI")
BIC = Words("Der BIC", "The BIC")
PIC = Words("Der PIC", "The PIC")
ACCOUNT = Words("Die IBAN", "The IBAN")


class IdentifierFields(ProgrammeForm):
    """The numbers of an organisation, for every form in which one is entered."""

    register_number = ShortField(
        Words("Nummer im Register", "Number in the register"),
        most=80,
        description=Words(
            "Zum Beispiel HRB 12345. Daran erkennen wir dieselbe Organisation.",
            "For example HRB 12345. It shows us the same organisation.",
        ),
    )
    register_court = CourtField(
        Words("Registergericht", "Register court"),
        [CourtOfNumber()],
        most=80,
        description=Words("Zum Beispiel Köln.", "For example Köln."),
    )
    vat_id = VatField(
        Words("USt-IdNr.", "VAT id"),
        most=30,
        description=Words("Zum Beispiel DE136695976.", "For example DE136695976."),
    )
    lei = LeiField(Words("LEI", "LEI"), most=30)
    pic = PicField(
        Words("PIC", "PIC"),
        most=20,
        description=Words("Aus dem Portal der EU.", "From the portal of the EU."),
    )

    @property
    def identifiers(self) -> dict[str, str]:
        """The numbers as far as they were filled in."""
        return {name: self[name].data or "" for name in IDENTIFIERS}


IDENTIFIERS = ("register_number", "register_court", "vat_id", "lei", "pic")


def _looks_like_an_account(number: str) -> bool:
    """Would it be one with other check digits?"""
    if not re.fullmatch(r"[A-Z]{2}[0-9]{2}[0-9A-Z]{4,30}", number):
        return False
    healed = f"{number[:2]}{iban.calc_check_digits(number)}{number[4:]}"
    return bool(iban.is_valid(healed, check_country=False))


def _wrong_digit(what: Words, typed: str) -> Words:
    return say(
        "{what} {typed} hat eine falsche Prüfziffer. Vergleichen Sie Ziffer für Ziffer.",
        "{what} {typed} has a wrong check digit. Compare it digit by digit.",
        what=what,
        typed=typed,
    )


def _unreadable(what: Words, typed: str, example: str) -> Words:
    return say(
        "{what} {typed} ist nicht lesbar. Ein Beispiel: {example}.",
        "{what} {typed} is not readable. An example: {example}.",
        what=what,
        typed=typed,
        example=example,
    )
