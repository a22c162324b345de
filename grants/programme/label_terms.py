"""The part of a round's terms that speaks of labels: those a programme grants, and a gate."""

from dataclasses import dataclass
from enum import StrEnum

from grants.programme.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelLevel:
    """One level of the label that a programme keeps a register of; the lowest comes first."""

    code: str
    name: Words
    first_months: int
    """How long a first label holds, counted from the end of the month it was granted for."""
    extension_months: int
    """How long a renewal holds, counted from the end of the label before."""
    renew_within_months: int = 12
    """So long after its end a label may still be renewed; later it is a first one again."""


class LabelHolder(StrEnum):
    """Who has to hold the label that a round asks for."""

    CLUSTER = "cluster"
    """The cluster that applies."""
    PROJECT = "project"
    """Every cluster that stands behind a joint project."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gates:
    """What somebody must hold before they may apply."""

    label_register: str = ""
    """Code of the programme whose register counts; empty: no label is asked for."""
    label_level: str = ""
    """Code of the lowest level that is enough; empty: every level is."""
    label_of: tuple[LabelHolder, ...] = (LabelHolder.CLUSTER,)

    def asks(self, holder: LabelHolder) -> bool:
        """Does the round ask this one for a label?"""
        return bool(self.label_register) and holder in self.label_of


NO_GATES = Gates()
