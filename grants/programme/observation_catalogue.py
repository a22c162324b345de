"""The audit catalogue F-01 to F-23: what an auditor looks for in every case, every night.

A finding whose records do not exist yet is in it, and says so: nothing found is another thing
than nothing looked for.
"""

from typing import Final

from grants.programme.observation import CatalogueEntry, Severity
from grants.programme.observation_money import ON_MONEY
from grants.programme.sources import INTERIM_PROOF, SIZE_LAW, STUDY_2_2, STUDY_5_2, TERMS_OF_ROUND
from grants.programme.words import Words, say

_ON_CASES: Final = (
    CatalogueEntry(
        code="F-02",
        severity=Severity.HIGH,
        title=Words(
            "Zu wenige Partner im Verbundprojekt",
            "Too few partners in a joint project",
        ),
        looks_for=Words(
            "Ein bewilligtes Verbundprojekt hat weniger Partner, als seine Runde verlangt; "
            "wer ausgeschieden ist, zählt nicht (R-006, R-007).",
            "An approved joint project has fewer partners than its round asks for; whoever "
            "has left does not count (R-006, R-007).",
        ),
        consequence=Words(
            "Auflage oder gefährdet, 90 Tage für Ersatz",
            "Condition or at risk, 90 days to replace",
        ),
        source=STUDY_2_2,
    ),
    CatalogueEntry(
        code="F-03",
        severity=Severity.HIGH,
        title=Words("Vor der Bewilligung begonnen", "Started before consent"),
        looks_for=Words(
            "Der Bewilligungszeitraum einer Zuwendung beginnt vor dem Tag ihrer Bewilligung, oder "
            "ein Beleg nennt eine Rechnung oder einen Auftrag von davor (R-039).",
            "The period of a grant begins before the day of its award, or a voucher names an "
            "invoice or order from before it (R-039).",
        ),
        consequence=Words(
            "Nicht zuwendungsfähig, § 49 Absatz 3 VwVfG",
            "Not eligible, section 49 (3) VwVfG",
        ),
        source=TERMS_OF_ROUND,
        partly=Words(
            "Verträge sind nicht erfasst: Verglichen wird der Tag, den ein Beleg nennt.",
            "Contracts are not recorded: the day that a voucher names is compared.",
        ),
    ),
    CatalogueEntry(
        code="F-05",
        severity=Severity.CRITICAL,
        title=Words(
            "Bundesmittel für Partner im Ausland",
            "Federal money for a partner abroad",
        ),
        looks_for=Words(
            "Ein Partner mit Sitz im Ausland fragt in einem bewilligten Projekt nach Geld "
            "oder hat eine Zuwendung (R-010).",
            "A partner with its seat abroad asks for money in an approved project, or holds a"
            " grant (R-010).",
        ),
        consequence=Words("Erstattung", "Reclaim"),
        source=STUDY_5_2,
        partly=Words(
            "Zahlungen an Auftragnehmer sind noch nicht erfasst: Mittelbare Förderung wird "
            "nicht gesehen.",
            "Payments to subcontractors are not recorded yet: indirect funding is not seen.",
        ),
    ),
    CatalogueEntry(
        code="F-07",
        severity=Severity.HIGH,
        title=Words("Nachweis fehlt oder kam zu spät", "Report missing or late"),
        looks_for=Words(
            "Der Tag eines Nachweises ist vorbei, und er fehlt oder kam danach (R-041 bis "
            "R-043). Fehlt er, ist es schwerer.",
            "The day of a report has passed, and it is missing or came afterwards (R-041 to "
            "R-043). Missing is graver.",
        ),
        consequence=Words(
            "Zahlungsstopp, § 49 Absatz 3 Nummer 2 VwVfG",
            "Payment stop, section 49 (3) no. 2 VwVfG",
        ),
        source=INTERIM_PROOF,
    ),
    CatalogueEntry(
        code="F-08",
        severity=Severity.MEDIUM,
        title=Words("Nachweis zu lange ungeprüft", "Report too long unchecked"),
        looks_for=Words(
            "Ein eingereichter Nachweis liegt länger beim Projektträger, als die Runde für "
            "die Prüfung vorsieht.",
            "A report that was handed in lies with the sponsor for longer than the round "
            "allows for the check.",
        ),
        consequence=Words(
            "Feststellung gegen den Projektträger",
            "Finding against the sponsor",
        ),
        source=Words(
            "Bundesrechnungshof 2009, ungeprüfte Nachweise",
            "Federal audit office 2009, unchecked proofs",
        ),
    ),
    CatalogueEntry(
        code="F-09",
        severity=Severity.MEDIUM,
        title=Words("Prüfvermerk fehlt", "No check remark"),
        looks_for=Words(
            "Ein Nachweis ist angenommen, ohne dass ein Prüfvermerk etwas sagt oder jemand "
            "als prüfende Person genannt ist.",
            "A report is accepted although its remark says nothing, or nobody is named as "
            "having checked it.",
        ),
        consequence=Words(
            "Feststellung gegen den Projektträger",
            "Finding against the sponsor",
        ),
        source=Words("§ 44 BHO, Prüfung des Nachweises", "Section 44 BHO, check of the proof"),
    ),
    CatalogueEntry(
        code="F-16",
        severity=Severity.HIGH,
        title=Words("Falsche Größenklasse", "Wrong size class"),
        looks_for=Words(
            "Die Größe, mit der bewilligt wurde, ist nicht die der letzten Selbsterklärung "
            "des Unternehmens vor der Bewilligung (R-026).",
            "The size under which a grant was awarded is not that of the company's last "
            "statement before the award (R-026).",
        ),
        consequence=Words("Satz prüfen, kürzen", "Check the rate, reduce"),
        source=SIZE_LAW,
        partly=Words(
            "Ein amtliches Register wird nicht abgefragt.",
            "No official register is asked.",
        ),
    ),
    CatalogueEntry(
        code="F-18",
        severity=Severity.CRITICAL,
        title=Words(
            "Vier Augen oder Befangenheit verletzt",
            "Four eyes or conflict of interest broken",
        ),
        looks_for=Words(
            "Dieselbe Person hat entworfen und mitgezeichnet; wer sich als befangen erklärt "
            "hatte, hat danach entworfen oder mitgezeichnet; ein befangenes Jurymitglied hat "
            "abgeschlossen bewertet (R-054, R-055).",
            "The same person drafted and countersigned; somebody with a declared conflict "
            "drafted or countersigned afterwards; a juror with a conflict finished a review "
            "(R-054, R-055).",
        ),
        consequence=Words("Intern, neu entscheiden", "Internal, decide anew"),
        source=Words("§§ 20, 21 VwVfG", "Sections 20, 21 VwVfG"),
    ),
    CatalogueEntry(
        code="F-19",
        severity=Severity.MEDIUM,
        title=Words("Ziele nicht messbar", "Goals not measurable"),
        looks_for=Words(
            "Die geltenden Regeln einer bekannt gemachten Runde nennen kein Ziel, oder eines "
            "ohne Indikator oder Zielwert.",
            "The terms in force of an announced round name no goal, or one without indicator "
            "or target.",
        ),
        consequence=Words(
            "Feststellung gegen Ministerium und Projektträger",
            "Finding against ministry and sponsor",
        ),
        source=Words(
            "Bundesrechnungshof 2020, Ziele ohne Maßstab",
            "Federal audit office 2020, goals without a measure",
        ),
    ),
    CatalogueEntry(
        code="F-20",
        severity=Severity.HIGH,
        title=Words(
            "Rechtsbehelf fehlt oder ist falsch",
            "Remedy missing or wrong",
        ),
        looks_for=Words(
            "Ein Bescheid nennt keinen Rechtsbehelf, oder einen anderen als seine Behörde am "
            "Tag des Bescheids hatte (R-051).",
            "A letter names no legal remedy, or another one than its authority had on the day"
            " of the letter (R-051).",
        ),
        consequence=Words(
            "Frist von einem Jahr statt eines Monats, § 58 Absatz 2 VwGO",
            "A year instead of a month, section 58 (2) VwGO",
        ),
        source=Words("§ 58 VwGO, § 37 Absatz 6 VwVfG", "Section 58 VwGO, section 37 (6) VwVfG"),
    ),
    CatalogueEntry(
        code="F-21",
        severity=Severity.MEDIUM,
        title=Words(
            "Transparenzregister fehlt oder zu spät",
            "Transparency register missing or late",
        ),
        looks_for=Words(
            "Eine Beihilfe über der Schwelle steht nach dem letzten Tag nicht im Register, kam "
            "später hinein oder wurde nie dafür vorgemerkt (R-045, R-046).",
            "State aid above the threshold is not in the register after its last day, came there "
            "later, or was never noted for it (R-045, R-046).",
        ),
        consequence=Words(
            "Vereinbarkeit der Beihilfe gefährdet",
            "Compatibility of the aid at risk",
        ),
        source=Words("Art. 9 AGVO", "Art. 9 GBER"),
        partly=Words(
            "Ob der Eintrag im Register selbst stimmt, wird nicht abgefragt.",
            "Whether the entry in the register itself is right is not asked.",
        ),
    ),
    CatalogueEntry(
        code="F-22",
        severity=Severity.LOW,
        title=Words(
            "Neue Zuwendung trotz überfälligem Nachweis",
            "New award in spite of an overdue report",
        ),
        looks_for=Words(
            "Als eine Zuwendung bewilligt wurde, fehlte von derselben Rechtsperson ein "
            "fälliger Nachweis einer anderen Zuwendung.",
            "When a grant was awarded, a due report on another grant of the same legal entity"
            " was missing.",
        ),
        consequence=Words("Warnung", "Warning"),
        source=Words(
            "Bundesrechnungshof 2009, Nachweise anderswo",
            "Federal audit office 2009, proofs elsewhere",
        ),
    ),
    CatalogueEntry(
        code="F-23",
        severity=Severity.CRITICAL,
        title=Words(
            "Protokoll lückenhaft oder verändert",
            "Record with a gap or changed",
        ),
        looks_for=Words(
            "Die Kette der Siegel wird neu gerechnet; eine Zeile fehlt, ist geändert oder "
            "eingeschoben.",
            "The chain of seals is computed anew; a row is missing, changed or slipped in.",
        ),
        consequence=Words(
            "Kritisch: sofort sichern und klären",
            "Critical: secure and clear up at once",
        ),
        source=Words("Siegel im Protokoll, SHA-256", "Seals in the record, SHA-256"),
        partly=Words(
            "Die Dateien der Bescheide prüft die Seite jeder Zuwendung und der Prüfbericht.",
            "The files of letters are checked by the page of each award and by the compliance"
            " report.",
        ),
    ),
)
CATALOGUE: Final = tuple(sorted((*ON_MONEY, *_ON_CASES), key=lambda entry: entry.code))
ENTRY: Final = {entry.code: entry for entry in CATALOGUE}

NOT_LOOKED_FOR: Final = Words(
    "Noch nicht gesucht, weil {missing}", "Not yet looked for, because {missing}"
)


def missing_words(entry: CatalogueEntry) -> Words | None:
    """Why it is not looked for, in words; nothing where it is."""
    if entry.missing is None:
        return None
    return say(NOT_LOOKED_FOR.de, NOT_LOOKED_FOR.en, missing=entry.missing)
