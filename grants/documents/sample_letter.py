"""Letters with invented content, on which officers see how their texts look in print."""

from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Final

from grants.documents.amendment_letter import AmendmentLetter, Changed
from grants.documents.assessment import Reserve
from grants.documents.award_letter import AwardLetter, ConditionKind, SpecialCondition
from grants.documents.conditional_letter import ConditionalLetter, ConfirmationLetter
from grants.documents.late_use_letter import LateUseLetter
from grants.documents.letter import Deadline
from grants.documents.missing import AnyLetter
from grants.documents.rejection_letter import RejectionLetter
from grants.documents.reserve_letter import ReserveLetter
from grants.documents.revocation_letter import Heard, RevocationLetter
from grants.documents.sample_part import (
    AMOUNT,
    APPLICATION,
    FACTS,
    GRANT,
    REASONS,
    YEARS,
    Sample,
    assessment,
    condition,
    earlier,
    plan,
)
from grants.documents.selection_letter import SelectionLetter
from grants.programme.money import eur
from grants.programme.reclaim_interest import InterestPart
from grants.programme.revocation import Measure
from grants.programme.special_condition import STANDARD_CONDITIONS
from grants.programme.spelled import words_amount
from grants.programme.words import Words


def _before(sample: Sample, days: int) -> datetime:
    return sample.made_at - timedelta(days=days)


def _selection(sample: Sample) -> SelectionLetter:
    first = sample.day + timedelta(days=30)
    return SelectionLetter(
        **sample.common(),
        application_number=APPLICATION,
        received_at=_before(sample, 90),
        award_number="03INT400",
        grant_number=GRANT,
        cap=eur(4_000_000),
        applied_amount=AMOUNT,
        concept_from=first,
        concept_until=first + timedelta(days=730),
        conditions=(Words("den vollständigen Finanzierungsplan.", "the complete plan."),),
        next_steps=(
            Deadline(
                what=Words("Finanzierungsplan vervollständigen", "Complete the financing plan"),
                due=first,
                remark=Words("Sie", "you"),
            ),
        ),
        reasons=REASONS,
    )


def _rejection(sample: Sample) -> RejectionLetter:
    letter = RejectionLetter(
        **sample.common(),
        application_number=APPLICATION,
        received_at=_before(sample, 90),
        facts=FACTS,
        assessment=assessment("2.8"),
        reasons=REASONS,
        advice=Words("", ""),
        data_protection=Words("Wir bewahren die Akte auf.", "We keep the file."),
    )
    return replace(letter, advice=letter.passage("hints"))


def _reserve(sample: Sample) -> ReserveLetter:
    letter = ReserveLetter(
        **sample.common(),
        application_number=APPLICATION,
        received_at=_before(sample, 90),
        place=Reserve(position=2, valid_until=sample.day + timedelta(days=180)),
        facts=FACTS,
        reasons=Words("", ""),
        assessment=assessment("4"),
    )
    return replace(letter, reasons=letter.passage("grounds"))


def _award(sample: Sample) -> AwardLetter:
    first = date(sample.day.year + 1, 1, 1)
    return AwardLetter(
        **sample.common(),
        grant_number=GRANT,
        acronym="InterCabin",
        applied_on=sample.day - timedelta(days=60),
        applied_amount=AMOUNT,
        amount=AMOUNT,
        amount_in_words=words_amount(AMOUNT),
        purpose=Words(
            "der Entwicklung eines Internationalisierungskonzepts",
            "to develop an internationalisation concept",
        ),
        rate=Fraction(1, 2),
        eligible=AMOUNT + AMOUNT,
        period_from=first,
        period_until=date(first.year + YEARS - 1, 12, 31),
        plan=plan(first.year),
        state_aid=Words("Artikel\N{NO-BREAK SPACE}27 AGVO", "Article 27 GBER"),
        general_conditions=Words("NABF", "NABF"),
        special_conditions=tuple(
            SpecialCondition(kind=ConditionKind.OBLIGATION, text=text)
            for text in STANDARD_CONDITIONS[:2]
        ),
        use_within_weeks=6,
        overrun_share=Fraction(1, 5),
        retention_years=5,
        deadlines=(
            Deadline(
                what=Words("Verwendungsnachweis", "Final report"),
                due=date(first.year + YEARS, 6, 30),
            ),
        ),
        reasons=REASONS,
        annexes=(Words("Allgemeine Nebenbestimmungen (NABF)", "General conditions (NABF)"),),
    )


