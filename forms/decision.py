"""What officers fill in when they decide: a proposal, a countersignature, a refusal."""

from collections.abc import Iterable, Mapping
from typing import Any

from forms.base import ProgrammeForm
from forms.choice import ChoiceField, Choices, RadioChoiceField, SeveralChoicesField, TickField
from forms.day import DayField
from forms.fields import NeededSometimes, Required, TextField, needed_text
from forms.printed import Printed
from grants.programme.reason import GIVE_REASON
from grants.programme.words import Words

REASONS = 4000
ADVICE = 2000
CONDITION = 1000
CONFIRM = Words("Bestätigen Sie den Satz.", "Confirm the sentence.")
KINDS: Choices = {
    "select": Words("Auswählen", "Select"),
    "reserve": Words("In Reserve halten", "Keep in reserve"),
    "reject": Words("Ablehnen", "Reject"),
}
GROUNDS: Choices = {
    "formal": Words("Formaler Grund", "Formal ground"),
    "quality": Words("Schwellen nicht erreicht", "Thresholds not reached"),
    "budget": Words("Budget der Runde ausgeschöpft", "Budget of the round used up"),
    "other": Words(
        "Anderer Grund, abweichend von der Rangliste",
        "Another ground, other than the ranking",
    ),
}


def _reasons(hint: Words) -> TextField:
    return TextField(
        Words("Begründung, auf Deutsch", "Reasons, in German"),
        [NeededSometimes(), Printed()],
        description=hint,
        limit=REASONS,
        rows=6,
    )


IN_THE_LETTER = Words(
    "Steht so im Bescheid. Eine Ablehnung braucht ihre wesentlichen Gründe, und wer von der"
    " Rangliste abweicht, begründet das.",
    "Stands in the letter as it is. A rejection needs its main reasons, and so does a proposal"
    " that leaves the ranking.",
)


class OutcomeForm(ProgrammeForm):
    """A proposal on one application."""

    kind = RadioChoiceField(
        Words("Was schlagen Sie vor?", "What do you propose?"),
        [Required(Words("Wählen Sie einen Vorschlag.", "Choose a proposal."))],
        choices=KINDS,
    )
    ground = ChoiceField(
        Words("Ablehnungsgrund", "Ground of rejection"),
        [NeededSometimes()],
        description=Words("Nur bei einer Ablehnung.", "For a rejection only."),
        choices=GROUNDS,
    )
    reasons = _reasons(IN_THE_LETTER)
    advice = TextField(
        Words("Rat für die nächste Runde, auf Deutsch", "Advice for the next round, in German"),
        [NeededSometimes()],
        description=Words(
            "Nur bei einer Ablehnung, freiwillig. Steht so im Bescheid und auf der Seite der"
            " Bewerbung.",
            "For a rejection only, optional. Stands like this in the letter and on the page of the"
            " application.",
        ),
        limit=ADVICE,
        rows=4,
    )


class ReserveForm(OutcomeForm):
    """A proposal on an application whose place on the reserve list was decided before."""

    kind = RadioChoiceField(
        Words("Was schlagen Sie vor?", "What do you propose?"),
        [Required(Words("Wählen Sie einen Vorschlag.", "Choose a proposal."))],
        choices={
            "select": Words("Nachrücken lassen", "Promote"),
            "reject": Words("Ablehnen", "Reject"),
        },
    )


class AwardForm(ProgrammeForm):
    """The draft of an award with its special conditions."""

    standard = SeveralChoicesField(
        Words("Besondere Nebenbestimmungen", "Special conditions"), choices={}
    )
    own = TextField(
        Words("Eigene Nebenbestimmung, auf Deutsch", "A condition of your own, in German"),
        [Printed()],
        description=Words("Eine Auflage in ganzen Sätzen.", "An obligation in full sentences."),
        limit=CONDITION,
        rows=3,
    )
    reasons = _reasons(
        Words(
            "Nur nötig, wenn der Bescheid vom Antrag abweicht.",
            "Only needed where the award departs from the application.",
        )
    )

    @property
    def conditions(self) -> list[str]:
        """Everything that was ticked or written, in this order."""
        return [text for text in (*(self.standard.data or ()), self.own.data) if text]


