"""What a check found: the same words for a screen, a letter and an auditor."""

from collections.abc import Iterable
from dataclasses import dataclass

from grants.programme.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One rule held against one case."""

    rule: str
    """The number of the rule, such as R-001."""
    holds: bool
    claim: Words
    """The rule as a statement that is true when it holds."""
    says: Words
    """The figures of this case in one sentence; what is missing, where it does not hold."""
    source: Words
    """Where the rule comes from, in words a reader can follow."""
    place: str = ""
    """The field that heals a breach: section, or section#field of the form, or nothing."""
    warns: bool = False
    """True for a hint: it is shown and recorded, but it refuses nothing."""
    judged: bool = True
    """False while nothing is there yet to hold the rule against (`unjudged.py`)."""
    missing: bool = False
    """True while the entry it asks for is not there at all: it breaks, and reads as still to do."""

    @property
    def kept(self) -> bool:
        """Was it looked at, and does it hold? Only then it has a tick."""
        return self.holds and self.judged

    @property
    def breaks(self) -> bool:
        """Does this refuse the act?"""
        return not self.holds and not self.warns


class RulesBroken(Exception):
    """Every rule that an act would break, all at once. Nothing is recorded then."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__(" ".join(f"{finding.rule}: {finding.says.en}" for finding in findings))
        self.findings = findings


def insist(findings: Iterable[Finding]) -> None:
    """Refuse when any finding breaks a rule; hints pass.

    Raises RulesBroken with all broken rules.
    """
    broken = [finding for finding in findings if finding.breaks]
    if broken:
        raise RulesBroken(broken)
