"""When a letter counts as notified, and when its decision becomes final (R-050, R-051).

Sources: §§ 31, 41 VwVfG, §§ 58, 70, 74 VwGO, §§ 187, 188, 193 BGB. No clock: who asks says which
day it is.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from grants.programme.calendar import months_later, next_working_day
from grants.programme.finding import Finding
from grants.programme.notification_terms import NotificationTerms
from grants.programme.words import Words, join, say

SOURCE: Final = Words(
    "§ 41 VwVfG, §§ 58, 70, 74 VwGO", "Section 41 VwVfG, sections 58, 70, 74 VwGO"
)


class Channel(StrEnum):
    """How a letter goes to its recipient."""

    PORTAL = "portal"
    POST = "post"
    ELECTRONIC = "electronic"


CHANNEL_WORDS: Final = {
    Channel.PORTAL: Words("im Portal bereitgestellt", "made available in the portal"),
    Channel.POST: Words("mit der Post", "by post"),
    Channel.ELECTRONIC: Words("elektronisch übermittelt", "sent electronically"),
}


class ContestKind(StrEnum):
    """What a recipient does about a decision."""

    OBJECTION = "objection"
    COURT_ACTION = "court_action"
    WAIVER = "waiver"
    """Rechtsbehelfsverzicht: the decision is final at once."""


CONTEST_WORDS: Final = {
    ContestKind.OBJECTION: Words("Widerspruch", "Objection"),
    ContestKind.COURT_ACTION: Words("Klage", "Court action"),
    ContestKind.WAIVER: Words("Rechtsbehelfsverzicht", "Waiver of remedies"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispatch:
    """One attempt to bring a letter to its recipient."""

    channel: Channel
    sent_on: date
    """When it was posted, sent, or made available with a mail that says so."""
    retrieved_on: date | None = None
    """When it was first fetched from the portal."""
    arrived_on: date | None = None
    """A later arrival that is known; the authority has to prove the arrival in doubt."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contest:
    """An objection, a court action or a waiver, and its end."""

    kind: ContestKind
    received_on: date
    ended_on: date | None = None


class Standing(StrEnum):
    """Where a decision stands in law."""

    UNSENT = "unsent"
    WAITING = "waiting"
    """In the portal, and not fetched yet."""
    REPEAT = "repeat"
    """Not fetched in time: it is not notified and has to be sent again."""
    OPEN = "open"
    """Notified; the period for a remedy runs."""
    CONTESTED = "contested"
    FINAL = "final"
    """Bestandskräftig: it can no longer be contested."""


