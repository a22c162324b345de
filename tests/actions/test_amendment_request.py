"""Recipients ask for an amendment; officers draft it from the request, or refuse with reasons."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from grants.actions.amendment import propose_amendment
from grants.actions.amendment_request import (
    ask_for_amendment,
    refuse_request,
    withdraw_request,
)
from grants.actions.decision import countersign, send_back
from grants.models.outbox import Mail
from grants.programme.amendment_request import RequestKind, RequestState
from grants.programme.finding import RulesBroken
from grants.programme.stages import GrantState, NoSuchMove
from grants.queries.amendment import figures_of
from grants.queries.amendment_request import open_request, requests_of
from grants.queries.grant_task import TaskKind, grant_tasks
from tests.makers.moment import NOON
from tests.makers.payment import Office, a_paying_grant
from tests.makers.person import a_person

LATER = date(2030, 3, 31)
EARLIER = date(2029, 11, 30)


@pytest.fixture
def office(session):
    return Office(session)


@pytest.fixture
def grant(session, office):
    """It ends on 31 December 2029."""
    return a_paying_grant(session, office)


def ask(session, grant, by, **changes):
    return ask_for_amendment(session, grant, **{
        "kind": RequestKind.EXTENSION, "wanted": "Drei Monate mehr.", "ends_on": LATER,
        "reason": "Der Lieferant ist in Verzug.", "by": by, "now": NOON} | changes)  # fmt: skip


def tasks(session, office):
    return [one.number for one in grant_tasks(session, office.checks, NOON, 50)
            if one.kind is TaskKind.AMENDMENT]  # fmt: skip


def places(raised):
    return [one.place for one in raised.value.findings]


def test_a_request_waits_for_officers_and_is_answered_by_the_amendment_drafted_from_it(
    session, office, grant
):
    early = {"kind": RequestKind.EARLY_END, "ends_on": EARLIER}
    made = ask(session, grant, office.asks, **early)
    assert ask(session, grant, office.asks, **early) is made
    assert (made.number, made.state) == (f"{grant.number}-Ä1", RequestState.OPEN)
    assert tasks(session, office) == [grant.number]
    before = figures_of(grant)

    def propose():
        return propose_amendment(session, grant, replace(before, ends_on=EARLIER),
                                 requested_on=NOON.date(), by=office.checks, now=NOON)  # fmt: skip

    first = propose()
    assert tasks(session, office) == []
    send_back(session, first, reason="Noch einmal prüfen.", by=office.orders, now=NOON)
    assert (tasks(session, office), figures_of(grant)) == ([grant.number], before)

    countersign(session, second := propose(), by=office.orders, now=NOON)
    assert (made.state, made.decision, grant.ends_on) == (RequestState.GRANTED, second, EARLIER)
    assert open_request(session, grant) is None


def test_it_is_refused_for_a_reason_or_taken_back_and_asked_anew(session, office, grant):
    ask(session, grant, office.asks)
    with pytest.raises(RulesBroken) as raised:
        ask(session, grant, office.asks, wanted="Vier Monate mehr.")
    assert places(raised) == ["kind"]
    with pytest.raises(RulesBroken) as raised:
        refuse_request(session, grant, remark=" ", public_url="", by=office.checks, now=NOON)
    assert places(raised) == ["remark"]

    refuse_request(session, grant, remark="Zu spät.", public_url="", by=office.checks, now=NOON)
    assert session.scalars(select(Mail).where(Mail.kind == "amendment_refused")).first()
    with pytest.raises(NoSuchMove):
        withdraw_request(session, grant, by=office.asks, now=NOON)

    ask(session, grant, office.asks, kind=RequestKind.REALLOCATION)
    withdraw_request(session, grant, by=office.asks, now=NOON)
    assert [(one.ordinal, one.state, one.ends_on) for one in requests_of(session, grant)] == [
        (2, RequestState.WITHDRAWN, None), (1, RequestState.REFUSED, LATER)
    ]  # fmt: skip


def test_what_makes_no_sense_is_refused_beside_its_field(session, office, grant):
    kind = RequestKind
    for change, where in (
        ({"ends_on": grant.ends_on}, ["ends_on"]),
        ({"ends_on": None}, ["ends_on"]),
        ({"kind": kind.EARLY_END}, ["ends_on"]),
        ({"kind": kind.EARLY_END, "ends_on": NOON.date() - timedelta(days=1)}, ["ends_on"]),
        ({"wanted": " ", "reason": ""}, ["wanted", "reason"]),
    ):
        with pytest.raises(RulesBroken) as raised:
            ask(session, grant, office.asks, **change)
        assert places(raised) == where
    with pytest.raises(RulesBroken):
        ask(session, grant, a_person(session, "Otto Ohne").as_actor())
    grant.state = GrantState.HEARING
    with pytest.raises(RulesBroken) as raised:
        ask(session, grant, office.asks)
    assert places(raised) == ["kind"]
