"""Questions about an application: who may write, whose turn it is, and that nothing is lost."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from grants.actions.inquiry import answer, ask, ask_again, close
from grants.models.inquiry import Inquiry, InquiryMessage
from grants.models.outbox import Mail
from grants.models.record import Act
from grants.programme.finding import RulesBroken
from grants.programme.inquiry import PLACES
from grants.programme.people import Role, TeamRole
from grants.programme.stages import ApplicationState, RoundState
from grants.queries.act_change import changes_of
from grants.queries.inquiry import threads_on
from tests.makers.application import an_application
from tests.makers.cluster import a_cluster
from tests.makers.moment import NOON, days
from tests.makers.person import a_person
from tests.makers.review import an_officer

PORTAL = "https://portal.example.org"
QUESTION = "Wie setzen sich die Eigenmittel zusammen?"


@pytest.fixture
def cast(session):
    """Dirk, Anna who writes, Rita who reads, and Anna's application."""
    anna, rita = a_person(session, "Anna Ahrens"), a_person(session, "Rita Ruhr")
    cluster = a_cluster(session, team={anna: TeamRole.AUTHOR, rita: TeamRole.READER})
    application = an_application(session, cluster, state=ApplicationState.SUBMITTED)
    dirk = an_officer(session)
    return dirk.as_actor(), anna.as_actor(), rita.as_actor(), application


def asked(session, cast, place="budget#own_funds", words=QUESTION):
    dirk, _, _, application = cast
    return ask(session, application, place, words, by=dirk, now=NOON, public_url=PORTAL)


def test_a_question_waits_for_the_cluster_and_its_writers_are_told_once(session, cast):
    asked(session, cast)
    asked(session, cast)

    (thread,) = threads_on(session, cast[3])
    mails = session.query(Mail).filter_by(kind="inquiry").all()
    assert (thread.place, thread.waits_for, thread.waits_since) == (
        "budget#own_funds", Role.APPLICANT, NOON,
    )  # fmt: skip
    assert [message.text for message in thread.messages] == [QUESTION]
    assert [mail.recipient_name for mail in mails] == ["Anna Ahrens"]
    assert f"{PORTAL}/applications/{cast[3].number}/questions" in mails[0].body
    assert QUESTION not in mails[0].body


def test_answer_and_further_question_pass_the_ball_and_closing_ends_it(session, cast):
    dirk, anna, _, application = cast
    inquiry = asked(session, cast)

    answer(session, inquiry, " Aus Beiträgen. ", by=anna, now=days(1))
    assert (inquiry.waits_for, inquiry.waits_since) == (Role.SPONSOR, days(1))
    ask_again(session, inquiry, "Seit wann?", by=dirk, now=days(2), public_url=PORTAL)
    assert (inquiry.waits_for, inquiry.waits_since) == (Role.APPLICANT, days(2))
    answer(session, inquiry, "Seit 2019.", by=anna, now=days(3))
    close(session, inquiry, by=dirk, now=days(4))

    (thread,) = threads_on(session, application)
    acts = session.query(Act.act).filter_by(object_number=application.number).order_by(Act.id)
    assert (thread.waits_for, thread.closed_at) == (None, days(4))
    assert [(each.role.value, each.text) for each in thread.messages] == [
        ("sponsor", QUESTION),
        ("applicant", "Aus Beiträgen."),
        ("sponsor", "Seit wann?"),
        ("applicant", "Seit 2019."),
    ]
    assert [act for (act,) in acts] == [
        "ask_inquiry", "answer_inquiry", "ask_inquiry_again", "answer_inquiry", "close_inquiry",
    ]  # fmt: skip
    assert session.query(Mail).filter_by(kind="inquiry").count() == 2


def test_a_question_leaves_the_application_as_it_was_received(session, cast):
    application = cast[3]

    asked(session, cast)

    assert (application.state, application.revision) == (ApplicationState.SUBMITTED, 1)


def test_who_only_reads_does_not_answer(session, cast):
    inquiry = asked(session, cast)

    with pytest.raises(RulesBroken) as broken:
        answer(session, inquiry, "Ich auch.", by=cast[2], now=NOON)

    assert [finding.rule for finding in broken.value.findings] == ["A-4.2"]
    assert len(inquiry.messages) == 1


