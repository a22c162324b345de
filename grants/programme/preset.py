"""Reads the preset of a funding programme: one file that names every figure of its terms.

A file may leave figures out that nobody knows yet. Then it says what is known, its open places
can be listed, and no round is opened from it until somebody has answered them.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

from grants.programme.plain import NotThatShape, missing
from grants.programme.terms import Terms, terms_from
from grants.programme.words import Words

FOLDER = resources.files("grants") / "presets"


class StillOpen(LookupError):
    """The preset leaves figures open that its terms need."""

    def __init__(self, code: str, places: list[str]) -> None:
        super().__init__(f"the preset {code!r} leaves open: {', '.join(places)}")
        self.places = places


def presets() -> list[str]:
    """The codes of all presets from which a round can be opened, in alphabetical order."""
    return [code for code in all_presets() if not open_places(code)]


def all_presets() -> list[str]:
    """The codes of all presets, those that leave something open included."""
    names = (file.name for file in FOLDER.iterdir())
    return sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml"))


def open_places(code: str) -> list[str]:
    """What the preset with this code leaves open, as the places of its terms."""
    return missing(Terms, _read(code))


def preset(code: str, answers: Mapping[str, Any] | None = None) -> Terms:
    """The terms of the preset with this code; `answers` are plain data for what it leaves open.

    What the file says stays: an answer never changes it. Raises LookupError when there is no such
    preset, StillOpen when something is left open, NotThatShape when its file does not fit.
    """
    whole = answered(_read(code), answers or {})
    if places := missing(Terms, whole):
        raise StillOpen(code, places)
    terms = terms_from(whole)
    if terms.code != code:
        raise NotThatShape(f"the file {code}.toml calls itself {terms.code!r}")
    return terms


def answered(data: Mapping[str, Any], answers: Mapping[str, Any]) -> dict[str, Any]:
    """The terms of `data` as plain data, with the answers to what they leave open.

    What they say stays. Phases are those of `data`, each with the answer for its own code.
    """
    whole = _filled(data, answers)
    if "phases" in data:
        whole["phases"] = _phases(data["phases"], answers.get("phases", []))
    return whole


def draft_of(code: str) -> dict[str, Any]:
    """What the preset says, as plain data; what it leaves open is not in it."""
    return dict(_read(code))


def name_of_preset(code: str) -> Words:
    """What the programme of this preset is called."""
    name = _read(code)["name"]
    return Words(name["de"], name["en"])


def law() -> dict[str, Any]:
    """The tables of European State aid law: they bind every programme, no preset repeats them."""
    return dict(_file(FOLDER / "law" / "eu.toml"))


@cache
def _read(code: str) -> Mapping[str, Any]:
    if code not in all_presets():
        raise LookupError(f"there is no preset {code!r}")
    return {**law(), **_file(FOLDER / f"{code}.toml")}


def _file(path: Traversable) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _filled(data: Mapping[str, Any], answers: Mapping[str, Any]) -> dict[str, Any]:
    """The data, and of the answers whatever the data do not say themselves."""
    whole = {**answers, **data}
    for name, value in data.items():
        given = answers.get(name)
        if isinstance(value, Mapping) and isinstance(given, Mapping):
            whole[name] = _filled(value, given)
    return whole


def _phases(said: list[dict[str, Any]], given: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The phases that the file names, each with the answer to what it leaves open of it."""
    answers = {row["code"]: row for row in given if "code" in row}
    return [_filled(row, answers.get(row["code"], {})) for row in said]
