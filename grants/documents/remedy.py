"""What the recipient of a decision may do against it. Sources: sections 58, 68, 70, 74 VwGO.

A wrong or missing instruction opens a whole year instead of a month (section 58 (2)), so a letter
without authority, seat, period or form is not issued: see missing_parts.
"""

from dataclasses import dataclass
from enum import StrEnum

from grants.programme.words import Words


class RemedyKind(StrEnum):
    """Which way is open: it depends on the authority that decides."""

    OBJECTION = "objection"
    """Widerspruch, against an ordinary authority or an entrusted project sponsor."""
    COURT_ACTION = "court_action"
    """Klage, at once, against a supreme federal authority (section 68 (1) no. 1 VwGO)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remedy:
    """The instruction of one authority, from its dated settings."""

    kind: RemedyKind
    place: str
    """The authority or the court where the remedy is lodged."""
    seat: str
    """Street, postal code and town of that place."""
    form: Words
    """In which form, as a full sentence; reviewed by a lawyer and kept with the authority."""
    months: int = 1
    """The period in months after notification; the law says one."""

    @property
    def instruction(self) -> Words:
        """The whole instruction. The German text binds."""
        return instruction(self)


def instruction(remedy: Remedy) -> Words:
    """The sentences that stand above the signatures."""
    what = _WHAT[remedy.kind]
    period = _MONTH if remedy.months == 1 else _months(remedy.months)
    where = f"{remedy.place}, {remedy.seat}"
    return Words(
        f"Gegen diesen Bescheid kann innerhalb {period.de} nach Bekanntgabe {what.de} erhoben "
        f"werden: {where}. {remedy.form.de}",
        f"{what.en} within {period.en} of notification of this decision: {where}. {remedy.form.en}",
    )


def gaps(remedy: Remedy) -> list[Words]:
    """What the instruction lacks; with any gap the letter must not be issued."""
    named = (
        (remedy.place, PLACE),
        (remedy.seat, SEAT),
        (remedy.form.de, FORM),
        (remedy.form.en, FORM_IN_ENGLISH),
        (remedy.months > 0, PERIOD),
    )
    return [name for there, name in named if not there]


PLACE = Words(
    "Rechtsbehelf: die Behörde oder das Gericht", "Legal remedy: the authority or the court"
)
SEAT = Words("Rechtsbehelf: der Sitz", "Legal remedy: the seat")
PERIOD = Words("Rechtsbehelf: die Frist", "Legal remedy: the period")
FORM = Words("Rechtsbehelf: die Form", "Legal remedy: the form")
FORM_IN_ENGLISH = Words("Rechtsbehelf: die Form auf Englisch", "Legal remedy: the form in English")

PARTS = (PLACE, SEAT, FORM, FORM_IN_ENGLISH, PERIOD)
"""What only the settings of the authority can supply."""

_MONTH = Words("eines Monats", "one month")
_WHAT = {
    RemedyKind.OBJECTION: Words(
        "Widerspruch bei der folgenden Behörde",
        "An objection may be lodged with the following authority",
    ),
    RemedyKind.COURT_ACTION: Words(
        "Klage bei dem folgenden Gericht",
        "Legal action may be brought before the following court",
    ),
}


def _months(months: int) -> Words:
    return Words(f"von {months} Monaten", f"{months} months")
