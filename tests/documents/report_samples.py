"""Compliance reports with rich invented data: the reference award that fills its cap exactly."""

from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction

from grants.documents.award_report import (
    AwardReport,
    ConditionRow,
    GrantBudget,
    GrantRow,
    PartnerRow,
    ProjectPartners,
)
from grants.documents.letter import Sender
from grants.documents.qr import Check
from grants.documents.report import (
    Amount,
    BudgetLine,
    Fact,
    FourEyes,
    IssuedLetter,
    ReportDate,
    ReportHead,
    Step,
    cap_steps,
)
from grants.documents.round_report import (
    CapUse,
    CriterionRow,
    Ranked,
    RoundReport,
    Statistics,
    TargetCountry,
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
        "Konzeptphase höchstens 24 Monate.",
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
    ("A", "Luftfahrtcluster Nordwerft e.\u00a0V.", "Konzeptphase", 800, Fraction(1, 2), 0, 400),
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
        needed_domestic=2,
        needed_foreign=2,
    ),
    ProjectPartners(
        number="P3",
        title=both("Fasern im Kreislauf", "Circular fibres"),
        partners=(
            a_partner("Hochschule Muster", GERMANY, grant=480_000),
            a_partner("Faserwerk Süd GmbH & Co. KG", GERMANY, grant=400_000),
            a_partner("Viện Vật liệu Hàng không Đà Nẵng", ("Vietnam", "Vietnam"), own=PROMISED),
        ),
        needed_domestic=2,
        needed_foreign=2,
    ),
)

CHANGES = [
    (date(2027, 1, 8), both("Bewilligung Konzeptphase", "Award, concept phase"), eur(400_000)),
    (date(2028, 6, 12), both("Bewilligung Umsetzung", "Award, implementation"), eur(300_000)),
    (date(2028, 6, 12), both("Bewilligung P1", "Award, P1"), eur(1_320_000)),
    (date(2028, 9, 4), both("Bewilligung P2", "Award, P2"), eur(1_100_000)),
    (date(2029, 2, 19), both("Bewilligung P3", "Award, P3"), eur(880_000)),
    (date(2029, 5, 21), both("Teilwiderruf P2", "Partial revocation, P2"), eur(-20_000)),
    (date(2029, 6, 18), both("Aufstockung P3", "Top-up, P3"), eur(20_000)),
]


