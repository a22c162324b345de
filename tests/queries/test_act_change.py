"""What an entry of the record of acts says of things within things."""

from grants.models.record import Act
from grants.queries.act_change import changes_of
from tests.makers.moment import NOON

FROZEN = {
    "title": "Glasur",
    "partners": [
        {"organisation": "Maple Clay Inc.", "country": "CA", "own_funding": "400000.00",
         "own_funding_status": "granted", "may_publish": False, "stated": None, "grant": None},
        {"organisation": "Glasurwerk Ulm GmbH", "grant": {
            "rate": "50.00", "direct": "102100.00", "lines": {"personnel 2027": "42000.00"},
            "made_of": [{"line": "personnel 2027", "label": "Entwicklerin", "unit": "month",
                         "quantity": "7.00", "unit_price": "6000.00", "amount": "42000.00"}]}},
    ],
}  # fmt: skip


def test_what_was_handed_in_with_a_project_is_told_in_words():
    act = Act(
        at=NOON, actor_id=None, actor_name="Anna", role="applicant", act="submit_project",
        object_kind="project", object_number="03INT402/P1", after={"content": FROZEN},
    )  # fmt: skip

    said = {change.field.de: change.after.de for change in changes_of(act)}

    maple, ulm = "Inhalt, Partner, 1. Maple Clay Inc.", "Inhalt, Partner, 2. Glasurwerk Ulm GmbH"
    line = f"{ulm}, Zuwendung, Zeilen, 1. Entwicklerin"
    assert said == {
        "Inhalt, Titel": "Glasur",
        f"{maple}, Land": "CA",
        f"{maple}, Eigene Mittel": "400.000,00\u00a0€",
        f"{maple}, Stand der eigenen Mittel": "bewilligt",
        f"{maple}, Darf veröffentlichen": "nein",
        f"{maple}, Beitrag in anderer Währung": "–",
        f"{maple}, Zuwendung": "–",
        f"{ulm}, Zuwendung, Satz": "50,00",
        f"{ulm}, Zuwendung, Zuwendung ohne Pauschale": "102.100,00\u00a0€",
        f"{ulm}, Zuwendung, Zeilen, Personalkosten 2027": "42.000,00\u00a0€",
        f"{line}, Position": "Personalkosten 2027",
        f"{line}, Einheit": "Monate",
        f"{line}, Menge": "7,00",
        f"{line}, Preis je Einheit": "6.000,00\u00a0€",
        f"{line}, Betrag": "42.000,00\u00a0€",
    }
