"""How letters reach people, and what these do about the decisions in them."""

from datetime import UTC, date, datetime, timedelta

import pytest

from grants.actions.contest import (
    doubt_about,
    end_contest,
    let_awards_become_final,
    record_contest,
    waive_remedies,
)
from grants.actions.notification import note_arrival
from grants.actions.notification import send_again as enter_dispatch
from grants.actions.retrieval import retrieve_letter
from grants.models.decision import LetterState
from grants.models.document import Document, DocumentKind
from grants.programme.finding import RulesBroken
from grants.programme.notification import Channel, ContestKind, Standing
from grants.programme.people import TeamRole
from grants.programme.stages import GrantState
from grants.queries.notification import delivery_of
from tests.makers.application import an_application
from tests.makers.award import an_award
from tests.makers.cluster import a_cluster, somebody_of
from tests.makers.grant import a_grant
from tests.makers.letter import a_letter
from tests.makers.person import a_person
from tests.makers.review import an_officer

MADE = datetime(2027, 3, 1, 9, tzinfo=UTC)


def a_made_letter(session, *, team=None, **more):
    """An award letter that is made and lies in the portal since 1 March 2027."""
    cluster = a_cluster(session, team=team or {})
    award = an_award(session, an_application(session, cluster))
    letter = a_letter(session, a_grant(session, award, state=GrantState.AWARDED), **more)
    document = Document(
        kind=DocumentKind.LETTER, file_name="Bescheid", key=letter.check_code, sha256="0" * 64,
        size=1, template_version="x", snapshot={}, created_at=MADE,
    )  # fmt: skip
    session.add(document)
    session.flush()
    letter.state, letter.document_id, letter.rendered_at = LetterState.RENDERED, document.id, MADE
    session.flush()
    return letter


def on(day, hour=12):
    """A moment of this day in March or later."""
    return datetime.combine(day, datetime.min.time(), tzinfo=UTC) + timedelta(hours=hour)


def fetched(session, letter, day=date(2027, 3, 2)):
    """The letter after somebody opened it on this day."""
    retrieve_letter(
        session, letter, by=somebody_of(session, letter.application.cluster), now=on(day)
    )
    return letter


def send_again(session, letter, **more):
    """The entry with its proof, by somebody who looked at its effect."""
    more = {"reference": "Aufgabevermerk, Akte Blatt 14", "sure": True} | more
    return enter_dispatch(session, letter, **more)


def standing(session, letter, day):
    """Where the decision stands on this day, and since when it is final."""
    course = delivery_of(session, letter, on(day)).course
    return course.standing, course.notified_on, course.last_day, course.final_on


def test_r050_a_letter_that_is_fetched_is_notified_on_the_next_day(session):
    letter = fetched(session, a_made_letter(session))

    assert standing(session, letter, date(2027, 3, 3)) == (
        Standing.OPEN, date(2027, 3, 3), date(2027, 4, 5), date(2027, 4, 6),
    )  # fmt: skip


def test_r050_nobody_fetched_it_so_it_is_posted_and_counts_from_there(session):
    letter = a_made_letter(session)
    officer = an_officer(session)
    assert standing(session, letter, date(2027, 3, 12))[0] is Standing.REPEAT

    dispatch = send_again(session, letter, channel=Channel.POST, sent_on=date(2027, 3, 15),
                          by=officer.as_actor(), now=on(date(2027, 3, 15)))  # fmt: skip
    assert standing(session, letter, date(2027, 3, 15))[1] == date(2027, 3, 19)
    note_arrival(session, dispatch, arrived_on=date(2027, 3, 24), by=officer.as_actor(),
                 now=on(date(2027, 3, 25)))  # fmt: skip

    assert standing(session, letter, date(2027, 3, 25))[1] == date(2027, 3, 24)


def test_r050_what_is_made_available_once_more_is_fetched_once_more(session):
    letter = fetched(session, a_made_letter(session), date(2027, 3, 20))
    assert standing(session, letter, date(2027, 3, 20))[0] is Standing.REPEAT

    send_again(session, letter, channel=Channel.PORTAL, sent_on=date(2027, 3, 21),
               by=an_officer(session).as_actor(), now=on(date(2027, 3, 21)))  # fmt: skip
    fetched(session, letter, date(2027, 3, 22))

    assert standing(session, letter, date(2027, 3, 22))[1] == date(2027, 3, 23)
    assert letter.retrieved_at == on(date(2027, 3, 20))


