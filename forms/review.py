"""What a juror fills in: the word on a conflict, points with reasons, the last word."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any, ClassVar

from wtforms import ValidationError

from forms.base import ProgrammeForm
from forms.choice import ChoiceField, Choices, RadioChoiceField, TickField
from forms.fields import NeededSometimes, Required, TextField
from grants.programme.conflict import CONFLICT_WORDS, ConflictKind
from grants.programme.criteria import Criterion, Selection
from grants.programme.selection import steps
from grants.programme.terms import Terms
from grants.programme.words import Words


class NeededInTheEnd:
    """Not needed to save a draft, so it refuses nothing; but the page must not call it optional."""

    field_flags: ClassVar = {"needed": True}

    def __call__(self, form: object, field: object) -> None:
        """Let everything pass."""


class ConflictForm(ProgrammeForm):
    """A juror's word on a conflict with one application."""

    word = RadioChoiceField(
        Words("Besteht ein Konflikt?", "Is there a conflict?"),
        [Required(Words("Wählen Sie eine Antwort.", "Choose an answer."))],
        choices={
            "none": Words(
                "Nein. Ich bin unabhängig und darf diese Bewerbung begutachten.",
                "No. I am independent and may review this application.",
            ),
            "conflict": Words(
                "Ja. Ich gebe diese Bewerbung zurück.", "Yes. I give this application back."
            ),
        },
    )
    kind = ChoiceField(
        Words("Worin besteht der Konflikt?", "What is the conflict?"),
        [NeededSometimes()],
        description=Words("Nur bei „Ja“ nötig.", "Only needed for “Yes”."),
        choices={kind.value: words for kind, words in CONFLICT_WORDS.items()},
    )
    ground = TextField(
        Words("In Ihren Worten", "In your words"),
        [NeededSometimes()],
        description=Words(
            "Ein Satz genügt. Nur nötig, wenn oben nichts passt.",
            "One sentence will do. Only needed where nothing above fits.",
        ),
        limit=500,
        rows=2,
    )

    @property
    def said(self) -> ConflictKind | None:
        """The kind that was chosen, also where the answer is no: the rule refuses that."""
        if self.kind.data:
            return ConflictKind(self.kind.data)
        return ConflictKind.OTHER if self.word.data == "conflict" else None

    def validate_ground(self, field: TextField) -> None:
        """A conflict needs its kind, or its ground where no kind fits."""
        if self.word.data != "conflict" or field.data:
            return
        if self.kind.data in ("", None, ConflictKind.OTHER.value):
            raise ValidationError(
                Words(
                    "Schreiben Sie in einem Satz, worin der Konflikt besteht.",
                    "Say in one sentence what the conflict is.",
                )
            )


class FinalForm(ProgrammeForm):
    """The juror's last word on a review."""

    sure = TickField(
        Words(
            "Das ist mein abschließendes Gutachten. Ich kann es danach nicht mehr ändern.",
            "This is my final review. I cannot change it afterwards.",
        ),
        [Required(Words("Bestätigen Sie den Satz.", "Confirm the sentence."))],
    )


class ReviewForm(ProgrammeForm):
    """Points and a reason for each criterion of the round; see `review_form`."""

    criteria: tuple[Criterion, ...] = ()

    @property
    def pairs(self) -> Iterable[tuple[Criterion, ChoiceField, TextField]]:
        """Each criterion with its two fields."""
        return [(each, self[f"points_{each.code}"], self[f"reason_{each.code}"])
                for each in self.criteria]  # fmt: skip

    @property
    def scores(self) -> dict[str, tuple[Decimal, str]]:
        """What has points so far, as the act takes it."""
        return {
            each.code: (Decimal(points.data), reason.data or "")
            for each, points, reason in self.pairs
            if points.data
        }

    @property
    def lost_reasons(self) -> list[TextField]:
        """Reasons that cannot be kept, because their criterion has no points yet."""
        return [reason for _, points, reason in self.pairs if reason.data and not points.data]


def review_form(terms: Terms) -> type[ReviewForm]:
    """The form with the criteria, the scale and the limits of these terms."""
    fields: dict[str, Any] = {"criteria": terms.selection.criteria}
    for criterion in terms.selection.criteria:
        fields[f"points_{criterion.code}"] = ChoiceField(
            Words("Punkte", "Points"), [NeededInTheEnd()], choices=scale(terms.selection)
        )
        fields[f"reason_{criterion.code}"] = TextField(
            Words("Begründung", "Reason"),
            [NeededInTheEnd()],
            limit=terms.limits.reason_characters,
            rows=4,
        )
    return type("FormOfThisRound", (ReviewForm,), fields)


def scale(selection: Selection) -> Choices:
    """Every step of the scale, the best first: 5,0 down to 1,0."""
    return {
        str(points): Words(str(points).replace(".", ","), str(points))
        for points in reversed(steps(selection))
    }
