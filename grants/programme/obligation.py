"""Every duty with a date, whoever has it: what kinds there are and which rule each one rests on."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from grants.programme.calendar import today
from grants.programme.dates import DeadlineKind
from grants.programme.sources import (
    FINAL_PROOF,
    INTERIM_PROOF,
    STUDY_5_2,
    SUCCESS_REPORT,
    TERMS_OF_ROUND,
    TRANSPARENCY,
)
from grants.programme.words import Words, join


class Side(StrEnum):
    """Who has the duty."""

    RECIPIENT = "recipient"
    SPONSOR = "sponsor"


class ObligationKind(StrEnum):
    """What is to be done by a day."""

    REPORT = "report"
    CHECK = "check"
    """A report has come; the sponsor checks it."""
    CONDITION = "condition"
    ANSWER = "answer"
    """The recipient is heard and may answer."""
    LIMIT = "limit"
    """The year in which the authority may revoke or withdraw."""
    SIGNATURE = "signature"
    """A proposal waits for the second person."""
    PAYMENT = "payment"
    """A payment request has come; the sponsor pays, holds or rejects it."""
    USE = "use"
    """Money was paid; it is to be used in time."""
    REPLACEMENT = "replacement"
    """A project lost a partner that it needs."""
    RETENTION = "retention"
    """Vouchers are kept until this day."""
    CONCEPT = "concept"
    PUBLICATION = "publication"
    """Aid above the threshold is to stand in the transparency register."""
    INVITATION = "invitation"
    """Recipients are asked for the final proof before their period ends; the clock does it."""


K = ObligationKind


class Standing(StrEnum):
    """How a duty stands on a day."""

    OPEN = "open"
    OVERDUE = "overdue"
    DONE = "done"
    DONE_LATE = "done_late"
    WAIVED = "waived"


STANDING_WORDS: Final = {
    Standing.OPEN: Words("Offen", "Open"),
    Standing.OVERDUE: Words("Überfällig", "Overdue"),
    Standing.DONE: Words("Erledigt", "Done"),
    Standing.DONE_LATE: Words("Spät erledigt", "Done late"),
    Standing.WAIVED: Words("Erlassen", "Waived"),
}
SIDE_WORDS: Final = {
    Side.RECIPIENT: Words("Empfänger", "Recipient"),
    Side.SPONSOR: Words("Projektträger", "Sponsor"),
}
DEADLINE_WORDS: Final = {
    DeadlineKind.FRIST: Words("Frist", "Period"),
    DeadlineKind.TERMIN: Words("Termin", "Fixed day"),
}

OF_REPORTS: Final = {
    "interim": ("R-041", INTERIM_PROOF),
    "final": ("R-043", FINAL_PROOF),
    "partners": ("", STUDY_5_2),
    "declaration": ("", TERMS_OF_ROUND),
    "success": ("", SUCCESS_REPORT),
}
OF_KINDS: Final = {
    K.CHECK: ("", TERMS_OF_ROUND),
    K.CONDITION: ("", Words("Bescheid, § 36 VwVfG", "Award letter, section 36 VwVfG")),
    K.ANSWER: ("R-052", Words("§ 28 VwVfG", "Section 28 VwVfG")),
    K.LIMIT: ("R-053", Words("§§ 48 (4), 49 VwVfG", "Sections 48 (4), 49 VwVfG")),
    K.SIGNATURE: ("R-054", TERMS_OF_ROUND),
    K.PAYMENT: ("R-030", TERMS_OF_ROUND),
    K.USE: ("R-030", TERMS_OF_ROUND),
    K.REPLACEMENT: ("R-006", TERMS_OF_ROUND),
    K.RETENTION: ("R-044", TERMS_OF_ROUND),
    K.CONCEPT: ("R-011", TERMS_OF_ROUND),
    K.PUBLICATION: ("R-045", TRANSPARENCY),
    K.INVITATION: ("R-043", TERMS_OF_ROUND),
}
"""The rule and the source of a duty. Only what was read is cited."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Obligation:
    """One duty as it stands."""

    code: str
    """Such as check/12: the same for good, however often its date moves."""
    kind: ObligationKind
    side: Side
    what: Words
    number: str
    """Of the grant, or of the award where it has no grant."""
    who: str
    """The recipient, or the cluster."""
    basis: Words
    deadline: DeadlineKind
    named_on: date
    """The day the rule names before it moves off days without work."""
    due_on: date
    version: int
    """Grows with every changed date, from 1."""
    since: datetime | None
    """Since when its side has the ball."""
    done_at: datetime | None
    waived: bool
    changed_at: datetime
    place: str
    """The page on which it is done; empty where the reader has none."""

    def standing(self, day: date) -> Standing:
        """How it stands on this day. Vouchers that were kept long enough are not overdue."""
        if self.waived:
            return Standing.WAIVED
        if self.done_at is not None:
            late = today(self.done_at) > self.due_on
            return Standing.DONE_LATE if late else Standing.DONE
        if self.due_on >= day:
            return Standing.OPEN
        return Standing.DONE if self.kind is K.RETENTION else Standing.OVERDUE


def basis_of(kind: ObligationKind, report: str) -> Words:
    """The rule and the source, such as R-041, NABF No. 4.4."""
    rule, source = OF_REPORTS[report] if kind is K.REPORT else OF_KINDS[kind]
    return join((Words(rule, rule), source), ", ") if rule else source
