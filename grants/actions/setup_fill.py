"""What the draft of a round leaves open is taken from other terms, all at once."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from grants.actions.lock import lock
from grants.actions.round_setup import check_draft, check_seen, record_setup, touch_setup
from grants.models.round_setup import RoundSetup
from grants.programme.finding import insist
from grants.programme.people import Actor
from grants.programme.preset import answered
from grants.queries.frozen import fingerprint


def fill_open(
    session: Session,
    setup: RoundSetup,
    answers: Mapping[str, Any],
    *,
    origin: str,
    seen: str,
    by: Actor,
    now: datetime,
) -> None:
    """Take what is open from other terms, as plain data; what the draft says stays.

    `origin` names them, `seen` is the fingerprint of the draft as the person saw it. Raises
    RulesBroken when the draft is published meanwhile, or when somebody else has saved it.
    """
    lock(session, setup)
    insist([check_draft(setup), check_seen(setup, holds=seen == fingerprint(setup.body))])
    body = answered(setup.body, answers)
    if body == setup.body:
        return
    setup.body = body
    touch_setup(session, setup, by=by, now=now)
    record_setup(session, "fill_setup", setup, by=by, now=now, after={"origin": origin})
