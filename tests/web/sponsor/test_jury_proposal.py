"""An officer sees who would get what, changes it, and only then saves it."""

import re

import pytest
from sqlalchemy import select

from grants.models.outbox import Mail
from grants.models.review import Assignment, ConflictDeclaration
from grants.programme.stages import ApplicationState, RoundState
from tests.makers.jury import a_jury, a_profile
from tests.makers.moment import NOON
from tests.makers.review import a_review, an_entry, an_officer
from tests.makers.round import a_round

ADDRESS = "/sponsor/rounds/5/jury/proposal"
BOX = re.compile(r'name="seat" value="(R5-\d+):(\d+)" checked')


@pytest.fixture
def round_(session):
    return a_round(session, 5, state=RoundState.REVIEW)


@pytest.fixture
def entries(session, round_):
    return [
        an_entry(session, round_, ApplicationState.UNDER_REVIEW, number=f"R5-{at:04}")
        for at in (1, 2, 3)
    ]


@pytest.fixture
def jurors(session, round_):
    return a_jury(session, round_, "Jana Jahn", "Jonas Jung", "Jule Jost", "Jens Jakob")


@pytest.fixture
def dirk(session, client_as):
    return client_as(an_officer(session))


def boxes(page):
    return {(number, int(juror)) for number, juror in BOX.findall(page)}


def given(session):
    return {(one.application.number, one.juror_id) for one in session.scalars(select(Assignment))}


def test_the_proposal_is_shown_before_anything_is_saved(session, dirk, entries, jurors):
    page = dirk.get(ADDRESS).text

    assert len(boxes(page)) == 9
    assert "Noch ist nichts gespeichert" in page
    assert given(session) == set()


def test_it_is_saved_as_the_officer_leaves_it(session, dirk, entries, jurors):
    shown = boxes(dirk.get(ADDRESS).text)
    gone = min(shown)
    taken = {juror for number, juror in shown if number == "R5-0003"}
    more = next(one for one in jurors if one.id not in taken)

    sent = dirk.post(ADDRESS, {
        "seat": [f"{number}:{juror}" for number, juror in shown - {gone}],
        "more_R5-0003": f"{more.name} ({more.email})",
    })  # fmt: skip

    assert sent.status_code == 303
    assert given(session) == (shown - {gone}) | {("R5-0003", more.id)}
    mails = session.scalars(select(Mail)).all()
    assert len({mail.recipient for mail in mails}) == len(mails) == 4


def test_conflicts_and_hints_are_left_out_and_told(session, dirk, entries, jurors):
    jana, jonas, *_ = jurors
    entries[0].cluster.management.name = "Verein Musterstadt e.V."
    a_profile(session, jana, "Verein Musterstadt eV")
    session.add(ConflictDeclaration(
        application=entries[0], juror=jonas, conflicted=True, ground="Beirat", declared_at=NOON
    ))  # fmt: skip
    session.flush()

    page = dirk.get(ADDRESS).text

    assert {juror for number, juror in boxes(page) if number == "R5-0001"} == {
        jurors[2].id, jurors[3].id,
    }  # fmt: skip
    assert "Jana Jahn: gleiche Organisation" in page
    assert "Jonas Jung: Konflikt erklärt" in page
    assert "es fehlt: 1" in page


def test_topics_are_preferred(session, dirk, entries, jurors):
    entries[1].cluster.field = "Photonik und Quantentechnik"
    a_profile(session, jurors[3], topics=["photonik"])
    session.flush()

    page = dirk.get(ADDRESS).text

    assert ("R5-0002", jurors[3].id) in boxes(page)
    assert "Thema passt" in page


def test_a_conflicted_juror_whom_the_officer_names_is_refused_and_nothing_is_lost(
    session, dirk, entries, jurors
):
    jana, jonas, *_ = jurors
    session.add(ConflictDeclaration(
        application=entries[0], juror=jana, conflicted=True, ground="Beirat", declared_at=NOON
    ))  # fmt: skip
    session.flush()
    label = f"{jana.name} ({jana.email})"

    refused = dirk.post(ADDRESS, {"seat": f"R5-0002:{jonas.id}", "more_R5-0001": label})
    unknown = dirk.post(ADDRESS, {"seat": f"R5-0002:{jonas.id}", "more_R5-0001": "Wer auch immer"})

    assert (refused.status_code, unknown.status_code) == (422, 422)
    assert "ein Konflikt erklärt" in refused.text
    assert f'value="{label}"' in refused.text
    assert boxes(refused.text) == {("R5-0002", jonas.id)}
    assert "Wer auch immer" in unknown.text
    assert given(session) == set()


def test_a_name_that_only_one_juror_has_is_understood(session, dirk, entries, jurors):
    jana, *_ = jurors

    near = dirk.post(ADDRESS, {"more_R5-0001": "Jana Jan"})
    sent = dirk.post(ADDRESS, {"more_R5-0001": "jana  jahn"})

    assert f"Meinten Sie {jana.name} ({jana.email})" in near.text
    assert sent.status_code == 303
    assert given(session) == {("R5-0001", jana.id)}


def test_only_what_is_missing_is_proposed(session, dirk, entries, jurors):
    for juror in jurors[:3]:
        for entry in entries:
            a_review(session, entry, juror, points=None)

    assert "Jede Bewerbung hat genug" in dirk.get(ADDRESS).text


def test_it_is_said_why_no_topic_fits_and_who_has_named_none(session, dirk, entries, jurors):
    silent = dirk.get(ADDRESS).text
    for juror in jurors[:3]:
        a_profile(session, juror, topics=["Photonik"])
    one_left = dirk.get(ADDRESS).text
    a_profile(session, jurors[3], topics=["Laser"])
    nothing_fits = dirk.get(ADDRESS).text

    assert "0 davon mit passendem Thema" in silent
    assert "Themen fehlen von: Jana Jahn, Jens Jakob, Jonas Jung, Jule Jost." in silent
    assert "unter „Einrichtung und Themen“" in silent
    assert "Themen fehlen von: Jens Jakob." in one_left
    assert "Themen fehlen von" not in nothing_fits
    assert "Kein genanntes Thema passt zum Technologiefeld eines Clusters." in nothing_fits
