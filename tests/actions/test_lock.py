"""Taking a record for oneself."""

from sqlalchemy import text

from grants.actions.lock import lock
from tests.makers.application import an_application
from tests.makers.round import a_round


def test_what_this_transaction_changed_survives_the_lock(session):
    application = an_application(session)
    application.title = "Vom Hafen in die Welt"

    lock(session, application)

    assert application.title == "Vom Hafen in die Welt"


def test_the_lock_reads_the_row_and_whatever_it_points_to_as_they_are_now(session):
    application, other = an_application(session), a_round(session, 9)
    assert application.round is not other
    assert not application.countries
    change = text("update application set title = 'Neu', round_id = :round where id = :id")
    session.execute(change, {"round": other.id, "id": application.id})
    session.execute(
        text("insert into target_country (application_id, country) values (:id, 'JP')"),
        {"id": application.id},
    )

    lock(session, application)

    assert application.title == "Neu"
    assert application.round is other
    assert [target.country for target in application.countries] == ["JP"]
