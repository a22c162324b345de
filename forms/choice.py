"""Fields that people choose in: one of a list, several of a list, or a sentence to tick.

What can be chosen is a mapping of the value to its Words, in the order in which it is shown.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from wtforms import BooleanField, RadioField, SelectField, SelectMultipleField, ValidationError
from wtforms.fields.choices import SelectChoice

from grants.programme.words import Words

Choices = Mapping[str, Words]

PLEASE_CHOOSE = Words("Bitte wählen", "Please choose")
CHOOSE = Words("Wählen Sie eine Möglichkeit.", "Choose one of them.")


def _offered(choices: Choices) -> list[SelectChoice]:
    return [SelectChoice(value=value, label=words) for value, words in choices.items()]


class ChoiceField(SelectField):
    """One of a list, closed until opened.

    It begins with an empty line; whether an answer is needed is for Required to say.
    """

    kind = "select"
    named = True
    limit: int | None = None

    def __init__(
        self, label: Words, validators: Sequence[Any] = (), *, choices: Choices, **more: Any
    ) -> None:
        offered = _offered({"": PLEASE_CHOOSE, **choices})
        super().__init__(label, validators, choices=offered, **more)

    def pre_validate(self, form: object) -> None:
        """Refuse what was not offered; no answer is not a wrong one."""
        if self.data:
            super().pre_validate(form)

    def offer(self, choices: Choices) -> None:
        """Offer these instead: for choices that are known only when the page is asked for."""
        self.choices = _offered({"": PLEASE_CHOOSE, **choices})


class RadioChoiceField(RadioField):
    """One of a few, all of them in sight; whether an answer is needed is for Required to say."""

    kind = "radio"
    named = True
    limit: int | None = None

    def __init__(
        self, label: Words, validators: Sequence[Any] = (), *, choices: Choices, **more: Any
    ) -> None:
        super().__init__(label, validators, choices=_offered(choices), **more)

    def pre_validate(self, form: object) -> None:
        """Refuse what was not offered; no answer is not a wrong one."""
        if self.data:
            super().pre_validate(form)

    def offer(self, choices: Choices) -> None:
        """Offer these instead."""
        self.choices = _offered(choices)


class SeveralChoicesField(SelectMultipleField):
    """Any number of a list, as boxes to tick."""

    kind = "checkboxes"
    named = True
    limit: int | None = None

    def __init__(
        self, label: Words, validators: Sequence[Any] = (), *, choices: Choices, **more: Any
    ) -> None:
        super().__init__(label, validators, choices=_offered(choices), **more)

    def pre_validate(self, form: object) -> None:
        """Refuse what was not offered: mostly an older window that shows what there was."""
        offered = {str(choice.value) for choice in self.iter_choices()}
        if set(self.data or ()) - offered:
            raise ValidationError(
                Words(
                    "Die Auswahl hat sich inzwischen geändert. Laden Sie die Seite neu.",
                    "What can be chosen has changed meanwhile. Load the page again.",
                )
            )

    def offer(self, choices: Choices) -> None:
        """Offer these instead."""
        self.choices = _offered(choices)


class TickField(BooleanField):
    """A sentence to tick."""

    kind = "check"
    limit: int | None = None
