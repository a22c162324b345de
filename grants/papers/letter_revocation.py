"""What the letter says that takes a grant back: amounts, hearing, law, limit, interest."""

from sqlalchemy.orm import Session

from grants.documents.revocation_letter import Heard, RevocationLetter
from grants.models.decision import DecisionState
from grants.models.grant import Grant
from grants.models.hearing import Hearing
from grants.models.revocation import Revocation
from grants.papers.letter_condition import (
    amendment_letters_of,
    award_letter_of,
    heading_about,
    in_german,
    title_of,
)
from grants.papers.letter_head import Place, remedy_of
from grants.programme.calendar import today
from grants.programme.revocation import last_day_of_limit
from grants.programme.spelled import words_amount
from grants.programme.words import Words
from grants.queries.application import terms_of
from grants.queries.hearing import interest_of, revocation_under

IN_GERMAN = "This part is given in the German text of this letter."


def fill_revocation(session: Session, grant: Grant, place: Place) -> RevocationLetter:
    """The letter of the revocation or withdrawal that this decision is about."""
    revocation = revocation_under(session, place.decision)
    hearing = revocation.hearing
    terms = terms_of(grant.award.terms).notification
    signed = place.decision.state is DecisionState.COUNTERSIGNED
    left = grant.direct + grant.allowance - grant.revoked
    known_on = hearing.known_on or today(place.now)
    return RevocationLetter(
        heading=heading_about(grant, place),
        made_at=place.now,
        grant_number=grant.number,
        project=title_of(grant),
        award=award_letter_of(session, grant),
        amendments=amendment_letters_of(session, grant),
        measure=revocation.measure,
        granted=left + revocation.revoked if signed else left,
        revoked=revocation.revoked,
        revoked_in_words=words_amount(revocation.revoked),
        effective_from=revocation.effective_from,
        reclaim=revocation.reclaim,
        reclaim_in_words=words_amount(revocation.reclaim) if revocation.reclaim else None,
        pay_by=revocation.pay_by,
        pay_to=revocation.pay_to,
        facts=in_german(revocation.facts, "The facts are described in the German text."),
        heard=_heard(hearing, revocation),
        legal_basis=in_german(revocation.legal_basis, f"Legal basis: {revocation.legal_basis}"),
        discretion=in_german(
            revocation.discretion, "How we used our discretion is described in the German text."
        ),
        known_on=known_on,
        last_day=last_day_of_limit(known_on, terms),
        deceit=hearing.deceit,
        interest=interest_of(revocation),
        interest_waived=Words(revocation.interest_waived, IN_GERMAN)
        if revocation.interest_waived
        else None,
        remedy=remedy_of(place.authority),
        texts=place.texts,
    )


def _heard(hearing: Hearing, revocation: Revocation) -> Heard:
    return Heard(
        letter_on=hearing.letter_on,
        answered_on=hearing.answered_on,
        result=in_german(
            revocation.heard_result,
            "What follows from it is described in the German text.",
        ),
        waived_for=in_german(hearing.waived_reason, "The reason is given in the German text.")
        if hearing.waived
        else None,
    )
