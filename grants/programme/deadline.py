"""A deadline as people write it: a day and a time in Berlin, which is one moment and no other."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from grants.programme.calendar import ZONE, NoSuchInstant
from grants.programme.finding import Finding
from grants.programme.words import Words, say

OFFSETS: Final = {
    "MEZ": timedelta(hours=1),
    "CET": timedelta(hours=1),
    "+01:00": timedelta(hours=1),
    "MESZ": timedelta(hours=2),
    "CEST": timedelta(hours=2),
    "+02:00": timedelta(hours=2),
}
"""What may follow a time of day, where the clocks change."""
WRITTEN: Final = re.compile(
    r"([01]?[0-9]|2[0-4])[:.]([0-5][0-9])(?:[:.]([0-5][0-9]))?"
    r"\s*(?:Uhr)?\s*\(?(MEZ|MESZ|CET|CEST|\+0[12]:00)?\)?",
    re.IGNORECASE,
)
END_OF_DAY: Final = 24
SOURCE: Final = Words("Frist der Runde", "Deadline of the round")


class NotATime(ValueError):
    """This is no time of day; `says` tells how to write one."""

    def __init__(self, typed: str) -> None:
        self.says = say(
            "Schreiben Sie die Uhrzeit wie 18:00 oder 23:59:59. Wir haben „{typed}“ gelesen.",
            "Write the time like 18:00 or 23:59:59. We read “{typed}”.",
            typed=typed,
        )
        super().__init__(self.says.en)


@dataclass(frozen=True, slots=True)
class TimeOfDay:
    """A time as a clock on the wall shows it; 24:00 is the end of the day."""

    hour: int
    minute: int = 0
    second: int = 0
    offset: timedelta | None = None
    """How far the clock is ahead of UTC, where the writer said so."""

    def __str__(self) -> str:
        seconds = f":{self.second:02}" if self.second else ""
        named = {OFFSETS["MEZ"]: " MEZ", OFFSETS["MESZ"]: " MESZ"}.get(self.offset or timedelta())
        return f"{self.hour:02}:{self.minute:02}{seconds}{named or ''}"


def read_time(typed: str) -> TimeOfDay:
    """18:00, 23:59:59, 24:00 or 02:30 MEZ as a time of day.

    Raises NotATime for everything else.
    """
    found = WRITTEN.fullmatch(typed.strip())
    if found is None:
        raise NotATime(typed)
    hour, minute, second = int(found[1]), int(found[2]), int(found[3] or 0)
    if hour == END_OF_DAY and (minute or second):
        raise NotATime(typed)
    return TimeOfDay(hour, minute, second, OFFSETS[found[4].upper()] if found[4] else None)


def deadline_at(day: date, at: TimeOfDay) -> datetime:
    """The moment in UTC at which it is this time on this day in Berlin.

    Raises NoSuchInstant when the clocks change over that time and nothing says which is meant,
    or when the offset does not belong to that moment.
    """
    whole, hour = (day + timedelta(days=1), 0) if at.hour == END_OF_DAY else (day, at.hour)
    wall = datetime.combine(whole, time(hour, at.minute, at.second))
    meant = [moment for moment in _moments(wall) if at.offset in (None, _offset(moment))]
    if len(meant) != 1:
        raise NoSuchInstant(f"{day} {at} is {len(meant)} moments")
    return meant[0]


def check_one_moment(day: date, at: TimeOfDay) -> Finding:
    """Is there exactly one moment of that name, also where the clocks change?"""
    wall = datetime.combine(day, time(at.hour % END_OF_DAY, at.minute, at.second))
    try:
        deadline_at(day, at)
    except NoSuchInstant:
        holds = False
    else:
        holds = True
    return Finding(
        rule="DEADLINE-CLEAR",
        holds=holds,
        claim=Words("Die Frist endet zu einer eindeutigen Zeit.", "The deadline is one moment."),
        says=_why_not(day, at, _moments(wall)),
        source=SOURCE,
        place="closes_time",
    )


def check_later(closes_at: datetime, until: datetime) -> Finding:
    """Is the new deadline after the one in force? A deadline never moves to an earlier moment."""
    return Finding(
        rule="R-014",
        holds=until > closes_at,
        claim=Words("Eine Frist wird nur nach hinten verschoben.", "A deadline moves later only."),
        says=say(
            "Bisher endet die Frist am {old}, neu am {new}; das muss später sein.",
            "The deadline ends on {old} so far, and on {new} then; that must be later.",
            old=moment_words(closes_at),
            new=moment_words(until),
        ),
        source=SOURCE,
        place="closes_on",
    )


def check_ahead(until: datetime, now: datetime) -> Finding:
    """Does the new deadline still lie ahead?"""
    return Finding(
        rule="DEADLINE-AHEAD",
        holds=until > now,
        claim=Words("Die neue Frist liegt in der Zukunft.", "The new deadline lies ahead."),
        says=say(
            "Die neue Frist endet am {new}, jetzt ist {now}.",
            "The new deadline ends on {new}, now it is {now}.",
            new=moment_words(until),
            now=moment_words(now),
        ),
        source=SOURCE,
        place="closes_on",
    )


def moment_words(moment: datetime) -> Words:
    """30.06.2028, 23:59:59 Uhr (MESZ) and 30 June 2028, 23:59:59 (CEST)."""
    local = moment.astimezone(ZONE)
    de, en = ("MESZ", "CEST") if local.dst() else ("MEZ", "CET")
    return say(
        f"{{day}}, {{time}} Uhr ({de})",
        f"{{day}}, {{time}} ({en})",
        day=local.date(),
        time=f"{local:%H:%M:%S}" if local.second else f"{local:%H:%M}",
    )


def _moments(wall: datetime) -> list[datetime]:
    """Every moment at which a clock in Berlin shows this: one, two in autumn, none in spring."""
    found = {
        (wall - offset).replace(tzinfo=UTC)
        for offset in OFFSETS.values()
        if (wall - offset).replace(tzinfo=UTC).astimezone(ZONE).replace(tzinfo=None) == wall
    }
    return sorted(found)


def _offset(moment: datetime) -> timedelta | None:
    return moment.astimezone(ZONE).utcoffset()


def _why_not(day: date, at: TimeOfDay, moments: list[datetime]) -> Words:
    if len(moments) > 1 and at.offset is None:
        return say(
            "Am {day} werden die Uhren umgestellt: {at} Uhr gibt es zweimal. Schreiben Sie"
            " {at} MESZ oder {at} MEZ.",
            "On {day} the clocks change: {at} comes twice. Write {at} CEST or {at} CET.",
            day=day,
            at=str(at),
        )
    if not moments:
        return say(
            "Am {day} werden die Uhren umgestellt: {at} Uhr gibt es nicht. Wählen Sie eine andere"
            " Uhrzeit.",
            "On {day} the clocks change: there is no {at}. Choose another time.",
            day=day,
            at=str(at),
        )
    summer = _offset(moments[0]) == OFFSETS["MESZ"]
    return say(
        "Am {day} gilt um diese Zeit {zone}.",
        "On {day} the time is {english} then.",
        day=day,
        zone="MESZ" if summer else "MEZ",
        english="CEST" if summer else "CET",
    )
