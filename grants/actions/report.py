"""Reports that a recipient writes: saving a draft, handing it in."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from grants.actions.draft import insist_on_signatory, insist_on_writer
from grants.actions.granting import move_grant
from grants.actions.lock import lock
from grants.actions.overtaken import Overtaken, Saved
from grants.actions.record import record
from grants.models.person import Person
from grants.models.record import Act
from grants.models.report import Report, ReportKind, ReportLine
from grants.programme.calendar import today
from grants.programme.finding import Finding, insist
from grants.programme.money import NOTHING, Money, total
from grants.programme.people import Actor
from grants.programme.plain import plain
from grants.programme.reporting import ON_MONEY
from grants.programme.roads.report import OPEN_TO_WRITE
from grants.programme.stages import (
    REPORT_MOVES,
    GrantState,
    NoSuchMove,
    step,
)
from grants.programme.words import Words
from grants.queries.frozen import fingerprint
from grants.queries.report_content import last_save, plan_of_period, report_findings, report_number
from grants.queries.report_reopened import is_text_only
from grants.queries.voucher import seen_of, vouchers_of

PROOF_AWAITED = (GrantState.PERIOD_ENDED, GrantState.PROOF_DUE)
DECLARES = ("declared",)
FIELDS = ("narrative", "own_funds_spent", "third_party_spent", "received")


def save_report(
    session: Session,
    report: Report,
    *,
    narrative: str,
    lines: Mapping[str, Money],
    own_funds_spent: Money,
    third_party_spent: Money,
    received: Money,
    revision: int,
    by: Actor,
    now: datetime,
    declared: str = "",
) -> bool:
    """Keep the draft of a report; False when nothing changed.

    `lines` holds what was spent in the period, in EUR, by code of the cost category.
    Raises Overtaken when somebody else saved since `revision`, NoSuchMove when it was handed in.
    """
    lock(session, report)
    insist_on_writer(session, report.grant.award, by)
    if report.state not in OPEN_TO_WRITE:
        raise NoSuchMove("save_report", report.state, by.role)
    yours: dict[str, Any] = {
        "narrative": narrative,
        "own_funds_spent": own_funds_spent,
        "third_party_spent": third_party_spent,
        "received": received,
        "lines": {code: amount for code, amount in lines.items() if amount},
        **({"declared": declared} if report.kind is ReportKind.DECLARATION else {}),
    }
    before = _answers(report)
    if yours == before:
        return False
    if is_text_only(session, report):
        insist([_check_figures_stay(before, yours)])
    if revision != report.revision:
        raise Overtaken(yours=yours, theirs=_saved(last_save(session, report), report, before))
    for name in _fields(report):
        setattr(report, name, yours[name])
    _keep_lines(session, report, yours["lines"])
    report.revision += 1
    report.changed_at = now
    after = {**_plain(yours), "revision": report.revision}
    _record(session, "save_report", report, by=by, now=now, before=_plain(before), after=after)
    return True


def submit_report(
    session: Session, report: Report, *, by: Actor, now: datetime, answer: str = ""
) -> str:
    """Hand the report in, even after its date; it cannot change then. Its fingerprint.

    With an `answer` to the question for which it was open again; the record keeps it.

    Raises NoSuchMove before the period has ended and when it was handed in already, RulesBroken
    when something is missing.
    """
    lock(session, report)
    before = report.state
    state = step(REPORT_MOVES, "submit", before, by.role)
    insist_on_signatory(session, report.grant.award, by)
    insist(report_findings(session, report))
    kept = is_text_only(session, report)
    content = {
        "report": report_number(report),
        "recipient": report.grant.recipient.name,
        "received_at": now.isoformat(),
        **_plain(_answers(report)),
        **_listed(session, report),
        **(_kept_plan(report) if kept else _plan(report)),
        **({"answer": said} if (said := answer.strip()) else {}),
    }
    digest = fingerprint(content)
    if not kept:
        _freeze_plan(session, report)
    report.state = state
    report.first_submitted_at = report.came_at
    report.submitted_at = report.changed_at = now
    report.submitted_by = session.get_one(Person, by.person_id)
    _record(
        session,
        "submit_report",
        report,
        by=by,
        now=now,
        before={"state": before.value},
        after={"state": state.value, "sha256": digest, "content": content,
         "late": today(report.came_at or now) > report.due_on},
        reason=said,
    )  # fmt: skip
    if report.kind is ReportKind.FINAL:
        lock(session, report.grant)
    if report.kind is ReportKind.FINAL and report.grant.state in PROOF_AWAITED:
        move_grant(session, report.grant, "submit_proof", by=by, now=now)
    return digest


def _check_figures_stay(before: dict[str, Any], yours: dict[str, Any]) -> Finding:
    """A later report goes on from the figures of one that was accepted: only its text changes."""
    figures = [name for name in (*FIELDS, "lines") if name != "narrative"]
    return Finding(
        rule="REPORT-TEXT",
        holds=all(before[name] == yours[name] for name in figures),
        claim=Words("Nur der Text ist wieder offen.", "Only the text is open again."),
        says=Words("Die Zahlen bleiben, wie sie angenommen waren: Ein späterer Nachweis baut darauf"
                   " auf.",
                   "The figures stay as they were accepted: a later report goes on from them."),
        source=Words("Prüfung der Nachweise", "Check of reports"),
        place="narrative",
    )  # fmt: skip


def _keep_lines(session: Session, report: Report, wanted: Mapping[str, Money]) -> None:
    there = {line.category: line for line in report.lines}
    for code, line in there.items():
        if code not in wanted and line.planned is not None:
            line.spent = NOTHING  # the plan beside it was handed in and stays
    report.lines = [
        line for code, line in there.items() if code in wanted or line.planned is not None
    ]
    for code, amount in wanted.items():
        if code in there:
            there[code].spent = amount
        else:
            session.add(ReportLine(report=report, category=code, spent=amount))


def _saved(act: Act | None, report: Report, answers: dict[str, Any]) -> Saved:
    return Saved(
        by=act.actor_name if act else "–",
        at=act.at if act else report.changed_at,
        answers=answers,
        revision=report.revision,
    )


def _answers(report: Report) -> dict[str, Any]:
    answers: dict[str, Any] = {name: getattr(report, name) for name in _fields(report)}
    return {**answers, "lines": {line.category: line.spent for line in report.lines if line.spent}}


def _fields(report: Report) -> tuple[str, ...]:
    return (*FIELDS, *DECLARES) if report.kind is ReportKind.DECLARATION else FIELDS


def _plain(answers: dict[str, Any]) -> dict[str, Any]:
    figures = {name: plain(answers[name]) for name in (*FIELDS, *DECLARES) if name in answers}
    lines = {code: plain(amount) for code, amount in sorted(answers["lines"].items())}
    return {**figures, "lines": lines}


def _plan(report: Report) -> dict[str, Any]:
    """The plan of the period as the receipt keeps it; nothing where no money is accounted for."""
    if report.kind not in ON_MONEY:
        return {}
    planned = sorted(plan_of_period(report).items())
    return {"plan": {code: plain(amount) for code, amount in planned}}


def _kept_plan(report: Report) -> dict[str, Any]:
    """The plan that its figures were held against: they stay, and so does it."""
    there = {line.category: plain(line.planned) for line in report.lines if line.planned}
    return {"plan": dict(sorted(there.items()))}


def _freeze_plan(session: Session, report: Report) -> None:
    """Keep the plan of the period beside the figures: a later amendment changes no report.

    Handed in once more, a report is compared with the plan approved last by then.
    """
    if report.kind not in ON_MONEY:
        return
    planned = plan_of_period(report)
    for line in report.lines:
        line.planned = planned.pop(line.category, NOTHING)
    for code, amount in planned.items():
        session.add(ReportLine(report=report, category=code, spent=NOTHING, planned=amount))


def _listed(session: Session, report: Report) -> dict[str, Any]:
    """The list of vouchers, by how many, their sum and their fingerprint; nothing without any."""
    there = vouchers_of(session, report)
    if not there:
        return {}
    whole = total(each.amount for each in there)
    return {"vouchers": {"count": len(there), "amount": plain(whole), "sha256": seen_of(there)}}


def _record(
    session: Session,
    act: str,
    report: Report,
    *,
    by: Actor,
    now: datetime,
    before: dict[str, Any],
    after: dict[str, Any],
    reason: str = "",
) -> None:
    number = report_number(report)
    record(
        session, act, "report", number, by=by, now=now, before=before, after=after, reason=reason
    )
    session.flush()
