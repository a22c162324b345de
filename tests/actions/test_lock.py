"""Taking a record for oneself."""

from grants.actions.lock import lock
from tests.makers.application import an_application


def test_what_this_transaction_changed_survives_the_lock(session):
    application = an_application(session)
    application.title = "Vom Hafen in die Welt"

    lock(session, application)

    assert application.title == "Vom Hafen in die Welt"
