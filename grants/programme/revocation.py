"""Taking an award back: the hearing before it, the limit of one year, the amounts (R-052, R-053).

Sources: §§ 28, 48, 49 VwVfG. What is to be paid back: programme/reclaim.py.
"""

from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from grants.programme.calendar import months_later
from grants.programme.finding import Finding
from grants.programme.money import NOTHING, Money
from grants.programme.notification_terms import NotificationTerms
from grants.programme.words import Words, say

HEARING_LAW: Final = Words("§ 28 VwVfG", "Section 28 VwVfG")
LIMIT_LAW: Final = Words("§ 48 Absatz 4, § 49 VwVfG", "Section 48 (4), section 49 VwVfG")


class Measure(StrEnum):
    """How an award is taken back."""

    REVOKE = "revoke"
    """Widerruf of a lawful award (§ 49)."""
    WITHDRAW = "withdraw"
    """Rücknahme of an award that was unlawful from the beginning (§ 48)."""


MEASURE_WORDS: Final = {
    Measure.REVOKE: Words("Widerruf", "Revocation"),
    Measure.WITHDRAW: Words("Rücknahme", "Withdrawal"),
}


def last_day_of_limit(known_on: date, terms: NotificationTerms) -> date:
    """The last day of a revocation: known on 15 March 2027 it is 15 March 2028 (R-053).

    It is a limit of the authority's own; it does not move when it ends on a weekend.
    """
    return months_later(known_on, terms.revoke_months)


def warning_days(known_on: date, terms: NotificationTerms) -> list[tuple[int, date]]:
    """After how many months officers are warned, and on which days."""
    return [(months, months_later(known_on, months)) for months in sorted(terms.warn_months)]


def answer_by(letter_on: date, terms: NotificationTerms) -> date:
    """The least day until which a recipient may answer the hearing letter (R-052)."""
    return letter_on + timedelta(weeks=terms.hearing_weeks)


def check_hearing(
    *, answer_until: date | None, answered_on: date | None, waived: bool, today: date
) -> Finding:
    """Is the hearing over: answered, its date past, or waived with a reason (R-052)?"""
    over = answered_on is not None or (answer_until is not None and today > answer_until)
    if waived:
        says = Words("Auf die Anhörung wurde begründet verzichtet.", "The hearing was waived.")
    elif answer_until is None:
        says = Words(
            "Hören Sie den Empfänger zuerst an, oder begründen Sie, warum nicht.",
            "Hear the recipient first, or say why not.",
        )
    elif answered_on is not None:
        says = say("Beantwortet am {day}.", "Answered on {day}.", day=answered_on)
    else:
        says = say(
            "Der Empfänger kann bis {day} antworten.",
            "The recipient can answer until {day}.",
            day=answer_until,
        )
    return Finding(
        rule="R-052",
        holds=waived or over,
        claim=Words(
            "Der Empfänger wurde vor der Entscheidung angehört.",
            "The recipient was heard before the decision.",
        ),
        says=says,
        source=HEARING_LAW,
        place="hearing",
    )


def check_answer_time(letter_on: date, answer_until: date, terms: NotificationTerms) -> Finding:
    """Does the hearing letter leave enough time for an answer (R-052)?"""
    least = answer_by(letter_on, terms)
    holds = answer_until >= least
    return Finding(
        rule="R-052",
        holds=holds,
        claim=say(
            "Für die Antwort bleiben {weeks} Wochen.",
            "There are {weeks} weeks for the answer.",
            weeks=terms.hearing_weeks,
        ),
        says=say(
            "Schreiben vom {letter}, Antwort bis {until}."
            if holds
            else "Die Antwort muss mindestens bis zum {least} möglich sein, gerechnet ab dem"
            " Schreiben vom {letter}. Sie haben {until} eingegeben.",
            "Letter of {letter}, answer until {until}."
            if holds
            else "An answer must be possible until {least} at least, counted from the letter of"
            " {letter}. You entered {until}.",
            letter=letter_on,
            until=answer_until,
            least=least,
        ),
        source=HEARING_LAW,
        place="answer_until",
    )


