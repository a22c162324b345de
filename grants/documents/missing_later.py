"""What letters lack that come beside or after an award: reserve, amendment, revocation."""

from collections.abc import Iterator

from grants.documents.amendment_letter import AmendmentLetter
from grants.documents.conditional_letter import AwardCondition, ConfirmationLetter
from grants.documents.late_use_letter import LateUseLetter
from grants.documents.letter import EarlierLetter
from grants.documents.reserve_letter import ReserveLetter
from grants.documents.revocation_letter import RevocationLetter
from grants.programme.money import NOTHING
from grants.programme.words import Words

Gap = tuple[bool, Words]

LaterLetter = (
    ReserveLetter | ConfirmationLetter | AmendmentLetter | RevocationLetter | LateUseLetter
)
REASONS = Words("die Begründung", "the reasons")
GRANT_NUMBER = Words("das Förderkennzeichen", "the grant number")
PROJECT = Words("das Vorhaben", "the project")


def of_a_later_letter(letter: LaterLetter) -> Iterator[Gap]:
    """Whether each of its own parts is there, with the part's name."""
    match letter:
        case ReserveLetter():
            yield from _of_a_reserve(letter)
        case ConfirmationLetter():
            yield from _of_a_confirmation(letter)
        case AmendmentLetter():
            yield from _of_an_amendment(letter)
        case RevocationLetter():
            yield from _of_a_revocation(letter)
        case LateUseLetter():
            yield from _of_a_charge(letter)


def of_a_condition(condition: AwardCondition) -> Iterator[Gap]:
    """The five points of a condition (section 36 (2) no. 2 VwVfG)."""
    yield _said(condition.content), Words("der Inhalt der Bedingung", "what the condition says")
    yield _said(condition.evidence), Words("der Nachweis der Bedingung", "the evidence of it")
    yield (
        _said(condition.consequence),
        Words("die Folge, wenn die Bedingung nicht eintritt", "what follows if it is not met"),
    )
    yield condition.amount > NOTHING, Words("der betroffene Betrag", "the amount concerned")


def _of_a_reserve(letter: ReserveLetter) -> Iterator[Gap]:
    yield bool(letter.application_number), Words("die Nummer der Bewerbung", "the number")
    yield _said(letter.project), PROJECT
    yield _said(letter.facts), Words("der Sachverhalt", "the facts")
    yield _said(letter.reasons), REASONS
    yield letter.place.position > 0, Words("der Platz auf der Reserveliste", "the place in reserve")
    yield (
        letter.place.valid_until >= letter.issued_on,
        Words("eine Reserveliste, die noch gilt", "a reserve list that is still valid"),
    )
    yield (
        letter.assessment is None or letter.assessment.weight == 1,
        Words("Gewichte, die 100 % ergeben", "weights that add up to 100 %"),
    )


def _of_a_confirmation(letter: ConfirmationLetter) -> Iterator[Gap]:
    yield bool(letter.grant_number), GRANT_NUMBER
    yield _said(letter.project), PROJECT
    yield from _of_the_award(letter.award)
    yield from of_a_condition(letter.condition)
    yield _said(letter.reasons), Words("der Nachweis des Eintritts", "the proof of it")
    yield (
        letter.occurred_on <= letter.heading.issued_on,
        Words("ein Tag des Eintritts, der nicht in der Zukunft liegt", "a day that is not ahead"),
    )


def _of_an_amendment(letter: AmendmentLetter) -> Iterator[Gap]:
    yield bool(letter.grant_number), GRANT_NUMBER
    yield letter.ordinal > 0, Words("die Nummer der Änderung", "the number of the amendment")
    yield _said(letter.project), PROJECT
    yield from _of_the_award(letter.award)
    yield bool(letter.changes), Words("eine Änderung", "a change")
    yield letter.amount > NOTHING, Words("der Betrag", "the amount")
    yield _said(letter.amount_in_words), Words("der Betrag in Worten", "the amount in words")
    yield (
        letter.period_from < letter.period_until,
        Words("der Bewilligungszeitraum", "the approval period"),
    )
    yield (
        letter.plan.balances and letter.plan.grant.sum == letter.amount,
        Words("ein Finanzierungsplan, der aufgeht", "a financing plan that adds up"),
    )
    yield (
        not letter.needs_reasons or (letter.reasons is not None and _said(letter.reasons)),
        REASONS,
    )


def _of_a_revocation(letter: RevocationLetter) -> Iterator[Gap]:
    yield bool(letter.grant_number), GRANT_NUMBER
    yield _said(letter.project), PROJECT
    yield from _of_the_award(letter.award)
    yield letter.revoked > NOTHING, Words("der widerrufene Betrag", "the amount revoked")
    yield _said(letter.revoked_in_words), Words("der Betrag in Worten", "the amount in words")
    yield _said(letter.facts), Words("der Sachverhalt", "the facts")
    yield (
        _said(letter.heard.result),
        Words("das Ergebnis der Anhörung", "the result of the hearing"),
    )
    yield _said(letter.legal_basis), Words("die Rechtsgrundlage", "the legal basis")
    yield _said(letter.discretion), Words("die Ermessenserwägungen", "the exercise of discretion")
    yield (
        letter.deceit or letter.heading.issued_on <= letter.last_day,
        Words("die Jahresfrist, die noch läuft", "a one-year limit that has not passed"),
    )
    if letter.reclaim:
        yield (
            letter.reclaim_in_words is not None and _said(letter.reclaim_in_words),
            Words("der Erstattungsbetrag in Worten", "the amount to pay back in words"),
        )
        yield (
            letter.pay_by is not None and letter.pay_by > letter.heading.issued_on,
            Words("die Zahlungsfrist", "the day by which to pay"),
        )
        yield bool(letter.pay_to.strip()), Words("die Bankverbindung", "the bank details")
        yield (
            bool(letter.interest)
            or (letter.interest_waived is not None and _said(letter.interest_waived)),
            Words("die Zinsen oder der Grund, von ihnen abzusehen",
                  "the interest, or why none is asked for"),
        )  # fmt: skip


def _of_a_charge(letter: LateUseLetter) -> Iterator[Gap]:
    yield bool(letter.grant_number), GRANT_NUMBER
    yield _said(letter.project), PROJECT
    yield from _of_the_award(letter.award)
    yield letter.amount > NOTHING, Words("die Zinsen", "the interest")
    yield _said(letter.amount_in_words), Words("der Betrag in Worten", "the amount in words")
    yield (
        _said(letter.heard.result),
        Words("das Ergebnis der Anhörung", "the result of the hearing"),
    )
    yield _said(letter.discretion), Words("die Ermessenserwägungen", "the exercise of discretion")
    yield (
        letter.pay_by > letter.heading.issued_on,
        Words("die Zahlungsfrist", "the day by which to pay"),
    )
    yield bool(letter.pay_to.strip()), Words("die Bankverbindung", "the bank details")


def _of_the_award(award: EarlierLetter) -> Iterator[Gap]:
    yield bool(award.file_number), Words("der Bezugsbescheid", "the award it is about")


def _said(words: Words) -> bool:
    return bool(words.de.strip() and words.en.strip())
