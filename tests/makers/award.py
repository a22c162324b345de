"""Awards for tests."""

from itertools import count

from grants.models.award import Award
from grants.programme.money import eur
from grants.programme.stages import ApplicationState
from tests.makers.application import SUBMITTED, an_application

_next = count(400)


def an_award(session, application=None, *, number=None, cap=eur(4_000_000), **more):
    """The promise to a selected cluster."""
    application = application or an_application(session, state=ApplicationState.SELECTED)
    award = Award(
        number=number or f"03INT{next(_next)}",
        application=application,
        cluster=application.cluster,
        terms=application.terms,
        cap=cap,
        created_at=SUBMITTED,
        changed_at=SUBMITTED,
        **more,
    )
    session.add(award)
    session.flush()
    return award
