"""Reports that are late, and those that lie too long with us (F-07 and F-08)."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Final

from grants.models.record import Act
from grants.models.report import Report
from grants.programme.calendar import today
from grants.programme.finding import Finding
from grants.programme.sources import FINAL_PROOF, INTERIM_PROOF
from grants.programme.words import Figure, Words, join, say
from grants.queries.audit_case import AwardCase
from grants.queries.audit_duty import WAIVE, Duty
from grants.queries.project_findings import project_terms
from grants.queries.report_content import report_name, report_number

ANSWERS: Final = ("ask_report", "accept_report")
"""Acts by which an officer says something about a report that came."""


def late_findings(every: Sequence[Duty]) -> list[Finding]:
    """One finding for each report that came late or is missing, one when all is well (F-07).

    A day that was missed stays missed when it was extended afterwards; a waiver is named.
    """
    late = [_late_one(duty) for duty in every if duty.days_late]
    eased = [one for duty in every for act in duty.eased if (one := _eased(duty, act)) is not None]
    if late or eased:
        return late + eased
    return [
        Finding(
            rule="F-07",
            holds=True,
            claim=IN_TIME,
            says=say("Termine: {n}, keiner versäumt.", "Dates: {n}, none missed.", n=len(every)),
            source=INTERIM_PROOF,
        )
    ]


IN_TIME: Final = Words("Nachweise kommen rechtzeitig.", "Reports come in time.")


def _late_one(duty: Duty) -> Finding:
    figures = {**_named(duty.report), "due": duty.report.due_on, "days": duty.days_late}
    says = say("{number}, {name}: Frist {due}, fehlt seit {days} Tagen.",
               "{number}, {name}: due {due}, missing for {days} days.", **figures)  # fmt: skip
    if not duty.missing:
        says = say("{number}, {name}: Frist {due}, {days} Tage zu spät eingegangen.",
                   "{number}, {name}: due {due}, received {days} days late.",
                   **figures)  # fmt: skip
    return Finding(
        rule="F-07",
        holds=False,
        claim=IN_TIME,
        says=says,
        source=_source(duty.report),
        warns=not duty.missing,
    )


def _eased(duty: Duty, act: Act) -> Finding | None:
    """A waiver, or an extension that came when the day had passed; else there is nothing to say."""
    figures = {
        **_named(duty.report), "day": today(act.at), "who": act.actor_name, "why": act.reason,
    }  # fmt: skip
    if act.act == WAIVE:
        return Finding(
            rule="F-07",
            holds=False,
            claim=Words("Jeder Nachweis kommt.", "Every report comes."),
            says=say("{number}, {name}: erlassen am {day} von {who}: {why}",
                     "{number}, {name}: waived on {day} by {who}: {why}", **figures),
            source=_source(duty.report),
            warns=True,
        )  # fmt: skip
    due = date.fromisoformat(act.before["due_on"])
    if today(act.at) <= due:
        return None
    figures |= {"due": due, "days": (today(act.at) - due).days,
                "until": date.fromisoformat(act.after["due_on"])}  # fmt: skip
    return Finding(
        rule="F-07",
        holds=False,
        claim=IN_TIME,
        says=say("{number}, {name}: Frist {due}, nach {days} Tagen verlängert bis {until} von"
                 " {who}: {why}",
                 "{number}, {name}: due {due}, extended {days} days later until {until} by"
                 " {who}: {why}", **figures),
        source=_source(duty.report),
        warns=True,
    )  # fmt: skip


def _named(report: Report) -> dict[str, Figure]:
    return {"number": report.grant.number, "name": report_name(report)}


def _source(report: Report) -> Words:
    return FINAL_PROOF if report.kind.value == "final" else INTERIM_PROOF


def unchecked(case: AwardCase) -> Finding:
    """Did the sponsor check every report in time (F-08)? A hint."""
    days = project_terms(case.award).office.check_days
    limit = timedelta(days=days)
    came = [report for report in case.reports if case.handed_in(report)]
    old = [one for one in came if _lies_since(case, one, case.until - limit)]
    slow = [
        (one, spent.days)
        for one in came
        if one not in old and (spent := _answered(case, one) - (one.came_at or case.until)) > limit
    ]
    said = [
        *(say("Noch ungeprüft: {number}, {name}.", "Not checked yet: {number}, {name}.",
              **_named(one)) for one in old),
        *(say("Erst nach {days} Tagen: {number}, {name}.", "Only after {days} days: {number},"
              " {name}.", days=spent, **_named(one)) for one, spent in slow),
    ]  # fmt: skip
    return Finding(
        rule="F-08",
        holds=not said,
        claim=say("Eingegangene Nachweise sind nach {days} Tagen geprüft.",
                  "Reports are checked within {days} days.", days=days),
        says=join(said, " ") if said else Words("Keiner liegt länger.", "None lies longer."),
        source=say("Eigenes Ziel: {days} Tage", "Our own aim: {days} days", days=days),
        warns=True,
    )  # fmt: skip


def _lies_since(case: AwardCase, report: Report, day: datetime) -> bool:
    """Did it come, or come back, before this moment, and was never checked?"""
    came = report.submitted_at
    return came is not None and came < day and not _checked(case, report)


def _answered(case: AwardCase, report: Report) -> datetime:
    """When an officer first said something about it; until now where nobody has."""
    number = report_number(report)
    said = [one.at for one in case.acts if one.object_number == number and one.act in ANSWERS]
    checked = [report.checked_at] if report.checked_at and _checked(case, report) else []
    return min([*said, *checked], default=case.until)


def _checked(case: AwardCase, report: Report) -> bool:
    return report.checked_at is not None and report.checked_at <= case.until
