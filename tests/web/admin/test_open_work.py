"""Before an account is closed or gets another role, its page says what stays undone, and whose."""

from html import unescape

import pytest

from grants.actions.proposal import propose_grant
from grants.models.award import PartnerMember
from grants.models.outbox import Mail
from grants.models.review import Assignment
from grants.programme.people import Role, TeamRole
from grants.programme.stages import ApplicationState, RoundState
from tests.makers.asked import Cast
from tests.makers.cluster import a_cluster
from tests.makers.decision import a_fundable_grant, two_officers
from tests.makers.moment import NOON
from tests.makers.person import a_person
from tests.makers.review import a_juror, an_entry
from tests.makers.round import a_round


@pytest.fixture
def ada(session, clock_at):
    clock_at(NOON)
    return a_person(session, "Ada Admin", Role.ADMINISTRATOR)


def page_of(client_as, ada, who):
    return unescape(client_as(ada).get(f"/admin/people/{who.id}").text)


def test_open_reviews_of_a_juror_are_named_final_ones_are_not(client_as, session, ada):
    jana = a_juror(session, "Jana Juror")
    round_ = a_round(session, state=RoundState.REVIEW)
    entries = [an_entry(session, round_, state=ApplicationState.UNDER_REVIEW) for _ in range(2)]
    for entry, final in zip(entries, (None, NOON), strict=True):
        session.add(Assignment(application=entry, juror=jana, assigned_at=NOON, final_at=final))
    session.flush()

    page = page_of(client_as, ada, jana)

    assert (
        f"Offene Gutachten: {entries[0].number}<small>Der Projektträger ordnet sie neu zu." in page
    )
    assert entries[1].number not in page


def test_open_proposals_of_an_officer_stay_with_the_others(client_as, session, ada):
    first, second = two_officers(session)
    grant = a_fundable_grant(session)
    propose_grant(session, grant, by=first.as_actor(), now=NOON)

    assert f"auf die zweite Person warten: {grant.number}<small>" in page_of(client_as, ada, first)
    assert "Was liegen bliebe" not in page_of(client_as, ada, second)


def test_teams_and_parts_name_who_stays_there(client_as, session, ada):
    cast = Cast(session)
    paula = session.query(PartnerMember).one().person
    anna, carl = a_person(session, "Anna Eins"), a_person(session, "Carl Zwei")
    a_cluster(session, "Hafen", team={anna: TeamRole.SIGNATORY, carl: TeamRole.AUTHOR})

    assert "Team Hafen<small>Dort bleiben: Carl Zwei." in page_of(client_as, ada, anna)
    said = f"Teil von Klein GmbH in {cast.award.number} P1<small>Niemand sonst ist dort."
    assert said in page_of(client_as, ada, paula)


def test_the_person_is_told_by_mail_without_the_reason(client_as, session, ada):
    jana = a_person(session, "Jana Juror", Role.JUROR)
    browser = client_as(ada)
    page = f"/admin/people/{jana.id}"
    for act in ("active", "active"):
        browser.get(page)
        browser.post(f"{page}/{act}", {"why": "Verzogen."})
    browser.get(page)
    browser.post(f"{page}/role", {"role": "auditor", "reason": "Wechsel."})

    mails = session.query(Mail).filter_by(recipient=jana.email).order_by(Mail.id).all()

    assert [mail.subject for mail in mails] == [
        "Ihr Konto im Förderportal ist geschlossen",
        "Ihr Konto im Förderportal ist wieder offen",
        "Ihre Rolle im Förderportal ist geändert",
    ]
    assert "Verzogen" not in mails[0].body
    assert "Anmelden: http://localhost/sign-in" in mails[2].body
    assert "Konto" not in mails[2].body
