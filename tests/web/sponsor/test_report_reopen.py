"""The officer opens an accepted report again; its recipient reads why and sees what is open."""

from datetime import date

from sqlalchemy import select

from grants.models.outbox import Mail
from tests.actions.test_report_reopen import WHY, accepted, anna, dirk, grant

__all__ = ["anna", "dirk", "grant"]


def test_open_again_with_a_reason_mail_and_kept_figures(session, grant, anna, dirk, client_as):
    first = accepted(session, grant, anna, dirk)
    accepted(session, grant, anna, dirk, year=2027, due_on=date(2028, 4, 30))
    staff, team = client_as(dirk), client_as(anna)
    page = f"/sponsor/reports/{grant.number}/{first.year}"

    assert "nur der Text" in staff.get(page).text
    assert staff.post(page, {"act": "reopen", "reason_to_reopen": ""}).status_code == 422
    assert staff.post(page, {"act": "reopen", "reason_to_reopen": WHY}).status_code == 303
    shown = staff.get(page).text
    assert "Früher angenommen" in shown
    assert "Stimmt." in shown
    assert "24.000,00" in shown
    kinds = session.scalars(select(Mail.kind)).all()
    assert "report_reopened" in kinds

    mine = f"/grants/{grant.number}/reports/{first.year}"
    written = team.get(mine).text
    assert WHY in written
    assert "Nur der Text ist wieder offen" in written
    assert '<input type="hidden" name="spent_travel_abroad" value="24.000,00">' in written
    assert "Neuer Beleg" not in team.get(f"{mine}/vouchers").text
