"""What the sample reports are made of: the reference award that fills its cap exactly."""

from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction

from grants.documents.award_report import (
    GrantBudget,
    PartnerRow,
    ProjectPartners,
)
from grants.documents.letter import Sender
from grants.documents.qr import Check
from grants.documents.report import (
    BudgetRow,
    ReportDate,
    ReportHead,
)
from grants.programme.finding import Finding
from grants.programme.money import NOTHING, eur
from grants.programme.words import Words

CUT_OFF = datetime(2029, 6, 30, 21, 59, 59, tzinfo=UTC)
MADE = datetime(2029, 7, 1, 6, 0, tzinfo=UTC)
TODAY = date(2029, 6, 30)
S0 = Words("Dohse, Fornahl und Vehrke (2018)", "Dohse, Fornahl and Vehrke (2018)")


def both(de, en):
    """A text in both languages."""
    return Words(de, en)


def a_head(**changes):
    """Who made the report, for whom, from which data."""
    return replace(
        ReportHead(
            sender=Sender(
                name="Projektträger Muster",
                acts_for=both(
                    "für das Bundesministerium für Beispielforschung",
                    "on behalf of the Federal Ministry of Sample Research",
                ),
                street="Musterallee 10",
                town="10115 Berlin",
            ),
            lines=(
                both("Förderung 03INT400, InterCabin", "Award 03INT400, InterCabin"),
                both("Luftfahrtcluster Nordwerft, Hamburg", "Nordwerft aviation cluster, Hamburg"),
                both(
                    "4. Wettbewerbsrunde, Konzept- und Umsetzungsphase",
                    "Round 4, concept and implementation phase",
                ),
            ),
            running=both(
                "Prüfbericht 03INT400 · Luftfahrtcluster Nordwerft",
                "Compliance report 03INT400 · Nordwerft aviation cluster",
            ),
            cut_off=CUT_OFF,
            made_for="Aylin Revision",
            rules=both("Regeln der Runde 4, Fassung 2", "Rules of round 4, version 2"),
            acts=412,
            record_intact=None,
            not_recorded=(
                both("Auszahlungen und ihre Verwendung", "Payments and their use"),
                both("Bonitätsprüfung", "Credit check"),
                both("Vergabeverfahren und Aufträge an Verbundene", "Procurement and affiliates"),
            ),
            check=Check(
                code="P9WE-4TQA-27ZC", address="https://foerderung.pt-muster.example/check"
            ),
            notice=both("Muster mit erfundenen Angaben", "Sample with invented data"),
        ),
        **changes,
    )


def a_finding(rule, de, en, says_de, says_en, *, holds=True, warns=False):
    """What a rule found."""
    return Finding(
        rule=rule,
        holds=holds,
        claim=both(de, en),
        says=both(says_de, says_en),
        source=S0,
        warns=warns,
    )


FINDINGS = (
    a_finding(
        "R-001",
        "Höchstens 4.000.000,00\u00a0€ je Cluster.",
        "At most EUR\u00a04,000,000.00 per cluster.",
        "4.000.000,00\u00a0€ sind gebunden, 0,00\u00a0€ sind frei.",
        "EUR\u00a04,000,000.00 is committed, EUR\u00a00.00 is left.",
    ),
    a_finding(
        "R-003",
        "Das Clustermanagement trägt die Hälfte selbst.",
        "The cluster management pays half itself.",
        "Eigenmittel 700.000,00\u00a0€ von 1.400.000,00\u00a0€.",
        "Own funds EUR\u00a0700,000.00 of EUR\u00a01,400,000.00.",
    ),
    a_finding(
        "R-005",
        "Höchstens drei Verbundprojekte.",
        "At most three joint projects.",
        "Es sind 3.",
        "There are 3.",
    ),
    a_finding(
        "R-006",
        "Zwei Partner im Inland und zwei im Ausland.",
        "Two partners in Germany and two abroad.",
        "P1 2 + 2, P2 3 + 2, P3 2 + 1: Es fehlt ein Partner im Ausland.",
        "P1 2 + 2, P2 3 + 2, P3 2 + 1: one partner abroad is missing.",
        holds=False,
    ),
    a_finding(
        "R-011",
        "Konzeptionsphase höchstens 24 Monate.",
        "Concept phase of at most 24 months.",
        "01.01.2027–31.12.2028, das sind 24 Monate.",
        "1 January 2027 to 31 December 2028, that is 24 months.",
    ),
    a_finding(
        "R-007",
        "Partner sind voneinander unabhängig.",
        "Partners are independent of each other.",
        "Zwei Partner in P2 haben dieselbe Anschrift.",
        "Two partners in P2 share an address.",
        holds=False,
        warns=True,
    ),
)

