"""Blank forms of calls, as the worker leaves them."""

from hashlib import sha256

from grants.models.blank_form import BlankForm
from grants.models.document import Document, DocumentKind
from tests.makers.moment import NOON

PDF = b"%PDF-1.7 a form"


def a_printed_form(session, store, round_):
    """The form of this round as it stands, in both languages."""
    files = {}
    for language in ("de", "en"):
        content = PDF + language.encode()
        document = Document(
            kind=DocumentKind.BLANK_FORM,
            file_name=f"Formular-{language}.pdf",
            key=store.put(content),
            sha256=sha256(content).hexdigest(),
            size=len(content),
            template_version="report/blank_form 0",
            snapshot={},
            created_at=NOON,
        )
        session.add(document)
        session.flush()
        files[language] = document.id
    form = BlankForm(
        round_id=round_.id, terms_id=round_.terms.id, closes_at=round_.closes_at, made_at=NOON,
        german_id=files["de"], english_id=files["en"],
    )  # fmt: skip
    session.add(form)
    session.flush()
    return form
