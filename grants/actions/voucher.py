"""Vouchers of a report: entered one by one, or taken over as a whole list (R-038)."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from grants.actions.draft import insist_on_writer
from grants.actions.lock import lock
from grants.actions.record import record
from grants.models.report import Report
from grants.models.voucher import ReportVoucher
from grants.programme.finding import Finding, RulesBroken, insist
from grants.programme.money import total
from grants.programme.people import Actor
from grants.programme.reporting import ON_MONEY
from grants.programme.roads.report import OPEN_TO_WRITE
from grants.programme.sources import TERMS_OF_ROUND
from grants.programme.stages import NoSuchMove
from grants.programme.voucher import Voucher, check_number, check_voucher
from grants.programme.words import Words
from grants.queries.frozen import fingerprint
from grants.queries.report_content import lines_of, report_number
from grants.queries.report_reopened import is_text_only
from grants.queries.voucher import find_voucher, period_of, plain_voucher, seen_of, vouchers_of

FIELDS = tuple(Voucher.__dataclass_fields__)


def enter_voucher(
    session: Session, report: Report, voucher: Voucher, *, by: Actor, now: datetime
) -> ReportVoucher:
    """Add one to the list; the very same a second time is one.

    Raises RulesBroken when it cannot be accounted for in this report, NoSuchMove when the report
    was handed in.
    """
    _open(session, report, "enter_voucher", by)
    there = vouchers_of(session, report)
    same = next((each for each in there if each.value == voucher), None)
    if same is not None:
        return same
    insist([check_number(len(there) + 1), *_fits(report, voucher)])
    last = session.scalar(
        select(func.max(ReportVoucher.ordinal)).where(ReportVoucher.report_id == report.id)
    )
    made = _add(session, report, (last or 0) + 1, voucher, now)
    _record(session, report, "enter_voucher", by=by, now=now,
            after={"ordinal": made.ordinal, **plain_voucher(voucher)})  # fmt: skip
    return made


def change_voucher(
    session: Session,
    report: Report,
    ordinal: int,
    voucher: Voucher,
    *,
    seen: str,
    by: Actor,
    now: datetime,
) -> None:
    """Correct one; `seen` is its fingerprint as the person saw it.

    Raises RulesBroken when it does not fit, when somebody else changed it since or took it out,
    NoSuchMove when the report was handed in.
    """
    _open(session, report, "change_voucher", by)
    row = find_voucher(session, report, ordinal)
    if row is not None and row.value == voucher:
        return
    if row is None:
        raise RulesBroken([_check_seen(holds=False)])
    insist([_check_seen(holds=seen_of([row]) == seen), *_fits(report, voucher)])
    before = plain_voucher(row.value)
    for name in FIELDS:
        setattr(row, name, getattr(voucher, name))
    row.changed_at = now
    session.flush()
    _record(session, report, "change_voucher", by=by, now=now,
            before={"ordinal": ordinal, **before}, after=plain_voucher(voucher))  # fmt: skip


def remove_voucher(
    session: Session, report: Report, ordinal: int, *, by: Actor, now: datetime
) -> None:
    """Take one out of the list; the numbers of the others stay. Out already, it stays out.

    Raises NoSuchMove when the report was handed in.
    """
    _open(session, report, "remove_voucher", by)
    row = find_voucher(session, report, ordinal)
    if row is None:
        return
    before = plain_voucher(row.value)
    session.delete(row)
    session.flush()
    _record(session, report, "remove_voucher", by=by, now=now,
            before={"ordinal": ordinal, **before})  # fmt: skip


def take_over_vouchers(
    session: Session,
    report: Report,
    vouchers: Sequence[Voucher],
    *,
    seen: str,
    by: Actor,
    now: datetime,
) -> None:
    """Let this list be the whole list, numbered anew from 1; `seen` is what the person saw.

    Raises RulesBroken when one does not fit or somebody else changed the list since, NoSuchMove
    when the report was handed in.
    """
    _open(session, report, "take_over_vouchers", by)
    there = vouchers_of(session, report)
    before = [each.value for each in there]
    if before == list(vouchers):
        return
    wrong = (each for voucher in vouchers for each in _fits(report, voucher) if each.breaks)
    insist([
        _check_seen(holds=seen_of(there) == seen),
        check_number(len(vouchers)),
        *([first] if (first := next(wrong, None)) else []),
    ])  # fmt: skip
    session.execute(delete(ReportVoucher).where(ReportVoucher.report_id == report.id))
    for ordinal, voucher in enumerate(vouchers, 1):
        _add(session, report, ordinal, voucher, now)
    session.flush()
    _record(session, report, "take_over_vouchers", by=by, now=now,
            before=_whole(before), after=_whole(vouchers))  # fmt: skip


def _open(session: Session, report: Report, act: str, by: Actor) -> None:
    lock(session, report)
    insist_on_writer(session, report.grant.award, by)
    shut = report.state not in OPEN_TO_WRITE or report.kind not in ON_MONEY
    if shut or is_text_only(session, report):
        raise NoSuchMove(act, report.state, by.role)


def _fits(report: Report, voucher: Voucher) -> list[Finding]:
    known = {line.code for line in lines_of(report.grant)}
    category = Finding(
        rule="R-038",
        holds=voucher.category in known,
        claim=Words("Die Position steht im Plan.", "The category is in the plan."),
        says=Words("Wählen Sie eine Position dieses Plans.", "Choose a category of this plan."),
        source=TERMS_OF_ROUND,
        place="category",
    )
    return [category, *check_voucher(voucher, period_of(report))]


def _check_seen(*, holds: bool) -> Finding:
    return Finding(
        rule="VOUCHER-SEEN",
        holds=holds,
        claim=Words("Niemand hat dazwischen gespeichert.", "Nobody saved in between."),
        says=Words(
            "Jemand aus Ihrem Team hat inzwischen etwas anderes gespeichert. Ihre Angaben stehen"
            " noch hier. Wenn Sie noch einmal speichern, gelten Ihre.",
            "Somebody of your team has saved something else meanwhile. What you entered is still"
            " here. If you save again, yours counts.",
        ),
        source=TERMS_OF_ROUND,
    )


def _add(
    session: Session, report: Report, ordinal: int, voucher: Voucher, now: datetime
) -> ReportVoucher:
    kept = {name: getattr(voucher, name) for name in FIELDS}
    made = ReportVoucher(report=report, ordinal=ordinal, changed_at=now, **kept)
    session.add(made)
    return made


def _whole(vouchers: Iterable[Voucher]) -> dict[str, Any]:
    """A list as the record keeps it: how many, what they come to, and which they were."""
    there = list(vouchers)
    return {
        "vouchers": len(there),
        "amount": str(total(each.amount for each in there).decimal),
        "sha256": fingerprint({"vouchers": [plain_voucher(each) for each in there]}),
    }


def _record(
    session: Session, report: Report, act: str, *, by: Actor, now: datetime, **more: Any
) -> None:
    record(session, act, "report", report_number(report), by=by, now=now, **more)
    session.flush()
