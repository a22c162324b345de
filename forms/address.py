"""Lines for names and addresses: what they look like, and how long they may be.

Whether an e-mail address exists shows only when a mail arrives.
"""

import re
from collections.abc import Sequence
from typing import Any

from wtforms import Field, ValidationError

from forms.base import ProgrammeForm
from forms.fields import Required, TextField
from forms.printed import refuse_what_letters_lack
from grants.programme.words import Words, say

LONGEST = 254
SHAPE = re.compile(r"[^@\s<>()\[\],;:\"]+@[^@\s<>()\[\],;:\"]+\.[^@\s<>()\[\],;:\".]{2,}")


class LooksLikeAddress:
    """One @ with something before and a domain behind it."""

    def __call__(self, form: object, field: Field) -> None:
        """Refuse what no mail could reach."""
        if len(field.data) <= LONGEST and SHAPE.fullmatch(field.data):
            return
        raise ValidationError(
            Words(
                "Schreiben Sie die E-Mail-Adresse wie name@beispiel.de.",
                "Write the e-mail address like name@example.org.",
            )
        )


class GermanPostcode:
    """Five digits where the form names no other country than Germany."""

    def __call__(self, form: ProgrammeForm, field: Field) -> None:
        """Refuse what no German town has; what other countries write is theirs."""
        at_home = "country" not in form or form["country"].data == "DE"
        if not at_home or not field.data or re.fullmatch(r"[0-9]{5}", field.data):
            return
        raise ValidationError(
            say(
                "Eine deutsche Postleitzahl hat fünf Ziffern. Wir haben „{typed}“ gelesen.",
                "A German postcode has five digits. We read “{typed}”.",
                typed=field.data,
            )
        )


class ShortField(TextField):
    """A name or an address on one line. Its bound is far away, so that nobody has to count."""

    def __init__(
        self,
        label: Words,
        validators: Sequence[Any] = (),
        *,
        most: int = 200,
        printed: bool = True,
        **more: Any,
    ) -> None:
        super().__init__(label, validators, **more)
        self.most, self.printed = most, printed

    def pre_validate(self, form: object) -> None:
        """Refuse what no name or address is as long as, and what letters cannot print."""
        if self.length > self.most:
            raise ValidationError(
                say(
                    "{name}: {length} von höchstens {most} Zeichen, das ist zu lang.",
                    "{name}: {length} of at most {most} characters, this is too long.",
                    name=self.label.text,
                    length=self.length,
                    most=self.most,
                )
            )
        if self.printed:
            refuse_what_letters_lack(self.data)


def name_line() -> ShortField:
    """The name of whoever fills in the form."""
    return ShortField(
        Words("Ihr Name", "Your name"),
        [Required(Words("Geben Sie Ihren Namen ein.", "Enter your name."))],
        render_kw={"autocomplete": "name"},
    )


def street_line() -> ShortField:
    """Street and number, which browsers offer to fill in."""
    return ShortField(
        Words("Straße und Hausnummer", "Street and number"),
        [Required(Words("Geben Sie Straße und Hausnummer ein.", "Enter street and number."))],
        render_kw={"autocomplete": "street-address"},
    )


def postcode_line(missing: Words | None = None) -> ShortField:
    """A postcode; `missing` asks for it where it has to be there."""
    return ShortField(
        Words("Postleitzahl", "Postcode"),
        [*([Required(missing)] if missing else []), GermanPostcode()],
        most=20,
        render_kw={"autocomplete": "postal-code"},
    )


def city_line() -> ShortField:
    """The city."""
    return ShortField(
        Words("Ort", "City"),
        [Required(Words("Geben Sie den Ort ein.", "Enter the city."))],
        render_kw={"autocomplete": "address-level2"},
    )
