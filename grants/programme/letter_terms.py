"""The part of a round's terms that speaks of letters, of numbers and of the office's own aims."""

from dataclasses import dataclass

from grants.programme.organisation import Basis, OrganisationKind
from grants.programme.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class GeneralConditions:
    """The general conditions of a grant (Nebenbestimmungen), by the basis of its costs."""

    basis: Basis
    name: Words
    """What letters call them: NABF, NKBF 2017."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StateAidBasis:
    """The article of the GBER under which such a recipient is funded."""

    kind: OrganisationKind
    text: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterTerms:
    """What selection letters and award letters say for this round."""

    use_within_weeks: int
    """Weeks in which money that was paid must be used (R-030). Source: NABF, payment on request."""
    plan_within_weeks: int
    """Weeks after the selection letter in which we ask for the complete financing plan."""
    general_conditions: tuple[GeneralConditions, ...]
    """One entry for each basis of costs."""
    state_aid: tuple[StateAidBasis, ...]
    """The kinds of recipients that receive State aid. Source: Articles 25 and 27 GBER."""
    no_state_aid: Words
    """What is said of every other kind. Source: Article 107 (1) TFEU."""

    def __post_init__(self) -> None:
        if sorted(each.basis for each in self.general_conditions) != sorted(Basis):
            raise ValueError("each basis of costs has one name of its general conditions")

    def conditions_on(self, basis: Basis) -> Words:
        """The name of the general conditions for costs counted on this basis."""
        return next(each.name for each in self.general_conditions if each.basis is basis)

    def aid_for(self, kind: OrganisationKind) -> Words:
        """The basis in State aid law on which such a recipient is funded."""
        articles = (each.text for each in self.state_aid if each.kind is kind)
        return next(articles, self.no_state_aid)


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbering:
    """How awards are numbered: the prefix, then the next free ordinal, such as 03INT400."""

    prefix: str
    """Ends with a letter, so that a number says where its ordinal begins."""
    first: int
    """The least ordinal; awards of all rounds with this prefix share one sequence."""

    def __post_init__(self) -> None:
        if not (self.prefix.isascii() and self.prefix.isalnum() and self.prefix[-1].isalpha()):
            raise ValueError("the prefix of an award is letters and digits and ends with a letter")


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeAims:
    """What the office has set itself; the board of overdue matters holds it to that."""

    check_days: int
    """Days after the arrival of a report in which it should have been checked."""
    sign_days: int
    """Days after a proposal in which a second person should have looked at it."""
    papers_days: int = 14
    """Days that a cluster is given to supply missing papers, unless the officer says otherwise."""
