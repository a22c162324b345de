"""What a letter beside or after an award will say, line by line, for whoever countersigns it."""

from typing import Any

from grants.documents.amendment_letter import AmendmentLetter
from grants.documents.conditional_letter import AwardCondition, ConfirmationLetter
from grants.documents.missing_later import LaterLetter
from grants.documents.reserve_letter import ReserveLetter
from grants.documents.revocation_letter import RevocationLetter
from grants.programme.condition import CONDITION_WORDS
from grants.programme.revocation import MEASURE_WORDS
from grants.programme.words import Words, join, say
from grants.web import filters

Line = dict[str, Any]


def later_lines(letter: LaterLetter) -> list[Line]:
    """The letter in short."""
    match letter:
        case ReserveLetter():
            return _reserve(letter)
        case ConfirmationLetter():
            return [
                _line("Eingetreten am", "Occurred on", _day(letter.occurred_on)),
                *condition_lines(letter.condition),
                _line("Nachweis und Prüfung", "Proof and check", letter.reasons),
            ]
        case AmendmentLetter():
            return _amendment(letter)
        case RevocationLetter():
            return _revocation(letter)


def condition_lines(condition: AwardCondition) -> list[Line]:
    """The points of a condition."""
    blocked = Words("gesperrt bis zur Bestätigung", "blocked until the confirmation")
    free = Words("nicht gesperrt", "not blocked")
    return [
        {"label": CONDITION_WORDS[condition.type], "value": condition.content},
        _line("Frist", "Date", _day(condition.due)),
        _line("Nachweis", "Evidence", condition.evidence),
        _line("Folge", "Consequence", condition.consequence),
        _line("Betroffener Betrag", "Amount concerned", filters.money(condition.amount)),
        _line("Auszahlung", "Payment", blocked if condition.blocks_payment else free),
    ]


def _reserve(letter: ReserveLetter) -> list[Line]:
    place = say("{place}, gültig bis {day}", "{place}, valid until {day}",
                place=str(letter.place.position), day=letter.place.valid_until)  # fmt: skip
    return [
        _line("Platz auf der Reserveliste", "Place in reserve", place),
        _line("Sachverhalt", "Facts", letter.facts),
        _line("Begründung", "Reasons", letter.reasons),
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
        lines.append(_line("Geänderte Termine", "Changed dates", join(due, "; ")))
    if letter.reasons:
        lines.append(_line("Begründung", "Reasons", letter.reasons))
    return lines


def _revocation(letter: RevocationLetter) -> list[Line]:
    lines = [
        {"label": MEASURE_WORDS[letter.measure],
         "value": say("{revoked} von {granted}", "{revoked} of {granted}",
                      revoked=letter.revoked, granted=letter.granted)},
        _line("Sachverhalt", "Facts", letter.facts),
        _line("Ergebnis der Anhörung", "Result of the hearing", letter.heard.result),
        _line("Rechtsgrundlage", "Legal basis", letter.legal_basis),
        _line("Ermessen", "Discretion", letter.discretion),
        _line("Letzter Tag der Jahresfrist", "Last day of the limit", _day(letter.last_day)),
    ]  # fmt: skip
    if letter.reclaim and letter.pay_by is not None:
        lines.append(
            _line("Zu erstatten", "To be paid back",
                  say("{sum} bis {day}, {to}", "{sum} by {day}, {to}", sum=letter.reclaim,
                      day=letter.pay_by, to=letter.pay_to))
        )  # fmt: skip
        lines.append(_line("Zinsen", "Interest", filters.money(letter.interest_sum)))
    return lines


def _day(day: Any) -> Words:
    return say("{day}", "{day}", day=day)


def _line(de: str, en: str, value: Words | str) -> Line:
    return {"label": Words(de, en), "value": value}
