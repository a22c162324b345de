"""R-017: what a partner abroad brings in its own currency, converted once and kept."""

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy.exc import IntegrityError

from grants.actions.partner import save_partner
from grants.actions.project_freeze import frozen_project
from grants.programme.currency import Stated
from grants.programme.finding import RulesBroken
from grants.programme.money import NOTHING, eur
from grants.programme.organisation import OwnFunding
from grants.queries.project import project_content
from tests.makers.moment import NOON
from tests.makers.project import a_cluster_with_an_approved_concept, a_partner, a_project

YEN = Stated(
    amount=Decimal(150_000_000), currency="JPY", rate=Decimal("162.35"), on=date(2026, 11, 2),
    source="EZB",
)  # fmt: skip


def yen(**changed):
    fields = ("amount", "currency", "rate", "on", "source")
    return Stated(**{name: getattr(YEN, name) for name in fields} | changed)


@pytest.fixture
def project_and_anna(session):
    award, anna = a_cluster_with_an_approved_concept(session)
    return a_project(session, award, anna), anna


def from_osaka(session, project_and_anna, stated=YEN):
    project, anna = project_and_anna
    return a_partner(session, project, anna, "Osaka Optics", country="JP", stated=stated)


def save(session, partner, anna, **more):
    return save_partner(
        session, partner, executing_unit="", own_funding_status=OwnFunding.GRANTED,
        revision=partner.revision, by=anna, now=NOON, **more,
    )  # fmt: skip


def test_r017_a_foreign_contribution_is_converted_and_kept_with_its_rate(session, project_and_anna):
    partner = from_osaka(session, project_and_anna)

    assert partner.own_funding == eur("923929.78")
    assert (partner.stated, partner.stated_currency) == (150_000_000, "JPY")
    assert (partner.stated_rate, partner.stated_rate_on) == (
        Decimal("162.35"),
        date(2026, 11, 2),
    )
    assert frozen_project(session, partner.project)["partners"][0]["stated"]["source"] == "EZB"


def test_r017_what_was_converted_never_changes_by_saving_again(session, project_and_anna):
    partner = from_osaka(session, project_and_anna)
    partner.own_funding = eur("923929.79")
    session.flush()
    session.expire(partner)

    save(session, partner, project_and_anna[1], stated=YEN, own_funding=NOTHING)

    assert partner.own_funding == eur("923929.79")


def test_r017_a_new_rate_is_a_new_statement(session, project_and_anna):
    partner = from_osaka(session, project_and_anna)

    assert save(session, partner, project_and_anna[1], stated=yen(rate=Decimal(160)))
    assert (partner.own_funding, partner.stated_rate) == (eur(937_500), 160)


def test_r017_a_statement_in_euro_takes_the_other_one_away(session, project_and_anna):
    partner = from_osaka(session, project_and_anna)

    save(session, partner, project_and_anna[1], own_funding=eur(5))

    assert (partner.own_funding, partner.stated, partner.stated_rate_source) == (eur(5), None, None)


@pytest.mark.parametrize(
    ("changed", "field", "says"),
    [
        ({"amount": Decimal("150000000.50")}, "stated",
         "Write JPY with at most 0 decimal places."),
        ({"rate": None}, "stated_rate", "The rate of JPY on 2 November 2026 is missing."),
        ({"on": None}, "stated_rate_on", "Enter the day of the rate."),
        ({"source": ""}, "stated_rate_source", "Say who published the rate."),
        ({"currency": "XXX"}, "stated_currency", "This round does not know the currency XXX."),
    ],
)  # fmt: skip
def test_r017_what_cannot_be_converted_blocks_at_its_field(
    session, project_and_anna, changed, field, says
):
    with pytest.raises(RulesBroken) as broken:
        from_osaka(session, project_and_anna, yen(**changed))

    assert [(one.rule, one.place, one.says.en) for one in broken.value.findings] == [
        ("R-017", f"partners#{field}", says)
    ]


def test_r017_a_contribution_abroad_is_never_inside_the_cap(session, project_and_anna):
    partner = from_osaka(session, project_and_anna, yen(amount=Decimal(10**11)))
    content = project_content(session, partner.project)

    assert partner.own_funding > partner.project.award.cap
    assert (content.here, content.use.asked) == (NOTHING, content.management + content.elsewhere)
    assert content.lines[0].stated.en.replace("\u00a0", " ") == (
        "JPY 100,000,000,000, converted at 162.35 on 2 November 2026 (EZB): EUR 615,953,187.56"
    )


def test_r017_a_partner_at_home_states_no_other_currency(session, project_and_anna):
    project, anna = project_and_anna
    partner = a_partner(session, project, anna, "Optik GmbH", stated=YEN)

    assert (partner.stated, partner.own_funding) == (None, NOTHING)


def test_r017_the_database_keeps_a_statement_whole(session, project_and_anna):
    partner = from_osaka(session, project_and_anna)
    partner.stated_rate_source = None

    with pytest.raises(IntegrityError, match="stated_whole"):
        session.flush()
