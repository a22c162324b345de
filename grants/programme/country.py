"""The countries of the world, by their ISO 3166 code, as both languages call them."""

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

from grants.programme.words import Language, Words, in_alphabet

FILE: Final = Path(__file__).with_name("countries.csv")
"""Written by `python -m tests.countries` from the Unicode locale data."""


@cache
def every_country() -> Mapping[str, Words]:
    """Every country that has a code with two letters, in the order of the German alphabet."""
    with FILE.open(encoding="utf-8", newline="") as file:
        lines = sorted(csv.DictReader(file), key=lambda line: in_alphabet(line["de"]))
    return MappingProxyType({line["code"]: Words(line["de"], line["en"]) for line in lines})


def country(code: str) -> Words:
    """The name of a country; the code itself where there is no such country."""
    return every_country().get(code.upper(), Words(code, code))


@cache
def country_names(language: Language) -> Mapping[str, str]:
    """The same in one language, in the order of its alphabet."""
    names = {code: name.into(language) for code, name in every_country().items()}
    return MappingProxyType(dict(sorted(names.items(), key=lambda one: in_alphabet(one[1]))))
