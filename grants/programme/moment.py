"""A moment in words, as papers say it."""

from datetime import datetime

from grants.programme.calendar import ZONE
from grants.programme.words import Words, say


def moment(when: datetime) -> Words:
    """A day with its time in the programme's zone, to the second."""
    local = when.astimezone(ZONE)
    day = say("{day}", "{day}", day=local.date())
    return Words(f"{day.de}, {local:%H:%M:%S} Uhr", f"{day.en}, {local:%H:%M:%S}")
