"""Who may open what, asked of every address there is with real requests."""

import pytest

from grants.programme.people import Role
from grants.web.contents import PAGES
from tests.makers.person import a_person

MISSING = {"int": 999_999, "uuid": "00000000-0000-0000-0000-000000000000"}
FEWEST_ADDRESSES = 40


def every_way_in(app):
    """Each address but the static files, with a missing object in it, and how it is asked."""
    adapter = app.url_map.bind("localhost")
    for rule in sorted(app.url_map.iter_rules(), key=lambda rule: (rule.rule, rule.endpoint)):
        if rule.endpoint == "static":
            continue
        values = {name: _missing(rule, name) for name in rule.arguments - set(rule.defaults or ())}
        for method in sorted(rule.methods & {"GET", "POST"}):
            yield rule.endpoint, method, adapter.build(rule.endpoint, values, method=method)


def _missing(rule, name):
    converter = rule._converters[name]  # noqa: SLF001 - werkzeug has no other way to ask
    kind = type(converter).__name__
    if kind == "IntegerConverter":
        return MISSING["int"]
    if kind == "UUIDConverter":
        return MISSING["uuid"]
    return sorted(converter.items)[0] if kind == "AnyConverter" else "missing"


def test_every_page_says_who_may_open_it(whole_app):
    views = {rule.endpoint for rule in whole_app.url_map.iter_rules()} - {"static"}

    silent = [name for name in views if not hasattr(whole_app.view_functions[name], "open_to")]

    assert silent == []
    assert len(views) >= FEWEST_ADDRESSES


def test_every_set_of_pages_is_in_the_contents_once():
    names = [pages.name for pages in PAGES]

    assert sorted(set(names)) == sorted(names)


@pytest.mark.parametrize("role", [None, *Role])
def test_a_page_looks_missing_to_everybody_it_does_not_open_to(app, client_as, session, role):
    browser = client_as(a_person(session, role=role) if role else None)
    wrong = []
    for endpoint, method, address in every_way_in(app):
        allowed = app.view_functions[endpoint].open_to
        if not allowed or role in allowed:
            continue
        answer = (browser.get if method == "GET" else browser.post)(address)
        expected = 404 if role else (302 if method == "GET" else 401)
        if answer.status_code != expected:
            wrong.append((method, address, answer.status_code))

    assert wrong == []


@pytest.mark.parametrize("role", list(Role))
def test_a_missing_object_is_missing_for_those_who_may_look(app, client_as, session, role):
    browser = client_as(a_person(session, role=role))
    wrong = []
    for endpoint, method, address in every_way_in(app):
        opens = role in app.view_functions[endpoint].open_to
        if opens and method == "GET" and _has_object(app, endpoint):
            answer = browser.get(address)
            if answer.status_code != 404:
                wrong.append((address, answer.status_code))

    assert wrong == []


def _has_object(app, endpoint):
    return any(rule.arguments for rule in app.url_map.iter_rules(endpoint))


def test_an_address_that_leads_nowhere_says_so_in_the_persons_language(client_as, session):
    nora = a_person(session, "Nora", Role.SPONSOR)
    nora.language = "en"
    session.flush()

    nowhere = client_as(nora).get("/nowhere")

    assert nowhere.status_code == 404
    assert '<html lang="en"' in nowhere.text
    assert "Nora" in nowhere.text
