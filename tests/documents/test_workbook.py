"""Workbooks: what we write comes back as it was, and what others send cannot hurt us."""

import io
import random
import zipfile
from decimal import Decimal

import pytest
from openpyxl import Workbook, load_workbook

from grants.documents.plan_workbook import PlanBook, plan_workbook
from grants.documents.upload import UploadRefused
from grants.documents.workbook import REFUSED, read_workbook
from grants.programme.money import eur
from grants.programme.organisation import Basis
from grants.programme.plan_line import MOST_LINES, PlannedLine, Unit
from grants.programme.plan_sheet import COLUMNS, SheetReader, language_of
from grants.programme.preset import preset
from tests.documents import hostile as bad
from tests.documents.filled import filled
from tests.documents.office import packed_as_stream, packed_by_excel, saved_by_libreoffice

NAMES = ("Zeilen", "Lines")
CATEGORIES = tuple(
    category
    for category in preset("interclust").cost_categories
    if category.basis is Basis.EXPENDITURE and category.code != "allowance"
)
YEARS = (2028, 2029)
STAFF = PlannedLine(
    category="personnel", year=2028, label="Projektleitung", quantity=Decimal("11.5"),
    unit=Unit.MONTH, unit_price=eur("5400.33"), note="E 13, halbe Stelle",
)  # fmt: skip
FLAT = PlannedLine(category="rent", year=2029, label="Labor", fixed=eur("0.01"))
BARE = PlannedLine(category="equipment", year=2029, fixed=eur("999999999999.99"))
PLAN = (STAFF, BARE, FLAT)


def a_book(*lines, language="de"):
    return plan_workbook(
        PlanBook(
            language=language, number="03INT400A", recipient="=Cluster", period="2028",
            as_of="heute", categories=CATEGORIES, years=YEARS, lines=lines, payers=(),
        )
    )  # fmt: skip


def read(content):
    sheet = read_workbook(content, NAMES)
    reader = SheetReader(
        sheet=sheet.name, language=language_of(sheet.name), categories=CATEGORIES, years=YEARS
    )
    return reader.read(sheet.rows)


def notes(found):
    return [(note.place.de, note.says.de) for note in found]


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_plan_comes_back_as_it_was(language):
    found = read(a_book(*PLAN, language=language))

    assert (found.lines, found.bad, found.noticed) == (PLAN, (), ())


def test_a_full_plan_comes_back_and_one_line_more_is_named():
    lines = [
        PlannedLine(category="rent", year=2028, label=f"Raum {at}", fixed=eur(at))
        for at in range(MOST_LINES)
    ]
    full = a_book(*lines)
    assert len(read(full).lines) == MOST_LINES

    more = read(filled(full, A202="Mieten", B202=2028, C202="Noch einer", G202=1))

    assert notes(more.bad) == [("Blatt Zeilen, A202", "Ein Plan hat höchstens 200 Zeilen.")]


@pytest.mark.parametrize("text", ["=1+1", "+49 30 1", "-5", "@SUMME(A1)", '=HYPERLINK("x")'])
def test_what_looks_like_a_formula_stays_text(text):
    line = PlannedLine(category="rent", year=2028, label=text, fixed=eur(1), note=text)
    content = a_book(line)

    cell = load_workbook(io.BytesIO(content)).worksheets[0]["C2"]

    assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)
    assert read(content).lines == (line,)


def test_headings_and_sums_are_locked_and_cells_to_fill_in_are_not():
    book = load_workbook(io.BytesIO(a_book(*PLAN)))
    lines, totals = book.worksheets

    assert (lines.protection.sheet, totals.protection.sheet) == (True, True)
    assert [lines[place].protection.locked for place in ("A1", "H1", "A2", "H201")] == [
        True, True, False, False,
    ]  # fmt: skip
    assert [cell.value for cell in lines[1]] == [words.de for words in COLUMNS.values()]
    assert totals["B8"].value.startswith("=SUMIFS('Zeilen'!$G$2:$G$201")


