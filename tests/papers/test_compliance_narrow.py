"""A report on one grant is about that grant; a programme's says what it does not know."""

from datetime import date, timedelta

from grants.models.award import PhaseKind
from grants.models.grant import Grant
from grants.models.organisation import Organisation
from grants.papers.compliance_award import fill_award_report
from grants.papers.compliance_programme import fill_programme_report
from grants.programme.stages import ApplicationState, ReportState, RoundState
from tests.makers.application import an_application
from tests.makers.decided import LATER, an_awarded_case
from tests.makers.report import a_report
from tests.makers.round import a_round


def test_a_report_on_one_grant_names_no_other_grants_of_its_award(session):
    award = an_awarded_case(session)
    first = session.query(Grant).filter_by(award_id=award.id).one()
    second = Grant(
        number=f"{award.number}Z", award=award, phase=PhaseKind.IMPLEMENTATION,
        recipient=session.query(Organisation).first(), basis=first.basis, rate=50,
        costs=first.costs, direct=first.direct, own_funds=first.own_funds,
        starts_on=first.starts_on, ends_on=first.ends_on, changed_at=LATER,
        awarded_at=first.awarded_at, state=first.state,
    )  # fmt: skip
    session.add(second)
    session.flush()
    a_report(session, first, year=2041, due_on=date(2027, 1, 1), state=ReportState.OVERDUE)
    cut_off = LATER + timedelta(days=1)

    own = fill_award_report(session, award, cut_off=cut_off, grant=first)
    other = fill_award_report(session, award, cut_off=cut_off, grant=second)
    whole = fill_award_report(session, award, cut_off=cut_off)

    assert first.number not in " ".join(one.says.de + one.claim.de for one in other.findings)
    assert any(first.number in one.says.de + one.claim.de for one in own.findings)
    assert len(other.findings) < len(whole.findings)
    assert other.findings[0].rule == "F-01"


def test_a_round_whose_money_is_not_recorded_says_so_and_not_nothing(session):
    round_ = a_round(session, state=RoundState.CLOSED_OUT)
    an_application(session, round_=round_, state=ApplicationState.SELECTED)
    session.flush()

    (row,) = fill_programme_report(session, round_.programme, cut_off=LATER).rounds

    assert (row.selected, row.promised, row.committed) == (1, None, None)
