"""Auditors read the registers that others keep, and have no button in them."""

from datetime import UTC, datetime

from sqlalchemy import select

from grants.models.erasure import Erasure
from grants.models.label import Label
from grants.programme.people import Role
from tests.makers.cluster import a_cluster
from tests.makers.label import a_label, a_register
from tests.makers.moment import NOON
from tests.makers.person import a_person
from tests.makers.review import an_officer
from tests.web.shown import words_of


def test_an_auditor_reads_labels_and_who_granted_them(session, client_as, clock_at):
    clock_at(NOON)
    register = a_register(session)
    cluster = a_cluster(session, "Holz e. V.")
    two = an_officer(session), an_officer(session, "Doris Dietz")
    a_label(session, register, cluster, two)
    one = session.scalars(select(Label)).one()
    aylin = client_as(a_person(session, "Aylin Acar", role=Role.AUDITOR))

    assert '/audit/labels"' in aylin.get("/audit").text
    listed = aylin.get("/audit/labels")
    assert "Label vorschlagen" not in words_of(listed)
    assert f'href="/audit/labels/{one.id}"' in listed.text
    page = aylin.get(f"/audit/labels/{one.id}")
    assert one.proposed_by.name in words_of(page)
    assert "Doris Dietz" in words_of(page)
    assert '<form id="entry"' not in page.text
    assert "/sponsor/" not in page.text + listed.text


def test_an_auditor_reads_what_was_erased_and_by_whom(session, client_as, clock_at):
    clock_at(NOON)
    jana = a_person(session, "Jana Geheim", role=Role.JUROR)
    session.add(
        Erasure(person=jana, reason="Aufbewahrungsfrist vorbei",
                proposed_at=datetime(2028, 4, 16, 10, tzinfo=UTC))
    )  # fmt: skip
    aylin = client_as(a_person(session, "Aylin Acar", role=Role.AUDITOR))

    page = aylin.get("/audit/erasures")

    assert "Jana Geheim" in words_of(page)
    assert "wartet auf eine zweite Person" in words_of(page)
    assert "/admin/" not in page.text
