"""What must hold for a jury to meet, to vote, and for its ranking to be fixed afterwards."""

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from grants.models.meeting import Meeting, MeetingPresence
from grants.models.person import Person
from grants.models.round import Round
from grants.programme.calendar import today
from grants.programme.deadline import moment_words
from grants.programme.finding import Finding
from grants.programme.meeting import Vote
from grants.programme.stages import RoundState
from grants.programme.words import Words, say
from grants.queries.application import terms_of
from grants.queries.review_ready import FAIRNESS, SOURCE

MEETING = (RoundState.REVIEW, RoundState.JURY_MEETING)


def round_may_meet(round_: Round) -> Finding:
    """Is the round so far that its jury meets?"""
    return Finding(
        rule="JURY-MEETS",
        holds=round_.state in MEETING,
        claim=Words("Die Jury tagt zwischen Begutachtung und Rangliste.",
                    "The jury meets between review and ranking."),
        says=Words("Die Runde ist nicht in der Begutachtung und hat keine Jurysitzung.",
                   "The round is neither under review nor at its jury meeting."),
        source=SOURCE,
    )  # fmt: skip


def meeting_is_open(meeting: Meeting | None) -> Finding:
    """May the record of the meeting still change?"""
    return Finding(
        rule="JURY-CLOSED",
        holds=meeting is None or meeting.closed_at is None,
        claim=Words("Ein geschlossenes Protokoll bleibt.", "A closed record stays."),
        says=Words("Das Protokoll dieser Sitzung ist geschlossen.",
                   "The record of this meeting is closed."),
        source=SOURCE,
    )  # fmt: skip


def only_those_present(votes: Mapping[int, Vote], present: Mapping[int, Person]) -> Finding:
    """Does nobody vote who is not there?"""
    return Finding(
        rule="JURY-PRESENT",
        holds=votes.keys() <= present.keys(),
        claim=Words("Wer nicht da ist, stimmt nicht ab.", "Who is not there does not vote."),
        says=Words("Eine Stimme gehört jemandem, der nicht anwesend ist.",
                   "One vote belongs to somebody who is not present."),
        source=SOURCE,
    )  # fmt: skip


def nobody_in_conflict(
    votes: Mapping[int, Vote], conflicted: Collection[int], present: Mapping[int, Person]
) -> Finding:
    """Does nobody vote who has a conflict with this application?"""
    wrong = sorted(
        present[juror].name
        for juror, vote in votes.items()
        if juror in conflicted and juror in present and vote is not Vote.AWAY
    )
    return Finding(
        rule="R-055",
        holds=not wrong,
        claim=Words("Wer befangen ist, verlässt den Raum und stimmt nicht ab.",
                    "Whoever has a conflict leaves the room and does not vote."),
        says=say("Befangen: {names}.", "In conflict: {names}.", names=", ".join(wrong)),
        source=FAIRNESS,
    )  # fmt: skip


def everybody_has_declared(
    votes: Mapping[int, Vote], silent: Collection[int], present: Mapping[int, Person]
) -> Finding:
    """Does nobody vote who has not said yet whether there is a conflict?"""
    wrong = sorted(
        present[juror].name
        for juror, vote in votes.items()
        if juror in silent and juror in present and vote is not Vote.AWAY
    )
    return Finding(
        rule="R-055",
        holds=not wrong,
        claim=Words("Wer abstimmt, hat vorher erklärt, ob ein Konflikt besteht.",
                    "Whoever votes has declared before whether there is a conflict."),
        says=say("Noch nichts erklärt hat {names}. Bis zur Erklärung gilt: nicht im Raum.",
                 "{names} has not declared yet. Until then: not in the room.",
                 names=", ".join(wrong)),
        source=FAIRNESS,
    )  # fmt: skip


def after_the_submission(round_: Round, held_at: datetime) -> Finding:
    """Does the jury meet after the last application could come in?"""
    return Finding(
        rule="JURY-DATE",
        holds=held_at > round_.closes_at,
        claim=Words("Die Jury tagt nach dem Ende der Einreichung.",
                    "The jury meets after the end of submission."),
        says=say("Die Sitzung muss nach dem Ende der Einreichung liegen, also nach dem {day}.",
                 "The meeting must lie after the end of submission, that is after {day}.",
                 day=today(round_.closes_at)),
        source=SOURCE,
        place="held_on",
    )  # fmt: skip


def place_on_the_agenda(meeting: Meeting, position: int | None) -> Finding:
    """Is there such a place on the agenda?"""
    last = len(meeting.items)
    return Finding(
        rule="JURY-PLACE",
        holds=position is None or 1 <= position <= last,
        claim=Words("Jeder Punkt hat einen Platz auf der Tagesordnung.",
                    "Each item has a place on the agenda."),
        says=say("Der Platz muss zwischen 1 und {last} liegen, Sie haben {position} eingegeben.",
                 "The place must lie between 1 and {last}; you entered {position}.",
                 last=last, position=position or 0),
        source=SOURCE,
        place="position",
    )  # fmt: skip


def jury_is_convened(round_: Round) -> Finding:
    """Was the jury convened before its record closes?"""
    return Finding(
        rule="JURY-CONVENED",
        holds=round_.state is RoundState.JURY_MEETING,
        claim=Words("Das Protokoll schließt, wenn die Jury einberufen ist.",
                    "The record closes once the jury is convened."),
        says=Words("Die Runde ist noch in der Begutachtung. Berufen Sie zuerst die Jury ein.",
                   "The round is still under review. Convene the jury first."),
        source=SOURCE,
        place="sure",
    )  # fmt: skip


