"""Questions about projects, parts and plans: who is asked, who reads, what comes with an answer."""

import pytest

from grants.actions.inquiry import answer, ask_about, ask_again, close
from grants.actions.partner import remove_partner
from grants.models.inquiry import Inquiry
from grants.models.outbox import Mail
from grants.models.person import Person
from grants.models.record import Act
from grants.programme.finding import RulesBroken
from grants.programme.inquiry import InquiryLevel
from grants.programme.people import Role
from grants.programme.stages import ProjectState
from grants.queries.inquiry import award_threads, part_threads, waiting_about_awards
from grants.queries.inquiry_subject import choices_of, subjects_of
from tests.makers.asked import QUESTION, URL, Cast
from tests.makers.decided import an_auditor
from tests.makers.decision import a_fundable_grant
from tests.makers.moment import NOON
from tests.makers.project import (
    a_cluster_with_an_approved_concept,
)
from tests.makers.review import a_juror, an_officer


@pytest.fixture
def cast(session):
    return Cast(session)


def test_what_was_handed_in_can_be_asked_about_place_by_place(session, cast):
    choices = choices_of(subjects_of(session, cast.award))

    assert choices["P1/project#summary"].de == "P1 LINSE: Titel, Inhalt und Laufzeit"
    assert choices[f"P1-{cast.klein.id}/part#plan"].en == (
        "P1, Klein GmbH: Financing plan of the partner"
    )
    assert {key.partition("/")[0] for key in choices} == {
        "P1", *(f"P1-{partner.id}" for partner in cast.project.partners)
    }  # fmt: skip


@pytest.mark.parametrize("handed_in", [None, NOON])
def test_a_plan_of_the_management_is_asked_about_once_it_was_handed_in(session, handed_in):
    award, anna = a_cluster_with_an_approved_concept(session)
    grant = a_fundable_grant(session, award, handed_in_at=handed_in)
    subjects = subjects_of(session, award)
    if handed_in is None:
        assert subjects == {}
        return

    inquiry = ask_about(
        session, award, subjects[grant.number], "plan#own_funds", QUESTION,
        by=an_officer(session).as_actor(), now=NOON, public_url=URL,
    )  # fmt: skip
    answer(session, inquiry, "Aus Beiträgen.", by=anna, now=NOON)

    assert choices_of(subjects)[f"{grant.number}/plan"].de == (
        f"{grant.number}, Konzeptionsphase: Finanzplan"
    )
    [thread] = award_threads(session, anna, award.application_id)
    assert (thread.level, thread.words.de) == (
        InquiryLevel.PLAN, f"{grant.number}: Eigenmittel",
    )  # fmt: skip


def test_the_people_of_a_partner_read_the_questions_at_their_own_part_and_nothing_else(
    session, cast
):
    whole, own, other = cast.about_project(), cast.about_part(cast.klein), cast.about_part(cast.uni)

    assert cast.seen_by(cast.paula) == [own.id]
    assert cast.seen_by(cast.anna) == [whole.id, other.id]
    assert cast.seen_by(cast.dirk) == [whole.id, own.id, other.id]
    assert cast.seen_by(an_auditor(session).as_actor()) == [whole.id, own.id, other.id]
    assert cast.seen_by(a_juror(session).as_actor()) == []
    _, carl = a_cluster_with_an_approved_concept(session)
    assert cast.seen_by(carl) == []
    assert [one.id for one in waiting_about_awards(session, cast.paula)] == [own.id]


def test_whoever_keeps_the_part_is_told_and_answers_and_nobody_else(session, cast):
    own = cast.about_part(cast.klein)

    with pytest.raises(RulesBroken):
        answer(session, own, "Wir.", by=cast.anna, now=NOON)
    answer(session, own, "Wir.", by=cast.paula, now=NOON)

    mail = session.query(Mail).filter_by(kind="inquiry_later").one()
    assert mail.recipient_name == "Paula Partner"
    assert f"{URL}/parts/{cast.klein.id}/questions" in mail.body
    assert QUESTION not in mail.body
    [thread] = part_threads(session, cast.klein)
    assert ([one.text for one in thread.messages], thread.waits_for) == (
        [QUESTION, "Wir."], Role.SPONSOR,
    )  # fmt: skip


def test_the_team_of_the_cluster_answers_for_the_project_and_for_parts_that_it_keeps(session, cast):
    for inquiry in (cast.about_project(), cast.about_part(cast.uni)):
        with pytest.raises(RulesBroken):
            answer(session, inquiry, "Wir.", by=cast.paula, now=NOON)
        answer(session, inquiry, "Wir.", by=cast.anna, now=NOON)

    links = [mail.body for mail in session.query(Mail).filter_by(kind="inquiry_later")]
    assert [f"{URL}/awards/{cast.award.number}/questions" in body for body in links] == [True] * 2


def test_what_is_written_about_a_part_stays_out_of_the_record_that_the_cluster_reads(session, cast):
    cast.about_project()
    answer(session, cast.about_part(cast.klein), "Geheim.", by=cast.paula, now=NOON)

    acts = session.query(Act).filter(Act.act.like("%_inquiry")).order_by(Act.id)
    assert [(act.object_kind, act.object_number, act.after) for act in acts] == [
        ("project", cast.project.number,
         {"field": "project#summary", "about": "P1 LINSE", "text": QUESTION}),
        ("project", cast.project.number, {"field": "part#plan", "about": "P1, Klein GmbH"}),
        ("project", cast.project.number, {"field": "part#plan", "about": "P1, Klein GmbH"}),
    ]  # fmt: skip


def test_the_same_question_twice_is_one_and_closing_ends_it(session, cast):
    first, second = cast.about_project(), cast.about_project()
    ask_again(session, first, "Und wann?", by=cast.dirk, now=NOON, public_url=URL)
    close(session, first, by=cast.dirk, now=NOON)

    assert first is second
    with pytest.raises(RulesBroken):
        answer(session, first, "Spät.", by=cast.anna, now=NOON)


def test_of_a_draft_and_of_what_has_ended_nothing_is_asked_or_answered(session, cast):
    inquiry = cast.about_project()

    for state in (ProjectState.DRAFT, ProjectState.REJECTED, ProjectState.WITHDRAWN):
        cast.project.state = state
        assert subjects_of(session, cast.award) == {}
        with pytest.raises(RulesBroken):
            answer(session, inquiry, "Doch.", by=cast.anna, now=NOON)
        assert waiting_about_awards(session, cast.anna) == ()


def test_a_place_that_is_none_of_it_is_refused(session, cast):
    with pytest.raises(RulesBroken):
        cast.asked("P1", "part#plan")


def test_a_removed_partner_is_forgotten_and_its_question_stays_with_staff(session, cast):
    own = cast.about_part(cast.klein)
    cast.project.state = ProjectState.DRAFT
    session.flush()

    remove_partner(session, cast.klein, revision=cast.project.revision, by=cast.anna, now=NOON)
    session.expire_all()

    assert (own.partner, own.about) == (None, "P1, Klein GmbH")
    assert cast.seen_by(cast.dirk) == [own.id]
    assert cast.seen_by(cast.anna) == cast.seen_by(cast.paula) == []


def test_a_question_about_an_application_is_still_one_of_its_own(session, cast):
    cast.about_project()

    assert session.query(Inquiry).one().application is cast.award.application
    assert session.get_one(Person, cast.dirk.person_id).role is Role.SPONSOR
