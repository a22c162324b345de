"""What the documents say about the program is still so."""

import re
from pathlib import Path

import pytest

from grants.cli.main import MODULES
from grants.demo.cast import ACCOUNTS, PASSWORD

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
OPERATIONS = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
SETTING = re.compile(r"GRANTS_[A-Z_]+|DATABASE_URL|(?<![A-Z_])PORT(?![A-Z_])")


def test_the_table_names_every_setting_and_no_other():
    read = set(
        re.findall(r'"((?:GRANTS_)[A-Z_]+|DATABASE_URL|PORT)"', (ROOT / "config.py").read_text())
    )
    rows = {SETTING.findall(line)[0] for line in README.splitlines() if SETTING.match(line[3:])}

    assert rows == read - {"GRANTS_"}


def test_the_table_names_every_command():
    told = set(re.findall(r"^\| `grants ([a-z-]+)", OPERATIONS, re.MULTILINE))

    assert told == set(MODULES)


def test_the_readme_names_every_sign_in_of_the_demonstration():
    assert [account.email for account in ACCOUNTS if account.email not in README] == []
    assert PASSWORD in README


@pytest.mark.parametrize(
    "page", [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))],
    ids=lambda page: page.name,
)  # fmt: skip
def test_every_link_in_the_documents_leads_somewhere(page):
    links = re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text(encoding="utf-8"))
    own = [link for link in links if "://" not in link and not link.startswith("docs/pictures/")]

    assert [link for link in own if not (page.parent / link).exists()] == []
