"""When letters count as notified and decisions become final: the examples of R-050 and R-051."""

from datetime import date

import pytest

from grants.programme.notification import (
    Channel,
    Contest,
    ContestKind,
    Course,
    Dispatch,
    Standing,
    course_of,
    last_day_to_contest,
    notified_on,
)
from grants.programme.notification_terms import NotificationTerms

TERMS = NotificationTerms()
AS_COUNTED = NotificationTerms(shift_fiction=False)
LAND = "BE"
MONDAY = date(2026, 12, 21)


def posted(day=MONDAY, **more):
    """A letter that was posted on this day."""
    return Dispatch(channel=Channel.POST, sent_on=day, **more)


def in_the_portal(day, retrieved_on=None):
    """A letter that was made available on this day."""
    return Dispatch(channel=Channel.PORTAL, sent_on=day, retrieved_on=retrieved_on)


def test_r050_a_letter_posted_on_monday_21_december_is_notified_on_the_25th():
    notified = notified_on(posted(), AS_COUNTED, LAND)

    assert notified == date(2026, 12, 25)
    assert last_day_to_contest(notified, AS_COUNTED, LAND) == date(2027, 1, 25)


def test_r050_where_the_fiction_shifts_the_period_ends_on_28_january():
    notified = notified_on(posted(), TERMS, LAND)

    assert notified == date(2026, 12, 28)
    assert last_day_to_contest(notified, TERMS, LAND) == date(2027, 1, 28)


@pytest.mark.parametrize("channel", [Channel.POST, Channel.ELECTRONIC])
@pytest.mark.parametrize(
    ("sent", "notified"),
    [
        (date(2024, 12, 30), date(2025, 1, 2)),
        (date(2024, 12, 31), date(2025, 1, 3)),
        (date(2025, 1, 1), date(2025, 1, 5)),
        (date(2025, 1, 13), date(2025, 1, 17)),
    ],
)
def test_r050_it_is_the_third_day_up_to_2024_and_the_fourth_since(channel, sent, notified):
    dispatch = Dispatch(channel=channel, sent_on=sent)

    assert notified_on(dispatch, AS_COUNTED, LAND) == notified


def test_r050_a_later_arrival_counts_and_an_earlier_one_does_not():
    late = posted(arrived_on=date(2027, 1, 4))
    early = posted(arrived_on=date(2026, 12, 22))

    assert notified_on(late, TERMS, LAND) == date(2027, 1, 4)
    assert notified_on(early, TERMS, LAND) == date(2026, 12, 28)


@pytest.mark.parametrize(
    ("fetched", "notified"),
    [
        (date(2027, 3, 1), date(2027, 3, 2)),
        (date(2027, 3, 6), date(2027, 3, 7)),
        (date(2027, 3, 11), date(2027, 3, 12)),
        (date(2027, 3, 12), None),
        (None, None),
    ],
)
def test_r050_from_the_portal_it_is_the_day_after_fetching_within_ten_days(fetched, notified):
    assert notified_on(in_the_portal(date(2027, 3, 1), fetched), TERMS, LAND) == notified


def test_r050_what_nobody_fetches_within_ten_days_has_to_be_sent_again():
    dispatches = [in_the_portal(date(2027, 3, 1))]

    waits = course_of(dispatches, [], TERMS, LAND, today=date(2027, 3, 11))
    lost = course_of(dispatches, [], TERMS, LAND, today=date(2027, 3, 12))
    again = course_of([*dispatches, posted(date(2027, 3, 15))], [], TERMS, LAND,
                      today=date(2027, 3, 20))  # fmt: skip

    assert waits == Course(standing=Standing.WAITING, fetch_until=date(2027, 3, 11))
    assert lost == Course(standing=Standing.REPEAT)
    assert again.standing is Standing.OPEN
    assert again.notified_on == date(2027, 3, 19)


