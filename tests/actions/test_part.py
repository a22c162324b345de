"""The part of a partner: its own people keep it, the cluster sees its sums."""

from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select

from grants.actions.budget import save_budget
from grants.actions.invitation import accept_invitation
from grants.actions.overtaken import Overtaken
from grants.actions.part_team import invite_to_part, remove_from_part
from grants.actions.partner import finish_part, remove_partner, save_partner
from grants.actions.plan_line import save_lines, take_over
from grants.actions.project import submit_project
from grants.actions.size_statement import state_size
from grants.models.award import PartnerMember
from grants.models.outbox import Mail
from grants.models.person import Invitation
from grants.programme.finding import RulesBroken
from grants.programme.money import eur
from grants.programme.organisation import OwnFunding, Size
from grants.programme.people import Role
from grants.programme.plan_line import PlannedLine
from grants.programme.size import Company, SizeAnswers
from grants.queries.organisation import keeps
from grants.queries.part import part_line
from grants.queries.project_findings import project_findings
from grants.queries.visible import visible_organisations, visible_projects
from tests.makers.moment import NOON
from tests.makers.person import a_person
from tests.makers.project import (
    COMPANY,
    UNIVERSITY,
    a_cluster_with_an_approved_concept,
    a_plan,
    a_ready_project,
    grant_of,
)

PASSWORD = "korrekt pferd batterie"
URL = "http://localhost"


@pytest.fixture
def ready(session):
    """A project of four that keeps every rule, and Anna, who signs for its cluster."""
    award, anna = a_cluster_with_an_approved_concept(session)
    at_home = [("Klein GmbH", COMPANY, Size.SMALL, eur(500_000)),
               ("Uni A", UNIVERSITY, None, eur(300_000))]  # fmt: skip
    return a_ready_project(session, award, anna, *at_home), anna


def invited(session, partner, by, email="paula@example.org", now=NOON):
    invite_to_part(
        session, partner, email=email, name="Paula Partner", public_url=URL, by=by, now=now
    )
    return session.scalar(select(Invitation).order_by(Invitation.id.desc()).limit(1))


def joined(session, partner, by, email="paula@example.org"):
    link = invited(session, partner, by, email)
    person = accept_invitation(session, link, password=PASSWORD, name="Paula Partner", now=NOON)
    return person.as_actor()


def member(session, person):
    found = select(PartnerMember).where(PartnerMember.person_id == person.person_id)
    return session.scalars(found.order_by(PartnerMember.id.desc())).first()


def rules(refused):
    return [finding.rule for finding in refused.value.findings if not finding.holds]


def save(session, partner, by, *, unit="Optik", revision=None):
    return save_partner(
        session, partner, executing_unit=unit, own_funding=partner.own_funding,
        own_funding_status=partner.own_funding_status, by=by, now=NOON,
        revision=partner.revision if revision is None else revision,
    )  # fmt: skip


def test_who_accepts_keeps_the_part_and_nothing_else(session, ready):
    project, anna = ready
    mine, other = project.partners[:2]

    paula = joined(session, mine, anna)

    assert part_line(session, paula, mine.id).partner is mine
    assert part_line(session, paula, other.id) is None
    assert session.scalars(visible_projects(paula)).all() == []
    assert session.scalars(visible_organisations(paula)).all() == [mine.organisation]
    assert keeps(session, mine.organisation, paula)


def test_the_cluster_may_no_longer_write_in_a_part_that_is_kept(session, ready):
    project, anna = ready
    mine = project.partners[0]
    paula = joined(session, mine, anna)
    grant = grant_of(session, mine)

    for act in (
        lambda: save(session, mine, anna),
        lambda: save_budget(session, grant, {}, revision=grant.revision, by=anna, now=NOON),
        lambda: finish_part(session, mine, by=anna, now=NOON),
    ):
        with pytest.raises(RulesBroken) as refused:
            act()
        assert rules(refused) == ["K-14"]
    assert save(session, mine, paula)
    a_plan(session, grant, paula, eur(400_000))


def test_a_partner_may_not_write_in_the_part_of_another(session, ready):
    project, anna = ready
    mine, other = project.partners[:2]
    paula = joined(session, mine, anna)
    grant = grant_of(session, other)

    for act in (
        lambda: save(session, other, paula),
        lambda: save_budget(session, grant, {}, revision=grant.revision, by=paula, now=NOON),
    ):
        with pytest.raises(RulesBroken) as refused:
            act()
        assert rules(refused) == ["A-4.2"]
    joined(session, other, anna, "otto@example.org")
    with pytest.raises(RulesBroken) as refused:
        save(session, other, paula)
    assert rules(refused) == ["K-14"]


def test_a_link_works_once_for_48_hours_and_not_after_the_partner_is_removed(session, ready):
    project, anna = ready
    link = invited(session, project.partners[0], anna)
    late = invited(session, project.partners[1], anna, "late@example.org")
    gone = invited(session, project.partners[2], anna, "gone@example.org")
    accept_invitation(session, link, password=PASSWORD, name="Paula", now=NOON)
    assert late.expires_at == NOON + timedelta(hours=48)
    remove_partner(session, project.partners[2], revision=project.revision, by=anna, now=NOON)

    for used in (link, late, gone):
        moment = NOON + timedelta(hours=48)
        with pytest.raises(RulesBroken) as refused:
            accept_invitation(session, used, password=PASSWORD, name="X", now=moment)
        assert rules(refused) == ["K-06"]


