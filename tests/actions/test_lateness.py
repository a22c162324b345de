"""Applications after the deadline, as the round decides: refused, marked or accepted (R-014)."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from grants.actions.application import save_section, start_application, submit_application
from grants.actions.extension import confirm_extension, propose_extension
from grants.actions.reopen import reopen_application
from grants.actions.round import move_round, open_and_close_due_rounds
from grants.models.outbox import Mail
from grants.models.record import Act
from grants.papers.receipt import fill_receipt
from grants.programme.application_form import PROFILE
from grants.programme.dates import LatePolicy
from grants.programme.finding import RulesBroken
from grants.programme.people import TeamRole
from grants.programme.preset import preset
from grants.programme.stages import ApplicationState, NoSuchMove, RoundState
from grants.programme.words import Words
from grants.queries.application_list import Question, application_page
from grants.queries.formal_check import check_list
from grants.queries.round_figures import round_figures
from grants.queries.round_ready import findings_before
from tests.makers.cluster import a_cluster
from tests.makers.finished import a_finished_draft, an_open_round
from tests.makers.moment import NOON
from tests.makers.person import a_person
from tests.makers.review import an_officer

A = ApplicationState
SECOND = timedelta(seconds=1)
LATE_ONES = [LatePolicy.MARK, LatePolicy.ACCEPT]


def a_round_that(session, policy):
    """A round whose deadline is at NOON."""
    terms = replace(preset("interclust"), late_policy=policy)
    return an_open_round(session, closes_at=NOON, terms=terms)


def closed(session, round_, after=timedelta(hours=1)):
    """The clock has closed the round; the hour after its deadline."""
    assert open_and_close_due_rounds(session, now=NOON + after) == 1
    assert round_.state is RoundState.CLOSED


def submitted(session, draft, anna, at):
    return submit_application(session, draft, by=anna.as_actor(), now=at)


@pytest.fixture
def anna(session):
    return a_person(session)


@pytest.fixture
def dirk(session):
    return an_officer(session).as_actor()


@pytest.mark.parametrize(
    ("policy", "state"),
    [
        (LatePolicy.REJECT, A.EXPIRED),
        (LatePolicy.MARK, A.DRAFT),
        (LatePolicy.ACCEPT, A.DRAFT),
    ],
)
def test_a_draft_outlives_the_deadline_only_where_late_ones_are_taken(session, anna, policy, state):
    round_ = a_round_that(session, policy)
    draft = a_finished_draft(session, anna, round_)

    closed(session, round_)

    assert draft.state is state


@pytest.mark.parametrize("policy", LATE_ONES)
@pytest.mark.parametrize(
    ("after", "by"),
    [(0, None), (1, "1 Sekunde"), (60, "1 Minute"), (3661, "1 Stunde 1 Minute 1 Sekunde")],
)
def test_until_the_clock_closes_the_round_every_second_counts(session, anna, policy, after, by):
    draft = a_finished_draft(session, anna, a_round_that(session, policy))

    submitted(session, draft, anna, NOON + after * SECOND)

    assert (draft.state, draft.late) == (A.SUBMITTED, by is not None)
    assert (draft.late_by.de if draft.late_by else None) == by
    act = session.scalar(select(Act).where(Act.act == "submit_application"))
    assert act.after.get("seconds_late") == (str(after) if after else None)


@pytest.mark.parametrize("policy", LATE_ONES)
def test_a_closed_round_takes_a_late_one_until_the_formal_check_begins(session, anna, dirk, policy):
    round_ = a_round_that(session, policy)
    late, never = a_finished_draft(session, anna, round_), a_finished_draft(session, round_=round_)
    closed(session, round_)
    at = NOON + timedelta(hours=2, seconds=3)
    save_section(session, late, PROFILE, {"profile": "Noch besser."}, revision=late.revision,
                 by=anna.as_actor(), now=at)  # fmt: skip

    submitted(session, late, anna, at)
    move_round(session, round_, "check", by=dirk, now=at + SECOND)

    assert (late.state, late.late_by.de) == (A.SUBMITTED, "2 Stunden 3 Sekunden")
    assert never.state is A.EXPIRED
    gone = session.scalar(select(Act).where(Act.act == "expire_application"))
    assert (gone.object_number, gone.at) == (never.number, at + SECOND)


def test_after_the_formal_check_has_begun_nothing_is_taken(session, anna, dirk):
    round_ = a_round_that(session, LatePolicy.ACCEPT)
    draft = a_finished_draft(session, anna, round_)
    closed(session, round_)
    move_round(session, round_, "check", by=dirk, now=NOON + timedelta(hours=2))

    with pytest.raises(NoSuchMove):
        submitted(session, draft, anna, NOON + timedelta(hours=2))


def test_a_round_that_refuses_late_ones_does_so_from_the_first_second(session, anna):
    draft = a_finished_draft(session, anna, a_round_that(session, LatePolicy.REJECT))

    with pytest.raises(RulesBroken) as refused:
        submitted(session, draft, anna, NOON + timedelta(microseconds=1))

    assert [each.rule for each in refused.value.findings] == ["R-014"]


@pytest.mark.parametrize("policy", LATE_ONES)
def test_nobody_begins_after_the_deadline(session, anna, policy):
    round_ = a_round_that(session, policy)
    cluster = a_cluster(session, team={anna: TeamRole.SIGNATORY})

    with pytest.raises(RulesBroken) as refused:
        start_application(session, cluster, round_, by=anna.as_actor(), now=NOON + SECOND)

    assert [each.rule for each in refused.value.findings] == ["R-014"]


@pytest.mark.parametrize("policy", LATE_ONES)
def test_what_was_received_in_time_is_never_replaced_by_something_late(session, anna, policy):
    round_ = a_round_that(session, policy)
    sent, opened = (a_finished_draft(session, anna, round_) for _ in range(2))
    for each in (sent, opened):
        submitted(session, each, anna, NOON - SECOND)
    reopen_application(session, opened, by=anna.as_actor(), now=NOON)

    with pytest.raises(RulesBroken) as reopened:
        reopen_application(session, sent, by=anna.as_actor(), now=NOON + SECOND)
    with pytest.raises(RulesBroken) as again:
        submitted(session, opened, anna, NOON + SECOND)
    closed(session, round_)

    assert [[each.rule for each in refused.value.findings] for refused in (reopened, again)] == [
        ["R-014"], ["R-014"],
    ]  # fmt: skip
    for each in (sent, opened):
        assert (each.state, each.submitted_at, each.late) == (A.SUBMITTED, NOON - SECOND, False)


def test_the_officer_who_begins_the_check_is_told_who_may_still_come(session, anna):
    round_ = a_round_that(session, LatePolicy.MARK)
    draft = a_finished_draft(session, anna, round_)
    closed(session, round_)

    (hint,) = findings_before(session, round_, "check")
    assert (hint.rule, hint.breaks) == ("R-014", False)
    assert hint.says.en == "1 draft may still arrive late. The formal check ends that."

    submitted(session, draft, anna, NOON + timedelta(hours=2))
    assert findings_before(session, round_, "check") == []


def test_lateness_stands_in_the_receipt_the_mail_the_lists_and_the_report(session, anna, dirk):
    round_ = a_round_that(session, LatePolicy.MARK)
    draft = a_finished_draft(session, anna, round_)
    in_time = a_finished_draft(session, round_=round_, cluster=a_cluster(session, team={
        anna: TeamRole.SIGNATORY}))  # fmt: skip
    submitted(session, in_time, anna, NOON)
    at = NOON + timedelta(minutes=90)
    by = Words("1 Stunde 30 Minuten", "1 hour 30 minutes")

    receipt = submitted(session, draft, anna, at)

    assert fill_receipt(session, receipt).late_by == by
    mails = session.scalars(select(Mail).where(Mail.body.contains(receipt.sha256))).all()
    assert ["Das war um 1 Stunde 30 Minuten verspätet." in mail.body for mail in mails] == [True]
    lines = {row.number: row.late_by for row in check_list(session, round_, 0)}
    assert lines == {draft.number: by, in_time.number: None}
    rows = application_page(session, dirk, Question(round_number=round_.number)).rows
    assert {row.number: row.late_by for row in rows} == lines
    assert round_figures(session, round_, until=at).came_late == 1


def test_who_is_in_time_by_an_extended_deadline_is_not_late(session, anna, dirk):
    round_ = a_round_that(session, LatePolicy.MARK)
    draft = a_finished_draft(session, anna, round_)
    submitted(session, draft, anna, NOON + SECOND)
    moment = NOON + 2 * SECOND
    extension = propose_extension(
        session, round_, closes_at=NOON + timedelta(days=1), reason="Störung", by=dirk, now=moment
    )

    doris = an_officer(session, "Doris Dietz").as_actor()
    confirm_extension(session, extension, by=doris, now=moment, public_url="")

    assert (draft.late, draft.late_by) == (False, None)
