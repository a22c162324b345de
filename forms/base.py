"""What every form of the site has in common: its language, its answers, and what is wrong."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, ClassVar, Final

from flask_wtf import FlaskForm
from wtforms import Field, FieldList, FormField
from wtforms.csrf.core import CSRFTokenField

from grants.programme.finding import Finding
from grants.programme.words import LANGUAGES, Language, Words

SPEAK: Final = "speak"
"""Name of the button that shows the same form in the other language, with what was typed."""
TYPED_IN: Final = "spoken"
"""Name of the hidden field with the language of the page on which it was typed."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One message and the field it belongs to, for the list at the top of a page."""

    field_id: str
    words: Words


SPOKEN = {
    "This field is required.": Words("Diese Angabe fehlt.", "This entry is missing."),
    "Not a valid choice.": Words(
        "Wählen Sie eine der angebotenen Möglichkeiten.", "Choose one of the options offered."
    ),
    "Invalid Choice: could not coerce.": Words(
        "Wählen Sie eine der angebotenen Möglichkeiten.", "Choose one of the options offered."
    ),
    "Invalid email address.": Words(
        "Schreiben Sie die E-Mail-Adresse wie name@beispiel.de.",
        "Write the e-mail address like name@example.org.",
    ),
}
"""What WTForms itself would say, in our words. It keeps whatever object it is given."""


class Speech:
    """Hands WTForms our Words where it would look up a translation."""

    def gettext(self, text: str) -> Any:
        """Our words for this text, or the text itself."""
        return SPOKEN.get(text, text)

    def ngettext(self, one: str, many: str, count: int) -> Any:
        """The same for a message that counts something."""
        return self.gettext(one if count == 1 else many)


class ProgrammeForm(FlaskForm):
    """A form that reads amounts and dates in the language of its page.

    `OutlineForm(language=language(), data=…)`; without a language it reads German.
    """

    first_on_page: ClassVar[tuple[str, ...]] = ()
    last_on_page: ClassVar[tuple[str, ...]] = ()
    """Fields that the page shows before or after all others, whatever their class."""

    class Meta(FlaskForm.Meta):
        """Settings that WTForms hands to every field as `field.meta`."""

        language: Language = "de"
        switches = False

        def wrap_formdata(self, form: object, formdata: Any) -> Any:
            """What came; it is read in the language of the page on which it was typed."""
            came = super().wrap_formdata(form, formdata)
            if came:
                self.switches = came.get(SPEAK) in LANGUAGES
                self.language = _language_of(came) or self.language
            return came

        def get_translations(self, form: object) -> Speech:
            """Speak our Words, and never ask Flask-Babel."""
            return Speech()

    def __init__(self, *args: Any, language: Language = "de", **more: Any) -> None:
        meta = {**more.pop("meta", {}), "language": language}
        super().__init__(*args, meta=meta, **more)
        self.findings: list[Finding] = []
        """Broken rules that belong to no field of this form."""
        if self.meta.language != language:
            self._speak(language)

    def _speak(self, language: Language) -> None:
        """Write what could be read in this language; what could not stays as it was typed."""
        self.meta.language = language
        for field in self:
            if not field.process_errors and getattr(field, "spoken", False):
                field.typed = None

    @property
    def switches(self) -> bool:
        """Is it only to be shown in the other language? Then nothing is judged or kept."""
        return bool(self.meta.switches)

    def validate(self, extra_validators: Any = None) -> bool:
        """Is everything readable? Never when only the language changes."""
        return not self.switches and bool(super().validate(extra_validators))

    @property
    def answers(self) -> dict[str, Any]:
        """What was filled in, by the name of the field: the arguments of an act."""
        return {
            field.short_name: field.data for field in self if not isinstance(field, CSRFTokenField)
        }

    @property
    def problems(self) -> list[Problem]:
        """Every message of every field, in the order of the form."""
        return sorted(_problems(self), key=self._place_on_page)

    def _place_on_page(self, problem: Problem) -> int:
        """Before, with or after the fields that stand in the order in which they are written."""
        first = self.first_on_page
        if problem.field_id in first:
            return first.index(problem.field_id) - len(first)
        return 1 if problem.field_id in self.last_on_page else 0

    def show(self, findings: Iterable[Finding]) -> None:
        """Put each broken rule at the field that heals it, or at the top of the form."""
        for finding in findings:
            field = self._fields.get(finding.place.rpartition("#")[2])
            if field is None:
                self.findings.append(finding)
            else:
                field.errors = [*field.errors, finding.says]


def _language_of(came: Any) -> Language | None:
    """The language of the page that sent this, if it says so."""
    spoken = came.get(TYPED_IN)
    return spoken if spoken in LANGUAGES else None


def _problems(fields: Iterable[Field]) -> Iterator[Problem]:
    every = list(fields)
    said = Counter(error for field in every for error in _plain_errors(field))
    for field in every:
        if isinstance(field, FormField | FieldList):
            yield from _problems(field)
        else:
            yield from (
                Problem(field.id, _named(field, error, several=said[error] > 1))
                for error in field.errors
            )


def _plain_errors(field: Field) -> Iterable[Any]:
    return () if isinstance(field, FormField | FieldList) else field.errors


def _named(field: Field, error: Any, *, several: bool) -> Any:
    """The message with the name of its field, where it alone does not tell which one is meant.

    That is where it speaks of an amount or a choice, and where several fields say the same.
    """
    name = field.label.text
    if not (several or getattr(field, "named", False)) or not isinstance(name, Words):
        return error
    if not isinstance(error, Words) or name.de in error.de:
        return error
    return Words(_joined(name.de, error.de), _joined(name.en, error.en))


def _joined(name: str, error: str) -> str:
    """A question or a sentence ends by itself."""
    return f"{name} {error}" if name.endswith(("?", ".")) else f"{name}: {error}"
