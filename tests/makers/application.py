"""Applications for tests."""

from datetime import UTC, datetime
from itertools import count

from grants.models.application import Application
from grants.programme.stages import ApplicationState
from tests.makers.cluster import a_cluster
from tests.makers.round import a_round

SUBMITTED = datetime(2026, 6, 1, 10, tzinfo=UTC)
UNSENT = (ApplicationState.DRAFT, ApplicationState.EXPIRED)
_next = count(1)


def an_application(session, cluster=None, round_=None, *, state=ApplicationState.DRAFT, **more):
    """An application of a cluster in a round."""
    cluster = cluster or a_cluster(session)
    round_ = round_ or a_round(session)
    application = Application(
        number=f"R{round_.number}-{next(_next):04}",
        cluster=cluster,
        round=round_,
        terms=round_.terms,
        state=state,
        submitted_at=None if state in UNSENT else SUBMITTED,
        created_at=SUBMITTED,
        changed_at=SUBMITTED,
        **more,
    )
    session.add(application)
    session.flush()
    return application
