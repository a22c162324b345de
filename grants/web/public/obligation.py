"""Every dated duty on a page: what comes next, and all duties of one case."""

from datetime import timedelta
from typing import Any, Final

from flask import Blueprint, abort, render_template, request

from grants.programme.calendar import today
from grants.programme.obligation import (
    DEADLINE_WORDS,
    SIDE_WORDS,
    STANDING_WORDS,
    Obligation,
    Side,
    Standing,
)
from grants.programme.people import Role
from grants.programme.words import Words
from grants.queries.obligation import DUTY, obligations, of_case, open_until
from grants.web.access import open_to, visitor
from grants.web.database import now, session

pages = Blueprint("public_obligation", __name__)

SPANS: Final = {
    30: Words("30 Tage", "30 days"),
    90: Words("90 Tage", "90 days"),
    366: Words("ein Jahr", "one year"),
}
USUAL: Final = 90
MOST: Final = 200
"""Duties of one side on the page."""
TONES: Final = {
    Standing.OPEN: "info",
    Standing.OVERDUE: "danger",
    Standing.DONE: "success",
    Standing.DONE_LATE: "warning",
    Standing.WAIVED: "info",
}
SECTIONS: Final = {
    Side.SPONSOR: Words("Beim Projektträger", "With the sponsor"),
    Side.RECIPIENT: Words("Bei Empfängern", "With recipients"),
}
OWN: Final = Words("Bei Ihnen", "With you")


@pages.get("/obligations")
@open_to(Role.APPLICANT, Role.SPONSOR, Role.AUDITOR)
def ahead() -> str:
    """What is overdue and what falls due in the next days, by who has to do it."""
    span = request.args.get("days", type=int)
    days = span if span in SPANS else USUAL
    until = open_until(today(now()) + timedelta(days=days))
    own = visitor().role is Role.APPLICANT
    sides = (Side.RECIPIENT,) if own else (Side.SPONSOR, Side.RECIPIENT)
    return render_template(
        "public/obligations.html",
        case="",
        spans=SPANS,
        days=days,
        most=MOST,
        parts=[
            (
                side.value,
                OWN if own else SECTIONS[side],
                _lines(obligations(session(), visitor(), until, DUTY.side == side, most=MOST)),
            )
            for side in sides
        ],
    )


@pages.get("/obligations/<number>")
@open_to(Role.APPLICANT, Role.SPONSOR, Role.AUDITOR)
def case(number: str) -> str:
    """Every duty of a grant or an award, whatever became of it."""
    belongs = of_case(session(), visitor(), number)
    if belongs is None:
        abort(404)
    found = _lines(obligations(session(), visitor(), belongs))
    every = Words("Alle Pflichten", "All duties")
    return render_template("public/obligations.html", case=number, parts=[("all", every, found)])


def _lines(duties: list[Obligation]) -> list[dict[str, Any]]:
    day = today(now())
    return [
        {
            "duty": duty,
            "side": SIDE_WORDS[duty.side],
            "deadline": DEADLINE_WORDS[duty.deadline],
            "standing": STANDING_WORDS[(stands := duty.standing(day))],
            "tone": TONES[stands],
            "on": duty.done_at,
        }
        for duty in duties
    ]
