"""The pages on which an amendment is asked for, drafted from, and refused."""

from tests.makers.decision import two_officers
from tests.makers.moment import NOON
from tests.makers.payment import Office, a_paying_grant

SENT = {"kind": "extension", "ends_on": "31.03.2030", "wanted": "Drei Monate mehr.",
        "reason": "Der Lieferant ist in Verzug."}  # fmt: skip


def test_a_recipient_asks_and_an_officer_drafts_or_refuses(session, client_as, clock_at):
    clock_at(NOON)
    office = Office(session)
    grant = a_paying_grant(session, office)
    anna, dirk = client_as(office.anna), client_as(two_officers(session)[0])
    mine, ours = f"/grants/{grant.number}/amendments", f"/sponsor/grants/{grant.number}"

    assert mine in anna.get(f"/awards/{grant.award.number}").text
    refused = anna.post(mine, SENT | {"ends_on": "31.12.2029"})
    assert refused.status_code == 422
    assert "Jetzt endet der Bewilligungszeitraum am 31.12.2029." in refused.text
    assert "Drei Monate mehr." in refused.text
    assert anna.post(mine, SENT).status_code == 303
    assert "Ein Antrag ist unterwegs" in anna.get(mine).text

    assert f"Änderungsantrag zu {grant.number}: Laufzeit verlängern" in anna.get("/home").text
    assert "Der Empfänger beantragt eine Änderung" in dirk.get(f"{ours}/later").text
    assert "Über einen Änderungsantrag entscheiden" in dirk.get("/sponsor").text
    assert "Der Lieferant ist in Verzug." in dirk.get(f"{ours}/amendment-requests").text
    draft = dirk.get(f"{ours}/amendment").text
    assert 'value="31.03.2030"' in draft
    assert "Drei Monate mehr." in draft
    sent = {"act": "refuse", "remark": ""}
    assert dirk.post(f"{ours}/amendment-requests", sent).status_code == 422
    sent["remark"] = "Bitte im Herbst erneut."
    assert dirk.post(f"{ours}/amendment-requests", sent).status_code == 303
    assert "Bitte im Herbst erneut." in anna.get(mine).text
