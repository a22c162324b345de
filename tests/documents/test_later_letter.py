"""What the letters say that come beside or after an award, and what they may not lack."""

from dataclasses import replace
from datetime import date

import pytest

from grants.documents.letter import EarlierLetter
from grants.documents.missing import missing_parts
from grants.documents.printing import prepare, print_document
from grants.documents.remedy import Remedy, RemedyKind
from grants.documents.revocation_letter import Heard
from grants.programme.condition import ConditionType
from grants.programme.money import eur
from grants.programme.revocation import Measure
from grants.programme.words import Words
from tests.documents.later_samples import (
    AMENDED,
    AWARD,
    CONDITION,
    LATER,
    a_conditional_letter,
    a_confirmation_letter,
    a_late_use_letter,
    a_reserve_letter,
    a_revocation_letter,
    an_amendment_letter,
)
from tests.documents.reading import lines_by_page, right_ends_of, rows_of, text_of

MARGIN = 185.1
"""Where the text ends on the right, in mm."""
NOTHING_SAID = Words("", "")
NO_REMEDY = Remedy(kind=RemedyKind.OBJECTION, place="", seat="", form=NOTHING_SAID, months=0)


def lacking(letter, *parts):
    """The parts that the printed letter lacks of these."""
    pdf = print_document(prepare(letter))
    text = text_of(pdf) + rows_of(pdf)
    return [part for part in parts if part not in text]


def test_a_reserve_letter_says_its_place_and_until_when_it_counts():
    assert lacking(
        a_reserve_letter(),
        "zurzeit nicht zur Förderung ausgewählt",
        "Platz 2 der Reserveliste (Nachrückerliste). Die Liste gilt bis zum 08.07.2027",
        "Ein Anspruch auf Nachrücken besteht nicht.",
        "gewichtete Gesamtnote 4,00; nötig waren mindestens 3,50",
        "It has place 2 on the reserve list. The list is valid until 8 July 2027.",
    ) == []  # fmt: skip


def test_a_conditional_award_says_the_five_points_of_its_condition():
    assert lacking(
        a_conditional_letter(),
        "Zuwendungsbescheid unter Bedingung",
        "bis zu 400.000,00 EUR (in Worten: vierhunderttausend Euro)",
        "in Höhe von 220.000,00 EUR unter einer aufschiebenden Bedingung",
        "§ 36 Absatz 2 Nummer 2 VwVfG",
        "Frist 30.06.2027",
        "Nachweis Die unterschriebenen Erklärungen als PDF im Portal.",
        "insoweit nicht wirksam. Betroffen sind 220.000,00 EUR.",
        "Gesperrt: Vor dem Bestätigungsschreiben wird nichts ausgezahlt.",
        "mit einem eigenen Schreiben, das zwei Personen verantworten",
        "Suspensive (section 36 (2) no. 2 VwVfG), by 30 June 2027:",
    ) == []  # fmt: skip


def test_a_resolutory_condition_without_a_block_reads_so():
    condition = replace(CONDITION, type=ConditionType.RESOLUTORY, blocks_payment=False)

    letter = a_conditional_letter(condition=condition)

    assert lacking(letter, "unter einer auflösenden Bedingung", "Auszahlung Nicht gesperrt.") == []


def test_a_confirmation_ends_the_block_and_resets_nothing_else():
    assert lacking(
        a_confirmation_letter(),
        "zum Zuwendungsbescheid vom 08.01.2027, Az. 4-2027/0118",
        "Die aufschiebende Bedingung dieses Bescheids ist am 10.06.2027 eingetreten.",
        "auch in Höhe von 220.000,00 EUR wirksam. Die Auszahlungssperre ist aufgehoben.",
        "Alle anderen Bestimmungen des Bescheids gelten unverändert.",
    ) == []  # fmt: skip


def test_an_amendment_puts_old_beside_new():
    assert lacking(
        an_amendment_letter(),
        "Änderungsbescheid Nr. 2",
        "vom 08.01.2027, Az. 4-2027/0117, zuletzt geändert am 14.06.2027, Az. 4-2027/0188",
        "auf Ihren Änderungsantrag vom 02.11.2028",
        "Die Zuwendung bleibt bei bis zu 400.000,00 EUR",
        "Dienstreisen im Inland 20.000,00 EUR 26.000,00 EUR",
        "Vergabe von Aufträgen 100.000,00 EUR 94.000,00 EUR",
        "Zuwendung (Jahresscheibe) 180.000,00 190.000,00 30.000,00 400.000,00",
        "Verwendungsnachweis mit Sachbericht 31.12.2029",
        "Alle anderen Bestimmungen des Zuwendungsbescheids gelten unverändert.",
        "End of the approval period 31 December 2028 30 June 2029",
    ) == []  # fmt: skip


