"""What the letters say."""

from dataclasses import replace
from fractions import Fraction

import pytest

from grants.documents.figures import amount, groups, moment, per_cent, places, size
from grants.documents.missing import missing_parts
from grants.documents.printing import prepare, print_document
from grants.documents.remedy import Remedy, RemedyKind
from grants.programme.money import eur
from grants.programme.words import Words
from tests.documents.reading import rows_of, text_of
from tests.documents.rejection_samples import (
    ASSESSMENT,
    a_formal_rejection,
    a_receipt,
    a_rejection_letter,
)
from tests.documents.samples import (
    AVIATION,
    LAWSUIT,
    OBJECTION,
    PLAN,
    a_heading,
    a_university_letter,
    an_award_letter,
)


def rows(document):
    """The text of the document, line by line."""
    return rows_of(print_document(prepare(document)))


def printed(document):
    """The text of the document, blanks joined."""
    return text_of(print_document(prepare(document)))


def test_an_award_letter_says_all_that_the_law_and_the_programme_ask_for():
    letter = an_award_letter(reasons=Words("Grund.", "Reason."))
    text = printed(letter) + rows(letter)

    asked = (
        "Aktenzeichen 4-2027/0117",
        "Förderkennzeichen 03INT400A",
        "Frau Beispiel",
        "Datum 08.01.2027",
        "Luftfahrtcluster Nordwerft e. V. Clustermanagement",
        "Vorhaben „Konzeptionsphase InterCabin“ (InterCabin)",
        "Antrag vom 12.10.2026, zuletzt geändert am 02.12.2026",
        "bis zu 400.000,00 EUR (in Worten: vierhunderttausend Euro)",
        "dient allein der Entwicklung eines Internationalisierungskonzepts",
        "als Anteilfinanzierung gewährt: 50,00 % der zuwendungsfähigen Ausgaben",
        "höchstens 800.000,00 EUR",
        "vom 01.01.2027 bis zum 31.12.2028",
        "180.000,00 220.000,00 400.000,00",
        "Ihr Eigenanteil beträgt 400.000,00 EUR",
        "Artikel 27 AGVO",
        "Auflage.",
        "Widerrufsvorbehalt.",
        "innerhalb von 6 Wochen",
        "02.05.2028 30.04. ist Sonntag, 01.05. Feiertag",
        "Schreiben Sie uns unverzüglich",
        "Veröffentlichung",
        "§§ 91, 100 BHO",
        "§ 264 StGB",
        "F Begründung Grund.",
        "Rechtsbehelfsbelehrung Gegen diesen Bescheid kann innerhalb eines Monats",
        "gez. Dr. Miriam Beispiel",
        "gez. Jonas Gegenzeichner",
        "Anlagen 1. Allgemeine Nebenbestimmungen (NABF)",
        "Only the German text above is legally binding.",
        "EUR 400,000.00 (four hundred thousand euros)",
        "Seite 1 von 4",
        "Page 4 of 4",
    )
    assert [part for part in asked if part not in text] == []


def test_an_allowance_comes_on_top_of_the_eligible_expenditure():
    text = printed(a_university_letter())

    assert text.count("eine Projektpauschale von 120.000,00 EUR enthalten: 20,00 %") == 1
    assert text.count("Beantragt waren 744.000,00 EUR, bewilligt sind 720.000,00 EUR.") == 1


def test_a_total_of_3_425_reads_3_43_and_not_3_42():
    text = printed(a_rejection_letter())

    assert text.count("gewichtete Gesamtnote 3,43; nötig waren mindestens 3,50.") == 1
    assert rows(a_rejection_letter()).count("Summe der gewichteten Noten 100 % 3,4250") == 1
    assert text.count("The weighted total score was 3.43; at least 3.50 was required.") == 1
    assert "3,42 " not in text


def test_a_rejection_names_what_was_missed_and_the_second_of_arrival():
    text = printed(a_rejection_letter())

    assert text.count("Beim Kriterium C2 lag sie mit 2,80 unter dem Mindestwert von 3,00.") == 1
    assert text.count("12.10.2026, 14:03:11 Uhr (MESZ)") == 1
    assert text.count("auf Platz 2 der Reserveliste. Die Liste gilt bis zum 08.07.2027") == 1


def test_a_formal_rejection_shows_no_scores():
    text = printed(a_formal_rejection())

    assert text.count("Die Bewerbung ging nach dem Ende der Frist ein.") == 1
    assert "Gesamtnote" not in text
    assert "Kriterium" not in text


def test_a_receipt_proves_what_arrived_when():
    text = printed(a_receipt())

    proof = (
        "R6-0007 30.06.2028, 14:03:11 Uhr (MESZ)",
        "Sie kam rechtzeitig.",
        "Eingereicht von Anna Albrecht",
        "Konzept_Kabine_der_Zukunft.pdf",
        "5d41402a bc4b2a76 b9719d91 1017c592 ae1f3c47 d9b04e62 77a0c8d1 5f3b2e96",
        "Diese Bestätigung ist kein Bescheid.",
    )
    assert [part for part in proof if part not in text] == []


