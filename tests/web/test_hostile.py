"""Nothing anybody sends makes a page fall over: every form and every address, hostile values.

The names of the fields are read from the pages themselves, so that a new field is asked, too.
"""

import re
from io import BytesIO
from itertools import cycle

import pytest

from tests.web.matrix.places import places
from tests.web.matrix.row import ADAM, ANNA, CARL, DIRK, JANA, NOBODY, PAULA
from tests.web.matrix.table import TABLE
from tests.web.test_csrf import forms

FIELD = re.compile(r'<(?:input|select|textarea|button)\b[^>]*?\bname="([^"]+)"')
OPTION = re.compile(r'<(?:option|input)\b[^>]*?\bvalue="([^"]+)"')
HOSTILE = {
    "nothing": "",
    "NUL": "a\x00b",
    "control characters": "\x01\x1b[31m\x7f\x85\u2028",
    "half a sign": b"\xed\xa0\x80\xff",
    "long": "x" * 70_000,
    "a great number": "9" * 5_000,
    "more than a database counts": "99999999999999999999",
    "unicode digits": "١٢٣",
    "superscripts": "²³",
    "negative": "-1",
    "not a number": "NaN",
    "infinite": "1e999999",
    "markup": "<script>alert(1)</script>{{ 7*7 }}",
    "sql": "' or 1=1; drop table act; --",
    "format": "%s%n{0}{a.b}",
    "right to left": "\u202e\u2066fdp.exe",
    "a path": "../../../../etc/passwd",
    "line ends": "a\r\nBcc: eve@evil.example\r\n\r\n",
    "a day that is not": "30.02.2027",
    "a far day": "31.12.999999",
}
ADDRESSES = {
    name: value
    for name, value in HOSTILE.items()
    if name not in ("nothing", "long", "a path", "line ends", "half a sign")
} | {"half a sign": "%ED%A0%80", "line ends": "%0d%0aX: y", "dots": "..%2f..%2fetc%2fpasswd"}
REOPENED = (
    "update project set state = 'draft' where ordinal = 1",
    "update report set state = 'open' where submitted_at is null",
    "update grant_to_recipient set state = 'applied' where project_id is not null",
    "update application set state = 'incomplete' where number = 'R4-0002'",
)
"""Makes the world's finished cases writable again, so that a form gets past its first question."""
ASKED = {
    "far pages": "1000000000",
    **{
        name: HOSTILE[name]
        for name in ("NUL", "a great number", "more than a database counts", "superscripts", "sql")
    },
}
FORM_TURNS, ADDRESS_TURNS, QUESTION_TURNS = 6, 5, 2
"""So often each place is asked; alike places get all values together, as they share their code."""
QUESTIONS = ("page", "q", "search", "role", "state", "order", "round", "lang", "next", "partner")


def of_turn(values, turns, turn):
    """All these values again and again, beginning elsewhere at each turn."""
    every = list(values.values())
    start = turn * len(every) // turns
    return cycle(every[start:] + every[:start])


def pages_with_forms(world):
    """Every form with one who may send it, on a record that they may still change."""
    for page, who, address in forms(world):
        yield page, who, address.replace("R4-0002", "R7-0001").replace("R5-0001", "R5-0002")
    for section in ("profile", "outline", "countries", "budget", "declarations"):
        yield f"section {section}", CARL, f"/applications/R7-0001/{section}"
    for last in ("submit", "withdraw", "concept"):
        yield f"application {last}", CARL, f"/applications/R7-0001/{last}"
    yield "start", CARL, "/applications"
    yield "partner", ANNA, "/awards/03INT400/projects/P1/partners/known"
    award = world.found["other_award"]
    yield "plan", "wanda", f"/awards/{award}/budget/concept"
    yield "concept", "wanda", f"/awards/{award}/concept"
    plan = f"/grants/{world.found['part_grant']}/budget"
    yield "plan lines", PAULA, f"{plan}/lines/personnel"
    yield "workbook", PAULA, f"{plan}/upload"
    yield "size", ANNA, "/awards/03INT400/projects/P1/partners/2/size"
    yield "annexes", CARL, "/applications/R6-0001/files"
    yield "annex", CARL, f"/applications/R4-0002/files/{world.found['carls_annex']}"
    yield "sign-off", CARL, "/applications/R4-0002/submit"
    yield "extension", DIRK, "/sponsor/rounds/6/extension"
    for page in ("/sign-in", "/register", "/password", "/invitation/welcome"):
        yield page, NOBODY, page


def fields_of(world, who, address):
    """The fields that the page behind an address shows, or those of a form without a page."""
    shown = world.ask(who, "GET", address, first=REOPENED)
    names = set(FIELD.findall(shown.body)) - {"csrf_token"}
    return names or {
        "round",
        "cluster",
        "previous",
        "organisation",
        "role",
        "reason",
        "act",
        "team_role",
    }


@pytest.fixture(scope="session")
def asked(world):
    """Every form, read once: page, person, address, fields."""
    return [
        (page, who, address, fields_of(world, who, address))
        for page, who, address in pages_with_forms(world)
    ]


