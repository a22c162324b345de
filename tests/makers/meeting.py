"""A jury's meeting with its people and its agenda."""

from grants.models.meeting import Meeting, MeetingItem, MeetingPresence, MeetingVote
from grants.models.review import ConflictDeclaration
from tests.makers.moment import NOON


def a_meeting(session, round_, *applications, present=(), votes=()):
    """A meeting over these applications; `votes` are (application, juror, vote)."""
    meeting = Meeting(round=round_, held_at=NOON, place="Berlin")
    session.add(meeting)
    for juror in present:
        session.add(MeetingPresence(meeting=meeting, juror=juror))
    items = {
        application.id: MeetingItem(meeting=meeting, application=application, position=at)
        for at, application in enumerate(applications, 1)
    }
    session.add_all(items.values())
    session.flush()
    for application, juror, vote in votes:
        session.add(MeetingVote(item=items[application.id], juror=juror, vote=vote))
    session.flush()
    return meeting


def a_word(session, application, juror, *, conflicted=False, kind=None):
    """What a juror declared on one application; without a conflict, unless said otherwise."""
    made = ConflictDeclaration(
        application=application, juror=juror, conflicted=conflicted, kind=kind, declared_at=NOON
    )
    session.add(made)
    session.flush()
    return made
