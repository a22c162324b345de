"""A project at risk has a date; more time is given; and a share may grow too large."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from grants.actions.risk import give_more_time, note_missed_replacements
from grants.models.outbox import Mail
from grants.models.record import Act
from grants.programme.finding import RulesBroken
from grants.programme.money import eur
from grants.programme.stages import ProjectState
from grants.queries.risk import risk_of
from tests.actions.test_other_preset import a_french_project, a_pole, at_home
from tests.makers.moment import NOON
from tests.makers.risk import DAY, URL, a_project_at_risk, broken, leaves


@pytest.fixture
def at_risk(session):
    """A project that lost one of two partners at home; Anna, and two officers."""
    return a_project_at_risk(session)


@pytest.mark.parametrize(("days", "late"), [(90, 0), (91, 1)])
def test_once_the_date_has_passed_officers_and_cluster_are_told_once(session, at_risk, days, late):
    project, _, _ = at_risk
    then = NOON + timedelta(days=days)

    found = [note_missed_replacements(session, public_url=URL, now=then) for _ in range(2)]

    assert found == [late, 0]
    kinds = sorted(session.scalars(select(Mail.kind).where(Mail.kind.like("replacement%"))))
    told = ["replacement_late", "replacement_missed", "replacement_missed"]
    assert kinds == told[: 3 * late]
    assert risk_of(session, project, then).late == late


def test_more_time_is_given_with_a_reason_and_only_later(session, at_risk):
    project, _, (dirk, _) = at_risk
    former = project.replace_by

    def gives(until, reason="Gespräche laufen."):
        give_more_time(
            session, project, until=until, reason=reason, public_url=URL, by=dirk, now=NOON
        )

    for until, reason, rule in (
        (former, "ja", "R-006"),
        (former + timedelta(days=1), " ", "REASON"),
    ):
        with pytest.raises(RulesBroken) as refused:
            gives(until, reason)
        assert broken(refused) == [rule]
    gives(former + timedelta(days=30))

    assert project.replace_by == former + timedelta(days=30)
    act = session.scalars(select(Act).where(Act.act == "extend_replacement")).one()
    assert (act.before["replace_by"], act.reason) == (former.isoformat(), "Gespräche laufen.")


@pytest.mark.parametrize(("largest", "holds"), [("693000.00", True), ("693000.01", False)])
def test_r006_a_share_that_grows_too_large_puts_the_project_at_risk_like_too_few_partners(
    session, largest, holds
):
    award, anna = a_pole(session)
    project = a_french_project(session, award, anna, eur(largest), eur(197_000), eur(100_000))
    project.agreement_signed_on = DAY
    fourth = at_home(session, project, anna, "Vision SAS", eur(10_000))
    project.state = ProjectState.ACTIVE
    session.flush()
    assert risk_of(session, project, NOON).missing == ()

    found = leaves(session, fourth, anna)

    assert (found.holds, project.state is ProjectState.ACTIVE) == (holds, holds)
    if not holds:
        assert found.says.de.startswith("Lumière SA: 693.000,01\u00a0€ von 990.000,01\u00a0€.")
        reasons = session.scalars(select(Act.reason).where(Act.act == "mark_at_risk_project"))
        assert reasons.all() == [found.says.de]
        at_home(session, project, anna, "Neu SAS", eur(10_000))
        assert risk_of(session, project, NOON).missing == ()
