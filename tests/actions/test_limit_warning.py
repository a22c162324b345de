"""Officers are warned before the one-year limit of a revocation ends (R-053)."""

from datetime import UTC, date, datetime, timedelta

from grants.actions.limit_warning import warn_of_limits
from grants.models.outbox import Mail
from tests.makers.decision import two_officers
from tests.makers.later import awarded, heard

URL = "https://portal.example"


def on(day, hour=12):
    """A moment of this day."""
    return datetime.combine(day, datetime.min.time(), tzinfo=UTC) + timedelta(hours=hour)


def mails(session):
    """How many warnings wait in the outbox."""
    return [mail.subject for mail in session.query(Mail).filter(Mail.kind == "limit")]


def test_r053_officers_are_warned_once_after_nine_and_once_after_eleven_months(session):
    first, second = two_officers(session)
    grant = awarded(session, first, second)
    heard(session, grant, first, known_on=date(2028, 5, 17))

    counts = [
        warn_of_limits(session, public_url=URL, now=on(day))
        for day in (date(2029, 2, 16), date(2029, 2, 17), date(2029, 2, 18), date(2029, 4, 17),
                    date(2029, 5, 1))
    ]  # fmt: skip

    assert counts == [0, 1, 0, 1, 0]
    assert set(mails(session)) == {f"Jahresfrist für einen Widerruf: {grant.number}"}


def test_r053_a_worker_that_stood_still_writes_the_last_warning_only(session):
    first, second = two_officers(session)
    heard(session, awarded(session, first, second), first, known_on=date(2028, 5, 17))

    assert warn_of_limits(session, public_url=URL, now=on(date(2029, 5, 1))) == 1
    assert warn_of_limits(session, public_url=URL, now=on(date(2029, 5, 1))) == 0


def test_r053_nobody_is_warned_where_no_limit_holds(session):
    first, second = two_officers(session)
    heard(session, awarded(session, first, second), first, deceit=True)

    assert warn_of_limits(session, public_url=URL, now=on(date(2029, 5, 1))) == 0
