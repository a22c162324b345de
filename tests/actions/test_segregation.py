"""Duties that one person may not hold in the same case (domain 7.5), each refused twice.

Roles keep jury, audit and administration away from decisions: one account has one role. What
roles do not settle is settled by the acts, and once more by the database.
"""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from grants.actions.amendment import propose_amendment
from grants.actions.condition import propose_conditional_grant
from grants.actions.decision import countersign
from grants.actions.officer_conflict import declare_officer_conflict
from grants.actions.proposal import propose_grant, propose_on_application
from grants.actions.revocation import propose_revocation
from grants.models.decision import Decision, DecisionKind
from grants.models.officer_conflict import OfficerConflict
from grants.models.review import Assignment
from grants.programme.finding import RulesBroken
from grants.queries.amendment import figures_of
from tests.makers.decision import a_fundable_grant, a_ranked_application, two_officers
from tests.makers.later import CONDITION, a_draft, awarded, heard
from tests.makers.moment import NOON
from tests.web.matrix.row import ADAM, AYLIN, DIRK, JANA
from tests.web.matrix.table import TABLE

K = DecisionKind
DUTIES = {
    "draft a decision": ("sponsor_decision.application", {DIRK}),
    "countersign": ("sponsor_decision_batch.sign", {DIRK}),
    "record the ministry's memo": ("sponsor_memo.memo", {DIRK}),
    "release": ("sponsor_release.release", {DIRK}),
    "score in the jury": ("jury_review.review", {JANA}),
    "audit": ("auditor_home.home", {AYLIN}),
    "configure authorities": ("admin_authority.new", {ADAM}),
}


def proposed(session, application, officer):
    """The first half of a decision."""
    return propose_on_application(session, application, K.SELECT, by=officer.as_actor(), now=NOON)


def rules(broken):
    """Which rules refused."""
    return [finding.rule for finding in broken.value.findings]


@pytest.mark.parametrize("duty", DUTIES)
def test_each_duty_belongs_to_one_role(duty):
    page, people = DUTIES[duty]

    assert {one for place in TABLE[page].opens.values() for one in place} == people


def test_who_drafts_does_not_countersign(session):
    first, _ = two_officers(session)
    decision = proposed(session, a_ranked_application(session), first)

    with pytest.raises(RulesBroken) as broken:
        countersign(session, decision, by=first.as_actor(), now=NOON)

    assert rules(broken) == ["R-054"]


def juror(session, application, officer):
    """This officer was a juror once, and reviewed it."""
    session.add(Assignment(application=application, juror=officer, assigned_at=NOON))
    session.flush()


def conflict(session, application, officer):
    """This officer has declared a conflict."""
    declare_officer_conflict(
        session, application, ground="Verwandt.", by=officer.as_actor(), now=NOON
    )


@pytest.mark.parametrize("why", [juror, conflict])
def test_whoever_is_biased_neither_drafts_nor_countersigns(session, why):
    first, second = two_officers(session)
    application = a_ranked_application(session)
    decision = proposed(session, application, first)
    why(session, application, second)

    with pytest.raises(RulesBroken) as signing:
        countersign(session, decision, by=second.as_actor(), now=NOON)
    why(session, a_ranked_application(session, application.round), first)
    with pytest.raises(RulesBroken) as drafting:
        proposed(session, _other(session, application), first)

    assert (rules(signing), rules(drafting)) == (["R-055"], ["R-055"])


def _other(session, application):
    found = session.scalars(select(type(application)).where(type(application).id > application.id))
    return found.one()


@pytest.mark.parametrize("why", [juror, conflict])
@pytest.mark.parametrize("place", ["proposed_by_id", "countersigned_by_id"])
def test_the_database_refuses_them_as_well(session, why, place):
    first, second = two_officers(session)
    application = a_ranked_application(session)
    biased = {"proposed_by_id": first, "countersigned_by_id": second}[place]
    why(session, application, biased)

    session.add(
            Decision(
                kind=K.SELECT, state="countersigned", application=application,
                terms=application.terms, proposed_by=first, proposed_at=NOON,
                countersigned_by=second, countersigned_at=NOON,
            )
        )  # fmt: skip
    with pytest.raises(IntegrityError, match="conflict of interest"):
        session.flush()


def test_a_conflict_counts_for_the_grants_of_the_case_too(session):
    first, second = two_officers(session)
    grant = a_fundable_grant(session)
    decision = propose_grant(session, grant, by=first.as_actor(), now=NOON)
    conflict(session, grant.award.application, second)

    with pytest.raises(RulesBroken) as broken:
        countersign(session, decision, by=second.as_actor(), now=NOON)
    with pytest.raises(IntegrityError, match="conflict of interest"):
        session.execute(
            text("update decision set countersigned_by_id = :by, countersigned_at = now()"),
            {"by": second.id},
        )

    assert rules(broken) == ["R-055"]


def a_condition(session, officers):
    """A fundable grant that may be awarded under a condition."""
    grant = a_fundable_grant(session)
    return grant, lambda by: propose_conditional_grant(session, grant, [CONDITION], by=by, now=NOON)


def an_amendment(session, officers):
    """An awarded grant whose figures may change."""
    grant = awarded(session, *officers)
    after = replace(figures_of(grant), ends_on=date(2030, 6, 30))
    return grant, lambda by: propose_amendment(
        session, grant, after, requested_on=None, reasons="Kürzer.", by=by, now=NOON
    )


def a_revocation(session, officers):
    """A grant whose recipient was heard."""
    grant = awarded(session, *officers)
    heard(session, grant, officers[1])
    return grant, lambda by: propose_revocation(session, grant, a_draft(), by=by, now=NOON)


@pytest.mark.parametrize("later", [a_condition, an_amendment, a_revocation])
def test_a_conflict_keeps_from_proposing_what_comes_later_too(session, later):
    officers = two_officers(session)
    grant, propose = later(session, officers)
    conflict(session, grant.award.application, officers[0])

    with pytest.raises(RulesBroken) as broken:
        propose(officers[0].as_actor())

    assert rules(broken) == ["R-055"]


def test_a_conflict_is_declared_once_with_its_ground_and_stays(session):
    first, _ = two_officers(session)
    application = a_ranked_application(session)

    with pytest.raises(RulesBroken):
        declare_officer_conflict(session, application, ground=" ", by=first.as_actor(), now=NOON)
    conflict(session, application, first)
    conflict(session, application, first)

    assert len(session.scalars(select(OfficerConflict)).all()) == 1
    with pytest.raises(IntegrityError):
        session.execute(text("delete from officer_conflict"))
