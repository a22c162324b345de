"""What is said about an observation, and what somebody looks for in their list."""

from forms.base import ProgrammeForm
from forms.choice import ChoiceField
from forms.fields import needed_text
from grants.programme.observation import OBSERVATION_WORDS, SEVERITY_WORDS
from grants.programme.observation_catalogue import CATALOGUE
from grants.programme.words import Words

TEXT = 4000
GONE = {"gone": Words("nicht mehr da", "gone")}


class _WordForm(ProgrammeForm):
    """One text; which words ask for it depends on who speaks."""

    reason = needed_text(
        Words("Was Sie dazu sagen", "What you say about it"),
        Words("Schreiben Sie, was Sie dazu sagen.", "Write what you say about it."),
        limit=TEXT,
        rows=5,
    )


class ObservationAnswerForm(_WordForm):
    """Staff say how it came about, and what they do."""


class ObservationMarkForm(_WordForm):
    """The auditor accepts or disputes; one text for either button."""


class ObservationSearchForm(ProgrammeForm):
    """Filters of the list; all may be empty."""

    class Meta(ProgrammeForm.Meta):
        """A search changes nothing, so that it needs no token and can be quoted."""

        csrf = False

    code = ChoiceField(
        Words("Feststellung", "Finding"),
        choices={
            entry.code: Words(f"{entry.code} {entry.title.de}", f"{entry.code} {entry.title.en}")
            for entry in CATALOGUE
            if entry.computed
        },
    )
    severity = ChoiceField(
        Words("Schwere", "Severity"),
        choices={severity.value: words for severity, words in SEVERITY_WORDS.items()},
    )
    round = ChoiceField(Words("Runde", "Round"), choices={})
    state = ChoiceField(
        Words("Stand", "State"),
        choices={**{state.value: words for state, words in OBSERVATION_WORDS.items()}, **GONE},
    )
