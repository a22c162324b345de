"""A print batch is laid together once, of the letters as they are kept, fit for the envelope."""

import io
import re
import subprocess
from hashlib import sha256
from xml.etree.ElementTree import fromstring

import pikepdf
import pytest
from sqlalchemy import func, select

from grants.actions.print_batch import drop_print_batch, order_print_batch
from grants.documents.print_batch import UnlikeItsLetters, lay_together
from grants.models.connection import clock
from grants.models.document import Document, DocumentKind
from grants.models.print_batch import PrintBatch
from grants.models.record import Act
from grants.programme.people import Role
from grants.queries.file import find_document
from grants.worker.letters import render_letter
from grants.worker.print_batch import (
    ChangedLetter,
    batches_to_make,
    fail_print_batch,
    make_print_batch,
)
from tests.documents.reading import attachments_of, text_of
from tests.makers.person import a_person
from tests.makers.print_batch import a_told_round, an_ordered_letter
from tests.makers.review import an_officer

MM = 72 / 25.4
LEFT, TOP, WIDTH, HEIGHT = 20, 45, 85, 45
"""The address field of DIN 5008, form B, in mm from the upper left corner of the sheet."""


@pytest.fixture
def batch(room, work):
    """Three letters that are made, ordered as one batch."""
    round_ = a_told_round(work)
    letters = [an_ordered_letter(work, round_) for _ in range(3)]
    dirk = an_officer(work)
    work.commit()
    for letter in letters:
        render_letter(room, letter.id)
    work.expire_all()
    ordered = order_print_batch(work, round_, [each.id for each in letters],
                                by=dirk.as_actor(), now=clock(work))  # fmt: skip
    work.commit()
    return ordered


def content_of(room, work, batch):
    """The bytes of the batch and of its letters, in order."""
    work.expire_all()
    kept = [work.get_one(Document, each.letter.document_id) for each in batch.letters]
    return room.store.get(batch.document.key), [room.store.get(each.key) for each in kept]


