"""Amending a grant in the browser: what the plan does not have yet, and what was typed."""

import re

from grants.programme.money import eur
from tests.makers.decision import two_officers
from tests.makers.later import awarded
from tests.makers.moment import NOON

KEPT = ("cell-", "ends_on", "own_", "third_", "other_", "allowance")


def test_an_amendment_adds_a_position_that_the_plan_does_not_have(session, client_as, clock_at):
    clock_at(NOON)
    officers = two_officers(session)
    dirk, berta = (client_as(one) for one in officers)
    grant = awarded(session, *officers)
    page = f"/sponsor/grants/{grant.number}"
    form = dirk.get(f"{page}/amendment").text
    assert "Position, die der Plan noch nicht hat" in form
    sent = dict(re.findall(r'name="([^"]+)"[^>]*value="([^"]*)"', form))
    sent = {name: value for name, value in sent.items() if name.startswith(KEPT)}
    sent |= {"requested_on": "10.05.2028", "cell-personnel-2029": "199.999,99"}

    wrong = dirk.post(f"{page}/amendment", sent | {"cell-subcontract-2029": "viel"})
    assert wrong.status_code == 422
    assert 'value="viel"' in wrong.text
    assert re.search(r"<details[^>]* open>\s*<summary>Position, die", wrong.text)

    sent |= {"cell-subcontract-2029": "0,01"}
    assert dirk.post(f"{page}/amendment", sent).status_code == 303
    shown = berta.get(f"{page}/later").text.replace("\N{NO-BREAK SPACE}", " ")
    assert "0,00 EUR → 0,01 EUR" in shown.split("Vergabe von Aufträgen", 1)[1]
    assert "neue Position mit 0,01 €. Bisher war dafür nichts frei." in shown
    assert berta.post(f"{page}/later", {"act": "sign", "sure": "y"}).status_code == 303

    cells = {(line.category, line.year): line.amount for line in grant.lines}
    assert cells["subcontract", 2029] == eur("0.01")
    assert (grant.costs, grant.direct) == (eur(800_000), eur(400_000))
