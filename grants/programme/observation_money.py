"""The audit catalogue, its part on money: caps, own funds, lines, vouchers, reclaims."""

from typing import Final

from grants.programme.observation import CatalogueEntry, Severity
from grants.programme.sources import ALLOWANCE_FAQ, CUMULATION, FLEXIBILITY, STUDY_2_2
from grants.programme.words import Words

ON_MONEY: Final = (
    CatalogueEntry(
        code="F-01",
        severity=Severity.CRITICAL,
        title=Words("Bewilligt über der Obergrenze", "Awarded above the cap"),
        looks_for=Words(
            "Die bewilligten Zuwendungen eines Clusters, Widerrufenes abgezogen, sind höher "
            "als seine Obergrenze; die Pauschale zählt, soweit die Runde es sagt (R-001, "
            "R-002).",
            "The grants awarded to a cluster, less what was revoked, exceed its cap; the "
            "allowance counts as far as the round says (R-001, R-002).",
        ),
        consequence=Words(
            "Rechtswidriger Teil, § 48 VwVfG",
            "Unlawful part, section 48 VwVfG",
        ),
        source=STUDY_2_2,
    ),
    CatalogueEntry(
        code="F-04",
        severity=Severity.HIGH,
        title=Words("Zu wenige Eigenmittel", "Own funds below matching"),
        looks_for=Words(
            "Ein eingereichter Verwendungsnachweis des Clustermanagements nennt weniger "
            "verwendete Eigenmittel, als die Runde für die wirklichen Ausgaben verlangt "
            "(R-003, R-004).",
            "A final report of a cluster management names less own funds spent than the round"
            " asks for towards the actual expenditure (R-003, R-004).",
        ),
        consequence=Words("Anteil kürzen", "Reduce the share"),
        source=STUDY_2_2,
        partly=Words(
            "Sachleistungen sind im Nachweis nicht getrennt erfasst.",
            "Contributions in kind are not recorded apart in reports.",
        ),
    ),
    CatalogueEntry(
        code="F-06",
        severity=Severity.HIGH,
        title=Words(
            "Geld liegt länger als sechs Wochen",
            "Money idle for more than six weeks",
        ),
        looks_for=Words(
            "Zwischen Auszahlung und Verwendung liegt mehr Zeit, als die Runde gibt: sechs Wochen "
            "oder was sie sonst sagt (R-030, R-036).",
            "More time lies between payment and use than the round gives: six weeks, or what it "
            "says (R-030, R-036).",
        ),
        consequence=Words(
            "Zinsen, § 49a Absatz 4 VwVfG",
            "Interest, section 49a (4) VwVfG",
        ),
        source=Words("§ 49a VwVfG", "Section 49a VwVfG"),
        partly=Words(
            "Nur Zahlungen, die über dieses Programm gingen.",
            "Only payments that went through this program.",
        ),
    ),
    CatalogueEntry(
        code="F-10",
        severity=Severity.HIGH,
        title=Words("Rückforderung nicht verfolgt", "Reclaim not pursued"),
        looks_for=Words(
            "Eine Anhörung ist offen, und seit die Tatsachen bekannt sind, ist die erste "
            "Warnstufe der Jahresfrist vorbei; ist das Jahr um, ist es kritisch (R-053). Oder "
            "der Zahlungstag einer Forderung ist vorbei, und das Geld kam nicht.",
            "A hearing is open and the first warning of the one-year limit has passed since "
            "the facts are known; once the year is over it is critical (R-053). Or the day by "
            "which a claim was to be paid has passed, and the money did not come.",
        ),
        consequence=Words(
            "Feststellung gegen den Projektträger, Verlust des Anspruchs",
            "Finding against the sponsor, claim lost",
        ),
        source=Words("§ 48 Absatz 4, § 49 VwVfG", "Sections 48 (4), 49 VwVfG"),
        partly=Words(
            "Als bezahlt gilt, was aus einem Kontoauszug gebucht ist; strittige Forderungen zählen"
            " nicht.",
            "Paid is what was booked from a bank statement; claims in dispute do not count.",
        ),
    ),
    CatalogueEntry(
        code="F-11",
        severity=Severity.MEDIUM,
        title=Words(
            "Ansatz um mehr als erlaubt überschritten",
            "Line exceeded by more than is free",
        ),
        looks_for=Words(
            "Ein eingereichter Nachweis nennt in einer Position mehr Ausgaben, als der "
            "zuletzt bewilligte Plan ohne Umwidmung erlaubt (R-035).",
            "A report names more expenditure on a line than the plan approved last allows "
            "without reallocation (R-035).",
        ),
        consequence=Words("Kürzen", "Reduce"),
        source=FLEXIBILITY,
    ),
    CatalogueEntry(
        code="F-12",
        severity=Severity.MEDIUM,
        title=Words(
            "Ausgaben ohne Beleg oder außerhalb der Laufzeit",
            "Expenditure without voucher or outside the period",
        ),
        looks_for=Words(
            "Ein Beleg eines eingereichten Nachweises ist außerhalb der Laufzeit bezahlt, oder "
            "seine Liste belegt weniger, als verwendet ist (R-038).",
            "A voucher of a submitted report was paid outside the period, or its list shows less "
            "than what was spent (R-038).",
        ),
        consequence=Words("Kürzen", "Reduce"),
        source=Words("NABF, Belegliste", "NABF, list of vouchers"),
        partly=Words(
            "Zwischennachweise ohne jede Liste bleiben außer Betracht.",
            "Interim reports without any list are left out.",
        ),
    ),
    CatalogueEntry(
        code="F-13",
        severity=Severity.MEDIUM,
        title=Words("Vergaberegeln verletzt", "Procurement rules broken"),
        looks_for=Words(
            "Weniger als drei Angebote ohne Begründung, oder ein Auftrag an ein verbundenes "
            "Unternehmen.",
            "Fewer than three offers without a reason, or an order to an affiliate.",
        ),
        consequence=Words("Pauschale Korrektur", "Flat correction"),
        source=Words("ANBest-P, Vergabe von Aufträgen", "ANBest-P, placing of orders"),
        missing=Words(
            "Angebote und Aufträge noch nicht erfasst sind.",
            "offers and orders are not recorded yet.",
        ),
    ),
    CatalogueEntry(
        code="F-14",
        severity=Severity.MEDIUM,
        title=Words("Besser bezahlt als der Bund", "Better pay than federal staff"),
        looks_for=Words(
            "Eine Eingruppierung liegt über der vergleichbarer Beschäftigter des Bundes.",
            "A salary group lies above that of comparable federal staff.",
        ),
        consequence=Words("Kürzen", "Reduce"),
        source=Words("ANBest-P, Besserstellungsverbot", "ANBest-P, ban on better pay"),
        missing=Words(
            "Eingruppierungen noch nicht erfasst sind.",
            "salary groups are not recorded yet.",
        ),
    ),
    CatalogueEntry(
        code="F-15",
        severity=Severity.CRITICAL,
        title=Words("Doppelförderung", "Double funding"),
        looks_for=Words(
            "Dieselbe Datei liegt den Nachweisen zweier Zuwendungen bei (gleicher SHA-256), oder "
            "dieselbe Rechnung steht in beiden Beleglisten (Empfänger, Nummer, Tag und Betrag).",
            "The very same file comes with the reports of two grants (same SHA-256), or the same "
            "invoice is in both lists of vouchers (payee, number, day and amount).",
        ),
        consequence=Words("Erstattung, § 264 StGB", "Reclaim, section 264 StGB"),
        source=CUMULATION,
    ),
    CatalogueEntry(
        code="F-17",
        severity=Severity.HIGH,
        title=Words(
            "Pauschale zu hoch oder an Unberechtigte",
            "Allowance too high or to somebody not entitled",
        ),
        looks_for=Words(
            "Die bewilligte Pauschale ist höher als der Satz der Runde auf die Zuwendung, "
            "oder der Empfänger hat keinen Anspruch (R-027).",
            "The allowance awarded is higher than the round's rate on the grant, or the "
            "recipient is not entitled (R-027).",
        ),
        consequence=Words("Kürzen", "Reduce"),
        source=ALLOWANCE_FAQ,
    ),
)
