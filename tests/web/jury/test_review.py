"""A juror's pages: Jana reviews; Jonas must see nothing of hers."""

import re

import pytest

from grants.models.review import Assignment
from grants.programme.stages import ApplicationState, RoundState
from tests.makers.person import LONG_AGO
from tests.makers.review import a_juror, a_review, an_entry
from tests.makers.round import a_round

CODES = ("C1", "C2", "C3", "C4", "C5")


@pytest.fixture
def application(session):
    round_ = a_round(session, 5, state=RoundState.REVIEW)
    return an_entry(
        session,
        round_,
        ApplicationState.UNDER_REVIEW,
        number="R5-0001",
        outline="Unser geheimer Plan",
    )


@pytest.fixture
def jana(session, application):
    jana = a_juror(session)
    session.add(Assignment(application=application, juror=jana, assigned_at=LONG_AGO))
    session.flush()
    return jana


def filled(**other):
    return {
        **{f"points_{code}": "4.0" for code in CODES},
        **{f"reason_{code}": f"Gut begründet {code}" for code in CODES},
        **other,
    }


def test_a_juror_declares_before_reading(client_as, jana):
    browser = client_as(jana)

    before = browser.get("/jury/R5-0001")
    declaring = browser.get("/jury/R5-0001/conflict")
    declared = browser.post("/jury/R5-0001/conflict", {"word": "none"})
    after = browser.get("/jury/R5-0001")

    assert (before.status_code, before.location) == (303, "/jury/R5-0001/conflict")
    assert "geheimer Plan" not in declaring.text
    assert declared.status_code == 303
    assert "geheimer Plan" in after.text


def test_a_conflict_ends_everything(client_as, jana):
    browser = client_as(jana)

    without_ground = browser.post("/jury/R5-0001/conflict", {"word": "conflict"})
    said = {"word": "conflict", "ground": "Beirat"}
    looked_over = browser.post("/jury/R5-0001/conflict", said)
    back = browser.post("/jury/R5-0001/conflict", {**said, "step": "back"})
    undone = browser.get("/jury/R5-0001/conflict").status_code
    declared = browser.post("/jury/R5-0001/conflict", {**said, "step": "sure"})

    statuses = [each.status_code for each in (without_ground, looked_over, back, declared)]
    assert statuses == [422, 200, 200, 303]
    assert undone == 200
    assert "Noch ist nichts gespeichert" in looked_over.text
    assert ("Beirat" in looked_over.text, "Beirat" in back.text) == (True, True)
    pages = ("", "/conflict", "/final")
    assert [browser.get(f"/jury/R5-0001{page}").status_code for page in pages] == [404, 404, 404]
    assert "R5-0001" not in browser.get("/jury?lang=en").text.replace(
        "R5-0001 has been given back", ""
    )


@pytest.mark.parametrize("named", [{"ground": "Mein Bruder"}, {"kind": "employment"}])
def test_no_conflict_with_a_conflict_named_is_asked_again_and_opens_nothing(client_as, jana, named):
    browser = client_as(jana)

    answer = browser.post("/jury/R5-0001/conflict", {"word": "none", **named})

    assert answer.status_code == 422
    assert "Sie wählen „kein Konflikt“ und nennen doch etwas." in answer.text
    assert named.get("ground", "selected") in answer.text
    assert browser.get("/jury/R5-0001").status_code == 303


def test_another_juror_sees_nothing(session, client_as, jana, application):
    a_review(session, application, a_juror(session, "Jule Jost"))
    jonas = client_as(a_juror(session, "Jonas Jung"))

    pages = ("", "/conflict", "/final")
    assert [jonas.get(f"/jury/R5-0001{page}").status_code for page in pages] == [404, 404, 404]
    assert "R5-0001" not in jonas.get("/jury").text


