"""One seal computed anew: by the tree of its acts, or in the older form over their rows."""

from collections.abc import Generator, Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any, Final

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from grants.models.record import Act, ActMark, Seal
from grants.programme.sealed import (
    ERASED,
    Tree,
    canonical,
    fingerprint_of,
    instant,
    leaf_of,
    put_at,
    seal_digest,
    value_at,
)
from grants.programme.words import Words, say

AT_ONCE: Final = 1000
Rows = Generator[dict[str, Any], None, None]
Marks = Generator[Row[tuple[int, str, Any]], None, None]


@dataclass(frozen=True, slots=True)
class Wrong:
    """The first row that is wrong, such as act 17 or seal 3, and a sentence about it."""

    row: str
    says: Words


@dataclass(slots=True)
class _Seen:
    """What the rows of one seal say, read once and in order."""

    numbers: list[int] = field(default_factory=list)
    tree: Tree = field(default_factory=Tree)
    wrong: Wrong | None = None


def check_seal(session: Session, seal: Seal, previous: str, last: int) -> Wrong | None:
    """The first wrong row of this seal, after the seal with this digest and this last act."""
    row = f"seal {seal.id}"
    if seal.previous != previous or seal.first_act_id <= last:
        return Wrong(row, _say(_BROKEN_CHAIN, seal))
    if not seal.root:
        return _check_older(session, seal, previous, last)
    seen = _read(session, seal, last)
    if seen.wrong:
        return seen.wrong
    digest = seal_digest(
        previous=previous, sealed_at=seal.sealed_at, first=seal.first_act_id,
        last=seal.last_act_id, acts=seal.acts, root=seal.root,
    )  # fmt: skip
    if digest == seal.digest and seen.tree.root == seal.root and _fits(seal, seen.numbers):
        return None
    return _misfit(seal, seen.numbers)


def rows_between(session: Session, after: int, last: int) -> Rows:
    """The acts with a number above `after` up to `last`, in order, a few at a time, as plain rows.

    Read past the session: what was loaded before does not count.
    """
    between = select(*Act.__table__.columns).where(Act.id > after, Act.id <= last).order_by(Act.id)
    with session.execute(between.execution_options(yield_per=AT_ONCE)) as found:
        for row in found.mappings():
            yield dict(row)


def older_digest(
    rows: Iterable[Mapping[str, Any]], previous: str, sealed_at: datetime
) -> tuple[str, list[int]]:
    """The digest of a seal without a tree, and the numbers of its acts."""
    whole = sha256(f"{previous}\n{instant(sealed_at)}".encode())
    numbers = []
    for row in rows:
        whole.update(b"\n" + canonical(row))
        numbers.append(row["id"])
    return whole.hexdigest(), numbers


def veiled(row: Mapping[str, Any], veils: Mapping[str, Any]) -> dict[str, Any] | None:
    """The act with fingerprints in place of words about people.

    None where something else than the mark of an erasure stands at an erased place.
    """
    stands = {}
    for place, kept in veils.items():
        value = value_at(row, place)
        if "salt" in kept:
            stands[place] = fingerprint_of(kept["salt"], value)
        elif value == ERASED:
            stands[place] = kept["sha256"]
        else:
            return None
    return put_at(row, stands)


def _read(session: Session, seal: Seal, last: int) -> _Seen:
    with (
        closing(rows_between(session, last, seal.last_act_id)) as rows,
        closing(_marks(session, last, seal.last_act_id)) as marks,
    ):
        return _compare(seal, rows, marks)


def _compare(seal: Seal, rows: Rows, marks: Marks) -> _Seen:
    """Row against mark, both by their numbers."""
    seen, mark = _Seen(), next(marks, None)
    for row in rows:
        number = row["id"]
        if mark is not None and mark.act_id < number:
            seen.wrong = _missing(seal, mark.act_id)
        elif mark is None or mark.act_id > number:
            seen.wrong = Wrong(f"act {number}", _say(_SLIPPED_IN, seal, act=number))
        else:
            covered = veiled(row, mark.veils)
            if covered is None or leaf_of(covered) != mark.leaf:
                seen.wrong = Wrong(f"act {number}", _say(_OTHER, seal, act=number))
        if seen.wrong or mark is None:
            return seen
        seen.numbers.append(number)
        seen.tree.add(mark.leaf)
        mark = next(marks, None)
    if mark is not None:
        seen.wrong = _missing(seal, mark.act_id)
    return seen


def _marks(session: Session, after: int, last: int) -> Marks:
    between = (
        select(ActMark.act_id, ActMark.leaf, ActMark.veils)
        .where(ActMark.act_id > after, ActMark.act_id <= last)
        .order_by(ActMark.act_id)
    )
    with session.execute(between.execution_options(yield_per=AT_ONCE)) as found:
        yield from found


def _check_older(session: Session, seal: Seal, previous: str, last: int) -> Wrong | None:
    rows = rows_between(session, last, seal.last_act_id)
    digest, numbers = older_digest(rows, previous, seal.sealed_at)
    return None if digest == seal.digest and _fits(seal, numbers) else _misfit(seal, numbers)


def _fits(seal: Seal, numbers: list[int]) -> bool:
    return len(numbers) == seal.acts and numbers[:1] == [seal.first_act_id]


def _misfit(seal: Seal, numbers: list[int]) -> Wrong:
    if seal.last_act_id not in numbers:
        return _missing(seal, seal.last_act_id)
    if numbers[0] > seal.first_act_id:
        return _missing(seal, seal.first_act_id)
    if numbers[0] < seal.first_act_id:
        return Wrong(f"act {numbers[0]}", _say(_SLIPPED_IN, seal, act=numbers[0]))
    change = _CHANGED if len(numbers) == seal.acts else _COUNT
    return Wrong(f"seal {seal.id}", _say(change, seal, count=len(numbers)))


def _missing(seal: Seal, act: int) -> Wrong:
    return Wrong(f"act {act}", _say(_MISSING, seal, act=act))


def _say(words: Words, seal: Seal, **figures: int) -> Words:
    return say(
        words.de,
        words.en,
        seal=str(seal.id),
        first=str(seal.first_act_id),
        last=str(seal.last_act_id),
        acts=seal.acts,
        **{name: str(figure) for name, figure in figures.items()},
    )


_BROKEN_CHAIN: Final = Words(
    "Siegel {seal} schließt nicht an das Siegel davor an.",
    "Seal {seal} does not follow the seal before it.",
)
_MISSING: Final = Words(
    "Eintrag {act} fehlt; er lag unter Siegel {seal}.",
    "Entry {act} is missing; it was under seal {seal}.",
)
_SLIPPED_IN: Final = Words(
    "Eintrag {act} wurde nachträglich vor Siegel {seal} eingefügt.",
    "Entry {act} was slipped in before seal {seal}.",
)
_OTHER: Final = Words(
    "Eintrag {act} wurde geändert; er lag unter Siegel {seal}.",
    "Entry {act} was changed; it was under seal {seal}.",
)
_CHANGED: Final = Words(
    "Unter den Einträgen {first} bis {last} wurde einer geändert; Siegel {seal} passt nicht mehr.",
    "One of the entries {first} to {last} was changed; seal {seal} no longer fits.",
)
_COUNT: Final = Words(
    "Von den Einträgen {first} bis {last} waren es {acts}, jetzt sind es {count}; Siegel {seal} "
    "passt nicht mehr.",
    "There were {acts} of the entries {first} to {last}, now there are {count}; seal {seal} no "
    "longer fits.",
)
