"""What the look through all cases finds, in words that tests can compare."""

from sqlalchemy import select

from grants.actions.observation_run import order_run, run_catalogue
from grants.models.observation import ObservationRun
from grants.queries.observation_search import look_through
from tests.makers.award import an_award
from tests.makers.decided import LATER


def found(session, code, now=LATER):
    """What this entry of the catalogue finds: the things by number, with the German sentence."""
    session.flush()
    session.expire_all()
    return {
        one.subject: one.says.de.replace("\u00a0", " ")
        for one in look_through(session, now)
        if one.code == code
    }


def another_award(session):
    """An award whose number no act gives out."""
    return an_award(session, number="03INT399")


def look(session, auditor, now):
    """An auditor orders a look through all cases, and the worker does it."""
    order_run(session, by=auditor.as_actor(), now=now)
    run = session.scalars(select(ObservationRun).order_by(ObservationRun.id.desc())).first()
    run_catalogue(session, run, now=now)
    session.flush()
    return run
