"""The jury of the demonstration's round under review: one juror with a seat, and its meeting."""

from sqlalchemy import select

from grants.models.application import Application
from grants.models.connection import clock
from grants.models.jury import JuryMember
from grants.models.meeting import Meeting, MeetingItem
from grants.models.person import Person
from grants.models.round import Round
from grants.programme.jury import JuryAnswer


def seat_jana(session):
    """Jana sits in the jury of round 5, which is to meet over R5-0002."""
    moment = clock(session)
    jana = session.scalars(select(Person).where(Person.email == "jana@example.org")).one()
    round_ = session.scalars(select(Round).where(Round.number == 5)).one()
    about = session.scalars(select(Application).where(Application.number == "R5-0002")).one()
    meeting = Meeting(round=round_, held_at=moment, place="Berlin")
    session.add_all([
        JuryMember(
            round=round_, juror=jana, answer=JuryAnswer.ACCEPTED, invited_at=moment,
            answered_at=moment,
        ),
        meeting,
        MeetingItem(meeting=meeting, application=about, position=1),
    ])  # fmt: skip