def test_a_revocation_has_all_ten_parts():
    assert lacking(
        a_revocation_letter(),
        "Widerrufs- und Erstattungsbescheid",
        "teilweise, in Höhe von 20.000,00 EUR (in Worten: zwanzigtausend Euro), mit Wirkung für "
        "die Vergangenheit widerrufen. Von der Zuwendung bleiben 230.000,00 EUR.",
        "Sie haben 20.000,00 EUR (in Worten: zwanzigtausend Euro) zu erstatten, zahlbar bis zum "
        "15.04.2030 an: Bundeskasse Musterstadt",
        "Mit Schreiben vom 01.02.2030 haben wir Sie angehört. Sie haben am 20.02.2030 geantwortet.",
        "§ 49 Absatz 3 Satz 1 Nummer 1 VwVfG",
        "Letzter Tag der Jahresfrist ist der 20.02.2031",
        "01.10.2029 bis 31.12.2029 92 1,27 % 6,27 % 316,08",
        "Summe 573,63",
        "Rechtsbehelfsbelehrung",
        "Interest is due. Up to 12 March 2030 it is EUR 573.63.",
    ) == []  # fmt: skip


def test_r036_the_decision_on_interest_shows_how_it_is_worked_out():
    assert lacking(
        a_late_use_letter(),
        "Zinsbescheid",
        "Zinsen von 1.168,11 EUR (in Worten:",
        "zahlbar bis zum 13.07.2026 an: Bundeskasse Musterstadt",
        "am 15.01.2026 200.000,00 EUR ausgezahlt. Zu verwenden waren sie bis zum 26.02.2026.",
        "Mit Schreiben vom 20.04.2026 haben wir Sie angehört. Sie haben am 11.05.2026 geantwortet.",
        "§ 49a Absatz 4 Satz 1 in Verbindung mit Absatz 3 Satz 1 VwVfG",
        "27.02.2026 bis 01.04.2026 34 1,27 % 6,27 % 1.168,11",
        "Rechtsbehelfsbelehrung",
        "you have to pay interest of EUR 1,168.11",
    ) == []  # fmt: skip
    short = a_late_use_letter(idle=eur(100_000), pay_to="", heard=Heard(
        letter_on=None, result=NOTHING_SAID, waived_for=Words("Eilt.", "Urgent.")))  # fmt: skip
    assert [gap.de for gap in missing_parts(short)] == [
        "das Ergebnis der Anhörung", "die Bankverbindung"
    ]  # fmt: skip


FIRST_CHANGE = EarlierLetter(dated=date(2027, 6, 14), file_number="4-2027/0188")
SECOND_CHANGE = EarlierLetter(dated=date(2028, 11, 20), file_number="4-2028/0301")


@pytest.mark.parametrize(
    ("amendments", "german", "english"),
    [
        ((), "vom 08.01.2027, Az. 4-2027/0117, ergeht der folgende", "number 4-2027/0117, is"),
        (
            (FIRST_CHANGE,),
            "vom 08.01.2027, Az. 4-2027/0117, in der Fassung des Änderungsbescheids vom "
            "14.06.2027, Az. 4-2027/0188, ergeht der folgende Bescheid",
            "file number 4-2027/0117, as amended by our letter of 14 June 2027, file number "
            "4-2027/0188, is revoked",
        ),
        (
            (FIRST_CHANGE, SECOND_CHANGE),
            "in der Fassung der Änderungsbescheide vom 14.06.2027, Az. 4-2027/0188, und vom "
            "20.11.2028, Az. 4-2028/0301, ergeht der folgende Bescheid",
            "as amended by our letters of 14 June 2027, file number 4-2027/0188, and of "
            "20 November 2028, file number 4-2028/0301, is revoked",
        ),
    ],
)
def test_a_revocation_cites_the_award_with_every_amendment(amendments, german, english):
    assert lacking(a_revocation_letter(amendments=amendments), german, english) == []


