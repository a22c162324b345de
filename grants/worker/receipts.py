"""Makes the PDF of each receipt, once; the page shows the receipt at once and needs no PDF."""

from sqlalchemy import select

from grants.documents.press import render_limited
from grants.documents.printing import prepare
from grants.models.application import Receipt
from grants.models.connection import clock
from grants.models.document import DocumentKind
from grants.papers.receipt import fill_receipt
from grants.worker.making import keep
from grants.worker.room import Room


def render_receipt(room: Room, receipt_id: int) -> None:
    """Make the PDF of a receipt; nothing happens when it is made, or being made."""
    with room.sessions.begin() as session:
        receipt = session.scalar(
            select(Receipt)
            .where(Receipt.id == receipt_id, Receipt.document_id.is_(None))
            .with_for_update(skip_locked=True, of=Receipt)
        )
        if receipt is None:
            return
        data = prepare(fill_receipt(session, receipt))
        document = keep(
            room,
            session,
            render_limited(data),
            kind=DocumentKind.RECEIPT,
            file_name=f"Eingangsbestätigung {receipt.application.number}",
            data=data,
            terms_id=receipt.application.terms_id,
            now=clock(session),
        )
        receipt.document_id = document.id
