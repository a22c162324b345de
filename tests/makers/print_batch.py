"""Letters of one round that go by post, and batches of them."""

from datetime import UTC, datetime

from sqlalchemy import select

from grants.actions.print_batch import order_print_batch
from grants.documents.printing import prepare
from grants.models.decision import LetterState
from grants.models.document import Document, DocumentKind
from grants.models.organisation import Membership
from grants.programme.notification import Channel
from grants.programme.stages import ApplicationState, RoundState
from tests.documents.samples import an_award_letter
from tests.makers.application import an_application
from tests.makers.award import an_award
from tests.makers.cluster import a_cluster
from tests.makers.grant import a_grant
from tests.makers.letter import a_letter
from tests.makers.round import a_round

MADE = datetime(2027, 3, 1, 9, tzinfo=UTC)
"""Ten days for fetching: until 11 March."""
IN_TIME = datetime(2027, 3, 11, 22, 59, 59, tzinfo=UTC)
"""The last second of that day in Berlin."""
TOO_LATE = datetime(2027, 3, 11, 23, tzinfo=UTC)


def a_told_round(session):
    """A round whose results are told."""
    return a_round(session, state=RoundState.RUNNING)


def an_ordered_letter(session, round_, *, reached=True, data=None, way=Channel.PORTAL):
    """An award letter of this round that nobody has printed; is there somebody to read it?"""
    cluster = a_cluster(session)
    if not reached:
        for membership in session.scalars(select(Membership).filter_by(cluster_id=cluster.id)):
            membership.until = MADE
    application = an_application(session, cluster, round_, state=ApplicationState.SELECTED)
    return a_letter(session, a_grant(session, an_award(session, application)),
                    data=data or prepare(an_award_letter()), way=way)  # fmt: skip


def a_made_letter(session, round_, *, fetched_at=None, made_at=MADE, **more):
    """The same as if the worker had made it, and perhaps fetched from the portal."""
    letter = an_ordered_letter(session, round_, **more)
    document = Document(
        kind=DocumentKind.LETTER, file_name="Brief", key=letter.check_code, sha256="0" * 64,
        size=1, template_version="x", snapshot={}, created_at=made_at,
    )  # fmt: skip
    session.add(document)
    session.flush()
    letter.state, letter.document_id = LetterState.RENDERED, document.id
    letter.rendered_at, letter.retrieved_at = made_at, fetched_at
    session.flush()
    return letter


def a_batch(session, round_, letters, by, *, now=TOO_LATE):
    """A batch of these letters, ordered and not made."""
    return order_print_batch(
        session, round_, [each.id for each in letters], by=by.as_actor(), now=now
    )


def made(session, batch, at=TOO_LATE):
    """As if the worker had laid the batch together."""
    document = Document(
        kind=DocumentKind.PRINT_BATCH, file_name="Stapel", key=f"batch/{batch.id}",
        sha256="0" * 64, size=1, template_version="x", snapshot={}, created_at=at,
    )  # fmt: skip
    session.add(document)
    session.flush()
    batch.document = document
    session.flush()
    return batch
