"""Choosing how an organisation gets its decision letters."""

from datetime import datetime

from sqlalchemy.orm import Session

from grants.actions.lock import lock
from grants.actions.record import record
from grants.models.letter_choice import LetterChoice
from grants.models.organisation import Organisation
from grants.models.person import Person
from grants.programme.finding import insist
from grants.programme.letter_choice import check_address, check_may_choose
from grants.programme.notification import Channel
from grants.programme.people import Actor
from grants.queries.letter_choice import may_choose, way_of


def choose_letter_way(
    session: Session, organisation: Organisation, way: Channel, *, by: Actor, now: datetime
) -> bool:
    """Have the letters of this organisation that are ordered from now on sent this way.

    False when they go that way already. Raises RulesBroken when the person does not sign for it,
    or when the post has no address.
    """
    lock(session, organisation)
    insist([
        check_may_choose(may_choose(session, organisation, by)),
        check_address(has_address=organisation.has_address, way=way),
    ])  # fmt: skip
    before = way_of(session, organisation)
    if way is before:
        return False
    session.add(
        LetterChoice(
            organisation=organisation,
            way=way,
            chosen_by=session.get_one(Person, by.person_id),
            chosen_at=now,
        )
    )
    session.flush()
    record(
        session,
        "choose_letter_way",
        "organisation",
        organisation.legal_key,
        by=by,
        now=now,
        before={"channel": before.value},
        after={"channel": way.value},
    )
    return True
