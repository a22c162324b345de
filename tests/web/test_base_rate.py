"""The page of the base rates."""

from tests.makers.decision import two_officers
from tests.makers.moment import NOON


def test_staff_enter_a_rate_and_nothing_typed_is_lost(session, client_as, clock_at):
    clock_at(NOON)
    dirk = client_as(two_officers(session)[0])
    shown = dirk.get("/base-rates").text
    assert "ab 01.07.2026 nicht eingetragen" in shown
    assert 'value="01.07.2026"' in shown
    assert "mit dem Programm" in shown

    sent = {"begins": "01.07.2026", "rate": "-0,88", "source": "", "reason": ""}
    refused = dirk.post("/base-rates", sent)
    assert refused.status_code == 422
    assert "Nennen Sie die Quelle." in refused.text
    assert 'value="-0,88"' in refused.text

    assert "zum Beispiel 1,27 oder -0,88" in dirk.post("/base-rates", sent | {"rate": "abc"}).text

    assert dirk.post("/base-rates", sent | {"source": "Bundesbank"}).status_code == 303
    shown = dirk.get("/base-rates").text
    assert "0,88" in shown
    assert "ab 01.01.2027 nicht eingetragen" in shown
