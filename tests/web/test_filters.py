"""How pages write amounts, dates and distances."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from flask import Flask

from grants.programme.money import eur
from grants.programme.roads.application import ApplicationState
from grants.programme.words import Words
from grants.web import filters, language

NOON = datetime(2028, 5, 17, 10, 0, tzinfo=UTC)


@pytest.fixture
def app():
    app = Flask(__name__)
    app.secret_key = "of these tests"
    language.register(app)
    filters.register(app)
    return app


@pytest.fixture(params=["de", "en"])
def spoken(app, request):
    with app.test_request_context(f"/?lang={request.param}"):
        yield request.param


def both(spoken, german, english):
    return (german if spoken == "de" else english).replace("_", "\N{NO-BREAK SPACE}")


def test_amounts_have_cents_and_a_unit(spoken):
    assert filters.money(eur(4_000_000)) == both(spoken, "4.000.000,00_€", "EUR_4,000,000.00")


def test_a_negative_amount_has_a_minus_sign(spoken):
    assert filters.money(eur(-1000)) == both(spoken, "−1.000,00_€", "−EUR_1,000.00")


def test_what_does_not_apply_is_a_dash_and_not_a_zero(spoken):
    assert (filters.money(None), filters.day(None), filters.figure(eur(0))) == (
        "–", "–", both(spoken, "0,00", "0.00"),
    )  # fmt: skip


def test_only_the_owner_recognises_a_masked_account_and_none_is_a_dash():
    assert filters.masked("DE89370400440532013000") == "DE89 … 3000"
    assert (filters.masked(""), filters.masked(None)) == ("–", "–")


def test_whole_euros_are_written_only_where_a_column_asks_for_them(spoken):
    assert filters.figure(eur(3900000), whole=True) == both(spoken, "3.900.000", "3,900,000")


@pytest.mark.parametrize(
    ("amount", "german", "english"),
    [
        ("3670000", "3,67_Mio._€", "EUR_3.67 million"),
        ("3675000", "3,68_Mio._€", "EUR_3.68 million"),
        ("999999.99", "999.999,99_€", "EUR_999,999.99"),
        ("1000000", "1,00_Mio._€", "EUR_1.00 million"),
    ],
)
def test_key_figures_are_in_millions_from_one_million_on(spoken, amount, german, english):
    assert filters.millions(eur(amount)) == both(spoken, german, english)


def test_rates_have_two_places_and_weights_none(spoken):
    rate, weight = filters.per_cent(Fraction(18, 29)), filters.per_cent(Fraction(1, 5), 0)

    assert (rate, weight) == (both(spoken, "62,07_%", "62.07_%"), both(spoken, "20_%", "20_%"))


@pytest.mark.parametrize(
    ("exact", "german"), [("4.025", "4,03"), ("4.0249", "4,02"), ("4", "4,00")]
)
def test_scores_are_rounded_half_up(spoken, exact, german):
    assert filters.score(Decimal(exact)) == both(spoken, german, german.replace(",", "."))


@pytest.mark.parametrize(
    ("octets", "german"),
    [
        (0, "0_B"),
        (999, "999_B"),
        (212_000, "212_kB"),
        (1_100_000, "1,1_MB"),
        (21_000_000, "21,0_MB"),
    ],
)
def test_sizes_go_in_steps_of_a_thousand(spoken, octets, german):
    assert filters.size(octets) == both(spoken, german, german.replace(",", "."))


def test_days_stand_in_figures(spoken):
    assert filters.day(date(2028, 5, 2)) == both(spoken, "02.05.2028", "2_May_2028")


def test_a_late_evening_in_london_is_already_the_next_day_in_berlin(spoken):
    late = datetime(2028, 5, 1, 23, 30, tzinfo=UTC)

    assert filters.day(late) == both(spoken, "02.05.2028", "2_May_2028")


def test_deadlines_name_weekday_time_and_zone(spoken):
    end = datetime(2028, 6, 30, 21, 59, tzinfo=UTC)

    assert filters.deadline(end) == both(
        spoken, "Freitag, 30.06.2028, 23:59_Uhr_(MESZ)", "Friday, 30_June_2028, 23:59_(CEST)"
    )


def test_the_end_of_a_period_names_its_last_second(spoken):
    end = datetime(2028, 6, 30, 21, 59, 59, tzinfo=UTC)

    assert filters.ends(end) == both(
        spoken, "30.06.2028, 23:59:59_Uhr_(MESZ)", "30_June_2028, 23:59:59_(CEST)"
    )


def test_a_moment_of_today_that_has_gone_by_is_over(spoken):
    noon = datetime(2028, 6, 30, 10, 0, tzinfo=UTC)

    assert filters.distance(noon, noon) == both(spoken, "heute, 12:00_Uhr", "today, 12:00")
    assert filters.distance(noon, noon + timedelta(seconds=1)) == both(
        spoken, "vorbei seit 12:00_Uhr", "over since 12:00"
    )


def test_a_moment_of_today_needs_no_date_and_any_other_has_one(spoken):
    saved = datetime(2028, 6, 30, 21, 59, 59, tzinfo=UTC)
    midnight = saved + timedelta(seconds=1)

    assert filters.as_of(saved, saved) == both(spoken, "23:59_Uhr", "23:59")
    assert filters.at(saved, saved) == both(spoken, "um 23:59_Uhr", "at 23:59")
    assert filters.as_of(saved, midnight) == both(
        spoken, "30.06.2028, 23:59_Uhr_(MESZ)", "30_June_2028, 23:59_(CEST)"
    )
    assert filters.at(saved, midnight, seconds=True) == both(
        spoken, "am 30.06.2028, 23:59:59_Uhr_(MESZ)", "on 30_June_2028, 23:59:59_(CEST)"
    )


def test_winter_has_its_own_zone(spoken):
    assert filters.moment(datetime(2028, 1, 8, 9, 0, 11, tzinfo=UTC), seconds=True) == both(
        spoken, "08.01.2028, 10:00:11_Uhr_(MEZ)", "8_January_2028, 10:00:11_(CET)"
    )


@pytest.mark.parametrize(
    ("due", "german", "english"),
    [
        (date(2028, 6, 30), "noch_44_Tage", "44_days left"),
        (date(2028, 5, 18), "noch_1_Tag", "1_day left"),
        (date(2028, 5, 17), "heute", "today"),
        (date(2028, 5, 2), "15_Tage überfällig", "15_days overdue"),
        (datetime(2028, 5, 17, 10, 41, tzinfo=UTC), "heute, 12:41_Uhr", "today, 12:41"),
    ],
)
def test_distances_say_what_is_left_or_overdue(spoken, due, german, english):
    assert filters.distance(due, NOON) == both(spoken, german, english)


def test_what_is_due_today_is_not_past_and_a_moment_ago_is():
    assert not filters.past(date(2028, 5, 17), NOON)
    assert filters.past(date(2028, 5, 16), NOON)
    assert filters.past(datetime(2028, 5, 17, 9, 59, tzinfo=UTC), NOON)


def test_countries_and_states_have_names(spoken):
    assert filters.country("kr") == both(spoken, "Südkorea", "South Korea")
    assert filters.state(ApplicationState.DRAFT) == both(spoken, "Entwurf", "Draft")


def test_words_that_waited_in_the_session_are_still_two_languages(spoken):
    kept = {"de": "Gespeichert.", "en": "Saved."}

    assert filters.translated(kept) == filters.translated(Words(**kept))


def test_a_person_reads_their_own_language_until_they_ask_for_another(app):
    with app.test_request_context("/"):
        language.prefer("en")
        assert language.language() == "en"
    with app.test_request_context("/?lang=de"):
        language.prefer("en")
        assert language.language() == "de"


def test_an_unknown_language_is_german(app):
    with app.test_request_context("/?lang=fr"):
        assert language.language() == "de"


def test_the_other_language_is_the_same_page_with_the_same_question(app):
    with app.test_request_context("/calls?page=2&lang=de"):
        assert language.other_language_address() == "/calls?page=2&lang=en"