def test_nobody_writes_into_a_closed_question(session, cast):
    dirk, anna, _, _ = cast
    inquiry = asked(session, cast)
    close(session, inquiry, by=dirk, now=NOON)

    for write in (
        lambda: answer(session, inquiry, "Doch noch.", by=anna, now=days(1)),
        lambda: ask_again(session, inquiry, "Und?", by=dirk, now=days(1), public_url=PORTAL),
        lambda: close(session, inquiry, by=dirk, now=days(1)),
    ):
        with pytest.raises(RulesBroken) as broken:
            write()
        assert broken.value.findings[0].rule == "QUESTION-CLOSED"
    assert len(inquiry.messages) == 1


@pytest.mark.parametrize(
    ("place", "words", "rules"),
    [
        ("budget#nothing", "Warum?", ["QUESTION-PLACE"]),
        ("outline", " \n ", ["QUESTION-TEXT"]),
        ("outline", "x" * 4001, ["QUESTION-TEXT"]),
        ("outline", "x" * 4000, []),
    ],
)
def test_a_question_has_a_place_and_a_text_of_at_most_4000_characters(
    session, cast, place, words, rules
):
    try:
        asked(session, cast, place, words)
        found = []
    except RulesBroken as broken:
        found = [finding.rule for finding in broken.findings]

    assert found == rules


@pytest.mark.parametrize("state", list(ApplicationState))
def test_questions_are_about_what_was_received_and_has_not_ended(session, cast, state):
    application = an_application(session, state=state) if state is not (
        ApplicationState.WITHDRAWN
    ) else an_application(session, state=state, withdrawn_at=NOON)  # fmt: skip
    ended = {"draft", "expired", "withdrawn", "rejected", "formally_rejected"}

    try:
        ask(session, application, "outline", "Warum?", by=cast[0], now=NOON, public_url=PORTAL)
        refused = False
    except RulesBroken:
        refused = True

    assert refused == (state.value in ended)


@pytest.mark.parametrize(
    "change",
    [
        "update inquiry_message set text = 'Anders.'",
        "delete from inquiry_message",
        "delete from inquiry",
        "update inquiry set place = 'outline'",
        "truncate inquiry cascade",
        "truncate inquiry_message",
    ],
)
def test_the_database_keeps_what_was_written(session, cast, change):
    asked(session, cast)
    session.flush()

    with pytest.raises(IntegrityError, match="kept as"), session.begin_nested():
        session.execute(text(change))

    assert session.query(InquiryMessage).one().text == QUESTION


def test_a_closed_question_is_never_opened_again(session, cast):
    inquiry = asked(session, cast)
    close(session, inquiry, by=cast[0], now=NOON)
    session.flush()

    with pytest.raises(IntegrityError, match="kept as"), session.begin_nested():
        session.execute(text("update inquiry set closed_at = null, closed_by_id = null,"
                             " waits_for = 'sponsor'"))  # fmt: skip

    assert session.query(Inquiry).one().closed_at == NOON


@pytest.mark.parametrize("state", ["withdrawn", "rejected", "draft"])
def test_nobody_asks_again_or_answers_once_it_has_ended_or_is_a_draft_again(session, cast, state):
    dirk, anna, _, application = cast
    inquiry = asked(session, cast)
    leave(application, state)

    for write in (
        lambda: answer(session, inquiry, "Doch noch.", by=anna, now=days(1)),
        lambda: ask_again(session, inquiry, "Und?", by=dirk, now=days(1), public_url=PORTAL),
    ):
        with pytest.raises(RulesBroken) as broken:
            write()
        (finding,) = broken.value.findings
        assert finding.rule == "QUESTION-TIME"
        assert ("eingereicht ist" in finding.says.de) == (state == "draft")
    assert len(inquiry.messages) == 1
    assert session.query(Mail).filter_by(kind="inquiry").count() == 1


def test_a_rejection_that_is_not_told_is_not_given_away_by_a_refused_answer(session, cast):
    inquiry = asked(session, cast)
    cast[3].state = ApplicationState.REJECTED
    session.flush()

    answer(session, inquiry, "Aus Beiträgen.", by=cast[1], now=days(1))

    assert inquiry.waits_for is Role.SPONSOR


def leave(application, state):
    """The application withdrawn, rejected with everybody told, or opened once more."""
    application.state = ApplicationState(state)
    if state == "withdrawn":
        application.withdrawn_at = NOON
    if state == "rejected":
        application.round.state = RoundState.DECIDED
    if state == "draft":
        application.submitted_at = None


def test_the_record_names_the_place_by_its_code_and_shows_it_in_the_readers_language(session, cast):
    asked(session, cast)

    act = session.query(Act).filter_by(act="ask_inquiry").one()
    assert act.after["field"] == "budget#own_funds"
    assert PLACES["budget#own_funds"] in [change.after for change in changes_of(act)]
