"""Reads the preset of a funding programme: one file that names every figure of its terms."""

import tomllib
from importlib import resources

from grants.programme.plain import NotThatShape
from grants.programme.terms import Terms, terms_from

FOLDER = resources.files("grants") / "presets"


def presets() -> list[str]:
    """The codes of all presets, in alphabetical order."""
    names = (file.name for file in FOLDER.iterdir())
    return sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml"))


def preset(code: str) -> Terms:
    """The terms of the preset with this code.

    Raises LookupError when there is none, NotThatShape when its file does not fit.
    """
    if code not in presets():
        raise LookupError(f"there is no preset {code!r}")
    terms = terms_from(tomllib.loads((FOLDER / f"{code}.toml").read_text(encoding="utf-8")))
    if terms.code != code:
        raise NotThatShape(f"the file {code}.toml calls itself {terms.code!r}")
    return terms
