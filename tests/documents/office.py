"""Workbooks as other programs write them: LibreOffice itself, and the ways of Excel and streams."""

import io
import shutil
import struct
import subprocess
import zipfile

import pytest

PATIENCE = 120
"""Seconds for the first start of LibreOffice on a machine under load."""
GROWTH_HINT = struct.pack("<4H", 0xA220, 4, 0xA028, 0)
"""The room that Excel leaves in the head of a part."""


def saved_by_libreoffice(content, folder):
    """The workbook opened and saved again by LibreOffice; skips where there is none."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("needs LibreOffice: apt-get install libreoffice-calc-nogui")
    sent = folder / "plan.xlsx"
    sent.write_bytes(content)
    subprocess.run(
        [
            office,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML",
            "--outdir", str(folder / "saved"), str(sent),
        ],
        check=True, capture_output=True, timeout=PATIENCE,
    )  # fmt: skip
    return (folder / "saved" / "plan.xlsx").read_bytes()


class _Stream(io.RawIOBase):
    """Takes bytes and never goes back, so that sizes stand behind each part."""

    def __init__(self):
        super().__init__()
        self.kept = bytearray()

    def writable(self):
        return True

    def write(self, more):
        self.kept += more
        return len(more)


def packed_as_stream(content):
    """The workbook with each part's sizes behind it, as LibreOffice and web services pack it."""
    stream = _Stream()
    _packed(content, stream)
    return bytes(stream.kept)


def packed_by_excel(content):
    """The workbook with room to grow in the head of each part, as Excel packs it."""
    kept = io.BytesIO()
    _packed(content, kept, extra=GROWTH_HINT)
    return kept.getvalue()


def _packed(content, target, extra=b""):
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for name in source.namelist():
            part = zipfile.ZipInfo(name)
            part.compress_type, part.extra = zipfile.ZIP_DEFLATED, extra
            archive.writestr(part, source.read(name))
