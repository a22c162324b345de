"""The part of a compliance report on payments: asked for, ordered, paid, used."""

from collections.abc import Iterable, Iterator
from datetime import date

from grants.documents.report import PaymentRow
from grants.models.payment import PaymentRequest
from grants.programme.calendar import today
from grants.programme.money import Money, total
from grants.programme.stages import label


def payment_rows(payments: Iterable[PaymentRequest], day: date) -> tuple[PaymentRow, ...]:
    """Each request that was handed in; bookings after the day of the cut-off are left out."""
    return tuple(_row(one, day) for one in payments if one.submitted_at is not None)


def paid_by(payments: Iterable[PaymentRequest], day: date) -> Money:
    """What the bank had booked by this day, EUR."""
    return total(
        one.correct for one in payments
        if one.correct and one.paid_on is not None and one.paid_on <= day
    )  # fmt: skip


def _row(one: PaymentRequest, day: date) -> PaymentRow:
    booked = one.paid_on is not None and one.paid_on <= day
    return PaymentRow(
        number=one.number,
        submitted_on=today(one.submitted_at) if one.submitted_at else day,
        requested=one.requested,
        correct=one.correct,
        state=label(one.state),
        people=tuple(_people(one)),
        paid_on=one.paid_on if booked else None,
        use_by=one.use_by if booked else None,
        used_on=one.used_on if one.used_on and one.used_on <= day else None,
    )


def _people(one: PaymentRequest) -> Iterator[str]:
    for person in (one.checked_by, one.approved_by, one.run.made_by if one.run else None):
        if person is not None:
            yield person.name
