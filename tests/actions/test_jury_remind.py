"""Jurors are reminded of open reviews by the cadence of their round, each stage once."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from grants.actions.jury_remind import remind_of_open_reviews
from grants.models.outbox import Mail
from grants.models.review import ConflictDeclaration
from grants.models.round import Milestone
from grants.programme.preset import preset
from grants.programme.stages import ApplicationState, RoundState
from grants.programme.terms import terms_as, terms_from
from tests.makers.review import a_juror, a_review, an_entry
from tests.makers.round import a_round

MEETS = date(2028, 9, 30)


@pytest.fixture
def round_(session):
    terms = preset("interclust")
    terms = replace(terms, selection=replace(terms.selection, review_reminders=(14, 3)))
    made = a_round(session, 5, state=RoundState.REVIEW, terms=terms)
    session.add(Milestone(round=made, on=MEETS, state=RoundState.JURY_MEETING))
    session.flush()
    return made


@pytest.fixture
def jana(session, round_):
    jana = a_juror(session)
    for at in (1, 2):
        entry = an_entry(session, round_, ApplicationState.UNDER_REVIEW, number=f"R5-000{at}")
        a_review(session, entry, jana, points=None)
    return jana


def on(session, day, hour=10):
    return remind_of_open_reviews(
        session, public_url="http://localhost", now=datetime(2028, 9, day, hour, tzinfo=UTC)
    )


def subjects(session):
    return [mail.subject for mail in session.scalars(select(Mail).order_by(Mail.id))]


def test_each_stage_is_sent_once_however_often_the_clock_looks(session, jana):
    counts = [on(session, day) for day in (15, 16, 16, 20, 27, 27, 30)]

    assert counts == [0, 1, 0, 0, 1, 0, 0]
    assert subjects(session) == ["Offene Gutachten: 2"] * 2


def test_a_day_begins_at_midnight_in_berlin(session, jana):
    assert [on(session, 15, 21), on(session, 15, 22)] == [0, 1]


def test_after_a_pause_only_the_latest_stage_is_sent(session, jana):
    assert [on(session, 29), on(session, 29)] == [1, 0]


def test_who_is_final_or_in_conflict_is_left_alone(session, round_, jana):
    jonas = a_juror(session, "Jonas Jung")
    entry = an_entry(session, round_, ApplicationState.UNDER_REVIEW, number="R5-0003")
    a_review(session, entry, jonas)
    a_review(session, entry, jana, points=None)
    said = session.scalars(
        select(ConflictDeclaration).where(
            ConflictDeclaration.juror_id == jana.id,
            ConflictDeclaration.application_id == entry.id,
        )
    ).one()
    said.conflicted = True
    session.flush()

    assert on(session, 16) == 1
    assert subjects(session) == ["Offene Gutachten: 2"]


def test_a_reminder_names_no_application(session, jana):
    on(session, 16)

    assert "R5-" not in session.scalars(select(Mail)).one().body


def test_terms_from_before_there_was_a_cadence_remind_nobody(session):
    body = terms_as(preset("interclust"))
    del body["selection"]["review_reminders"]

    assert terms_from(body).selection.review_reminders == ()
