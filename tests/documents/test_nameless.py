"""What a program writes beside the content of a file does not reach a blind reader."""

import io
import zipfile

import pytest
from openpyxl import Workbook, load_workbook

from grants.documents.file_type import FileType
from grants.documents.nameless import NotReadable, without_properties

XLSX = FileType.XLSX.content_type


def test_a_workbook_keeps_its_cells_and_loses_its_author():
    book, written = Workbook(), io.BytesIO()
    book.active["A1"] = "Personal"
    book.properties.creator = book.properties.lastModifiedBy = "Photonik Musterland"
    book.save(written)

    bare = without_properties(written.getvalue(), XLSX)

    with zipfile.ZipFile(io.BytesIO(bare)) as parts:
        assert not [name for name in parts.namelist() if b"Photonik" in parts.read(name)]
        assert {each.date_time[0] for each in parts.infolist()} == {1980}
    assert load_workbook(io.BytesIO(bare)).active["A1"].value == "Personal"


def test_a_picture_was_written_anew_when_it_came_and_stays():
    assert without_properties(b"picture", FileType.PNG.content_type) == b"picture"


@pytest.mark.parametrize("kind", [FileType.PDF, FileType.XLSX])
def test_what_cannot_be_opened_is_not_handed_out(kind):
    with pytest.raises(NotReadable):
        without_properties(b"%PDF-1.7 broken", kind.content_type)
