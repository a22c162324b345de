"""The letters about the cases of a person's clusters."""

from typing import Final

from sqlalchemy.orm import Session, joinedload

from grants.models.application import Application
from grants.models.decision import Letter, LetterKind
from grants.models.grant import Grant
from grants.programme.people import Actor
from grants.programme.words import Words
from grants.queries.visible import visible_letters

LETTER_WORDS: Final = {
    LetterKind.SELECTION: Words("Auswahlschreiben", "Selection letter"),
    LetterKind.REJECTION: Words("Ablehnungsbescheid", "Rejection letter"),
    LetterKind.AWARD: Words("Zuwendungsbescheid", "Award letter"),
}


def own_letters(session: Session, actor: Actor) -> list[Letter]:
    """The letters this person may see, the newest first; one statement."""
    return list(
        session.scalars(
            visible_letters(actor)
            .options(
                joinedload(Letter.application).joinedload(Application.cluster),
                joinedload(Letter.grant).joinedload(Grant.recipient),
            )
            .order_by(Letter.ordered_at.desc(), Letter.id.desc())
        )
    )


def own_letter(session: Session, actor: Actor, check_code: str) -> Letter | None:
    """The letter with this check code, if this person may see it."""
    return session.scalar(visible_letters(actor).where(Letter.check_code == check_code))