def test_an_entry_of_long_ago_ends_no_period_that_nobody_could_keep(session):
    letter, officer = a_made_letter(session), an_officer(session).as_actor()

    with pytest.raises(RulesBroken):
        send_again(session, letter, channel=Channel.POST, sent_on=date(2027, 3, 7),
                   by=officer, now=on(date(2027, 3, 15)))  # fmt: skip
    send_again(session, letter, channel=Channel.POST, sent_on=date(2027, 3, 8),
               by=officer, now=on(date(2027, 3, 15)))  # fmt: skip


def test_r050_a_posting_is_entered_with_its_proof(session):
    letter, officer = a_made_letter(session), an_officer(session).as_actor()

    with pytest.raises(RulesBroken) as raised:
        send_again(session, letter, channel=Channel.POST, sent_on=date(2027, 3, 15),
                   reference=" ", by=officer, now=on(date(2027, 3, 15)))  # fmt: skip

    assert raised.value.findings[0].place == "reference"


def test_r050_whoever_enters_a_posting_first_reads_what_it_does_to_the_period(session):
    letter, officer = a_made_letter(session), an_officer(session).as_actor()
    entry = {"channel": Channel.POST, "sent_on": date(2027, 3, 15), "by": officer,
             "now": on(date(2027, 3, 15))}  # fmt: skip

    with pytest.raises(RulesBroken) as raised:
        send_again(session, letter, sure=False, **entry)

    assert raised.value.findings[0].says.de == (
        "Der Bescheid gilt dann am 19.03.2027 als bekannt gegeben, Rechtsbehelf möglich bis"
        " 19.04.2027, bestandskräftig ab 20.04.2027. Prüfen Sie das und setzen Sie den Haken."
    )
    assert delivery_of(session, letter, on(date(2027, 3, 15))).again == ()
    once, twice = (send_again(session, letter, **entry) for _ in range(2))
    assert once is twice


@pytest.mark.parametrize("sent_on", [date(2027, 1, 7), date(2027, 3, 16)])
def test_a_letter_is_not_sent_before_it_was_written_nor_tomorrow(session, sent_on):
    letter = a_made_letter(session)

    with pytest.raises(RulesBroken):
        send_again(session, letter, channel=Channel.POST, sent_on=sent_on,
                   by=an_officer(session).as_actor(), now=on(date(2027, 3, 15)))  # fmt: skip


def test_r051_the_clock_makes_an_award_final_on_the_day_after_the_last(session):
    letter = fetched(session, a_made_letter(session))

    assert let_awards_become_final(session, now=on(date(2027, 4, 5))) == 0
    assert let_awards_become_final(session, now=on(date(2027, 4, 6))) == 1
    assert let_awards_become_final(session, now=on(date(2027, 4, 6))) == 0

    assert letter.grant.state is GrantState.FINAL


def test_r051_a_signatory_waives_and_the_award_is_final_at_once(session):
    anna = a_person(session, "Anna")
    letter = fetched(session, a_made_letter(session, team={anna: TeamRole.SIGNATORY}))

    waive_remedies(session, letter, by=anna.as_actor(), now=on(date(2027, 3, 4)))

    assert letter.grant.state is GrantState.FINAL
    assert standing(session, letter, date(2027, 3, 4))[3] == date(2027, 3, 4)


def test_only_a_signatory_waives_and_only_once(session):
    anna, rita = a_person(session, "Anna"), a_person(session, "Rita")
    letter = fetched(
        session,
        a_made_letter(session, team={anna: TeamRole.SIGNATORY, rita: TeamRole.READER}),
    )

    with pytest.raises(RulesBroken):
        waive_remedies(session, letter, by=rita.as_actor(), now=on(date(2027, 3, 4)))
    once, twice = (
        waive_remedies(session, letter, by=anna.as_actor(), now=on(date(2027, 3, 4)))
        for _ in range(2)
    )

    assert once is twice
    with pytest.raises(RulesBroken):
        contested(session, letter, ContestKind.WAIVER, date(2027, 3, 5))


def contested(session, letter, kind, day):
    """What reached us on this day, recorded by an officer."""
    return record_contest(session, letter, kind=kind, received_on=day, reference="Akte, Blatt 12",
                          by=an_officer(session).as_actor(), now=on(day))  # fmt: skip


def test_r051_a_waiver_before_anybody_opened_the_letter_is_refused(session):
    anna = a_person(session, "Anna")
    letter = a_made_letter(session, team={anna: TeamRole.SIGNATORY})

    with pytest.raises(RulesBroken) as raised:
        contested(session, letter, ContestKind.WAIVER, date(2027, 3, 4))
    with pytest.raises(RulesBroken):
        waive_remedies(session, letter, by=anna.as_actor(), now=on(date(2027, 3, 4)))

    assert "bekannt gegeben" in raised.value.findings[0].says.de
    assert letter.grant.state is GrantState.AWARDED