@pytest.mark.parametrize(
    ("notified", "last"),
    [
        (date(2027, 1, 31), date(2027, 3, 1)),  # 28 February is a Sunday
        (date(2028, 1, 31), date(2028, 2, 29)),
        (date(2027, 4, 1), date(2027, 5, 3)),  # 1 May is a holiday on a Saturday
        (date(2026, 11, 25), date(2026, 12, 28)),
    ],
)
def test_r051_the_period_is_one_month_and_ends_on_a_working_day(notified, last):
    assert last_day_to_contest(notified, TERMS, LAND) == last


def test_r051_without_an_instruction_it_is_a_year():
    assert last_day_to_contest(date(2026, 12, 28), TERMS, LAND, instructed=False) == date(
        2027, 12, 28
    )


def course(*contests, today):
    """What became of the letter of 21 December 2026 on this day."""
    return course_of([posted()], contests, TERMS, LAND, today=today)


def test_r051_a_decision_is_final_on_the_day_after_its_last_day():
    last = course(today=date(2027, 1, 28))
    after = course(today=date(2027, 1, 29))

    assert (last.standing, last.final_on) == (Standing.OPEN, date(2027, 1, 29))
    assert (after.standing, after.final_on) == (Standing.FINAL, date(2027, 1, 29))


def test_r051_a_waiver_makes_it_final_at_once():
    waiver = Contest(kind=ContestKind.WAIVER, received_on=date(2027, 1, 5))

    found = course(waiver, today=date(2027, 1, 5))

    assert (found.standing, found.final_on) == (Standing.FINAL, date(2027, 1, 5))


def test_r051_a_waiver_before_the_notification_makes_it_final_with_the_notification():
    waiver = Contest(kind=ContestKind.WAIVER, received_on=date(2026, 12, 22))

    before = course(waiver, today=date(2026, 12, 27))
    assert (before.standing, before.waived) == (Standing.OPEN, True)
    assert not course(today=date(2027, 1, 5)).waived
    assert course(waiver, today=date(2026, 12, 28)).final_on == date(2026, 12, 28)


def test_r051_a_waiver_of_what_was_never_fetched_makes_nothing_final():
    waiver = Contest(kind=ContestKind.WAIVER, received_on=date(2027, 3, 2))

    found = course_of([in_the_portal(date(2027, 3, 1))], [waiver], TERMS, LAND,
                      today=date(2027, 3, 3))  # fmt: skip

    assert found.standing is Standing.WAITING


def test_r051_an_objection_after_the_waiver_opens_nothing_again_even_on_the_same_day():
    waiver = Contest(kind=ContestKind.WAIVER, received_on=date(2027, 1, 5))
    lodged = Contest(kind=ContestKind.OBJECTION, received_on=date(2027, 1, 5))

    assert course(waiver, lodged, today=date(2027, 1, 6)).standing is Standing.FINAL
    assert course(lodged, waiver, today=date(2027, 1, 6)).standing is Standing.CONTESTED


def test_r051_an_objection_in_time_keeps_it_open_until_it_is_settled():
    lodged = Contest(kind=ContestKind.OBJECTION, received_on=date(2027, 1, 28))
    settled = Contest(
        kind=ContestKind.OBJECTION, received_on=date(2027, 1, 28), ended_on=date(2027, 4, 1)
    )

    assert course(lodged, today=date(2027, 3, 1)).standing is Standing.CONTESTED
    assert course(settled, today=date(2027, 4, 1)).final_on == date(2027, 4, 1)


def test_r051_an_objection_a_day_late_changes_nothing():
    late = Contest(kind=ContestKind.OBJECTION, received_on=date(2027, 1, 29))

    found = course(late, today=date(2027, 3, 1))

    assert (found.standing, found.final_on) == (Standing.FINAL, date(2027, 1, 29))


def test_r051_a_court_action_after_the_objection_keeps_it_open():
    objection = Contest(
        kind=ContestKind.OBJECTION, received_on=date(2027, 1, 20), ended_on=date(2027, 3, 1)
    )
    action = Contest(kind=ContestKind.COURT_ACTION, received_on=date(2027, 1, 25))

    assert course(objection, action, today=date(2027, 5, 1)).standing is Standing.CONTESTED


def test_a_letter_that_is_not_made_is_not_notified():
    assert course_of([], [], TERMS, LAND, today=MONDAY) == Course(standing=Standing.UNSENT)
