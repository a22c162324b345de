"""Jurors with a seat, what they say about themselves, and clusters with people of their own."""

from grants.models.jury import JurorProfile, JuryMember
from grants.programme.jury import JuryAnswer
from tests.makers.moment import NOON
from tests.makers.review import a_juror


def a_seat(session, round_, juror, answer=JuryAnswer.ACCEPTED):
    """The juror was asked into the jury of the round, and accepted unless said otherwise."""
    made = JuryMember(
        round=round_, juror=juror, answer=answer, invited_at=NOON,
        answered_at=None if answer is JuryAnswer.INVITED else NOON,
    )  # fmt: skip
    session.add(made)
    session.flush()
    return made


def a_profile(session, juror, institution="Universität Musterstadt", topics=()):
    """What a juror wrote about themselves."""
    made = JurorProfile(juror=juror, institution=institution, topics=list(topics), changed_at=NOON)
    session.add(made)
    session.flush()
    return made


def a_jury(session, round_, *names):
    """Jurors by name, all with a seat."""
    made = [a_juror(session, name) for name in names]
    for juror in made:
        a_seat(session, round_, juror)
    return made
