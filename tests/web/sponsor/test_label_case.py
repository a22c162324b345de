"""A label and its case: from the application to the proposal, to the cluster's page and mailbox."""

import pytest

from grants.models.label import Label
from grants.models.organisation import Cluster
from grants.models.outbox import Mail
from grants.programme.people import TeamRole
from grants.programme.stages import ApplicationState
from tests.makers.application import an_application
from tests.makers.cluster import a_cluster
from tests.makers.label import a_label, a_register
from tests.makers.moment import NOON
from tests.makers.person import a_person
from tests.makers.review import an_officer
from tests.makers.round import a_round


@pytest.fixture
def register(session, clock_at):
    clock_at(NOON)
    return a_register(session)


@pytest.fixture
def two(session):
    return an_officer(session), an_officer(session, "Doris Dietz")


@pytest.fixture
def anna(session):
    return a_person(session, "Anna Albrecht")


@pytest.fixture
def application(session, register, anna):
    cluster = a_cluster(session, "Holz e. V.", team={anna: TeamRole.SIGNATORY})
    return an_application(session, cluster, register.round, state=ApplicationState.SELECTED)


def test_the_application_leads_to_a_proposal_with_its_cluster_chosen(
    session, client_as, two, application
):
    dirk = client_as(two[0])

    page = dirk.get(f"/sponsor/applications/{application.number}").text

    assert "/sponsor/labels/new/gocluster?cluster=Holz+e.+V." in page
    form = dirk.get("/sponsor/labels/new/gocluster?cluster=Holz+e.+V.").text
    assert '<option value="Holz e. V." selected>' in form


def test_clusters_without_people_that_never_applied_here_are_not_offered(
    session, client_as, two, application
):
    a_cluster(session, "Gewinner 1 der Runde 2", team={})

    form = client_as(two[0]).get("/sponsor/labels/new/gocluster").text

    assert "Holz e. V." in form
    assert "Gewinner 1" not in form


def test_a_programme_without_labels_shows_none_on_its_applications(session, client_as, two):
    other = an_application(session, a_cluster(session), a_round(session))

    assert "Label vorschlagen" not in client_as(two[0]).get(
        f"/sponsor/applications/{other.number}").text  # fmt: skip


def test_a_cluster_is_told_of_a_label_and_of_its_withdrawal_and_sees_both(
    session, client_as, two, application, anna
):
    dirk, doris = (client_as(each) for each in two)
    sent = {"cluster": "Holz e. V.", "level": "silver", "areas": ["A1"],
            "granted_for": "02.05.2028", "evidence": "Bericht ECEI"}  # fmt: skip
    dirk.post("/sponsor/labels/new/gocluster", sent)
    page = f"/sponsor/labels/{session.query(Label).one().id}"
    assert "Ihre Label" not in client_as(anna).get("/home").text

    assert doris.post(page, {"act": "grant", "sure": "y"}).status_code == 303
    assert "Silber, go-cluster" in client_as(anna).get("/home").text
    end = {"act": "end", "withdrawn_from": "17.05.2028", "reason": "Benchmarking widerrufen."}
    assert dirk.post(page, end).status_code == 303
    assert doris.post(page, {"act": "withdraw", "sure": "y"}).status_code == 303

    home = client_as(anna).get("/home").text
    assert "Entzogen: Benchmarking widerrufen." in home
    mails = session.query(Mail).order_by(Mail.id).all()
    assert [mail.subject for mail in mails] == [
        "Label vergeben: go-cluster", "Label entzogen: go-cluster"
    ]  # fmt: skip
    assert all("Silber" not in mail.body for mail in mails)


def test_another_cluster_sees_no_label_of_this_one(session, client_as, register, two):
    a_label(session, register, a_cluster(session, "Holz e. V."), two)
    bernd = a_person(session, "Bernd Blau")
    a_cluster(session, "Stahl e. V.", team={bernd: TeamRole.SIGNATORY})

    assert session.query(Cluster).count() == 2
    assert "Ihre Label" not in client_as(bernd).get("/home").text
