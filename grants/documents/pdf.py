"""HTML to PDF: archivable for decades (PDF/A-3a), readable aloud (PDF/UA-1), the same every time.

The data of the document is attached to it as JSON, so that a machine reads what a person reads.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from hashlib import sha256

import pydyf
from weasyprint import CSS, HTML, Attachment
from weasyprint.document import Document
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError

from grants.documents.chart import cap_chart
from grants.documents.fetcher import SCHEME, Assets
from grants.documents.packaged import ASSETS
from grants.documents.page import page
from grants.documents.qr import square
from grants.documents.snapshot import Snapshot, as_json
from grants.programme.words import Language

READ_ALOUD = (ASSETS / "pdfua.xmp").read_bytes().strip()
"""Says in the file's description that it keeps PDF/UA-1; veraPDF looks for it there."""

DESCRIPTIONS = {
    "de": "Die Angaben dieses Dokuments in maschinenlesbarer Form",
    "en": "The data of this document in machine-readable form",
}


class ForeignAddress(Exception):
    """The document asked for something that is not packaged with it."""


def render(template: str, language: Language, data: Snapshot, title: str, attachment: str) -> bytes:
    """The document as PDF, made from nothing but the data; the same data gives the same bytes.

    `title` becomes the heading of the file in a reader, `attachment` the name of the JSON file.

    Raises ForeignAddress when the page asks for anything but packaged files.
    """
    content = as_json(data)
    content_digest = sha256(content).hexdigest()
    made_at = datetime.fromisoformat(data["made_at"])
    assets = Assets(_drawings(data, language))
    sheet, fonts = _style()
    note = Attachment(
        string=content.decode(),
        name=attachment,
        description=DESCRIPTIONS[language],
        relationship="Data",
        created=made_at,
        modified=made_at,
        url_fetcher=assets,
    )
    html = page(template, language, data, title, content_digest)
    with _nothing_foreign(assets):
        return bytes(
            HTML(string=html, base_url=SCHEME, url_fetcher=assets).write_pdf(
                stylesheets=[sheet],
                font_config=fonts,
                pdf_variant="pdf/a-3a",
                pdf_identifier=bytes.fromhex(content_digest)[:16],
                attachments=[note],
                finisher=_finish,
            )
        )


def warm_up() -> None:
    """Read the fonts and style sheets now, so that the first document does not wait for them."""
    sheet, fonts = _style()
    HTML(string="<p>A</p>", base_url=SCHEME, url_fetcher=Assets()).write_pdf(
        stylesheets=[sheet], font_config=fonts
    )


@cache
def _style() -> tuple[CSS, FontConfiguration]:
    """The style sheet and the fonts, read once in a process: half of the time of a letter."""
    fonts = FontConfiguration()
    assets = Assets()
    source = "\n".join(path.read_text() for path in sorted(ASSETS.glob("*.css")))
    with _nothing_foreign(assets):
        return CSS(string=source, base_url=SCHEME, url_fetcher=assets, font_config=fonts), fonts


@contextmanager
def _nothing_foreign(assets: Assets) -> Iterator[None]:
    """Fail when something foreign was asked for, even where the refusal was swallowed."""
    try:
        yield
    except FatalURLFetchingError as refused:
        raise ForeignAddress(str(refused)) from refused
    if assets.refused:
        raise ForeignAddress(f"a document may not read {', '.join(assets.refused)}")


def _drawings(data: Snapshot, language: Language) -> dict[str, bytes]:
    drawings = {}
    if data.get("check"):
        drawings["qr.svg"] = square(data["check"]["link"])
    if data.get("cap_steps"):
        drawings["cap.svg"] = cap_chart(data, language)
    return drawings


def _finish(_: Document, pdf: pydyf.PDF) -> None:
    streams = [item for item in pdf.objects if isinstance(item, pydyf.Stream)]
    _say_it_reads_aloud(streams)
    _deflate_once(streams)


def _say_it_reads_aloud(streams: list[pydyf.Stream]) -> None:
    """One file passes both standards once its description names PDF/UA, too."""
    for item in streams:
        if item.extra.get("Type") == "/Metadata":
            item.stream = [item.stream[0].replace(b"</rdf:RDF>", READ_ALOUD + b"</rdf:RDF>", 1)]


def _deflate_once(streams: list[pydyf.Stream]) -> None:
    """Keep what was deflated: pydyf asks twice, for the identifier and for the file itself."""
    for item in streams:
        if item.compress:
            _, _, content = item.data.partition(b"\nstream\n")
            item.stream = [content.removesuffix(b"\nendstream")]
            item.extra["Filter"] = "/FlateDecode"
            item.compress = False
