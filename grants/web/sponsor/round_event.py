"""What happened to a round, in words for people."""

from collections.abc import Iterable
from typing import Any, Final

from grants.models.record import Act
from grants.programme.stages import ROUND_MOVES
from grants.programme.words import Words
from grants.queries.act_name import note_words

LABELS: Final = {
    "make_round": Words("Runde angelegt", "Round made"),
    "fix_ranking": Words("Rangliste festgehalten", "Ranking recorded"),
    **{f"{move.act}_round": move.label for move in ROUND_MOVES},
}


def events(acts: Iterable[Act]) -> list[dict[str, Any]]:
    """The acts for the time line of a page, in their order."""
    return [
        {
            "at": act.at,
            "words": LABELS.get(act.act, Words(act.act, act.act)),
            "note": note_words(act),
            "strong": True,
        }
        for act in acts
    ]