GRANTS = (
    ("A", "Luftfahrtcluster Nordwerft e.\u00a0V.", "Konzeptionsphase", 800, Fraction(1, 2), 0, 400),
    ("B", "Luftfahrtcluster Nordwerft e.\u00a0V.", "Umsetzung", 600, Fraction(1, 2), 0, 300),
    ("C", "Universität Beispielstadt", "P1", 600, Fraction(1), 120, 720),
    ("D", "Kabinentechnik Öztürk GmbH", "P1", 700, Fraction(1, 2), 0, 350),
    ("E", "Leichtbau Weser GmbH", "P1", 500, Fraction(1, 2), 0, 250),
    ("F", "Institut für Verbundwerkstoffe Elbe", "P2", 550, Fraction(1), 0, 550),
    ("G", "Nordwerft Systeme AG", "P2", 600, Fraction(2, 5), 0, 240),
    ("H", "Sensorik Förde GmbH", "P2", 620, Fraction(1, 2), 0, 310),
    ("J", "Hochschule Muster", "P3", 400, Fraction(1), 80, 480),
    ("K", "Faserwerk Süd GmbH & Co. KG", "P3", 800, Fraction(1, 2), 0, 400),
)


def a_partner(name, country, *, grant=0, counts=True, own=("belegt", "proved")):
    """A partner; at home when the country is Deutschland."""
    return PartnerRow(
        name=name,
        country=both(*country),
        domestic=country[0] == "Deutschland",
        counts=counts,
        grant=eur(grant),
        own_funds=both(*own),
    )


GERMANY = ("Deutschland", "Germany")
PROMISED = ("zugesagt", "promised")
PROJECTS = (
    ProjectPartners(
        number="P1",
        title=both("Leichte Kabine", "Light cabin"),
        partners=(
            a_partner("Universität Beispielstadt", GERMANY, grant=720_000),
            a_partner("Kabinentechnik Öztürk GmbH", GERMANY, grant=350_000),
            a_partner("Leichtbau Weser GmbH", GERMANY, grant=250_000, counts=False),
            a_partner("Ústav leteckých materiálů Příbram", ("Tschechien", "Czechia")),
            a_partner("Ινστιτούτο Υλικών Βόλου", ("Griechenland", "Greece"), own=PROMISED),
        ),
        together=both("2 aus Deutschland, 2 aus dem Ausland.", "2 from Germany, 2 from abroad."),
        enough=True,
    ),
    ProjectPartners(
        number="P3",
        title=both("Fasern im Kreislauf", "Circular fibres"),
        partners=(
            a_partner("Hochschule Muster", GERMANY, grant=480_000),
            a_partner("Faserwerk Süd GmbH & Co. KG", GERMANY, grant=400_000),
            a_partner("Viện Vật liệu Hàng không Đà Nẵng", ("Vietnam", "Vietnam"), own=PROMISED),
        ),
        together=both(
            "Es fehlt ein Partner im Ausland. Das Projekt hat 1, nötig sind 2.",
            "One partner abroad is missing. The project has 1 and needs 2.",
        ),
        enough=False,
    ),
)

CHANGES = [
    (date(2027, 1, 8), both("Bewilligung Konzeptionsphase", "Award, concept phase"), eur(400_000)),
    (date(2028, 6, 12), both("Bewilligung Umsetzung", "Award, implementation"), eur(300_000)),
    (date(2028, 6, 12), both("Bewilligung P1", "Award, P1"), eur(1_320_000)),
    (date(2028, 9, 4), both("Bewilligung P2", "Award, P2"), eur(1_100_000)),
    (date(2029, 2, 19), both("Bewilligung P3", "Award, P3"), eur(880_000)),
    (date(2029, 5, 21), both("Teilwiderruf P2", "Partial revocation, P2"), eur(-20_000)),
    (date(2029, 6, 18), both("Aufstockung P3", "Top-up, P3"), eur(20_000)),
]


def a_budget_line(de, en, planned, actual):
    """Plan and actual of one line, with 20 % of room."""
    return BudgetRow(
        label=both(de, en),
        planned=eur(planned),
        actual=None if actual is None else eur(actual),
        allowed_overrun=Fraction(1, 5),
    )


BUDGETS = (
    GrantBudget(
        number="03INT400A",
        recipient="Luftfahrtcluster Nordwerft e.\u00a0V.",
        lines=(
            a_budget_line("Beschäftigte", "Staff", 488_000, "481212.40"),
            a_budget_line("Aufträge", "Orders", 110_000, 96_300),
            a_budget_line("Dienstreisen im Inland", "Travel within Germany", 20_000, 24_000),
            a_budget_line("Dienstreisen ins Ausland", "Travel abroad", 104_000, "124800.01"),
            a_budget_line("Mieten", "Rents", 0, NOTHING.decimal),
        ),
    ),
    GrantBudget(
        number="03INT400C",
        recipient="Universität Beispielstadt",
        lines=(a_budget_line("Beschäftigte", "Staff", 450_000, None),),
    ),
)

CALENDAR = (
    ("Zwischennachweis 2027", "Interim report 2027", "A", (2028, 5, 2), (2028, 4, 27)),
    ("Internationalisierungskonzept", "Concept", "A", (2028, 12, 31), (2029, 1, 4)),
    ("Zwischennachweis 2028", "Interim report 2028", "C", (2029, 4, 30), None),
    ("Verwendungsnachweis", "Final report", "A", (2029, 7, 2), None),
)
REPORT_DATES = tuple(
    ReportDate(
        what=both(de, en),
        grant_number=f"03INT400{letter}",
        due=date(*due),
        submitted=date(*submitted) if submitted else None,
        judged_on=TODAY,
    )
    for de, en, letter, due, submitted in CALENDAR
)
