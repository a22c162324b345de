"""What the list and the sheets of a print batch say: what stands on its letters, nothing else."""

from collections.abc import Sequence
from datetime import datetime

from grants.documents.print_batch import Batch, LaidIn
from grants.models.print_batch import PrintBatch
from grants.papers.sender import INVENTED, sender_of
from grants.programme.calendar import today
from grants.queries.letter import LETTER_WORDS


def fill_batch(batch: PrintBatch, laid_in: Sequence[tuple[int, str]], *, now: datetime) -> Batch:
    """The batch as a document; `laid_in` says of each letter its pages and its SHA-256.

    Raises LookupError when no authority is in charge on that day.
    """
    round_ = batch.round
    authority = round_.authority.on(today(now))
    if authority is None:
        raise LookupError(f"no authority is known on {today(now)}")
    return Batch(
        sender=sender_of(authority),
        made_at=now,
        number=batch.id,
        round_name=round_.title,
        ordered_by=batch.ordered_by.name,
        letters=tuple(
            LaidIn(
                position=each.position,
                number=each.letter.number,
                kind=LETTER_WORDS[each.letter.kind],
                dated=each.letter.dated,
                recipient=tuple(each.letter.snapshot["heading"]["recipient"]["lines"]),
                pages=pages,
                sha256=sha256,
            )
            for each, (pages, sha256) in zip(batch.letters, laid_in, strict=True)
        ),
        notice=INVENTED if round_.synthetic else None,
    )
