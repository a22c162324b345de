"""The part of a round's terms that speaks of what is filled in and checked."""

from dataclasses import dataclass

from grants.programme.organisation import Basis
from grants.programme.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How long and how large the parts of an application may be. All are choices of the round."""

    profile_characters: int
    outline_characters: int
    report_characters: int
    """Most characters of one text in a report."""
    reason_characters: int
    """Most characters of one reason that a juror or an officer gives."""
    concept_pages: int
    concept_megabytes: int
    """Size of one upload in MB of 1,000,000 bytes."""
    min_target_countries: int
    """How many countries an application must name at least."""
    upload_files: int | None = None
    """Most files of one application; None in terms that were stored before files were counted."""
    upload_megabytes: int | None = None
    """Size of all its files together, in MB of 1,000,000 bytes."""
    upload_kept_megabytes: int | None = None
    """The same with everything that was replaced or removed, as it is kept, too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CostCategory:
    """One line of a budget."""

    code: str
    name: Words
    basis: Basis
    number: str = ""
    """Number of the position on the official form, only if it was read in a source; the same
    number means different things on the two bases."""

    @property
    def verified(self) -> bool:
        """May a letter print the number?"""
        return bool(self.number)


@dataclass(frozen=True, slots=True, kw_only=True)
class ConceptPart:
    """One thing that an internationalisation concept must contain. Source: notice of 2014."""

    code: str
    name: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class FormalQuestion:
    """One question of the formal check, to be answered with yes or no."""

    code: str
    question: Words
    reason: str
    """Code of the reason for rejection that a "no" suggests."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormalReason:
    """One ground for a formal rejection, in the words of the letter."""

    code: str
    text: Words
    remediable: bool
    """May the applicant still put it right?"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """One goal of the round, with what shows it and how much of it."""

    goal: Words
    indicator: Words
    target: Words
