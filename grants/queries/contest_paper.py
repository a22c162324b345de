"""The papers with which recipients contested decisions: for officers and auditors only."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from grants.models.decision import Letter
from grants.models.document import Upload
from grants.models.notification import LetterContest
from grants.programme.people import Actor
from grants.queries.visible import STAFF, visible_letters


def visible_contests(actor: Actor) -> Select[int]:
    """Ids of the contests whose papers this person may read."""
    contests = select(LetterContest.id)
    if actor.role not in STAFF:
        return contests.where(LetterContest.id.is_(None))
    letters = visible_letters(actor).with_only_columns(Letter.id)
    return contests.where(LetterContest.letter_id.in_(letters))


def papers_of(
    session: Session, actor: Actor, letters: Collection[int]
) -> Mapping[int, Sequence[Upload]]:
    """The papers of these letters that this person may read, by letter; one statement."""
    found: dict[int, list[Upload]] = defaultdict(list)
    rows = session.execute(
        select(LetterContest.letter_id, Upload)
        .join(Upload, Upload.contest_id == LetterContest.id)
        .where(
            LetterContest.letter_id.in_(letters),
            LetterContest.id.in_(visible_contests(actor)),
        )
        .order_by(Upload.uploaded_at, Upload.id)
    )
    for letter_id, upload in rows:
        found[letter_id].append(upload)
    return found
