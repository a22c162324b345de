"""The JSON inside every kind of letter keeps the schema that is published for it."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from grants.documents.letter_schema import LETTERS, as_text, letter_schema
from grants.documents.printing import prepare, print_document
from grants.papers.letter import with_proof
from tests.documents.later_samples import LATER
from tests.documents.reading import attachments_of
from tests.documents.rejection_samples import a_formal_rejection, a_rejection_letter
from tests.documents.samples import a_university_letter, an_award_letter
from tests.documents.selection_samples import a_selection_letter

PUBLISHED = Path(__file__).parents[2] / "docs" / "letter.schema.json"
REFERENCE = [
    a_selection_letter,
    a_rejection_letter,
    a_formal_rejection,
    an_award_letter,
    a_university_letter,
    *LATER,
]


@pytest.fixture(scope="module")
def published():
    schema = json.loads(PUBLISHED.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


def wrong(published, data):
    """Where it does not keep the schema of its own kind."""
    kinds = {each["properties"]["document"]["const"]: name
             for name, each in published.schema["$defs"].items()
             if "document" in each["properties"]}  # fmt: skip
    own = published.evolve(
        schema={**published.schema, "oneOf": [{"$ref": f"#/$defs/{kinds[data['document']]}"}]}
    )
    return [
        f"{each.json_path}: {each.message}"
        for top in own.iter_errors(data)
        for each in (top.context or [top])
    ]


def test_what_is_published_is_what_the_letters_say_today():
    assert PUBLISHED.read_text(encoding="utf-8") == as_text(letter_schema()), (
        "write it anew: python -m grants.documents.letter_schema > docs/letter.schema.json"
    )


def test_every_kind_of_letter_is_among_the_reference_letters():
    assert {type(sample()) for sample in REFERENCE} == set(LETTERS)


@pytest.mark.parametrize("sample", REFERENCE)
def test_the_json_inside_a_letter_keeps_the_schema(published, sample):
    data = with_proof(prepare(sample()), "https://portal.example", "Musterbehörde")

    inside = json.loads(attachments_of(print_document(data))["bescheid.json"])

    assert wrong(published, inside) == []
    assert published.is_valid(inside)


@pytest.mark.parametrize(
    "change",
    [
        {"amount": "400000"},
        {"amount": 400_000},
        {"applied_on": "12.10.2026"},
        {"made_at": "yesterday"},
        {"rate": "0.5"},
        {"document": "letter/rejection"},
        {"unknown": 1},
        {"project": {"de": "Vorhaben"}},
    ],
    ids=str,
)
def test_a_letter_that_says_something_else_does_not_keep_it(published, change):
    assert not published.is_valid({**prepare(an_award_letter()), **change})


def test_a_letter_that_leaves_something_out_does_not_keep_it(published):
    data = prepare(an_award_letter())

    assert [
        name for name in data if published.is_valid({k: data[k] for k in data if k != name})
    ] == []


def test_moments_name_their_distance_from_utc(published):
    data = prepare(an_award_letter(made_at=datetime(2027, 1, 8, 9, tzinfo=UTC)))

    assert data["made_at"] == "2027-01-08T10:00:00+01:00"
    assert published.is_valid(data)
