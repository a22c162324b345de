"""Is the record of acts as it was written? Each seal holds the fingerprint of a run of acts.

A seal covers every act after the seal before it up to its own last one, so that a row slipped into
a gap of the numbers is noticed, too. It holds the fingerprint of the seal before it, so that
nobody can exchange one seal alone. Whoever rewrites all of it is found by the newest digest, kept
elsewhere: hand it to `verify` as `head`.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from grants.models.record import Act, Seal
from grants.programme.words import Words, say

BEGINNING: Final = "0" * 64
"""What stands for the seal before the first one."""
BEFORE_ALL: Final = -(2**63)
"""Below every number that an act can have, also one that somebody slipped in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What the check of the record of acts found."""

    holds: bool
    says: Words
    """One sentence; where something is wrong, it names the first wrong row."""
    acts: int
    """Acts under a seal that was checked."""
    unsealed: int
    """Acts since the last seal: younger than one turn of the clock."""
    head: str
    """The newest digest. Kept elsewhere, it proves later that nothing was rewritten."""
    first_wrong: str = ""
    """Such as seal 3 or act 17."""

    @property
    def sentence(self) -> str:
        """The sentence in English, for the command line."""
        return self.says.en


@dataclass(frozen=True, slots=True)
class _Wrong:
    row: str
    says: Words


def verify(session: Session, *, head: str = "") -> Verdict:
    """Compute every seal anew and compare; stops at the first one that is wrong.

    `head` is a digest that was noted down earlier: it must be among the seals.
    """
    previous, last, checked, found = BEGINNING, BEFORE_ALL, 0, not head
    wrong = None
    for seal in session.scalars(select(Seal).order_by(Seal.id)):
        wrong = _check(session, seal, previous, last)
        if wrong:
            break
        previous, last, checked = seal.digest, seal.last_act_id, checked + seal.acts
        found = found or seal.digest == head
    if wrong is None and not found:
        wrong = _Wrong("head", _LOST_HEAD)
    unsealed = session.scalar(select(func.count()).where(Act.id > last)) or 0
    return Verdict(
        holds=wrong is None,
        says=wrong.says if wrong else _all_is_well(checked, unsealed),
        acts=checked,
        unsealed=unsealed,
        head=previous,
        first_wrong=wrong.row if wrong else "",
    )


def fingerprint(acts: Iterable[Act], previous: str, sealed_at: datetime) -> tuple[str, list[int]]:
    """The digest of a run of acts on top of the seal before it, and the numbers of the acts."""
    whole = sha256(f"{previous}\n{_instant(sealed_at)}".encode())
    numbers = []
    for act in acts:
        whole.update(b"\n" + _canonical(act))
        numbers.append(act.id)
    return whole.hexdigest(), numbers


def acts_between(session: Session, after: int, last: int) -> Iterable[Act]:
    """The acts with a number above `after` up to `last`, in order, a few at a time."""
    between = select(Act).where(Act.id > after, Act.id <= last).order_by(Act.id)
    return session.scalars(between.execution_options(yield_per=1000, populate_existing=True))


def _canonical(act: Act) -> bytes:
    """An act as JSON that is the same on every machine: sorted names, times in UTC."""
    row = {column.key: getattr(act, column.key) for column in Act.__table__.columns}
    return json.dumps(
        row, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=_instant
    ).encode()


def _instant(value: object) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    raise TypeError(f"an act cannot hold {value!r}")


def _check(session: Session, seal: Seal, previous: str, last: int) -> _Wrong | None:
    row = f"seal {seal.id}"
    if seal.previous != previous or seal.first_act_id <= last:
        return _Wrong(row, _say(_BROKEN_CHAIN, seal))
    acts = acts_between(session, last, seal.last_act_id)
    digest, numbers = fingerprint(acts, previous, seal.sealed_at)
    if digest == seal.digest and numbers[0] == seal.first_act_id and len(numbers) == seal.acts:
        return None
    if seal.last_act_id not in numbers:
        return _Wrong(f"act {seal.last_act_id}", _say(_MISSING, seal, act=seal.last_act_id))
    if numbers[0] > seal.first_act_id:
        return _Wrong(f"act {seal.first_act_id}", _say(_MISSING, seal, act=seal.first_act_id))
    if numbers[0] < seal.first_act_id:
        return _Wrong(f"act {numbers[0]}", _say(_SLIPPED_IN, seal, act=numbers[0]))
    change = _CHANGED if len(numbers) == seal.acts else _COUNT
    return _Wrong(row, _say(change, seal, count=len(numbers)))


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


def _all_is_well(checked: int, unsealed: int) -> Words:
    return say(
        "Das Protokoll ist unverändert: {checked} Einträge geprüft, {unsealed} noch ohne Siegel.",
        "The record is as it was written: {checked} entries checked, {unsealed} not yet sealed.",
        checked=checked,
        unsealed=unsealed,
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
_LOST_HEAD: Final = Words(
    "Das notierte Siegel kommt nicht mehr vor: Das Protokoll wurde neu geschrieben.",
    "The seal that was noted down no longer exists: the record was rewritten.",
)
