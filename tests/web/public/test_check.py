"""Anybody can learn whether a letter is genuine: by the address it prints, and by its code."""

import pytest

from grants.models.decision import LetterState
from tests.makers.letter import a_letter


def test_the_address_that_letters_print_asks_for_the_code(client_as):
    page = client_as().get("/check")

    assert page.status_code == 200
    assert 'name="code"' in page.text
    assert client_as().get("/check?code=").status_code == 422


@pytest.mark.parametrize("typed", ["7K4M-Q2XD-9FHT", "7k4mq2xd9fht", " 7K4M Q2XD 9FHT "])
def test_a_code_is_understood_however_it_is_typed(client_as, typed):
    answer = client_as().get("/check", query_string={"code": typed})

    assert answer.status_code == 200
    assert "7K4M-Q2XD-9FHT: Dieses Schreiben kennen wir nicht" in answer.text


def test_a_letter_that_is_ordered_and_not_yet_made_is_not_known_yet(client_as, session):
    letter = a_letter(session)

    assert letter.state is LetterState.ORDERED
    assert client_as().get(f"/check/{letter.check_code}").status_code == 404