def meeting_has_begun(meeting: Meeting, now: datetime) -> Finding:
    """Is there a meeting already of which the record can tell?"""
    return Finding(
        rule="JURY-BEGUN",
        holds=now >= meeting.held_at,
        claim=Words("Das Protokoll schließt, wenn die Sitzung begonnen hat.",
                    "The record closes once the meeting has begun."),
        says=say("Die Sitzung beginnt erst am {begin}. Schließen Sie das Protokoll danach, oder"
                 " berichtigen Sie den Beginn unter „Zeit und Ort ändern“.",
                 "The meeting begins on {begin}. Close the record after that, or correct its"
                 " beginning under “Change time and place”.",
                 begin=moment_words(meeting.held_at)),
        source=SOURCE,
        place="sure",
    )  # fmt: skip


def there_is_something_to_keep(meeting: Meeting, now: datetime) -> Finding:
    """Is it time already to keep who is there and who votes how?"""
    return Finding(
        rule="JURY-BEGUN",
        holds=now >= meeting.held_at,
        claim=Words("Anwesenheit und Stimmen werden festgehalten, wenn die Sitzung begonnen hat.",
                    "Presence and votes are recorded once the meeting has begun."),
        says=say("Die Sitzung beginnt erst am {begin}. Halten Sie danach fest, wer da ist, oder"
                 " berichtigen Sie den Beginn unter „Zeit und Ort ändern“.",
                 "The meeting begins on {begin}. Record after that who is there, or correct its"
                 " beginning under “Change time and place”.",
                 begin=moment_words(meeting.held_at)),
        source=SOURCE,
    )  # fmt: skip


def nothing_kept_yet(meeting: Meeting | None, held_at: datetime, now: datetime) -> Finding:
    """Does a meeting that was attended already stay in the past?"""
    return Finding(
        rule="JURY-ATTENDED",
        holds=held_at <= now or meeting is None or not meeting.presences,
        claim=Words("Eine Sitzung, an der schon jemand teilnimmt, hat begonnen.",
                    "A meeting that somebody attends already has begun."),
        says=Words("Für diese Sitzung ist schon festgehalten, wer da ist. Nehmen Sie zuerst alle"
                   " Anwesenden heraus, dann lässt sie sich verschieben.",
                   "It is recorded already who is at this meeting. First take out everybody who"
                   " is present, then it can be put off."),
        source=SOURCE,
        place="held_on",
    )  # fmt: skip


def somebody_was_in_the_chair(meeting: Meeting) -> Finding:
    """Do the minutes name a chair, who was there?"""
    there = {seat.juror_id for seat in meeting.presences}
    named = meeting.chair
    missing = Words(
        "Nennen Sie zuerst, wer den Vorsitz hat, unter „Zeit und Ort ändern“.",
        "First name who is in the chair, under “Change time and place”.",
    )
    return Finding(
        rule="JURY-CHAIR",
        holds=named is not None and named.id in there,
        claim=Words("Den Vorsitz hat jemand, der anwesend ist.",
                    "Somebody who is present is in the chair."),
        says=say("{name} hat den Vorsitz, ist aber nicht als anwesend festgehalten.",
                 "{name} is in the chair, but is not recorded as present.", name=named.name)
        if named else missing,
        source=SOURCE,
        place="sure",
    )  # fmt: skip


def every_item_has_a_result(meeting: Meeting) -> Finding:
    """Did the jury come to something on every application?"""
    left = sum(item.result is None for item in meeting.items)
    return Finding(
        rule="JURY-ITEMS",
        holds=left == 0,
        claim=Words("Jeder Punkt hat ein Ergebnis.", "Every item has a result."),
        says=say("Ohne Ergebnis: {left}.", "Without a result: {left}.", left=left),
        source=SOURCE,
    )  # fmt: skip


def meeting_held(session: Session, round_: Round) -> list[Finding]:
    """Did the jury meet where the terms say so, and is the record of no meeting left open?

    A meeting that the terms do not ask for counts from the first person who was there. After the
    ranking nobody could close its record any more.
    """
    asked_for = terms_of(round_.terms).selection.meeting
    begun = exists().where(MeetingPresence.meeting_id == Meeting.id)
    found = session.execute(
        select(Meeting.closed_at, begun.label("begun")).where(Meeting.round_id == round_.id)
    ).one_or_none()
    if not asked_for and (found is None or not found.begun):
        return []
    closed = found is not None and found.closed_at is not None
    still_open = Words("Das Protokoll der Jurysitzung ist noch nicht geschlossen.",
                       "The record of the jury's meeting is not closed yet.")  # fmt: skip
    if not asked_for:
        still_open = Words(
            "Das Protokoll der Jurysitzung ist noch nicht geschlossen. Schließen Sie es; fand sie"
            " nicht statt, nehmen Sie alle Anwesenden heraus.",
            "The record of the jury's meeting is not closed yet. Close it; if it did not take"
            " place, take out everybody present.",
        )
    return [
        Finding(
            rule="ROUND-MEETING",
            holds=closed,
            claim=Words("Die Jury hat getagt und war beschlussfähig.",
                        "The jury met and had its quorum."),
            says=Words("Das Protokoll der Jurysitzung ist geschlossen.",
                       "The record of the jury's meeting is closed.")
            if closed
            else still_open,
            source=SOURCE,
            place="meeting",
        )
    ]  # fmt: skip
