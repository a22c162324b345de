"""What an entry of the record of acts changed, in lines for people: field, before, after."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any, Final

from grants.models.decision import DecisionKind, DecisionState, Ground, LetterKind
from grants.models.record import Act
from grants.models.report import ReportKind
from grants.programme.calendar import ZONE
from grants.programme.inquiry import EVERY_PLACE
from grants.programme.money import eur
from grants.programme.observation import OBSERVATION_WORDS
from grants.programme.organisation import OWN_FUNDING_WORDS
from grants.programme.plan_line import UNIT_WORDS
from grants.programme.preset import preset, presets
from grants.programme.reporting import DECLARED
from grants.programme.round_mail import READER_WORDS
from grants.programme.stages import label
from grants.programme.transparency import AID_SIZE_WORDS
from grants.programme.words import Words, say
from grants.queries.act_field import MONEY, NAMES
from grants.queries.act_name import ROLES, STATES
from grants.queries.decision import GROUND_WORDS, KIND_WORDS, STATE_WORDS
from grants.queries.letter import LETTER_WORDS
from grants.queries.report_content import kind_name

Path = tuple[str, ...]
NOTHING: Final = Words("–", "–")
FROZEN: Final = ("content", "partners")
PARTNERS: Final = Words("Partner", "Partner")
"""What was handed in with a joint project; elsewhere the same word is a kind of report."""
YES_NO: Final = {True: Words("ja", "yes"), False: Words("nein", "no")}
AMOUNT: Final = re.compile(r"-?\d+(\.\d+)?")
DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
MOMENT: Final = re.compile(r"\d{4}-\d\d-\d\dT.+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One field; without `before` the entry only says what is so from now on."""

    field: Words
    before: Words | None
    after: Words | None


def changes_of(act: Act) -> tuple[Change, ...]:
    """Every field that the entry names, in the order of the record; what lies deeper, flat."""
    before, after = dict(_flat(act.before)), dict(_flat(act.after))
    return tuple(
        Change(
            field=_field(path),
            before=_value(act, path, before[path]) if path in before else None,
            after=_value(act, path, after[path]) if path in after else None,
        )
        for path in dict.fromkeys((*before, *after))
    )


def _flat(values: Mapping[str, Any], above: Path = ()) -> Iterator[tuple[Path, Any]]:
    for key, value in values.items():
        if isinstance(value, Mapping):
            yield from _flat(value, (*above, str(key)))
        elif isinstance(value, list) and value and all(isinstance(one, Mapping) for one in value):
            yield from _flat(_by_name(value), (*above, str(key)))
        else:
            yield (*above, str(key)), value


def _by_name(things: list[Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    """Things of one kind, numbered and called by the name they bear."""
    found: dict[str, Mapping[str, Any]] = {}
    for n, thing in enumerate(things, 1):
        name = next((key for key in ("organisation", "label") if thing.get(key)), None)
        rest = {key: value for key, value in thing.items() if key != name}
        found[f"{n}. {thing[name]}" if name else f"{n}."] = rest
    return found


def _field(path: Path) -> Words:
    parts = [PARTNERS if path[:n] == FROZEN else _name(part) for n, part in enumerate(path, 1)]
    return Words(", ".join(part.de for part in parts), ", ".join(part.en for part in parts))


def _name(key: str) -> Words:
    """The name of a field, a kind of cost with its year, or a report with its year."""
    what, _, year = key.rpartition(" ") if key[-4:].isdecimal() else (key, "", "")
    named = NAMES.get(key) or _categories().get(what)
    if named is None and what in set(ReportKind):
        return kind_name(ReportKind(what), int(year or 0))
    if named is None:
        return Words(key, key)
    return Words(f"{named.de} {year}".strip(), f"{named.en} {year}".strip())


@cache
def _categories() -> dict[str, Words]:
    """The kinds of costs by their codes, as all presets name them."""
    return {
        category.code: category.name
        for code in presets()
        for category in preset(code).cost_categories
    }


def _value(act: Act, path: Path, value: Any) -> Words:
    if value is None or value in ("", []):
        return NOTHING
    if isinstance(value, bool):
        return YES_NO[value]
    if isinstance(value, list):
        every = [_value(act, path, each) for each in value]
        return Words("; ".join(each.de for each in every), "; ".join(each.en for each in every))
    if isinstance(value, Mapping):
        pairs = ", ".join(f"{key}: {each}" for key, each in value.items())
        return Words(pairs, pairs)
    if path[-1] == "line":
        return _name(str(value))
    text = str(value)
    return _coded(act, path[-1], text) or _figure(path, text)


def _coded(act: Act, key: str, text: str) -> Words | None:
    """What a code stands for; nothing for what is no code."""
    states = STATES.get(act.object_kind)
    if key == "state" and states is not None and text in set(states):
        return label(states(text))
    return _CODES.get(key, {}).get(text)


def _figure(path: Path, text: str) -> Words:
    """Money, a moment or a day as people write it; every other text as it is."""
    if (MONEY.intersection(path) or _frozen_money(path, text)) and AMOUNT.fullmatch(text):
        return say("{money}", "{money}", money=eur(Decimal(text)))
    if path[:2] == FROZEN and AMOUNT.fullmatch(text):
        return say("{figure}", "{figure}", figure=Decimal(text))
    if MOMENT.fullmatch(text):
        at = datetime.fromisoformat(text).astimezone(ZONE)
        return say("{day}, {time} Uhr", "{day}, {time}", day=at.date(), time=f"{at:%H:%M:%S}")
    if DAY.fullmatch(text):
        return say("{day}", "{day}", day=date.fromisoformat(text))
    return Words(text, text)


def _frozen_money(path: Path, text: str) -> bool:
    """Is this one of the sums that were handed in with a joint project?"""
    return path[:2] == FROZEN and "." in text and path[-1] not in ("rate", "quantity")


_CODES: Final[dict[str, dict[str, Words]]] = {
    "state": {
        **{state.value: words for state, words in OBSERVATION_WORDS.items()},
        **{state.value: STATE_WORDS[state] for state in DecisionState},
    },
    "kind": {
        **{kind.value: KIND_WORDS[kind] for kind in DecisionKind},
        **{kind.value: LETTER_WORDS[kind] for kind in LetterKind},
    },
    "ground": {ground.value: GROUND_WORDS[ground] for ground in Ground},
    "role": ROLES,
    "field": EVERY_PLACE,
    "own_funding_status": {status.value: words for status, words in OWN_FUNDING_WORDS.items()},
    "declared": DECLARED,
    "size": AID_SIZE_WORDS,
    "readers": {each.value: words for each, words in READER_WORDS.items()},
    "unit": {unit.value: words for unit, words in UNIT_WORDS.items()},
}
"""By the key, what its codes mean."""