def _conditional(sample: Sample) -> ConditionalLetter:
    award = _award(sample)
    own = {field.name: getattr(award, field.name) for field in fields(AwardLetter)}
    return ConditionalLetter(**own, condition=condition(sample))


def _confirmation(sample: Sample) -> ConfirmationLetter:
    return ConfirmationLetter(
        **sample.common(),
        grant_number=GRANT,
        award=earlier(sample),
        condition=condition(sample),
        occurred_on=sample.day,
        reasons=REASONS,
    )


def _amendment(sample: Sample) -> AmendmentLetter:
    first = date(sample.day.year, 1, 1)
    return AmendmentLetter(
        **sample.common(),
        grant_number=GRANT,
        ordinal=1,
        award=earlier(sample),
        requested_on=sample.day - timedelta(days=20),
        changes=(
            Changed(
                what=Words("Dienstreisen", "Travel"),
                old=Words("20.000,00\N{NO-BREAK SPACE}EUR", "EUR\N{NO-BREAK SPACE}20,000.00"),
                new=Words("26.000,00\N{NO-BREAK SPACE}EUR", "EUR\N{NO-BREAK SPACE}26,000.00"),
            ),
        ),
        amount_before=AMOUNT,
        amount=AMOUNT,
        amount_in_words=words_amount(AMOUNT),
        period_from=first,
        period_until=date(first.year + YEARS - 1, 12, 31),
        plan=plan(first.year),
        reasons=REASONS,
    )


def _revocation(sample: Sample) -> RevocationLetter:
    part = eur(20_000)
    return RevocationLetter(
        **sample.common(),
        grant_number=GRANT,
        award=earlier(sample),
        measure=Measure.REVOKE,
        granted=AMOUNT,
        revoked=part,
        revoked_in_words=words_amount(part),
        reclaim=part,
        reclaim_in_words=words_amount(part),
        pay_by=sample.day + timedelta(days=30),
        pay_to="Kasse Muster, IBAN DE02\N{NO-BREAK SPACE}1203\N{NO-BREAK SPACE}0000",
        interest_waived=REASONS,
        facts=FACTS,
        heard=Heard(letter_on=sample.day - timedelta(days=40), result=REASONS),
        legal_basis=Words("§\N{NO-BREAK SPACE}49 VwVfG.", "Section 49 VwVfG."),
        discretion=REASONS,
        known_on=sample.day - timedelta(days=60),
        last_day=sample.day + timedelta(days=305),
    )


def _late_use(sample: Sample) -> LateUseLetter:
    first, last = sample.day - timedelta(days=60), sample.day - timedelta(days=27)
    sum_ = eur("1168.11")
    return LateUseLetter(
        **sample.common(),
        grant_number=GRANT,
        award=earlier(sample),
        payment_number=f"{GRANT}-1",
        paid=eur(200_000),
        paid_on=first - timedelta(days=43),
        use_by=first - timedelta(days=1),
        used_on=last,
        idle=eur(200_000),
        interest=(
            InterestPart(first=first, last=last, days=34, base=Decimal("1.27"),
                         rate=Decimal("6.27"), interest=sum_),
        ),
        amount=sum_,
        amount_in_words=words_amount(sum_),
        pay_by=sample.day + timedelta(days=30),
        pay_to="Kasse Muster, IBAN DE02\N{NO-BREAK SPACE}1203\N{NO-BREAK SPACE}0000",
        heard=Heard(letter_on=sample.day - timedelta(days=25), result=REASONS),
        discretion=REASONS,
    )  # fmt: skip


SAMPLES: Final[Mapping[str, Callable[[Sample], AnyLetter]]] = {
    "selection": _selection,
    "rejection": _rejection,
    "award": _award,
    "reserve": _reserve,
    "conditional": _conditional,
    "confirmation": _confirmation,
    "amendment": _amendment,
    "revocation": _revocation,
    "late_use": _late_use,
}
"""By the kind of the letter."""
