"""Whose turn it is with one application, for sponsor staff."""

from typing import Final

from flask import url_for

from grants.models.application import Application
from grants.programme.finding import Finding
from grants.programme.stages import ApplicationState, RoundState
from grants.programme.words import Words, say
from grants.queries.application import terms_of
from grants.queries.application_file import ApplicationFile
from grants.queries.decision import DecisionPanel, is_untold
from grants.web import filters
from grants.web.strip import COLLEAGUES, NEXT, NOBODY, NOTHING_TO_DO, TURN, YOU, Cell, Step, Strip

A = ApplicationState
RECEIVED: Final = Words("Eingegangen", "Received")
NEXT_STEPS: Final = {
    A.SUBMITTED: Words("Formale Prüfung", "Formal check"),
    A.INCOMPLETE: Words("Unterlagen nachreichen", "Supply the papers"),
    A.FORMALLY_OK: Words("Begutachtung beginnen", "Begin the review"),
    A.UNDER_REVIEW: Words("Gutachten der Jury", "Reviews by the jury"),
    A.RECOMMENDED: Words("Entscheidung von zwei Personen", "Decision by two people"),
    A.RESERVE: Words("Nachrücken oder Ablehnung", "Promotion or rejection"),
    A.FORMALLY_REJECTED: Words("Entscheidung von zwei Personen", "Decision by two people"),
    A.NOT_RECOMMENDED: Words("Entscheidung von zwei Personen", "Decision by two people"),
    A.SELECTED: Words("Zuwendung des Clustermanagements", "Grant of the cluster management"),
}
HOLDERS: Final = {
    A.INCOMPLETE: Words("Das Cluster", "The cluster"),
    A.UNDER_REVIEW: Words("Die Jury", "The jury"),
    A.SELECTED: Words("Das Cluster", "The cluster"),
}
OPEN: Final = (RoundState.OPEN, RoundState.EXTENDED)


def strip_of(
    application: Application,
    file: ApplicationFile,
    panel: DecisionPanel | None = None,
    *,
    unbiased: Finding,
) -> Strip:
    """The cells of the strip, and the one action where it is our turn.

    Whoever has a conflict with the case has no turn (R-055); others of us have.
    """
    if panel is not None and panel.decision is not None and not panel.ready:
        of_decision = _decided(application, panel)
        if of_decision is not None:
            return of_decision
    state = application.state
    early = state is A.SUBMITTED and application.round.state in OPEN
    ours = state in NEXT_STEPS and state not in HOLDERS and not early
    if ours and not unbiased.holds:
        cells = [Cell(TURN, COLLEAGUES, unbiased.says), Cell(NEXT, NEXT_STEPS[state])]
        return Strip("wait", cells)
    cells = [
        Cell(TURN, YOU if ours else HOLDERS.get(state, NOBODY), filters.state(state)),
        Cell(
            NEXT,
            NEXT_STEPS.get(state, NOTHING_TO_DO),
            _after_deadline(application) if early else _progress(application, file),
        ),
        Cell(
            RECEIVED,
            filters.moment(application.submitted_at, seconds=True),
            say("um {late_by} verspätet", "late by {late_by}", late_by=application.late_by)
            if application.late_by
            else "",
        ),
    ]
    return Strip("you" if ours else "wait", cells, _action(application) if ours else None)


def _decided(application: Application, panel: DecisionPanel) -> Strip | None:
    """While a proposal waits for its second person, or two have signed and nobody was told."""
    mine = panel.standing is not None and panel.standing.may_countersign
    received = Cell(RECEIVED, filters.moment(application.submitted_at, seconds=True))
    if panel.open:
        why = panel.standing.why if panel.standing else Words("", "")
        cells = [
            Cell(TURN, YOU if mine else Words("Eine zweite Person", "A second person"), why),
            Cell(NEXT, Words("Prüfen und mitzeichnen", "Check and countersign"), panel.kind or ""),
            received,
        ]
        return Strip("you" if mine else "wait", cells, _action(application) if mine else None)
    if panel.decision is not None and is_untold(panel.decision):
        two = Words("Zwei Personen haben entschieden.", "Two people have decided.")
        cells = [
            Cell(TURN, Words("Die Freigabe", "The release"), two),
            Cell(NEXT, Words("Ergebnisse freigeben", "Release the results"), panel.kind or ""),
            received,
        ]
        return Strip("wait", cells)
    return None


def _after_deadline(application: Application) -> Words:
    closes = filters.ends(application.round.closes_at)
    return Words(f"nach dem Ende der Frist, {closes}", f"after the deadline, {closes}")


def _progress(application: Application, file: ApplicationFile) -> Words:
    if application.state is not A.UNDER_REVIEW:
        return Words("", "")
    final = sum(each.final_at is not None and not each.conflicted for each in file.opinions)
    return say(
        "{final} von {least} nötigen Gutachten sind endgültig",
        "{final} of {least} reviews needed are final",
        final=final,
        least=terms_of(application.terms).selection.min_scores,
    )


def _action(application: Application) -> Step | None:
    number, round_ = application.number, application.round
    if application.state is A.SUBMITTED and round_.state is RoundState.FORMAL_CHECK:
        return Step(
            url_for("sponsor_formal_check.check", number=number),
            Words("Formal prüfen", "Check formally"),
        )
    if application.state in (A.SUBMITTED, A.FORMALLY_OK):
        return Step(
            url_for("sponsor_round.round_", number=round_.number),
            Words("Runde öffnen", "Open the round"),
        )
    return Step("#decision", Words("Entscheidung öffnen", "Open the decision"))
