"""A file is judged by its content, and the answer is a sentence."""

import time
from hashlib import sha256

import pikepdf
import pytest

from grants.documents.inspection import Verdict, inspect
from grants.documents.upload import UploadRefused, check_pdf, display_name
from tests.documents.hostile import a_pdf

MOST = 20_000_000
LITTLE = 128 * 1024 * 1024
"""Bytes of memory in which an ordinary file can be looked at."""


def unfold(document):
    """A few kilobytes that become 50 megabytes when somebody reads them."""
    big = pikepdf.Dictionary(Text=pikepdf.String(b"a" * 50_000_000))
    document.Root.Big = document.make_indirect(big)


def run_a_script(document):
    document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


def run_a_script_by_name(document):
    document.Root.Names = pikepdf.Dictionary(JavaScript=pikepdf.Dictionary(Names=[]))


def start_a_program(document):
    act = pikepdf.Dictionary(S=pikepdf.Name.Launch, F="calc.exe")
    note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, A=act)
    document.pages[0].Annots = pikepdf.Array([note])


def test_a_pdf_is_taken_with_its_facts():
    content = a_pdf()

    received = check_pdf(content, "Konzept.PDF", MOST)

    assert (received.name, received.content_type) == ("Konzept.pdf", "application/pdf")
    assert (received.size, received.sha256) == (len(content), sha256(content).hexdigest())
    assert received.pages == 1


def test_a_file_that_needs_more_memory_or_time_than_it_may_is_not_taken():
    bomb = a_pdf(unfold, object_stream_mode=pikepdf.ObjectStreamMode.generate)

    assert len(bomb) < 100_000
    assert inspect(PLAIN, memory=LITTLE).verdict is Verdict.FINE
    assert inspect(bomb, memory=LITTLE).verdict is Verdict.DAMAGED
    assert inspect(PLAIN, cpu_seconds=0).verdict is Verdict.HEAVY


def test_the_pages_of_a_file_are_counted():
    content = a_pdf(lambda document: document.add_blank_page())

    assert check_pdf(content, "a.pdf", MOST).pages == 2


PLAIN = a_pdf()
NOT_A_PDF = "Das ist keine PDF-Datei, auch wenn der Name so endet."
LOCKED = "Die PDF-Datei ist verschlüsselt. Speichern Sie sie ohne Kennwort und ohne Schutz."
ACTIVE = (
    "Die PDF-Datei enthält ein Skript oder startet ein Programm. Speichern Sie sie ohne Skripte."
)
TWO = "In dieser Datei steckt außer der PDF noch etwas anderes. Speichern Sie die PDF neu."
DAMAGED = "Die PDF-Datei ist beschädigt. Speichern Sie sie neu und laden Sie sie noch einmal hoch."


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "Die Datei ist leer."),
        (b"MZ\x90\x00" + b"\x00" * 600, NOT_A_PDF),
        (b"<!doctype html><html><script>alert(1)</script></html>", NOT_A_PDF),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + b"\x00" * 100, NOT_A_PDF),
        (b"GIF89a" + PLAIN, NOT_A_PDF),
        (b"<html>" + PLAIN, NOT_A_PDF),
        (b"\n" * 20_000_001 + PLAIN, "Die Datei hat 20,1 MB. Erlaubt sind 20 MB."),
        (b"%PDF-1.7\n" + b" " * 20_999_000, "Die Datei hat 21,0 MB. Erlaubt sind 20 MB."),
        (PLAIN + b"PK\x03\x04" + b"\x00" * 200, TWO),
        (PLAIN + b"<script>alert(1)</script>", TWO),
        (b"%PDF-1.7\nnothing here", DAMAGED),
        (PLAIN[:-200], DAMAGED),
        (a_pdf(encryption=pikepdf.Encryption(owner="o", user="u")), LOCKED),
        (a_pdf(encryption=pikepdf.Encryption(owner="o", user="")), LOCKED),
        (a_pdf(run_a_script), ACTIVE),
        (a_pdf(run_a_script_by_name), ACTIVE),
        (a_pdf(start_a_program), ACTIVE),
        (a_pdf(start_a_program, object_stream_mode=pikepdf.ObjectStreamMode.generate), ACTIVE),
    ],
)
def test_a_file_that_cannot_be_taken_is_refused_with_a_sentence(content, says):
    with pytest.raises(UploadRefused) as refused:
        check_pdf(content, "Konzept.pdf", MOST)

    assert refused.value.says.de == says


def test_the_sentence_does_not_speak_of_a_name_that_never_promised_a_pdf():
    with pytest.raises(UploadRefused) as refused:
        check_pdf(b"hello", "notes.txt", MOST)

    assert refused.value.says.en == "This is not a PDF."


def test_exactly_the_limit_is_taken():
    assert check_pdf(PLAIN, "a.pdf", len(PLAIN)).size == len(PLAIN)


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("Konzept.pdf", "Konzept.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\Anna\\Konzept.pdf", "Konzept.pdf"),
        ("exe.fdp\u202e.pdf", "exe.fdp.pdf"),
        ('a"b<c>;d.pdf', "a_b_c__d.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "a Set-Cookie_ x.pdf"),
        (".pdf", "Datei.pdf"),
        ("", "Datei.pdf"),
        ("ä" * 300 + ".pdf", "ä" * 116 + ".pdf"),
    ],
)
def test_the_name_is_made_safe_to_show(sent, shown):
    assert display_name(sent) == shown


def test_a_file_that_was_found_fine_is_not_looked_into_twice():
    content = a_pdf()
    begun = time.monotonic()
    first = inspect(content)
    between = time.monotonic()
    again = inspect(content)

    assert again == first
    assert again.pages == 1
    assert time.monotonic() - between < (between - begun) / 5
