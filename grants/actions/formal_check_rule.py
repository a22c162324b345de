"""Rules about a formal check, as findings: its time, its answers, and the reason that must fit."""

from collections.abc import Mapping
from datetime import date

from grants.models.application import Application
from grants.models.review import FormalResult
from grants.models.round import Round
from grants.programme.finding import Finding
from grants.programme.form_terms import FormalReason
from grants.programme.stages import RoundState
from grants.programme.words import Words, counted, say
from grants.queries.application import terms_of

SOURCE = Words("Regeln der Runde, formale Prüfung", "Terms of the round, formal check")


def check_time(round_: Round) -> Finding:
    """Is the round in its formal check?"""
    return Finding(
        rule="CHECK-TIME",
        holds=round_.state is RoundState.FORMAL_CHECK,
        claim=Words(
            "Geprüft wird während der formalen Prüfung der Runde.",
            "Checks are made during the round's formal check.",
        ),
        says=Words(
            "Die Runde ist nicht in der formalen Prüfung.", "The round is not in its formal check."
        ),
        source=SOURCE,
        place="result",
    )


def check_answers(result: FormalResult, answers: Mapping[str, bool]) -> Finding:
    """Does an application that passes meet every question?"""
    refused = [code for code, yes in answers.items() if not yes]
    return Finding(
        rule="CHECK-ANSWERS",
        holds=result is not FormalResult.PASSED or not refused,
        claim=Words("Wer besteht, erfüllt jede Frage.", "Who passes meets every question."),
        says=say(
            "{questions} mit Nein beantwortet.",
            "{questions} answered with no.",
            questions=counted(
                len(refused),
                Words("Frage ist", "question is"),
                Words("Fragen sind", "questions are"),
            ),
        ),
        source=SOURCE,
        place="result",
    )


def check_reason_given(application: Application, code: str, answers: Mapping[str, bool]) -> Finding:
    """Does the reason follow from a "no"? The letter will say it, so the check must have said it.

    Where no answers are given, as for rounds that were taken over, nothing can be compared.
    """
    questions = terms_of(application.terms).formal_questions
    asked = [one.question for one in questions if one.reason == code and answers.get(one.code)]
    return Finding(
        rule="CHECK-REASON",
        holds=not asked,
        claim=Words(
            "Der Grund folgt aus einer Frage mit der Antwort Nein.",
            "The reason follows from a question answered with no.",
        ),
        says=say(
            "Diese Frage ist mit Ja beantwortet: {question}",
            "This question is answered with yes: {question}",
            question=asked[0],
        )
        if asked
        else Words("Grund und Antworten passen zusammen.", "Reason and answers fit."),
        source=SOURCE,
        place="reason_code",
    )


def check_request(
    result: FormalResult, note: str, answer_by: date | None, day: date
) -> list[Finding]:
    """Does whoever is asked for papers read what is missing, and by when?"""
    if result is not FormalResult.INCOMPLETE:
        return []
    return [
        Finding(
            rule="CHECK-REQUEST",
            holds=bool(note.strip()),
            claim=Words(
                "Eine Nachforderung sagt, was fehlt.", "A request for papers says what is missing."
            ),
            says=Words(
                "Schreiben Sie in den Vermerk, was fehlt; das Cluster liest ihn.",
                "Write what is missing into the note; the cluster reads it.",
            ),
            source=SOURCE,
            place="note",
        ),
        Finding(
            rule="CHECK-REQUEST",
            holds=answer_by is not None and answer_by > day,
            claim=Words(
                "Eine Nachforderung nennt einen Tag, der noch kommt.",
                "A request for papers names a day that is still to come.",
            ),
            says=Words(
                "Nennen Sie den Tag, bis zu dem die Unterlagen da sein sollen, später als heute.",
                "Name the day by which the papers should be there, later than today.",
            ),
            source=SOURCE,
            place="answer_by",
        ),
    ]


def check_reason(result: FormalResult, code: str, reason: FormalReason | None) -> Finding:
    """A reason where one is needed, none where none is, and a curable one to ask for papers."""
    says = Words("Grund und Ergebnis passen zusammen.", "Reason and result fit.")
    holds = True
    if result is FormalResult.PASSED:
        holds = not code
        says = Words(
            "Wer besteht, braucht keinen Grund. Lassen Sie den Grund leer.",
            "Who passes needs no reason. Leave the reason empty.",
        )
    elif reason is None:
        holds = False
        says = Words("Wählen Sie den Grund.", "Choose the reason.")
    elif result is FormalResult.INCOMPLETE:
        holds = reason.remediable
        says = Words(
            "Dieser Mangel lässt sich nicht beheben. Lehnen Sie ab oder wählen Sie einen"
            " anderen Grund.",
            "This defect cannot be put right. Reject, or choose another reason.",
        )
    return Finding(
        rule="CHECK-REASON",
        holds=holds,
        claim=Words(
            "Jede Ablehnung und jede Nachforderung hat einen Grund aus der Liste.",
            "Every rejection and every request for papers has a reason from the list.",
        ),
        says=says,
        source=SOURCE,
        place="reason_code",
    )
