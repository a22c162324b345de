"""What a reserve letter says: the place on the list, until when it counts, and why not now."""

from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from grants.documents.assessment import Reserve
from grants.documents.reserve_letter import ReserveLetter
from grants.models.application import Application
from grants.papers.letter_head import Place, heading, recipient_of, remedy_of
from grants.papers.letter_outcome import assessment_of, facts_of
from grants.programme.words import Words
from grants.queries.application import terms_of
from grants.queries.reserve import reserve_place

IN_GERMAN: Final = "The reasons are given in the German text of this letter."


def fill_reserve(session: Session, application: Application, place: Place) -> ReserveLetter:
    """The reserve letter of an application, with its scores."""
    position, last = reserve_place(session, application, now=place.now)
    own = place.decision.reasons.strip()
    letter = ReserveLetter(
        heading=heading(place, application, recipient_of(application.cluster.management)),
        made_at=place.now,
        application_number=application.number,
        project=Words(application.title, application.title),
        received_at=application.submitted_at or place.now,
        place=Reserve(position=position, valid_until=last),
        facts=facts_of(session, application, formal=False),
        reasons=Words(own, IN_GERMAN),
        assessment=assessment_of(session, application, terms_of(application.terms)),
        remedy=remedy_of(place.authority),
        texts=place.texts,
    )
    return letter if own else replace(letter, reasons=letter.passage("grounds"))
