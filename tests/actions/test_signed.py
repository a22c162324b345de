"""What two people signed stays: a change is a new proposal and takes both once more (B3)."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from grants.models.decision import DecisionKind as K
from tests.makers.decision import a_ranked_application, signed, two_officers

CHANGES = (
    "kind = 'reserve'",
    "reasons = 'Anders.'",
    "amount = 1",
    "proposed_by_id = countersigned_by_id, countersigned_by_id = proposed_by_id",
    "countersigned_at = now()",
    "state = 'proposed', countersigned_by_id = null, countersigned_at = null",
    "released_at = now()",
)


@pytest.mark.parametrize("change", CHANGES)
def test_the_database_lets_nobody_change_what_two_people_signed(session, change):
    signed_by_two = signed(session, a_ranked_application(session), K.SELECT, *two_officers(session))

    with pytest.raises(IntegrityError):
        session.execute(text(f"update decision set {change} where id = {signed_by_two.id}"))  # noqa: S608
