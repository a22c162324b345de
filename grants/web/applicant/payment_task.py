"""What recipients do about payments, and what of payments and amendments lies with the sponsor."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from flask import url_for

from grants.models.amendment_request import AmendmentRequest
from grants.models.payment import PaymentRequest
from grants.programme.amendment_request import REQUEST_WORDS
from grants.programme.stages import PaymentState
from grants.programme.words import Words, say
from grants.web import filters
from grants.web.applicant.award_task import Task, Waiting
from grants.web.applicant.payment_strip import AHEAD
from grants.web.late_use_turn import WORDS
from grants.web.strip import SPONSOR

P = PaymentState
OPEN_IT: Final = Words("Auszahlung öffnen", "Open the payment")


def payment_tasks(found: Iterable[PaymentRequest]) -> list[Task]:
    """Requests to write, to correct, and money whose use nobody has stated."""
    return [
        Task(
            words=say("{what}: {number}", "{what}: {number}", what=_what(each), number=each.number),
            note=each.reason or each.grant.recipient.name,
            address=f"{_address(each)}#{'requested' if each.state is P.DRAFT else 'entry'}",
            due=None if each.state is P.DRAFT else each.use_by,
            act=OPEN_IT,
            cadence=False,
        )
        for each in found
        if each.state not in AHEAD
    ]


def payments_waiting(found: Iterable[PaymentRequest]) -> list[Waiting]:
    """Requests that the sponsor checks, orders or pays."""
    return [
        Waiting(
            words=say("Auszahlung {number} über {amount}", "Payment {number} of {amount}",
                      number=each.number, amount=filters.money(each.requested)),
            address=_address(each),
            who=SPONSOR,
            since=_since(each),
        )
        for each in found
        if each.state in AHEAD
    ]  # fmt: skip


def requests_waiting(found: Iterable[AmendmentRequest]) -> list[Waiting]:
    """Amendments that were asked for, and on which the sponsor has not decided."""
    return [
        Waiting(
            words=say("Änderungsantrag zu {number}: {kind}", "Amendment of {number}: {kind}",
                      number=each.grant.number, kind=REQUEST_WORDS[each.kind]),
            address=url_for("applicant_amendment_request.amendments", number=each.grant.number),
            who=SPONSOR,
            since=each.sent_at,
        )
        for each in found
    ]  # fmt: skip


def _what(each: PaymentRequest) -> Words:
    if each.state is not P.DRAFT:
        return WORDS["use"]
    if each.reason:
        return Words("Auszahlung korrigieren", "Correct the payment request")
    return Words("Auszahlung anfordern", "Ask for the payment")


def _since(each: PaymentRequest) -> datetime:
    return each.submitted_at or each.changed_at


def _address(each: PaymentRequest) -> str:
    return url_for("applicant_payment.payment", number=each.grant.number, ordinal=each.ordinal)
