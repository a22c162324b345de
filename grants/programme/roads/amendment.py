"""The road of an amendment (Änderungsantrag) to a grant."""

from enum import StrEnum
from typing import Final

from grants.programme.roads.road import APPLICANT, SPONSOR, Move, from_each
from grants.programme.words import Words


class AmendmentState(StrEnum):
    """Where an amendment stands."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    CHECKED = "checked"
    COUNTERSIGNED = "countersigned"
    GRANTED = "granted"
    REFUSED = "refused"
    NOTIFIED = "notified"


A = AmendmentState

AMENDMENT_WORDS: Final = {
    A.DRAFT: Words("Entwurf", "Draft"),
    A.SUBMITTED: Words("Eingereicht", "Submitted"),
    A.CHECKED: Words("Geprüft", "Checked"),
    A.COUNTERSIGNED: Words("Mitgezeichnet", "Countersigned"),
    A.GRANTED: Words("Genehmigt", "Granted"),
    A.REFUSED: Words("Abgelehnt", "Refused"),
    A.NOTIFIED: Words("Mitgeteilt", "Notified"),
}

AMENDMENT_MOVES: Final[tuple[Move[AmendmentState], ...]] = (
    Move("submit", A.DRAFT, A.SUBMITTED, APPLICANT, Words("Änderung beantragen", "Submit")),
    Move("check", A.SUBMITTED, A.CHECKED, SPONSOR, Words("Prüfen", "Check")),
    *from_each((A.SUBMITTED,), "send_back", A.DRAFT, SPONSOR, Words("Zurückgeben", "Send back")),
    Move("countersign", A.CHECKED, A.COUNTERSIGNED, SPONSOR, Words("Mitzeichnen", "Countersign")),
    Move("grant", A.COUNTERSIGNED, A.GRANTED, SPONSOR, Words("Genehmigen", "Grant")),
    Move("refuse", A.COUNTERSIGNED, A.REFUSED, SPONSOR, Words("Ablehnen", "Refuse")),
    Move("notify", A.GRANTED, A.NOTIFIED, SPONSOR, Words("Mitteilen", "Notify")),
    Move("notify", A.REFUSED, A.NOTIFIED, SPONSOR, Words("Mitteilen", "Notify")),
)