@pytest.mark.parametrize(
    ("cells", "place", "says"),
    [
        ({"A2": "Kaffee"}, "A2", "Die Position „Kaffee“ hat dieser Plan nicht."),
        ({"A2": None}, "A2", "Wählen Sie die Position."),
        ({"B2": 2031}, "B2", "2028 bis 2029. Wir haben „2031“ gelesen."),
        ({"C2": None}, "C2", "Schreiben Sie, wofür der Betrag ist."),
        ({"C2": "x" * 121}, "C2", "Der Text ist 1 Zeichen zu lang: 121 von 120."),
        ({"D2": "zwölf"}, "D2", "Wir haben „zwölf“ gelesen."),
        ({"D2": 0}, "D2", "Die Menge muss über null liegen"),
        ({"D2": None}, "D2", "Zum Preis fehlt die Menge."),
        ({"D2": "=1+1"}, "D2", "Formel ohne Ergebnis"),
        ({"E2": "Nächte"}, "E2", "Die Einheit „Nächte“ kennen wir nicht."),
        ({"F2": None}, "F2", "Zur Menge fehlt der Preis."),
        ({"F2": 0.005}, "F2", "höchstens zwei Stellen hinter dem Komma"),
        ({"F2": -1}, "F2", "Der Betrag muss zwischen"),
        ({"F2": 10**12}, "F2", "Diese Zahl ist zu groß."),
        ({"F2": True}, "F2", "Hier steht „1“ und kein Wert."),
        ({"G4": None}, "G4", "Geben Sie Menge und Preis ein, oder einen Betrag."),
        ({"G4": "1e3"}, "G4", "Wir haben „1e3“ gelesen."),
        ({"I2": "Notiz"}, "I2", "Diese Spalte kennen wir nicht."),
        ({"C1": "Menge"}, "C1", "Hier muss „Wofür“ stehen."),
    ],
)
def test_each_bad_cell_is_named_with_its_place_and_one_sentence(cells, place, says):
    found = read(filled(a_book(*PLAN), **cells))

    ((where, sentence),) = notes(found.bad)
    assert where == f"Blatt Zeilen, {place}"
    assert says in sentence


def test_every_bad_cell_is_named_at_once():
    found = read(filled(a_book(*PLAN), A2="Kaffee", B3="bald", D2="viel", C1="?"))

    assert [where for where, _ in notes(found.bad)] == [
        "Blatt Zeilen, C1", "Blatt Zeilen, A2", "Blatt Zeilen, D2", "Blatt Zeilen, B3",
    ]  # fmt: skip


def test_text_is_read_in_the_language_of_its_sheet():
    german = read(filled(a_book(*PLAN), G4="4.000"))
    english = read(filled(a_book(*PLAN, language="en"), G4="4,000.50"))

    assert (german.lines[2].amount, english.lines[2].amount) == (eur(4000), eur("4000.50"))


def test_a_sum_that_was_typed_does_not_count_and_is_named():
    found = read(filled(a_book(*PLAN), G2=5))

    assert found.lines == PLAN
    assert notes(found.noticed) == [(
        "Blatt Zeilen, G2",
        "In der Datei steht 5,00\N{NO-BREAK SPACE}€. Wir rechnen 62.103,80\N{NO-BREAK SPACE}€.",
    )]  # fmt: skip


def test_the_rounding_of_a_spreadsheet_is_not_held_against_anybody():
    found = read(filled(a_book(*PLAN), G4=0.1 + 0.2))

    assert found.lines[2].amount == eur("0.30")


def a_zip(**parts):
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return kept.getvalue()


def replaced(content, part, old, new):
    """The workbook with other bytes in one of its parts, as no program would write it."""
    kept = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            inside = source.read(name)
            target.writestr(name, inside.replace(old, new) if name == part else inside)
    return kept.getvalue()


def lying(content, part):
    """The workbook in which one part says, in both places, that it has 40 bytes."""
    first, last = content.index(part.encode()), content.rindex(part.encode())
    told = bytearray(content)
    for size in (first - 30 + 22, last - 46 + 24):  # in the head of the part, and in the table
        told[size : size + 4] = (40).to_bytes(4, "little")
    return bytes(told)


