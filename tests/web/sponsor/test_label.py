"""A label in the browser: one officer proposes, another grants, the public register shows it."""

import re

import pytest
from sqlalchemy import select

from grants.models.label import Label
from grants.models.round_setup import RoundSetup
from grants.programme.people import TeamRole
from tests.makers.cluster import a_cluster
from tests.makers.label import a_label, a_register
from tests.makers.moment import NOON
from tests.makers.person import a_person
from tests.makers.review import an_officer
from tests.web.cost import MOST_STATEMENTS, statements

NEW = "/sponsor/labels/new/gocluster"
SENT = {
    "cluster": "Holz e. V.",
    "level": "silver",
    "areas": ["A1", "A3"],
    "granted_for": "02.05.2028",
    "evidence": "Bericht ECEI 2028/17",
}


@pytest.fixture
def register(session, clock_at):
    clock_at(NOON)
    a_cluster(session, "Holz e. V.", team={a_person(session, "Holger Holz"): TeamRole.SIGNATORY})
    return a_register(session)


@pytest.fixture
def dirk(session, client_as, register):
    return client_as(an_officer(session))


@pytest.fixture
def doris(session, client_as, register):
    return client_as(an_officer(session, "Doris Dietz"))


def hidden(text, name):
    return re.search(rf'name="{name}" value="([^"]*)"', text)[1]


def made(session):
    return session.scalars(select(Label)).one()


def test_one_officer_proposes_and_another_grants(session, dirk, doris, client_as):
    assert "go-cluster" in dirk.get("/sponsor/labels").text
    assert dirk.post(NEW, SENT).status_code == 303
    page = f"/sponsor/labels/{made(session).id}"

    own = dirk.get(page).text
    assert "Eine zweite Person muss es vergeben." in own
    assert "Label vergeben" not in own
    assert "02.05.2028 bis 31.05.2030" in own
    assert "Hier steht kein Label." in client_as().get("/labels").text
    assert "Label vergeben" in doris.get("/sponsor").text
    assert doris.post(page, {"act": "grant", "sure": "y"}).status_code == 303

    public = client_as().get("/labels").text
    assert "Holz e. V." in public
    assert "Struktur und Zusammensetzung, Aktivitäten und Zusammenarbeit" in public
    assert "31.05.2030" in public


def test_what_is_missing_or_wrong_stands_beside_its_field_and_nothing_typed_is_lost(session, dirk):
    refused = dirk.post(NEW, SENT | {"granted_for": "18.05.2028"})

    assert refused.status_code == 422
    assert "Sie haben den 18.05.2028 eingegeben." in refused.text
    assert "Bericht ECEI 2028/17" in refused.text
    assert dirk.post(NEW, {}).status_code == 422
    assert dirk.post(NEW, SENT | {"cluster": "Nobody"}).status_code == 422
    assert session.scalars(select(Label)).all() == []


def test_who_proposed_is_refused_as_the_second_person(session, dirk):
    dirk.post(NEW, SENT)
    page = f"/sponsor/labels/{made(session).id}"

    refused = dirk.post(page, {"act": "grant", "sure": "y"})

    assert refused.status_code == 422
    assert "Sie haben dieses Label vorgeschlagen." in refused.text


def test_a_proposal_is_dropped_with_a_reason(session, dirk, doris):
    dirk.post(NEW, SENT)
    page = f"/sponsor/labels/{made(session).id}"

    assert doris.post(page, {"act": "drop", "reason": ""}).status_code == 422
    assert doris.post(page, {"act": "drop", "reason": "Falsches Cluster"}).status_code == 303
    assert "verworfen" in doris.get(page).text
    assert doris.post(page, {"act": "grant", "sure": "y"}).status_code == 422


def test_the_register_is_a_file_that_no_spreadsheet_takes_for_formulas(
    session, register, client_as
):
    two = an_officer(session), an_officer(session, "Doris Dietz")
    a_label(session, register, a_cluster(session, "=HYPERLINK(1)"), two, areas=("A2",))

    answer = client_as().get("/labels.csv?lang=de")

    assert answer.headers["Content-Type"].startswith("text/csv")
    assert answer.text.splitlines() == [
        "\ufeffRegister;Cluster;Label;Bereiche;Gültig ab;Gültig bis;Entzogen ab",
        "go-cluster;'=HYPERLINK(1);Bronze;Clustermanagement und Steuerung;2028-05-17;2030-05-31;",
    ]


@pytest.fixture
def textil(session, register):
    """Bronze of Textil e. V., granted by two others."""
    two = an_officer(session, "Emil Eck"), an_officer(session, "Frieda Fink")
    return a_label(session, register, a_cluster(session, "Textil e. V."), two)


