"""Templates and style sheets fit together, and nothing breaks the strict policy of the site."""

import hashlib
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
STATIC = ROOT / "grants" / "web" / "static"
PAGES = [
    path
    for path in sorted((ROOT / "templates").rglob("*.html"))
    if not {"letter", "mail", "report", "case_file"} & set(path.relative_to(ROOT).parts)
]
"""What the site serves; the others leave it as paper, as mail, or in a ZIP."""
CSS = {path.name: path.read_text(encoding="utf-8") for path in STATIC.glob("*.css")}
OWN = CSS["page.css"] + CSS["parts.css"] + CSS["print.css"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_class_of_a_template_is_in_a_style_sheet(page):
    text = re.sub(r"\{#.*?#\}", "", page.read_text(encoding="utf-8"), flags=re.S)
    used = set(re.findall(r"(?<![\w-])((?:kern|g)-[a-z0-9_-]*[a-z0-9])(?![\w-])", text))
    known = set(re.findall(r"\.((?:kern|g)-[\w-]+)", "".join(CSS.values())))

    unknown = {name for name in used if name not in known}

    assert {name for name in unknown if not _begins_a_class(name, text)} == set()


def _begins_a_class(name, text):
    # "kern-badge--{{ tone }}" names only the beginning; ids such as g-… are not ours.
    return bool(re.search(rf"{re.escape(name)}(?:--|-|__)?(?:\{{\{{|\" ?~)", text))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_no_template_carries_styles_or_scripts_of_its_own(page):
    text = page.read_text(encoding="utf-8")

    assert (
        re.findall(r"\sstyle=|<style|<script(?![^>]*\ssrc=)|\son[a-z]+=\"|\|\s*safe\b", text) == []
    )


def test_colours_come_from_tokens_only():
    own = re.sub(r"#0003", "", OWN)  # the shadow at the edge of a scrolling table

    assert re.findall(r"#[0-9a-fA-F]{3,8}\b(?=[;, )])", own) == []


def test_phones_have_their_own_layout_on_screens_only():
    queries = re.findall(r"@media ([^{]*width[^{]*)\{", OWN)

    assert queries
    assert [query for query in queries if not query.startswith("screen and")] == []


def test_fonts_are_named_by_what_is_in_them():
    named = dict(re.findall(r'url\("([\w.-]+)\?v=(\w+)"\)', CSS["fonts.css"]))

    assert named == {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()[:8]
        for path in STATIC.glob("*.woff2")
    }


def test_kern_says_which_version_it_is_and_is_cut_to_what_the_site_uses():
    assert CSS["kern.css"].startswith("/* @kern-ux/native 2.7.2, EUPL-1.2")
    assert len(CSS["kern.css"]) < 125_000  # of 340,042 as delivered


def test_every_token_that_our_style_sheets_read_is_there():
    read = set(re.findall(r"var\((--kern-[\w-]+)\)", OWN))

    assert read - set(re.findall(r"(--kern-[\w-]+)\s*:", CSS["kern.css"])) == set()


def test_a_table_that_scrolls_shows_that_the_keyboard_reached_it():
    ring = ".g-scroll[tabindex]:focus:focus-visible { outline: 3px solid"

    assert ring in CSS["parts.css"]
