"""Joint projects under other compositions, through the acts and pages that people use: R-006."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from grants.actions.departure import partner_leaves
from grants.actions.project import submit_project
from grants.programme.finding import RulesBroken
from grants.programme.money import eur
from grants.programme.organisation import Size
from grants.programme.preset import preset
from grants.programme.stages import ProjectState
from grants.programme.terms import ShareOf, terms_as
from grants.queries.label import registers
from grants.queries.project_findings import project_findings
from tests.makers.label import a_label
from tests.makers.moment import NOON
from tests.makers.project import (
    COMPANY,
    UNIVERSITY,
    a_cluster_with_an_approved_concept,
    a_partner,
    a_plan,
    a_project,
    grant_of,
)
from tests.makers.review import an_officer
from tests.makers.round import a_round

INTERCLUST = preset("interclust")
NOTHING_ASKED = {"min_domestic": 0, "min_foreign": 0}


def poles():
    """What the preset knows; what it leaves open is answered here, as an authority would."""
    answers = terms_as(INTERCLUST)
    answers["composition"] |= NOTHING_ASKED
    return preset("poles", answers)


def a_pole(session, terms=None):
    return a_cluster_with_an_approved_concept(session, a_round(session, terms=terms or poles()))


def labelled(session, award):
    """The pole in the register of poles, as the call asks for."""
    round_ = award.application.round
    round_.programme.code = "poles"
    session.flush()
    two = an_officer(session), an_officer(session, "Berta Beck")
    register = registers(session)["poles"]
    a_label(session, register, award.cluster, two, level="pole", on=date(2026, 1, 15))


def at_home(session, project, by, name, costs, *, kind=COMPANY, country="FR", **more):
    partner = a_partner(session, project, by, name, kind=kind, country=country, **more)
    a_plan(session, grant_of(session, partner), by, costs)
    return partner


def a_french_project(session, award, by, *costs):
    project = a_project(session, award, by)
    names = ("Lumière SA", "Optique SARL")
    for name, amount in zip(names, costs[:2], strict=True):
        at_home(session, project, by, name, amount, own_funding=eur(0), own_funding_status=None)
    at_home(session, project, by, "Université de Lyon", costs[2], kind=UNIVERSITY)
    return project


def about_partners(session, project):
    return [
        (one.holds, one.says.en)
        for one in project_findings(session, project, now=NOON)
        if one.rule == "R-006" and one.judged and "abroad come" not in one.says.en
        and "countries of the partners" not in one.says.en
    ]  # fmt: skip


def test_r006_two_companies_and_a_laboratory_hand_in_a_project_without_anybody_from_abroad(session):
    award, anna = a_pole(session)
    labelled(session, award)
    project = a_french_project(session, award, anna, eur(700_000), eur(200_000), eur(100_000))
    project.agreement_signed_on = NOON.date()

    submit_project(session, project, by=anna, now=NOON)

    assert project.state is ProjectState.SUBMITTED
    gap = "\u00a0"
    assert about_partners(session, project) == [
        (True, "3 from France, 0 from abroad, 2 companies, 1 research organisation."),
        (
            True,
            f"Lumière SA: EUR{gap}700,000.00 of EUR{gap}1,000,000.00."
            f" One partner has at most EUR{gap}700,000.00.",
        ),
    ]


def test_r006_a_cent_above_seventy_per_cent_is_refused_with_the_cent(session):
    award, anna = a_pole(session)
    project = a_french_project(
        session, award, anna, eur("700000.01"), eur("199999.99"), eur(100_000)
    )

    with pytest.raises(RulesBroken) as refused:
        submit_project(session, project, by=anna, now=NOON)

    gap = "\u00a0"
    assert [one.says.de for one in refused.value.findings if one.rule == "R-006"] == [
        f"Lumière SA: 700.000,01{gap}€ von 1.000.000,00{gap}€."
        f" Ein Partner hat höchstens 700.000,00{gap}€."
    ]


def test_r006_the_second_company_and_the_laboratory_are_missed_by_name(session):
    award, anna = a_pole(session)
    project = a_project(session, award, anna)
    at_home(session, project, anna, "Lumière SA", eur(700_000))

    assert about_partners(session, project)[0] == (
        False,
        "One company is missing. The project has 1 and needs 2. "
        "One research organisation is missing. The project has 0 and needs 1.",
    )


def test_r006_a_rate_that_nobody_has_said_is_asked_for(session):
    award, anna = a_pole(session)
    project = a_project(session, award, anna)

    with pytest.raises(RulesBroken) as refused:
        a_partner(session, project, anna, "Grande SA", size=Size.LARGE, country="FR")

    assert [finding.rule for finding in refused.value.findings] == ["R-022"]


@pytest.mark.parametrize(("country", "risky"), [("JP", False), ("FR", True)])
def test_r006_a_project_is_at_risk_when_too_few_countries_are_left(session, country, risky):
    asked = {"min_domestic": 1, "min_foreign": 1, "min_countries": 3}
    terms = replace(INTERCLUST, composition=replace(INTERCLUST.composition, **asked))
    award, anna = a_pole(session, terms)
    project = a_project(session, award, anna)
    at_home(session, project, anna, "Klein GmbH", eur(100_000), country="DE")
    a_partner(session, project, anna, "Lyon Lumière", country="FR")
    a_partner(session, project, anna, "Osaka Optics", country="JP")
    leaver = a_partner(session, project, anna, "Noch Einer", country=country)
    if risky:
        leaver = project.partners[2]
    project.state = ProjectState.ACTIVE
    session.flush()

    whole = partner_leaves(
        session, leaver, left_on=NOON.date(), reason="–", public_url="", by=anna, now=NOON
    )

    assert whole.holds is not risky
    assert (project.state is ProjectState.AT_RISK) is risky


def test_r006_three_and_one_is_asked_for_where_the_terms_say_so(session):
    asked = {"min_domestic": 3, "min_foreign": 1}
    terms = replace(INTERCLUST, composition=replace(INTERCLUST.composition, **asked))
    award, anna = a_pole(session, terms)
    project = a_project(session, award, anna)
    for name in ("A GmbH", "B GmbH"):
        at_home(session, project, anna, name, eur(100_000), country="DE")
    a_partner(session, project, anna, "Osaka Optics", country="JP")

    before = about_partners(session, project)
    at_home(session, project, anna, "C GmbH", eur(100_000), country="DE")

    assert before == [
        (False, "One partner from Germany is missing. The project has 2 and needs 3.")
    ]
    assert about_partners(session, project) == [(True, "3 from Germany, 1 from abroad.")]


def test_r006_the_share_of_the_grant_counts_the_allowance_too(session):
    asked = {**NOTHING_ASKED, "most_of_one": Fraction(1, 2), "share_of": ShareOf.GRANT}
    terms = replace(INTERCLUST, composition=replace(INTERCLUST.composition, **asked))
    award, anna = a_pole(session, terms)
    project = a_project(session, award, anna)
    at_home(session, project, anna, "Universität A", eur(100_000), kind=UNIVERSITY, country="DE")
    at_home(session, project, anna, "Klein GmbH", eur(200_000), country="DE")

    gap = "\u00a0"
    assert about_partners(session, project)[1] == (
        False,
        f"Universität A: EUR{gap}120,000.00 of EUR{gap}220,000.00."
        f" One partner has at most EUR{gap}110,000.00.",
    )
