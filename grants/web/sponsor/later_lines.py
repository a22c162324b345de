"""What a letter beside or after an award will say, line by line, for whoever countersigns it."""

from typing import Any

from grants.documents.amendment_letter import AmendmentLetter
from grants.documents.conditional_letter import AwardCondition, ConfirmationLetter
from grants.documents.late_use_letter import LateUseLetter
from grants.documents.missing_later import LaterLetter
from grants.documents.reserve_letter import ReserveLetter
from grants.documents.revocation_letter import RevocationLetter
from grants.programme.condition import CONDITION_WORDS
from grants.programme.revocation import MEASURE_WORDS
from grants.programme.words import Words, join, say
from grants.web import filters
from grants.web.sponsor.letter_line import Line, line_of


def later_lines(letter: LaterLetter) -> list[Line]:
    """The letter in short."""
    match letter:
        case ReserveLetter():
            return _reserve(letter)
        case ConfirmationLetter():
            return [
                line_of("Eingetreten am", "Occurred on", _day(letter.occurred_on)),
                *condition_lines(letter.condition),
                line_of("Nachweis und Prüfung", "Proof and check", letter.reasons),
                *(line_of("Noch offen", "Still open", each.content) for each in letter.still_open),
            ]
        case AmendmentLetter():
            return _amendment(letter)
        case RevocationLetter():
            return _revocation(letter)
        case LateUseLetter():
            return _late_use(letter)


def condition_lines(condition: AwardCondition) -> list[Line]:
    """The points of a condition."""
    blocked = Words("gesperrt bis zur Bestätigung", "blocked until the confirmation")
    free = Words("nicht gesperrt", "not blocked")
    return [
        {"label": CONDITION_WORDS[condition.type], "value": condition.content},
        line_of("Frist", "Date", _day(condition.due)),
        line_of("Nachweis", "Evidence", condition.evidence),
        line_of("Folge", "Consequence", condition.consequence),
        line_of("Betroffener Betrag", "Amount concerned", filters.money(condition.amount)),
        line_of("Auszahlung", "Payment", blocked if condition.blocks_payment else free),
    ]


def _reserve(letter: ReserveLetter) -> list[Line]:
    place = say("{place}, gültig bis {day}", "{place}, valid until {day}",
                place=str(letter.place.position), day=letter.place.valid_until)  # fmt: skip
    return [
        line_of("Platz auf der Reserveliste", "Place in reserve", place),
        line_of("Sachverhalt", "Facts", letter.facts),
        line_of("Begründung", "Reasons", letter.reasons),
    ]


def _amendment(letter: AmendmentLetter) -> list[Line]:
    lines = [
        {"label": each.what, "value": say("{old} → {new}", "{old} → {new}", old=each.old,
                                          new=each.new)}
        for each in letter.changes
    ]  # fmt: skip
    due = [say("{what}: {day}", "{what}: {day}", what=one.what, day=one.due)
           for one in letter.deadlines]  # fmt: skip
    if due:
        lines.append(line_of("Geänderte Termine", "Changed dates", join(due, "; ")))
    if letter.reasons:
        lines.append(line_of("Begründung", "Reasons", letter.reasons))
    return lines


def _revocation(letter: RevocationLetter) -> list[Line]:
    lines = [
        {"label": MEASURE_WORDS[letter.measure],
         "value": say("{revoked} von {granted}", "{revoked} of {granted}",
                      revoked=letter.revoked, granted=letter.granted)},
        line_of("Sachverhalt", "Facts", letter.facts),
        line_of("Ergebnis der Anhörung", "Result of the hearing", letter.heard.result),
        line_of("Rechtsgrundlage", "Legal basis", letter.legal_basis),
        line_of("Ermessen", "Discretion", letter.discretion),
        line_of("Letzter Tag der Jahresfrist", "Last day of the limit", _day(letter.last_day)),
    ]  # fmt: skip
    if letter.reclaim and letter.pay_by is not None:
        lines.append(
            line_of("Zu erstatten", "To be paid back",
                  say("{sum} bis {day}, {to}", "{sum} by {day}, {to}", sum=letter.reclaim,
                      day=letter.pay_by, to=letter.pay_to))
        )  # fmt: skip
        lines.append(line_of("Zinsen", "Interest", filters.money(letter.interest_sum)))
    return lines


def _late_use(letter: LateUseLetter) -> list[Line]:
    return [
        line_of("Nicht rechtzeitig verwendet", "Not used in time",
                say("{idle} von {paid}, {first} bis {last}", "{idle} of {paid}, {first} to {last}",
                    idle=letter.idle, paid=letter.paid, first=letter.interest[0].first,
                    last=letter.interest[-1].last)),
        line_of("Zinsen", "Interest",
                say("{sum} bis {day}, {to}", "{sum} by {day}, {to}", sum=letter.amount,
                    day=letter.pay_by, to=letter.pay_to)),
        line_of("Ergebnis der Anhörung", "Result of the hearing", letter.heard.result),
        line_of("Ermessen", "Discretion", letter.discretion),
    ]  # fmt: skip


def _day(day: Any) -> Words:
    return say("{day}", "{day}", day=day)
