"""The papers of the demonstration as people get them, and their pages as pictures."""

import re
import subprocess
import time

from grants.demo.cast import ANNA, AYLIN
from grants.documents.printing import prepare, print_document
from tests.documents.later_samples import (
    a_conditional_letter,
    a_confirmation_letter,
    a_late_use_letter,
    a_reserve_letter,
    a_revocation_letter,
    an_amendment_letter,
)
from tests.documents.rejection_samples import a_rejection_letter
from tests.documents.samples import an_award_letter
from tests.documents.selection_samples import a_selection_letter

DOTS_PER_INCH = 80
FIRST_PAGES = 6
"""Of a paper that goes on and on, such as a compliance report over ten grants."""
SECONDS_FOR_A_PAPER = 60


def papers(guests, product, only=None):
    """The bytes of each paper, or of some, by the name of its pictures."""
    for name, made in PAPERS.items():
        if only is None or name in only:
            yield name, made(guests, product)


def _receipt(guests, _product):
    anna = guests.as_(ANNA)
    anna.open("/applications/R4-0001/receipt?lang=de")
    return _made(anna, "herunterladen")


def _blank_form(guests, _product):
    nobody = guests.as_(None)
    nobody.open("/calls/7?lang=de")
    return _made(nobody, "Leeres Formular")


def _compliance_report(guests, _product):
    aylin = guests.as_(AYLIN)
    aylin.open("/audit/awards/03INT400?lang=de")
    aylin.press("Prüfbericht anfordern")
    return _made(aylin, r"03INT400 vom")


def _sample(letter):
    """A reference letter made from the samples of the tests: it needs no case of its own."""
    return lambda _guests, _product: print_document(prepare(letter()))


SAMPLES = {
    "selection-letter": _sample(a_selection_letter),
    "reserve-letter": _sample(a_reserve_letter),
    "rejection-letter": _sample(a_rejection_letter),
    "award-letter": _sample(an_award_letter),
    "conditional-letter": _sample(a_conditional_letter),
    "confirmation-letter": _sample(a_confirmation_letter),
    "amendment-letter": _sample(an_amendment_letter),
    "revocation-letter": _sample(a_revocation_letter),
    "late-use-letter": _sample(a_late_use_letter),
}
"""A reference letter of each kind: a test holds its looks against the pictures in docs."""
PAPERS = {
    **SAMPLES,
    "receipt": _receipt,
    "blank-form": _blank_form,
    "compliance-report": _compliance_report,
}


def pictures_of(pdf, name, folder):
    """The first pages of a paper as pictures; the names of the files, in order."""
    subprocess.run(
        ("pdftoppm", "-png", "-r", str(DOTS_PER_INCH), "-l", str(FIRST_PAGES), "-",
         str(folder / name)),
        input=pdf, check=True,
    )  # fmt: skip
    made = sorted(folder.glob(f"{name}-*.png"), key=_page)
    return [file.rename(folder / f"{name}-{_page(file)}.png") for file in made]


def _page(file):
    return int(re.search(r"-(\d+)\.png$", file.name)[1])


def _made(visitor, words):
    give_up = time.monotonic() + SECONDS_FOR_A_PAPER
    while not visitor.page.get_by_role("link", name=re.compile(words)).count():
        assert time.monotonic() < give_up, visitor.text
        time.sleep(1)
        visitor.page.reload()
    return visitor.download(words)
