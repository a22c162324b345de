"""On which ground an application may be rejected: the letter must not say what is not so."""

from collections.abc import Mapping
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from grants.models.application import Application
from grants.models.decision import Decision, DecisionKind, DecisionState, Ground
from grants.programme.finding import Finding
from grants.programme.money import Money, total
from grants.programme.stages import ApplicationState
from grants.programme.words import Words, say
from grants.queries.ranking import budget_of, promise_of

A = ApplicationState
ONLY: Final[Mapping[ApplicationState, Ground]] = {
    A.FORMALLY_REJECTED: Ground.FORMAL,
    A.NOT_RECOMMENDED: Ground.QUALITY,
}
"""What the formal check or the jury said is the ground; everybody else reached the thresholds."""
SAID: Final[Mapping[Ground, Words]] = {
    Ground.FORMAL: Words(
        "Die Bewerbung ist an der formalen Prüfung gescheitert: Grund ist der formale Grund.",
        "The application failed the formal check: the ground is the formal one.",
    ),
    Ground.QUALITY: Words(
        "Die Bewerbung erreicht die Schwellen nicht: Das ist der Grund.",
        "The application does not reach the thresholds: that is the ground.",
    ),
}
PASSED: Final = Words(
    "Die Bewerbung ist formal in Ordnung und erreicht die Schwellen. Wählen Sie einen anderen"
    " Grund.",
    "The application is formally in order and reaches the thresholds. Choose another ground.",
)


def money_left(session: Session, application: Application) -> Money:
    """What the budget of the round leaves after every selection that is decided or proposed."""
    round_ = application.round
    proposed = session.scalars(
        select(Application)
        .join(Decision, Decision.application_id == Application.id)
        .where(
            Application.round_id == application.round_id,
            Application.id != application.id,
            Decision.kind == DecisionKind.SELECT,
            Decision.state == DecisionState.PROPOSED,
        )
    )
    return budget_of(round_) - round_.promised - total(promise_of(each) for each in proposed)


def fitting_ground(session: Session, application: Application) -> Ground:
    """The ground that says what is so."""
    only = ONLY.get(application.state)
    if only is not None:
        return only
    enough = promise_of(application) <= money_left(session, application)
    return Ground.OTHER if enough else Ground.BUDGET


def check_ground(
    session: Session, application: Application, ground: Ground, *, signed: bool = False
) -> Finding:
    """Does the ground fit what the formal check, the jury and the budget say (R-056)?

    A proposal may count on the selections that are proposed with it. Once it is `signed`, a letter
    goes out: then only those count that two people have decided on.
    """
    only = ONLY.get(application.state)
    round_, needed = application.round, promise_of(application)
    decided = budget_of(round_) - round_.promised
    left = decided if signed else money_left(session, application)
    if only is not None:
        holds, says = ground is only, SAID[only]
    elif ground in SAID:
        holds, says = False, PASSED
    else:
        holds = ground is Ground.OTHER or needed > left
        says = say(
            "Im Budget der Runde sind noch {left} frei, ein Cluster braucht {needed}.",
            "{left} of the round budget is still free, one cluster needs {needed}.",
            left=left,
            needed=needed,
        )
    return Finding(
        rule="R-056",
        holds=holds,
        claim=Words(
            "Der Ablehnungsgrund entspricht dem Ergebnis.",
            "The ground of rejection fits the result.",
        ),
        says=says,
        source=Words("§ 39 VwVfG", "Section 39 VwVfG"),
        place="ground",
    )
