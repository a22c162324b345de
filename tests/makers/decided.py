"""An award with a past, made by the acts that people use, for those who look back on it."""

from datetime import UTC, datetime

from grants.actions.decision import countersign
from grants.actions.granting import find_fundable
from grants.actions.proposal import propose_grant
from grants.models.award import Award
from grants.models.decision import DecisionKind
from grants.models.grant import Grant
from grants.models.report import Report, ReportKind, ReportLine
from grants.programme.money import eur
from grants.programme.people import Role
from grants.programme.stages import ReportState
from tests.makers.decision import a_ranked_application, decided, two_officers
from tests.makers.moment import NOON, days
from tests.makers.person import a_person

CONDITION = "Weisen Sie die Eigenmittel bis 31.12.2029 nach."
LATER = datetime(2030, 6, 3, 8, tzinfo=UTC)
"""Missing since: the declaration of 2029 (31 January), its interim report (30 April 2030)."""


def an_auditor(session, name="Clara Neumann"):
    """Somebody who may read everything."""
    return a_person(session, name, Role.AUDITOR)


def an_awarded_case(session, round_=None):
    """A selected cluster whose concept grant of 400,000.00 two officers awarded a day later."""
    dirk, berta = two_officers(session)
    application = a_ranked_application(session, round_)
    decided(session, application, DecisionKind.SELECT, dirk, berta)
    award = session.query(Award).filter_by(application_id=application.id).one()
    grant = session.query(Grant).filter_by(award_id=award.id).one()
    grant.handed_in_at = NOON
    find_fundable(session, grant, note="", by=dirk.as_actor(), now=NOON)
    decision = propose_grant(
        session, grant, conditions=[CONDITION], by=dirk.as_actor(), now=days(1)
    )
    countersign(session, decision, by=berta.as_actor(), now=days(2))
    return award


def reports_on(session, award):
    """The interim reports of the award, by year."""
    found = session.query(Report).join(Report.grant).filter(Grant.award_id == award.id)
    return {one.year: one for one in found if one.kind is ReportKind.INTERIM}


def hand_in(session, report, personnel, travel, *, at, by):
    """The report as handed in at this moment, with what was spent."""
    with session.no_autoflush:
        for category, spent in (("personnel", personnel), ("travel_abroad", travel)):
            session.add(ReportLine(report=report, category=category, spent=spent))
    report.narrative = "Wir haben drei Partner besucht."
    report.state, report.submitted_at, report.submitted_by = ReportState.SUBMITTED, at, by
    report.own_funds_spent = report.received = eur(200_000)
    session.flush()
