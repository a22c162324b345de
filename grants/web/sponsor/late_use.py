"""Interest on money that was used late: hear the recipient, then propose to charge it (R-036)."""

from datetime import timedelta
from functools import partial
from typing import Any, Final

from flask import Blueprint, abort, current_app, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from forms.hearing import AnswerForm, HearForm, WaiveForm
from forms.late_use import ChargeForm
from grants.actions.late_use import ChargeDraft, propose_charge
from grants.actions.late_use_hearing import (
    answer_on_late_use,
    hear_on_late_use,
    waive_late_use_hearing,
)
from grants.models.payment import PaymentRequest
from grants.programme.calendar import today
from grants.programme.money import NOTHING
from grants.programme.people import Role
from grants.programme.revocation import answer_by, check_hearing
from grants.programme.stages import PaymentState
from grants.programme.words import Words, say
from grants.queries.application import terms_of
from grants.queries.late_use import charge_on, late_use_hearing
from grants.queries.payment import find_payment
from grants.web.access import open_to, visitor
from grants.web.database import now, session
from grants.web.sponsor.acting import Forms, take
from grants.web.sponsor.payment_interest import interest_shown

pages = Blueprint("sponsor_late_use", __name__)
FORMS: Final = {"hear": HearForm, "waive": WaiveForm, "answer": AnswerForm, "charge": ChargeForm}
SAID: Final = {
    "hear": Words("Die Anhörung ist eingetragen, der Empfänger hat eine Mail.",
                  "The hearing is recorded, the recipient has a mail."),
    "waive": Words("Der Verzicht ist eingetragen.", "The waiver is recorded."),
    "answer": Words("Die Antwort ist eingetragen.", "The answer is recorded."),
    "charge": Words("Vorgeschlagen. Eine zweite Person muss mitzeichnen.",
                    "Proposed. A second person must countersign."),
}  # fmt: skip
TO_PAY: Final = timedelta(days=30)


@pages.route("/sponsor/payments/<number>/<int:ordinal>/interest", methods=["GET", "POST"])
@open_to(Role.SPONSOR)
def interest(number: str, ordinal: int) -> ResponseReturnValue:
    """What is charged on one payment, and what must come before."""
    found = _find(number, ordinal)
    kinds = {
        name: partial(kind, prefix=name, data=_suggested(found, name))
        for name, kind in FORMS.items()
    }
    return take(
        kinds,
        lambda work, act, form: _do(work, found, act, form),
        lambda forms, act: _page(_find(number, ordinal), forms, act),
        url_for(".interest", number=number, ordinal=ordinal),
    )


def _find(number: str, ordinal: int) -> PaymentRequest:
    return find_payment(session(), visitor(), number, ordinal) or abort(404)


def _suggested(found: PaymentRequest, name: str) -> dict[str, Any]:
    day = today(now())
    match name:
        case "hear":
            until = answer_by(day, terms_of(found.grant.award.terms).notification)
            return {"subject": _subject(found), "letter_on": day, "answer_until": until}
        case "waive":
            return {"subject": _subject(found)}
        case "charge":
            return {"idle": found.correct, "pay_by": day + TO_PAY, "pay_to": _account(found)}
        case _:
            return {}


def _subject(found: PaymentRequest) -> str:
    """What the hearing letter says of the case; the officer adds what is to be weighed."""
    if not (found.paid_on and found.use_by and found.used_on):
        return ""
    return say(
        "Zinsen nach § 49a Absatz 4 VwVfG auf die Zahlung {number}: {paid}, ausgezahlt am {on}, zu"
        " verwenden bis {by}, verwendet am {used}.", "",
        number=found.number, paid=found.correct or NOTHING, on=found.paid_on, by=found.use_by,
        used=found.used_on,
    ).de  # fmt: skip


def _account(found: PaymentRequest) -> str:
    version = found.grant.award.terms.round.authority.on(today(now()))
    if version is None or not version.account_iban:
        return ""
    return f"{version.account_holder}, IBAN {version.account_iban}, {found.number}"


def _do(work: Session, found: PaymentRequest, act: str, form: Any) -> Words:
    who: dict[str, Any] = {"by": visitor(), "now": now()}
    match act:
        case "hear":
            hear_on_late_use(
                work, found, subject=form.subject.data, letter_on=form.letter_on.data,
                answer_until=form.answer_until.data,
                public_url=current_app.config["PUBLIC_URL"], **who,
            )  # fmt: skip
        case "waive":
            waive_late_use_hearing(
                work, found, subject=form.subject.data, reason=form.waived_reason.data, **who
            )
        case "answer":
            answer_on_late_use(
                work, found, answered_on=form.answered_on.data, answer=form.answer.data, **who
            )
        case _:
            propose_charge(
                work,
                found,
                ChargeDraft(
                    idle=form.idle.data,
                    pay_by=form.pay_by.data,
                    pay_to=form.pay_to.data or "",
                    heard_result=form.heard_result.data or "",
                    discretion=form.discretion.data or "",
                ),
                **who,
            )
    return SAID[act]


def _page(found: PaymentRequest, forms: Forms, act: str) -> str:
    hearing = late_use_hearing(session(), found)
    idle = found.state is PaymentState.IDLE
    over = check_hearing(
        answer_until=hearing.answer_until if hearing else None,
        answered_on=hearing.answered_on if hearing else None,
        waived=hearing is not None and hearing.waived,
        today=today(now()),
    )
    return render_template(
        "sponsor/payment/late_use.html",
        this=found,
        grant=found.grant,
        hearing=hearing,
        over=over,
        may_hear=idle and hearing is None and found.used_on is not None,
        may_charge=idle and hearing is not None and hearing.ended_at is None and over.holds,
        charge=charge_on(session(), found),
        interest=interest_shown(session(), found),
        forms=forms,
        form=forms.get(act),
    )
