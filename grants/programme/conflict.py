"""Conflicts of interest of jurors: their kinds, and what the records hint at (R-055)."""

from enum import StrEnum
from typing import Final

from grants.programme.words import Words


class ConflictKind(StrEnum):
    """What makes a juror unfit to judge one application."""

    EMPLOYMENT = "employment"
    BOARD = "board"
    RELATIVE = "relative"
    EXPERT = "expert"
    COLLABORATION = "collaboration"
    INSTITUTION = "institution"
    COMPETITOR = "competitor"
    OTHER = "other"


CONFLICT_WORDS: Final = {
    ConflictKind.EMPLOYMENT: Words(
        "Ich arbeite bei einem Beteiligten oder werde von ihm bezahlt.",
        "I work for one of those involved or am paid by them.",
    ),
    ConflictKind.BOARD: Words(
        "Ich sitze in einem Gremium eines Beteiligten.",
        "I sit on a board of one of those involved.",
    ),
    ConflictKind.RELATIVE: Words(
        "Jemand aus meiner Familie ist beteiligt.", "A relative of mine is involved."
    ),
    ConflictKind.EXPERT: Words(
        "Ich war in dieser Sache schon als Gutachterin oder Gutachter tätig.",
        "I have acted as an expert in this matter before.",
    ),
    ConflictKind.COLLABORATION: Words(
        "Ich habe in den letzten Jahren mit Beteiligten zusammengearbeitet.",
        "I have worked with one of those involved in recent years.",
    ),
    ConflictKind.INSTITUTION: Words(
        "Ich gehöre derselben Einrichtung an wie Beteiligte.",
        "I belong to the same institution as one of those involved.",
    ),
    ConflictKind.COMPETITOR: Words(
        "Ich stehe im Wettbewerb mit Beteiligten.", "I compete with one of those involved."
    ),
    ConflictKind.OTHER: Words("Etwas anderes", "Something else"),
}
"""As a juror says it of themselves."""
CONFLICT_NAMES: Final = {
    ConflictKind.EMPLOYMENT: Words("Beschäftigung", "Employment"),
    ConflictKind.BOARD: Words("Gremium", "Board"),
    ConflictKind.RELATIVE: Words("Angehörige", "Relative"),
    ConflictKind.EXPERT: Words("Früheres Gutachten", "Earlier expert"),
    ConflictKind.COLLABORATION: Words("Zusammenarbeit", "Collaboration"),
    ConflictKind.INSTITUTION: Words("Gleiche Einrichtung", "Same institution"),
    ConflictKind.COMPETITOR: Words("Wettbewerb", "Competitor"),
    ConflictKind.OTHER: Words("Sonstiges", "Other"),
}


class HintKind(StrEnum):
    """What the records say that may be a conflict; a person has to judge it."""

    SAME_ORGANISATION = "same_organisation"
    SAME_DOMAIN = "same_domain"
    EARLIER_PARTNER = "earlier_partner"


HINT_WORDS: Final = {
    HintKind.SAME_ORGANISATION: Words("gleiche Organisation", "same organisation"),
    HintKind.SAME_DOMAIN: Words("gleiche Mail-Domain", "same mail domain"),
    HintKind.EARLIER_PARTNER: Words("früherer Partner", "earlier partner"),
}
SHARED_DOMAINS: Final = frozenset({
    "aol.com", "example.com", "example.net", "example.org",
    "freenet.de", "gmail.com", "gmx.com", "gmx.de", "gmx.net", "googlemail.com",
    "hotmail.com", "icloud.com", "mail.de", "mailbox.org", "outlook.com", "outlook.de",
    "posteo.de", "proton.me", "t-online.de", "web.de", "yahoo.com", "yahoo.de",
})  # fmt: skip
"""Where anybody may have a mailbox: sharing one of these says nothing."""


def domain_of(address: str) -> str:
    """The domain of a mail address that tells an institution; empty where anybody may have one."""
    domain = address.rpartition("@")[2].strip().lower()
    return "" if domain in SHARED_DOMAINS else domain
