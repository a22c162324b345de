"""Is this file a paper of ours? Its bytes, its seal and the record answer, and must agree."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from sqlalchemy.orm import Session

from grants.documents.seal import SealFound, find_seal
from grants.programme.words import Words, say
from grants.queries.letter_check import Kept, kept_with

if TYPE_CHECKING:
    from asn1crypto.x509 import Certificate

UNKNOWN: Final = Words(
    "Diese Datei haben wir nicht ausgestellt, oder sie wurde verändert.",
    "We did not issue this file, or it was changed.",
)
OTHER_SEAL: Final = Words(
    "Das Siegel ist nicht das, mit dem wir diese Datei gesiegelt haben.",
    "The seal is not the one we sealed this file with.",
)


@dataclass(frozen=True, slots=True)
class Proof:
    """What the check of a file found."""

    holds: bool
    """Is it, byte for byte, a paper that we issued?"""
    says: tuple[Words, ...]


def prove(session: Session, content: bytes, trusted: "Iterable[Certificate]") -> Proof:
    """Compare a file with what we keep, without asking anybody outside.

    `trusted` are the certificates that a seal may go back to. Raises ValueError when this is not a
    PDF that can be read.
    """
    seal = find_seal(content, trusted)
    kept = kept_with(session, sha256(content).hexdigest())
    if kept is None:
        return Proof(False, (UNKNOWN, seal.says))
    if kept.sealed_with != seal.fingerprint:
        return Proof(False, (_issued(kept), OTHER_SEAL))
    return Proof(not kept.sealed_with or _good(seal), (_issued(kept), seal.says))


def _good(seal: SealFound) -> bool:
    return seal.intact and seal.trusted


def _issued(kept: Kept) -> Words:
    return say(
        "{name} vom {dated}: Genau diese Datei haben wir ausgestellt.",
        "{name} of {dated}: this very file was issued by us.",
        name=kept.name,
        dated=kept.dated,
    )
