"""Reading a finished PDF as its readers would: text, pages, fonts, attachment."""

import io
import re
import subprocess

import pikepdf


def text_of(pdf):
    """The text in reading order; every run of blanks is one space."""
    return re.sub(r"[ \u00a0\n]+", " ", _read(pdf))


def rows_of(pdf):
    """The text line by line as it stands on the paper, so that a table's row is one line."""
    return re.sub(r"[ \u00a0]+", " ", _read(pdf, "-layout"))


def _read(pdf, *options):
    return subprocess.run(
        ["pdftotext", *options, "-enc", "UTF-8", "-", "-"],
        input=pdf,
        capture_output=True,
        check=True,
    ).stdout.decode()


def lines_by_page(pdf):
    """The lines of each page that carry text."""
    pages = _read(pdf, "-layout").split("\f")[:-1]
    return [[line for line in page.splitlines() if line.strip()] for page in pages]


def right_ends_of(pdf):
    """Where each word of the file ends, in mm from the left edge of its page."""
    return [
        float(found) / 72 * 25.4 for found in re.findall(r'xMax="([\d.]+)"', _read(pdf, "-bbox"))
    ]


def fonts_of(pdf):
    """The names of the embedded fonts without the mark of a subset."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        names = {
            str(each.BaseFont).removeprefix("/")
            for each in document.objects
            if isinstance(each, pikepdf.Dictionary) and "/BaseFont" in each
        }
    return {name.rpartition("+")[2] for name in names}


def attachments_of(pdf):
    """The attached files by name."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return {name: spec.get_file().read_bytes() for name, spec in document.attachments.items()}
