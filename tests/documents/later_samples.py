"""Letters beside and after an award, with rich invented data."""

from dataclasses import fields, replace
from datetime import date
from decimal import Decimal

from grants.documents.amendment_letter import AmendmentLetter, Changed
from grants.documents.assessment import Reserve
from grants.documents.award_letter import AwardLetter
from grants.documents.conditional_letter import (
    AwardCondition,
    ConditionalLetter,
    ConfirmationLetter,
)
from grants.documents.late_use_letter import LateUseLetter
from grants.documents.letter import Deadline, EarlierLetter
from grants.documents.plan import FinancingPlan
from grants.documents.reserve_letter import ReserveLetter
from grants.documents.revocation_letter import Heard, RevocationLetter
from grants.programme.condition import ConditionType
from grants.programme.money import eur
from grants.programme.reclaim_interest import interest_parts
from grants.programme.revocation import Measure
from grants.programme.spelled import words_amount
from grants.programme.words import Words
from tests.documents.rejection_samples import ASSESSMENT, a_rejection_letter
from tests.documents.samples import (
    AVIATION,
    MADE,
    OBJECTION,
    a_heading,
    a_line,
    an_award_letter,
)

AWARD = EarlierLetter(dated=date(2027, 1, 8), file_number="4-2027/0117")
CONDITION = AwardCondition(
    type=ConditionType.SUSPENSIVE,
    content=Words(
        "Die beiden ausländischen Partner bestätigen ihre eigenen Mittel, und alle Partner "
        "unterzeichnen eine Kooperationsvereinbarung mit Regeln zu geistigem Eigentum.",
        "Both foreign partners confirm their own funds, and all partners sign a cooperation "
        "agreement with rules on intellectual property.",
    ),
    due=date(2027, 6, 30),
    evidence=Words(
        "Die unterschriebenen Erklärungen als PDF im Portal.",
        "The signed statements as PDF files in the portal.",
    ),
    consequence=Words(
        "Tritt die Bedingung bis dahin nicht ein, wird die Zuwendung insoweit nicht wirksam.",
        "If the condition does not occur by then, the grant does not take effect to that extent.",
    ),
    amount=eur(220_000),
)


def a_reserve_letter(**changes):
    """The second place on the reserve list."""
    other = a_rejection_letter()
    good = replace(
        ASSESSMENT,
        criteria=tuple(replace(each, score=max(each.score, each.minimum + 1))
                       for each in ASSESSMENT.criteria),
    )  # fmt: skip
    return replace(
        ReserveLetter(
            heading=replace(other.heading, file_number="4-2027/0207"),
            made_at=MADE,
            application_number="R4-0009",
            project=Words("PhotonNet Konzept", "PhotonNet concept"),
            received_at=other.received_at,
            place=Reserve(position=2, valid_until=date(2027, 7, 8)),
            facts=other.facts,
            reasons=Words(
                "Die Haushaltsmittel der Runde reichen für zehn Vorhaben. Wir haben unser Ermessen "
                "an der Reihenfolge der Gesamtnoten ausgerichtet; Ihre Bewerbung folgt darauf.",
                "The budget of the round is sufficient for ten projects. We used our discretion in "
                "the order of the total scores; your application comes next.",
            ),
            assessment=good,
            remedy=OBJECTION,
        ),
        **changes,
    )


def a_conditional_letter(**changes):
    """The award of the concept phase, of which 220,000.00 EUR wait for a condition."""
    award = an_award_letter()
    own = {field.name: getattr(award, field.name) for field in fields(AwardLetter)}
    heading = replace(award.heading, file_number="4-2027/0118")
    return replace(
        ConditionalLetter(**{**own, "heading": heading, "condition": CONDITION}), **changes
    )


def a_confirmation_letter(**changes):
    """The condition has occurred."""
    return replace(
        ConfirmationLetter(
            heading=a_heading(AVIATION, file_number="4-2027/0188", issued_on=date(2027, 6, 14)),
            made_at=MADE,
            grant_number="03INT400A",
            project=Words("Konzeptionsphase InterCabin", "InterCabin concept phase"),
            award=EarlierLetter(dated=date(2027, 1, 8), file_number="4-2027/0118"),
            condition=CONDITION,
            occurred_on=date(2027, 6, 10),
            reasons=Words(
                "Beide Erklärungen und die Vereinbarung vom 10.06.2027 liegen vor. Wir haben sie "
                "auf Vollständigkeit und Unterschriften geprüft.",
                "Both statements and the agreement of 10 June 2027 are there. We have checked that "
                "they are complete and signed.",
            ),
            remedy=OBJECTION,
        ),
        **changes,
    )


