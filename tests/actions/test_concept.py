"""The concept phase: begun by the calendar, ended by a concept with all its parts."""

from datetime import date

import pytest

from grants.actions.concept import concept_file, keep_concept, start_running_phases, submit_concept
from grants.documents.store import Store
from grants.models.award import Phase, PhaseKind
from grants.models.document import ScanState, Upload, UploadKind
from grants.models.record import Act
from grants.programme.finding import RulesBroken
from grants.programme.people import TeamRole
from grants.programme.stages import ApplicationState, AwardState, NoSuchMove
from tests.makers.application import an_application
from tests.makers.award import an_award
from tests.makers.cluster import a_cluster
from tests.makers.moment import NOON, days
from tests.makers.person import a_person

PARTS = ["strengths", "regions", "ideas", "financing", "cooperation"]


@pytest.fixture
def award_and_anna(session):
    """An award whose concept phase begins on the day of NOON, and Anna who signs."""
    anna = a_person(session)
    cluster = a_cluster(session, team={anna: TeamRole.SIGNATORY})
    application = an_application(session, cluster, state=ApplicationState.SELECTED)
    award = an_award(session, application, state=AwardState.CONCEPT_GRANTED)
    first, last = date(2028, 5, 17), date(2030, 5, 16)
    session.add(Phase(award=award, kind=PhaseKind.CONCEPT, starts_on=first, ends_on=last))
    session.flush()
    return award, anna.as_actor()


def a_concept(session, award, by):
    session.add(
        Upload(
            kind=UploadKind.INTERNATIONALISATION_CONCEPT, award_id=award.id,
            file_name="konzept.pdf", content_type="application/pdf", size=1000, sha256="ab" * 32,
            key=f"upload-{award.number}", uploaded_at=NOON, uploaded_by_id=by.person_id,
            scan_state=ScanState.CLEAN,
        )
    )  # fmt: skip
    session.flush()


def test_a_concept_phase_begins_on_its_first_day_and_once(session, award_and_anna):
    award, _ = award_and_anna

    assert start_running_phases(session, now=days(-1)) == 0
    assert start_running_phases(session, now=NOON) == 1
    assert start_running_phases(session, now=NOON) == 0
    assert award.state is AwardState.CONCEPT_RUNNING


def test_a_concept_with_all_its_parts_is_handed_in(session, award_and_anna):
    award, anna = award_and_anna
    a_concept(session, award, anna)

    submit_concept(session, award, parts=PARTS, by=anna, now=NOON)

    assert (award.state, award.concept_submitted_at) == (AwardState.CONCEPT_SUBMITTED, NOON)
    act = session.query(Act).filter_by(act="submit_concept_award").one()
    assert act.after["sha256"] == "ab" * 32


def test_a_missing_file_and_a_missing_part_are_both_named(session, award_and_anna):
    award, anna = award_and_anna

    with pytest.raises(RulesBroken) as refused:
        submit_concept(session, award, parts=PARTS[1:], by=anna, now=NOON)

    assert [one.rule for one in refused.value.findings] == ["CONCEPT-FILE", "CONCEPT-PARTS"]
    assert award.concept_submitted_at is None


def test_a_concept_is_not_handed_in_before_its_phase_begins(session, award_and_anna):
    award, anna = award_and_anna
    a_concept(session, award, anna)

    with pytest.raises(NoSuchMove):
        submit_concept(session, award, parts=PARTS, by=anna, now=days(-1))


@pytest.mark.parametrize("state", [AwardState.CONCEPT_SUBMITTED, AwardState.CONCEPT_UNDER_REVIEW])
def test_what_the_officers_read_does_not_change_under_their_eyes(session, award_and_anna, state):
    award, anna = award_and_anna
    award.state, award.concept_submitted_at = state, NOON
    a_concept(session, award, anna)

    with pytest.raises(NoSuchMove):
        keep_concept(session, Store.in_memory(), award, "neu.pdf", b"%PDF-1.7", by=anna, now=NOON)

    assert concept_file(session, award).file_name == "konzept.pdf"


def test_a_concept_sent_back_is_handed_in_again(session, award_and_anna):
    award, anna = award_and_anna
    award.state = AwardState.CONCEPT_REVISION
    a_concept(session, award, anna)

    submit_concept(session, award, parts=PARTS, by=anna, now=NOON)

    assert award.state is AwardState.CONCEPT_SUBMITTED
