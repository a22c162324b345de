"""The check of a report's vouchers: samples, judgements, and what is not accepted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from grants.models.report import Report
from grants.models.voucher import ReportVoucher
from grants.models.voucher_check import VoucherCheck, VoucherSample
from grants.programme.finding import Finding
from grants.programme.money import Money
from grants.programme.voucher_check import check_all_judged, reduced_by


@dataclass(frozen=True, slots=True, kw_only=True)
class VoucherChecks:
    """Everything staff did with the vouchers of one report."""

    samples: tuple[VoucherSample, ...]
    judged: Mapping[int, VoucherCheck]
    """The judgement that counts, by number of the voucher."""

    @property
    def sampled(self) -> frozenset[int]:
        """The numbers of all vouchers that were drawn."""
        return frozenset(number for each in self.samples for number in each.chosen)

    @property
    def left(self) -> frozenset[int]:
        """Those drawn and not judged yet."""
        return self.sampled - set(self.judged)


def checks_of(session: Session, report: Report) -> VoucherChecks:
    """Samples and judgements that still fit the list; three statements.

    A judgement on a voucher whose amount changed since, after a question, counts no more.
    """
    samples = session.scalars(
        select(VoucherSample)
        .where(VoucherSample.report_id == report.id)
        .options(joinedload(VoucherSample.drawn_by))
        .order_by(VoucherSample.id)
    ).all()
    rows: Sequence[VoucherCheck] = session.scalars(
        select(VoucherCheck)
        .join(
            ReportVoucher,
            (ReportVoucher.report_id == VoucherCheck.report_id)
            & (ReportVoucher.ordinal == VoucherCheck.ordinal)
            & (ReportVoucher.amount == VoucherCheck.listed),
        )
        .where(VoucherCheck.report_id == report.id)
        .options(joinedload(VoucherCheck.judged_by))
        .order_by(VoucherCheck.id)
    ).all()
    return VoucherChecks(samples=tuple(samples), judged={each.ordinal: each for each in rows})


def not_accepted(session: Session, report: Report) -> dict[str, Money]:
    """What staff did not accept in each category, EUR; three statements."""
    judged = checks_of(session, report).judged
    if not judged:
        return {}
    listed = session.execute(
        select(ReportVoucher.ordinal, ReportVoucher.category, ReportVoucher.amount).where(
            ReportVoucher.report_id == report.id
        )
    ).all()
    accepted = {ordinal: each.accepted for ordinal, each in judged.items()}
    return reduced_by({row[0]: (row[1], row[2]) for row in listed}, accepted)


def sample_finding(session: Session, report: Report) -> Finding:
    """Was everything that was drawn looked at?"""
    checks = checks_of(session, report)
    there = set(
        session.scalars(select(ReportVoucher.ordinal).where(ReportVoucher.report_id == report.id))
    )
    return check_all_judged(checks.sampled & there, set(checks.judged))
