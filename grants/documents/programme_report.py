"""The compliance report of a programme: rounds and awards, a long one in parts with an index."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from grants.documents.qr import Check
from grants.documents.report import Fact, ReportHead
from grants.programme.money import Money, total
from grants.programme.words import Language, Words, say


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundRow:
    """One round of the programme."""

    name: Words
    state: Words
    applied: int
    selected: int
    budget: Money | None
    promised: Money | None
    """None where clusters were selected and their money is not in these records."""
    committed: Money | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardRow:
    """One award of the programme."""

    number: str
    cluster: str
    round: int
    state: Words
    cap: Money
    committed: Money
    grants: int
    missing: int
    """Reports that are overdue."""
    findings: int
    """Open findings of the audit catalogue."""

    @property
    def room(self) -> Money:
        """Left under the cap."""
        return self.cap - self.committed


@dataclass(frozen=True, slots=True, kw_only=True)
class PartRow:
    """One part of a long report, as the index names it."""

    number: int
    first: str
    last: str
    awards: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeReport:
    """The whole report, its index, or one of its parts."""

    DOCUMENT: ClassVar[str] = "report/programme"
    ATTACHMENT: ClassVar[str] = "data.json"

    head: ReportHead
    made_at: datetime
    programme: Words
    part: int
    """0 for the whole report or the index of its parts."""
    facts: tuple[Fact, ...]
    rounds: tuple[RoundRow, ...]
    awards: tuple[AwardRow, ...]
    parts: tuple[PartRow, ...]
    all_awards: int
    language: Language = "de"

    @property
    def title(self) -> Words:
        """The name of the file in a reader."""
        part = f" – {self.part}" if self.part else ""
        return Words(f"Prüfbericht {self.programme.de}{part}",
                     f"Compliance report {self.programme.en}{part}")  # fmt: skip

    @property
    def check(self) -> Check | None:
        """Where a reader finds out whether the report is genuine."""
        return self.head.check

    @property
    def committed(self) -> Money:
        """Awarded in all rounds."""
        return total(row.committed for row in self.rounds if row.committed is not None)

    @property
    def cap_sum(self) -> Money:
        """The caps of the awards listed here."""
        return total(row.cap for row in self.awards)

    @property
    def committed_sum(self) -> Money:
        """What the awards listed here have committed."""
        return total(row.committed for row in self.awards)

    @property
    def missing(self) -> int:
        """Overdue reports of the awards listed here."""
        return sum(row.missing for row in self.awards)

    @property
    def findings(self) -> int:
        """Open findings on the awards listed here."""
        return sum(row.findings for row in self.awards)

    @property
    def judgement(self) -> Words:
        """The sentence on the cover."""
        if self.parts:
            return say("Zuwendungen: {n}, in {parts} Teilen.", "Awards: {n}, in {parts} parts.",
                       n=self.all_awards, parts=len(self.parts))  # fmt: skip
        return say(
            "Zuwendungen: {n}. Offene Feststellungen: {findings}. Überfällige Berichte: {missing}.",
            "Awards: {n}. Open findings: {findings}. Overdue reports: {missing}.",
            n=len(self.awards), findings=self.findings, missing=self.missing,
        )  # fmt: skip

    @property
    def verdict(self) -> str:
        """hint, good, or unchecked for an index."""
        if self.parts:
            return "unchecked"
        return "hint" if self.findings or self.missing else "good"
