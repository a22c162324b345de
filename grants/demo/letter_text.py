"""A sentence that the authority worded itself: a newcomer sees how texts of letters work."""

from datetime import timedelta
from typing import Final

from grants.actions.letter_text import propose_text, publish_text
from grants.demo.scene import Scene
from grants.models.decision import LetterKind
from grants.programme.letter_sheet import SHEETS
from grants.programme.words import Words

KIND: Final = LetterKind.REJECTION
CLOSING: Final = Words(
    "Haben Sie Fragen zu diesem Bescheid? Rufen Sie uns an und nennen Sie das Aktenzeichen"
    " {aktenzeichen}.",
    "Do you have questions on this letter? Call us, and name the file number {file_number}.",
)
REASON: Final = "Abgelehnte Cluster fragten oft nach, an wen sie sich wenden können."


def word_rejections(scene: Scene) -> None:
    """Version 1 of the texts of rejections: one officer proposes, another publishes."""
    session, cast = scene.session, scene.cast
    proposed_at = scene.days.ago(20)
    text = propose_text(
        session,
        scene.authority,
        KIND,
        texts=SHEETS[KIND].built_in | {"closing": CLOSING},
        seen=0,
        reason=REASON,
        by=cast.dirk.as_actor(),
        now=proposed_at,
    )
    publish_text(session, text, by=cast.doris.as_actor(), now=proposed_at + timedelta(hours=3))
