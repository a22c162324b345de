"""The main pages for people who see, hear or move differently: what axe can find, is not there.

The pages are those of the pictures, so that nobody looks at other pages than the test, and more.
"""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.journeys.visitor import chromium
from tests.pictures.pages import PAGES, UNPICTURED, WIDTHS, Guests
from tests.pictures.world import demonstration

LOOKED_AT = (*PAGES, *UNPICTURED)
GRAVE = ("serious", "critical")
SIDEWAYS = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def guests(server):
    """Everybody who looks at a page of the demonstration, with scripts, as axe is one."""
    with demonstration(server) as product, chromium() as browser:
        yield Guests(browser, product, java_script_enabled=True)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("page", LOOKED_AT, ids=lambda page: page.name)
def test_nothing_grave_stands_in_the_way(guests, page, width):
    shown = guests.at(page, width).page

    found = Axe().run(shown).response

    assert found["passes"] != []
    assert [
        (one["id"], [node["target"] for node in one["nodes"]])
        for one in found["violations"]
        if one["impact"] in GRAVE
    ] == []


@pytest.mark.parametrize("page", LOOKED_AT, ids=lambda page: page.name)
def test_no_page_scrolls_sideways_on_a_phone(guests, page):
    assert guests.at(page, min(WIDTHS)).page.evaluate(SIDEWAYS) <= 0
