"""Drawing a sample: the frame as it is now, kept with seed and result, once and for good."""

import secrets
from datetime import datetime

from sqlalchemy.orm import Session

from grants.actions.lock import lock
from grants.actions.record import record
from grants.models.audit_sample import AuditSample
from grants.models.person import Person
from grants.models.round import Round
from grants.programme.finding import insist
from grants.programme.people import Actor
from grants.programme.sampling import FrameKind, Way, check_size, draw, fewest, frame_hash
from grants.queries.sample_frame import sample_frame

SEED_BYTES = 8


def draw_sample(
    session: Session,
    round_: Round,
    of: FrameKind,
    way: Way,
    *,
    percent: int,
    size: int | None,
    seed: str = "",
    by: Actor,
    now: datetime,
) -> AuditSample:
    """Draw it. Without a size, as many as the share asks for; without a seed, a fresh one.

    Each draw leaves a record that nobody removes, so that drawing until it suits is seen.
    """
    lock(session, round_)
    frame = sample_frame(session, round_, of, now)
    wanted = size if size is not None else max(1, fewest(len(frame), percent))
    insist([check_size(wanted, len(frame), percent)])
    used = "" if way is Way.RISK else seed or secrets.token_hex(SEED_BYTES)
    sample = AuditSample(
        round=round_,
        of=of,
        way=way,
        percent=percent,
        size=wanted,
        seed=used,
        frame=[unit.row for unit in frame],
        frame_sha256=frame_hash(frame),
        drawn=list(draw(way, frame, wanted, used)),
        drawn_by=session.get_one(Person, by.person_id),
        drawn_at=now,
    )
    session.add(sample)
    session.flush()
    record(
        session, "draw_sample", "round", str(round_.number), by=by, now=now,
        after={"sample": sample.id, "way": way.value, "of": of.value, "seed": used,
               "frame_sha256": sample.frame_sha256, "size": wanted},
    )  # fmt: skip
    return sample
