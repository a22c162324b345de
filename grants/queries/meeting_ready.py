"""What must hold for a jury to meet, to vote, and for its ranking to be fixed afterwards."""

from collections.abc import Collection, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from grants.models.meeting import Meeting
from grants.models.person import Person
from grants.models.round import Round
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
    """Did the jury meet, where the terms say that it does? Its record closes with a quorum only."""
    if not terms_of(round_.terms).selection.meeting:
        return []
    closed = session.scalar(select(Meeting.closed_at).where(Meeting.round_id == round_.id))
    return [
        Finding(
            rule="ROUND-MEETING",
            holds=closed is not None,
            claim=Words("Die Jury hat getagt und war beschlussfähig.",
                        "The jury met and had its quorum."),
            says=Words("Das Protokoll der Jurysitzung ist geschlossen.",
                       "The record of the jury's meeting is closed.")
            if closed
            else Words("Das Protokoll der Jurysitzung ist noch nicht geschlossen.",
                       "The record of the jury's meeting is not closed yet."),
            source=SOURCE,
            place="meeting",
        )
    ]  # fmt: skip
