"""The terms of a round as one file: written as JSON, read back as JSON or as a preset (TOML)."""

import json
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any, Final

from grants.programme.finding import Finding, RulesBroken
from grants.programme.plain import misfits
from grants.programme.terms import FORMER, Terms
from grants.programme.words import Words, say

FORMAT: Final = "grants/terms"
VERSION: Final = 1
MOST_BYTES: Final = 1_000_000
MOST_NAMED: Final = 10
LARGEST: Final = 10**9
SOURCE: Final = Words("Datei mit Regeln", "File with terms")


def written(body: Mapping[str, Any]) -> bytes:
    """The terms, complete or not, as a file that `read_file` reads back exactly."""
    whole = {"format": FORMAT, "version": VERSION, "terms": body}
    return (json.dumps(whole, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()


def read_file(data: bytes) -> dict[str, Any]:
    """The terms in a file, as plain data; places may be open.

    Raises RulesBroken with one sentence for everything in it that the terms cannot hold.
    """
    if len(data) > MOST_BYTES:
        raise RulesBroken([_refused("Die Datei ist zu groß.", "The file is too large.")])
    body = {name: value for name, value in _terms_in(data).items() if name not in FORMER}
    wrong = [*misfits(Terms, body), *_unkeepable(body, "")]
    findings = [_misfit(place) for place in dict.fromkeys(wrong)]
    if len(findings) > MOST_NAMED:
        more = say("Und {n} weitere Stellen.", "And {n} more places.",
                   n=len(findings) - MOST_NAMED)  # fmt: skip
        findings = [*findings[:MOST_NAMED], _refused(more.de, more.en)]
    if not body.get("code") and not findings:
        findings = [_refused("Der Datei fehlt das Kürzel des Programms („code“).",
                             "The file lacks the code of the programme (“code”).")]  # fmt: skip
    if findings:
        raise RulesBroken(findings)
    return body


def _terms_in(data: bytes) -> dict[str, Any]:
    try:
        text = data.decode()
        read = json.loads(text) if text.lstrip().startswith("{") else tomllib.loads(text)
    except (ValueError, RecursionError):
        raise RulesBroken([
            _refused(
                "Wir können die Datei nicht lesen. Sie ist weder JSON noch TOML in UTF-8.",
                "We cannot read the file. It is neither JSON nor TOML in UTF-8.",
            )
        ]) from None  # fmt: skip
    if not isinstance(read, dict):
        read = {}
    if "format" not in read:
        return read
    if read.get("format") != FORMAT or read.get("version") != VERSION:
        raise RulesBroken([
            _refused(
                "Die Datei hat ein anderes Format als die Regeln einer Runde.",
                "The file has another format than the terms of a round.",
            )
        ])  # fmt: skip
    terms = read.get("terms")
    return terms if isinstance(terms, dict) else {}


def _unkeepable(value: Any, at: str) -> Iterator[str]:
    """Where something stands that no database keeps: half signs, a NUL, a number out of reach."""
    if isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _unkeepable(inner, f"{at}.{name}".lstrip("."))
    elif isinstance(value, list):
        for row, inner in enumerate(value):
            yield from _unkeepable(inner, f"{at}[{row}]")
    elif _is_lost(value):
        yield at


def _is_lost(value: Any) -> bool:
    if isinstance(value, str):
        return any(ord(sign) < ord(" ") and sign not in "\n\t" for sign in value) or any(
            "\ud800" <= sign <= "\udfff" for sign in value
        )
    return isinstance(value, int) and not -LARGEST < value < LARGEST


def _misfit(place: str) -> Finding:
    return _refused(
        f"Was bei „{place}“ steht, passt nicht zu den Regeln einer Runde.",
        f"What stands at “{place}” does not fit the terms of a round.",
    )


def _refused(de: str, en: str) -> Finding:
    return Finding(
        rule="FILE",
        holds=False,
        claim=Words(
            "Die Datei enthält Regeln einer Runde.", "The file holds the terms of a round."
        ),
        says=Words(de, en),
        source=SOURCE,
        place="file",
    )
