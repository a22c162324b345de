"""The heaviest files that may be sent: large, many, deep, or small until they are opened."""

import io
import zlib

import pikepdf
from PIL import Image

from tests.documents.hostile import LINKS, RELS, SHEET, a_pdf, a_png_of, a_sheet

WIDTH, HEIGHT = 6_000, 5_000


def _noise(width, height, kind, **saving):
    grey = Image.effect_noise((width, height), 80)
    written = io.BytesIO()
    Image.merge("RGB", [grey] * 3).save(written, kind, **saving)
    return written.getvalue()


def _slopes(kind, mode="RGB", **saving):
    grey = Image.linear_gradient("L").resize((WIDTH, HEIGHT))
    written = io.BytesIO()
    Image.merge(mode, [grey] * len(mode)).save(written, kind, **saving)
    return written.getvalue()


def _rows(count):
    row = '<row r="{0}"><c r="A{0}"><v>{1}</v></c></row>'
    rows = "".join(row.format(at, at * 7919) for at in range(count))
    return f"<worksheet><sheetData>{rows}</sheetData></worksheet>"


def _objects(count):
    head = (
        b"%PDF-1.5\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\n"
    )
    body = b"".join(b"%d 0 obj<</A[[[]]]>>endobj\n" % at for at in range(4, count))
    return head + body + b"trailer<</Root 1 0 R/Size %d>>\nstartxref\n0\n%%%%EOF\n" % count


def _unfold(document):
    big = pikepdf.Dictionary(Text=pikepdf.String(b"a" * 100_000_000))
    document.Root.Big = document.make_indirect(big)


def _filled(document):
    document.Root.Big = pikepdf.Stream(document, Image.effect_noise((4_400, 4_400), 80).tobytes())


def _packed_text():
    """A picture of one pixel with a comment of a hundred megabytes."""
    text = b"Comment\0\0" + zlib.compress(b"a" * 100_000_000)
    part = len(text).to_bytes(4) + b"zTXt" + text + zlib.crc32(b"zTXt" + text).to_bytes(4)
    picture = a_png_of(1, 1, rows=b"\0\0")
    return picture[:33] + part + picture[33:]


HEAVIEST = {
    "photo of 30 megapixels": lambda: _slopes("JPEG"),
    "progressive photo": lambda: _slopes("JPEG", progressive=True, quality=30),
    "noisy photo": lambda: _noise(4_000, 4_000, "JPEG", quality=90),
    "picture with transparency": lambda: _slopes("PNG", "RGBA"),
    "noisy picture": lambda: _noise(2_500, 2_500, "PNG"),
    "blank picture": lambda: a_png_of(WIDTH, HEIGHT, rows=(b"\0" + b"\0" * 750) * HEIGHT),
    "long comment": _packed_text,
    "sheet of 800,000 rows": lambda: a_sheet({SHEET: _rows(800_000)}),
    "many attributes": lambda: a_sheet(
        {SHEET: "<a " + " ".join(f'a{at}="{at}"' for at in range(1_000_000)) + "/>"}
    ),
    "deep nest": lambda: a_sheet({SHEET: "".join(f"<a{at % 89}>" for at in range(3_000_000))}),
    "many links": lambda: a_sheet(
        {LINKS: RELS.format("".join(f'<Relationship Id="r{at}"/>' for at in range(80_000)))}
    ),
    "document of 190,000 objects": lambda: _objects(190_000),
    "document of 500,000 objects": lambda: _objects(500_000),
    "document that unfolds": lambda: a_pdf(
        _unfold, object_stream_mode=pikepdf.ObjectStreamMode.generate
    ),
    "document of 20 megabytes": lambda: a_pdf(_filled, compress_streams=False),
}