def test_a_review_is_saved_finished_and_then_fixed(session, client_as, jana, application):
    browser = client_as(jana)
    a_review(session, application, a_juror(session, "Jule Jost"))
    browser.post("/jury/R5-0001/conflict", {"word": "none"})

    half = browser.post("/jury/R5-0001", filled(points_C5="", reason_C5=""))
    early = browser.post("/jury/R5-0001/final", {"sure": "y"})
    lost = browser.post("/jury/R5-0001", filled(points_C5=""))
    whole = browser.post("/jury/R5-0001", filled(points_C5="3.5", revision="1"))
    page = browser.get("/jury/R5-0001").text
    unsure = browser.post("/jury/R5-0001/final", {})
    final = browser.post("/jury/R5-0001/final", {"sure": "y", "revision": "2"})
    after = browser.post("/jury/R5-0001", filled())

    statuses = [each.status_code for each in (half, early, lost, whole, unsure, final, after)]
    assert statuses == [303, 422, 422, 303, 422, 303, 422]
    assert "Gut begründet C5" in lost.text
    assert "3,950" in page
    assert "Begründung C1" not in page
    assert "3,950" in browser.get("/jury/R5-0001").text


def test_points_that_nobody_offered_are_refused(client_as, jana):
    browser = client_as(jana)
    browser.post("/jury/R5-0001/conflict", {"word": "none"})

    assert browser.post("/jury/R5-0001", filled(points_C1="4.2")).status_code == 422


def test_an_older_window_overwrites_nothing_that_another_one_saved(client_as, jana):
    browser = client_as(jana)
    browser.post("/jury/R5-0001/conflict", {"word": "none"})
    browser.post("/jury/R5-0001", filled(revision="0"))

    old = browser.post("/jury/R5-0001", filled(revision="0", points_C2="2.0", reason_C2="Schwach"))
    left = browser.post("/jury/R5-0001", filled(choice="theirs", revision="1"))
    kept = browser.get("/jury/R5-0001").text
    browser.post("/jury/R5-0001", {**filled(revision="1", choice="mine"),
                 "mine-points_C2": "2.0", "mine-reason_C2": "Schwach"})  # fmt: skip

    assert (old.status_code, left.status_code) == (409, 303)
    assert "Gut begründet C2" in old.text
    assert re.search(r"C2 [^<:]+: Begründung", old.text)
    assert "Schwach" in old.text
    assert "Schwach" not in kept
    assert "Schwach" in browser.get("/jury/R5-0001").text


def test_saving_the_same_from_an_older_window_is_no_quarrel(client_as, jana):
    browser = client_as(jana)
    browser.post("/jury/R5-0001/conflict", {"word": "none"})

    twice = [browser.post("/jury/R5-0001", filled(revision="0")).status_code for _ in range(2)]

    assert twice == [303, 303]


def test_a_review_becomes_final_only_as_its_juror_has_read_it(client_as, jana):
    browser = client_as(jana)
    browser.post("/jury/R5-0001/conflict", {"word": "none"})
    browser.post("/jury/R5-0001", filled(revision="0"))
    read = browser.get("/jury/R5-0001/final").text
    browser.post("/jury/R5-0001", filled(revision="1", points_C1="1.0"))

    unseen = browser.post("/jury/R5-0001/final", {"sure": "y", "revision": "1"})

    assert 'name="revision" value="1"' in read
    assert unseen.status_code == 422
    assert "in einem anderen Fenster gespeichert" in unseen.text
    assert 'name="revision" value="2"' in unseen.text
    again = browser.post("/jury/R5-0001/final", {"sure": "y", "revision": "2"})
    assert again.status_code == 303


def test_a_criterion_with_points_but_without_its_reason_is_marked_and_counted(client_as, jana):
    browser = client_as(jana)
    browser.post("/jury/R5-0001/conflict", {"word": "none"})

    saved = browser.post("/jury/R5-0001", filled(reason_C5="", points_C4="", reason_C4=""))
    page = browser.get("/jury/R5-0001").text
    browser.post("/jury/R5-0001", filled(revision="1"))
    whole = browser.get("/jury/R5-0001").text

    assert saved.status_code == 303
    assert "Gutachten gespeichert. Begründung fehlt noch bei C5." in page
    assert "3 von 5 Kriterien bewertet; Begründung fehlt bei C5" in page
    assert page.count("Punkte sind da, die Begründung fehlt noch.") == 1
    assert page.index("C5 ") < page.index("Punkte sind da, die Begründung fehlt noch.")
    assert "fehlt" not in whole