class ProjectAwardForm(AwardForm):
    """A proposal on a joint project: approval with conditions, or refusal with reasons."""

    kind = RadioChoiceField(
        Words("Was schlagen Sie vor?", "What do you propose?"),
        [Required(Words("Wählen Sie einen Vorschlag.", "Choose a proposal."))],
        choices={
            "approve_project": Words("Bewilligen", "Approve"),
            "reject_project": Words("Ablehnen", "Reject"),
        },
    )


class ConceptOutcomeForm(ProgrammeForm):
    """The proposal to approve an internationalisation concept."""

    reasons = TextField(
        Words("Begründung, auf Deutsch", "Reasons, in German"),
        [Printed()],
        description=Words("Ihr Vermerk zum Konzept.", "Your note on the concept."),
        limit=REASONS,
        rows=6,
    )


class SignForm(ProgrammeForm):
    """The countersignature of a second person."""

    sure = TickField(
        Words(
            "Ich habe den Fall und den Bescheid geprüft und zeichne mit.",
            "I have checked the case and the letter, and countersign.",
        ),
        [Required(CONFIRM)],
    )


class ConceptSignForm(SignForm):
    """The same on a concept, which no letter follows."""

    sure = TickField(
        Words(
            "Ich habe den Fall und das Konzept geprüft und zeichne mit.",
            "I have checked the case and the concept, and countersign.",
        ),
        [Required(CONFIRM)],
    )


class SendBackForm(ProgrammeForm):
    """A proposal that goes back with a reason."""

    reason = needed_text(Words("Grund", "Reason"), GIVE_REASON, limit=1000, rows=2)


class ReturnForm(ProgrammeForm):
    """Something that goes back to the cluster, or is refused, with a reason it will read."""

    reason = needed_text(
        Words("Grund, für das Cluster", "Reason, for the cluster"),
        GIVE_REASON,
        description=Words(
            "Das Cluster liest ihn im Portal, so wie er hier steht.",
            "The cluster reads it in the portal, as it stands here.",
        ),
        limit=REASONS,
        rows=5,
    )


class MoreTimeForm(ProgrammeForm):
    """A later day by which a cluster is to do something, with a reason."""

    until = DayField(
        Words("Neue Frist", "New date"),
        [Required(Words("Geben Sie den Tag ein.", "Enter the day."))],
    )
    reason = needed_text(Words("Grund", "Reason"), GIVE_REASON, limit=1000, rows=2)


class NoteForm(ProgrammeForm):
    """A note on a finding."""

    note = needed_text(
        Words("Vermerk", "Note"),
        Words("Schreiben Sie, was Sie geprüft haben.", "Say what you have checked."),
        limit=2000,
        rows=3,
    )


class BatchForm(ProgrammeForm):
    """Proposals for many applications; see `batch_form`."""

    numbers: tuple[str, ...] = ()

    @property
    def proposals(self) -> Iterable[tuple[str, str, str]]:
        """Number, kind and reasons of every application that gets a proposal."""
        for number in self.numbers:
            if kind := self[f"kind-{number}"].data:
                yield number, kind, self[f"reasons-{number}"].data or ""


def batch_form(numbers: Iterable[str], named: Mapping[str, str]) -> type[BatchForm]:
    """The form with a choice and a text for each of these applications."""
    fields: dict[str, Any] = {"numbers": tuple(numbers)}
    for number in fields["numbers"]:
        about = f"{number} {named[number]}"
        fields[f"kind-{number}"] = ChoiceField(
            Words(f"Vorschlag für {about}", f"Proposal for {about}"), choices=KINDS
        )
        fields[f"reasons-{number}"] = TextField(
            Words(f"Begründung für {about}", f"Reasons for {about}"),
            [Printed()],
            limit=REASONS,
            rows=4,
        )
    return type("BatchOfThisRound", (BatchForm,), fields)
