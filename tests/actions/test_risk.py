"""The way back of a project at risk: named, handed in, decided on by two people, accepted."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from grants.actions.agreement import sign_agreement
from grants.actions.budget import save_budget
from grants.actions.decision import countersign
from grants.actions.departure import restore_project
from grants.actions.granting import find_fundable
from grants.actions.partner import remove_partner
from grants.actions.proposal import propose_grant
from grants.actions.risk import (
    give_back_replacement,
    hand_in_replacement,
)
from grants.actions.upload import add_upload
from grants.documents.store import Store
from grants.models.document import Upload, UploadKind
from grants.programme.finding import RulesBroken
from grants.programme.money import eur
from grants.programme.organisation import OwnFunding, Size
from grants.programme.stages import GrantState, NoSuchMove, ProjectState
from grants.programme.upload import About
from grants.queries.returned import why_project_returned
from grants.queries.risk import risk_of
from tests.makers.moment import NOON
from tests.makers.project import (
    COMPANY,
    a_partner,
    a_plan,
    grant_of,
)
from tests.makers.risk import DAY, URL, a_project_at_risk, broken, leaves
from tests.web.applicant.draft import a_pdf


@pytest.fixture
def at_risk(session):
    """A project that lost one of two partners at home; Anna, and two officers."""
    return a_project_at_risk(session)


def comes(session, project, by, costs=eur(200_000)):
    """A new partner at home with its plan."""
    partner = a_partner(session, project, by, "Neu GmbH", kind=COMPANY, size=Size.SMALL)
    a_plan(session, grant_of(session, partner), by, costs)
    return partner


def hands_in(session, project, by, now=NOON):
    return hand_in_replacement(session, project, public_url=URL, by=by, now=now)


def restores(session, project, by):
    return restore_project(session, project, note="geprüft", public_url="", by=by, now=NOON)


def test_r006_a_partner_at_home_comes_with_a_plan_a_decision_of_two_and_the_project_runs_on(
    session, at_risk
):
    project, anna, (dirk, berta) = at_risk
    new = comes(session, project, anna)
    grant = grant_of(session, new)
    assert grant.starts_on == max(project.starts_on, DAY)

    hands_in(session, project, anna)
    find_fundable(session, grant, note="geprüft", by=dirk, now=NOON)
    decision = propose_grant(session, grant, by=dirk, now=NOON)
    with pytest.raises(RulesBroken) as refused:
        restores(session, project, dirk)
    assert broken(refused) == ["R-006"]
    countersign(session, decision, by=berta, now=NOON)
    restores(session, project, dirk)

    assert grant.state is GrantState.AWARDED
    assert project.award.committed == grant.direct + grant.allowance
    assert (project.state, project.replace_by) == (ProjectState.ACTIVE, None)
    assert (new.is_new, new.accepted_at) == (False, NOON)


def test_the_clock_is_not_turned_back_for_a_partner_that_comes_later(session, at_risk):
    project, anna, _ = at_risk
    project.starts_on = DAY - timedelta(days=100)

    grant = grant_of(session, comes(session, project, anna))

    assert (grant.starts_on, grant.ends_on) == (DAY, project.ends_on)


@pytest.mark.parametrize(("days", "taken"), [(0, True), (1, False)])
def test_r011_nobody_is_taken_into_a_project_that_is_over(session, at_risk, days, taken):
    project, anna, _ = at_risk
    project.starts_on, project.ends_on = DAY - timedelta(days=100), DAY - timedelta(days=days)

    if taken:
        assert a_partner(session, project, anna, "Neu GmbH").is_new
        return
    with pytest.raises(RulesBroken) as refused:
        a_partner(session, project, anna, "Neu GmbH")
    assert broken(refused) == ["R-011"]


def test_what_was_handed_in_does_not_change_until_an_officer_gives_it_back(session, at_risk):
    project, anna, (dirk, _) = at_risk
    new = comes(session, project, anna)
    grant = grant_of(session, new)
    hands_in(session, project, anna)

    with pytest.raises(NoSuchMove):
        save_budget(session, grant, {}, revision=grant.revision, by=anna, now=NOON)
    with pytest.raises(NoSuchMove):
        remove_partner(session, new, revision=project.revision, by=anna, now=NOON)
    find_fundable(session, grant, note="geprüft", by=dirk, now=NOON)
    give_back_replacement(
        session, project, reason="Kosten zu hoch.", public_url=URL, by=dirk, now=NOON
    )

    assert (grant.state, grant.handed_in_at) == (GrantState.APPLIED, None)
    assert why_project_returned(session, project).reason == "Kosten zu hoch."
    remove_partner(session, new, revision=project.revision, by=anna, now=NOON)
    assert not risk_of(session, project, NOON).named


def test_a_replacement_is_not_given_back_while_its_award_is_drafted(session, at_risk):
    project, anna, (dirk, _) = at_risk
    grant = grant_of(session, comes(session, project, anna))
    hands_in(session, project, anna)
    find_fundable(session, grant, note="geprüft", by=dirk, now=NOON)
    propose_grant(session, grant, by=dirk, now=NOON)

    with pytest.raises(RulesBroken) as refused:
        give_back_replacement(session, project, reason="–", public_url=URL, by=dirk, now=NOON)

    assert broken(refused) == ["DECISION-ONE"]


def test_a_plan_that_breaks_a_rule_is_not_handed_in_and_says_which(session, at_risk):
    project, anna, _ = at_risk
    new = a_partner(session, project, anna, "Neu GmbH", kind=COMPANY, size=Size.SMALL)
    grant = grant_of(session, new)
    save_budget(
        session, grant, {("personnel", grant.starts_on.year): eur(100_000)},
        revision=grant.revision, by=anna, now=NOON,
    )  # fmt: skip

    with pytest.raises(RulesBroken) as refused:
        hands_in(session, project, anna)

    assert broken(refused) == ["R-019"]
    assert grant.handed_in_at is None


def test_nothing_is_handed_in_twice_nor_decided_before_it_was(session, at_risk):
    project, anna, (dirk, _) = at_risk
    grant = grant_of(session, comes(session, project, anna))

    with pytest.raises(NoSuchMove):
        find_fundable(session, grant, note="geprüft", by=dirk, now=NOON)
    hands_in(session, project, anna)
    with pytest.raises(NoSuchMove):
        hands_in(session, project, anna)


def test_r009_a_new_partner_is_bound_by_a_signature_of_its_own(session, at_risk):
    project, anna, _ = at_risk
    first = project.agreement_signed_on
    leaves(session, project.partners[2], anna)
    comes(session, project, anna)
    new = a_partner(session, project, anna, "Turin Ottica", country="IT")
    late = NOON + timedelta(days=200)
    grant_of(session, project.partners[1]).awarded_at = NOON
    assert [one.rule for one in risk_of(session, project, late).missing] == ["R-009"]

    sign_agreement(session, project, DAY, by=anna, now=NOON)

    assert risk_of(session, project, late).missing == ()
    assert (project.agreement_signed_on, new.agreed_on) == (first, DAY)


@pytest.mark.parametrize("open_", [OwnFunding.OPEN, OwnFunding.APPLIED_FOR])
def test_r010_a_new_partner_abroad_shows_its_money_before_the_project_runs_on(
    session, at_risk, open_
):
    project, anna, (dirk, _) = at_risk
    project.partners[0].left_on = None
    leaves(session, project.partners[2], anna)
    new = a_partner(session, project, anna, "Turin Ottica", country="IT", own_funding_status=open_)

    with pytest.raises(RulesBroken) as refused:
        restores(session, project, dirk)
    assert broken(refused) == ["R-010"]
    assert "Turin Ottica" in risk_of(session, project, NOON).says.de

    new.own_funding_status = OwnFunding.COMMITTED
    restores(session, project, dirk)

    assert project.state is ProjectState.ACTIVE


def test_the_proof_of_a_new_partner_leaves_what_was_decided_on_alone(session, at_risk):
    project, anna, _ = at_risk
    store = Store.in_memory()

    def sends(name, text, now):
        return add_upload(
            session, store, project, UploadKind.FUNDING_PROOF, f"{text}.pdf", a_pdf(len(text)),
            by=anna, now=now, about=About(parties=(name,)),
        )  # fmt: skip

    old = sends("Osaka Optics P1", "alt", project.submitted_at)
    first = sends("Turin Ottica", "neu", NOON)
    sends("Bern Optik", "anders", NOON)
    second = sends("Turin Ottica", "neuer", NOON)

    counting = session.scalars(select(Upload).where(Upload.replaced_at.is_(None))).all()
    assert {one.file_name for one in counting} == {"alt.pdf", "anders.pdf", "neuer.pdf"}
    assert (old.replaced_at, first.replaced_at, second.replaces_id) == (None, NOON, first.id)
