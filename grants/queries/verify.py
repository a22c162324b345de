"""Is the record of acts as it was written? Each seal holds the fingerprint of a run of acts.

A seal covers every act after the seal before it up to its own last one, so that a row slipped into
a gap of the numbers is noticed, too. It holds the fingerprint of the seal before it, so that
nobody can exchange one seal alone. Whoever rewrites all of it is found by the newest digest, kept
elsewhere: hand it to `verify` as `head`.
"""

from dataclasses import dataclass
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from grants.models.record import Act, Seal
from grants.programme.sealed import BEGINNING
from grants.programme.words import Words, say
from grants.queries.seal_check import Wrong, check_seal

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


def verify(session: Session, *, head: str = "") -> Verdict:
    """Compute every seal anew and compare; stops at the first one that is wrong.

    `head` is a digest that was noted down earlier: it must be among the seals.
    """
    previous, last, checked, found = BEGINNING, BEFORE_ALL, 0, not head
    wrong = None
    for seal in session.scalars(select(Seal).order_by(Seal.id)):
        wrong = check_seal(session, seal, previous, last)
        if wrong:
            break
        previous, last, checked = seal.digest, seal.last_act_id, checked + seal.acts
        found = found or seal.digest == head
    if wrong is None and not found:
        wrong = Wrong("head", _LOST_HEAD)
    unsealed = session.scalar(select(func.count()).where(Act.id > last)) or 0
    return Verdict(
        holds=wrong is None,
        says=wrong.says if wrong else _all_is_well(checked, unsealed),
        acts=checked,
        unsealed=unsealed,
        head=previous,
        first_wrong=wrong.row if wrong else "",
    )


def _all_is_well(checked: int, unsealed: int) -> Words:
    return say(
        "Das Protokoll ist unverändert: {checked} Einträge geprüft, {unsealed} noch ohne Siegel.",
        "The record is as it was written: {checked} entries checked, {unsealed} not yet sealed.",
        checked=checked,
        unsealed=unsealed,
    )


_LOST_HEAD: Final = Words(
    "Das notierte Siegel kommt nicht mehr vor: Das Protokoll wurde neu geschrieben.",
    "The seal that was noted down no longer exists: the record was rewritten.",
)
