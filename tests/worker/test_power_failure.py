"""The power fails before any statement of handing in, or of making a letter: never in between (B9).

Awarding and releasing are tried in tests/actions/test_deciding_at_once.py, paying in
tests/actions/test_paying_at_once.py.
"""

from sqlalchemy import func, select, text

from grants.actions.application import submit_application
from grants.models.application import Application, Receipt
from grants.models.decision import Letter, LetterState
from grants.models.document import Document
from grants.models.outbox import Mail
from grants.programme.stages import ApplicationState
from grants.worker.letters import render_letter
from tests.makers.finished import a_finished_draft
from tests.makers.letter import a_letter
from tests.makers.moment import NOON
from tests.makers.person import a_person
from tests.power import fails_at, keeping

EVERYTHING = text(
    "select md5(string_agg(row::text, '' order by row::text)) from ("
    " select to_jsonb(a) as row from application a union all select to_jsonb(r) from receipt r"
    " union all select to_jsonb(l) from letter l union all select to_jsonb(d) from document d"
    " union all select to_jsonb(m) from mail m union all select to_jsonb(t) from act t) everything"
)


def as_before(work, act, engine):
    """Fail before every statement in turn until none is left; how many there were."""
    before, moment = work.scalar(EVERYTHING), 1
    work.rollback()
    while fails_at(engine, moment, act):
        assert work.scalar(EVERYTHING) == before, f"statement {moment}"
        work.rollback()
        moment += 1
    assert work.scalar(EVERYTHING) != before
    return moment - 1


def test_an_application_is_a_draft_or_handed_in_with_its_receipt_and_mail(room, work):
    anna = a_person(work)
    number, by = a_finished_draft(work, anna).number, anna.as_actor()
    work.commit()

    def submit(session):
        draft = session.scalars(select(Application).filter_by(number=number)).one()
        submit_application(session, draft, by=by, now=NOON)

    assert as_before(work, keeping(room.engine, submit), room.engine) > 10
    work.expire_all()
    assert work.scalars(select(Application)).one().state is ApplicationState.SUBMITTED
    assert work.scalar(select(func.count(Receipt.id))) == 1
    assert work.scalar(select(func.count(Mail.id))) == 1


def test_a_letter_is_ordered_or_made_with_its_row_and_mail(room, work):
    letter_id = a_letter(work).id
    work.commit()

    assert as_before(work, lambda: render_letter(room, letter_id), room.engine) > 5
    work.expire_all()
    letter = work.get_one(Letter, letter_id)
    document = work.scalars(select(Document)).one()
    assert (letter.state, letter.document_id) == (LetterState.RENDERED, document.id)
    assert room.store.get(document.key)
