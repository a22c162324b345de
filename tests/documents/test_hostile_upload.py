"""Every hostile file is refused with a sentence or made harmless, and none takes long."""

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from grants.documents.file_type import COMPOUND, EVERY_TYPE, PAPERS
from grants.documents.upload import UploadRefused, check_file
from grants.documents.workbook import MOST_BYTES
from tests.documents import hostile as bad
from tests.documents.hostile import SHEET, a_pdf, a_photo, a_picture, a_sheet
from tests.documents.plan_weights import HEAVIEST_PLANS
from tests.documents.weights import HEAVIEST

MOST = 20_000_000
ROOT = Path(__file__).parents[2]

MACROS = "Die Tabelle enthält Makros oder Steuerelemente. Speichern Sie sie als XLSX ohne Makros."
LINKED = "Die Tabelle holt Daten aus anderen Dateien. Ersetzen Sie diese Verknüpfungen durch Werte."
CARRIES = "In der Tabelle stecken weitere Dateien. Löschen Sie die eingebetteten Objekte."
BROKEN = "Die Tabelle ist beschädigt oder nicht eindeutig zu lesen. Speichern Sie sie neu als XLSX."
HEAVY = "Die Datei wird beim Öffnen übermäßig groß oder braucht zu lange. Kürzen Sie sie."
ARCHIVE = (
    "Das ist keine Excel-Tabelle. Archive nehmen wir nicht an; laden Sie die Dateien einzeln hoch."
)
OTHER = (
    "Dem Inhalt nach ist diese Datei von anderer Art. Erlaubt sind: PDF, XLSX (Excel), PNG, JPEG."
)
OLD = (
    "Die Datei ist verschlüsselt oder in einem alten Office-Format. "
    "Speichern Sie sie ohne Kennwort als XLSX oder PDF."
)
PDF_CARRIES = "In der PDF-Datei stecken weitere Dateien. Speichern Sie sie ohne Anhänge."
PDF_ACTS = (
    "Die PDF-Datei enthält ein Skript oder startet ein Programm. Speichern Sie sie ohne Skripte."
)
TWO = "In dieser Datei steckt außer der PDF noch etwas anderes. Speichern Sie die PDF neu."
TORN = "Das Bild ist beschädigt. Speichern Sie es neu und laden Sie es noch einmal hoch."
LARGE = "Das Bild hat mehr als 30 Megapixel. Verkleinern Sie es."
BLANK = " " * 900_000

