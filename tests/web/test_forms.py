"""Every form that anybody meets: it needs no script, and never loses what was typed.

The forms are read from the pages of the planted demonstration, so that a new one is asked, too.
"""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

import html5lib
import pytest
from structlog.testing import capture_logs
from werkzeug.exceptions import MethodNotAllowed, NotFound

from grants.web.kept import SEALED, unseal
from tests.web.matrix.places import places
from tests.web.matrix.row import CARL, NOBODY
from tests.web.matrix.table import TABLE
from tests.web.test_hostile import REOPENED, pages_with_forms

WRITTEN = ("text", "email", "search", "tel", "url", None)
SENDS = ("submit", "image", None)
NO_RECORD = ("alter table act rename to gone",)
"""Every act now fails, after its form was read."""
FEWEST = 40
MOMENT = re.compile(r'<time datetime="([^"]*)">')
TYPED = {"short": 'Wort {} "&<b>', "far too long": 'Wort {} "&<b>' + " und so weiter" * 700}


@dataclass(frozen=True, slots=True)
class Met:
    """A form on a page, as a browser without script meets it."""

    who: str
    page: str
    to: str
    method: str
    node: object
    buttons: frozenset
    """Names of forms that are sent by a button elsewhere on the page."""

    @property
    def fields(self):
        """Everything with a name in it."""
        return [each for each in self.node.iter() if each.get("name")]

    @property
    def written(self):
        """The names of the fields in which people write."""
        return list(dict.fromkeys(each.get("name") for each in self.fields if writes(each)))

    def typed(self, words=TYPED["short"]):
        """Something of its own for each field in which people write."""
        return {name: words.format(at) for at, name in enumerate(self.written)}

    def sent(self, typed):
        """What a browser sends when somebody has typed this and changed nothing else."""
        sent = {}
        for each in self.fields:
            if each.tag == "select":
                options = list(each.iter("option"))
                chosen = [one for one in options if one.get("selected") is not None]
                sent[each.get("name")] = (chosen or options or [each])[0].get("value", "")
            elif each.tag == "input" and each.get("type") == "hidden":
                sent[each.get("name")] = each.get("value", "")
        sent.pop("csrf_token", None)
        return {**sent, **typed}


def writes(field):
    """Do people write into this field?"""
    kind = field.get("type")
    return field.tag == "textarea" or (field.tag == "input" and kind in WRITTEN)


@pytest.fixture(scope="module")
def met(world):
    """Every form on every page, once, by the first person who gets it."""
    found = {}
    for who, address in addresses(world):
        page = world.ask(who, "GET", address, first=REOPENED)
        if page.status != 200 or not page.body.lstrip().startswith("<!doctype html"):
            continue
        tree = html5lib.parse(page.body, namespaceHTMLElements=False)
        buttons = frozenset(each.get("form") for each in tree.iter("button"))
        for node in tree.iter("form"):
            to = (node.get("action") or address).partition("#")[0]
            method = (node.get("method") or "get").upper()
            form = Met(who, address, to, method, node, buttons)
            found.setdefault((form.to, form.method, tuple(form.written)), form)
    assert len(found) > FEWEST
    return list(found.values())


def addresses(world):
    """Every place of every page with somebody who may open it, and what is open to be written."""
    known = places(world.found)
    for rule in world.app.url_map.iter_rules():
        row = TABLE.get(rule.endpoint)
        if row is None or rule.defaults or "GET" not in rule.methods:
            continue
        for place in [one for one in row.opens if one in known[row.places]]:
            who = next((one for one in row.opens[place] if one != NOBODY), NOBODY)
            with world.app.test_request_context():
                address = world.app.url_map.bind("").build(rule.endpoint, known[row.places][place])
            yield who, address
            if "/rounds/5" in address:
                yield who, address.replace("/rounds/5", "/rounds/6")  # it takes applications
    for _, who, address in pages_with_forms(world):
        yield who, address


def test_every_form_can_be_sent_without_script(world, met):
    wrong = [f"{form.page}: {fault}" for form in met for fault in faults(world, form)]

    assert wrong == []


