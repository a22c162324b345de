"""Compliance reports with rich invented data: the reference award that fills its cap exactly."""

from dataclasses import replace
from fractions import Fraction

from grants.documents.award_report import AwardReport, ConditionRow, GrantRow
from grants.documents.report import Amount, Fact, cap_steps
from grants.documents.round_report import (
    CapRow,
    CriterionRow,
    Ranked,
    RoundReport,
    Statistics,
    TargetRow,
)
from grants.programme.money import eur
from tests.documents.report_data import (
    BUDGETS,
    CHANGES,
    FINDINGS,
    GRANTS,
    MADE,
    PROJECTS,
    REPORT_DATES,
    a_head,
    both,
)
from tests.documents.report_steps import FOUR_EYES, LATER, LETTERS, PAYMENTS, TIME_LINE


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
                    label=both("Konzeptionsphase", "Concept phase"),
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
                    rates=both("", ""),
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
            later=LATER,
            payments=PAYMENTS,
        ),
        **changes,
    )


def an_empty_award_report(**changes):
    """An award of which nothing is recorded yet."""
    nothing = (
        "facts", "amounts", "findings", "grants", "projects", "cap_steps", "budgets", "calendar",
        "conditions", "four_eyes", "time_line", "letters", "later",
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
                compared=18,
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
            promised=eur(36_000_000),
            caps=tuple(
                CapRow(
                    award_number=f"03INT4{number:02}",
                    cluster=f"Cluster Beispiel {number}",
                    cap=eur(4_000_000),
                    committed=eur(4_000_000 - 130_500 * number),
                )
                for number in range(10)
            ),
            targets=(
                TargetRow(country=both("Japan", "Japan"), applications=6, selected=4),
                TargetRow(country=both("Frankreich", "France"), applications=5, selected=3),
                TargetRow(country=both("USA", "United States"), applications=9, selected=5),
            ),
            late=REPORT_DATES[2:3],
            findings=FINDINGS,
            four_eyes=FOUR_EYES,
            time_line=TIME_LINE,
            letters=LETTERS,
            later=LATER,
        ),
        **changes,
    )
