"""The language changes in the middle of a form: without script, and with every word that was typed.

Walks all pages of the demonstration as everybody; the requests are real, and so is the database.
"""

import html5lib
import pytest

from tests.web.matrix.row import ADAM, ANNA, CARL, DIRK, JANA, NOBODY, PAULA
from tests.web.test_matrix import OPEN, cases

TYPED = ("text", "email", "search", None)


def entry(body):
    """The form in which people write, if the page has one."""
    tree = html5lib.parse(body, namespaceHTMLElements=False)
    return next((form for form in tree.iter("form") if form.get("id") == "entry"), None)


def filled(form):
    """What a browser sends, with a word of its own in each field, and these words by name."""
    sent, words = {}, {}
    for field in form.iter():
        name, kind = field.get("name"), field.get("type")
        if name is None or field.tag not in ("input", "textarea"):
            continue
        if field.tag == "textarea" or kind in TYPED:
            words[name] = f"Wort-{len(words)}"
        elif kind == "hidden" and name != "csrf_token":
            sent[name] = field.get("value", "")
    return {**sent, **words}, words


def shown(form):
    """What the fields of a form hold now."""
    texts = {}
    for field in form.iter():
        if field.tag == "textarea":
            texts[field.get("name")] = (field.text or "").strip()
        elif field.tag == "input":
            texts[field.get("name")] = field.get("value", "")
    return texts


@pytest.mark.parametrize("who", [NOBODY, ANNA, CARL, PAULA, JANA, DIRK, ADAM])
def test_no_form_loses_a_word_when_its_language_changes(world, who):
    lost, seen = [], 0

    for _page, _place, method, address, expected in cases(world, who):
        page = world.ask(who, method, address) if (method, expected) == ("GET", OPEN) else None
        form = entry(page.body) if page and page.status == 200 else None
        if form is None:
            continue
        sent, words = filled(form)
        seen += 1
        answer = world.ask(who, "POST", form.get("action") or address, {**sent, "speak": "en"})
        again = entry(answer.body)
        if (answer.status, answer.wrote) != (200, ()) or '<html lang="en"' not in answer.body:
            lost.append(f"{address} answered {answer.status}")
            continue
        now = shown(again) if again is not None else {}
        if gone := {name: now.get(name) for name in words if now.get(name) != words[name]}:
            lost.append(f"{address} lost {gone}")

    assert lost == []
    assert seen
