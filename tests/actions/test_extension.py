"""Extending a deadline: two officers, later only, everybody with a draft is told once."""

from datetime import timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from grants.actions.extension import confirm_extension, drop_extension, propose_extension
from grants.models.extension import ExtensionState
from grants.models.outbox import Mail
from grants.models.record import Act
from grants.programme.finding import RulesBroken
from grants.programme.people import TeamRole
from grants.programme.stages import ApplicationState, NoSuchMove, RoundState
from tests.makers.application import an_application
from tests.makers.cluster import a_cluster
from tests.makers.moment import NOON, days
from tests.makers.person import a_person
from tests.makers.review import an_officer
from tests.makers.round import a_round

WHY = "Das Portal war am Vormittag nicht erreichbar."
SECOND = timedelta(seconds=1)
LATER = days(7)


@pytest.fixture
def round_(session):
    return a_round(session, state=RoundState.OPEN, closes_at=days(2))


@pytest.fixture
def dirk(session):
    return an_officer(session).as_actor()


@pytest.fixture
def doris(session):
    return an_officer(session, "Doris Dietz").as_actor()


def proposed(session, round_, by, closes_at=LATER):
    return propose_extension(session, round_, closes_at=closes_at, reason=WHY, by=by, now=NOON)


def confirmed(session, extension, by):
    return confirm_extension(session, extension, by=by, now=NOON, public_url="https://p.example")


def test_a_second_officer_moves_the_deadline_and_the_old_one_stays(session, round_, dirk, doris):
    extension = proposed(session, round_, dirk)
    assert (round_.closes_at, round_.state) == (days(2), RoundState.OPEN)

    confirmed(session, extension, doris)

    assert (round_.closes_at, round_.state) == (days(7), RoundState.EXTENDED)
    assert (extension.old_closes_at, extension.state) == (days(2), ExtensionState.CONFIRMED)
    act = session.scalars(select(Act).order_by(Act.id.desc())).first()
    assert (act.act, act.reason, act.actor_name) == ("extend_round", WHY, "Doris Dietz")
    assert act.before == {"closes_at": days(2).isoformat(), "state": "open"}
    assert act.after["closes_at"] == days(7).isoformat()
    assert act.after["proposed_by"] == "Dirk Dorn"


def test_a_deadline_is_extended_again_from_where_it_stands(session, round_, dirk, doris):
    confirmed(session, proposed(session, round_, dirk), doris)

    second = confirmed(session, proposed(session, round_, doris, days(9)), dirk)

    assert (second.old_closes_at, round_.closes_at) == (days(7), days(9))
    assert round_.state is RoundState.EXTENDED


def test_nobody_confirms_their_own_proposal(session, round_, dirk):
    extension = proposed(session, round_, dirk)

    with pytest.raises(RulesBroken) as broken:
        confirmed(session, extension, dirk)

    assert [finding.rule for finding in broken.value.findings] == ["R-054"]
    assert round_.closes_at == days(2)


def test_the_database_itself_wants_two_people(session, round_, dirk):
    extension = proposed(session, round_, dirk)

    with pytest.raises(IntegrityError, match="ck_extension_four_eyes"), session.begin_nested():
        session.execute(
            text("update extension set state = 'confirmed', confirmed_at = now(),"
                 " confirmed_by_id = proposed_by_id where id = :id"),
            {"id": extension.id},
        )  # fmt: skip


def test_the_database_moves_an_open_deadline_later_only(session, round_):
    with pytest.raises(IntegrityError, match="later only"), session.begin_nested():
        session.execute(
            text("update round set closes_at = closes_at - interval '1 s' where id = :id"),
            {"id": round_.id},
        )


@pytest.mark.parametrize(
    ("moved", "broken"), [(-SECOND, ["R-014"]), (timedelta(), ["R-014"]), (SECOND, [])]
)
def test_a_deadline_moves_later_only(session, round_, dirk, moved, broken):
    try:
        proposed(session, round_, dirk, days(2) + moved)
        found = []
    except RulesBroken as refused:
        found = [finding.rule for finding in refused.findings]

    assert found == broken


def test_a_proposal_needs_a_reason_and_waits_alone(session, round_, dirk):
    proposed(session, round_, dirk)

    with pytest.raises(RulesBroken) as broken:
        propose_extension(session, round_, closes_at=days(9), reason=" ", by=dirk, now=NOON)

    assert [each.rule for each in broken.value.findings] == ["EXTENSION-OPEN", "REASON"]


@pytest.mark.parametrize("state", [RoundState.DRAFT, RoundState.CLOSED, RoundState.REVIEW])
def test_only_a_round_that_takes_in_applications_is_extended(session, dirk, state):
    round_ = a_round(session, state=state, closes_at=days(2))

    with pytest.raises(NoSuchMove):
        proposed(session, round_, dirk)


def test_a_round_that_closed_meanwhile_is_not_extended(session, round_, dirk, doris):
    extension = proposed(session, round_, dirk)
    round_.state = RoundState.CLOSED
    session.flush()

    with pytest.raises(NoSuchMove):
        confirmed(session, extension, doris)


def test_a_dropped_proposal_changes_nothing_and_makes_room_for_another(session, round_, dirk):
    first = proposed(session, round_, dirk)

    drop_extension(session, first, reason="Falscher Tag", by=dirk, now=NOON)

    assert (first.state, round_.closes_at) == (ExtensionState.VOID, days(2))
    assert proposed(session, round_, dirk, days(8)).state is ExtensionState.PROPOSED


def test_everybody_with_a_draft_is_told_once_in_their_language(session, round_, dirk, doris):
    anna, ben = a_person(session), a_person(session, "Ben Brown", language="en")
    reads, sent = a_person(session, "Rita Richter"), a_person(session, "Carl Conrad")
    for name in ("Erstes", "Zweites"):
        team = {anna: TeamRole.SIGNATORY, ben: TeamRole.AUTHOR, reads: TeamRole.READER}
        an_application(session, a_cluster(session, name, team=team), round_)
    an_application(
        session,
        a_cluster(session, team={sent: TeamRole.SIGNATORY}),
        round_,
        state=ApplicationState.SUBMITTED,
    )

    extension = confirmed(session, proposed(session, round_, dirk), doris)

    mails = session.scalars(select(Mail).order_by(Mail.id)).all()
    assert [mail.key for mail in mails] == [
        f"extension/{extension.id}/person/{each.id}" for each in (anna, ben)
    ]
    assert mails[0].subject == f"Frist verlängert: Runde {round_.number}"
    assert "Bisher  19.05.2028, 12:00 Uhr (MESZ)" in mails[0].body
    assert "New     24 May 2028, 12:00 (CEST)" in mails[1].body
    assert WHY in mails[0].body
