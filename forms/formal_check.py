"""What an officer fills in at the formal check: the round's questions, the result, the reason."""

from collections.abc import Iterable
from typing import Any

from wtforms import Field

from forms.base import ProgrammeForm
from forms.choice import ChoiceField, RadioChoiceField, SeveralChoicesField, TickField
from forms.day import DayField
from forms.fields import NeededSometimes, Required, TextField
from grants.programme.application_form import SECTIONS
from grants.programme.form_terms import FormalQuestion
from grants.programme.terms import Terms
from grants.programme.words import Words

YES_OR_NO = {"yes": Words("Ja", "Yes"), "no": Words("Nein", "No")}
RESULTS = {
    "passed": Words("Formal in Ordnung", "Formally in order"),
    "incomplete": Words("Unterlagen nachfordern", "Ask for papers"),
    "rejected": Words("Aus formalem Grund ablehnen", "Reject on formal grounds"),
}


class Answered(Required):
    """Needs an answer, unless the tick answers what was left open."""

    def __call__(self, form: Any, field: Field) -> None:
        """Stop where neither the question nor the tick says anything."""
        if not form.all_yes.data:
            super().__call__(form, field)


ANSWER = Answered(Words("Beantworten Sie die Frage.", "Answer the question."))


class FormalCheckForm(ProgrammeForm):
    """The result; the questions of the round stand before it, see `formal_check_form`."""

    last_on_page = ("result", "reason_code", "note", "answer_by", "sections")
    all_yes = TickField(
        Words("Alle Fragen, die ich offen lasse: Ja", "All questions that I leave open: yes"),
        description=Words(
            "Ich habe sie geprüft. Ein Nein, das Sie oben wählen, bleibt ein Nein.",
            "I have checked them. A no that you choose above stays a no.",
        ),
    )
    result = RadioChoiceField(
        Words("Ergebnis", "Result"),
        [Required(Words("Wählen Sie das Ergebnis.", "Choose the result."))],
        choices=RESULTS,
    )
    reason_code = ChoiceField(
        Words("Grund", "Reason"),
        [NeededSometimes()],
        description=Words(
            "Nur bei Ablehnung oder Nachforderung. Der Satz steht so im Bescheid.",
            "Only to reject or to ask for papers. The sentence appears in the letter.",
        ),
        choices={},
    )
    note = TextField(
        Words("Vermerk", "Note"),
        description=Words(
            "Wenn Sie Unterlagen nachfordern, liest das Cluster diesen Text: Schreiben Sie, was"
            " fehlt. Sonst bleibt er in der Akte.",
            "If you ask for papers, the cluster reads this text: say what is missing. Otherwise it"
            " stays in the file.",
        ),
        limit=2000,
        rows=3,
    )
    answer_by = DayField(
        Words("Unterlagen bis", "Papers by"),
        [NeededSometimes()],
        description=Words(
            "Nur wenn Sie Unterlagen nachfordern. Der Tag steht in der E-Mail an das Cluster.",
            "Only if you ask for papers. The mail to the cluster names the day.",
        ),
    )
    sections = SeveralChoicesField(
        Words("Abschnitte, die das Cluster ändern darf", "Sections that the cluster may change"),
        description=Words(
            "Nur wenn Sie Unterlagen nachfordern. Alle anderen bleiben, wie sie eingereicht sind. "
            "Ohne Auswahl sind alle offen.",
            "Only if you ask for papers. All others stay as submitted. With none chosen all are "
            "open.",
        ),
        choices={one.code: one.title for one in SECTIONS},
    )
    questions: tuple[FormalQuestion, ...] = ()

    @property
    def given(self) -> dict[str, bool]:
        """The answers by the code of the question: yes is true."""
        silent = "yes" if self.all_yes.data else "no"
        return {
            question.code: (self[question.code].data or silent) == "yes"
            for question in self.questions
        }

    @property
    def question_fields(self) -> Iterable[RadioChoiceField]:
        """The fields of the questions, in the order of the terms."""
        return [self[question.code] for question in self.questions]


def formal_check_form(terms: Terms) -> type[FormalCheckForm]:
    """The form with the questions and the reasons of these terms."""
    fields: dict[str, object] = {
        question.code: RadioChoiceField(question.question, [ANSWER], choices=YES_OR_NO)
        for question in terms.formal_questions
    }
    reasons = {reason.code: reason.text for reason in terms.formal_reasons}
    fields["reason_code"] = ChoiceField(
        FormalCheckForm.reason_code.args[0],
        description=FormalCheckForm.reason_code.kwargs["description"],
        choices=reasons,
    )
    return type("FormOfThisRound", (FormalCheckForm,), {
        **fields, "questions": terms.formal_questions,
    })  # fmt: skip
