"""The members of a jury: an invitation is sent again or taken back, a juror is released."""

import re

import pytest
from sqlalchemy import select

from grants.models.jury import JuryMember
from grants.models.outbox import Mail
from grants.models.person import Invitation
from grants.models.record import Act
from grants.models.review import Assignment, ConflictDeclaration
from grants.programme.jury import JuryAnswer
from grants.programme.stages import RoundState
from tests.makers.jury import a_seat
from tests.makers.moment import NOON
from tests.makers.review import a_juror, a_review, an_entry, an_officer
from tests.makers.round import a_round

PAGE = "/sponsor/rounds/5/jury/members"
BY_MAIL = {"act": "new", "name": "Nora Neu", "email": "nora@example.org"}


@pytest.fixture
def round_(session, clock_at):
    clock_at(NOON)
    return a_round(session, 5, state=RoundState.REVIEW)


@pytest.fixture
def dirk(session, client_as, round_):
    return client_as(an_officer(session))


def mails(session):
    return list(session.scalars(select(Mail).order_by(Mail.id)))


def link_in(mail):
    return re.search(r"/invitation/\S+", mail.body)[0]


def acts(session):
    return [act.act for act in session.scalars(select(Act).order_by(Act.id))]


def test_a_new_link_is_sent_and_the_old_one_is_dead(session, dirk, client_as):
    dirk.post(PAGE, BY_MAIL)
    (first,) = mails(session)
    number = session.scalars(select(Invitation.id)).one()

    answer = dirk.post(PAGE, {"act": "link_again", "number": number})

    assert answer.status_code == 303
    old, new = mails(session)
    assert old is first
    assert new.recipient == "nora@example.org"
    assert client_as().get(link_in(old)).status_code == 404
    assert client_as().get(link_in(new)).status_code == 200
    assert acts(session)[-2:] == ["withdraw_invitation", "invite"]
    assert dirk.get(PAGE).text.count("nora@example.org") == 1


def test_a_link_that_was_taken_back_opens_nothing(session, dirk, client_as):
    dirk.post(PAGE, BY_MAIL)
    number = session.scalars(select(Invitation.id)).one()

    dirk.post(PAGE, {"act": "link_back", "number": number})

    assert client_as().get(link_in(mails(session)[0])).status_code == 404
    assert "nora@example.org" not in dirk.get(PAGE).text
    again = dirk.post(PAGE, {"act": "link_again", "number": number})
    assert again.status_code == 303
    assert "inzwischen benutzt oder zurückgenommen" in dirk.get(PAGE).text
    assert len(mails(session)) == 1


def test_a_link_that_ran_out_stays_on_the_page_until_it_is_sent_again(session, dirk):
    dirk.post(PAGE, BY_MAIL)
    session.scalars(select(Invitation)).one().expires_at = NOON
    session.flush()

    assert "abgelaufen" in dirk.get(PAGE).text
    dirk.post(PAGE, BY_MAIL)

    shown = dirk.get(PAGE).text
    assert "abgelaufen" not in shown
    assert shown.count("nora@example.org") == 1


def test_an_invitation_to_an_account_is_sent_again_or_taken_back(session, round_, dirk, client_as):
    jana = a_juror(session)
    a_seat(session, round_, jana, JuryAnswer.INVITED)

    dirk.post(PAGE, {"act": "ask_again", "number": jana.id})
    assert [mail.kind for mail in mails(session)] == ["jury_invitation"]
    dirk.post(PAGE, {"act": "take_back", "number": jana.id})

    assert mails(session)[-1].subject == "Einladung in die Jury zurückgenommen"
    assert session.scalar(select(JuryMember)) is None
    assert client_as(jana).get("/jury/rounds/5").status_code == 404
    assert acts(session)[-2:] == ["ask_jury_again", "withdraw_jury_invitation"]
    invited = dirk.post(PAGE, {"act": "known", "jurors": str(jana.id)})
    assert invited.status_code == 303


def test_who_has_accepted_is_no_longer_asked_or_taken_back(session, round_, dirk):
    jana = a_juror(session)
    a_seat(session, round_, jana)

    for act in ("ask_again", "take_back"):
        dirk.post(PAGE, {"act": act, "number": jana.id})
        assert "hat inzwischen geantwortet" in dirk.get(PAGE).text

    assert session.scalars(select(JuryMember)).one().answer is JuryAnswer.ACCEPTED
    assert mails(session) == []
    assert "Zurücknehmen" not in dirk.get(PAGE).text


def test_a_juror_who_reviewed_nothing_is_released_and_their_applications_are_free(
    session, round_, dirk, client_as
):
    jana, jonas = a_juror(session), a_juror(session, "Jonas Jung")
    for juror in (jana, jonas):
        a_seat(session, round_, juror)
    entry = an_entry(session, round_)
    a_review(session, entry, jana, points=None)
    a_review(session, entry, jonas)

    empty = dirk.post(PAGE, {"act": "release", "juror": jana.id, "reason": " "})
    assert empty.status_code == 422
    assert "Nennen Sie den Grund." in empty.text
    done = dirk.post(PAGE, {"act": "release", "juror": jana.id, "reason": "Langzeitkrank"})

    assert done.status_code == 303
    shown = dirk.get(PAGE).text
    assert "1 Bewerbung ist frei." in shown
    assert "entlassen" in shown
    assert "Langzeitkrank" in shown
    assert [one.juror_id for one in session.scalars(select(Assignment))] == [jonas.id]
    said = session.scalars(select(ConflictDeclaration.juror_id))
    assert jana.id in set(said)
    table = dirk.get("/sponsor/rounds/5/jury").text
    assert "Jana" not in table
    assert "1 Jurymitglied<" in table
    assert "Langzeitkrank" in mails(session)[-1].body
    act = session.scalars(select(Act).where(Act.act == "release_from_jury")).one()
    assert (act.after["juror"], act.after["freed"], act.reason) == (
        jana.name, "1", "Langzeitkrank",
    )  # fmt: skip
    own = client_as(jana)
    assert "Sie gehören dieser Jury nicht mehr an." in own.get("/jury/rounds/5").text
    assert own.post("/jury/rounds/5", {"act": "accept"}).status_code == 422
    assert own.get(f"/jury/{entry.number}").status_code == 404


def test_who_has_given_points_or_meets_already_is_not_released(session, round_, dirk):
    jana, jonas = a_juror(session), a_juror(session, "Jonas Jung")
    for juror in (jana, jonas):
        a_seat(session, round_, juror)
    a_review(session, an_entry(session, round_), jana)
    release = {"act": "release", "reason": "Falsch"}

    shown = dirk.get(PAGE).text.partition("Jurymitglied entlassen")[2]
    assert "Jonas Jung" in shown
    assert jana.name not in shown
    assert dirk.post(PAGE, {**release, "juror": jana.id}).status_code == 422

    round_.state = RoundState.JURY_MEETING
    session.flush()
    assert dirk.post(PAGE, {**release, "juror": jonas.id}).status_code == 422
    assert {seat.answer for seat in session.scalars(select(JuryMember))} == {JuryAnswer.ACCEPTED}
