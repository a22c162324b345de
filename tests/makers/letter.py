"""Decisions and letters for tests."""

from datetime import UTC, datetime
from itertools import count

from sqlalchemy import select

from grants.documents.printing import prepare
from grants.models.decision import (
    Decision,
    DecisionKind,
    DecisionState,
    Letter,
    LetterKind,
    LetterState,
)
from grants.models.document import Document, DocumentKind
from grants.programme.people import Role
from tests.documents.samples import an_award_letter
from tests.makers.grant import a_grant
from tests.makers.person import a_person

DECIDED = datetime(2027, 1, 8, 9, tzinfo=UTC)
AN_UNPRINTABLE_ONE = prepare(an_award_letter()) | {"heading": {}}
_next = count(1)


def a_letter(session, grant=None, *, data=None, **more):
    """The award letter of a grant that two officers have decided on, ordered and not yet made."""
    grant = grant or a_grant(session)
    decision = Decision(
        kind=DecisionKind.AWARD_GRANT,
        state=DecisionState.COUNTERSIGNED,
        grant=grant,
        terms=grant.award.terms,
        proposed_by=a_person(session, "Dirk Drafter", Role.SPONSOR),
        proposed_at=DECIDED,
        countersigned_by=a_person(session, "Carla Countersign", Role.SPONSOR),
        countersigned_at=DECIDED,
    )
    snapshot = data or prepare(an_award_letter())
    number = next(_next)
    letter = Letter(
        kind=LetterKind.AWARD,
        number=f"DLR-42-{number}",
        check_code=f"7K4M-Q2XD-{number:04}",
        decision=decision,
        application=grant.award.application,
        grant=grant,
        dated=DECIDED.date(),
        template_version=snapshot["template_version"],
        snapshot=snapshot,
        ordered_at=DECIDED,
        **more,
    )
    session.add_all([decision, letter])
    session.flush()
    return letter


def all_made(session, store=None):
    """As if the worker had made every letter that is ordered; with a store there is a file."""
    for letter in session.scalars(select(Letter).where(Letter.state == LetterState.ORDERED)):
        document = Document(
            kind=DocumentKind.LETTER, file_name="Brief", sha256="0" * 64, size=1,
            key=store.put(b"%PDF-1.7") if store else letter.check_code,
            template_version="x", snapshot={}, created_at=letter.ordered_at,
        )  # fmt: skip
        session.add(document)
        session.flush()
        letter.state, letter.document_id = LetterState.RENDERED, document.id
        letter.rendered_at = letter.ordered_at
    session.flush()
