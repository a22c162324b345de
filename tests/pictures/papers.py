"""The papers of the demonstration as people get them, and their pages as pictures."""

import re
import subprocess
import time

from sqlalchemy import text

from grants.demo.cast import ANNA, AYLIN, DIRK

DOTS_PER_INCH = 80
FIRST_PAGES = 6
"""Of a paper that goes on and on, such as a compliance report over ten grants."""
SECONDS_FOR_A_PAPER = 60
REJECTION = text(
    "select document_id from letter where kind = 'rejection' and document_id is not null"
    " order by id limit 1"
)


def papers(guests, product):
    """The bytes of each paper, by the name of its pictures."""
    anna, dirk, aylin = (guests.as_(who) for who in (ANNA, DIRK, AYLIN))
    anna.open("/letters?lang=de")
    yield "award-letter", anna.download("Zuwendungsbescheid")
    with product.engine.connect() as connection:
        rejection = connection.scalar(REJECTION)
    yield "rejection-letter", dirk.fetch(f"/documents/{rejection}")
    anna.open("/applications/R4-0001/receipt")
    yield "receipt", _made(anna, "herunterladen")
    aylin.open("/audit/awards/03INT400?lang=de")
    aylin.press("Prüfbericht anfordern")
    yield "compliance-report", _made(aylin, r"03INT400 vom")


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
