"""Statements that carry their values in their text are planned once, and mean the same."""

from datetime import date

from sqlalchemy import Date, bindparam, event, select

from grants.models.report import Report
from grants.programme.people import Role
from grants.programme.stages import ReportState
from grants.queries.plain import in_plain
from grants.queries.sponsor_home import day_of
from tests.makers.moment import NOON
from tests.makers.person import a_person


def test_the_counts_of_an_officers_day_are_planned_once_for_all_days_work(session):
    officer = a_person(session, role=Role.SPONSOR).as_actor()
    sent = []
    event.listen(session.connection(), "before_cursor_execute",
                 lambda *said: sent.append((said[2], said[3])))  # fmt: skip

    day_of(session, officer, NOON)

    counts = next(values for statement, values in sent if "AS to_sign" in statement)
    assert not counts


def test_values_stand_in_the_text_as_what_they_are():
    due = bindparam("day", type_=Date)
    said = select(Report.id).where(Report.state.in_([ReportState.ACCEPTED]), Report.due_on < due)

    made = in_plain(said).params(day=date(2027, 4, 30))

    text = str(made.compile(compile_kwargs={"render_postcompile": True}))
    assert "'accepted'" in text
    assert "'2027-04-30'" in text


def test_the_statement_it_was_made_from_still_sends_its_values():
    said = select(Report.id).where(Report.state == ReportState.ACCEPTED)

    in_plain(said)

    assert said.compile().params == {"state_1": ReportState.ACCEPTED}
