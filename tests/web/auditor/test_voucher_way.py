"""From an award an auditor comes to the vouchers of every report that tells its use."""

import re

from grants.programme.money import eur
from tests.makers.decided import LATER, an_auditor, an_awarded_case, hand_in, reports_on
from tests.makers.person import a_person


def test_the_award_leads_to_the_vouchers_of_its_reports(session, client_as, clock_at):
    award = an_awarded_case(session)
    report = next(iter(reports_on(session, award).values()))
    hand_in(session, report, eur(1_000), eur(500), at=LATER, by=a_person(session))
    clock_at(LATER)
    clara = client_as(an_auditor(session))

    page = clara.get(f"/audit/awards/{award.number}").text

    ways = re.findall(r'href="(/sponsor/reports/[^"]*/vouchers)"', page)
    assert ways
    assert [clara.get(way).status_code for way in ways] == [200] * len(ways)