def test_one_officer_proposes_the_withdrawal_and_another_withdraws(
    dirk, doris, client_as, clock_at, textil
):
    page = f"/sponsor/labels/{textil.id}"
    sent = {"act": "end", "withdrawn_from": "01.06.2028", "reason": "Benchmarking widerrufen"}

    assert f'href="{page}"' in dirk.get("/sponsor/labels").text
    wrong = dirk.post(page, sent | {"withdrawn_from": "01.06.2031"})
    assert wrong.status_code == 422
    assert "Der Tag muss vom 17.05.2028 bis 31.05.2030 liegen" in wrong.text
    assert "Benchmarking widerrufen" in wrong.text
    assert dirk.post(page, sent).status_code == 303
    assert "Eine zweite Person muss das Label entziehen." in dirk.get(page).text
    assert dirk.post(page, {"act": "withdraw", "sure": "y"}).status_code == 422
    assert "Label entziehen" in doris.get("/sponsor").text
    assert "entziehen ab 01.06.2028" in doris.get("/sponsor/labels").text
    assert doris.post(page, {"act": "withdraw"}).status_code == 422
    assert doris.post(page, {"act": "withdraw", "sure": "y"}).status_code == 303

    assert "entzogen ab 01.06.2028" in dirk.get(page).text
    public = client_as()
    assert "entzogen" in public.get("/labels").text
    assert "2028-05-31;2028-06-01" in public.get("/labels.csv").text
    clock_at(NOON.replace(month=6, day=1))
    assert "Textil e. V." not in public.get("/labels").text
    ended = public.get("/labels?ended=1").text
    assert "Textil e. V." in ended
    assert "31.05.2028" in ended
    assert "Benchmarking widerrufen" not in ended


def test_a_proposed_withdrawal_is_dropped_with_a_reason(session, dirk, doris, textil):
    page = f"/sponsor/labels/{textil.id}"
    sent = {"act": "end", "withdrawn_from": "01.06.2028", "reason": "Benchmarking widerrufen"}
    dirk.post(page, sent)

    assert doris.post(page, {"act": "keep", "reason": ""}).status_code == 422
    assert doris.post(page, {"act": "keep", "reason": "Irrtum"}).status_code == 303

    session.refresh(textil)
    assert textil.withdrawal_at is None
    assert "Entzug vorschlagen" in doris.get(page).text


def test_the_way_to_the_register_stands_on_the_first_page_although_no_round_is_there(client_as):
    assert 'href="/labels"' in client_as().get("/calls").text


def test_the_page_of_officers_costs_the_same_for_one_label_and_for_seventy(session, register, dirk):
    two = an_officer(session, "Emil Eck"), an_officer(session, "Frieda Fink")

    def cost():
        session.expire_all()
        return len(statements(session, lambda: dirk.get("/sponsor/labels"))[1])

    a_label(session, register, a_cluster(session), two)
    first = cost()
    for _ in range(69):
        a_label(session, register, a_cluster(session), two)

    assert cost() <= first <= MOST_STATEMENTS


def test_only_labels_that_hold_today_are_shown_at_first(session, register, client_as, clock_at):
    two = an_officer(session), an_officer(session, "Doris Dietz")
    a_label(session, register, a_cluster(session, "Textil e. V."), two)
    clock_at(NOON.replace(year=2030, month=6, day=1))
    anybody = client_as()

    assert "Textil e. V." not in anybody.get("/labels").text
    assert "Textil e. V." in anybody.get("/labels?ended=1&register=gocluster").text
    assert "Textil e. V." in anybody.get("/labels.csv?ended=1").text
    assert anybody.get("/labels?register=nobody").status_code == 404
    assert anybody.get("/labels?page=99").status_code == 200


def test_the_register_costs_the_same_for_one_label_and_for_seventy(session, register, client_as):
    two = an_officer(session), an_officer(session, "Doris Dietz")
    anybody = client_as()

    def cost():
        session.expire_all()
        return len(statements(session, lambda: anybody.get("/labels"))[1])

    a_label(session, register, a_cluster(session), two)
    first = cost()
    for _ in range(69):
        a_label(session, register, a_cluster(session), two)

    assert cost() <= first <= MOST_STATEMENTS
    assert "Seite" in anybody.get("/labels").text
    assert "70" in anybody.get("/labels").text


def test_a_gate_is_set_up_in_the_browser_and_its_register_must_exist(session, dirk):
    dirk.post("/sponsor/rounds/new", {"start": "preset:interclust"})
    setup = session.scalars(select(RoundSetup)).one()
    page = f"/sponsor/rounds/setups/{setup.id}/sections/labels"
    sent = {"gates__label_register": "nobody", "gates__label_of": ["cluster"]}

    seen = {"seen": hidden(dirk.get(page).text, "seen")}
    assert dirk.post(page, sent | seen).status_code == 303
    assert "Geben Sie ein anderes ein, bekannt sind: gocluster." in dirk.get(page).text

    seen = {"seen": hidden(dirk.get(page).text, "seen")}
    right = sent | {"gates__label_register": "gocluster", "gates__label_level": "silver"}
    assert dirk.post(page, right | seen).status_code == 303
    session.refresh(setup)
    assert setup.body["gates"] == {
        "label_register": "gocluster", "label_level": "silver", "label_of": ["cluster"],
    }  # fmt: skip
    shown = dirk.get(f"/sponsor/rounds/setups/{setup.id}")
    assert "Label" in shown.text
