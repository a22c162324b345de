"""Every address, asked by everybody, for every record that may or may not be theirs.

The table says what must come back; the requests are real, and so is the database.
"""

import re

import pytest
from markupsafe import escape

from tests.web.matrix.places import places
from tests.web.matrix.row import ADAM, ANNA, AYLIN, CARL, EVERYBODY, NOBODY, RITA
from tests.web.matrix.table import NOTED_WHEN_READ, ORDERS, OWN_ACCOUNT, TABLE

METHODS = ("GET", "POST")
OPEN, ASKS, MISSING = "open", "asks to sign in", "missing"
ANSWERS = {200: OPEN, 302: OPEN, 303: OPEN, 401: ASKS, 404: MISSING, 409: OPEN, 422: OPEN}
OF_THE_MOMENT = re.compile(
    r'<time datetime="[^"]*">[^<]*</time>|value="[\w.-]{60,}"|<code[^>]*>[0-9A-F]{8}</code>'
)
"""Server time, tokens and the number of the request differ from answer to answer."""


def test_every_page_is_in_the_table_and_nothing_else(world):
    pages = {rule.endpoint for rule in world.app.url_map.iter_rules()}

    assert sorted(pages - set(TABLE)) == []
    assert sorted(set(TABLE) - pages) == []


def test_a_row_opens_only_places_that_it_asks_for(world):
    known = places(world.found)
    loose = [(page, set(row.opens) - set(known[row.places])) for page, row in TABLE.items()]

    assert [(page, more) for page, more in loose if more - {"annas", "carls", "another's"}] == []


@pytest.mark.parametrize("who", EVERYBODY)
def test_every_address_answers_as_the_table_says(world, who):
    wrong, bodies = [], {}

    for case in cases(world, who):
        page, place, method, address, expected = case
        answer = world.ask(who, method, address, TABLE[page].sends)
        wrong += wrongs(who, case, answer)
        if expected == MISSING and answer.status == 404:
            # The navigation marks where one is, by the first word of the address.
            area = address.split("/")[1]
            bodies.setdefault((page, method, area), {})[place] = plain(answer, address)

    assert wrong == []
    assert [key for key, told in bodies.items() if len(set(told.values())) > 1] == []


def cases(world, who):
    """Every page, place and method, with the address and what this person must get."""
    known = places(world.found)
    served = {}
    for rule in world.app.url_map.iter_rules():
        if not rule.defaults:
            served.setdefault(rule.rule, set()).update(rule.methods)
    for rule in world.app.url_map.iter_rules():
        row = TABLE.get(rule.endpoint)
        for place, values in known[row.places].items() if row and not rule.defaults else ():
            with world.app.test_request_context():
                address = world.app.url_map.bind("").build(rule.endpoint, values)
            for method in METHODS:
                if method in rule.methods:
                    yield rule.endpoint, place, method, address, expectation(row, place, who, rule)
                elif method not in served[rule.rule]:
                    yield rule.endpoint, place, method, address, MISSING


def expectation(row, place, who, rule):
    """What this person must get here."""
    if who in row.opens.get(place, ()):
        return OPEN
    opens_to_anyone = any(NOBODY in people for people in row.opens.values())
    return ASKS if who == NOBODY and not opens_to_anyone and rule.endpoint != "static" else MISSING


def wrongs(who, case, answer):
    """What is wrong with an answer, each a line."""
    page, place, method, address, expected = case
    got = ANSWERS.get(answer.status, str(answer.status))
    if answer.location.startswith("/sign-in?next="):
        got = ASKS
    named = f"{who}: {method} {address} ({page}, {place})"
    if got != expected:
        yield f"{named} is {got}, not {expected}"
    if answer.wrote and not may_write(who, page, method, expected):
        yield f"{named} wrote: {answer.wrote[0][:60]}"


def may_write(who, page, method, expected):
    """May this request change anything?"""
    if expected != OPEN:
        return False
    if method == "GET":
        return page in NOTED_WHEN_READ
    return who not in (RITA, AYLIN) or page.startswith(OWN_ACCOUNT) or page in ORDERS


def plain(answer, address):
    """The page without what may differ: the address itself, moment, tokens, its own number."""
    return OF_THE_MOMENT.sub("…", answer.body.replace(str(escape(address)), "…"))


def test_a_foreign_number_in_a_hidden_field_opens_nothing(world):
    """Records are found by the address; the few fields that name one are filtered by who asks."""
    foreign = [
        (CARL, "/applications", {"round": "7", "cluster": "Kabinentechnik Nord (Beispiel)"}),
        (
            CARL,
            "/applications",
            {"round": "7", "cluster": "Meerestechnik Ostsee (Beispiel)", "previous": "R4-0001"},
        ),
        (ANNA, "/awards/03INT400/projects/P1/partners/known", {"organisation": "keine"}),
        (ADAM, f"/admin/people/{world.found['person']}/role", {"role": "emperor"}),
    ]

    answers = [world.ask(who, "POST", address, data) for who, address, data in foreign]

    assert [(answer.status, answer.wrote) for answer in answers] == [
        (404, ()), (404, ()), (404, ()), (422, ()),
    ]  # fmt: skip