def test_a_receipt_in_english_says_page_and_zone():
    text = printed(a_receipt(language="en"))

    assert text.count("30 June 2028, 14:03:11 (CEST)") == 1
    assert text.count("Page 1 of 1") == 1


def test_the_remedy_follows_the_authority():
    objection, lawsuit = OBJECTION.instruction, LAWSUIT.instruction

    assert objection.de.startswith(
        "Gegen diesen Bescheid kann innerhalb eines Monats nach Bekanntgabe Widerspruch bei der "
        "folgenden Behörde erhoben werden: Projektträger Muster, Musterallee 10, 10115\u00a0Berlin."
    )
    assert lawsuit.de.startswith(
        "Gegen diesen Bescheid kann innerhalb eines Monats nach Bekanntgabe Klage bei dem "
        "folgenden Gericht erhoben werden: Verwaltungsgericht Musterstadt"
    )
    assert lawsuit.en.startswith("Legal action may be brought before the following court within")


def test_a_complete_letter_may_go():
    assert missing_parts(an_award_letter()) == []
    assert missing_parts(a_university_letter()) == []
    assert missing_parts(a_rejection_letter()) == []
    assert missing_parts(a_formal_rejection()) == []


NO_REMEDY = Remedy(kind=RemedyKind.OBJECTION, place="", seat="", form=Words("", ""), months=0)


@pytest.mark.parametrize(
    ("letter", "gaps"),
    [
        (
            an_award_letter(remedy=NO_REMEDY),
            [
                "Rechtsbehelf: die Behörde oder das Gericht",
                "Rechtsbehelf: der Sitz",
                "Rechtsbehelf: die Form",
                "Rechtsbehelf: die Form auf Englisch",
                "Rechtsbehelf: die Frist",
            ],
        ),
        (an_award_letter(amount_in_words=Words("", "")), ["der Betrag in Worten"]),
        (an_award_letter(deadlines=()), ["die Termine der Berichte"]),
        (
            an_award_letter(heading=a_heading(AVIATION, signatories=())),
            ["die Namen der beiden Verantwortlichen"],
        ),
        (
            an_award_letter(applied_amount=eur(500_000)),
            ["die Begründung der Abweichung vom Antrag"],
        ),
        (
            an_award_letter(plan=replace(PLAN, grant=PLAN.other_funds)),
            ["ein Finanzierungsplan, der aufgeht"],
        ),
        (a_rejection_letter(reasons=Words(" ", "")), ["die Begründung"]),
        (a_rejection_letter(assessment=None), ["die Bewertung oder der formale Grund"]),
        (
            a_rejection_letter(
                assessment=replace(ASSESSMENT, criteria=ASSESSMENT.criteria[:4]),
            ),
            ["Gewichte, die 100 % ergeben"],
        ),
        (
            an_award_letter(project=Words("ไท", "ไท")),
            [
                "eine lateinische Form für Schriftzeichen, die nicht druckbar sind: ท ไ",
            ],
        ),
    ],
)
def test_a_letter_with_a_gap_is_held_back_and_the_gap_is_named(letter, gaps):
    assert [gap.de for gap in missing_parts(letter)] == gaps


@pytest.mark.parametrize(
    ("written", "reads"),
    [
        (amount("400000.00", "de"), "400.000,00\u00a0EUR"),
        (amount("400000.00", "en"), "EUR\u00a0400,000.00"),
        (amount("-20000.00", "de"), "−20.000,00\u00a0EUR"),
        (places("137/40", "de", 2), "3,43"),
        (places("-137/40", "de", 2), "−3,43"),
        (places("173/50", "en", 4), "3.4600"),
        (per_cent("18/29", "de"), "62,07\u00a0%"),
        (per_cent("3/10", "en", 0), "30\u00a0%"),
        (moment("2028-03-26T01:00:00+01:00", "de"), "26.03.2028, 01:00:00\u00a0Uhr (MEZ)"),
        (moment("2028-03-26T01:00:00+00:00", "en"), "26 March 2028, 03:00:00 (CEST)"),
        (size(1_143_222, "de"), "1,1\u00a0MB"),
        (size(212_000, "de"), "212\u00a0kB"),
        (size(12, "en"), "12\u00a0Byte"),
        (groups("0" * 64), ["00000000 00000000 00000000 00000000"] * 2),
    ],
)
def test_a_figure_reads_as_its_language_writes_it(written, reads):
    assert written == reads


def test_the_total_is_exact_until_the_end():
    assert ASSESSMENT.exact == Fraction("3.425")
    assert ASSESSMENT.total == Fraction("3.43")
