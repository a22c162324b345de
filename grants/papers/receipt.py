"""What the receipt of an application says on paper: nothing but what was kept at its arrival."""

from hashlib import sha256
from typing import Any

from sqlalchemy.orm import Session

from grants.documents.receipt import Receipt as ReceiptDocument
from grants.documents.receipt import ReceivedItem
from grants.models.application import Receipt
from grants.papers.sender import INVENTED, sender_of
from grants.programme.calendar import today
from grants.programme.upload import KIND_WORDS
from grants.programme.words import Words
from grants.queries.formal_check import supplied
from grants.queries.frozen import as_json

TEXTS = {
    "title": Words("Titel", "Title"),
    "profile": Words("Clusterprofil", "Cluster profile"),
    "outline": Words("Skizze", "Outline"),
}
FIGURES = {
    "countries": (Words("Zielländer", "Target countries"), ("countries",)),
    "budget": (
        Words("Budget und Laufzeit", "Budget and period"),
        (
            "starts_on",
            "ends_on",
            "budget",
            "lines",
            "requested",
            "own_funds",
            "own_in_kind",
            "third_party",
            "requested_later",
            "projects_planned",
        ),
    ),
    "declared_at": (Words("Erklärungen", "Declarations"), ("declared_at",)),
}
"""Parts that are no text: their fields as kept, as JSON with sorted keys like the whole."""
LINES = "lines"
FILES = {kind.value: words for kind, words in KIND_WORDS.items()}
OTHER_FILE = Words("Anlage", "Annex")
NEXT_STEPS = Words(
    "Wir prüfen zuerst, ob die Bewerbung vollständig ist, und melden uns, wenn etwas fehlt. "
    "Bis zur Auswahl können Sie sie zurückziehen.",
    "We first check whether the application is complete, and contact you if anything is missing. "
    "You can withdraw it until the selection.",
)


def fill_receipt(session: Session, receipt: Receipt) -> ReceiptDocument:
    """The receipt as a document, made from the content as it was received.

    Raises LookupError when no authority was in charge on that day.
    """
    application = receipt.application
    round_ = application.round
    authority = round_.authority.on(today(receipt.received_at))
    if authority is None:
        raise LookupError(f"no authority is known on {today(receipt.received_at)}")
    content, asked = receipt.content, supplied(session, receipt)
    return ReceiptDocument(
        sender=sender_of(authority),
        made_at=receipt.received_at,
        number=application.number,
        project=Words(content["title"], content["title"]),
        programme=round_.title,
        cluster=content["cluster"],
        organisation=content["management"],
        submitted_by=receipt.signed_by,
        **_signed(content.get("signature") or {}),
        received_at=receipt.received_at,
        deadline=round_.closes_at,
        late_by=application.late_by,
        first_at=asked.first_at if asked else None,
        supplied=asked.says if asked else None,
        parts=(*_texts(content), *_figures(content), *_files(content)),
        whole_sha256=receipt.sha256,
        next_steps=NEXT_STEPS,
        notice=INVENTED if application.synthetic else None,
        language=receipt.submitted_by.speaks,
    )


def _signed(signature: dict[str, Any]) -> dict[str, Any]:
    """What was signed; receipts from before signatures were kept say nothing of it."""
    statement = signature.get("statement")
    return {
        "function": signature.get("function", ""),
        "statement": Words(**statement["text"]) if statement else None,
        "statement_version": statement["version"] if statement else "",
    }


def _texts(content: dict[str, Any]) -> list[ReceivedItem]:
    written = {code: str(content.get(code) or "").encode() for code in TEXTS}
    return [
        ReceivedItem(name=TEXTS[code], size=len(text), sha256=sha256(text).hexdigest())
        for code, text in written.items()
        if text
    ]


def _figures(content: dict[str, Any]) -> list[ReceivedItem]:
    items = []
    for code, (name, fields) in FIGURES.items():
        if not content.get(code):
            continue
        # Receipts from before applications had lines keep the fingerprint that they have.
        kept = {field: content.get(field) for field in fields if field != LINES or LINES in content}
        text = as_json(kept).encode()
        items.append(ReceivedItem(name=name, size=len(text), sha256=sha256(text).hexdigest()))
    return items


def _files(content: dict[str, Any]) -> list[ReceivedItem]:
    return [
        ReceivedItem(
            name=FILES.get(file["kind"], OTHER_FILE),
            file_name=file["file_name"],
            size=file["size"],
            sha256=file["sha256"],
        )
        for file in content.get("files", [])
    ]
