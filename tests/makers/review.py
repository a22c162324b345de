"""Who checks and reviews, what they check, and reviews by jurors."""

from decimal import Decimal

from grants.models.review import Assignment, ConflictDeclaration, Score
from grants.programme.people import Role
from grants.programme.stages import ApplicationState
from tests.makers.application import an_application
from tests.makers.moment import NOON
from tests.makers.person import a_person

CRITERIA = ("C1", "C2", "C3", "C4", "C5")
POINTS = tuple(map(Decimal, ("4.0", "3.5", "5.0", "4.0", "3.0")))
"""The first juror of the worked example of R-060: together 3.975."""


def an_officer(session, name="Dirk Dorn"):
    """Somebody of the sponsor's staff."""
    return a_person(session, name, Role.SPONSOR)


def a_juror(session, name="Jana Jahn"):
    """A member of the jury."""
    return a_person(session, name, Role.JUROR)


def an_entry(session, round_, state=ApplicationState.SUBMITTED, number="", **more):
    """An application that was handed in to this round."""
    made = an_application(session, None, round_, state=state, **more)
    made.number = number or made.number
    made.search_text = f"{made.number} {made.title} {made.cluster.name}"
    session.flush()
    return made


def scores(points=POINTS):
    """Points with reasons, as an act takes them."""
    return {
        code: (Decimal(value), f"Begründung {code}")
        for code, value in zip(CRITERIA, points, strict=True)
    }


def a_review(session, application, juror, points=POINTS, *, declared=True):
    """A review of the application: final with these points, or only declared without any."""
    made = Assignment(
        application=application,
        juror=juror,
        assigned_at=NOON,
        final_at=NOON if points else None,
    )
    session.add(made)
    if declared:
        session.add(
            ConflictDeclaration(
                application=application, juror=juror, conflicted=False, declared_at=NOON
            )
        )
    for code, (value, reason) in (scores(points) if points else {}).items():
        made.scores.append(Score(assignment=made, criterion=code, points=value, reason=reason))
    session.flush()
    return made
