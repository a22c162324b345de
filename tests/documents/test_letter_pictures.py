"""Reference letters look as they did when somebody looked at them: docs/pictures keeps how.

Text and figures are compared elsewhere, word by word; this sees what moved, grew or vanished.
`make pictures`, or `python -m tests.pictures --letters`, takes them again, to be looked at.
"""

from pathlib import Path

import pytest
from PIL import Image, ImageChops

from tests.pictures.papers import SAMPLES, pictures_of

PICTURES = Path(__file__).parents[2] / "docs" / "pictures"
BLOCK = 12
"""Pixels, about 4 mm: so fonts may be drawn a little differently by another poppler."""
MOST = 4
"""Of 255: by this much the mean of a block may differ. An address 1 mm lower differs by more."""


def grey(picture):
    """The picture as the mean of each of its blocks."""
    return picture.convert("L").reduce(BLOCK)


def difference(one, other):
    """By how much the two differ where they differ most."""
    if one.size != other.size:
        return 255
    return ImageChops.difference(grey(one), grey(other)).getextrema()[1]


@pytest.mark.parametrize("name", SAMPLES)
def test_a_reference_letter_looks_as_it_did(name, tmp_path):
    drawn = pictures_of(SAMPLES[name](None, None), name, tmp_path)
    kept = {each.name for each in PICTURES.glob(f"{name}-[0-9]*.png")}

    assert {each.name for each in drawn} == kept
    differs = {}
    for page in drawn:
        with Image.open(page) as now, Image.open(PICTURES / page.name) as before:
            differs[page.name] = difference(now, before)
    assert {name: by for name, by in differs.items() if by > MOST} == {}


def test_every_kind_of_letter_has_a_reference_letter():
    kinds = ("selection", "reserve", "rejection", "award", "conditional", "confirmation",
             "amendment", "revocation", "late-use")  # fmt: skip

    assert sorted(SAMPLES) == sorted(f"{kind}-letter" for kind in kinds)


def test_a_millimetre_does_not_go_unseen():
    with Image.open(PICTURES / "award-letter-1.png") as before:
        lower = ImageChops.offset(before.convert("RGB"), 0, 3)

        assert difference(before, lower) > MOST
