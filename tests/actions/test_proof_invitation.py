"""Before a period ends recipients are asked for the final proof, once, on the day of the terms."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from grants.actions.proof_invitation import invite_to_final_proofs
from grants.actions.round_mail import set_round_mail
from grants.models.outbox import Mail
from grants.models.record import Act
from grants.models.report import ReportKind
from grants.programme.finding import RulesBroken
from grants.programme.obligation import ObligationKind, Standing
from grants.programme.people import Role
from grants.programme.round_mail import INVITATION, events_of, usual
from grants.programme.stages import GrantState
from grants.programme.words import Words
from grants.queries.application import terms_of
from grants.queries.obligation import DUTY, obligations
from tests.makers.grant import a_concept_grant
from tests.makers.moment import NOON, days
from tests.makers.person import a_person
from tests.makers.report import a_report
from tests.makers.review import an_officer

URL = "https://grants.example.org"
DAY = NOON.date()


@pytest.fixture
def grant(session):
    """It runs, and its period ends in exactly as many days as its terms ask ahead."""
    grant = a_concept_grant(session, a_person(session))
    ahead = grant.award.terms.body["deadlines"]["invitation_days"]
    grant.state, grant.awarded_at = GrantState.ACTIVE, days(-400)
    grant.starts_on, grant.ends_on = date(2027, 6, 1), DAY + timedelta(days=ahead)
    a_report(session, grant, kind=ReportKind.FINAL, year=2028, due_on=date(2029, 1, 31))
    return grant


def invited(session, now=NOON):
    return invite_to_final_proofs(session, public_url=URL, now=now)


def mails(session):
    return session.scalars(select(Mail).where(Mail.kind == "proof_invitation")).all()


def test_on_its_day_the_recipient_is_asked_with_date_and_forms(session, grant):
    assert invited(session, days(-1)) == 0
    assert invited(session) == 1

    (mail,) = mails(session)
    assert f"{URL}/grants/{grant.number}/reports/final" in mail.body
    assert "spätestens am 31.01.2029" in mail.body
    act = session.scalars(select(Act).where(Act.act == "invite_to_proof")).one()
    assert act.object_number == grant.number


def test_it_is_asked_once_however_often_the_clock_looks(session, grant):
    assert [invited(session), invited(session), invited(session, days(1))] == [1, 0, 0]
    assert len(mails(session)) == 1


def test_a_clock_that_stood_still_asks_as_long_as_the_period_runs(session, grant):
    late = (grant.ends_on - DAY).days

    assert invited(session, days(late + 1)) == 0
    assert invited(session, days(late)) == 1


def test_a_longer_period_asks_again_when_its_own_time_comes(session, grant):
    invited(session)
    grant.ends_on += timedelta(days=100)
    session.flush()

    assert invited(session, days(99)) == 0
    assert invited(session, days(100)) == 1
    assert len(mails(session)) == 2


@pytest.mark.parametrize("state", [GrantState.AWARDED, GrantState.REVOKED, GrantState.PERIOD_ENDED])
def test_only_a_grant_that_runs_is_asked(session, grant, state):
    grant.state = state
    session.flush()

    assert invited(session) == 0


def test_until_then_it_is_a_duty_of_ours(session, grant):
    dirk = a_person(session, "Dirk Drews", role=Role.SPONSOR).as_actor()

    (before,) = obligations(session, dirk, DUTY.kind == ObligationKind.INVITATION)
    invited(session)
    (after,) = obligations(session, dirk, DUTY.kind == ObligationKind.INVITATION)

    assert (before.due_on, before.standing(DAY)) == (DAY, Standing.OPEN)
    assert after.standing(DAY) is Standing.DONE


def test_it_goes_to_whom_the_round_says_with_its_paragraph_and_is_never_off(session, grant):
    terms = grant.award.terms
    stage = next(one for one in events_of(terms_of(terms)) if one.code == INVITATION)
    dora = an_officer(session, "Dora Dorn").as_actor()
    wanted = replace(usual(stage), copy=True, more=Words("Neues Muster.", "New form."))
    with pytest.raises(RulesBroken, match="60 days before the end"):
        set_round_mail(session, terms.round, stage, replace(wanted, sends=False), seen=0,
                       by=dora, now=NOON)  # fmt: skip
    set_round_mail(session, terms.round, stage, wanted, seen=0, by=dora, now=NOON)

    assert invited(session) == 1

    ours, copy = mails(session)
    assert "\nNeues Muster.\n\nSchreiben können Sie" in ours.body
    assert copy.person_id is None
