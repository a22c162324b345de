"""What the compliance reports say, and what they refuse to claim."""

from dataclasses import replace

from grants.documents.judgement import judgement
from grants.documents.printing import prepare, print_document
from grants.documents.report import cap_steps
from grants.documents.round_report import Statistics
from grants.programme.finding import Finding
from grants.programme.money import NOTHING, eur
from grants.programme.words import Words
from tests.documents.reading import rows_of, text_of
from tests.documents.report_data import (
    BUDGETS,
    CHANGES,
    FINDINGS,
    PROJECTS,
    REPORT_DATES,
    a_head,
)
from tests.documents.report_samples import a_round_report, an_award_report, an_empty_award_report


def rows(document):
    """The text of the document, line by line."""
    return rows_of(print_document(prepare(document)))


def printed(document):
    """The text of the document, blanks joined."""
    return text_of(print_document(prepare(document)))


def test_the_report_of_the_reference_award_shows_its_figures():
    text = printed(an_award_report()) + rows(an_award_report())

    shown = (
        "Summe 6.170.000,00 200.000,00 4.000.000,00",
        "Geprüfte Regeln: 6. Eingehalten: 4, mit Hinweis: 1, verletzt: 1. Verspätete Berichte: 2.",
        "2 im Inland, 1 im Ausland. Es fehlt ein Partner im Ausland.",
        "5 19.02.2029 Bewilligung P3 +880.000,00 4.000.000,00 0,00",
        "6 21.05.2029 Teilwiderruf P2 −20.000,00 3.980.000,00 20.000,00",
        "104.000,00 124.800,01 +20.800,01 120,00 % über 20 %",
        "30.04.2029 61 überfällig",
        "07.01.2027, 15:11:09 08.01.2027, 08:58:30",
        "Datenstand: 30.06.2029, 23:59:59 Uhr (MESZ)",
        "Auszahlungen und ihre Verwendung",
        "Nicht Teil des Berichts:",
        "Die Lückenlosigkeit des Protokolls wurde für diesen Bericht nicht geprüft.",
    )
    assert [part for part in shown if part not in text] == []


def test_what_is_not_kept_is_named_and_never_shown_as_zero():
    text = printed(an_award_report())

    assert text.count("Ausgezahlt nicht geführt") == 1


def test_an_empty_section_says_so():
    text = printed(an_empty_award_report())

    assert text.count("Keine.") == 13
    assert text.count("Nicht geprüft") == 1


def test_the_english_report_says_none():
    text = printed(an_empty_award_report(language="en"))

    assert text.count("None.") == 13
    assert text.count("Page 1 of 3") == 1
    assert "Keine" not in text


def test_a_gap_in_the_record_is_said_aloud():
    text = printed(an_award_report(head=a_head(record_intact=False)))

    assert text.count("Die Prüfung des Protokolls fand eine Lücke.") == 1


def test_the_cap_position_follows_every_decision():
    steps = cap_steps(eur(4_000_000), CHANGES)

    assert [str(step.committed.decimal) for step in steps] == [
        "400000.00", "700000.00", "2020000.00", "3120000.00", "4000000.00", "3980000.00",
        "4000000.00",
    ]  # fmt: skip
    assert steps[-1].room == NOTHING


def test_twenty_per_cent_over_is_free_and_a_cent_more_is_flagged():
    assert [line.flagged for line in BUDGETS[0].lines] == [False, False, False, True, False]


def test_a_partner_that_does_not_count_is_not_counted():
    assert [(project.domestic, project.foreign, project.enough) for project in PROJECTS] == [
        (2, 2, True),
        (2, 1, False),
    ]


def test_days_late_run_until_receipt_or_until_the_day_of_the_data():
    assert [(line.days_late, line.result) for line in REPORT_DATES] == [
        (0, "in time"),
        (4, "late"),
        (61, "overdue"),
        (0, "ahead"),
    ]


def test_a_round_report_counts_and_gives_reasons():
    text = printed(a_round_report())

    shown = (
        "Nicht ausgewählt 8",
        "Nicht ausgewählt je Bewerbung 44,44 %",
        "R4-0010 Cluster Beispiel 10: Regionale Ausgewogenheit",
        "Zugesagt: 36.000.000,00 EUR. Frei: 4.000.000,00 EUR.",
        "In Zuwendungen bewilligt: 34.127.500,00 EUR.",
        "Japan 6 4",
        "überfällig",
    )
    assert [part for part in shown if part not in text] == []


def test_a_round_without_applications_has_no_share():
    nobody = Statistics(**dict.fromkeys(Statistics.__dataclass_fields__, 0))

    assert nobody.not_selected_share is None
    assert printed(a_round_report(statistics=nobody)).count("Nicht ausgewählt 0") == 1


def test_a_round_without_a_known_budget_claims_none():
    text = printed(a_round_report(budget=None))

    assert text.count("Ein Budget der Runde ist nicht bekannt.") == 1
    assert "Frei: 0,00" not in text


def test_a_rule_counts_once_however_often_it_was_broken():
    def found(rule, holds, **more):
        words = Words("–", "–")
        return Finding(rule=rule, holds=holds, claim=words, says=words, source=words, place="",
                       **more)  # fmt: skip

    warned = found("R-010", False, warns=True)
    late = [found("F-07", holds) for holds in (False, False, True)]
    findings = (*late, found("R-010", True), warned, found("R-001", True))

    said = judgement(findings, 3)

    assert said.de == (
        "Geprüfte Regeln: 3. Eingehalten: 1, mit Hinweis: 1, verletzt: 1. Verspätete Berichte: 3."
    )


def test_a_rule_without_a_number_is_named_in_words():
    inner = replace(FINDINGS[0], rule="PARTNER-COSTS")
    for language, word in (("de", "Angaben"), ("en", "Entries")):
        numbered, named = (
            printed(an_award_report(findings=(finding,), language=language))
            for finding in (FINDINGS[0], inner)
        )

        assert named.count(word) == numbered.count(word) + 1
        assert "COSTS" not in named
