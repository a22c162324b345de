"""An account number inside a line of text, as the bank details of a letter name it."""

import re
from typing import Final

from stdnum import iban
from wtforms import Field
from wtforms.validators import StopValidation

from grants.programme.words import say

LONGEST: Final = 34
BEGINS: Final = re.compile(r"\b[A-Z]{2}[0-9]{2}\s?[A-Z0-9]{4}")
"""A country, two check digits, and the first of the groups of four."""
BLANK: Final = re.compile(r"\s")


class AccountInText:
    """What looks like an IBAN must be one: money is sent to it. A text without one may stand."""

    def __call__(self, form: object, field: Field) -> None:
        """Stop at the first that is none, quoting where it begins."""
        text = field.data or ""
        for found in BEGINS.finditer(text):
            if not _is_account(BLANK.sub("", text[found.start() :])):
                raise StopValidation(
                    say(
                        "Die IBAN ab „{begins} …“ stimmt nicht. Prüfen Sie Länge und Ziffern.",
                        "The IBAN from “{begins} …” is wrong. Check its length and digits.",
                        begins=found[0],
                    )
                )


def _is_account(rest: str) -> bool:
    """Is there an IBAN at the front? Its country says how long it is, so only one length fits."""
    return any(iban.is_valid(rest[:length]) for length in range(15, LONGEST + 1))