AMENDED = FinancingPlan(
    years=(2027, 2028, 2029),
    lines=(
        a_line("Beschäftigte", "Staff", 222_000, 256_000, 10_000),
        a_line("Vergabe von Aufträgen", "Orders to third parties", 48_000, 36_000, 10_000),
        a_line("Dienstreisen im Inland", "Travel within Germany", 12_000, 12_000, 2_000),
        a_line("Dienstreisen ins Ausland", "Travel abroad", 42_500, 51_500, 34_000),
        a_line("Sonstiges", "Other items", 35_500, 24_500, 4_000),
    ),
    own_funds=a_line("Eigenmittel", "Own funds", 180_000, 190_000, 30_000),
    other_funds=a_line("Mittel Dritter", "Third-party funds", 0, 0, 0),
    grant=a_line("Zuwendung (Jahresscheibe)", "Grant (yearly tranche)", 180_000, 190_000, 30_000),
)


def same(text):
    """A text that is the same in both languages."""
    return Words(text, text)


def an_amendment_letter(**changes):
    """The second amendment: half a year more, money moved between lines, the total unchanged."""
    return replace(
        AmendmentLetter(
            heading=a_heading(AVIATION, file_number="4-2028/0301", issued_on=date(2028, 11, 20)),
            made_at=MADE,
            grant_number="03INT400A",
            ordinal=2,
            project=Words("Konzeptionsphase InterCabin", "InterCabin concept phase"),
            award=AWARD,
            last_amended=EarlierLetter(dated=date(2027, 6, 14), file_number="4-2027/0188"),
            requested_on=date(2028, 11, 2),
            changes=(
                Changed(
                    what=Words("Ende des Bewilligungszeitraums", "End of the approval period"),
                    old=Words("31.12.2028", "31 December 2028"),
                    new=Words("30.06.2029", "30 June 2029"),
                ),
                Changed(
                    what=Words("Dienstreisen im Inland", "Travel within Germany"),
                    old=Words("20.000,00 EUR", "EUR 20,000.00"),
                    new=Words("26.000,00 EUR", "EUR 26,000.00"),
                ),
                Changed(
                    what=Words("Vergabe von Aufträgen", "Orders to third parties"),
                    old=Words("100.000,00 EUR", "EUR 100,000.00"),
                    new=Words("94.000,00 EUR", "EUR 94,000.00"),
                ),
                Changed(
                    what=Words("Verwendungsnachweis fällig", "Final report due"),
                    old=Words("30.06.2029", "30 June 2029"),
                    new=Words("31.12.2029", "31 December 2029"),
                ),
            ),
            amount_before=eur(400_000),
            amount=eur(400_000),
            amount_in_words=Words("vierhunderttausend Euro", "four hundred thousand euros"),
            period_from=date(2027, 1, 1),
            period_until=date(2029, 6, 30),
            plan=AMENDED,
            deadlines=(
                Deadline(
                    what=Words("Verwendungsnachweis mit Sachbericht", "Final report"),
                    due=date(2029, 12, 31),
                ),
            ),
            remedy=OBJECTION,
        ),
        **changes,
    )


