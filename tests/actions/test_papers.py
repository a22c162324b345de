"""Papers that staff ask for after the formal check: Anna, who signs, supplies them."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from grants.actions.application import save_section, submit_application, supply_papers
from grants.actions.formal_check import check_formally
from grants.models.application import Receipt
from grants.models.outbox import Mail
from grants.models.record import Act
from grants.models.review import FormalResult
from grants.programme.application_form import OUTLINE
from grants.programme.finding import RulesBroken
from grants.programme.people import TeamRole
from grants.programme.stages import ApplicationState, NoSuchMove, RoundState
from grants.queries.application import terms_of
from grants.queries.formal_check import papers_asked
from tests.makers.cluster import a_cluster
from tests.makers.finished import a_finished_draft
from tests.makers.moment import IN_TIME, NOON
from tests.makers.person import a_person
from tests.makers.review import an_officer

ASKED = NOON + timedelta(days=40)
"""Ten days after the deadline."""


@pytest.fixture
def anna(session):
    return a_person(session)


@pytest.fixture
def bea(session):
    return a_person(session, "Bea Brandt")


@pytest.fixture
def asked(session, anna, bea):
    """An application that was in time; afterwards its signature was asked for."""
    cluster = a_cluster(session, team={anna: TeamRole.SIGNATORY, bea: TeamRole.AUTHOR})
    application = a_finished_draft(session, anna, cluster=cluster)
    submit_application(session, application, by=anna.as_actor(), now=NOON)
    application.round.state = RoundState.FORMAL_CHECK
    check_formally(
        session,
        application,
        FormalResult.INCOMPLETE,
        reason_code="not_signed",
        answer_by=IN_TIME,
        note="Es fehlt Seite 3.",
        by=an_officer(session).as_actor(),
        now=ASKED,
    )
    return application


def change(session, application, by, now=ASKED):
    return save_section(
        session,
        application,
        OUTLINE,
        {"outline": "Mit Seite 3."},
        revision=application.revision,
        by=by.as_actor(),
        now=now,
    )


def test_the_team_reads_what_is_asked_for_and_is_told_by_mail(session, asked):
    papers = papers_asked(session, asked)
    mails = session.scalars(select(Mail).where(Mail.kind == "papers").order_by(Mail.id)).all()

    assert (papers.reason.en, papers.note, papers.at) == (
        "The application was not submitted by an authorised signatory.",
        "Es fehlt Seite 3.",
        ASKED,
    )
    assert ["bis zum 16.07.2028" in mail.body for mail in mails] == [True, True], mails[0].body
    assert papers.answer_by == IN_TIME
    assert [mail.recipient_name for mail in mails] == ["Anna Albrecht", "Bea Brandt"]


def test_papers_come_after_the_deadline_and_the_first_submission_stays_in_time(
    session, anna, bea, asked
):
    change(session, asked, bea)

    receipt = supply_papers(session, asked, by=anna.as_actor(), now=ASKED)

    assert (asked.state, asked.submitted_at, asked.late) == (
        ApplicationState.SUBMITTED,
        NOON,
        False,
    )
    assert (receipt.version, receipt.received_at) == (2, ASKED)
    assert receipt.content["outline"] == "Mit Seite 3."
    assert papers_asked(session, asked) is None
    assert session.scalar(select(Act.act).order_by(Act.id.desc()).limit(1)) == "supply_papers"


def test_each_version_has_its_receipt_and_its_mail(session, anna, asked):
    supply_papers(session, asked, by=anna.as_actor(), now=ASKED)

    receipts = session.scalars(select(Receipt).order_by(Receipt.version)).all()
    mails = session.scalars(select(Mail).where(Mail.kind == "receipt")).all()
    assert [receipt.received_at for receipt in receipts] == [NOON, ASKED]
    assert len(mails) == 4


def test_a_second_click_gets_the_receipt_of_the_first(session, anna, asked):
    first = supply_papers(session, asked, by=anna.as_actor(), now=ASKED)

    assert supply_papers(session, asked, by=anna.as_actor(), now=ASKED) is first


def test_only_a_signatory_supplies_papers(session, bea, asked):
    with pytest.raises(RulesBroken) as broken:
        supply_papers(session, asked, by=bea.as_actor(), now=ASKED)

    assert [finding.says.de for finding in broken.value.findings] == ["Das dürfen: Anna Albrecht."]


def test_supplied_papers_keep_every_rule_of_the_round(session, anna, asked):
    asked.outline = ""

    with pytest.raises(RulesBroken) as broken:
        supply_papers(session, asked, by=anna.as_actor(), now=ASKED)

    assert [finding.rule for finding in broken.value.findings] == ["form"]
    assert asked.state is ApplicationState.INCOMPLETE


def test_nobody_supplies_papers_that_were_not_asked_for(session, anna):
    draft = a_finished_draft(session, anna)
    submit_application(session, draft, by=anna.as_actor(), now=NOON)

    with pytest.raises(NoSuchMove):
        supply_papers(session, draft, by=anna.as_actor(), now=NOON)
    with pytest.raises(NoSuchMove):
        change(session, draft, anna, now=NOON)


def test_the_sections_that_are_given_back_stand_in_the_record_and_nowhere_else_is_anything_saved(
    session, asked, anna
):
    assert change(session, asked, anna)
    asked.state = ApplicationState.SUBMITTED
    officer = an_officer(session).as_actor()
    check = check_formally(
        session, asked, FormalResult.INCOMPLETE, reason_code="incomplete", answer_by=IN_TIME,
        note="Nur das Profil.", sections=["profile"], by=officer, now=ASKED,
    )  # fmt: skip

    with pytest.raises(RulesBroken) as refused:
        change(session, asked, anna, now=ASKED)

    assert [one.says.de for one in refused.value.findings if one.breaks] == [
        "Der Abschnitt „Skizze“ ist nicht zurückgegeben. Ändern können Sie: Clusterprofil."
    ]
    assert [one.de for one in check.section_titles] == ["Clusterprofil"]
    acts = session.scalars(select(Act).where(Act.act == "ask_for_papers").order_by(Act.id)).all()
    assert [act.after.get("sections") for act in acts] == [None, ["profile"]]


def test_no_sections_are_given_back_where_nothing_is_asked_for(session, asked):
    asked.state = ApplicationState.SUBMITTED
    passed = check_formally(
        session, asked, FormalResult.PASSED, sections=["profile"],
        answers={one.code: True for one in terms_of(asked.terms).formal_questions},
        by=an_officer(session).as_actor(), now=ASKED,
    )  # fmt: skip
    assert passed.sections == []

    passed.sections = ["profile"]
    with pytest.raises(IntegrityError, match="ck_formal_check_sections"):
        session.flush()