STANDING_WORDS: Final = {
    Standing.UNSENT: Words("Noch nicht versandt", "Not sent yet"),
    Standing.WAITING: Words("Noch nicht abgerufen", "Not fetched yet"),
    Standing.REPEAT: Words("Nicht bekannt gegeben, erneut senden", "Not notified, send it again"),
    Standing.OPEN: Words("Bekannt gegeben, Frist läuft", "Notified, period runs"),
    Standing.CONTESTED: Words("Angefochten", "Contested"),
    Standing.FINAL: Words("Bestandskräftig", "Final"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """What became of a letter: when it is notified, until when it can be contested, since when
    its decision is final."""

    standing: Standing
    notified_on: date | None = None
    last_day: date | None = None
    final_on: date | None = None
    """The first day on which it is final; it may lie ahead."""
    fetch_until: date | None = None
    """The last day for fetching it from the portal, while that is awaited."""
    waived: bool = False
    """Did the recipient waive the remedies? Then no period runs for one any more."""


def notified_on(dispatch: Dispatch, terms: NotificationTerms, land: str) -> date | None:
    """The day on which the letter counts as notified (R-050); nothing while it does not.

    By post or electronically it is the fourth day after sending, the third before 2025; with
    `shift_fiction` the next working day. A later arrival counts instead. From the portal it is the
    day after fetching, if that was in time.
    """
    if dispatch.channel is Channel.PORTAL:
        fetched = dispatch.retrieved_on
        if fetched is None or fetched > fetch_until(dispatch, terms):
            return None
        return fetched + timedelta(days=1)
    day = dispatch.sent_on + timedelta(days=_days(dispatch, terms))
    if terms.shift_fiction:
        day = next_working_day(day, land)
    return max(day, dispatch.arrived_on or day)


def fetch_until(dispatch: Dispatch, terms: NotificationTerms) -> date:
    """The last day on which a letter in the portal can be fetched with effect."""
    return dispatch.sent_on + timedelta(days=terms.retrieval_days)


def last_day_to_contest(
    notified: date, terms: NotificationTerms, land: str, *, instructed: bool = True
) -> date:
    """The last day for an objection or a court action (R-051).

    One month after notification, a year where the instruction is wrong or missing; a period that
    would end on a Saturday, a Sunday or a holiday ends on the next working day.
    """
    months = terms.remedy_months if instructed else terms.uninstructed_months
    return next_working_day(months_later(notified, months), land)


def course_of(
    dispatches: Sequence[Dispatch],
    contests: Iterable[Contest],
    terms: NotificationTerms,
    land: str,
    *,
    today: date,
    instructed: bool = True,
) -> Course:
    """Where the decision of a letter stands on a day, after all that was sent and received.

    `contests` come in the order in which they came. A waiver ends the period, not before the
    decision is notified; what came after it does not open the decision again.
    """
    told = _first([notified_on(each, terms, land) for each in dispatches])
    if told is None:
        return _not_told(dispatches, terms, today)
    last = last_day_to_contest(told, terms, land, instructed=instructed)
    final = last + timedelta(days=1)
    timely, waiver = [], None
    for each in contests:
        if each.kind is ContestKind.WAIVER:
            waiver = max(each.received_on, told)
            break
        if each.received_on <= last:
            timely.append(each)
    ended = [c.ended_on for c in timely if c.ended_on is not None]
    if len(ended) < len(timely):
        return Course(standing=Standing.CONTESTED, notified_on=told, last_day=last)
    if ended:
        final = max(ended)
    elif waiver is not None:
        final = min(final, waiver)
    return Course(
        standing=Standing.FINAL if final <= today else Standing.OPEN,
        notified_on=told,
        last_day=last,
        final_on=final,
        waived=not ended and waiver is not None,
    )


def check_day(day: date, earliest: date, latest: date, place: str) -> Finding:
    """Does the day lie between these two, both included?"""
    return Finding(
        rule="R-050",
        holds=earliest <= day <= latest,
        claim=Words("Der Tag passt zum Schreiben.", "The day fits the letter."),
        says=say(
            "Der Tag muss zwischen dem {earliest} und heute, dem {latest}, liegen. Sie haben {day}"
            " eingegeben.",
            "The day must be between {earliest} and today, {latest}. You entered {day}.",
            day=day,
            earliest=earliest,
            latest=latest,
        ),
        source=SOURCE,
        place=place,
    )


def check_effect_known(before: Course, after: Course, *, sure: bool) -> Finding:
    """Does whoever enters a dispatch know what it does to the recipient's period?"""
    if after.notified_on is None or after.notified_on == before.notified_on:
        says = Words("An der Frist ändert sich nichts.", "The period does not change.")
    else:
        parts = [
            say("Der Bescheid gilt dann am {day} als bekannt gegeben",
                "The decision then counts as notified on {day}", day=after.notified_on)
        ]  # fmt: skip
        if after.last_day is not None:
            parts.append(say("Rechtsbehelf möglich bis {day}", "remedy possible until {day}",
                             day=after.last_day))  # fmt: skip
        if after.final_on is not None:
            parts.append(say("bestandskräftig ab {day}", "final from {day}", day=after.final_on))
        effect = join(parts, ", ")
        says = Words(
            f"{effect.de}. Prüfen Sie das und setzen Sie den Haken.",
            f"{effect.en}. Check that, and tick the box.",
        )
    return Finding(
        rule="R-050",
        holds=sure or after.notified_on in (None, before.notified_on),
        claim=Words("Die Wirkung auf die Frist ist geprüft.", "The effect was looked at."),
        says=says,
        source=SOURCE,
        place="sure",
    )


def _not_told(dispatches: Sequence[Dispatch], terms: NotificationTerms, today: date) -> Course:
    if not dispatches:
        return Course(standing=Standing.UNSENT)
    until = max(fetch_until(each, terms) for each in dispatches)
    waits = today <= until
    return Course(
        standing=Standing.WAITING if waits else Standing.REPEAT,
        fetch_until=until if waits else None,
    )


def _first(days: Iterable[date | None]) -> date | None:
    return min((day for day in days if day is not None), default=None)


def _days(dispatch: Dispatch, terms: NotificationTerms) -> int:
    if dispatch.sent_on < terms.changed_on:
        return terms.days_before
    return terms.post_days if dispatch.channel is Channel.POST else terms.electronic_days
