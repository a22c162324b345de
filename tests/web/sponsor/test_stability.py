"""The check of the scoring: what hangs on one juror, who is milder, who succeeds from where."""

import pytest
from sqlalchemy import update

from grants.models.application import TargetCountry
from grants.models.review import ConflictDeclaration
from grants.programme.money import eur
from grants.programme.people import Role
from grants.programme.stages import ApplicationState, RoundState
from tests.makers.person import a_person
from tests.makers.ranking import fill_round
from tests.makers.review import a_juror, a_review, an_entry, an_officer
from tests.makers.round import a_round
from tests.web.cost import MOST_BYTES, MOST_STATEMENTS, statements

PAGE = "/sponsor/rounds/5/ranking/check"


def entry_with(session, round_, name, *totals):
    entry = an_entry(session, round_, state=ApplicationState.UNDER_REVIEW)
    entry.cluster.name, entry.cluster.region, entry.cluster.field = name, "Sachsen", "Optik"
    session.add(TargetCountry(application=entry, country="JP"))
    for juror, total in zip(session.info["jury"], totals, strict=True):
        a_review(session, entry, juror, (total,) * 5)


@pytest.fixture
def round_(session):
    """Money for one, who leads by the word of Jana alone."""
    session.info["jury"] = [a_juror(session, name) for name in ("Jana J", "Jonas J", "Jule J")]
    made = a_round(session, 5, state=RoundState.JURY_MEETING, budget=eur(4_000_000))
    entry_with(session, made, "Cluster Vorn", "5.0", "4.0", "4.0")
    entry_with(session, made, "Cluster Hinten", "4.0", "4.5", "4.0")
    return made


def words(answer):
    return " ".join(answer.text.replace("\xa0", " ").split())


@pytest.mark.parametrize("role", [Role.SPONSOR, Role.AUDITOR])
def test_what_hangs_on_one_juror_is_said_by_name_to_staff_and_auditors(
    session, client_as, round_, role
):
    page = words(client_as(a_person(session, "Wer prüft", role)).get(PAGE))

    assert "fiele ohne Jana J heraus" in page
    assert "käme ohne Jana J hinein" in page
    assert "Jana J 5,00 (+1,00)" in page
    assert "Sachsen" in page
    assert "1 / 2" in page
    assert "Japan" in page


@pytest.mark.parametrize("role", [Role.JUROR, Role.APPLICANT])
def test_jurors_and_applicants_do_not_see_it(session, client_as, round_, role):
    assert client_as(a_person(session, "Wer fragt", role)).get(PAGE).status_code == 404


def test_a_conflicted_juror_is_in_no_figure(session, client_as, round_):
    conflicts = update(ConflictDeclaration).where(
        ConflictDeclaration.juror_id == session.info["jury"][0].id
    )
    session.execute(conflicts.values(conflicted=True))

    page = words(client_as(an_officer(session)).get(PAGE))

    assert "Jana J" not in page


def test_a_historical_round_still_shows_success_by_origin(session, client_as):
    round_ = a_round(session, 5, state=RoundState.CLOSED_OUT, budget=None)
    for state in (ApplicationState.SELECTED, ApplicationState.REJECTED, ApplicationState.WITHDRAWN):
        an_entry(session, round_, state=state, **({"withdrawn_at": round_.closes_at}
                 if state is ApplicationState.WITHDRAWN else {}))  # fmt: skip

    page = words(client_as(an_officer(session)).get(PAGE))

    assert "Keine Gutachten bekannt." in page
    assert "1 / 2" in page


def test_the_check_of_500_costs_eight_statements_and_60_kb(session, client_as):
    fill_round(session, a_round(session, 5, state=RoundState.RANKED))
    dirk = client_as(an_officer(session))
    dirk.get(PAGE)

    answer, seen = statements(session, lambda: dirk.get(PAGE))

    assert answer.status_code == 200
    assert len(seen) <= MOST_STATEMENTS, "\n".join(each[:80] for each in seen)
    assert len(answer.data) < MOST_BYTES
