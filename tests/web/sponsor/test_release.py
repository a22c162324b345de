"""Two officers in their browsers: the memo of the ministry, the letters, and one moment for all."""

import pytest
from sqlalchemy import select

from grants.models.application import Application
from grants.models.award import Award
from grants.models.decision import DecisionKind, DecisionState, Ground, Letter
from grants.models.memo import Memo, MemoState
from grants.models.officer_conflict import OfficerConflict
from grants.models.record import Act
from grants.models.release import Release
from grants.programme.stages import ApplicationState, RoundState
from tests.makers.decision import (
    REASONS,
    a_memo,
    a_ranked_application,
    a_reviewed_application,
    decided,
    signed,
    two_officers,
)
from tests.makers.moment import NOON
from tests.makers.round import a_round
from tests.web.shown import strip

A, K = ApplicationState, DecisionKind
MEMO = {
    "act": "record", "author": "Dr. Mara Mint, Referatsleiterin", "file_number": "514-2028/7",
    "decided_on": "17.05.2028", "wording": "Wir folgen der Jury bis auf einen Fall.",
}  # fmt: skip


@pytest.fixture
def officers(session, clock_at):
    clock_at(NOON)
    return two_officers(session)


@pytest.fixture
def round_(session, officers):
    """A winner that stays in reserve against the ranking, and a rejected one; both signed."""
    round_ = a_round(session, state=RoundState.RANKED)
    session.add(
        Act(at=NOON, actor_id=officers[0].id, actor_name="Dirk Dorn", role="sponsor",
            act="fix_ranking", object_kind="round", object_number=str(round_.number))
    )  # fmt: skip
    winner = a_ranked_application(session, round_)
    signed(session, winner, K.RESERVE, *officers, reasons="Zweites Cluster der Region.")
    weak = a_reviewed_application(session, round_, rank=2)
    signed(session, weak, K.REJECT, *officers, reasons=REASONS, ground=Ground.QUALITY)
    return round_


def covered(session, round_, officers):
    """The memo that covers both."""
    winner, weak = session.scalars(
        select(Application).where(Application.round_id == round_.id).order_by(Application.rank)
    )
    return a_memo(session, round_, {winner.number: K.RESERVE, weak.number: K.REJECT}, *officers)


def test_the_memo_shows_jury_ministry_and_staff_and_takes_two_people(
    client_as, session, officers, round_
):
    first, second = map(client_as, officers)
    page = f"/sponsor/rounds/{round_.number}/memo"

    before = first.get(page).text
    recorded = first.post(page, MEMO)
    own = first.get(page).text
    forged = first.post(page, {"act": "confirm", "sure": "y"})
    confirmed = second.post(page, {"act": "confirm", "sure": "y"})
    after = second.get(page).text

    assert "Rangliste vom 17.05.2028" in before
    assert "Zweites Cluster der Region." in before
    assert "1 Abweichung" in before
    assert (recorded.status_code, forged.status_code, confirmed.status_code) == (303, 422, 303)
    assert "Eine zweite Person muss ihn bestätigen." in own
    assert "am 17.05.2028: Dr. Mara Mint, Referatsleiterin, Az. 514-2028/7" in after
    assert session.scalars(select(Memo.state)).all() == [MemoState.CONFIRMED]


def test_a_memo_without_its_parts_keeps_what_was_typed(client_as, session, officers, round_):
    answer = client_as(officers[0]).post(
        f"/sponsor/rounds/{round_.number}/memo", MEMO | {"author": " ", "decided_on": "18.05.2028"}
    )

    assert answer.status_code == 422
    assert "Nennen Sie Name und Funktion." in answer.text
    assert "Wir folgen der Jury bis auf einen Fall." in answer.text
    assert session.scalars(select(Memo)).all() == []


@pytest.mark.parametrize("day", ["16.05.2028", "18.05.2028"])
def test_the_ministry_decides_after_the_jury_and_not_tomorrow(
    client_as, session, officers, round_, day
):
    answer = client_as(officers[0]).post(
        f"/sponsor/rounds/{round_.number}/memo", MEMO | {"decided_on": day}
    )

    assert answer.status_code == 422
    assert "Der Tag muss zwischen dem 17.05.2028 (Rangliste) und heute liegen." in answer.text


