"""Small things staff pages share: nouns to count, and findings without a field to change."""

from collections.abc import Iterable
from dataclasses import replace

from grants.programme.finding import Finding
from grants.programme.words import Words


def to_read(findings: Iterable[Finding]) -> list[Finding]:
    """The findings without their links: staff judge, the recipient changes the entry."""
    return [replace(finding, place="") for finding in findings]


CASE, CASES = Words("Fall", "case"), Words("Fälle", "cases")
IN_CASE, IN_CASES = Words("Fall", "case"), Words("Fällen", "cases")
REPORT, REPORTS = Words("Nachweis", "report"), Words("Nachweise", "reports")
SIGNATURE, SIGNATURES = (
    Words("Mitzeichnung", "countersignature"),
    Words("Mitzeichnungen", "countersignatures"),
)
BREACHES = Words("Verstoß", "breach"), Words("Verstöße", "breaches")
ASSIGNMENTS = Words("Zuordnung", "assignment"), Words("Zuordnungen", "assignments")
PROPOSALS = Words("Vorschlag", "proposal"), Words("Vorschläge", "proposals")
APPLICATIONS = Words("Bewerbung", "application"), Words("Bewerbungen", "applications")
LETTERS = Words("Bescheid", "letter"), Words("Bescheide", "letters")
GRANT, GRANTS = Words("Zuwendung", "grant"), Words("Zuwendungen", "grants")
