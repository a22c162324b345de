"""Payment requests for tests."""

from datetime import date

from grants.actions.decision import countersign
from grants.actions.payment import begin_payment, save_payment, submit_payment
from grants.actions.payment_check import approve, find_correct
from grants.actions.payment_run import make_run
from grants.actions.proposal import propose_grant
from grants.models.account_change import AccountChange, AccountState
from grants.models.organisation import Membership
from grants.models.person import Person
from grants.programme.money import eur
from grants.programme.people import TeamRole
from grants.programme.stages import GrantState
from tests.makers.decision import a_fundable_grant, two_officers
from tests.makers.moment import NOON
from tests.makers.person import a_person
from tests.makers.review import an_officer
from tests.makers.statement import ACCOUNT

IBAN = "DE89370400440532013000"


class Office:
    """Whoever is needed for a payment: two officers, a third one who pays, and the recipient."""

    def __init__(self, session):
        self.checks, self.orders = (one.as_actor() for one in two_officers(session))
        self.pays = an_officer(session, "Clara Cohn").as_actor()
        self.anna = a_person(session)
        self.asks = self.anna.as_actor()


def a_paying_grant(session, office, **more):
    """400,000.00 EUR for 800,000.00 of costs in 2028 and 2029; it runs at NOON."""
    grant = a_fundable_grant(session, **{
        "starts_on": date(2028, 1, 1), "ends_on": date(2029, 12, 31)} | more)  # fmt: skip
    for line in grant.lines:
        line.year -= 1
    session.add(Membership(cluster=grant.award.cluster, person=office.anna,
                           role=TeamRole.SIGNATORY, since=NOON))  # fmt: skip
    session.flush()
    first, second = two_officers(session)
    decision = propose_grant(session, grant, by=first.as_actor(), now=NOON)
    countersign(session, decision, by=second.as_actor(), now=NOON)
    grant.state = GrantState.ACTIVE
    known_account(session, grant.recipient, IBAN, office)
    for version in grant.award.application.round.authority.versions:
        version.account_holder, version.account_iban = "Behörde für Beispiele", ACCOUNT
    session.flush()
    return grant


def known_account(session, organisation, iban, office):
    """The account of an organisation, as two people have made it known."""
    session.add(
        AccountChange(
            organisation=organisation, state=AccountState.CONFIRMED,
            old_iban=organisation.iban, iban=iban, proposed_at=NOON, proposed_by=office.anna,
            decided_at=NOON, decided_by=session.get_one(Person, office.checks.person_id),
            remark="Zurückgerufen.",
        )
    )  # fmt: skip
    session.flush()
    organisation.iban = iban
    session.flush()


def a_request(session, grant, office, *, requested=eur(75_000), spent=eur(100_000),
              forecast=eur(50_000), now=NOON):  # fmt: skip
    """A request that was handed in."""
    made = begin_payment(session, grant, by=office.asks, now=now)
    save_payment(session, made, spent=spent, forecast=forecast, requested=requested, note="",
                 revision=made.revision, by=office.asks, now=now)  # fmt: skip
    submit_payment(session, made, by=office.asks, now=now)
    return made


def an_order(session, grant, office, *, now=NOON, **more):
    """A request that was found correct and ordered."""
    made = a_request(session, grant, office, now=now, **more)
    find_correct(session, made, correct=made.requested, remark="", by=office.checks, now=now)
    approve(session, made, by=office.orders, now=now)
    return made


def in_a_run(session, grant, office, *, now=NOON, **more):
    """An order that went to the bank."""
    made = an_order(session, grant, office, now=now, **more)
    authority = grant.award.application.round.authority
    return made, make_run(session, authority, [made.number], by=office.pays, now=now)
