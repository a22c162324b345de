"""What the audit of an award shows, as lines for its page; all figures come from the queries."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import url_for

from grants.documents.proof import is_unchanged
from grants.documents.store import Store
from grants.models.document import Upload
from grants.models.record import Act
from grants.programme.calendar import today
from grants.programme.finding import Finding
from grants.programme.money import total
from grants.programme.words import Words, counted, say
from grants.queries.act_name import (
    CLOCK,
    act_words,
    actor_words,
    object_words,
    role_words,
    state_words,
)
from grants.queries.audit_case import AwardCase
from grants.queries.audit_duty import Duty
from grants.queries.audit_money import CapChange, PlanAndUse
from grants.queries.letter import LETTER_WORDS
from grants.queries.report_content import report_name
from grants.web import filters
from grants.web.chart_time import Step, steps

BREACHES = frozenset({"miss_report"})
"""Acts that mark a missed date in the time line."""
DECIDING = frozenset({"countersign_decision", "award_grant", "make_award", "submit_application"})


def key_figures(case: AwardCase, use: list[PlanAndUse], late: int) -> list[dict[str, Any]]:
    """At most five figures: awarded, free, reported, own funds, missing reports."""
    awarded = [grant for grant in case.grants if case.awarded(grant)]
    amount = total(grant.amount for grant in awarded)
    own = total(grant.own_funds + grant.own_in_kind for grant in awarded)
    spent = total(one.spent for one in use)
    return [
        {"label": Words("Bewilligt", "Awarded"), "figure": filters.millions(amount),
         "note": say("Zuwendungen: {n}", "grants: {n}", n=len(awarded))},
        {"label": Words("Frei unter der Obergrenze", "Left under the cap"),
         "figure": filters.millions(case.award.cap - case.award.committed),
         "note": say("von {cap}", "of {cap}", cap=case.award.cap)},
        {"label": Words("Verwendet", "Used"), "figure": filters.millions(spent),
         "note": Words("nach Angabe der Empfänger", "as recipients report")},
        {"label": Words("Eigenmittel", "Own funds"), "figure": filters.millions(own),
         "note": Words("laut Finanzplan", "in the plans")},
        {"label": Words("Verspätete Nachweise", "Late reports"), "figure": filters.number(late),
         "late": late > 0, "note": say("von {n}", "of {n}", n=len(case.reports))},
    ]  # fmt: skip


def events(acts: tuple[Act, ...]) -> list[dict[str, Any]]:
    """The time line, the newest first, with who acted, why, and where it led."""
    return [event_of(act) for act in reversed(acts)]


def event_of(act: Act) -> dict[str, Any]:
    """One entry of the record in words for people."""
    what, thing, state = act_words(act), object_words(act), state_words(act)
    who, role = actor_words(act), role_words(act.role)
    by = who if act.role == CLOCK else Words(f"{who.de}, {role.de}", f"{who.en}, {role.en}")
    tail = f" – {act.reason}" if act.reason.strip() else ""
    led = Words(f", Stand: {state.de}", f", state: {state.en}") if state else Words("", "")
    return {
        "at": act.at,
        "words": Words(f"{what.de}: {thing.de}", f"{what.en}: {thing.en}"),
        "note": Words(f"{by.de}{led.de}{tail}", f"{by.en}{led.en}{tail}"),
        "strong": act.act in DECIDING,
        "bad": act.act in BREACHES,
    }


def cap_steps(case: AwardCase, changes: list[CapChange]) -> list[Step]:
    """The steps of the chart: what was committed from each decision on."""
    levels = [(change.day, change.committed) for change in changes]
    return steps(levels, case.award.cap, max([today(case.until), *(day for day, _ in levels)]))


def letters(
    case: AwardCase, store: Store, papers: Mapping[int, Sequence[Upload]]
) -> list[dict[str, Any]]:
    """Every letter with its fingerprint, whether the stored file still has it, and what was sent
    against it."""
    lines = []
    for issued in case.letters:
        document = issued.document
        lines.append(
            {
                "number": issued.letter.number,
                "words": LETTER_WORDS[issued.letter.kind],
                "papers": papers.get(issued.letter.id, ()),
                "dated": issued.letter.dated,
                "about": issued.letter.grant_id
                and next(
                    (one.number for one in case.grants if one.id == issued.letter.grant_id), ""
                ),
                "address": url_for("files.document", document_id=document.id) if document else None,
                "sha256": document.sha256 if document else "",
                "same": is_unchanged(store, document.key, document.sha256) if document else None,
            }
        )
    return lines


def dates(duties: list[Duty]) -> list[dict[str, Any]]:
    """Reports and their dates, for the rail."""
    return [
        {
            "day": duty.report.due_on,
            "words": Words(
                f"{report_name(duty.report).de} {duty.report.grant.number}",
                f"{report_name(duty.report).en} {duty.report.grant.number}",
            ),
            "note": _came(duty),
            "late": duty.days_late > 0,
        }
        for duty in duties
    ]


def _came(duty: Duty) -> Words:
    if duty.waived:
        return Words("erlassen", "waived")
    if duty.missing:
        days = counted(duty.days_late, Words("Tag", "day"), Words("Tagen", "days"))
        return say("fehlt seit {days}", "missing for {days}", days=days)
    if not duty.handed_in or duty.report.came_at is None:
        return Words("noch nicht fällig", "not due yet")
    received = today(duty.report.came_at)
    if duty.days_late:
        return say("eingereicht {day}, {days} Tage zu spät", "handed in {day}, {days} days late",
                   day=received, days=duty.days_late)  # fmt: skip
    return say("eingereicht {day}", "handed in {day}", day=received)


def open_findings(findings: list[Finding]) -> tuple[int, int]:
    """How many rules are broken, and how many hints there are."""
    broken = sum(finding.breaks for finding in findings)
    return broken, sum(not finding.holds for finding in findings) - broken
