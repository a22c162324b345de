"""The meeting of a jury: called, attended, voted item by item, and closed for good."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from grants.actions.lock import lock
from grants.actions.overtaken import Overtaken, Saved
from grants.actions.record import record
from grants.models.meeting import Meeting, MeetingItem, MeetingPresence, MeetingVote
from grants.models.person import Person
from grants.models.round import Round
from grants.programme.finding import insist
from grants.programme.meeting import MeetingResult, Vote, check_quorum, check_voted
from grants.programme.people import Actor
from grants.queries.application import terms_of
from grants.queries.meeting import (
    conflicted_jurors,
    jury_of,
    last_saved,
    on_the_agenda,
    silent_jurors,
)
from grants.queries.meeting_ready import (
    after_the_submission,
    every_item_has_a_result,
    everybody_has_declared,
    jury_is_convened,
    meeting_has_begun,
    meeting_is_open,
    nobody_in_conflict,
    nothing_kept_yet,
    only_those_present,
    place_on_the_agenda,
    round_may_meet,
    somebody_was_in_the_chair,
    there_is_something_to_keep,
)


def call_meeting(
    session: Session,
    round_: Round,
    *,
    held_at: datetime,
    place: str,
    chair: Person | None,
    by: Actor,
    now: datetime,
) -> Meeting:
    """Call the jury together, or correct when and where; every reviewed application is an item.

    Items that are there stay, with what was said; new applications come at the end. Raises
    RulesBroken once the record is closed, while the round is not under review, for a time before
    the submission has ended, and for one to come when somebody is recorded as present.
    """
    lock(session, round_)
    meeting = session.scalar(select(Meeting).where(Meeting.round_id == round_.id))
    insist([
        round_may_meet(round_),
        meeting_is_open(meeting),
        after_the_submission(round_, held_at),
        nothing_kept_yet(meeting, held_at, now),
    ])  # fmt: skip
    if meeting is None:
        meeting = Meeting(round=round_, held_at=held_at, place=place, chair=chair)
        session.add(meeting)
    meeting.held_at, meeting.place, meeting.chair = held_at, place, chair
    there = {item.application_id for item in meeting.items}
    for application in on_the_agenda(session, round_):
        if application.id not in there:
            position = len(meeting.items) + 1
            session.add(MeetingItem(meeting=meeting, application=application, position=position))
    session.flush()
    _keep(
        session, "make_meeting", round_, by=by, now=now,
        after={"held_at": held_at.isoformat(), "meeting_place": place,
               "chair": chair.name if chair else None, "agenda": len(meeting.items)},
    )  # fmt: skip
    return meeting


def save_presence(
    session: Session, meeting: Meeting, present: Collection[Person], *, by: Actor, now: datetime
) -> None:
    """Keep who is there. Votes of somebody who turns out not to be there are taken away.

    Raises RulesBroken before the meeting begins, unless everybody is taken out again.
    """
    lock(session, meeting)
    insist([meeting_is_open(meeting)])
    if present:
        insist([there_is_something_to_keep(meeting, now)])
    wanted = {juror.id: juror for juror in present}
    for seat in list(meeting.presences):
        if seat.juror_id not in wanted:
            meeting.presences.remove(seat)
            for item in meeting.items:
                item.votes[:] = [vote for vote in item.votes if vote.juror_id != seat.juror_id]
    there = {seat.juror_id for seat in meeting.presences}
    for juror_id in sorted(wanted.keys() - there):
        session.add(MeetingPresence(meeting=meeting, juror=wanted[juror_id]))
    session.flush()
    _keep(
        session, "save_presence", meeting.round, by=by, now=now,
        after={"present": sorted(juror.name for juror in wanted.values())},
    )  # fmt: skip


def save_item(
    session: Session,
    item: MeetingItem,
    votes: Mapping[int, Vote],
    *,
    result: MeetingResult | None,
    note: str = "",
    position: int | None = None,
    revision: int,
    by: Actor,
    now: datetime,
) -> None:
    """Keep what each juror said to one item, and what the jury came to.

    Whoever has a conflict, or has not declared on one yet, is noted as out of the room. `revision`
    is what `item_revision` was when the page was opened: when somebody else has kept something
    else since, Overtaken carries it and nothing is kept. Raises RulesBroken before the meeting
    begins, without a quorum, and for a vote of somebody with a conflict, without a declaration, or
    who is not there.
    """
    meeting = item.meeting
    lock(session, meeting)
    lock(session, item)
    present = {seat.juror_id: seat.juror for seat in meeting.presences}
    silent = silent_jurors(session, item.application, present)
    out = silent | conflicted_jurors(session, item.application).keys()
    selection = terms_of(meeting.round.terms).selection
    insist([
        place_on_the_agenda(meeting, position),
        meeting_is_open(meeting),
        there_is_something_to_keep(meeting, now),
        check_quorum(selection, len(present), len(jury_of(session, meeting.round))),
        only_those_present(votes, present),
        everybody_has_declared(votes, silent, present),
        nobody_in_conflict(votes, out - silent, present),
    ])  # fmt: skip
    said = {**votes, **{juror: Vote.AWAY for juror in present if juror in out}}
    insist([check_voted(result, said.values())])
    kept = _votes_as_they_are(session, item)
    stored = {juror: vote.vote for juror, vote in kept.items()}
    there = (stored, item.result, item.note, item.position)
    if there == (stored | said, result, note, position or item.position):
        return
    _insist_on_what_was_seen(session, item, revision, yours={"result": result, "note": note})
    for juror_id, vote in sorted(said.items()):
        if juror_id in kept:
            kept[juror_id].vote = vote
        else:
            session.add(MeetingVote(item=item, juror=present[juror_id], vote=vote))
    item.result, item.note = result, note
    _place(meeting, item, position or item.position)
    session.flush()
    record(
        session, "save_item", "application", item.application.number, by=by, now=now,
        after={
            "votes": {present[juror].name: vote.value for juror, vote in sorted(said.items())},
            "result": result.value if result else None,
        },
        reason=note,
    )  # fmt: skip


def _votes_as_they_are(session: Session, item: MeetingItem) -> dict[int, MeetingVote]:
    """The votes by juror, read again behind the lock."""
    votes = select(MeetingVote).where(MeetingVote.item_id == item.id)
    found = session.scalars(votes, execution_options={"populate_existing": True})
    return {vote.juror_id: vote for vote in found}


def _insist_on_what_was_seen(
    session: Session, item: MeetingItem, revision: int, *, yours: dict[str, Any]
) -> None:
    act = last_saved(session, item)
    if act is None or act.id == revision:
        return
    theirs = {"result": item.result, "note": item.note}
    saved = Saved(by=act.actor_name, at=act.at, answers=theirs, revision=act.id)
    raise Overtaken(yours=yours, theirs=saved)


def _place(meeting: Meeting, item: MeetingItem, position: int) -> None:
    """Put the item at this place; the others keep their order."""
    order = [one for one in meeting.items if one is not item]
    order.insert(position - 1, item)
    for at, one in enumerate(order, 1):
        one.position = at


def close_meeting(session: Session, meeting: Meeting, *, by: Actor, now: datetime) -> None:
    """Close the record; the worker prints the minutes. Nothing in it changes afterwards.

    Raises RulesBroken without a quorum, before the jury is convened or the meeting begins, without
    a chair, and while an item has no result.
    """
    lock(session, meeting)
    size = len(jury_of(session, meeting.round))
    insist([
        meeting_is_open(meeting),
        jury_is_convened(meeting.round),
        meeting_has_begun(meeting, now),
        check_quorum(terms_of(meeting.round.terms).selection, len(meeting.presences), size),
        somebody_was_in_the_chair(meeting),
        every_item_has_a_result(meeting),
    ])  # fmt: skip
    meeting.jury_size, meeting.closed_at = size, now
    meeting.closed_by = session.get_one(Person, by.person_id)
    session.flush()
    _keep(session, "close_meeting", meeting.round, by=by, now=now)


def _keep(
    session: Session,
    act: str,
    round_: Round,
    *,
    by: Actor,
    now: datetime,
    after: dict[str, object] | None = None,
) -> None:
    record(session, act, "round", str(round_.number), by=by, now=now, after=after)