def test_an_account_that_joins_a_part_keeps_its_password(session, ready):
    project, anna = ready
    paula = a_person(session, "Paula", email="paula@example.org")
    paula.password_hash = "kept"
    link = invited(session, project.partners[0], anna)

    accept_invitation(session, link, password=None, now=NOON)

    assert paula.password_hash == "kept"


def test_staff_are_told_and_not_invited(session, ready):
    project, anna = ready
    a_person(session, "Dirk", Role.SPONSOR, email="dirk@example.org")

    assert invited(session, project.partners[0], anna, "dirk@example.org") is None
    assert session.scalars(select(Mail.kind)).all() == ["account"]


def test_only_signatories_and_those_who_keep_a_part_invite_to_it(session, ready):
    project, anna = ready
    mine, other = project.partners[:2]
    paula = joined(session, mine, anna)

    assert invited(session, mine, paula, "pia@example.org").partner_id == mine.id
    with pytest.raises(RulesBroken) as refused:
        invited(session, other, paula, "pia@example.org")
    assert rules(refused) == ["K-15"]


def test_leaving_ends_access_at_once_and_the_part_stays_the_partners(session, ready):
    project, anna = ready
    mine = project.partners[0]
    paula = joined(session, mine, anna)
    again = invited(session, mine, anna, "paula@example.org")

    remove_from_part(session, member(session, paula), by=anna, now=NOON)

    assert part_line(session, paula, mine.id) is None
    assert session.scalars(visible_organisations(paula)).all() == []
    assert again.withdrawn_at == NOON
    for actor in (paula, anna):
        with pytest.raises(RulesBroken) as refused:
            save(session, mine, actor)
        assert rules(refused) == ["K-14"]


def test_a_project_waits_until_every_kept_part_is_finished(session, ready):
    project, anna = ready
    paula = joined(session, project.partners[0], anna)
    with pytest.raises(RulesBroken) as refused:
        submit_project(session, project, by=anna, now=NOON)
    assert "PARTS" in rules(refused)

    finish_part(session, project.partners[0], by=paula, now=NOON)

    held = {one.rule: one.holds for one in project_findings(session, project, now=NOON)}
    assert held["PARTS"]
    save(session, project.partners[0], paula)
    held = {one.rule: one.holds for one in project_findings(session, project, now=NOON)}
    assert not held["PARTS"]


@pytest.mark.parametrize("change", ["grid", "lines", "whole plan", "size"])
def test_a_finished_part_is_open_again_as_soon_as_its_plan_or_its_size_changes(
    session, ready, change
):
    project, anna = ready
    mine = project.partners[0]
    paula = joined(session, mine, anna)
    grant = grant_of(session, mine)
    finish_part(session, mine, by=paula, now=NOON)
    later = NOON + timedelta(hours=1)
    line = PlannedLine(category="personnel", year=2028, label="Labor", fixed=eur(900))
    how = {"revision": grant.revision, "by": paula, "now": later}

    if change == "grid":
        save_budget(session, grant, {("personnel", 2028): eur(900)}, **how)
    elif change == "lines":
        save_lines(session, grant, "personnel", [line], **how)
    elif change == "whole plan":
        take_over(session, grant, [line], **how)
    else:
        own = Company(staff=Decimal(10), turnover=eur(1), balance=eur(1))
        answers = SizeAnswers(year=NOON.year - 1, own=own)
        state_size(session, mine, answers, by=paula, now=later)

    assert (mine.finished_at, mine.changed_at, project.changed_at) == (None, later, later)


def test_lines_that_are_saved_unchanged_leave_a_finished_part_finished(session, ready):
    project, anna = ready
    mine = project.partners[0]
    paula = joined(session, mine, anna)
    grant = grant_of(session, mine)
    finish_part(session, mine, by=paula, now=NOON)

    assert not save_lines(session, grant, "rent", [], revision=grant.revision, by=paula, now=NOON)

    assert mine.finished_at == NOON


def test_a_part_with_a_gap_cannot_be_finished(session, ready):
    project, anna = ready
    mine = project.partners[0]
    paula = joined(session, mine, anna)
    grant_of(session, mine).own_funds = eur("249999.99")

    with pytest.raises(RulesBroken) as refused:
        finish_part(session, mine, by=paula, now=NOON)

    assert [(one.rule, one.place) for one in refused.value.findings if one.breaks] == [
        ("R-019", "budget#own_funds")
    ]


def test_two_partners_who_save_at_once_do_not_disturb_each_other_nor_the_cluster(session, ready):
    project, anna = ready
    mine, other = project.partners[:2]
    seen = project.revision
    paula = joined(session, mine, anna)
    otto = joined(session, other, anna, "otto@example.org")

    assert save(session, mine, paula)
    assert save(session, other, otto)
    assert project.revision == seen
    with pytest.raises(Overtaken):
        save(session, mine, paula, unit="Chemie", revision=mine.revision - 1)


def test_a_partner_abroad_keeps_its_own_funding(session, ready):
    project, anna = ready
    abroad = project.partners[2]
    paula = joined(session, abroad, anna)

    save_partner(session, abroad, executing_unit="", own_funding=eur(150_000), by=paula, now=NOON,
                 own_funding_status=OwnFunding.OWN_RESOURCES, revision=abroad.revision)  # fmt: skip

    assert abroad.own_funding == eur(150_000)