BOMB = replaced(
    a_book(*PLAN), "xl/worksheets/sheet1.xml", b"<sheetData>", b"<sheetData>" + b" " * 12_000_001
)
ENTITY = replaced(
    a_book(*PLAN), "xl/workbook.xml", b"<workbook",
    b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><workbook',
)  # fmt: skip
MANY = replaced(
    a_book(*PLAN), "xl/worksheets/sheet1.xml", b"<sheetData>",
    b"<sheetData>" + b"".join(
        b'<row r="%d"><c r="A%d"><v>1</v></c></row>' % (at, at) for at in range(300, 20_400)
    ),
)  # fmt: skip
FRESH = random.Random(7)  # noqa: S311 - no secret
STOCK = FRESH.randbytes(8_000).hex()
LONG = replaced(
    a_book(*PLAN), "xl/worksheets/sheet1.xml", b"<sheetData>",
    b"".join(f"<!--{STOCK}{FRESH.randbytes(160).hex()}-->".encode() for _ in range(740))
    + b"<sheetData>",
)  # fmt: skip
"""A part of 12 million bytes that unfolds by less than what is suspicious."""


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"PK\x03\x04 is no archive", "damaged"),
        (a_book(*PLAN)[:-400], "damaged"),
        (b"\xd0\xcf\x11\xe0" + b"0" * 500, "locked"),
        (a_zip(mimetype="application/vnd.oasis.opendocument.spreadsheet"), "other"),
        (a_zip(**{"xl/workbook.xml": "<workbook/>", "xl/vbaProject.bin": "x"}), "active"),
        (a_zip(**{f"part{at}": "" for at in range(501)}), "large"),
        (BOMB, "large"),
        (LONG, "large"),
        (lying(a_book(*PLAN), "xl/worksheets/sheet1.xml"), "large"),
        (ENTITY, "damaged"),
        (MANY, "large"),
        (bad.a_twin(), "damaged"),
        (bad.two_faced(), "damaged"),
        (bad.a_part_within_a_part(), "damaged"),
        (bad.a_symlink(), "damaged"),
        (a_book(*PLAN) + b"<script>alert(1)</script>", "damaged"),
        (b"GIF89a" + a_book(*PLAN), "other"),
        (b"MZ\x90\x00 is a program", "other"),
        (b"%PDF-1.7 is a letter", "other"),
        (b"Position;Jahr\nReisekosten;2028\n", "other"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_plan_is_refused_in_one_sentence(content, reason):
    with pytest.raises(UploadRefused) as refused:
        read_workbook(content, NAMES)

    assert refused.value.says == REFUSED[reason]


@pytest.mark.parametrize("packed", [packed_as_stream, packed_by_excel])
def test_a_workbook_is_read_however_its_program_packs_it(packed):
    assert read(packed(a_book(*PLAN))) == read(a_book(*PLAN))


def test_a_workbook_that_libreoffice_saved_is_read_as_it_was(tmp_path):
    found = read(saved_by_libreoffice(a_book(*PLAN), tmp_path))

    assert (found.lines, found.bad, found.noticed) == (PLAN, (), ())


def test_a_workbook_without_our_sheet_names_what_it_has():
    book = Workbook()
    book.active.title = "Budget"
    kept = io.BytesIO()
    book.save(kept)

    with pytest.raises(UploadRefused) as refused:
        read_workbook(kept.getvalue(), NAMES)

    assert refused.value.says.de == (
        "In der Datei fehlt das Blatt „Zeilen / Lines“. Sie hat: Budget."
    )


@pytest.mark.parametrize(
    ("content", "says"), [(b"", "Die Datei ist leer."), (b"P" * 2_000_001, "Die Datei hat 2,1 MB")]
)
def test_an_empty_or_oversized_file_is_not_even_opened(content, says):
    with pytest.raises(UploadRefused) as refused:
        read_workbook(content, NAMES)

    assert says in refused.value.says.de


def test_a_look_that_takes_too_much_memory_is_ended():
    with pytest.raises(UploadRefused) as refused:
        read_workbook(a_book(*PLAN), NAMES, memory=1024 * 1024)

    assert refused.value.says == REFUSED["damaged"]
