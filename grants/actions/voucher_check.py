"""The officer's check of vouchers: drawing a sample, judging one voucher."""

import secrets
from datetime import datetime
from typing import Any, Final

from sqlalchemy.orm import Session

from grants.actions.lock import lock
from grants.actions.record import record
from grants.models.person import Person
from grants.models.report import Report
from grants.models.voucher_check import VoucherCheck, VoucherSample
from grants.programme.finding import insist
from grants.programme.money import Money
from grants.programme.people import Actor
from grants.programme.stages import NoSuchMove, ReportState
from grants.programme.voucher_check import check_accepted, check_size, drawn, overtaken
from grants.queries.officer_conflict import check_unbiased
from grants.queries.report_content import report_number
from grants.queries.voucher import find_voucher, seen_of, vouchers_of
from grants.queries.voucher_check import checks_of

SEED_BYTES: Final = 16


def draw_vouchers(
    session: Session, report: Report, size: int, *, by: Actor, now: datetime
) -> VoucherSample:
    """Draw so many vouchers at random of those not drawn yet; seed and list are kept.

    Raises RulesBroken when there are not so many, NoSuchMove when the report is not in check.
    """
    _in_check(session, report, "draw_vouchers", by)
    there = vouchers_of(session, report)
    before = checks_of(session, report).sampled
    frame = [each.ordinal for each in there if each.ordinal not in before]
    insist([check_size(size, len(frame))])
    seed = secrets.token_hex(SEED_BYTES)
    made = VoucherSample(
        report=report,
        seed=seed,
        frame=frame,
        frame_sha256=seen_of(there),
        chosen=list(drawn(seed, frame, size)),
        drawn_by=session.get_one(Person, by.person_id),
        drawn_at=now,
    )
    session.add(made)
    _record(session, report, "draw_vouchers", by=by, now=now, after={
        "seed": seed, "vouchers": len(frame), "sha256": made.frame_sha256,
        "chosen": ", ".join(map(str, made.chosen)),
    })  # fmt: skip
    return made


def judge_voucher(
    session: Session,
    report: Report,
    ordinal: int,
    *,
    accepted: Money,
    remark: str,
    by: Actor,
    now: datetime,
    seen: int | None = None,
) -> VoucherCheck | None:
    """Say how much of a voucher is accepted, EUR; what was said before stays in the record.

    `seen` is the number of the judgement that the officer had before their eyes, 0 for none; given,
    nobody else's judgement is replaced unseen. Nothing when there is no such voucher. Raises
    RulesBroken for more than it lists, or for less without a reason, NoSuchMove when the report is
    not in check.
    """
    _in_check(session, report, "judge_voucher", by)
    row = find_voucher(session, report, ordinal)
    if row is None:
        return None
    said = remark.strip()
    insist(check_accepted(row.amount, accepted, said))
    last = checks_of(session, report).judged.get(ordinal)
    if last is not None and (last.accepted, last.remark) == (accepted, said):
        return last
    if last is not None and seen is not None and seen != last.id:
        insist([overtaken(last.judged_by.name, last.accepted, last.remark)])
    made = VoucherCheck(
        report=report,
        ordinal=ordinal,
        listed=row.amount,
        accepted=accepted,
        remark=said,
        judged_by=session.get_one(Person, by.person_id),
        judged_at=now,
    )
    session.add(made)
    _record(session, report, "judge_voucher", by=by, now=now, reason=said, after={
        "ordinal": ordinal, "amount": str(row.amount.decimal), "accepted": str(accepted.decimal),
    })  # fmt: skip
    return made


def _in_check(session: Session, report: Report, act: str, by: Actor) -> None:
    lock(session, report)
    insist([check_unbiased(session, report.grant.award.application_id, by)])
    if report.state is not ReportState.IN_CHECK:
        raise NoSuchMove(act, report.state, by.role)


def _record(
    session: Session, report: Report, act: str, *, by: Actor, now: datetime, **more: Any
) -> None:
    session.flush()
    record(session, act, "report", report_number(report), by=by, now=now, **more)