def test_r051_nor_is_one_taken_that_came_before_the_letter_was_opened(session):
    letter = fetched(session, a_made_letter(session), date(2027, 3, 5))

    with pytest.raises(RulesBroken) as raised:
        record_contest(session, letter, kind=ContestKind.WAIVER, received_on=date(2027, 3, 4),
                       reference="Akte", by=an_officer(session).as_actor(),
                       now=on(date(2027, 3, 6)))  # fmt: skip

    assert raised.value.findings[0].says.de.startswith("Der Verzicht muss am oder nach dem")


def test_r051_waived_on_the_day_it_was_opened_it_is_final_when_it_is_notified(session):
    letter = fetched(session, a_made_letter(session), date(2027, 3, 4))

    contested(session, letter, ContestKind.WAIVER, date(2027, 3, 4))

    assert letter.grant.state is GrantState.AWARDED
    assert let_awards_become_final(session, now=on(date(2027, 3, 5))) == 1


def test_r051_an_objection_after_the_waiver_is_kept_and_opens_nothing(session):
    letter = fetched(session, a_made_letter(session), date(2027, 3, 2))
    contested(session, letter, ContestKind.WAIVER, date(2027, 3, 4))

    objection = contested(session, letter, ContestKind.OBJECTION, date(2027, 3, 4))

    said = doubt_about(session, objection, on(date(2027, 3, 4)))
    assert "verzichtet" in said.de
    assert "tragen Sie den Ausgang ein" in said.de
    assert letter.grant.state is GrantState.FINAL
    assert standing(session, letter, date(2027, 3, 4))[0] is Standing.FINAL


def test_r051_an_objection_that_came_too_late_does_not_stop_the_grant(session):
    letter = fetched(session, a_made_letter(session), date(2027, 3, 2))

    objection = contested(session, letter, ContestKind.OBJECTION, date(2027, 4, 6))

    assert letter.grant.state is GrantState.AWARDED
    assert "05.04.2027" in doubt_about(session, objection, on(date(2027, 4, 6))).de


def test_the_same_entry_twice_is_one(session):
    letter, officer = fetched(session, a_made_letter(session)), an_officer(session).as_actor()

    once, twice = (
        record_contest(session, letter, kind=ContestKind.OBJECTION, reference="Akte, Blatt 12",
                       received_on=date(2027, 3, 20), by=officer, now=on(date(2027, 3, 20)))
        for _ in range(2)
    )  # fmt: skip

    assert once is twice


def test_r051_objection_and_court_action_are_states_of_the_grant_with_their_ends(session):
    letter = fetched(session, a_made_letter(session))
    officer = an_officer(session).as_actor()

    objection = contested(session, letter, ContestKind.OBJECTION, date(2027, 3, 20))
    assert letter.grant.state is GrantState.OBJECTED
    assert let_awards_become_final(session, now=on(date(2027, 5, 1))) == 0
    action = contested(session, letter, ContestKind.COURT_ACTION, date(2027, 4, 1))
    assert letter.grant.state is GrantState.LITIGATED
    end_contest(session, objection, ended_on=date(2027, 4, 2), outcome="Zurückgewiesen.",
                by=officer, now=on(date(2027, 4, 2)))  # fmt: skip
    assert letter.grant.state is GrantState.LITIGATED
    end_contest(session, action, ended_on=date(2027, 9, 1), outcome="Klage abgewiesen.",
                by=officer, now=on(date(2027, 9, 1)))  # fmt: skip

    assert letter.grant.state is GrantState.FINAL
    assert standing(session, letter, date(2027, 9, 1))[3] == date(2027, 9, 1)


def test_a_contest_without_its_paper_or_its_outcome_is_refused(session):
    letter = fetched(session, a_made_letter(session))
    officer = an_officer(session).as_actor()
    objection = contested(session, letter, ContestKind.OBJECTION, date(2027, 3, 20))

    with pytest.raises(RulesBroken):
        record_contest(session, letter, kind=ContestKind.OBJECTION, reference=" ",
                       received_on=date(2027, 3, 20), by=officer,
                       now=on(date(2027, 3, 20)))  # fmt: skip
    with pytest.raises(RulesBroken):
        end_contest(session, objection, ended_on=date(2027, 3, 21), outcome="", by=officer,
                    now=on(date(2027, 3, 21)))  # fmt: skip
