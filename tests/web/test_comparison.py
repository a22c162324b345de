"""The pages that compare two versions, for the team and for sponsor staff."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from grants.actions.application import (
    save_section,
    start_application,
    submit_application,
    supply_papers,
    withdraw_application,
)
from grants.actions.formal_check import check_formally
from grants.models.person import Person
from grants.models.review import FormalResult
from grants.programme.application_form import OUTLINE
from grants.programme.people import TeamRole
from grants.programme.stages import RoundState
from tests.makers.cluster import a_cluster
from tests.makers.finished import a_finished_draft, an_open_round
from tests.makers.moment import IN_TIME, NOON
from tests.makers.person import a_person
from tests.makers.review import an_officer

ASKED = NOON + timedelta(days=40)
NEW = "Wir suchen Partner in Japan."


def rewrite(session, application, anna, text, now):
    save_section(
        session, application, OUTLINE, {"outline": text},
        revision=application.revision, by=anna.as_actor(), now=now,
    )  # fmt: skip


@pytest.fixture
def anna(session, clock_at):
    clock_at(ASKED)
    return a_person(session)


@pytest.fixture
def twice(session, anna):
    """An application that was received, and again after papers were asked for."""
    application = a_finished_draft(session, anna)
    submit_application(session, application, by=anna.as_actor(), now=NOON)
    application.round.state = RoundState.FORMAL_CHECK
    check_formally(
        session, application, FormalResult.INCOMPLETE, reason_code="not_signed", note="Seite 3",
        answer_by=IN_TIME,
        by=an_officer(session).as_actor(), now=ASKED,
    )  # fmt: skip
    rewrite(session, application, anna, NEW, ASKED)
    supply_papers(session, application, by=anna.as_actor(), now=ASKED)
    return application


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_team_sees_what_changed_word_by_word(client_as, anna, twice, language):
    page = client_as(anna).get(f"/applications/{twice.number}/compare?lang={language}").text

    assert "<del>Partner.</del>" in page
    assert "<ins>Partner in Japan.</ins>" in page
    assert ("unverändert" if language == "de" else "unchanged") in page


def test_staff_see_the_same_and_may_turn_it_round(client_as, session, twice):
    dirk = session.scalar(select(Person).where(Person.role == "sponsor").limit(1))
    address = f"/sponsor/applications/{twice.number}/compare"

    page = client_as(dirk).get(f"{address}?a={twice.number}.2&b={twice.number}.1").text

    assert "<del>Partner in Japan.</del>" in page


def test_an_unknown_version_is_not_looked_for(client_as, anna, twice):
    address = f"/applications/{twice.number}/compare?a=R1-0001.1&b=%27"

    assert "<ins>Partner in Japan.</ins>" in client_as(anna).get(address).text


def test_a_single_version_has_nothing_to_compare(client_as, session, anna):
    application = a_finished_draft(session, anna)

    page = client_as(anna).get(f"/applications/{application.number}/compare").text

    assert "Es gibt nur eine Fassung." in page


@pytest.fixture
def begun_again(session, anna):
    """A draft that began from an application that was received and then withdrawn."""
    cluster = a_cluster(session, team={anna: TeamRole.SIGNATORY})
    earlier = a_finished_draft(session, anna, cluster=cluster)
    submit_application(session, earlier, by=anna.as_actor(), now=NOON)
    withdraw_application(session, earlier, by=anna.as_actor(), now=NOON)
    round_ = an_open_round(session, closes_at=ASKED + timedelta(days=9))
    later = start_application(
        session, cluster, round_, by=anna.as_actor(), now=ASKED, previous=earlier
    )
    rewrite(session, later, anna, NEW, ASKED)
    return later


def test_a_draft_says_what_it_changed_against_the_one_it_began_from(client_as, anna, begun_again):
    page = client_as(anna).get(f"/applications/{begun_again.number}").text
    since = page[page.index("Seither geändert:") :]

    assert "<li>2.1 Skizze</li>" in since
    assert "1.1 Clusterprofil</li>" not in since


def test_who_is_not_in_the_team_of_the_earlier_one_does_not_see_it(
    client_as, session, anna, begun_again
):
    bea = a_person(session, "Bea Brandt")
    begun_again.cluster = a_cluster(session, team={bea: TeamRole.SIGNATORY})
    session.flush()

    page = client_as(bea).get(f"/applications/{begun_again.number}/compare").text

    assert "Es gibt nur eine Fassung." in page
    assert "Wort für Wort" not in client_as(bea).get(f"/applications/{begun_again.number}").text
