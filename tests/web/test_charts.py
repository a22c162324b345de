"""Where the bars of a chart begin and end."""

from datetime import date
from fractions import Fraction

import pytest

from grants.programme.money import NOTHING, eur
from grants.web.chart_time import Milestone, Span, day_position, gantt, steps
from grants.web.charts import Bar, Piece, bar, dots, headroom, per_cents, position, same_scale

CAP = eur(4_000_000)


def test_three_thirds_end_at_exactly_one_hundred():
    assert per_cents([1, 1, 1], 3) == [("0.00", "33.33"), ("33.33", "33.34"), ("66.67", "33.33")]


@pytest.mark.parametrize(
    ("parts", "whole", "expected"),
    [
        ([], 10, []),
        ([0], 0, [("0.00", "0.00")]),
        ([NOTHING], CAP, [("0.00", "0.00")]),
        ([CAP], CAP, [("0.00", "100.00")]),
        ([5, 10], 10, [("0.00", "50.00"), ("50.00", "50.00")]),
        ([-5, 10], 10, [("0.00", "0.00"), ("0.00", "100.00")]),
    ],
)
def test_nothing_is_drawn_outside_the_picture(parts, whole, expected):
    assert per_cents(parts, whole) == expected


def test_a_part_of_nothing_has_no_piece_but_keeps_its_colour_for_the_next():
    assert bar([0, 1], 2) == [Piece("0.00", "50.00", "g-f2")]


def test_room_under_a_cap_is_what_the_parts_leave():
    room = headroom(CAP, [("Bewilligt", eur(1_000_000)), ("Beantragt", eur(1_000_000))])

    assert (room.free, room.over, room.mark) == (eur(2_000_000), NOTHING, None)
    assert room.pieces == (
        Piece("0.00", "25.00", "g-f1"),
        Piece("25.00", "25.00", "g-f2"),
        Piece("50.00", "50.00", "g-f0"),
    )


def test_a_cap_that_is_just_used_up_has_no_rest_and_no_mark():
    room = headroom(CAP, [("Bewilligt", CAP)])

    assert (room.free, room.over, room.mark) == (NOTHING, NOTHING, None)
    assert room.pieces == (Piece("0.00", "100.00", "g-f1"),)


def test_what_is_over_the_cap_is_red_after_a_mark():
    room = headroom(CAP, [("Bewilligt", eur(3_000_000)), ("Beantragt", eur(2_000_000))])

    assert (room.free, room.over, room.mark) == (NOTHING, eur(1_000_000), "80.00")
    assert room.pieces == (
        Piece("0.00", "60.00", "g-f1"),
        Piece("60.00", "20.00", "g-f2"),
        Piece("80.00", "20.00", "g-f-over"),
    )


def test_bars_without_a_cap_share_the_scale_of_the_longest():
    drawn = same_scale([Bar(name="2028", values=(1, 1)), Bar(name="2029", values=(4,))])

    assert [each.pieces for each in drawn] == [
        (Piece("0.00", "25.00", "g-f1"), Piece("25.00", "25.00", "g-f2")),
        (Piece("0.00", "100.00", "g-f1"),),
    ]


def test_bars_to_a_cap_show_the_rest_in_grey():
    drawn = same_scale([Bar(name="Hamburg", values=(eur(1_000_000),))], CAP)

    assert drawn[0].pieces == (Piece("0.00", "25.00", "g-f1"), Piece("25.00", "75.00", "g-f0"))


def test_no_bars_are_no_fault():
    assert same_scale([]) == []


def test_dots_lie_on_an_axis_that_begins_at_its_low_end():
    row = dots([Fraction(2), Fraction(5)], 2, 5, threshold=Fraction(7, 2))

    assert (row.dots, row.mean, row.threshold) == (("0.00", "100.00"), "50.00", "50.00")
    assert dots([], 2, 5) is None
    assert position(Fraction(1), 2, 5) == "0.00"


def test_a_day_in_the_middle_of_four_years_lies_in_the_middle():
    assert day_position(date(2029, 1, 1), date(2027, 1, 1), date(2031, 1, 1)) == "50.03"


def test_spans_lie_on_whole_years_with_today_between():
    chart = gantt(
        [Span("Konzept", date(2027, 1, 1), date(2027, 12, 31))],
        [Milestone(date(2028, 12, 31), "Nachweis")],
        today=date(2028, 1, 1),
    )

    assert [year for year, _ in chart.years] == [2027, 2028]
    assert (chart.spans[0].x, chart.spans[0].width) == ("0.00", "49.79")
    assert chart.milestones[0].x == "99.86"
    assert chart.today == "49.93"


def test_dots_of_days_close_to_each_other_do_not_hide_each_other():
    days = [date(2028, 4, 30), date(2028, 4, 30), date(2028, 5, 10), date(2028, 12, 31)]

    chart = gantt([], [Milestone(day, "Nachweis") for day in days], date(2028, 1, 1))

    places = [(float(one.x), one.y) for one in chart.milestones]
    for at, (x, y) in enumerate(places):
        for other_x, other_y in places[:at]:
            assert abs(x - other_x) >= 8 or abs(y - other_y) >= 20
    assert places[3][1] == places[0][1]
    assert chart.bottom > max(y for _, y in places)


def test_a_day_outside_the_picture_is_not_drawn_as_today():
    chart = gantt([Span("Konzept", date(2027, 1, 1), date(2027, 12, 31))], [], date(2030, 1, 1))

    assert chart.today is None
    assert gantt([], [], date(2030, 1, 1)) is None


def test_late_bars_carry_their_name_at_the_end():
    chart = gantt(
        [Span("früh", date(2027, 1, 1), date(2027, 3, 1)),
         Span("spät", date(2028, 9, 1), date(2028, 12, 31))],
        [], date(2030, 1, 1),
    )  # fmt: skip

    assert [span.anchor for span in chart.spans] == ["start", "end"]


def test_a_level_holds_until_the_next_one_and_the_cap_is_a_line():
    first, second = steps(
        [(date(2028, 1, 1), eur(1_000_000)), (date(2028, 1, 11), CAP)], CAP, date(2028, 1, 21)
    )

    assert (first.x, first.width, first.height, first.cap_y) == ("0.00", "50.00", "20.00", "20.00")
    assert (second.x, second.width, second.y, second.height) == ("50.00", "50.00", "20.00", "80.00")
    assert steps([], CAP, date(2028, 1, 1)) == []
