"""Budget funds of a round: every figure with its postings, for staff and auditors, as files too."""

from io import BytesIO

import pytest
from openpyxl import load_workbook
from sqlalchemy import text

from grants.actions.decision import countersign
from grants.actions.revocation import propose_revocation
from grants.programme.money import eur
from grants.programme.people import Role
from tests.makers.decision import two_officers
from tests.makers.later import a_draft, heard
from tests.makers.ledger import a_booked_grant, a_booked_round
from tests.makers.moment import NOON
from tests.makers.person import a_person
from tests.web.cost import MOST_BYTES, MOST_STATEMENTS, statements

PAGE = "/sponsor/rounds/5/money"


def words(answer):
    return " ".join(answer.text.replace("\xa0", " ").split())


@pytest.fixture
def grant(session):
    """400,000.00 awarded in round 5, of which 20,000.00 were revoked since."""
    made = a_booked_grant(session, a_booked_round(session, number=5))
    first, second = two_officers(session)
    heard(session, made, first)
    decision = propose_revocation(session, made, a_draft(), by=first.as_actor(), now=NOON)
    countersign(session, decision, by=second.as_actor(), now=NOON)
    session.commit()
    return made


@pytest.fixture
def staff(session, client_as):
    return client_as(a_person(session, "Wer prüft", Role.SPONSOR))


@pytest.mark.parametrize("role", [Role.SPONSOR, Role.AUDITOR])
def test_each_figure_stands_there_with_a_way_to_its_postings(session, client_as, grant, role):
    page = words(client_as(a_person(session, "Wer liest", role)).get(PAGE))

    for figure in ("40.000.000,00", "36.000.000,00", "3.620.000,00", "380.000,00", "20.000,00"):
        assert figure in page
    assert "Bücher und Zusagen stimmen überein" in page
    assert f"{PAGE}?figure=reserved#postings" in page
    assert f"{PAGE}?figure=committed&amp;year=2030#postings" in page


def test_behind_a_year_stand_its_postings_and_they_add_up(staff, grant):
    page = words(staff.get(f"{PAGE}?figure=committed&year=2030"))

    assert "Buchungen: Bewilligt, nicht ausgezahlt, 2030" in page
    assert "Widerrufen oder zurückgenommen" in page
    rows = staff.get(f"{PAGE}.csv?figure=committed&year=2030").text.splitlines()[1:]
    assert [row.split(";")[-1] for row in rows] == ["-20000,00", "200000,00"]


@pytest.mark.parametrize(("figure", "whole"), [
    ("budget", 40_000_000), ("available", 36_000_000), ("reserved", 3_620_000),
    ("committed", 380_000), ("freed", 20_000), ("own_funds", 400_000),
])  # fmt: skip
def test_the_postings_of_a_figure_add_up_to_it(staff, grant, figure, whole):
    rows = staff.get(f"{PAGE}.csv?figure={figure}").text.splitlines()[1:]

    assert sum(eur(row.split(";")[-1].replace(",", ".")).cents for row in rows) == whole * 100


def test_the_workbook_has_the_figures_and_every_posting(staff, grant):
    book = load_workbook(BytesIO(staff.get(f"{PAGE}.xlsx").data))
    standing, postings = book.worksheets

    assert dict(list(standing.values)[1:])["Verfügbar"] == 36_000_000
    assert dict(list(standing.values)[1:])["Bewilligt, nicht ausgezahlt, 2030"] == 180_000
    assert len(list(postings.values)) == 7
    assert postings["D2"].value == grant.number


def test_fifty_at_a_time_with_few_statements(session, staff):
    round_ = a_booked_round(session, number=5, budget=eur(400_000_000))
    for _ in range(15):
        a_booked_grant(session, round_)
    session.commit()

    answer, seen = statements(session, lambda: staff.get(PAGE))
    assert len(seen) <= MOST_STATEMENTS
    assert len(answer.data) <= MOST_BYTES
    assert "Ältere Buchungen" in words(answer)
    last = answer.text.count("<tr class=")
    older = answer.text.split('href="')
    address = next(part.split('"')[0] for part in older if "before=" in part)
    following = words(staff.get(address.replace("&amp;", "&").partition("#")[0]))
    assert "Budget festgesetzt" in following
    assert "Ältere Buchungen" not in following
    assert last > 50


def test_books_that_differ_say_so(session, staff, grant):
    session.execute(text("set session_replication_role = replica"))
    session.execute(text("update round set promised = promised - 1 where number = 5"))

    assert "Bücher und Zusagen weichen voneinander ab" in words(staff.get(PAGE))


def test_a_round_without_a_known_budget_says_so(session, staff):
    a_booked_round(session, number=5, budget=None)
    session.commit()

    page = words(staff.get(PAGE))
    assert "Ein Budget der Runde ist nicht bekannt" in page
    assert "Noch nichts bewilligt." in page


def test_what_cannot_be_read_in_the_address_asks_for_everything(staff, grant):
    assert "Alle Buchungen zeigen" not in words(staff.get(f"{PAGE}?figure=gold&year=x&before=y"))
