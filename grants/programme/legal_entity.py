"""When two entries are the same legal entity. Source: rule R-007."""

import re
import unicodedata
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

ALIKE: Final = 88
"""Per cent of likeness from which on two names are offered as perhaps the same."""
TELLING: Final = 8
"""Letters from which on the beginning of a name says enough."""
REGISTER_COURTS: Final = re.compile(r"\b(registergericht|amtsgericht|ag)\b", re.IGNORECASE)
OF_A_COURT: Final = re.compile(r"\s*(HRA|HRB|GnR|GsR|PR|VR)\s*[0-9]", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """What tells one legal entity from another."""

    name: str
    country: str
    register_number: str = ""
    register_court: str = ""
    vat_id: str = ""
    lei: str = ""
    pic: str = ""

    @property
    def key(self) -> str:
        """What it has in common with every other entry of the same legal entity."""
        return legal_key(
            self.name,
            self.country,
            self.register_number,
            court=self.register_court,
            lei=self.lei,
            vat_id=self.vat_id,
            pic=self.pic,
        )


def legal_key(
    name: str,
    country: str,
    register_number: str = "",
    *,
    court: str = "",
    lei: str = "",
    vat_id: str = "",
    pic: str = "",
) -> str:
    """What two entries of one legal entity have in common.

    The first that is known of: its number in a register (with the court, since every court counts
    from one), its LEI, its VAT id, its PIC; else its name and country. Capitals, accents, blanks
    and signs make no difference. Institutes share the key of their university only when they are
    entered under its name or number.
    """
    number = _plain(REGISTER_COURTS.sub("", f"{register_number} {court}"))
    if register_number and number:
        return f"{country.upper()}:register:{number}"
    for sort, value in (("lei", lei), ("vat", vat_id), ("pic", pic)):
        if value:
            return f"{sort}:{_plain(value)}"
    return f"{country.upper()}:name:{_plain(name)}"


def needs_court(register_number: str, country: str) -> bool:
    """Does this number say nothing without the court that gave it?

    HRB 1 exists at every German register court.
    """
    if country != "DE" or not OF_A_COURT.match(register_number):
        return False
    return not re.search(r"[0-9]\W+[^\W\d]{3}", REGISTER_COURTS.sub("", register_number))


def alike(one: str, other: str) -> bool:
    """May two bare names be the same: equal, one the beginning of the other, or a slip apart?"""
    short, long = sorted((one, other), key=len)
    if not short:
        return False
    if long.startswith(short) and (short == long or len(short) >= TELLING):
        return True
    return 100 * SequenceMatcher(None, short, long, autojunk=False).ratio() >= ALIKE


def masked_account(iban: str) -> str:
    """An IBAN of which only its owner recognises the rest: DE89 … 3000."""
    return f"{iban[:4]} … {iban[-4:]}" if iban else ""


def _plain(text: str) -> str:
    bare = unicodedata.normalize("NFKD", text.casefold())
    return re.sub(r"[^\w]|_", "", "".join(sign for sign in bare if not unicodedata.combining(sign)))
