"""The pages of a round's reminders: the table, one stage with its mail in both languages."""

from grants.programme.people import Role
from tests.makers.person import a_person
from tests.makers.review import an_officer
from tests.makers.round import a_round

TYPED = {
    "sends": "y", "readers": "team", "copy": "y", "more_de": "Neues Muster.",
    "more_en": "New form.", "seen": "0",
}  # fmt: skip


def test_an_officer_looks_at_a_mail_sets_it_and_sees_both_versions(client_as, session):
    round_ = a_round(session)
    browser = client_as(an_officer(session, "Dora Dorn"))
    table = f"/sponsor/rounds/{round_.number}/mails"
    here = f"{table}/week"
    assert "7 Tage vor der Frist" in browser.get(table).text
    page = browser.get(here).text
    assert "Ihr Zwischennachweis" in page
    assert "Your interim report" in page
    assert "wie üblich" in page

    looked = browser.post(here, data={**TYPED, "act": "look"}).text
    assert looked.count("Neues Muster.") == 2  # in the field and in the mail
    assert "wie üblich" in looked
    odd = browser.post(here, data={**TYPED, "act": "look", "readers": "nobody"})
    assert odd.status_code == 422
    half = browser.post(here, data={**TYPED, "act": "set", "more_en": ""})
    assert half.status_code == 422
    assert "13 Zeichen deutsch, 0 englisch" in half.text
    browser.post(here, data={**TYPED, "act": "set"})

    assert "mit eigenem Absatz" in browser.get(table).text
    late = browser.post(here, data={**TYPED, "act": "set", "more_de": "Anders."})
    assert late.status_code == 422
    assert "hat inzwischen Fassung 1 gesetzt" in late.text
    assert "Anders." in late.text


def test_auditors_read_and_a_formal_reminder_has_no_switch(client_as, session):
    round_ = a_round(session)
    here = f"/sponsor/rounds/{round_.number}/mails/formal"

    page = client_as(an_officer(session, "Dora Dorn")).get(here).text
    assert "geht immer hinaus" in page
    assert 'type="checkbox" name="sends"' not in page
    aylin = client_as(a_person(session, "Aylin A", role=Role.AUDITOR, language="en"))
    assert '<form id="entry"' not in aylin.get(here).text
    assert "14 days after the due date" in aylin.get(f"/sponsor/rounds/{round_.number}/mails").text
    assert aylin.post(here, data=TYPED).status_code == 404
    assert aylin.get(f"/sponsor/rounds/{round_.number}/mails/nothing").status_code == 404


def test_the_invitation_to_the_final_report_is_worded_as_well(client_as, session):
    round_ = a_round(session)
    browser = client_as(an_officer(session, "Dora Dorn"))
    here = f"/sponsor/rounds/{round_.number}/mails/proof_invitation"

    assert "60 Tage vor dem Ende der Laufzeit" in browser.get(here).text
    looked = browser.post(here, data={**TYPED, "act": "look"}).text
    assert "After that we need your final report" in looked
    assert looked.count("New form.") == 2
    browser.post(here, data={**TYPED, "act": "set"})
    assert "Fassung 1 von Dora Dorn" in browser.get(here).text