def check_after_letter(letter_on: date | None, answered_on: date) -> Finding:
    """Does the answer follow the hearing letter (R-052)?"""
    return Finding(
        rule="R-052",
        holds=letter_on is not None and answered_on >= letter_on,
        claim=Words("Die Antwort folgt dem Schreiben.", "The answer follows the letter."),
        says=Words("Ohne Anhörungsschreiben gibt es keine Antwort.", "No letter, no answer.")
        if letter_on is None
        else say(
            "Der Tag darf nicht vor dem {day} liegen, dem Tag des Schreibens. Sie haben {answered}"
            " eingegeben.",
            "The day must not be before {day}, the day of the letter. You entered {answered}.",
            day=letter_on,
            answered=answered_on,
        ),
        source=HEARING_LAW,
        place="answered_on",
    )


def check_limit(known_on: date, *, today: date, deceit: bool, terms: NotificationTerms) -> Finding:
    """Is the one-year limit kept (R-053)? It does not hold after deceit, threat or bribery."""
    last = last_day_of_limit(known_on, terms)
    if deceit:
        says = Words(
            "Arglistige Täuschung, Drohung oder Bestechung: Die Jahresfrist gilt nicht.",
            "Deceit, threat or bribery: the one-year limit does not hold.",
        )
    elif today > last:
        says = say(
            "Die Jahresfrist ist am {last} abgelaufen: Die Tatsachen sind seit dem {known} bekannt."
            " Widerruf und Rücknahme sind nicht mehr möglich.",
            "The one-year limit ended on {last}: the facts are known since {known}. Nothing can be"
            " revoked or withdrawn any more.",
            known=known_on,
            last=last,
        )
    else:
        says = say(
            "Bekannt seit {known}, letzter Tag {last}.",
            "Known since {known}, last day {last}.",
            known=known_on,
            last=last,
        )
    return Finding(
        rule="R-053",
        holds=known_on <= today and (deceit or today <= last),
        claim=Words(
            "Zurückgenommen oder widerrufen wird binnen eines Jahres ab Kenntnis.",
            "An award is revoked or withdrawn within a year of knowing the facts.",
        ),
        says=says,
        source=LIMIT_LAW,
        place="known_on",
    )


def check_known_after_award(known_on: date, awarded_on: date) -> Finding:
    """Does the limit begin with the award at the earliest (R-053)?"""
    return Finding(
        rule="R-053",
        holds=known_on >= awarded_on,
        claim=Words(
            "Die Jahresfrist beginnt frühestens mit der Bewilligung.",
            "The one-year limit begins with the award at the earliest.",
        ),
        says=say(
            "Der Tag muss am oder nach dem {awarded} liegen, dem Tag der Bewilligung. Sie haben"
            " {known} eingegeben.",
            "The day must be on or after {awarded}, the day of the award. You entered {known}.",
            awarded=awarded_on,
            known=known_on,
        ),
        source=LIMIT_LAW,
        place="known_on",
    )


def check_extent(revoked: Money, granted: Money) -> Finding:
    """Is something revoked, and not more than was granted?"""
    holds = NOTHING < revoked <= granted
    return Finding(
        rule="REVOKE-EXTENT",
        holds=holds,
        claim=Words(
            "Widerrufen wird höchstens, was bewilligt ist.",
            "At most what was granted is revoked.",
        ),
        says=say(
            "{revoked} von {granted}."
            if holds
            else "Der Betrag muss über null liegen und darf höchstens {granted} sein, so viel ist"
            " von der Zuwendung übrig. Sie haben {revoked} eingegeben.",
            "{revoked} of {granted}."
            if holds
            else "The amount must be above zero and at most {granted}, which is left of the grant."
            " You entered {revoked}.",
            revoked=revoked,
            granted=granted,
        ),
        source=LIMIT_LAW,
        place="revoked",
    )
