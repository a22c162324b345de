"""A program that is set up dangerously does not start, and says why in plain lines."""

import pytest

from config import database_url, settings
from grants.settings import UNSAFE_KEY, BadSettings, Environment

GOOD = {
    "DATABASE_URL": "postgresql://grants:secret@db.example/grants",
    "GRANTS_SECRET_KEY": "b1946ac92492d2347c6235b4d2611184b1946ac9",
    "GRANTS_PUBLIC_URL": "https://foerderung.example",
    "PATH": "/usr/bin",
}


def lines_for(**changes):
    """The lines of refusal when these settings differ from good ones; None takes one away."""
    environ = {name: value for name, value in {**GOOD, **changes}.items() if value is not None}
    with pytest.raises(BadSettings) as refused:
        settings(environ)
    return refused.value.problems


def test_good_settings_start_in_production_without_naming_it():
    chosen = settings(GOOD)

    assert chosen.environment is Environment.PRODUCTION
    assert chosen.database_url == "postgresql+psycopg://grants:secret@db.example/grants"
    assert (chosen.host, chosen.https) == ("foerderung.example", True)
    assert (chosen.debug, chosen.demo, chosen.port) == (False, False, 8000)


def test_the_key_of_the_demo_is_refused():
    expected = ["GRANTS_SECRET_KEY is the key of the demo; draw one with: openssl rand -hex 32"]

    assert lines_for(GRANTS_SECRET_KEY=None) == expected
    assert lines_for(GRANTS_SECRET_KEY=UNSAFE_KEY) == expected


@pytest.mark.parametrize("key", ["b1946ac92492d2347c6235b4d261118", "changeme" * 8, "a" * 64])
def test_a_key_that_can_be_guessed_is_refused(key):
    assert lines_for(GRANTS_SECRET_KEY=key) == [
        "GRANTS_SECRET_KEY is too easy to guess; it needs 32 random characters"
    ]


def test_debug_is_refused():
    assert lines_for(GRANTS_DEBUG="1") == ["GRANTS_DEBUG is on; it shows source code to visitors"]


def test_the_demo_is_refused():
    assert lines_for(GRANTS_DEMO="1") == [
        "GRANTS_DEMO is on; it lets everybody read the mails and sign in"
    ]


def test_no_public_address_is_refused():
    assert lines_for(GRANTS_PUBLIC_URL=None) == [
        "GRANTS_PUBLIC_URL is missing; mails and letters could not link to the program"
    ]


def test_an_unprotected_public_address_is_refused():
    assert lines_for(GRANTS_PUBLIC_URL="http://foerderung.example") == [
        "GRANTS_PUBLIC_URL is not https; set GRANTS_INSECURE=1 only on a closed network"
    ]


def test_an_unprotected_public_address_is_accepted_where_the_operator_says_so():
    chosen = settings(
        {**GOOD, "GRANTS_PUBLIC_URL": "http://grants.lan:8000/", "GRANTS_INSECURE": "yes"}
    )

    assert (chosen.public_url, chosen.host) == ("http://grants.lan:8000", "grants.lan:8000")
    assert not chosen.https


def test_an_unknown_setting_is_refused_and_the_nearest_name_is_offered():
    assert lines_for(GRANTS_SECRETKEY="x", GRANTS_QQQ="1") == [
        "GRANTS_QQQ is not a setting",
        "GRANTS_SECRETKEY is not a setting; did you mean GRANTS_SECRET_KEY?",
    ]


def test_an_unknown_setting_is_refused_in_the_demo_too():
    assert lines_for(GRANTS_ENVIRONMENT="demo", GRANTS_WORKERS="4") == [
        "GRANTS_WORKERS is not a setting; did you mean GRANTS_WEB_WORKERS?"
    ]


@pytest.mark.parametrize("address", [None, "", "  "])
def test_no_database_is_refused(address):
    assert lines_for(DATABASE_URL=address) == [
        "DATABASE_URL is missing: postgresql://user:password@host/name"
    ]


@pytest.mark.parametrize("address", ["sqlite:///grants.db", "grants", "mysql://localhost/grants"])
def test_a_database_that_is_not_postgresql_is_refused(address):
    assert lines_for(DATABASE_URL=address) == [
        "DATABASE_URL must name a PostgreSQL: postgresql://..."
    ]


@pytest.mark.parametrize(
    ("name", "value", "line"),
    [
        ("PORT", "http", "PORT is 'http'; it must be a whole number from 1 to 65535"),
        ("PORT", "65536", "PORT is '65536'; it must be a whole number from 1 to 65535"),
        ("GRANTS_MAIL_FROM", "xx", "GRANTS_MAIL_FROM is 'xx'; it must be a mail address"),
        (
            "GRANTS_PUBLISHER",
            "360G_us",
            "GRANTS_PUBLISHER is '360G_us'; it must look like 360G-example",
        ),
        ("GRANTS_DEBUG", "maybe", "GRANTS_DEBUG is 'maybe'; it must be 1 or 0"),
        (
            "GRANTS_TRUSTED_PROXIES",
            "-1",
            "GRANTS_TRUSTED_PROXIES is '-1'; it must be a whole number from 0 to 10",
        ),
        (
            "GRANTS_ENVIRONMENT",
            "live",
            "GRANTS_ENVIRONMENT is 'live'; it must be production, demo or test",
        ),
        (
            "GRANTS_PUBLIC_URL",
            "foerderung.example",
            "GRANTS_PUBLIC_URL is not an address; it must begin http://... or https://...",
        ),
        (
            "GRANTS_SMTP_URL",
            "smtp://",
            "GRANTS_SMTP_URL is not an address; it must begin smtp://... or smtps://...",
        ),
        *(
            (
                "GRANTS_CLAMD_URL",
                wrong,
                "GRANTS_CLAMD_URL is not an address; it must begin tcp://host:port or unix:///path",
            )
            for wrong in ("localhost:3310", "http://scanner", "tcp://", "unix://", "unix:///")
        ),
    ],
)
def test_a_value_of_the_wrong_kind_is_refused(name, value, line):
    assert lines_for(**{name: value}) == [line]


@pytest.mark.parametrize("address", ["tcp://scanner:3310", "unix:///run/clamav/clamd.ctl", ""])
def test_a_scanner_is_found_over_the_network_or_by_a_file(address):
    assert settings({**GOOD, "GRANTS_CLAMD_URL": address}).clamd_url == address


def test_all_problems_are_said_at_once():
    assert len(lines_for(DATABASE_URL=None, GRANTS_SECRET_KEY=None, GRANTS_DEBUG="1")) == 3


def test_the_demo_starts_with_a_database_alone():
    chosen = settings({"DATABASE_URL": "postgres:///x", "GRANTS_ENVIRONMENT": "demo"})

    assert chosen.demo
    assert chosen.public_url == "http://localhost:8000"


def test_a_secret_never_stands_in_a_refusal():
    said = " ".join(lines_for(DATABASE_URL="mysql://a:hunter2@b/c", GRANTS_SECRET_KEY="hunter2"))

    assert "hunter2" not in said


def test_a_migration_needs_the_database_alone():
    assert database_url({"DATABASE_URL": "postgres://h/x"}) == "postgresql+psycopg://h/x"
