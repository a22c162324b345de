"""Whatever the acts write into the record has a name for people, in the list and in the filter."""

import ast
import re
from pathlib import Path

import pytest

from grants.actions import formal_check, ranking
from grants.models.record import Act
from grants.queries.act_field import NAMES
from grants.queries.act_name import act_words, verb_words
from tests.makers.moment import NOON

CODE = Path(formal_check.__file__).parents[1]
WRITTEN = re.compile(r'\b_?(?:record|keep)\(\s*session,\s*"([a-z_]+)"')


def acts_in_the_code():
    """Every act that is written by its full name, and those that stand in tables."""
    found = {act for file in CODE.rglob("*.py") for act in WRITTEN.findall(file.read_text())}
    return found | {*formal_check.ACTS.values(), *ranking.ACTS.values()}


def test_every_act_is_named_for_people():
    acts = acts_in_the_code()

    assert len(acts) > 40
    assert [act for act in sorted(acts) if verb_words(act).de == act] == []


def test_a_result_of_the_formal_check_is_named_in_the_filter_like_any_step():
    assert verb_words("admit").de == "Bewerbung: Formal in Ordnung befinden"


def keys_in_the_code():
    """Every key that an act hands to the record as a literal."""
    trees = [ast.parse(file.read_text()) for file in CODE.rglob("*.py")]
    calls = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call)]
    values = [
        keyword.value
        for call in calls
        for keyword in call.keywords
        if keyword.arg in ("before", "after") and isinstance(keyword.value, ast.Dict)
    ]
    return {
        key.value
        for value in values
        for key in value.keys
        if isinstance(key, ast.Constant) and isinstance(key.value, str)
    }


def test_every_field_that_acts_write_down_is_named_for_people():
    keys = keys_in_the_code()

    assert len(keys) > 30
    assert sorted(keys - set(NAMES)) == []


@pytest.mark.parametrize("key", ["cells", "true_and_complete", "previous", "juror", "retrieved_at"])
def test_fields_that_are_put_together_elsewhere_are_named_too(key):
    assert key in NAMES


def an_act(verb, before):
    return Act(
        at=NOON, actor_id=None, actor_name="Uhr", role="clock", act=verb,
        object_kind="application", object_number="R5-0001", before={"state": before}, after={},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("verb", "before", "says"),
    [
        ("submit_application", "draft", "Bewerbung eingereicht"),
        ("reopen_application", "submitted", "Zum Ändern wieder geöffnet"),
        ("restore_application", "draft", "Zuletzt eingereichte Fassung gilt"),
        ("expire_application", "draft", "Entwurf verfällt"),
        ("expire_application", "reserve", "Reserveplatz verfällt"),
    ],
)
def test_an_act_is_called_the_same_in_the_time_line_and_in_the_record(verb, before, says):
    assert act_words(an_act(verb, before)).de == says
