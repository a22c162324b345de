"""What a reserve letter says: the place on the list, until when it counts, and why not now."""

from dataclasses import replace
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from grants.documents.assessment import Reserve
from grants.documents.reserve_letter import ReserveLetter
from grants.models.application import Application
from grants.models.ranking_tie import TieSettlement
from grants.papers.letter_head import Place, heading, recipient_of, remedy_of
from grants.papers.letter_outcome import assessment_of, facts_of
from grants.programme.calendar import today
from grants.programme.criteria import Selection, TieBreak
from grants.programme.ranking import by_weight
from grants.programme.selection import two_places
from grants.programme.words import Words, english, german, join, say
from grants.queries.application import terms_of
from grants.queries.reserve import reserve_place
from grants.queries.scores import means_of
from grants.queries.tie_change import settled_in

LEVEL: Final = Words(
    "Mit derselben Gesamtnote steht eine andere Bewerbung vor Ihrer.",
    "Another application with the same total stands before yours.",
)
BY_VOTE: Final = Words(
    "Nach den Regeln der Runde entscheidet dann das Votum der Jury.",
    "By the rules of the round the vote of the jury decides then.",
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
    """What put it behind those before it, by the rules of the round; nothing without a tie."""
    ahead = session.scalars(
        select(Application)
        .where(
            Application.round_id == application.round_id,
            Application.score == application.score,
            Application.rank < application.rank,
        )
        .order_by(Application.rank.desc())
    ).all()
    if not ahead:
        return None
    level = LEVEL if len(ahead) == 1 else say(
        "Mit derselben Gesamtnote stehen {count} andere Bewerbungen vor Ihrer.",
        "{count} other applications with the same total stand before yours.",
        count=len(ahead),
    )  # fmt: skip
    decided = _decided(session, application, ahead[0])
    return level if decided is None else join([level, decided], " ")


def _decided(session: Session, application: Application, ahead: Application) -> Words | None:
    """What decided between it and the one right before it: a criterion, the vote or the lot."""
    selection = terms_of(application.terms).selection
    settled = settled_in(session, application.round)
    for way in selection.tie_breaks:
        if way is TieBreak.WEIGHTIEST_CRITERION:
            by_criterion = _by_criterion(session, selection, application, ahead)
            if by_criterion is not None:
                return by_criterion
            continue
        both = {application.number, ahead.number}
        latest = next((one for one in settled if one.way is way and both <= set(one.places)), None)
        if latest and latest.places[application.number] != latest.places[ahead.number]:
            return BY_VOTE if way is TieBreak.BALANCE else _by_lot(latest)
    return None


def _by_lot(settlement: TieSettlement) -> Words:
    return say(
        "Nach den Regeln der Runde entscheidet dann das Los. Gezogen wurde es am {day}; mit dem "
        "Startwert {seed} lässt es sich nachrechnen.",
        "By the rules of the round a lot decides then. It was drawn on {day}; with the seed {seed} "
        "anybody can draw it again.",
        day=today(settlement.settled_at),
        seed=settlement.seed,
    )


def _by_criterion(
    session: Session, selection: Selection, application: Application, ahead: Application
) -> Words | None:
    """The weightiest criterion in which both differ."""
    own, theirs = means_of(session, application), means_of(session, ahead)
    decided = next(
        (each for each in by_weight(selection) if own.get(each.code) != theirs.get(each.code)),
        None,
    )
    if decided is None or decided.code not in own:
        return None
    mean = german(two_places(own[decided.code])), english(two_places(own[decided.code]))
    return Words(
        f"Nach den Regeln der Runde entscheidet dann das schwerste Kriterium, in dem sich beide"
        f" unterscheiden: „{decided.name.de}“. Dort steht Ihre Bewerbung mit {mean[0]} dahinter.",
        f"By the rules of the round the weightiest criterion in which both differ decides:"
        f" “{decided.name.en}”. There yours stands behind it with {mean[1]}.",
    )