def test_a_withdrawal_after_deceit_reads_so():
    letter = a_revocation_letter(
        measure=Measure.WITHDRAW,
        revoked=eur(250_000),
        revoked_in_words=Words("zweihundertfünfzigtausend Euro", "two hundred and fifty thousand"),
        reclaim=eur(0),
        reclaim_in_words=None,
        interest=(),
        deceit=True,
        heard=Heard(
            letter_on=None,
            result=Words("Nachgeholt wird sie im Widerspruch.", "It follows with the objection."),
            waived_for=Words("Gefahr im Verzug.", "Imminent danger."),
        ),
    )

    assert missing_parts(letter) == []
    assert lacking(
        letter,
        "Rücknahmebescheid",
        "in vollem Umfang, also in Höhe von 250.000,00 EUR",
        "zurückgenommen. Von der Zuwendung bleiben 0,00 EUR.",
        "Zu erstatten ist nichts.",
        "Von einer Anhörung wurde nach § 28 VwVfG abgesehen.",
        "Gefahr im Verzug.",
        "Die Jahresfrist gilt nicht",
    ) == []  # fmt: skip


@pytest.mark.parametrize("document", LATER)
def test_a_complete_letter_may_go(document):
    assert missing_parts(document()) == []


@pytest.mark.parametrize("document", LATER)
def test_no_letter_goes_without_its_remedy_or_its_signatories(document):
    letter = document(remedy=NO_REMEDY)
    unsigned = replace(letter, heading=replace(letter.heading, signatories=()))

    assert len(missing_parts(letter)) == 5
    assert missing_parts(unsigned)[0].de == "die Namen der beiden Verantwortlichen"


@pytest.mark.parametrize(
    ("letter", "gaps"),
    [
        (a_reserve_letter(reasons=NOTHING_SAID), ["die Begründung"]),
        (
            a_reserve_letter(place=replace(a_reserve_letter().place, valid_until=date(2027, 1, 7))),
            ["eine Reserveliste, die noch gilt"],
        ),
        (
            a_conditional_letter(condition=replace(CONDITION, evidence=NOTHING_SAID)),
            ["der Nachweis der Bedingung"],
        ),
        (
            a_conditional_letter(condition=replace(CONDITION, consequence=NOTHING_SAID)),
            ["die Folge, wenn die Bedingung nicht eintritt"],
        ),
        (a_confirmation_letter(reasons=NOTHING_SAID), ["der Nachweis des Eintritts"]),
        (
            a_confirmation_letter(award=replace(AWARD, file_number="")),
            ["der Bezugsbescheid"],
        ),
        (an_amendment_letter(changes=()), ["eine Änderung"]),
        (an_amendment_letter(requested_on=None), ["die Begründung"]),
        (an_amendment_letter(amount_before=eur("400000.01")), ["die Begründung"]),
        (an_amendment_letter(deviates=True), ["die Begründung"]),
        (
            an_amendment_letter(plan=replace(AMENDED, grant=AMENDED.other_funds)),
            ["ein Finanzierungsplan, der aufgeht"],
        ),
        (a_revocation_letter(discretion=NOTHING_SAID), ["die Ermessenserwägungen"]),
        (a_revocation_letter(legal_basis=NOTHING_SAID), ["die Rechtsgrundlage"]),
        (a_revocation_letter(pay_to=""), ["die Bankverbindung"]),
        (a_revocation_letter(pay_by=None), ["die Zahlungsfrist"]),
        (
            a_revocation_letter(interest=()),
            ["die Zinsen oder der Grund, von ihnen abzusehen"],
        ),
        (a_revocation_letter(last_day=date(2030, 3, 11)), ["die Jahresfrist, die noch läuft"]),
    ],
)
def test_a_letter_with_a_gap_is_held_back_and_the_gap_is_named(letter, gaps):
    assert [gap.de for gap in missing_parts(letter)] == gaps


def test_the_running_head_of_a_conditional_award_stays_on_one_line():
    long = a_conditional_letter()
    heading = replace(long.heading, recipient=replace(
        long.heading.recipient, name="Verein zur Förderung der Luftfahrt in der Metropolregion"
    ))  # fmt: skip
    page = lines_by_page(print_document(prepare(replace(long, heading=heading))))[1]

    assert "Bescheid unter Bedingung vom 08.01.2027" in page[0]
    assert "Metropolregion" not in page[1]


def test_no_line_of_the_head_runs_over_the_margin():
    long = an_amendment_letter()
    officer = replace(long.heading.officer, email="interclust-foerderung@example.org")
    pdf = print_document(prepare(replace(long, heading=replace(long.heading, officer=officer))))

    assert max(right_ends_of(pdf)) <= MARGIN
