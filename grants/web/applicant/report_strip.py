"""Whose turn it is with a report, until when, and what happens otherwise."""

from datetime import datetime
from typing import Any

from flask import url_for

from grants.models.report import Report
from grants.programme.calendar import today
from grants.programme.stages import ReportState, label
from grants.programme.words import Words, say
from grants.queries.report_content import report_code, report_name
from grants.web import filters
from grants.web.applicant.award_strip import NEXT, SPONSOR, TURN, UNTIL, YOU, consequence

Item = dict[str, Any]
R = ReportState


def strip_of_report(report: Report, now: datetime) -> Item:
    """Red when its day has passed; grey when it lies with the sponsor or is not due yet."""
    until: Item = {
        "label": UNTIL,
        "strong": filters.day(report.due_on),
        "more": filters.distance(report.due_on, now),
    }
    if report.state in (R.SUBMITTED, R.IN_CHECK, R.ACCEPTED, R.WAIVED):
        who = SPONSOR if report.state in (R.SUBMITTED, R.IN_CHECK) else Words("Niemand", "Nobody")
        sent = {
            "label": Words("Eingereicht", "Submitted"),
            "strong": filters.moment(report.submitted_at) if report.submitted_at else "–",
            "more": "",
        }
        turn: Item = {"label": TURN, "strong": who, "more": label(report.state)}
        return {"tone": "wait", "cells": [turn, sent], "action": None}
    late = report.due_on < today(now)
    step = {
        "label": NEXT,
        "strong": say("{name} einreichen", "Submit the {name}", name=report_name(report)),
        "more": Words(
            "auch nach der Frist möglich" if late else "als Entwurf speichern, dann einreichen",
            "possible even after the deadline" if late else "save as a draft, then submit",
        ),
    }
    if report.state is R.SCHEDULED:
        step["strong"] = Words("Der Zeitraum läuft noch", "The period is still running")
        step["more"] = Words("einen Entwurf können Sie schon schreiben",
                             "you can write a draft already")  # fmt: skip
        turn = {"label": TURN, "strong": Words("Niemand", "Nobody"), "more": label(report.state)}
        return {"tone": "wait", "cells": [turn, step, until], "action": None}
    more: Words | str = filters.distance(report.due_on, now) if late else label(report.state)
    turn = {"label": TURN, "strong": YOU, "more": more}
    last = consequence(report.due_on, report.grant.award, today(now)) if late else until
    address = url_for(
        "applicant_report.submit", number=report.grant.number, code=report_code(report)
    )
    action = {"address": address, "words": Words("Ansehen und einreichen",
                                                 "Look through and submit")}  # fmt: skip
    return {"tone": "late" if late else "you", "cells": [turn, step, last], "action": action}