def test_a_memo_is_not_confirmed_once_something_else_is_proposed(
    client_as, session, officers, round_
):
    first, second = map(client_as, officers)
    page = f"/sponsor/rounds/{round_.number}/memo"
    first.post(page, MEMO)
    number = session.scalars(select(Application.number).order_by(Application.rank)).first()
    first.post(f"/sponsor/applications/{number}/decision",
               {"act": "send_back", "reason": "Doch auswählen."})  # fmt: skip

    answer = second.post(page, {"act": "confirm", "sure": "y"})

    assert answer.status_code == 422
    assert f"Seit dem Vermerk geändert: {number}." in answer.text


def test_both_officers_see_every_letter_and_release_all_at_once(
    client_as, session, officers, round_
):
    first, second = map(client_as, officers)
    covered(session, round_, officers)
    page = f"/sponsor/rounds/{round_.number}/release"
    weak = session.scalars(select(Application).where(Application.rank == 2)).one()

    before = first.get(page).text
    draft = first.get(f"/sponsor/applications/{weak.number}/decision/letter")
    asked = first.post(page, {"act": "ask"})
    own = first.get(page).text
    release = session.scalars(select(Act).where(Act.act == "ask_for_release")).one()
    number = {"release": own.partition('name="release" value="')[2].partition('"')[0]}
    forged = first.post(page, {"act": "confirm", "sure": "y", **number})
    theirs = second.get(page).text
    unsure = second.post(page, {"act": "confirm", **number})
    told = second.post(page, {"act": "confirm", "sure": "y", **number})
    again = second.post(page, {"act": "confirm", "sure": "y", **number})

    assert "2 eingegangen = 2 zur Freigabe + 0 schon mitgeteilt" in before
    assert f"/sponsor/applications/{weak.number}/decision/letter" in before
    assert (draft.status_code, draft.mimetype, draft.data[:5]) == (200, "application/pdf", b"%PDF-")
    assert asked.status_code == 303
    assert "Jetzt freigeben" not in own
    assert "Jetzt freigeben" in theirs
    statuses = [each.status_code for each in (forged, unsure, told, again)]
    assert statuses == [422, 422, 303, 422]
    assert release.after["reject"] == [weak.number]
    assert (weak.state, round_.state) == (A.REJECTED, RoundState.DECIDED)
    assert len(session.scalars(select(Letter).where(Letter.application_id == weak.id)).all()) == 1
    assert session.scalars(select(Award)).all() == []


def test_a_release_asked_for_twice_by_one_person_ends_well_once(
    client_as, session, officers, round_
):
    covered(session, round_, officers)
    page = f"/sponsor/rounds/{round_.number}/release"
    dirk, doris = map(client_as, officers)

    twice = [dirk.post(page, {"act": "ask"}).status_code for _ in range(2)]
    other = doris.post(page, {"act": "ask"})

    assert twice == [303, 303]
    assert other.status_code == 422
    assert len(session.scalars(select(Release)).all()) == 1


def test_a_release_that_was_taken_back_meanwhile_says_so(client_as, session, officers, round_):
    covered(session, round_, officers)
    page = f"/sponsor/rounds/{round_.number}/release"
    dirk, doris = map(client_as, officers)
    dirk.post(page, {"act": "ask"})
    release = session.scalars(select(Release)).one()
    dirk.post(page, {"act": "drop", "reason": "Tippfehler.", "release": str(release.id)})

    late = doris.post(page, {"act": "confirm", "sure": "y", "release": str(release.id)})

    assert late.status_code == 422
    assert "Diese Freigabe gilt nicht mehr: Sie wurde zurückgenommen" in late.text


def test_after_the_release_the_page_shows_what_was_promised_and_what_comes_next(
    client_as, session, officers
):
    round_ = a_round(session, 5, state=RoundState.RANKED)
    winner = a_ranked_application(session, round_)
    signed(session, winner, K.SELECT, *officers)
    a_memo(session, round_, {winner.number: K.SELECT}, *officers)
    dirk, doris = map(client_as, officers)
    dirk.post("/sponsor/rounds/5/release", {"act": "ask"})
    number = str(session.scalars(select(Release)).one().id)
    doris.post("/sponsor/rounds/5/release", {"act": "confirm", "sure": "y", "release": number})

    shown = dirk.get("/sponsor/rounds/5/release")

    assert "Zugesagt 4.000.000,00" in shown.text.replace("\xa0", " ")
    assert "Entscheidung mitteilen Noch nicht fertig: 1." in strip(shown)
    assert round_.state is RoundState.DECIDED


