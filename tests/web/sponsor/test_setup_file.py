"""The terms of a round go out as one file and come in as one, or not at all."""

import json
from io import BytesIO

import pytest
from sqlalchemy import func, select

from grants.models.round_setup import RoundSetup
from grants.programme.preset import FOLDER, preset
from grants.programme.terms import terms_as
from tests.makers.review import an_officer
from tests.makers.round import a_round

IMPORT = "/sponsor/rounds/import"


@pytest.fixture
def dirk(session, client_as):
    return client_as(an_officer(session))


def send(browser, data):
    answer = browser.post(IMPORT, {"file": (BytesIO(data), "regeln.json")})
    answer.request.environ["wsgi.input"].close()
    return answer


def drafts(session):
    return session.scalar(select(func.count(RoundSetup.id)))


def test_what_goes_out_comes_back_exactly(session, dirk):
    a_round(session, 5)

    exported = dirk.get("/sponsor/rounds/5/terms.json")
    sent = send(dirk, exported.data)

    setup = session.scalar(select(RoundSetup))
    assert exported.headers["Content-Disposition"] == 'attachment; filename="round-5-terms-1.json"'
    assert sent.location == f"/sponsor/rounds/setups/{setup.id}"
    assert setup.body == terms_as(preset("interclust"))
    assert dirk.get(f"/sponsor/rounds/setups/{setup.id}/terms.json").data == exported.data


def test_a_preset_with_open_places_may_come_in(session, dirk):
    sent = send(dirk, (FOLDER / "poles.toml").read_bytes())

    assert sent.status_code == 303
    assert "round_budget" not in session.scalar(select(RoundSetup)).body


def a_file(**changes):
    return json.dumps({"code": "x", "name": {"de": "X", "en": "X"}, **changes}).encode()


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"\xff\xfe", "Sie ist weder JSON noch TOML in UTF-8."),
        (b"{", "Sie ist weder JSON noch TOML in UTF-8."),
        (b"[" * 100_000, "Sie ist weder JSON noch TOML in UTF-8."),
        (b"{}", "Der Datei fehlt das Kürzel des Programms"),
        (b'{"format": "other", "version": 1}', "Die Datei hat ein anderes Format"),
        (a_file(round_budget=40.5), "Was bei „round_budget“ steht, passt nicht"),
        (a_file(round_budget="viel"), "Was bei „round_budget“ steht, passt nicht"),
        (a_file(round_budget="NaN"), "Was bei „round_budget“ steht, passt nicht"),
        (a_file(matching={"own_funds_share": "1E99999999"}), "Was bei „matching.own_funds_share“"),
        (a_file(surprise=1), "Was bei „surprise“ steht, passt nicht"),
        (a_file(target_winners=10**12), "Was bei „target_winners“ steht, passt nicht"),
        (a_file(late_policy="later"), "Was bei „late_policy“ steht, passt nicht"),
        (a_file(phases=[{"code": 1}]), "Was bei „phases[0].code“ steht, passt nicht"),
        (a_file(name={"de": "a\0b", "en": "X"}), "Was bei „name.de“ steht, passt nicht"),
        (a_file(name={"de": "\ud800", "en": "X"}), "Was bei „name.de“ steht, passt nicht"),
        (a_file(name={"de": "\N{OGHAM LETTER BEITH}", "en": "X"}), "Unsere Briefe können"),
        (b"x" * 1_000_001, "Die Datei ist zu groß."),
    ],
    ids=range(17),
)
def test_a_file_that_does_not_fit_is_refused_in_a_sentence_and_makes_nothing(
    session, dirk, data, says
):
    sent = send(dirk, data)

    assert sent.status_code == 422
    assert says in sent.text
    assert drafts(session) == 0
