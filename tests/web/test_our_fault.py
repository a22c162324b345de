"""When the fault is ours: the page says so, and what was typed can be sent once more."""

import re

BROKEN = ("alter table application rename column outline to gone",)
TEXT = "Wir gehen nach Kanada & Japan."
SENT = {"revision": "1", "spoken": "en", "outline": TEXT}
OUTLINE = "/applications/R7-0001/outline"


def test_a_text_outlives_a_fault_and_goes_where_it_was_going(world):
    answer = world.ask("carl", "POST", OUTLINE, SENT, first=BROKEN)

    hidden = re.findall(r'name="(spoken|outline)" value="([^"]*)"', answer.body)
    assert answer.status == 500
    assert f'action="{OUTLINE}"' in answer.body
    assert hidden == [("spoken", "en"), ("outline", TEXT.replace("&", "&amp;"))]
    assert ">Noch einmal senden<" in answer.body


def test_a_form_of_another_site_is_not_repeated(world):
    elsewhere = {"Sec-Fetch-Site": "cross-site"}

    answer = world.ask("carl", "POST", OUTLINE, SENT, first=BROKEN, headers=elsewhere)

    assert TEXT.split("&", maxsplit=1)[0] not in answer.body


def test_a_page_that_only_was_read_offers_nothing_to_send(world):
    answer = world.ask("carl", "GET", OUTLINE, first=BROKEN)

    assert answer.status == 500
    assert "Noch einmal senden" not in answer.body