REFUSED = {
    "macros": (bad.an_xlsm(), MACROS),
    "macros as a type": (
        a_sheet({"[Content_Types].xml": bad.TYPES.replace("/xml", "/sheet.macroEnabled.main")}),
        MACROS,
    ),
    "macro sheet of 1992": (a_sheet({"xl/macrosheets/sheet1.xml": "<a/>"}), MACROS),
    "controls": (a_sheet({"xl/activeX/activeX1.xml": "<a/>"}), MACROS),
    "other workbook": (a_sheet({"xl/externalLinks/externalLink1.xml": "<a/>"}), LINKED),
    "database": (a_sheet({"xl/connections.xml": "<connections/>"}), LINKED),
    "picture from outside": (a_sheet({bad.LINKS: bad.a_link("image", "http://e.test")}), LINKED),
    "program to click": (a_sheet({bad.LINKS: bad.a_link("hyperlink", "file:///a.exe")}), LINKED),
    "program inside": (a_sheet({"xl/embeddings/oleObject1.bin": "MZ"}), CARRIES),
    "bomb in one part": (a_sheet({SHEET: f"<a>{BLANK * 50}</a>"}), HEAVY),
    "bomb in many parts": (a_sheet({f"xl/{at}.xml": f"<a>{BLANK}</a>" for at in range(80)}), HEAVY),
    "many small parts": (a_sheet({f"xl/{at}.xml": "" for at in range(600)}), HEAVY),
    "sizes that lie": (bad.a_liar(), HEAVY),
    "nested without end": (a_sheet({SHEET: "<a>" * 1_000_000}), HEAVY),
    "same name twice": (bad.a_twin(), BROKEN),
    "two names for one part": (bad.two_faced(), BROKEN),
    "a part within a part": (bad.a_part_within_a_part(), BROKEN),
    "link to our files": (bad.a_symlink(), BROKEN),
    "way out of the folder": (a_sheet({"../../etc/cron.d/evil": "x"}), BROKEN),
    "entity from our files": (a_sheet({SHEET: bad.XXE}), BROKEN),
    "entity in other letters": (a_sheet({SHEET: bad.XXE.encode("utf-16")}), BROKEN),
    "billion laughs": (a_sheet({SHEET: bad.BILLION}), BROKEN),
    "laughs in the links": (a_sheet({bad.LINKS: bad.BILLION}), BROKEN),
    "no XML": (a_sheet({SHEET: "<worksheet>"}), BROKEN),
    "page behind a sheet": (a_sheet() + b"<script>alert(1)</script>", BROKEN),
    "half a sheet": (a_sheet()[:-9], BROKEN),
    "archive": (bad.an_archive({"a.exe": "MZ"}), ARCHIVE),
    "Word": (bad.an_archive({"[Content_Types].xml": "<a/>", "word/document.xml": "<a/>"}), ARCHIVE),
    "old or encrypted Excel": (COMPOUND + b"\0" * 600, OLD),
    "picture before a sheet": (b"GIF89a" + a_sheet(), OTHER),
    "drawing with a script": (b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', OTHER),
    "page": (b"<!doctype html><script>alert(1)</script>", OTHER),
    "program": (b"MZ\x90\0" + b"\0" * 600, OTHER),
    "virus as text": (bad.EICAR.encode(), OTHER),
    "attachment": (a_pdf(bad.carry_a_file), PDF_CARRIES),
    "attachment at a note": (a_pdf(bad.carry_it_hidden), PDF_CARRIES),
    "form that sends itself": (a_pdf(bad.send_the_form), PDF_ACTS),
    "PDF and archive": (bad.an_archive_that_ends_like_a_pdf(), TWO),
    "2,500 megapixels": (bad.a_png_of(50_000, 50_000), LARGE),
    "a pixel too many": (bad.a_png_of(6_000, 5_001), LARGE),
    "half a picture": (a_photo()[:-200], TORN),
    "picture without rows": (bad.a_png_of(40, 40), TORN),
}


@pytest.mark.parametrize("what", REFUSED)
def test_a_hostile_file_is_refused_with_a_sentence(what):
    content, says = REFUSED[what]
    with pytest.raises(UploadRefused) as refused:
        check_file(content, "Tabelle.xlsx", MOST, EVERY_TYPE)

    assert refused.value.says.de == says


def test_an_ordinary_sheet_is_kept_as_it_came():
    sheet = a_sheet({bad.LINKS: bad.a_link("hyperlink", "https://example.org")})

    kept = check_file(sheet, "Kosten.XLSX", MOST, EVERY_TYPE)

    assert (kept.name, kept.content, kept.cleaned) == ("Kosten.xlsx", sheet, False)
    assert kept.content_type.endswith("spreadsheetml.sheet")
    assert kept.pages is None


@pytest.mark.parametrize("hidden", [b"", b"<script>alert(1)</script>", a_sheet()])
def test_a_photo_is_kept_without_place_camera_and_anything_behind_it(hidden):
    kept = check_file(a_photo() + hidden, "IMG_0001.pdf", MOST, EVERY_TYPE)

    assert kept.cleaned
    assert (kept.name, kept.content_type) == ("IMG_0001.jpg", "image/jpeg")
    for secret in (b"Anna", b"secret", b"script", b"PK\x03\x04"):
        assert secret not in kept.content
    with Image.open(io.BytesIO(kept.content)) as picture:
        assert dict(picture.getexif()) == {0x0112: 6}, "only which side is up"


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_a_picture_of_any_kind_shows_the_same_as_before(mode):
    sent = a_picture("PNG", mode=mode)

    kept = check_file(sent, "Logo.png", MOST, PAPERS)

    with Image.open(io.BytesIO(sent)) as before, Image.open(io.BytesIO(kept.content)) as after:
        assert (after.mode, after.size) == (before.mode, before.size)
        assert after.tobytes() == before.tobytes()


def test_what_a_kind_of_paper_does_not_take_is_named():
    with pytest.raises(UploadRefused) as refused:
        check_file(a_sheet(), "Brief.pdf", MOST, PAPERS)

    assert refused.value.says.en == (
        "By its content this file is of another kind. Allowed are: PDF, PNG, JPEG."
    )


@pytest.mark.parametrize("what", HEAVIEST)
def test_the_heaviest_files_are_answered_in_5_seconds_within_300_megabytes(what, tmp_path):
    seconds, megabytes = weigh(HEAVIEST[what](), tmp_path, "annex", MOST)

    assert seconds < 5
    assert megabytes < 300


@pytest.mark.parametrize("what", HEAVIEST_PLANS)
def test_the_heaviest_plans_are_answered_in_5_seconds_within_300_megabytes(what, tmp_path):
    seconds, megabytes = weigh(HEAVIEST_PLANS[what](), tmp_path, "plan", MOST_BYTES)

    assert seconds < 5
    assert megabytes < 300


def weigh(content, folder, taken_as, most):
    """Measured in a process of its own, like a page that does nothing else, and its child."""
    file = folder / "upload"
    file.write_bytes(content)
    assert file.stat().st_size <= most
    measured = subprocess.run(
        [sys.executable, "-m", "tests.documents.weighing", str(file), taken_as],
        cwd=ROOT, env={"PYTHONPATH": str(ROOT)}, capture_output=True, check=True, text=True,
    )  # fmt: skip
    return json.loads(measured.stdout)
