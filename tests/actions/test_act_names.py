"""Whatever the acts write into the record has a name for people, in the list and in the filter."""

import re
from pathlib import Path

from grants.actions import formal_check, ranking
from grants.queries.act_name import verb_words

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
