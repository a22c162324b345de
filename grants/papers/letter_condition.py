"""What letters say of a condition: the award under it, and the confirmation that it occurred."""

from dataclasses import fields

from sqlalchemy import select
from sqlalchemy.orm import Session

from grants.documents.award_letter import AwardLetter
from grants.documents.conditional_letter import (
    AwardCondition,
    ConditionalLetter,
    ConfirmationLetter,
)
from grants.documents.letter import EarlierLetter, Heading
from grants.models.condition import GrantCondition
from grants.models.decision import Letter, LetterKind
from grants.models.grant import Grant
from grants.papers.letter_award import fill_award
from grants.papers.letter_head import Place, heading, recipient_of, remedy_of
from grants.programme.calendar import today
from grants.programme.words import Words
from grants.queries.condition import conditions_under, open_conditions

AWARDS = (LetterKind.AWARD, LetterKind.CONDITIONAL)


def fill_conditional(session: Session, grant: Grant, place: Place) -> ConditionalLetter:
    """The award letter of this grant, with the conditions that its decision names."""
    conditions = [_said(each) for each in conditions_under(session, place.decision, grant)]
    if not conditions:
        raise LookupError("this award has no condition")
    award = fill_award(session, grant, place)
    own = {field.name: getattr(award, field.name) for field in fields(AwardLetter)}
    return ConditionalLetter(**own, condition=conditions[0], further=tuple(conditions[1:]))


def fill_confirmation(session: Session, grant: Grant, place: Place) -> ConfirmationLetter:
    """The letter that confirms what was stated of this grant last, and is not confirmed yet."""
    waiting = open_conditions(session, grant)
    condition = next((each for each in waiting if each.stated_on is not None), None)
    if condition is None:
        raise LookupError("nothing is stated of a condition of this grant")
    return ConfirmationLetter(
        heading=heading_about(grant, place),
        made_at=place.now,
        grant_number=grant.number,
        project=title_of(grant),
        award=award_letter_of(session, grant),
        condition=_said(condition),
        occurred_on=condition.stated_on or today(place.now),
        still_open=tuple(_said(each) for each in waiting if each is not condition),
        reasons=in_german(place.decision.reasons, "The proof is described in the German text."),
        remedy=remedy_of(place.authority),
        texts=place.texts,
    )


def award_letter_of(session: Session, grant: Grant) -> EarlierLetter:
    """The letter by which the grant was awarded; of old grants only the day is known."""
    letter = latest_letter(session, grant, *AWARDS)
    if letter is not None:
        return letter
    day = today(grant.awarded_at) if grant.awarded_at else grant.starts_on
    return EarlierLetter(dated=day, file_number=grant.number)


def amendment_letters_of(session: Session, grant: Grant) -> tuple[EarlierLetter, ...]:
    """The letters that amended this grant, the first one first; one statement."""
    return tuple(
        EarlierLetter(dated=dated, file_number=number)
        for dated, number in session.execute(
            select(Letter.dated, Letter.number)
            .where(Letter.grant_id == grant.id, Letter.kind == LetterKind.AMENDMENT)
            .order_by(Letter.id)
        )
    )


def latest_letter(session: Session, grant: Grant, *kinds: LetterKind) -> EarlierLetter | None:
    """The latest letter of these kinds about this grant; one statement."""
    row = session.execute(
        select(Letter.dated, Letter.number)
        .where(Letter.grant_id == grant.id, Letter.kind.in_(kinds))
        .order_by(Letter.id.desc())
        .limit(1)
    ).one_or_none()
    return None if row is None else EarlierLetter(dated=row[0], file_number=row[1])


def heading_about(grant: Grant, place: Place) -> Heading:
    """The head of a letter to the recipient of this grant."""
    unit = grant.partner.executing_unit if grant.partner else ""
    return heading(place, grant.award.application, recipient_of(grant.recipient, unit))


def title_of(grant: Grant) -> Words:
    """The project of the grant, as its recipient wrote it."""
    title = grant.project.title if grant.project else grant.award.application.title
    return Words(title, title)


def in_german(text: str, instead: str) -> Words:
    """What an officer wrote in German; the courtesy page points to it."""
    return Words(text, instead if text.strip() else "")


def _said(condition: GrantCondition) -> AwardCondition:
    return AwardCondition(
        type=condition.type,
        content=in_german(condition.content, f"In German only: “{condition.content}”"),
        due=condition.due_on,
        evidence=in_german(condition.evidence, f"In German only: “{condition.evidence}”"),
        consequence=in_german(condition.consequence, f"In German only: “{condition.consequence}”"),
        amount=condition.amount,
        blocks_payment=condition.blocks_payment,
    )
