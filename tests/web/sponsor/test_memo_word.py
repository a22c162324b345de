"""What an officer reads after a memo was confirmed, while others have still to countersign."""

from grants.actions.proposal import propose_on_application
from grants.models.decision import DecisionKind
from grants.programme.stages import RoundState
from tests.makers.decision import a_ranked_application, two_officers
from tests.makers.moment import NOON
from tests.makers.round import a_round

MEMO = {
    "act": "record", "author": "Dr. Mara Mint", "file_number": "514-2028/7",
    "decided_on": "17.05.2028", "wording": "Wir folgen der Jury.",
}  # fmt: skip


def test_after_the_memo_it_says_how_many_are_still_to_be_countersigned(
    client_as, session, clock_at
):
    clock_at(NOON)
    first, second = two_officers(session)
    round_ = a_round(session, state=RoundState.RANKED)
    application = a_ranked_application(session, round_)
    propose_on_application(session, application, DecisionKind.SELECT, by=first.as_actor(), now=NOON)
    page = f"/sponsor/rounds/{round_.number}/memo"

    recorded = client_as(first).post(page, MEMO)
    browser = client_as(second)
    confirmed = browser.post(page, {"act": "confirm", "sure": "y"})
    after = browser.get(page).text

    assert (recorded.status_code, confirmed.status_code) == (303, 303)
    assert "lassen sich freigeben" not in after
    assert "Vermerk bestätigt. Vor der Freigabe fehlt noch die Mitzeichnung: 1 von 1." in after
