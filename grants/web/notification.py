"""How a letter went, when it counts as notified and where its decision stands, line by line."""

from typing import Any

from grants.programme.notification import (
    CHANNEL_WORDS,
    CONTEST_WORDS,
    STANDING_WORDS,
    Channel,
    Dispatch,
    Standing,
)
from grants.programme.words import Words, say
from grants.queries.notification import Delivery

TONES = {
    Standing.FINAL: "success",
    Standing.OPEN: "info",
    Standing.CONTESTED: "warning",
    Standing.REPEAT: "danger",
}
Line = dict[str, Any]
WAIVED = Words("Auf Rechtsbehelfe verzichtet", "Remedies waived")
BY_POST = Words(
    "mit der Post, vom Empfänger so gewählt; im Portal liegt eine Kopie",
    "by post, as its recipient chose; a copy lies in the portal",
)


def standing_words(delivery: Delivery) -> tuple[Words, str]:
    """Where the decision stands, and the tone of its badge.

    Who objects knows the letter, whether it was fetched or not: then that comes first.
    """
    standing = delivery.course.standing
    if delivery.open_contests and standing is not Standing.FINAL:
        standing = Standing.CONTESTED
    if delivery.course.waived and standing is Standing.OPEN:
        return WAIVED, "info"
    return STANDING_WORDS[standing], TONES.get(standing, "info")


def lines_of_way(delivery: Delivery) -> list[Line]:
    """Sent, notified, contestable until, final since."""
    course = delivery.course
    lines = [_line("Versandt", "Sent", _sent(each)) for each in delivery.dispatches]
    if delivery.letter.way is Channel.POST:
        lines.insert(0, _line("Weg", "Way", BY_POST))
    if course.fetch_until is not None:
        lines.append(_line("Abzurufen bis", "To be fetched by", _day(course.fetch_until)))
    if course.notified_on is not None:
        lines.append(_line("Gilt als bekannt gegeben am", "Counts as notified on",
                           _day(course.notified_on)))  # fmt: skip
    if course.last_day is not None and not course.waived:
        lines.append(_line("Rechtsbehelf möglich bis", "Remedy possible until",
                           _day(course.last_day)))  # fmt: skip
    if course.final_on is not None:
        lines.append(_line("Bestandskräftig ab", "Final from", _day(course.final_on)))
    for each, *notes in zip(delivery.contests, delivery.doubts, delivery.hints, strict=True):
        lines.append({"label": CONTEST_WORDS[each.kind], "value": _contest(each)})
        lines += [
            _line("Hinweis dazu", "Note on it", note)
            for note in notes
            if note is not None and each.ended_on is None
        ]
    return lines


def _sent(dispatch: Dispatch) -> Words:
    said = CHANNEL_WORDS[dispatch.channel]
    parts = say("{day}, {how}", "{day}, {how}", day=dispatch.sent_on, how=said)
    if dispatch.retrieved_on is not None:
        more = say("abgerufen am {day}", "fetched on {day}", day=dispatch.retrieved_on)
    elif dispatch.arrived_on is not None:
        more = say("angekommen am {day}", "arrived on {day}", day=dispatch.arrived_on)
    elif dispatch.channel is Channel.PORTAL:
        more = Words("nicht abgerufen", "not fetched")
    else:
        return parts
    return Words(f"{parts.de}; {more.de}", f"{parts.en}; {more.en}")


def _contest(each: Any) -> Words:
    begun = say("{day}, {paper}", "{day}, {paper}", day=each.received_on, paper=each.reference)
    if each.ended_on is None:
        return begun
    end = say("beendet am {day}: {how}", "ended on {day}: {how}", day=each.ended_on,
              how=each.outcome)  # fmt: skip
    return Words(f"{begun.de}; {end.de}", f"{begun.en}; {end.en}")


def _day(day: Any) -> Words:
    return say("{day}", "{day}", day=day)


def _line(de: str, en: str, value: Words) -> Line:
    return {"label": Words(de, en), "value": value}
