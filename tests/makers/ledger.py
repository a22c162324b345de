"""Rounds whose money came about by acts, so that the books know all of it."""

from grants.actions.ledger_round import book_budget
from grants.actions.record import record
from grants.models.grant import Grant
from grants.programme.money import eur
from tests.makers.decided import an_awarded_case
from tests.makers.moment import NOON
from tests.makers.round import a_round


def a_booked_round(session, budget=eur(40_000_000), **more):
    """A round whose budget is in the books."""
    round_ = a_round(session, budget=budget, **more)
    record(session, "make_round", "round", str(round_.number), by=None, now=NOON)
    book_budget(session, round_, "make_round", NOON)
    session.flush()
    return round_


def a_booked_grant(session, round_=None):
    """The concept grant of a selected cluster, awarded: 400,000.00 over 2029 and 2030."""
    award = an_awarded_case(session, round_ or a_booked_round(session))
    return session.query(Grant).filter_by(award_id=award.id).one()
