"""Letters of long ago went by post on their day: the worker makes them only when the demo starts.

Without that every award of the past would read as if sent today, and no decision were final.
"""

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from grants.actions.notification import send_again
from grants.models.application import Application
from grants.models.decision import Letter, LetterState
from grants.models.notification import LetterDispatch
from grants.models.round import Round
from grants.programme.notification import Channel
from grants.programme.people import Actor

LONG_AGO: Final = timedelta(days=90)
PROOF: Final = "Aufgabevermerk der Poststelle in der Papierakte"


def post_old_letters(session: Session, round_: Round, *, by: Actor, now: datetime) -> bool:
    """Post every letter of a round older than a quarter; False while one is being made."""
    old = session.scalars(
        select(Letter)
        .join(Letter.application)
        .where(
            Application.round_id == round_.id,
            Letter.ordered_at < now - LONG_AGO,
            Letter.retrieved_at.is_(None),
            ~select(LetterDispatch.id).where(LetterDispatch.letter_id == Letter.id).exists(),
        )
        .order_by(Letter.id)
    ).all()
    if any(letter.state is LetterState.ORDERED for letter in old):
        return False
    for letter in old:
        if letter.state is LetterState.RENDERED:
            send_again(session, letter, channel=Channel.POST, sent_on=letter.dated,
                       reference=PROOF, sure=True, by=by, now=letter.ordered_at)  # fmt: skip
    return True
