"""A look through all cases keeps what it finds: new, still there, gone, back again."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import event, select, text
from sqlalchemy.exc import IntegrityError

from grants.actions.observation import say_about
from grants.actions.observation_run import order_nightly_run, order_run, run_catalogue
from grants.models.observation import Observation, ObservationRun
from grants.models.record import Act
from grants.programme.money import eur
from grants.programme.observation import ObservationState, Severity, WordKind
from grants.programme.stages import ReportState
from tests.makers.decided import LATER, an_auditor, an_awarded_case, hand_in, reports_on
from tests.makers.grant import a_grant
from tests.makers.person import a_person
from tests.makers.report import a_report
from tests.makers.review import an_officer


@pytest.fixture
def late(session):
    """A report that is missing on 3 June 2030."""
    return a_report(session, due_on=datetime(2030, 6, 2, tzinfo=UTC).date())


def run(session, now=LATER):
    """Look through all cases at this moment, as the worker would."""
    order_run(session, by=an_auditor(session).as_actor(), now=now)
    made = session.scalars(select(ObservationRun).order_by(ObservationRun.id.desc())).first()
    run_catalogue(session, made, now=now)
    session.flush()
    session.expire_all()
    return made


def kept(session):
    return session.scalars(select(Observation).order_by(Observation.id)).all()


def test_what_is_found_is_kept_with_its_first_day(session, late):
    made = run(session)

    (one,) = kept(session)
    assert (one.code, one.subject) == ("F-07", f"{late.grant.number}/interim/2026")
    assert (one.award, one.round) == (late.grant.award.number, late.grant.award.application.round)
    assert (one.first_seen, one.last_seen, one.gone_at) == (LATER, LATER, None)
    assert one.state is ObservationState.OPEN
    assert made.counts == {"critical": 0, "high": 1, "medium": 0, "low": 0}
    assert (made.new, made.gone, made.ended_at) == (1, 0, LATER)


def test_what_is_still_there_is_seen_again_and_not_kept_twice(session, late):
    run(session)
    made = run(session, LATER + timedelta(days=1))

    (one,) = kept(session)
    assert (one.first_seen, one.last_seen) == (LATER, LATER + timedelta(days=1))
    assert (made.new, made.gone) == (0, 0)


def test_figures_that_change_are_kept_beside_the_first_ones(session, late):
    run(session)
    hand_in(session, late, eur(1), eur(1), at=LATER + timedelta(hours=1), by=a_person(session))
    run(session, LATER + timedelta(days=1))

    (one,) = (each for each in kept(session) if each.code == "F-07")
    assert "nicht eingegangen" in one.first.de
    assert "eingegangen am" in one.says.de
    assert one.severity is Severity.LOW


def test_what_has_gone_stays_as_it_went_and_comes_back_as_a_new_one(session, late):
    run(session)
    late.state = ReportState.WAIVED
    made = run(session, LATER + timedelta(days=1))
    late.state = ReportState.OVERDUE
    run(session, LATER + timedelta(days=2))

    first, second = kept(session)
    assert made.gone == 1
    assert (first.gone_at, first.last_seen) == (LATER + timedelta(days=1), LATER)
    assert (second.first_seen, second.gone_at) == (LATER + timedelta(days=2), None)


def test_what_was_answered_stays_answered_while_it_is_seen(session, late):
    run(session)
    (one,) = kept(session)
    say_about(session, one, WordKind.ANSWER, "Angemahnt.", revision=1,
              by=an_officer(session).as_actor(), now=LATER)  # fmt: skip
    run(session, LATER + timedelta(days=1))

    assert [each.state for each in kept(session)] == [ObservationState.ANSWERED]


def test_a_run_is_in_the_record_with_its_figures(session, late):
    run(session)

    acts = session.scalars(select(Act).where(Act.object_kind == "observation_run")).all()

    assert [(act.act, act.role) for act in acts] == [
        ("order_observations", "auditor"), ("look_through_cases", "clock"),
    ]  # fmt: skip
    assert acts[1].after == {"found": 1, "new": 1, "gone": 0}


@pytest.mark.parametrize(
    "change",
    [
        "update observation set first_de = 'anders'",
        "update observation set first_seen = first_seen - interval '1 day'",
        "update observation set subject = 'anders'",
        "delete from observation",
        "truncate observation cascade",
    ],
)
def test_nobody_edits_the_past(session, late, change):
    run(session)

    with pytest.raises(IntegrityError, match="kept as"):
        session.execute(text(change))


def test_nobody_edits_what_has_gone(session, late):
    run(session)
    late.state = ReportState.WAIVED
    run(session, LATER + timedelta(days=1))

    with pytest.raises(IntegrityError, match="kept as it is"):
        session.execute(text("update observation set gone_at = null"))


def test_a_night_is_ordered_once_from_two_o_clock_on(session):
    one = datetime(2030, 6, 3, 23, 59, tzinfo=UTC)  # 01:59 in Berlin on the 4th
    two = datetime(2030, 6, 4, 0, 0, tzinfo=UTC)

    assert order_nightly_run(session, now=one) == 1
    finish(session, one)
    assert order_nightly_run(session, now=one) == 0
    assert order_nightly_run(session, now=two) == 1
    finish(session, two)
    assert order_nightly_run(session, now=two + timedelta(hours=20)) == 0
    nights = session.scalars(select(ObservationRun.night).order_by(ObservationRun.id)).all()
    assert [night.day for night in nights] == [3, 4]


def finish(session, now):
    run_catalogue(session, session.query(ObservationRun).filter_by(ended_at=None).one(), now=now)
    session.flush()


def test_two_auditors_who_order_at_once_get_one_run(session):
    first, second = an_auditor(session).as_actor(), an_auditor(session, "Karl Kern").as_actor()

    assert order_run(session, by=first, now=LATER)
    assert not order_run(session, by=second, now=LATER)
    assert order_nightly_run(session, now=LATER) == 0
    assert session.query(ObservationRun).count() == 1


def test_the_statements_of_a_run_do_not_grow_with_the_cases(session):
    an_awarded_case(session)
    run(session)
    few = counted(session, LATER + timedelta(days=1))
    for letter in "BCDEFGHIJ":
        grant = a_grant(session, letter=letter)
        for year in (2026, 2027):
            a_report(session, grant, year=year)

    many = counted(session, LATER + timedelta(days=2))

    assert len(kept(session)) > 15
    assert many <= few + 2
    assert many < 40


def counted(session, now):
    order_run(session, by=an_auditor(session).as_actor(), now=now)
    made = session.query(ObservationRun).filter_by(ended_at=None).one()
    seen, connection = [], session.connection()

    def note(_connection, _cursor, statement, *_more):
        seen.append(statement)

    event.listen(connection, "before_cursor_execute", note)
    run_catalogue(session, made, now=now)
    session.flush()
    event.remove(connection, "before_cursor_execute", note)
    return len(seen)


def test_reports_of_a_case_in_time_leave_nothing_to_find(session):
    award = an_awarded_case(session)
    before = award.created_at

    assert run(session, before).counts["high"] == 0
    assert [each.code for each in kept(session)] == []
    assert reports_on(session, award)