def a_revocation_letter(**changes):
    """20,000.00 EUR of an award are revoked and reclaimed, after a hearing, with interest."""
    return replace(
        RevocationLetter(
            heading=a_heading(AVIATION, file_number="4-2030/0044", issued_on=date(2030, 3, 12)),
            made_at=MADE,
            grant_number="03INT400A",
            project=Words("Konzeptionsphase InterCabin", "InterCabin concept phase"),
            award=AWARD,
            measure=Measure.REVOKE,
            granted=eur(250_000),
            revoked=eur(20_000),
            revoked_in_words=Words("zwanzigtausend Euro", "twenty thousand euros"),
            reclaim=eur(20_000),
            reclaim_in_words=Words("zwanzigtausend Euro", "twenty thousand euros"),
            pay_by=date(2030, 4, 15),
            pay_to="Bundeskasse Musterstadt, IBAN DE02 1203 0000 0000 2020 51, "
            "Verwendungszweck 03INT400A",
            facts=Words(
                "Die tatsächlichen zuwendungsfähigen Ausgaben betragen 460.000,00 EUR. Der Anteil "
                "von 50 % ergibt 230.000,00 EUR. Ausgezahlt sind 250.000,00 EUR.",
                "Actual eligible expenditure is EUR 460,000.00. Its share of 50 % is "
                "EUR 230,000.00. EUR 250,000.00 have been paid.",
            ),
            heard=Heard(
                letter_on=date(2030, 2, 1),
                answered_on=date(2030, 2, 20),
                result=Words(
                    "Sie haben vorgetragen, ein Auftrag sei wider Erwarten günstiger geworden. Das "
                    "bestätigt, dass der Betrag nicht für den Zweck gebraucht wurde.",
                    "You stated that an order had become cheaper than expected. That confirms that "
                    "the amount was not needed for the purpose.",
                ),
            ),
            legal_basis=Words(
                "Rechtsgrundlage des Widerrufs ist § 49 Absatz 3 Satz 1 Nummer 1 VwVfG, der "
                "Erstattung § 49a Absatz 1 VwVfG.",
                "The revocation is based on section 49 (3) sentence 1 no. 1 VwVfG, the repayment "
                "on section 49a (1) VwVfG.",
            ),
            discretion=Words(
                "Wir haben Ihr Interesse am Bestand des Bescheids gegen das öffentliche Interesse "
                "an sparsamer Verwendung abgewogen. Umstände, die für ein Absehen vom Widerruf "
                "sprechen, liegen nicht vor.",
                "We weighed your interest in keeping the award against the public interest in "
                "economical use of money. There are no circumstances that speak against revoking.",
            ),
            known_on=date(2030, 2, 20),
            last_day=date(2031, 2, 20),
            interest=interest_parts(
                eur(20_000), date(2029, 10, 1), date(2030, 3, 12),
                {date(2029, 7, 1): Decimal("1.27"), date(2030, 1, 1): Decimal("1.62")},
            ),
            remedy=OBJECTION,
        ),
        **changes,
    )  # fmt: skip


def a_late_use_letter(**changes):
    """Interest on 200,000.00 EUR that lay idle for 34 days after the six weeks."""
    return replace(
        LateUseLetter(
            heading=a_heading(AVIATION, file_number="4-2026/0051", issued_on=date(2026, 6, 10)),
            made_at=MADE,
            grant_number="03INT400A",
            project=Words("Konzeptionsphase InterCabin", "InterCabin concept phase"),
            award=EarlierLetter(dated=date(2025, 12, 1), file_number="4-2025/0117"),
            payment_number="03INT400A-1",
            paid=eur(200_000),
            paid_on=date(2026, 1, 15),
            use_by=date(2026, 2, 26),
            used_on=date(2026, 4, 1),
            idle=eur(200_000),
            interest=interest_parts(
                eur(200_000), date(2026, 2, 27), date(2026, 4, 1),
                {date(2026, 1, 1): Decimal("1.27")},
            ),
            amount=eur("1168.11"),
            amount_in_words=words_amount(eur("1168.11")),
            pay_by=date(2026, 7, 13),
            pay_to="Bundeskasse Musterstadt, IBAN DE02 1203 0000 0000 2020 51, 03INT400A-1",
            heard=Heard(
                letter_on=date(2026, 4, 20),
                answered_on=date(2026, 5, 11),
                result=Words(
                    "Sie haben vorgetragen, ein Lieferant sei in Verzug geraten.",
                    "You stated that a supplier was late.",
                ),
            ),
            discretion=Words(
                "Die Verspätung ließ sich vermeiden: Das Geld wurde vor der Lieferung angefordert.",
                "The delay could be avoided: the money was asked for before the delivery.",
            ),
            remedy=OBJECTION,
        ),
        **changes,
    )  # fmt: skip


LATER = (
    a_reserve_letter,
    a_conditional_letter,
    a_confirmation_letter,
    an_amendment_letter,
    a_revocation_letter,
    a_late_use_letter,
)
