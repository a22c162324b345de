"""What the letter says that charges interest on money used late: days, rates, hearing, reasons."""

from sqlalchemy.orm import Session

from grants.documents.late_use_letter import LateUseLetter
from grants.documents.revocation_letter import Heard
from grants.models.grant import Grant
from grants.models.late_use import LateUseCharge, LateUseHearing
from grants.papers.letter_condition import (
    amendment_letters_of,
    award_letter_of,
    heading_about,
    in_german,
    title_of,
)
from grants.papers.letter_head import Place, remedy_of
from grants.programme.money import NOTHING, total
from grants.programme.spelled import words_amount
from grants.queries.late_use import charge_under, interest_charged


def fill_late_use(session: Session, grant: Grant, place: Place) -> LateUseLetter:
    """The letter of the charge that this decision is about."""
    charge = charge_under(session, place.decision)
    payment = charge.hearing.payment
    parts = interest_charged(charge)
    amount = total(part.interest for part in parts)
    return LateUseLetter(
        heading=heading_about(grant, place),
        made_at=place.now,
        grant_number=grant.number,
        project=title_of(grant),
        award=award_letter_of(session, grant),
        amendments=amendment_letters_of(session, grant),
        payment_number=payment.number,
        paid=payment.correct or NOTHING,
        paid_on=payment.paid_on or charge.first,
        use_by=payment.use_by or charge.first,
        used_on=payment.used_on or charge.last,
        idle=charge.idle,
        interest=parts,
        amount=amount,
        amount_in_words=words_amount(amount),
        pay_by=charge.pay_by,
        pay_to=charge.pay_to,
        heard=_heard(charge.hearing, charge),
        discretion=in_german(
            charge.discretion, "How we used our discretion is described in the German text."
        ),
        remedy=remedy_of(place.authority),
        texts=place.texts,
    )


def _heard(hearing: LateUseHearing, charge: LateUseCharge) -> Heard:
    return Heard(
        letter_on=hearing.letter_on,
        answered_on=hearing.answered_on,
        result=in_german(
            charge.heard_result, "What follows from it is described in the German text."
        ),
        waived_for=in_german(hearing.waived_reason, "The reason is given in the German text.")
        if hearing.waived
        else None,
    )
