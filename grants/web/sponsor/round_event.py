"""What happened to a round, in words for people."""

from collections.abc import Iterable
from typing import Any

from grants.models.record import Act
from grants.queries.act_name import act_words, note_words


def events(acts: Iterable[Act]) -> list[dict[str, Any]]:
    """The acts for the time line of a page, in their order."""
    return [
        {
            "at": act.at,
            "words": act_words(act),
            "note": note_words(act),
            "strong": True,
        }
        for act in acts
    ]
