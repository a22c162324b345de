"""What a reserve letter says: the place on the list, until when it counts, and why not now."""

from dataclasses import replace
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from grants.documents.assessment import Reserve
from grants.documents.reserve_letter import ReserveLetter
from grants.models.application import Application
from grants.papers.letter_head import Place, heading, recipient_of, remedy_of
from grants.papers.letter_outcome import assessment_of, facts_of
from grants.programme.criteria import TieBreak
from grants.programme.ranking import by_weight
from grants.programme.selection import two_places
from grants.programme.words import Words, english, german, join
from grants.queries.application import terms_of
from grants.queries.reserve import reserve_place
from grants.queries.scores import means_of

LEVEL: Final = Words(
    "Mit derselben Gesamtnote steht eine andere Bewerbung vor Ihrer.",
    "Another application with the same total stands before yours.",
)
BY_VOTE: Final = Words(
    "Nach den Regeln der Runde entscheidet dann das Votum der Jury.",
    "By the rules of the round the vote of the jury decides then.",
)
BY_LOT: Final = Words(
    "Nach den Regeln der Runde entscheidet dann das Los.",
    "By the rules of the round a lot decides then.",
)
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
        tie=_tie(session, application),
        remedy=remedy_of(place.authority),
        texts=place.texts,
    )
    return letter if own else replace(letter, reasons=letter.passage("grounds"))


def _tie(session: Session, application: Application) -> Words | None:
    """What put it behind the one before it, by the rules of the round; nothing without a tie."""
    ahead = session.scalar(
        select(Application)
        .where(
            Application.round_id == application.round_id,
            Application.score == application.score,
            Application.rank < application.rank,
        )
        .order_by(Application.rank.desc())
        .limit(1)
    )
    if ahead is None:
        return None
    own, theirs = means_of(session, application), means_of(session, ahead)
    selection = terms_of(application.terms).selection
    for way in selection.tie_breaks:
        if way is not TieBreak.WEIGHTIEST_CRITERION:
            return join([LEVEL, BY_VOTE if way is TieBreak.BALANCE else BY_LOT], " ")
        decided = next(
            (each for each in by_weight(selection) if own.get(each.code) != theirs.get(each.code)),
            None,
        )
        if decided is not None and decided.code in own:
            mean = german(two_places(own[decided.code])), english(two_places(own[decided.code]))
            by = Words(
                f"Nach den Regeln der Runde entscheidet dann das schwerste Kriterium, in dem sich"
                f" beide unterscheiden: „{decided.name.de}“. Dort steht Ihre Bewerbung mit"
                f" {mean[0]} dahinter.",
                f"By the rules of the round the weightiest criterion in which both differ decides:"
                f" “{decided.name.en}”. There yours stands behind it with {mean[1]}.",
            )
            return join([LEVEL, by], " ")
    return LEVEL
