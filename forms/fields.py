"""Fields that people write into: text, amounts, numbers, files; dates are in `day.py`.

A label, a description (the hint) and every message are Words. A field names its `kind`, so that
the macro `field` in templates/parts/form.html knows how to draw it, and its `limit`, so that the
macro can say how many characters are left.
"""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, ClassVar

from flask_wtf.file import FileField, MultipleFileField
from wtforms import Field, ValidationError
from wtforms.validators import StopValidation
from wtforms.widgets import EmailInput, FileInput, PasswordInput, TextArea, TextInput

from grants.programme.amount import NotAnAmount, read_amount, read_decimal, short
from grants.programme.money import Money
from grants.programme.text_limit import UNIT_WORDS, TextLimit, Unit
from grants.programme.words import Words, english, german, say

_SPACES = dict.fromkeys((0x0B, 0x0C, 0x85), " ")
_CONTROLS = (*range(0x09), *range(0x0E, 0x20), *range(0x7F, 0xA0))
_HALF_SIGNS = range(0xD800, 0xE000)
_TURNING = (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
_WITHOUT_WIDTH = (0xAD, 0x200B, 0x2060, 0xFEFF)
UNSEEN = {**dict.fromkeys((*_CONTROLS, *_HALF_SIGNS, *_TURNING, *_WITHOUT_WIDTH)), **_SPACES}
"""Signs without a shape that copying from a PDF or a word processor brings along.

The database cannot keep some of them, no paper shows any; tabs and line breaks stay. Those that
turn the direction of writing let a name read as another one. What joins letters of other scripts
stays.
"""


class NeededSometimes:
    """Needed in some cases only, which the hint names: the label does not call it optional."""

    field_flags: ClassVar = {"sometimes": True}

    def __call__(self, form: object, field: Field) -> None:
        """Whether it is needed is for the form or the rule to say."""


class Required:
    """This must be filled in; the sentence says what to do: "Geben Sie den Namen ein." """

    field_flags: ClassVar = {"needed": True}
    """Not the browser's own `required`: it would not let a half-written draft be saved."""

    def __init__(self, says: Words) -> None:
        self.says = says

    def __call__(self, form: object, field: Field) -> None:
        """Stop at an empty answer; 0,00 € is an answer, an unreadable one has its own message."""
        if field.errors or field.data not in (None, "", [], False):
            return
        raise StopValidation(self.says)


class LineField(Field):
    """A field of one line that keeps what was typed when it cannot read it."""

    widget = TextInput()
    kind = "line"
    spoken = True
    """Does what stands in it depend on the language of the page?"""
    named = True
    """Does the list of faults name it? A text is named by its message, an amount is not."""
    limit: int | None = None
    empty: Any = None
    """The answer of a field that was left empty."""
    attributes: ClassVar[dict[str, str]] = {}

    def __init__(self, label: Words, validators: Sequence[Any] = (), **more: Any) -> None:
        more["render_kw"] = {**self.attributes, **(more.get("render_kw") or {})}
        super().__init__(label, validators, **more)
        self.typed: str | None = None

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the first line that came; an empty one is no answer."""
        if not valuelist:
            return
        self.typed = valuelist[0].translate(UNSEEN).strip()
        self.data = self.empty
        if self.typed:
            self.data = self.read(self.typed)

    def read(self, text: str) -> Any:
        """The value of this text; raises ValueError with Words."""
        raise NotImplementedError

    def write(self, value: Any) -> str:
        """The value as this field's page writes it."""
        return str(value)

    @property
    def shown(self) -> str:
        """What stands in the field: what was typed, or what is kept as its page writes it."""
        return self._value()

    def _value(self) -> str:
        if self.typed is not None:
            return self.typed
        return "" if self.data is None else self.write(self.data)


class TextField(LineField):
    """Text of at most `limit` characters, on one line or in a box of `rows` lines."""

    empty = ""
    named = False
    unit = Unit.CHARACTERS

    def __init__(
        self,
        label: Words,
        validators: Sequence[Any] = (),
        *,
        limit: int | None = None,
        rows: int = 1,
        **more: Any,
    ) -> None:
        if rows > 1:
            more["render_kw"] = {"rows": rows, **(more.get("render_kw") or {})}
            more.setdefault("widget", TextArea())
        more.setdefault("default", "")
        super().__init__(label, validators, **more)
        self.limit = limit
        self.kind = "box" if rows > 1 else "line"

    @property
    def length(self) -> int:
        """How long it is now, in what is counted; a line break counts as one character."""
        return TextLimit(0, self.unit).length(self.data or "")

    @property
    def unit_name(self) -> Words:
        """What is counted: characters or words."""
        return UNIT_WORDS[self.unit]

    def allow(self, limit: TextLimit) -> None:
        """Set the limit that the terms of a round name."""
        self.limit, self.unit = limit.most, limit.unit

    def read(self, text: str) -> str:
        """The text without the blanks around it; a browser's two-sign line breaks become one."""
        return text.replace("\r\n", "\n")

    def pre_validate(self, form: object) -> None:
        """Refuse a text over the limit, saying by how much."""
        if self.limit is None:
            return
        limit = TextLimit(self.limit, self.unit)
        if not limit.holds(self.data or ""):
            raise ValidationError(limit.too_long(self.data or ""))


def needed_text(label: Words, says: Words, *, limit: int, rows: int, **more: Any) -> TextField:
    """A text that has to be written: a reason, a question, a remark."""
    return TextField(label, [Required(says)], limit=limit, rows=rows, **more)


class EmailField(TextField):
    """An e-mail address; browsers offer the one they know."""

    widget = EmailInput()
    attributes: ClassVar = {"autocomplete": "email", "spellcheck": "false"}


class SecretField(TextField):
    """A password. It is never written back into the page."""

    widget = PasswordInput(hide_value=True)
    attributes: ClassVar = {"autocomplete": "current-password"}

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take it as it is: blanks may be part of a password."""
        self.data = valuelist[0] if valuelist else self.data


class EuroField(LineField):
    """An amount in euro, read and written in the language of the page."""

    kind = "euro"
    attributes: ClassVar = {"inputmode": "decimal", "autocomplete": "off"}

    def read(self, text: str) -> Money:
        """The amount; an unclear one is asked about, not guessed."""
        try:
            return read_amount(text, self.meta.language)
        except NotAnAmount as wrong:
            raise ValueError(wrong.says) from wrong

    def write(self, value: Money) -> str:
        """1.234,56 on a German page, 1,234.56 on an English one."""
        return value.german_figure if self.meta.language == "de" else value.english_figure


class DecimalField(LineField):
    """A number with decimals that is no amount in euro: a rate, a foreign amount, a headcount."""

    kind = "number"
    attributes: ClassVar = {"inputmode": "decimal", "autocomplete": "off"}

    def __init__(
        self, label: Words, validators: Sequence[Any] = (), *, places: int, **more: Any
    ) -> None:
        super().__init__(label, validators, **more)
        self.places = places

    def read(self, text: str) -> Decimal:
        """The number, with at most so many places."""
        try:
            return read_decimal(text, self.meta.language, places=self.places)
        except NotAnAmount as wrong:
            raise ValueError(wrong.says) from wrong

    def write(self, value: Decimal) -> str:
        """1.234,5 on a German page, 1,234.5 on an English one, without zeros at the end."""
        return german(short(value)) if self.meta.language == "de" else english(short(value))


class NumberField(LineField):
    """A whole number, never negative."""

    kind = "number"
    attributes: ClassVar = {"inputmode": "numeric", "autocomplete": "off"}

    def read(self, text: str) -> int:
        """The number; a mark between thousands is allowed."""
        plain = re.sub(r"(?<=\d)[.,\s](?=\d{3}(?!\d))", "", text)
        if re.fullmatch(r"[0-9]{10,}", plain):
            raise ValueError(
                say(
                    "Diese Zahl ist zu groß. Wir haben „{typed}“ gelesen.",
                    "This number is too large. We read “{typed}”.",
                    typed=text,
                )
            )
        if not re.fullmatch(r"[0-9]{1,9}", plain):
            raise ValueError(
                say(
                    "Schreiben Sie eine ganze Zahl in Ziffern. Wir haben „{typed}“ gelesen.",
                    "Write a whole number in digits. We read “{typed}”.",
                    typed=text,
                )
            )
        return int(plain)


class UploadField(FileField):
    """A file. What is in it is checked where it is stored, not by its name."""

    kind = "file"
    limit: int | None = None
    widget = FileInput()


class SeveralUploadsField(MultipleFileField):
    """One or more files, chosen at once."""

    kind = "file"
    limit: int | None = None
    widget = FileInput(multiple=True)
