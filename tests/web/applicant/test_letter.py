"""All letters, receipts, reports and ZIPs of a cluster on one page, and nobody else's."""

import pytest
from sqlalchemy import event

from grants.models.application import Receipt
from grants.models.case_file import CaseFile
from grants.models.document import Document, DocumentKind
from grants.models.organisation import Membership
from grants.models.person import Person
from grants.programme.people import Role
from grants.programme.stages import ReportState
from tests.makers.cluster import a_cluster
from tests.makers.decided import an_awarded_case, reports_on
from tests.makers.moment import NOON, days
from tests.makers.person import a_person


@pytest.fixture
def case(session, clock_at):
    """An awarded cluster with a receipt, a report that was handed in, and a ZIP."""
    clock_at(days(900))
    award = an_awarded_case(session)
    member = session.query(Membership).filter_by(cluster_id=award.cluster_id).first()
    anna, application = session.get(Person, member.person_id), award.application
    session.add(Receipt(application=application, version=1, received_at=NOON, content={},
                        sha256="1" * 64, submitted_by=anna))  # fmt: skip
    report = reports_on(session, award)[2029]
    report.state, report.submitted_at, report.submitted_by = ReportState.SUBMITTED, days(800), anna
    session.add(CaseFile(application=application, audience=Role.APPLICANT, ordered_by=anna,
                         ordered_at=days(899), made_at=days(899), key="aa/b", size=600_000,
                         sha256="2" * 64, file_name="Akte.zip"))  # fmt: skip
    session.flush()
    return award, anna


def test_everything_of_a_cluster_is_in_one_place(session, client_as, case):
    award, anna = case

    page = client_as(anna).get("/letters").text

    assert page.count("Eingangsbestätigungen</h2>") == 1
    assert page.count("Nachweise</h2>") == 1
    assert page.count(f'href="/cases/{award.application.number}/file/') == 1
    assert page.count(f'href="/applications/{award.application.number}/receipt"') == 1


def test_nothing_of_it_is_on_the_page_of_another_cluster(session, client_as, case):
    carl = a_person(session, "Carl Curious")
    a_cluster(session, team={carl: "signatory"})

    assert "Noch keine Schriftstücke." in client_as(carl).get("/letters").text


def test_the_page_costs_the_same_however_much_is_on_it(session, client_as, case):
    award, anna = case
    browser, seen = client_as(anna), []

    def count():
        browser.get("/letters")
        seen.clear()
        event.listen(session.connection(), "before_cursor_execute", note)
        browser.get("/letters")
        event.remove(session.connection(), "before_cursor_execute", note)
        return len(seen)

    def note(_connection, _cursor, statement, *_more):
        if not statement.startswith(("SAVEPOINT", "RELEASE")):
            seen.append(statement)

    few = count()
    for version in range(2, 20):
        document = Document(
            kind=DocumentKind.RECEIPT, file_name="a.pdf", key=f"k/{version}", sha256="0" * 64,
            size=1, template_version="1", snapshot={}, created_at=NOON,
        )  # fmt: skip
        session.add(document)
        session.flush()
        session.add(
            Receipt(application=award.application, version=version, received_at=days(version),
                    content={}, sha256="1" * 64, submitted_by=anna, document_id=document.id)
        )  # fmt: skip
    session.flush()

    assert count() == few
    assert few <= 8
