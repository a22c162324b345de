"""The pages of the transparency register: what is missing, what stands there, the file."""

import csv
import io
from datetime import date

import pytest
from sqlalchemy import select

from grants.models.transparency import AidEntry
from grants.programme.people import Role
from tests.makers.decision import two_officers
from tests.makers.later import awarded
from tests.makers.person import a_person
from tests.makers.review import an_officer

CODES = {"act": "describe", "size": "sme", "region": "DE60", "sector": "94.1", "scheme": "SA.99999"}


@pytest.fixture
def entry(session):
    grant = awarded(session, *two_officers(session))
    grant.recipient.register_number = "=1"
    made = session.scalars(select(AidEntry)).one()
    made.granted_on = date(2026, 6, 1)  # pages go by the clock of today
    session.flush()
    return made


def test_an_officer_adds_what_is_missing_and_records_the_publication(client_as, session, entry):
    browser = client_as(an_officer(session, "Dora Dorn"))
    here = f"/sponsor/aid/{entry.grant.number}"
    assert "4 Angaben fehlen" in browser.get("/sponsor/aid").text
    page = browser.get(here).text
    assert "Es fehlt: Größe, Region" in page
    assert 'href="#size"' in page
    assert "Nummer im Register" not in page

    wrong = browser.post(here, data=CODES | {"region": "Hamburg", "sector": "94.1"})
    assert wrong.status_code == 422
    assert 'value="94.1"' in wrong.text  # nothing that was typed is lost
    long = browser.post(here, data=CODES | {"region": "Hamburg-1", "sector": "Maschinen"}).text
    assert "Region (NUTS 2): Der Text ist 5 Zeichen zu lang" in long
    assert "Wirtschaftszweig (NACE-Gruppe): Der Text ist 5 Zeichen zu lang" in long
    browser.post(here, data=CODES)
    future = browser.post(
        here, data={"act": "publish", "published_on": "2099-01-01", "reference": "TAM-7"}
    )
    assert future.status_code == 422
    assert "TAM-7" in future.text
    assert "01.01.2099" in future.text
    there = {"act": "publish", "published_on": "2026-06-02", "reference": "TAM-7"}
    browser.post(here, data=there)

    assert entry.reference == "TAM-7"
    done = browser.get(here).text
    assert "eingetragen von Dora Dorn" in done
    assert done.index("Kennung des Empf") < done.index("Region (NUTS 2)") < done.index("SA-Nummer")
    assert "Angaben ergänzen" not in done
    frank = client_as(a_person(session, "Frank Fox", role=Role.AUDITOR, language="en"))
    assert "recorded by Dora Dorn" in frank.get(here).text


def test_the_file_has_every_field_and_no_formula(client_as, session, entry):
    aylin = client_as(a_person(session, "Aylin Aydın", role=Role.AUDITOR))

    answer = aylin.get("/sponsor/aid.csv")
    head, row = csv.reader(io.StringIO(answer.data.decode("utf-8-sig")), delimiter=";")

    assert len(head) == len(row) == 16
    told = dict(zip(head, row, strict=True))
    assert told["Betrag"] == "400000.00"
    assert told["Kennung des Empfängers"] == "'=1"
    assert told["Beihilfeinstrument"] == "Zuschuss"
    page = aylin.get(f"/sponsor/aid/{entry.grant.number}").text
    assert "Was veröffentlicht würde" in page
    assert "<form id=" not in page
    assert aylin.post(f"/sponsor/aid/{entry.grant.number}", data=CODES).status_code == 404


def test_a_publication_is_waived_with_a_reason(client_as, session, entry):
    browser = client_as(an_officer(session, "Dora Dorn"))
    here = f"/sponsor/aid/{entry.grant.number}"

    assert browser.post(here, data={"act": "waive"}).status_code == 422
    browser.post(here, data={"act": "waive", "reason_to_waive": "Ganz widerrufen."})

    assert "Nicht zu veröffentlichen: Ganz widerrufen." in browser.get(here).text
    assert browser.get("/sponsor/aid/03INT999Z").status_code == 404
