"""One ZIP of a case: names every system can keep, an index that is true, nothing held in memory."""

import csv
import io
import json
import tracemalloc
import zipfile
from datetime import UTC, datetime
from hashlib import sha256

import pytest

from grants.documents.case_archive import CaseArchive, written_csv
from grants.documents.file_name import safe_name
from grants.programme.words import Words

NOON = datetime(2028, 5, 17, 10, 0, tzinfo=UTC)
FOLDER = Words("2 Anlagen", "2 Annexes")
WHAT = Words("Anlage", "Annex")


@pytest.fixture
def packed(tmp_path):
    """`packed(("name", "pdf", b"…"), …)` is the ZIP of these files, opened."""

    def pack(*files, language="de"):
        archive = CaseArchive(tmp_path / "case.zip", language)
        for name, ending, content in files:
            archive.add(FOLDER, name, ending, [content], what=WHAT, at=NOON)
        archive.finish(Words("Akte R5-0012", "Case file R5-0012"), NOON)
        return zipfile.ZipFile(tmp_path / "case.zip")

    return pack


@pytest.mark.parametrize(
    ("text", "ending", "name"),
    [
        ("Plan", "pdf", "Plan.pdf"),
        ("Übersicht für Zürich", "pdf", "Übersicht für Zürich.pdf"),
        ('a<b>c:d"e/f\\g|h?i*j', "pdf", "a-b-c-d-e-f-g-h-i-j.pdf"),
        ("../../etc/passwd", "", "..-..-etc-passwd"),
        ("con", "pdf", "_con.pdf"),
        ("COM1.backup", "pdf", "_COM1.backup.pdf"),
        ("Console", "pdf", "Console.pdf"),
        ("Ende. . ", "pdf", "Ende.pdf"),
        ("", "pdf", "_.pdf"),
        ("...", "pdf", "_.pdf"),
        ("x" * 81, "pdf", "x" * 80 + ".pdf"),
        ("a\nb\x00c", "pdf", "a bc.pdf"),
    ],
)
def test_names_that_every_system_can_keep(text, ending, name):
    assert safe_name(text, ending) == name


def test_two_files_of_one_name_stay_two_also_where_big_and_small_letters_are_one(packed):
    made = packed(("Plan", "pdf", b"1"), ("plan", "pdf", b"2"), ("PLAN", "pdf", b"3"))

    assert made.namelist()[:3] == [
        "2 Anlagen/Plan.pdf", "2 Anlagen/plan (2).pdf", "2 Anlagen/PLAN (3).pdf",
    ]  # fmt: skip
    assert made.testzip() is None


def test_the_manifest_says_of_every_file_what_is_there(packed):
    content = "Grüße aus Jena".encode()

    made = packed(("Brief", "txt", content), ("Leer", "pdf", b""))

    files = json.loads(made.read("manifest.json"))["files"]
    rows = list(csv.reader(io.StringIO(made.read("manifest.csv").decode("utf-8-sig")),
                           delimiter=";"))  # fmt: skip
    assert [(one["path"], one["size"], one["sha256"]) for one in files] == [
        ("2 Anlagen/Brief.txt", len(content), sha256(content).hexdigest()),
        ("2 Anlagen/Leer.pdf", 0, sha256(b"").hexdigest()),
    ]
    assert files[0]["date"] == "2028-05-17T12:00:00+02:00"
    assert rows[1] == ["2 Anlagen/Brief.txt", "Anlage", "2028-05-17 12:00:00", str(len(content)),
                       sha256(content).hexdigest()]  # fmt: skip
    assert 'href="2%20Anlagen/Brief.txt"' in made.read("Inhalt.html").decode()
    for one in files:
        assert sha256(made.read(one["path"])).hexdigest() == one["sha256"]


def test_an_english_reader_gets_english_names(packed):
    made = packed(("Letter", "pdf", b"1"), language="en")

    assert made.namelist() == [
        "2 Annexes/Letter.pdf", "Index.html", "manifest.csv", "manifest.json",
    ]  # fmt: skip


def test_the_same_files_make_the_same_bytes(packed, tmp_path):
    first = (packed(("Plan", "pdf", b"1")), (tmp_path / "case.zip").read_bytes())[1]
    again = (packed(("Plan", "pdf", b"1")), (tmp_path / "case.zip").read_bytes())[1]

    assert first == again


def test_a_cell_never_becomes_a_formula():
    table = written_csv(("a",), [("=1+1",), ("@x",), ("-3",), ("fine",)]).decode("utf-8-sig")

    assert table.splitlines() == ["a", "'=1+1", "'@x", "'-3", "fine"]


def test_what_people_typed_is_text_in_the_index(packed):
    made = packed(("<script>alert(1)</script>", "pdf", b"1"))

    assert "<script>" not in made.read("Inhalt.html").decode()


def test_a_large_file_is_never_in_memory_as_a_whole(tmp_path):
    piece = bytes(1 << 20)
    archive = CaseArchive(tmp_path / "case.zip", "de")

    tracemalloc.start()
    archive.add(FOLDER, "Groß", "pdf", (piece for _ in range(200)), what=WHAT, at=NOON)
    archive.finish(Words("Akte", "Case file"), NOON)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert (tmp_path / "case.zip").stat().st_size > 200 << 20
    assert most < 20 << 20
