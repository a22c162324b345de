"""Whoever declared a conflict does nothing more in the case, whatever step it is at (R-055)."""

from contextlib import contextmanager

import pytest

from grants.actions.approval import find_eligible
from grants.actions.formal_check import check_formally
from grants.actions.hearing import drop_hearing, note_knowledge, record_answer, waive_hearing
from grants.actions.officer_conflict import declare_officer_conflict
from grants.actions.report_check import accept_report, take_into_check, waive
from grants.actions.revision import return_concept, return_project
from grants.models.review import FormalResult
from grants.programme.finding import RulesBroken
from grants.programme.stages import ApplicationState, ReportState, RoundState
from tests.makers.decision import two_officers
from tests.makers.later import TODAY, awarded, heard
from tests.makers.moment import NOON
from tests.makers.report import a_report
from tests.makers.review import an_entry
from tests.makers.revision import a_submitted_concept, a_submitted_project
from tests.makers.round import a_round

PORTAL = "https://portal.example.org"


@pytest.fixture
def officers(session):
    return two_officers(session)


@pytest.fixture
def conflicted(session, officers):
    """Declares the first officer's conflict with a case and says who it is then."""

    def declare(application):
        by = officers[0].as_actor()
        declare_officer_conflict(session, application, ground="Mein Bruder leitet das Cluster.",
                                 by=by, now=NOON)  # fmt: skip
        return by

    return declare


@contextmanager
def refused():
    with pytest.raises(RulesBroken) as broken:
        yield
    assert "R-055" in [finding.rule for finding in broken.value.findings]


@pytest.mark.parametrize("result", FormalResult)
def test_the_formal_check_is_made_by_others(session, conflicted, result):
    application = an_entry(session, a_round(session, state=RoundState.FORMAL_CHECK))
    by = conflicted(application)

    with refused():
        check_formally(session, application, result, by=by, now=NOON)

    assert application.state is ApplicationState.SUBMITTED


def test_the_concept_is_given_back_by_others(session, conflicted):
    award, _ = a_submitted_concept(session)
    by = conflicted(award.application)

    with refused():
        return_concept(session, award, reason="Unklar.", public_url=PORTAL, by=by, now=NOON)


def test_a_joint_project_is_judged_by_others(session, conflicted):
    project, _ = a_submitted_project(session)
    by = conflicted(project.award.application)

    with refused():
        return_project(session, project, reason="Unklar.", public_url=PORTAL, by=by, now=NOON)
    with refused():
        find_eligible(session, project, note="", by=by, now=NOON)


def test_a_report_is_checked_by_others(session, officers, conflicted):
    report = a_report(session, state=ReportState.SUBMITTED, submitted_at=NOON)
    take_into_check(session, report, by=officers[1].as_actor(), now=NOON)
    by = conflicted(report.grant.award.application)

    with refused():
        accept_report(session, report, remark="In Ordnung.", by=by, now=NOON)
    with refused():
        waive(session, report, reason="Entbehrlich.", by=by, now=NOON)


def test_the_recipient_is_heard_by_others(session, officers, conflicted):
    grant = awarded(session, *officers)
    by = conflicted(grant.award.application)

    with refused():
        heard(session, grant, officers[0])
    with refused():
        waive_hearing(session, grant, subject="Widerruf.", reason="Eile.", by=by, now=NOON)


def test_what_the_recipient_said_is_kept_by_others_and_they_drop_the_hearing(
    session, officers, conflicted
):
    grant = awarded(session, *officers)
    hearing = heard(session, grant, officers[1], answered=False, known_on=None)
    by = conflicted(grant.award.application)

    with refused():
        record_answer(session, hearing, answered_on=TODAY, answer="Nichts.", by=by, now=NOON)
    with refused():
        note_knowledge(session, hearing, known_on=TODAY, deceit=False, by=by, now=NOON)
    with refused():
        drop_hearing(session, hearing, reason="Erledigt.", by=by, now=NOON)
    assert (hearing.answered_on, hearing.known_on, hearing.ended_at) == (None, None, None)
