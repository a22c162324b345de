"""The public catalogue: what is final and told, as a page and as data that fit the standard."""

import csv
import io
import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from grants.models.authority import AuthorityVersion
from grants.models.grant import Grant
from grants.programme.calendar import today
from grants.programme.money import eur
from grants.programme.publication import PUBLIC
from grants.programme.stages import GrantState, RoundState
from tests.makers.decided import an_awarded_case

SCHEMAS = Path(__file__).parents[2] / "data" / "360giving"
NAMED = "https://raw.githubusercontent.com/ThreeSixtyGiving/standard/1.4.2/schema/360-giving-schema.json"


@pytest.fixture
def grant(session):
    """A grant of 400,000.00 whose award is final, in a round that was told."""
    award = an_awarded_case(session)
    award.application.round.state = RoundState.RUNNING
    grant = session.query(Grant).filter_by(award_id=award.id).one()
    grant.state = GrantState.FINAL
    session.flush()
    return grant


@pytest.fixture
def client(app):
    """Somebody who is not signed in."""
    return app.test_client()


@pytest.fixture
def standard():
    """The schemas of the standard, as they came."""
    package, one = (
        json.loads((SCHEMAS / name).read_text(encoding="utf-8"))
        for name in ("360-giving-package-schema.json", "360-giving-schema.json")
    )
    registry = Registry().with_resources([
        (NAMED, DRAFT202012.create_resource(one)), (one["$id"], DRAFT202012.create_resource(one)),
    ])  # fmt: skip
    formats = FormatChecker([])
    formats.checks("date-time", ValueError)(
        lambda text: "T" in text and datetime.fromisoformat(text) is not None
    )
    return Draft202012Validator(package, registry=registry, format_checker=formats)


def test_a_final_grant_stands_on_the_page(grant, client):
    page = client.get("/catalogue").text

    assert grant.recipient.name in page
    assert "400.000,00" in page


def test_the_json_fits_the_standard_and_has_the_same_figure(session, grant, client, standard):
    grant.direct, grant.own_funds = eur("399999.50"), grant.own_funds + eur("0.50")
    grant.award.cluster.management.lei = "529900T8BM49AURSDO55"
    session.flush()

    package = json.loads(client.get("/catalogue.json").data)

    assert [error.message for error in standard.iter_errors(package)] == []
    (one,) = package["grants"]
    assert one["amountAwarded"] == 399999.5
    assert one["recipientOrganization"][0]["id"] == "XI-LEI-529900T8BM49AURSDO55"


def test_the_funder_is_the_authority_by_its_name_on_the_day_of_the_award(session, grant, client):
    authority = grant.award.application.round.authority
    (version,) = authority.versions
    awarded = today(grant.awarded_at)
    for years, name in ((-1, "Damals"), (1, "Danach")):
        day = awarded + timedelta(days=365 * years)
        authority.versions.append(renamed(version, name, day))
    version.valid_from = awarded
    session.flush()

    package = json.loads(client.get("/catalogue.json").data)

    (by,) = package["grants"][0]["fundingOrganization"]
    assert by == {"id": f"localhost-org-{authority.code}", "name": version.name}
    assert package["grants"][0]["id"] == f"localhost-{grant.number}"


def renamed(version, name, day):
    """The authority under another name from another day on."""
    kept = {column.key: getattr(version, column.key) for column in version.__table__.columns}
    return AuthorityVersion(authority=None, **{
        **{key: each for key, each in kept.items() if key not in ("id", "authority_id")},
        "name": name, "valid_from": day,
    })  # fmt: skip


def test_the_csv_says_the_same_as_the_json(grant, client):
    rows = list(csv.DictReader(
        io.StringIO(client.get("/catalogue.csv").data.decode("utf-8-sig")), delimiter=";"
    ))  # fmt: skip
    (one,) = json.loads(client.get("/catalogue.json").data)["grants"]

    assert [row["Identifier"] for row in rows] == [one["id"]]
    assert float(rows[0]["Amount Awarded"]) == one["amountAwarded"]
    assert rows[0]["Recipient Org:Name"] == one["recipientOrganization"][0]["name"]


@pytest.mark.parametrize("state", [state for state in GrantState if state not in PUBLIC])
def test_what_is_not_final_any_more_or_not_yet_is_not_public(session, grant, client, state):
    grant.state = state
    session.flush()

    assert json.loads(client.get("/catalogue.json").data)["grants"] == []
    assert grant.number not in client.get("/catalogue").text


def test_nothing_is_public_before_the_round_was_told(session, grant, client):
    grant.award.application.round.state = RoundState.DECIDED
    session.flush()

    assert grant.number not in client.get("/catalogue").text


def test_what_was_revoked_is_no_part_of_the_amount(session, grant, client):
    grant.revoked = eur(100_000)
    session.flush()

    assert "300.000,00" in client.get("/catalogue").text


def test_no_name_of_a_person_is_in_it(grant, client):
    everything = client.get("/catalogue").text + client.get("/catalogue.json").text

    for person in ("Dirk", "Berta"):
        assert person not in everything


def test_a_search_finds_by_recipient_and_by_number(grant, client):
    for words, found in ((grant.number, True), (grant.recipient.name[:5], True), ("%", False)):
        assert (grant.number in client.get("/catalogue", query_string={"q": words}).text) is found
