"""Takes the pictures for docs/pictures: make pictures, or python -m tests.pictures --quick.

After --only come the names of the pictures that are taken again; the others stay. With --letters
the reference letters of every kind are printed again, and nothing else.
"""

import sys
from itertools import product as product_of
from pathlib import Path

from PIL import Image

from tests.journeys.visitor import chromium
from tests.pictures.pages import LANGUAGES, PAGES, WIDTHS, Guests
from tests.pictures.papers import SAMPLES, papers, pictures_of
from tests.pictures.world import demonstration

FOLDER = Path(__file__).parents[2] / "docs" / "pictures"
COLOURS = 256
"""A picture of a page needs no more, and is a third of the size."""


def main(options):
    """Take all pictures; with --quick those in German alone, after --only some of them.

    With --letters only the reference letters are made, which need no demonstration.
    """
    FOLDER.mkdir(parents=True, exist_ok=True)
    if "--letters" in options:
        _keep((name, made(None, None)) for name, made in SAMPLES.items())
        return
    quick = "--quick" in options
    only = options[options.index("--only") + 1 :] if "--only" in options else None
    if not quick and only is None:
        for old in FOLDER.glob("*.png"):
            old.unlink()
    pages = [page for page in PAGES if only is None or page.name in only]
    with demonstration() as product, chromium() as browser:
        guests = Guests(browser, product)
        for page, width, language in product_of(pages, WIDTHS, LANGUAGES[: 1 if quick else 2]):
            file = FOLDER / f"{page.name}-{width}-{language}.png"
            guests.at(page, width, language).page.screenshot(path=file, full_page=True)
            _shrink(file)
        _keep(papers(guests, product, only))
    sys.stdout.write(f"{len(list(FOLDER.glob('*.png')))} pictures in {FOLDER}\n")


def _keep(printed):
    for name, pdf in printed:
        for file in pictures_of(pdf, name, FOLDER):
            _shrink(file)


def _shrink(file):
    with Image.open(file) as picture:
        small = picture.convert("RGB").quantize(
            COLOURS,
            method=Image.Quantize.MAXCOVERAGE,  # keeps the colour of a small sign
            dither=Image.Dither.NONE,
        )
    small.save(file, optimize=True)


if __name__ == "__main__":
    main(sys.argv[1:])
