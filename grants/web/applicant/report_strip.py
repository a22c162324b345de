"""Whose turn it is with a report, until when, and what happens otherwise."""

from datetime import datetime

from flask import url_for

from grants.models.report import Report
from grants.programme.calendar import today
from grants.programme.stages import ReportState, label
from grants.programme.words import Words, say
from grants.queries.report_content import report_code, report_name
from grants.web import filters
from grants.web.applicant.award_strip import consequence
from grants.web.strip import NEXT, NOBODY, SPONSOR, TURN, UNTIL, YOU, Cell, Step, Strip

R = ReportState


def strip_of_report(report: Report, now: datetime) -> Strip:
    """Red when its day has passed; grey when it lies with the sponsor or is not due yet."""
    until = Cell(UNTIL, filters.day(report.due_on), filters.distance(report.due_on, now))
    if report.state in (R.SUBMITTED, R.IN_CHECK, R.ACCEPTED, R.WAIVED):
        who = SPONSOR if report.state in (R.SUBMITTED, R.IN_CHECK) else NOBODY
        sent = Cell(
            Words("Eingereicht", "Submitted"),
            filters.moment(report.submitted_at) if report.submitted_at else "–",
        )
        turn = Cell(TURN, who, label(report.state))
        return Strip(
            "wait",
            (turn, sent),
        )
    if report.state is R.QUERY:
        return _asked(report)
    late = report.due_on < today(now)
    if report.state is R.SCHEDULED:
        step = Cell(
            NEXT,
            Words("Der Zeitraum läuft noch", "The period is still running"),
            Words("einen Entwurf können Sie schon schreiben", "you can write a draft already"),
        )
        turn = Cell(TURN, NOBODY, label(report.state))
        return Strip(
            "wait",
            (turn, step, until),
        )
    step = Cell(
        NEXT,
        say("{name} einreichen", "Submit the {name}", name=report_name(report)),
        Words(
            "auch nach der Frist möglich" if late else "als Entwurf speichern, dann einreichen",
            "possible even after the deadline" if late else "save as a draft, then submit",
        ),
    )
    more: Words | str = filters.distance(report.due_on, now) if late else label(report.state)
    turn = Cell(TURN, YOU, more)
    last = consequence(report.due_on, report.grant.award, today(now)) if late else until
    return Strip("late" if late else "you", (turn, step, last), _hand_in(report))


def _asked(report: Report) -> Strip:
    """It came, and the sponsor asks about it: that is never late, whatever day it is."""
    came = report.came_at
    return Strip(
        "you",
        (
            Cell(TURN, YOU, label(report.state)),
            Cell(
                NEXT,
                Words("Rückfrage beantworten", "Answer the question"),
                Words(
                    "ergänzen und noch einmal einreichen", "add what is missing and submit again"
                ),
            ),
            Cell(Words("Eingereicht", "Submitted"), filters.moment(came) if came else "–"),
        ),
        _hand_in(report),
    )


def _hand_in(report: Report) -> Step:
    address = url_for(
        "applicant_report.submit", number=report.grant.number, code=report_code(report)
    )
    return Step(address, Words("Ansehen und einreichen", "Look through and submit"))
