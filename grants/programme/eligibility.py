"""Whether a cluster may apply, in time and once (R-012 to R-014)."""

from collections.abc import Iterable
from datetime import datetime

from grants.programme.dates import LatePolicy
from grants.programme.deadline import moment_words
from grants.programme.finding import Finding
from grants.programme.lateness import lateness, takes_late
from grants.programme.roads.application import LIVE_APPLICATION, ApplicationState
from grants.programme.sources import STUDY_5_3, TERMS_OF_ROUND
from grants.programme.terms import Terms
from grants.programme.words import Words, say

UNSUCCESSFUL = frozenset(
    {
        ApplicationState.REJECTED,
        ApplicationState.FORMALLY_REJECTED,
        ApplicationState.WITHDRAWN,
        ApplicationState.EXPIRED,
    }
)
"""Ends of an earlier application after which a cluster may apply again."""


def check_one_application(others: Iterable[ApplicationState]) -> Finding:
    """Is this the only live application of the cluster in this round (R-012)?

    `others` are the states of its other applications in the round.
    """
    live = sum(state in LIVE_APPLICATION for state in others)
    return Finding(
        rule="R-012",
        holds=live == 0,
        claim=Words(
            "Jedes Cluster hat in einer Runde eine Bewerbung.",
            "Every cluster has one application in a round.",
        ),
        says=Words(
            "Es gibt keine andere Bewerbung dieses Clusters.",
            "There is no other application of this cluster.",
        )
        if live == 0
        else Words(
            "Dieses Cluster hat in dieser Runde schon eine Bewerbung. "
            "Ziehen Sie sie zurück, bevor Sie eine neue einreichen.",
            "This cluster already has an application in this round. "
            "Withdraw it before you submit another.",
        ),
        source=TERMS_OF_ROUND,
        place="profile",
    )


def check_may_reapply(terms: Terms, earlier: Iterable[ApplicationState]) -> Finding:
    """May the cluster apply after what became of its applications in earlier rounds (R-013)?"""
    states = list(earlier)
    won = ApplicationState.SELECTED in states and not terms.reapplication.winner_may
    allowed = UNSUCCESSFUL | {ApplicationState.SELECTED}
    pending = any(state not in allowed for state in states)
    if won:
        says = Words(
            "Dieses Cluster wurde in einer früheren Runde ausgewählt.",
            "This cluster was selected in an earlier round.",
        )
    elif pending:
        says = Words(
            "Über eine frühere Bewerbung dieses Clusters ist noch nicht entschieden.",
            "An earlier application of this cluster is not decided yet.",
        )
    else:
        says = say(
            "Frühere Bewerbungen: {count}.", "Earlier applications: {count}.", count=len(states)
        )
    return Finding(
        rule="R-013",
        holds=not won and not pending,
        claim=Words(
            "Wer bisher nicht ausgewählt wurde, darf sich wieder bewerben.",
            "Who was not selected so far may apply again.",
        ),
        says=says,
        source=STUDY_5_3,
        place="profile",
    )


def check_in_time(terms: Terms, submitted_at: datetime, closes_at: datetime) -> Finding:
    """Did the application come before the deadline (R-014)?

    The moment of the deadline counts. A late one is refused, marked or taken as the round says.
    """
    late_by, ended = lateness(submitted_at, closes_at), moment_words(closes_at)
    claim = Words("Die Bewerbung ist rechtzeitig eingegangen.", "The application came in time.")
    if late_by is None:
        says = say("Die Frist endet am {ended}.", "The deadline is {ended}.", ended=ended)
    elif takes_late(terms):
        claim = Words(
            "Wer vor der Frist begonnen hat, darf noch einreichen.",
            "Who began before the deadline may still submit.",
        )
        says = say(
            "Die Frist endete am {ended}. Sie reichen um {late_by} verspätet ein. Das wird "
            "vermerkt.",
            "The deadline was {ended}. You submit late by {late_by}. This is recorded.",
            ended=ended,
            late_by=late_by,
        )
    else:
        says = say(
            "Die Frist endete am {ended}. Ihr Entwurf bleibt lesbar.",
            "The deadline was {ended}. You can still read your draft.",
            ended=ended,
        )
    return Finding(
        rule="R-014",
        holds=late_by is None or terms.late_policy is LatePolicy.ACCEPT,
        claim=claim,
        says=says,
        source=TERMS_OF_ROUND,
        warns=terms.late_policy is LatePolicy.MARK,
    )
