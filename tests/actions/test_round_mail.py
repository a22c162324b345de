"""The table of a round's reminders: who gets which one, with which text, and what may be off."""

from dataclasses import replace

import pytest
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from grants.actions.round_mail import set_round_mail
from grants.models.record import Act
from grants.programme.finding import RulesBroken
from grants.programme.people import TeamRole
from grants.programme.round_mail import MailReaders, usual
from grants.programme.stages import ReportState
from grants.programme.words import Words
from grants.queries.application import terms_of
from tests.actions.test_remind import mails, remind
from tests.makers.application import an_application
from tests.makers.award import an_award
from tests.makers.cluster import a_cluster
from tests.makers.grant import a_grant
from tests.makers.moment import NOON
from tests.makers.person import a_person
from tests.makers.report import a_report
from tests.makers.review import an_officer

MORE = Words(
    "Nutzen Sie das neue Muster.\nEs liegt im Portal.", "Use the new form.\nSee the portal."
)


@pytest.fixture
def report(session):
    """Anna signs, Ben writes, Rita reads in English."""
    anna, ben = a_person(session, "Anna A"), a_person(session, "Ben B")
    rita = a_person(session, "Rita R", language="en")
    team = {anna: TeamRole.SIGNATORY, ben: TeamRole.AUTHOR, rita: TeamRole.READER}
    award = an_award(session, an_application(session, a_cluster(session, team=team)))
    return a_report(session, a_grant(session, award), state=ReportState.OPEN)


@pytest.fixture
def dora(session):
    return an_officer(session, "Dora Dorn").as_actor()


def set_to(session, report, code, by, seen=0, **more):
    terms = report.grant.award.terms
    stage = next(one for one in terms_of(terms).reminders if one.code == code)
    setting = replace(usual(stage), **more)
    return set_round_mail(session, terms.round, stage, setting, seen=seen, by=by, now=NOON)


def names(session):
    return [mail.recipient_name for mail in mails(session)]


def test_a_stage_goes_to_whom_the_round_says_with_its_own_paragraph(session, report, dora):
    set_to(session, report, "fortnight", dora, readers=MailReaders.TEAM, copy=True, more=MORE)
    set_to(session, report, "week", dora, readers=MailReaders.SIGNATORIES)

    remind(session, "2027-04-16")
    every = mails(session)
    assert [mail.recipient_name for mail in every][:3] == ["Anna A", "Ben B", "Rita R"]
    assert len(every) == 4  # and the sponsor
    assert "\n\nNutzen Sie das neue Muster.\nEs liegt im Portal.\n" in every[0].body
    assert "Use the new form." in every[2].body
    remind(session, "2027-04-23")
    assert names(session)[4:] == ["Anna A"]
    assert "neue Muster" not in mails(session)[4].body


def test_a_stage_that_is_off_is_passed_over_and_the_one_before_it_is_the_last_call(
    session, report, dora
):
    set_to(session, report, "urgent", dora, sends=False)

    remind(session, "2027-04-23")
    assert mails(session)[0].subject.startswith("Dringend: ")
    remind(session, "2027-04-29")
    assert names(session) == ["Anna A", "Ben B"]
    remind(session, "2027-05-03")
    assert len(mails(session)) == 5  # overdue: both, and the sponsor


def test_what_one_mail_about_several_says_of_each_has_the_paragraph(session, report, dora):
    set_to(session, report, "fortnight", dora, more=MORE)
    a_report(session, report.grant, year=2025, state=ReportState.OPEN)

    remind(session, "2027-04-16")

    assert mails(session)[0].subject.startswith("2 Nachweise")
    assert mails(session)[0].body.count("  Nutzen Sie das neue Muster.\n  Es liegt") == 2


def test_what_tells_of_consequences_is_never_off_and_a_paragraph_has_both_languages(
    session, report, dora
):
    with pytest.raises(RulesBroken) as broken:
        set_to(session, report, "formal", dora, sends=False, more=Words("Nur deutsch", ""))

    assert [one.rule for one in broken.value.findings] == ["MAIL-ON", "MAIL-TEXT"]
    assert "14 Tage nach der Frist" in broken.value.findings[0].says.de
    with pytest.raises(RulesBroken):
        set_to(session, report, "week", dora, more=Words("x" * 1001, "x"))


def test_every_version_stays_and_nobody_overwrites_what_they_have_not_seen(session, report, dora):
    first = set_to(session, report, "week", dora, more=MORE)
    assert set_to(session, report, "week", dora, seen=1, more=MORE) is None
    with pytest.raises(RulesBroken) as broken:
        set_to(session, report, "week", dora, seen=0)
    assert "Dora Dorn hat inzwischen Fassung 1 gesetzt" in broken.value.findings[0].says.de
    second = set_to(session, report, "week", dora, seen=1, sends=False)

    assert (first.version, second.version) == (1, 2)
    acts = session.scalars(select(Act).where(Act.act == "set_round_mail").order_by(Act.id)).all()
    assert [act.after["version"] for act in acts] == [1, 2]
    assert acts[1].before["more_de"] == MORE.de
    first.more_de = "anders"
    with pytest.raises(DBAPIError, match="kept as they are"):
        session.flush()


def test_other_rounds_go_on_as_usual(session, report, dora):
    set_to(session, report, "week", dora, sends=False)
    other = a_report(session, state=ReportState.OPEN)
    assert other.grant.award.terms.round is not report.grant.award.terms.round

    remind(session, "2027-04-16")
    before = len(mails(session))
    remind(session, "2027-04-23")

    (only,) = mails(session)[before:]
    assert other.grant.number in only.subject