def a_budget_line(de, en, planned, actual):
    """Plan and actual of one line, with 20 % of room."""
    return BudgetLine(
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


def at(*moment):
    """A moment in UTC."""
    return datetime(*moment, tzinfo=UTC)


APPLICANT = both("Antragsteller", "applicant")
SPONSOR = both("Projektträger", "project sponsor")
TIME_LINE = (
    Step(
        at=at(2026, 10, 12, 9, 20, 5),
        what=both("Bewerbung R4-0007 eingereicht", "Application R4-0007 submitted"),
        who="Anna Albrecht",
        role=APPLICANT,
    ),
    Step(
        at=at(2026, 11, 3, 8, 2, 41),
        what=both("Formale Prüfung bestanden", "Formal check passed"),
        who="Dirk Beispiel",
        role=SPONSOR,
    ),
    Step(
        at=at(2027, 1, 7, 14, 11, 9),
        what=both("Bewilligung entworfen", "Award drafted"),
        who="Dirk Beispiel",
        role=SPONSOR,
    ),
    Step(
        at=at(2027, 1, 8, 7, 58, 30),
        what=both("Bewilligung mitgezeichnet", "Award countersigned"),
        who="Miriam Gegenzeichner",
        role=SPONSOR,
    ),
    Step(
        at=at(2028, 4, 27, 11, 45, 10),
        what=both("Zwischennachweis 2027 eingereicht", "Interim report 2027 submitted"),
        who="Anna Albrecht",
        role=APPLICANT,
    ),
)
FOUR_EYES = (
    FourEyes(
        what=both("Bewilligung Konzeptphase", "Award, concept phase"),
        drafted_by="Dirk Beispiel",
        drafted_at=at(2027, 1, 7, 14, 11, 9),
        countersigned_by="Miriam Gegenzeichner",
        countersigned_at=at(2027, 1, 8, 7, 58, 30),
    ),
    FourEyes(
        what=both("Aufstockung P3", "Top-up, P3"),
        drafted_by="Dirk Beispiel",
        drafted_at=at(2029, 6, 18, 12, 0, 1),
    ),
)
LETTERS = (
    IssuedLetter(
        what=both("Zuwendungsbescheid", "Award letter"),
        number="03INT400A",
        issued_on=date(2027, 1, 8),
        template_version="letter/award 3f2a9c01d4",
        sha256="3f1b7c5290ad4e6f8812c0d95ba7e3440c96f1d877e2ab35d40f6c1e29b85a70",
    ),
    IssuedLetter(
        what=both("Zuwendungsbescheid", "Award letter"),
        number="03INT400C",
        issued_on=date(2028, 6, 12),
        template_version="letter/award 3f2a9c01d4",
        sha256="a90e4d1762c8b35f1d7f0aa6e83b2c94b51d6f08f4c37e290e9ad8c153b6074f",
    ),
)


def an_award_report(**changes):
    """The report of the reference award."""
    return replace(
        AwardReport(
            head=a_head(),
            made_at=MADE,
            award_number="03INT400",
            cluster="Luftfahrtcluster Nordwerft",
            facts=(
                Fact(label=both("Programm", "Programme"), text=both("InterClust", "InterClust")),
                Fact(
                    label=both("Konzeptphase", "Concept phase"),
                    text=both("01.01.2027–31.12.2028", "1 January 2027 to 31 December 2028"),
                ),
                Fact(
                    label=both("Umsetzungsphase", "Implementation phase"),
                    text=both("01.07.2028–30.06.2031", "1 July 2028 to 30 June 2031"),
                ),
                Fact(
                    label=both("Bewilligungsbehörde", "Granting authority"),
                    text=both("Projektträger Muster, Berlin", "Projektträger Muster, Berlin"),
                ),
                Fact(
                    label=both("Rechtsgrundlage", "Legal basis"),
                    text=both("§§ 23, 44 BHO; Artikel 27 AGVO", "§§ 23, 44 BHO; Article 27 GBER"),
                ),
            ),
            amounts=(
                Amount(label=both("Beantragt", "Applied for"), money=eur(4_024_000)),
                Amount(label=both("Bewilligt", "Granted"), money=eur(4_000_000)),
                Amount(label=both("Ausgezahlt", "Paid"), money=None),
                Amount(label=both("Erstattet", "Repaid"), money=None),
            ),
            findings=FINDINGS,
            grants=tuple(
                GrantRow(
                    number=f"03INT400{letter}",
                    recipient=recipient,
                    project=both(project, project),
                    eligible=eur(eligible * 1000),
                    rate=rate,
                    allowance=eur(allowance * 1000),
                    amount=eur(amount * 1000),
                    state=both("bewilligt", "granted"),
                )
                for letter, recipient, project, eligible, rate, allowance, amount in GRANTS
            ),
            projects=PROJECTS,
            cap=eur(4_000_000),
            cap_steps=cap_steps(eur(4_000_000), CHANGES),
            budgets=BUDGETS,
            calendar=REPORT_DATES,
            conditions=(
                ConditionRow(
                    letter="03INT400A",
                    text=both("Absichtserklärungen bis 31.12.2027", "Letters of intent by 2027"),
                    result=both("erfüllt am 20.12.2027", "fulfilled on 20 December 2027"),
                ),
            ),
            four_eyes=FOUR_EYES,
            time_line=TIME_LINE,
            letters=LETTERS,
        ),
        **changes,
    )


def an_empty_award_report(**changes):
    """An award of which nothing is recorded yet."""
    nothing = (
        "facts", "amounts", "findings", "grants", "projects", "cap_steps", "budgets", "calendar",
        "conditions", "four_eyes", "time_line", "letters",
    )  # fmt: skip
    return an_award_report(**dict.fromkeys(nothing, ()), **changes)


def a_round_report(**changes):
    """The report of a round with 18 applications, of which 10 were selected."""
    return replace(
        RoundReport(
            head=a_head(
                lines=(
                    both("InterClust, 4. Wettbewerbsrunde", "InterClust, round 4"),
                    both("Bekanntmachung vom 01.06.2026", "Call of 1 June 2026"),
                ),
                running=both("Prüfbericht Runde 4", "Compliance report, round 4"),
            ),
            made_at=MADE,
            round_name=both("InterClust, 4. Runde", "InterClust, round 4"),
            facts=(
                Fact(
                    label=both("Einreichung", "Submission"),
                    text=both(
                        "01.06.2026–12.10.2026, 23:59:59 Uhr (MESZ)",
                        "1 June 2026 to 12 October 2026, 23:59:59 (CEST)",
                    ),
                ),
            ),
            statistics=Statistics(
                applied=18,
                formally_out=2,
                reviewed=15,
                selected=10,
                reserve=2,
                rejected=3,
                withdrawn=1,
                clusters=18,
                again=4,
            ),
            criteria=tuple(
                CriterionRow(
                    key=f"C{number}",
                    name=both(f"Kriterium {number}", f"Criterion {number}"),
                    weight=Fraction(weight, 100),
                    minimum=Fraction(3),
                )
                for number, weight in enumerate((30, 25, 20, 15, 10), start=1)
            ),
            ranking=tuple(
                Ranked(
                    number=f"R4-{number:04}",
                    cluster=f"Cluster Beispiel {number}",
                    rank=number,
                    score=Fraction(480 - 9 * number, 100),
                    decision=both("ausgewählt", "selected")
                    if number <= 10
                    else both("abgelehnt", "rejected"),
                    reason=both(
                        "Regionale Ausgewogenheit, Beschluss vom 15.12.2026",
                        "Regional balance, resolution of 15 December 2026",
                    )
                    if number == 10
                    else None,
                )
                for number in range(1, 16)
            ),
            budget=eur(40_000_000),
            caps=tuple(
                CapUse(
                    award_number=f"03INT4{number:02}",
                    cluster=f"Cluster Beispiel {number}",
                    cap=eur(4_000_000),
                    committed=eur(4_000_000 - 130_500 * number),
                )
                for number in range(10)
            ),
            targets=(
                TargetCountry(country=both("Japan", "Japan"), applications=6, selected=4),
                TargetCountry(country=both("Frankreich", "France"), applications=5, selected=3),
                TargetCountry(country=both("USA", "United States"), applications=9, selected=5),
            ),
            overdue=REPORT_DATES[2:3],
            findings=FINDINGS,
            four_eyes=FOUR_EYES,
            time_line=TIME_LINE,
            letters=LETTERS,
        ),
        **changes,
    )
