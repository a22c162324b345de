"""A compliance report on a round says how complete the transparency register is."""

from datetime import timedelta

from sqlalchemy import select

from grants.actions.transparency import describe_aid, publish_aid
from grants.models.transparency import AidEntry
from grants.papers.compliance_round import fill_round_report
from grants.programme.calendar import today
from tests.makers.decided import LATER, an_awarded_case
from tests.makers.moment import days
from tests.makers.review import an_officer


def said(session, award, cut_off):
    report = fill_round_report(session, award.application.round, cut_off=cut_off)
    return next(one.text.de for one in report.facts if one.label.de == "Transparenzregister")


def test_the_report_counts_what_was_noted_published_and_late_by_its_cut_off(session):
    award = an_awarded_case(session)
    entry = session.scalars(select(AidEntry)).one()
    dora = an_officer(session, "Dora Dorn").as_actor()
    describe_aid(session, entry, identifier="VR 1", size="sme", region="DE60", sector="94.1",
                 scheme="SA.99999", by=dora, now=LATER)  # fmt: skip
    publish_aid(session, entry, on=today(LATER), reference="TAM-1", by=dora, now=LATER)

    assert said(session, award, days(1)) == "keine Beihilfe über der Schwelle"
    assert said(session, award, days(3)) == ("0 von 1 veröffentlicht, 0 erlassen, 0 überfällig")
    before = LATER - timedelta(days=1)
    assert said(session, award, before) == "0 von 1 veröffentlicht, 0 erlassen, 1 überfällig"
    assert said(session, award, LATER) == "1 von 1 veröffentlicht, 0 erlassen, 0 überfällig"