@pytest.mark.parametrize("turn", range(FORM_TURNS))
def test_no_hostile_value_in_any_field_makes_a_page_fall_over(world, asked, turn):
    fell, values = {}, of_turn(HOSTILE, FORM_TURNS, turn)
    for page, who, address, fields in asked:
        data = {name: next(values) for name in sorted(fields)}
        answer = world.ask(who, "POST", address, data, first=REOPENED)
        if answer.status >= 500:
            fell[page] = (who, address, data, answer.status)

    assert fell == {}


@pytest.mark.parametrize("many", [[], ["a", "b"], ["1", "1"]], ids=["none", "two", "twice"])
def test_a_list_where_one_value_belongs_does_not_make_a_page_fall_over(world, asked, many):
    fell = {}
    for page, who, address, fields in asked:
        data = dict.fromkeys(fields, many) | {f"{name}[]": many for name in fields}
        answer = world.ask(who, "POST", address, data, first=REOPENED)
        if answer.status >= 500:
            fell[page] = (who, address, answer.status)

    assert fell == {}


def test_a_file_where_text_belongs_does_not_make_a_page_fall_over(world, asked):
    fell = {}
    for page, who, address, fields in asked:
        files = {name: (BytesIO(b"MZ\x00 not a pdf"), "a\x00\r\n../b.pdf") for name in fields}
        answer = world.ask(who, "POST", address, files, first=REOPENED)
        if answer.status >= 500:
            fell[page] = (who, address, answer.status)

    assert fell == {}


def test_one_hostile_field_among_good_ones_does_not_make_a_page_fall_over(world, asked):
    """Whatever the page offers is sent back, so that the hostile field reaches the act."""
    fell = {}
    numbers = cycle((HOSTILE["a great number"], HOSTILE["more than a database counts"]))
    for page, who, address, fields in asked:
        shown = world.ask(who, "GET", address, first=REOPENED).body
        offered = {name: offer(shown, name) for name in fields}
        for name in {re.sub(r"\d+", "", name): name for name in fields}.values():  # one row is all
            value = next(numbers)
            data = {**offered, name: value}
            answer = world.ask(who, "POST", address, data, first=REOPENED)
            if answer.status >= 500:
                fell[page, name] = (who, address, value[:9], answer.status)

    assert fell == {}


def offer(shown, name):
    """What the page itself would send for a field: its value, or its last option."""
    field = re.search(rf'<(?:input|select)\b[^>]*\bname="{re.escape(name)}"[^>]*>', shown)
    own = field and re.search(r'\bvalue="([^"]*)"', field[0])
    if own:
        return own[1]
    options = OPTION.findall(shown[field.end() :].partition("</select>")[0]) if field else []
    return options[-1] if options else "1"


@pytest.mark.parametrize("turn", range(ADDRESS_TURNS))
def test_no_hostile_address_makes_a_page_fall_over(world, turn):
    fell, values = {}, of_turn(ADDRESSES, ADDRESS_TURNS, turn)
    known = places(world.found)
    for rule in world.app.url_map.iter_rules():
        row = TABLE.get(rule.endpoint)
        if row is None or rule.defaults or rule.endpoint == "static":
            continue
        good = next(iter(known[row.places].values()))
        who = next((one for people in row.opens.values() for one in people), ANNA)
        for name in sorted(rule.arguments):
            address, value = rule.rule, next(values)
            for part, usual in {**good, name: value}.items():
                address = re.sub(rf"<(?:[^<>]+:)?{part}>", lambda _, to=usual: str(to), address)
            for method in {"GET", "POST"} & rule.methods:
                answer = world.ask(who, method, address)
                if answer.status >= 500:
                    fell[rule.endpoint, name, method] = (value, answer.status)

    assert fell == {}


@pytest.mark.parametrize("turn", range(QUESTION_TURNS))
def test_no_hostile_question_makes_a_page_fall_over(world, turn):
    fell, hostile = {}, of_turn(ASKED, QUESTION_TURNS, turn)
    known = places(world.found)
    for rule in world.app.url_map.iter_rules():
        row = TABLE.get(rule.endpoint)
        if row is None or rule.defaults or "GET" not in rule.methods:
            continue
        values = next(iter(known[row.places].values()))
        who = next((one for people in row.opens.values() for one in people), ANNA)
        with world.app.test_request_context():
            asked = {**values, **{name: next(hostile) for name in QUESTIONS if name not in values}}
            address = world.app.url_map.bind("").build(rule.endpoint, asked)
        answer = world.ask(who, "GET", address)
        if answer.status >= 500:
            fell[rule.endpoint] = (address, answer.status)

    assert fell == {}


def test_a_control_character_is_left_out_and_the_rest_is_kept(world):
    answer = world.ask(ADAM, "POST", "/admin/people/invite", {"name": "Ja\x00na\x1b", "email": "x"})

    assert answer.status == 422
    assert answer.body.count('value="Jana"') == 1


@pytest.mark.parametrize("who", [NOBODY, ANNA, JANA, DIRK, ADAM])
def test_a_request_that_is_cut_off_does_not_make_a_page_fall_over(world, who):
    cut = {"Content-Type": "multipart/form-data; boundary=none", "Sec-Fetch-Site": "same-origin"}

    answers = [
        world.ask(who, "POST", address, headers=cut)
        for address in ("/sign-in", "/account/language")
    ]

    assert [answer.status for answer in answers if answer.status >= 500] == []