def pages_in(pdf):
    """What is drawn on each page."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return [b"".join(part.read_bytes() for part in _parts(page)) for page in opened.pages]


def _parts(page):
    contents = page.obj["/Contents"]
    return list(contents) if isinstance(contents, pikepdf.Array) else [contents]


def words_on(pdf, page):
    """Each word of a page with its box in mm: left, top, right, bottom."""
    found = subprocess.run(
        ["pdftotext", "-bbox", "-f", str(page), "-l", str(page), "-", "-"],
        input=pdf, capture_output=True, check=True,
    ).stdout.decode()  # fmt: skip
    plain = re.sub(r"<!DOCTYPE[^>]*>|\sxmlns=\"[^\"]*\"", "", found)
    return [
        (word.text, *(float(word.get(side)) / MM for side in ("xMin", "yMin", "xMax", "yMax")))
        for word in fromstring(plain).iter("word")  # noqa: S314 - our own
    ]


def test_it_has_a_list_and_before_each_letter_a_sheet_and_then_its_very_pages(room, work, batch):
    make_print_batch(room, batch.id)

    pdf, letters = content_of(room, work, batch)
    drawn, own = pages_in(pdf), [pages_in(each) for each in letters]
    assert len(drawn) == 1 + sum(1 + len(each) for each in own)
    at = 1
    for pages in own:
        assert drawn[at + 1 : at + 1 + len(pages)] == pages
        at += 1 + len(pages)


def test_the_sheets_say_who_where_which_how_many(room, work, batch):
    make_print_batch(room, batch.id)

    pdf, letters = content_of(room, work, batch)
    text, first = text_of(pdf), batch.letters[0].letter
    pages = len(pages_in(letters[0]))
    lines = " ".join(first.snapshot["heading"]["recipient"]["lines"]).replace("\u00a0", " ")
    for said in (
        f"Druckstapel {batch.id}",
        f"3 Schreiben mit zusammen {3 * pages} Seiten",
        "trägt selbst kein Siegel",
        "Trennblatt 1 von 3",
        "Trennblatt 3 von 3",
        f"Nach diesem Blatt folgen {pages} Seiten.",
        lines,
        sha256(letters[0]).hexdigest()[:16],
    ):
        assert said in text, said


def test_each_address_lies_in_the_window_of_the_envelope(room, work, batch):
    make_print_batch(room, batch.id)

    pdf, letters = content_of(room, work, batch)
    lines = batch.letters[0].letter.snapshot["heading"]["recipient"]["lines"]
    address = [word for line in lines for word in line.split()]
    length = 1 + len(pages_in(letters[0]))
    for sheet in (2, 2 + length, 2 + 2 * length):
        for page in (sheet, sheet + 1):  # the sheet, and the first page of its letter
            inside = [
                word for word, left, top, right, bottom in words_on(pdf, page)
                if left >= LEFT and top >= TOP and right <= LEFT + WIDTH and bottom <= TOP + HEIGHT
            ]  # fmt: skip
            assert inside[-len(address) :] == address, page
            beside = [
                word for word, left, top, right, bottom in words_on(pdf, page)
                if left < LEFT + WIDTH and right > LEFT and top < TOP + HEIGHT and bottom > TOP
            ]  # fmt: skip
            assert beside == inside, page  # nothing else shows, nothing is cut off


def test_it_carries_no_seal_and_no_data_of_the_letters(room, work, batch):
    make_print_batch(room, batch.id)

    pdf, _ = content_of(room, work, batch)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert "/AcroForm" not in opened.Root
        assert not any("/Annots" in page.obj for page in opened.pages)
        assert str(opened.docinfo["/Title"]) == f"Druckstapel {batch.id}"
    assert attachments_of(pdf) == {}


def test_it_is_made_once_and_recorded_and_only_staff_and_auditors_get_it(room, work, batch):
    assert work.scalars(batches_to_make(clock(work))).all() == [batch.id]

    make_print_batch(room, batch.id)
    make_print_batch(room, batch.id)

    work.expire_all()
    made = work.scalars(select(Document).filter_by(kind=DocumentKind.PRINT_BATCH)).one()
    assert (batch.document_id, batch.laid_in) == (made.id, 3)
    assert made.file_name == f"Druckstapel-{batch.id}-Runde-{batch.round.number}.pdf"
    assert work.scalar(select(Act.after).where(Act.act == "make_print_batch")) == {
        "sha256": made.sha256, "size": made.size,
    }  # fmt: skip
    assert work.scalars(batches_to_make(clock(work))).all() == []
    anna = batch.letters[0].letter.application.cluster.team[0].person
    readers = {who: find_document(work, who.as_actor(), made.id) is not None
               for who in (batch.ordered_by, a_person(work, "Aylin", Role.AUDITOR), anna,
                           a_person(work, "Jana", Role.JUROR))}  # fmt: skip
    assert list(readers.values()) == [True, True, False, False]


def test_a_letter_that_has_changed_in_the_store_is_not_laid_in(room, work, batch):
    last = work.get_one(Document, batch.letters[2].letter.document_id)
    room.store.delete(last.key)

    with pytest.raises(ChangedLetter):
        make_print_batch(room, batch.id)

    fail_print_batch(room, batch.id, "ChangedLetter: gone")
    work.expire_all()
    assert (batch.document_id, batch.failure, batch.laid_in) == (None, "ChangedLetter: gone", 2)


def test_a_batch_that_was_given_up_meanwhile_is_not_made(room, work, batch):
    drop_print_batch(work, batch, reason="Neu", by=batch.ordered_by.as_actor(), now=clock(work))
    work.commit()

    make_print_batch(room, batch.id)

    kinds = select(func.count()).where(Document.kind == DocumentKind.PRINT_BATCH)
    assert work.scalar(kinds) == 0
    assert work.scalar(select(PrintBatch.document_id)) is None


def test_sheets_that_do_not_fit_the_letters_are_refused():
    with pikepdf.new() as empty:
        empty.add_blank_page()
        written = io.BytesIO()
        empty.save(written)

    with pytest.raises(UnlikeItsLetters):
        lay_together(written.getvalue(), [written.getvalue()], "Druckstapel")
