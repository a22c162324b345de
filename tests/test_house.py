"""The rules of the house, read from the source itself. A broken one names file and line."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
OURS = ("grants", "forms", "migrations", "tests", "templates", "config.py", "wsgi.py")
COMMIT = ("grants/web/database.py", "grants/cli", "grants/worker", "grants/demo", "tests")
"""Where work may be made permanent: the edges."""
MONEY = ("grants/programme", "grants/models", "grants/papers", "grants/actions")
VAGUE = {"utils", "util", "helpers", "helper", "common", "misc", "base_utils", "manager", "service"}
VAGUE |= {f"{name}s" for name in VAGUE} | {"handler", "handlers", "tools", "stuff", "constants"}
LONGEST_FILE = 300
LONGEST_TEMPLATE = 110
LONGEST_CONFTEST = 120


def files(*endings):
    """Every file of ours with such an ending, by its place in the project."""
    found = []
    for name in OURS:
        place = ROOT / name
        walk = place.rglob("*") if place.is_dir() else [place]
        found += [path for path in walk if path.suffix in endings and path.is_file()]
    return {path.relative_to(ROOT).as_posix(): path.read_text() for path in sorted(found)}


PYTHON = files(".py")
TREES = {name: ast.parse(text) for name, text in PYTHON.items()}
TEMPLATES = files(".html", ".jinja", ".j2")


def breaches(breaks, within=("",)):
    """Where in our Python code a node breaks a rule: file and line."""
    return [
        f"{name}:{node.lineno}"
        for name, tree in TREES.items()
        if name.startswith(within)
        for node in ast.walk(tree)
        if breaks(node)
    ]


def calls(node, *names):
    """Is this a call of a function or method with such a name?"""
    match node:
        case ast.Call(func=ast.Attribute(attr=name) | ast.Name(id=name)):
            return name in names
    return False


def is_put_together(node):
    """Is this text made of parts that may come from outside? CONSTANTS may not."""
    match node:
        case ast.JoinedStr(values=values):
            parts = [value.value for value in values if isinstance(value, ast.FormattedValue)]
            return not all(isinstance(part, ast.Name) and part.id.isupper() for part in parts)
        case ast.BinOp(op=ast.Add() | ast.Mod()):
            return True
        case ast.Call(func=ast.Attribute(attr="format", value=ast.Constant() | ast.Name())):
            return True
    return False


def test_the_walk_finds_the_house():
    assert len(PYTHON) > 30
    assert len(TEMPLATES) > 10
    assert {"config.py", "grants/programme/money.py", "tests/test_house.py"} <= set(PYTHON)


def test_no_file_is_too_long_to_read():
    """Except migrations, which are written once and never changed."""
    limits = dict.fromkeys(PYTHON, LONGEST_FILE) | dict.fromkeys(TEMPLATES, LONGEST_TEMPLATE)
    limits["tests/conftest.py"] = LONGEST_CONFTEST
    lengths = {name: text.count("\n") for name, text in (PYTHON | TEMPLATES).items()}

    assert {
        name: count
        for name, count in lengths.items()
        if count > limits[name] and not name.startswith("migrations/versions/")
    } == {}


def test_only_the_edges_commit():
    places = breaches(lambda node: calls(node, "commit"))

    assert [place for place in places if not place.startswith(COMMIT)] == []


def test_acts_do_not_roll_back():
    assert breaches(lambda node: calls(node, "rollback"), within=("grants/actions",)) == []


def test_no_form_is_poured_into_a_record():
    assert breaches(lambda node: calls(node, "populate_obj")) == []


def test_no_page_hands_a_whole_request_on_or_sets_what_it_was_told():
    def pours(node):
        match node:
            case ast.keyword(arg=None, value=value):
                return "request." in ast.unparse(value)
            case ast.Call(func=ast.Name(id="setattr")):
                return True
            case ast.Attribute(value=ast.Name(id="request"), attr="values" | "json" | "get_json"):
                return True
        return False

    assert breaches(pours, within=("grants/web/", "forms/")) == []


def test_every_moment_has_a_zone():
    def naive(node):
        match node:
            case ast.Call(func=ast.Attribute(attr="utcnow" | "utcfromtimestamp" | "today")):
                return True
            case ast.Call(func=ast.Attribute(attr="now"), args=[], keywords=[]):
                return "func" not in ast.unparse(node)
        return False

    assert breaches(naive) == []


def test_below_the_pages_nobody_looks_at_the_clock():
    floors = ("programme", "models", "queries", "documents", "papers", "actions")
    within = tuple(f"grants/{floor}/" for floor in floors)

    def looks_at_the_clock(node):
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Name(id="datetime" | "date"), attr=name)):
                return name in ("now", "today", "utcnow")
        return False

    assert breaches(looks_at_the_clock, within) == []


def test_money_never_meets_a_float():
    def floats(node):
        return calls(node, "float") or (
            isinstance(node, ast.Constant) and isinstance(node.value, float)
        )

    assert breaches(floats, MONEY) == []


def test_no_sql_is_put_together_from_text():
    def risky(node):
        return calls(node, "text", "execute", "exec_driver_sql") and any(
            is_put_together(argument) for argument in node.args
        )

    places = breaches(risky)

    assert [place for place in places if not place.startswith(("tests/", "migrations/"))] == []


def test_no_markup_is_declared_safe_in_code():
    places = breaches(lambda node: calls(node, "Markup", "mark_safe"))
    written = ("grants/actions", "grants/papers", "grants/programme")

    assert [place for place in places if place.startswith(written)] == []


@pytest.mark.parametrize("pattern", [r"\|\s*safe\b", r"autoescape\s+false", r"\son[a-z]+\s*="])
def test_templates_escape_everything_and_carry_no_scripts_in_attributes(pattern):
    broken = [name for name, text in TEMPLATES.items() if re.search(pattern, text)]

    assert broken == []


def test_names_say_what_a_file_is_about():
    vague = [
        name
        for name in PYTHON | TEMPLATES
        if VAGUE & {part.removesuffix(".py").removesuffix(".html") for part in Path(name).parts}
    ]

    assert vague == []


def test_a_package_holds_one_docstring_and_nothing_else():
    packages = {name: tree for name, tree in TREES.items() if name.endswith("__init__.py")}

    assert packages
    assert [
        name
        for name, tree in packages.items()
        if len(tree.body) != 1 or ast.get_docstring(tree) is None
    ] == []


def test_every_public_thing_says_what_it_is():
    def silent(tree):
        public = [tree] + [
            node
            for node in tree.body
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
        ]
        return [node for node in public if ast.get_docstring(node) is None]

    places = {name: TREES[name] for name in TREES if name.startswith(("grants/", "forms/"))}
    found = [f"{name}:{getattr(n, 'lineno', 1)}" for name in places for n in silent(places[name])]

    assert found == []


def test_nothing_is_left_for_later():
    later = re.compile(r"#\s*(TODO|FIXME|XXX|HACK)\b")
    broken = [
        name
        for name, text in PYTHON.items()
        if later.search(text) and not name.endswith("house.py")
    ]

    assert broken == []


def test_pages_ask_queries_and_never_write_a_statement():
    assert (
        breaches(
            lambda node: (
                isinstance(node, ast.ImportFrom)
                and node.module == "sqlalchemy"
                and any(name.name in ("select", "update", "insert", "text") for name in node.names)
            ),
            within=("grants/web",),
        )
        == []
    )
