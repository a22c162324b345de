"""What was given up is made and sent again, once its cause is gone."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from grants.actions.again import try_again
from grants.actions.case_file import order_case_file
from grants.actions.mail import put_in_outbox
from grants.models.blank_form import BlankForm
from grants.models.connection import clock
from grants.models.decision import LetterState
from grants.models.outbox import BLANKED, MailState
from grants.models.record import Act
from grants.models.scenario import ScenarioPaper
from grants.programme.people import Role
from grants.programme.stages import RoundState
from grants.queries.blank_form import rounds_without_form
from grants.queries.case_file import KEPT_FOR
from grants.queries.health import health
from grants.worker.minutes import minutes_to_print
from grants.worker.scenario import ordered_scenario_papers
from tests.makers.application import an_application
from tests.makers.letter import a_letter
from tests.makers.meeting import a_meeting
from tests.makers.moment import NOON
from tests.makers.person import a_person
from tests.makers.round import a_round


def a_failed_mail(session, kind, body="Guten Tag"):
    mail = put_in_outbox(
        session, key=f"{kind}/1", kind=kind, to=None, address="anna@example.org", name="Anna",
        language="de", subject="Betreff", body=body, now=NOON - timedelta(days=3),
    )  # fmt: skip
    mail.state, mail.attempts, mail.last_error = MailState.FAILED, 9, "550 no such mailbox"
    session.flush()
    return mail


def test_a_letter_that_failed_is_ordered_again_and_the_record_keeps_why(session):
    letter = a_letter(session)
    letter.state, letter.failure = LetterState.FAILED, "StoreAway: no answer"
    session.flush()

    assert try_again(session, by=None, now=NOON) == 1
    assert (letter.state, letter.failure) == (LetterState.ORDERED, "")
    kept = session.scalar(select(Act.before).where(Act.act == "order_letter_again"))
    assert kept == {"failure": "StoreAway: no answer"}


def test_a_mail_that_failed_waits_again_from_the_first_try(session):
    mail = a_failed_mail(session, "reminder")

    assert try_again(session, by=None, now=NOON) == 1
    assert (mail.state, mail.attempts, mail.next_try_at) == (MailState.WAITING, 0, NOON)


@pytest.mark.parametrize("note", BLANKED.values())
@pytest.mark.parametrize("kind", ["register", "partner", "jury", "of another kind"])
def test_no_mail_whose_link_was_blanked_is_sent_again(session, kind, note):
    mail = a_failed_mail(session, kind, body=f"Guten Tag,\n\nhttps://p.example/invitation/{note}\n")

    assert try_again(session, by=a_person(session).as_actor(), now=NOON) == 0
    assert mail.state is MailState.FAILED


def test_a_blank_form_that_failed_is_printed_again_and_those_that_are_made_stay(session):
    failed, made = a_round(session, state=RoundState.OPEN), a_round(session, 7)
    for round_, failure in ((failed, "PrintingFailed: no room"), (made, "")):
        session.add(BlankForm(round_id=round_.id, terms_id=round_.terms.id, made_at=NOON,
                              closes_at=round_.closes_at, failure=failure))  # fmt: skip
    session.flush()
    before = list(session.scalars(rounds_without_form())), health(session).forms_failed

    assert try_again(session, by=None, now=NOON) == 1

    assert before == ([], 1)
    assert list(session.scalars(rounds_without_form())) == [failed.id]
    assert health(session).forms_failed == 0
    kept = session.scalars(select(Act).where(Act.act == "print_blank_form_again")).one()
    assert (kept.object_number, kept.before) == (
        str(failed.number),
        {"failure": "PrintingFailed: no room"},
    )


def a_failed_case_file(session, application, by, *, now=NOON):
    order = order_case_file(session, application, by=by, now=now)
    order.failure = "OSError: no space left"
    session.flush()
    return order


def test_a_case_file_that_failed_is_made_again(session):
    dirk = a_person(session, "Dirk", Role.SPONSOR).as_actor()
    order = a_failed_case_file(session, an_application(session), dirk, now=clock(session))
    before = health(session).case_files_failed

    assert try_again(session, by=None, now=clock(session)) == 1

    assert order.is_being_made
    assert (before, health(session).case_files_failed) == (1, 0)


def test_a_case_file_that_was_ordered_anew_or_long_ago_is_not_made_again(session):
    dirk = a_person(session, "Dirk", Role.SPONSOR).as_actor()
    clara = a_person(session, "Clara", Role.AUDITOR).as_actor()
    application = an_application(session)
    old = a_failed_case_file(session, application, clara, now=NOON - KEPT_FOR)
    first = a_failed_case_file(session, application, dirk)
    order_case_file(session, application, by=dirk, now=NOON)

    assert try_again(session, by=None, now=NOON) == 0
    assert not old.is_being_made
    assert not first.is_being_made
    assert try_again(session, by=None, now=NOON - timedelta(microseconds=1)) == 1
    assert old.is_being_made


def test_a_comparison_of_scenarios_that_failed_is_printed_again(session):
    round_ = a_round(session, state=RoundState.CLOSED_OUT)
    dirk = a_person(session, "Dirk", Role.SPONSOR)
    paper = ScenarioPaper(round=round_, scenarios=[], ordered_by=dirk, ordered_at=NOON)
    paper.failure = "PrintingFailed: too long"
    session.add(paper)
    session.flush()
    before = list(session.scalars(ordered_scenario_papers(NOON))), failed_papers(session)

    assert try_again(session, by=None, now=NOON) == 1

    assert before == ([], (1, 0))
    assert list(session.scalars(ordered_scenario_papers(NOON))) == [paper.id]
    assert failed_papers(session) == (0, 0)
    kept = session.scalars(select(Act).where(Act.act == "order_scenario_paper_again")).one()
    assert (kept.object_number, kept.before) == (
        str(round_.number),
        {"failure": "PrintingFailed: too long"},
    )


def test_minutes_that_failed_are_printed_again(session):
    round_ = a_round(session, 5, state=RoundState.JURY_MEETING)
    meeting = a_meeting(session, round_)
    meeting.closed_at, meeting.closed_by = NOON, a_person(session, "Dirk", Role.SPONSOR)
    meeting.jury_size, meeting.failure = 2, "StoreAway: no answer"
    session.flush()
    before = list(session.scalars(minutes_to_print(NOON))), failed_papers(session)

    assert try_again(session, by=None, now=NOON) == 1

    assert before == ([], (0, 1))
    assert list(session.scalars(minutes_to_print(NOON))) == [meeting.id]
    assert failed_papers(session) == (0, 0)


def failed_papers(session):
    """Comparisons of scenarios and minutes that were given up."""
    found = health(session)
    return found.scenario_papers_failed, found.minutes_failed
