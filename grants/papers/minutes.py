"""The minutes of a jury's meeting, filled from its closed record."""

from sqlalchemy.orm import Session

from grants.documents.minutes import MinutedItem, Minutes
from grants.models.meeting import Meeting, MeetingItem
from grants.papers.sender import INVENTED, sender_of
from grants.programme.calendar import today
from grants.programme.conflict import CONFLICT_NAMES
from grants.programme.meeting import RESULT_WORDS, Vote, check_quorum
from grants.programme.words import Words, say
from grants.queries.application import terms_of
from grants.queries.meeting import conflicted_jurors, jury_of, tally_of

CONFLICT = Words("Befangenheit", "conflict of interest")


def fill_minutes(session: Session, meeting: Meeting) -> Minutes:
    """The minutes of a meeting whose record is closed.

    Raises LookupError when it is not, or when no authority was in charge on that day.
    """
    round_ = meeting.round
    authority = round_.authority.on(today(meeting.held_at))
    if meeting.closed_at is None or meeting.closed_by is None or authority is None:
        raise LookupError(f"the meeting of round {round_.number} has no minutes yet")
    present = sorted(seat.juror.name for seat in meeting.presences)
    here = {seat.juror_id for seat in meeting.presences}
    absent = [juror.name for juror in jury_of(session, round_) if juror.id not in here]
    selection = terms_of(round_.terms).selection
    return Minutes(
        sender=sender_of(authority),
        made_at=meeting.closed_at,
        programme=say("{programme}, {round}", "{programme}, {round}",
                      programme=round_.programme.name, round=round_.title),
        round_name=round_.name,
        held_at=meeting.held_at,
        place=meeting.place,
        chair=meeting.chair.name if meeting.chair else "",
        present=tuple(present),
        absent=tuple(absent),
        quorum=check_quorum(selection, len(present), meeting.jury_size).says,
        items=tuple(_item(session, item, at) for at, item in enumerate(meeting.items, 1)),
        note=meeting.note,
        closed_by=meeting.closed_by.name,
        closed_at=meeting.closed_at,
        notice=INVENTED if round_.synthetic else None,
    )  # fmt: skip


def _item(session: Session, item: MeetingItem, position: int) -> MinutedItem:
    tally = tally_of(item)
    kinds = conflicted_jurors(session, item.application)
    left = []
    for vote in sorted(item.votes, key=lambda vote: vote.juror.name):
        if vote.vote is not Vote.AWAY:
            continue
        kind = kinds.get(vote.juror_id)
        why = f" ({CONFLICT.de}: {CONFLICT_NAMES[kind].de})" if kind else ""
        if not kind and vote.juror_id in kinds:
            why = f" ({CONFLICT.de})"
        left.append(f"{vote.juror.name}{why}")
    result = RESULT_WORDS[item.result] if item.result else Words("–", "–")
    return MinutedItem(
        position=position,
        number=item.application.number,
        cluster=item.application.cluster.name,
        votes_for=tally.votes[Vote.FOR],
        against=tally.votes[Vote.AGAINST],
        abstained=tally.votes[Vote.ABSTENTION],
        left=tuple(left),
        result=result,
        note=item.note,
    )