def test_the_memo_of_a_promotion_is_no_older_memo_and_keeps_what_the_jury_said(
    client_as, session, officers
):
    round_ = a_round(session, 5, state=RoundState.RANKED)
    second = a_ranked_application(session, round_, rank=2)
    a_memo(session, round_, {second.number: K.SELECT}, *officers)  # so the jury said
    decided(session, second, K.RESERVE, *officers, reasons="Zweites Cluster der Region.")
    signed(session, second, K.SELECT, *officers)

    shown = client_as(officers[0]).get("/sponsor/rounds/5/memo").text

    assert "Noch ohne Vermerk" in shown
    assert "frühere Vermerke stehen unten" in shown
    assert "Der Vorschlag liegt vor." in shown
    assert "Was dieser Vermerk nennt" in shown
    open_lines = shown.partition('id="lines"')[2].partition("</section>")[0]
    assert 'data-label="Jury empfiehlt">Auswahl' in open_lines


def test_without_a_memo_there_is_no_button(client_as, session, officers, round_):
    page = f"/sponsor/rounds/{round_.number}/release"
    shown = client_as(officers[0]).get(page).text
    forged = client_as(officers[0]).post(page, {"act": "ask"})

    assert "Freigabe anfragen" not in shown
    assert forged.status_code == 422
    assert "Nicht gedeckt" in forged.text


def test_a_release_is_taken_back_with_a_reason(client_as, session, officers, round_):
    first, second = map(client_as, officers)
    covered(session, round_, officers)
    page = f"/sponsor/rounds/{round_.number}/release"
    first.post(page, {"act": "ask"})
    own = first.get(page).text
    number = {"release": own.partition('name="release" value="')[2].partition('"')[0]}

    empty = second.post(page, {"act": "drop", "reason": "", **number})
    dropped = second.post(page, {"act": "drop", "reason": "Tippfehler im Bescheid.", **number})

    assert (empty.status_code, dropped.status_code) == (422, 303)
    assert "Freigabe anfragen" in first.get(page).text


def test_a_countersignature_is_voided_on_the_page_of_the_decision(
    client_as, session, officers, round_
):
    number = session.scalars(select(Application.number).order_by(Application.rank)).first()
    page = f"/sponsor/applications/{number}/decision"
    first = client_as(officers[0])

    shown = first.get(page).text
    first.post(page, {"act": "send_back", "reason": "Doch auswählen."})
    after = first.get(page).text

    assert "Mitgezeichnet, noch nicht mitgeteilt" in shown
    assert "Ändern: Mitzeichnung mit Grund aufheben" in shown
    assert "Entscheidung vorschlagen" in after
    assert "Doch auswählen." in after


def test_an_officer_with_a_conflict_neither_proposes_nor_signs(client_as, session, officers):
    first, second = officers
    application = a_ranked_application(session)
    own = f"/sponsor/applications/{application.number}"
    client_as(first).post(f"{own}/decision", {"act": "propose", "kind": "select"})

    empty = client_as(second).post(f"{own}/conflict", {"act": "declare", "sure": "y"})
    said = client_as(second).post(
        f"{own}/conflict", {"act": "declare", "ground": "Mein Bruder leitet es.", "sure": "y"}
    )
    refused = client_as(second).post(f"{own}/decision", {"act": "sign", "sure": "y"})
    shown = client_as(first).get(f"{own}/conflict").text

    assert (empty.status_code, said.status_code, refused.status_code) == (422, 303, 422)
    assert "Sie haben zu diesem Fall einen Interessenkonflikt erklärt" in refused.text
    assert "Mein Bruder leitet es." in shown
    assert len(session.scalars(select(OfficerConflict)).all()) == 1


def test_declaring_a_conflict_voids_what_one_signed_before(client_as, session, officers):
    application = a_ranked_application(session)
    decision = signed(session, application, K.SELECT, *officers)
    own = f"/sponsor/applications/{application.number}"

    client_as(officers[1]).post(
        f"{own}/conflict", {"act": "declare", "ground": "Früher dort beschäftigt.", "sure": "y"}
    )

    assert decision.state is DecisionState.VOID
    assert application.round.promised.cents == 0