def faults(world, form):
    """What somebody without script could not do."""
    parts = list(form.node.iter())
    if not any(sends(each) for each in parts) and form.node.get("id") not in form.buttons - {None}:
        yield f"no button sends the form to {form.to}"
    if not takes(world, form):
        yield f"nobody takes {form.method} {form.to}"
    files = any(each.get("type") == "file" for each in parts)
    if files and form.node.get("enctype") != "multipart/form-data":
        yield "a file would not be sent"
    for each in parts:
        if any(name.startswith("on") for name in each.attrib):
            yield f"<{each.tag}> waits for script"
        if each.get("name") and each.get("hidden") is not None:
            yield f"{each.get('name')} is shown by script only"


def sends(each):
    """Does this part of a form send it?"""
    return (each.tag == "button" and each.get("type") in SENDS) or (
        each.tag == "input" and each.get("type") in ("submit", "image")
    )


def takes(world, form):
    """Is there a page behind the address that takes the form?"""
    try:
        world.app.url_map.bind("localhost").match(form.to.partition("?")[0], form.method)
    except (NotFound, MethodNotAllowed):
        return False
    return True


@pytest.mark.parametrize("words", TYPED.values(), ids=TYPED)
def test_what_was_typed_stands_there_after_an_error(world, met, words):
    lost, refused = {}, 0
    for form in posted(met):
        typed = form.typed(words)
        answer = world.ask(form.who, "POST", form.to, form.sent(typed), first=REOPENED)
        if answer.status in (409, 422):
            refused += 1
            there = shown(answer.body)
            if gone := [name for name, text in typed.items() if text not in there]:
                lost[form.who, form.to, answer.status] = gone

    assert lost == {}
    assert refused > FEWEST / 2


def test_what_was_typed_comes_back_after_the_sign_in_that_ran_out(world, met):
    lost, asked = {}, 0
    for form in posted(met):
        typed = form.typed()
        answer = world.ask(NOBODY, "POST", form.to, form.sent(typed))
        if answer.status != 401:  # a page for everybody
            continue
        asked += 1
        with world.app.test_request_context():
            kept = unseal(fields_in(answer.body).get(SEALED, ""))
        if kept is None or kept.to != form.to or not typed.items() <= dict(kept.fields).items():
            lost[form.who, form.to] = kept

    assert lost == {}
    assert asked > FEWEST / 2


def test_what_was_typed_outlives_a_fault_of_ours(world, met):
    lost, broken = {}, 0
    for form in posted(met):
        typed = form.typed("{}")
        sent = form.sent(typed)
        with capture_logs():  # it takes longer to write down what happened than to let it happen
            answer = world.ask(form.who, "POST", form.to, sent, first=(*REOPENED, *NO_RECORD))
        if answer.status == 500:
            broken += 1
            came = fields_in(answer.body)
            if gone := [name for name, text in typed.items() if came.get(name) != text]:
                lost[form.who, form.to] = gone

    assert lost == {}
    assert broken > 10


def posted(met):
    """The forms in which people write, and that change something."""
    return [form for form in met if form.method == "POST" and form.written]


def shown(body):
    """Every text that a page shows or holds in its fields."""
    tree = html5lib.parse(body, namespaceHTMLElements=False)
    texts = {each.get("value", "") for each in tree.iter("input")}
    return texts | {"".join(each.itertext()).strip() for each in tree.iter()}


def fields_in(body):
    """The hidden fields of a page, by name."""
    tree = html5lib.parse(body, namespaceHTMLElements=False)
    return {each.get("name"): each.get("value", "") for each in tree.iter("input")}


def test_who_writes_is_told_when_the_sign_in_ends_and_that_the_text_stays(world):
    body = world.ask(CARL, "GET", "/applications/R6-0001/outline").body

    asked, ends = (datetime.fromisoformat(at) for at in MOMENT.findall(body.partition("g-foot")[2]))
    assert ends - asked == timedelta(minutes=world.app.config["SESSION_MINUTES"])
    assert "endet Ihre Anmeldung um" in body
    assert "Was Sie geschrieben haben, bleibt." in body


def test_nobody_who_is_not_signed_in_is_told_of_an_end(world):
    assert "endet Ihre Anmeldung" not in world.ask(NOBODY, "GET", "/calls").body
