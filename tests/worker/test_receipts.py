"""The PDF of a receipt says what was kept at the arrival, and is made once."""

from datetime import UTC, datetime
from hashlib import sha256

from sqlalchemy import select

from grants.models.application import Receipt
from grants.models.document import Document, DocumentKind
from grants.papers.receipt import fill_receipt
from grants.programme.stages import ApplicationState
from grants.queries.application import content_of
from grants.queries.frozen import fingerprint, frozen
from grants.worker.receipts import render_receipt
from tests.makers.application import an_application
from tests.makers.person import a_person

ARRIVED = datetime(2026, 6, 1, 10, tzinfo=UTC)


def a_receipt(work):
    application = an_application(
        work,
        state=ApplicationState.SUBMITTED,
        title="Leichtbau weltweit",
        profile="Wir sind ein Cluster.",
    )
    content = frozen(content_of(work, application))
    receipt = Receipt(
        application=application,
        version=1,
        received_at=ARRIVED,
        content=content,
        sha256=fingerprint(content),
        submitted_by=a_person(work, "Anna Albrecht"),
    )
    work.add(receipt)
    work.commit()
    return receipt


def test_the_paper_says_what_arrived_even_when_the_application_has_changed_since(work):
    receipt = a_receipt(work)
    receipt.application.title = "Etwas anderes"

    paper = fill_receipt(work, receipt)

    assert (paper.project.de, paper.received_at, paper.submitted_by) == (
        "Leichtbau weltweit", ARRIVED, "Anna Albrecht",
    )  # fmt: skip
    assert paper.whole_sha256 == receipt.sha256
    assert [(part.name.en, part.size) for part in paper.parts[:2]] == [
        ("Title", 18),
        ("Cluster profile", 21),
    ]
    assert paper.next_steps.de.endswith("Bis zur Auswahl können Sie sie zurückziehen.")


def test_the_paper_names_countries_budget_and_declarations_with_their_own_fingerprints(work):
    receipt = a_receipt(work)
    receipt.content = {
        **receipt.content, "outline": "Ziele", "countries": ["CA"], "declared_at": "2026-07-09",
    }  # fmt: skip

    parts = fill_receipt(work, receipt).parts

    assert [part.name.de for part in parts] == [
        "Titel", "Clusterprofil", "Skizze",
        "Zielländer", "Budget und Laufzeit", "Erklärungen",
    ]  # fmt: skip
    assert parts[3].sha256 == sha256(b'{"countries":["CA"]}').hexdigest()


def test_a_receipt_is_printed_once(room, work):
    receipt = a_receipt(work)

    render_receipt(room, receipt.id)
    render_receipt(room, receipt.id)

    work.expire_all()
    document = work.scalars(select(Document)).one()
    assert (document.kind, document.id) == (DocumentKind.RECEIPT, receipt.document_id)
    assert document.file_name == f"Eingangsbestätigung-{receipt.application.number}.pdf"
    assert room.store.get(document.key).startswith(b"%PDF-")
