"""Wherever the deadline of a round stands: date, time, zone, days left, and the server's clock."""

from datetime import timedelta

import pytest

from tests.makers.finished import a_finished_draft
from tests.makers.moment import NOON, days
from tests.makers.person import a_person
from tests.makers.review import an_officer
from tests.makers.round import a_round

FOR_ALL = ("/calls", "/calls/6")
FOR_ANNA = ("/home", "/applications", "/applications/R6-0001", "/applications/R6-0001/submit")
FOR_DIRK = ("/sponsor/rounds", "/sponsor/rounds/6", "/sponsor/rounds/6/extension")


@pytest.mark.parametrize("page", [*FOR_ALL, *FOR_ANNA, *FOR_DIRK])
def test_a_deadline_is_shown_in_full_beside_the_clock_that_decides(
    session, client_as, clock_at, page
):
    clock_at(NOON)
    round_ = a_round(session, 6, closes_at=days(2) + timedelta(seconds=30))
    anna = a_person(session)
    a_finished_draft(session, anna, round_).number = "R6-0001"
    visitor = {FOR_ANNA: anna, FOR_DIRK: an_officer(session)}
    who = next((person for pages, person in visitor.items() if page in pages), None)

    shown = client_as(who).get(page).text.replace("\N{NO-BREAK SPACE}", " ")

    assert "19.05.2028, 12:00:30 Uhr (MESZ)" in shown
    assert "noch 2 Tage" in shown
    assert "Serverzeit" in shown
    assert "17.05.2028, 12:00:0" in shown.partition("Serverzeit")[2]
