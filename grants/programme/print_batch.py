"""Which letters go by post: those that nobody fetches from the portal, and those chosen so."""

from datetime import date
from enum import StrEnum
from typing import Final

from grants.programme.finding import Finding
from grants.programme.notification import SOURCE
from grants.programme.words import Words, say

MOST_LETTERS: Final = 100
"""Of one batch: one pile, one walk to the post. What is left goes into the next one."""


class WhyByPost(StrEnum):
    """Why a letter belongs into the post."""

    WISHED = "wished"
    """Its recipient chose the post; in the portal lies a copy."""
    NOBODY = "nobody"
    """Nobody of the recipient can sign in to the portal."""
    LATE = "late"
    """It was not fetched in time, so it is not notified (§ 41 (2a) VwVfG)."""
    CHOSEN = "chosen"
    """It waits in the portal; an officer may choose the post for it."""


WHY_WORDS: Final = {
    WhyByPost.WISHED: Words("Der Empfänger wünscht die Post", "Its recipient chose the post"),
    WhyByPost.NOBODY: Words("Niemand hat Zugang zum Portal", "Nobody has access to the portal"),
    WhyByPost.LATE: Words("Nicht rechtzeitig abgerufen", "Not fetched in time"),
    WhyByPost.CHOSEN: Words("Wartet im Portal", "Waits in the portal"),
}


def why_by_post(*, wished: bool, has_readers: bool, fetch_until: date, today: date) -> WhyByPost:
    """Why a letter that is not notified would go by post on this day."""
    if wished:
        return WhyByPost.WISHED
    if not has_readers:
        return WhyByPost.NOBODY
    return WhyByPost.LATE if fetch_until < today else WhyByPost.CHOSEN


def check_batch_size(chosen: int) -> Finding:
    """Is something chosen, and does it fit into one batch?"""
    return Finding(
        rule="PRINT-BATCH",
        holds=0 < chosen <= MOST_LETTERS,
        claim=Words("Der Druckstapel hat Schreiben.", "The print batch has letters."),
        says=say(
            "Wählen Sie mindestens 1 und höchstens {most} Schreiben. Gewählt sind {chosen}.",
            "Choose at least 1 and at most {most} letters. {chosen} are chosen.",
            most=MOST_LETTERS,
            chosen=chosen,
        ),
        source=SOURCE,
        place="letters",
    )


def check_still_to_post(gone: int) -> Finding:
    """Are all that were chosen still without a posting, a retrieval and another batch?"""
    return Finding(
        rule="PRINT-BATCH",
        holds=not gone,
        claim=Words("Jedes Schreiben ist in einem Stapel.", "Each letter is in one batch."),
        says=say(
            "{gone} der gewählten Schreiben liegen inzwischen in einem anderen Stapel oder sind "
            "bekannt gegeben. Die Liste ist neu geladen: Wählen Sie noch einmal.",
            "{gone} of the letters chosen are in another batch by now, or notified. The list is "
            "loaded anew: choose once more.",
            gone=gone,
        )
        if gone
        else Words("Alle sind frei.", "All are free."),
        source=SOURCE,
        place="letters",
    )


def check_step(holds: bool, says: Words) -> Finding:
    """Is the batch where this step can be taken?"""
    return Finding(
        rule="PRINT-BATCH",
        holds=holds,
        claim=Words("Der Schritt passt zum Stapel.", "The step fits the batch."),
        says=says,
        source=SOURCE,
    )
