"""What the JSON inside a letter looks like, as a JSON Schema read from the letters themselves.

`python -m grants.documents.letter_schema > docs/letter.schema.json` writes it anew after a change
of a letter; a test says when that is due.
"""

import inspect
import json
import sys
import types
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any, Final, Literal, Union, get_args, get_origin, get_type_hints

from grants.documents.amendment_letter import AmendmentLetter
from grants.documents.award_letter import AwardLetter
from grants.documents.conditional_letter import ConditionalLetter, ConfirmationLetter
from grants.documents.late_use_letter import LateUseLetter
from grants.documents.rejection_letter import RejectionLetter
from grants.documents.reserve_letter import ReserveLetter
from grants.documents.revocation_letter import RevocationLetter
from grants.documents.selection_letter import SelectionLetter
from grants.programme.money import Money

LETTERS: Final = (
    SelectionLetter,
    ReserveLetter,
    RejectionLetter,
    AwardLetter,
    ConditionalLetter,
    ConfirmationLetter,
    AmendmentLetter,
    RevocationLetter,
    LateUseLetter,
)
SHARE: Final = {"type": "string", "pattern": r"^-?\d+(/\d+)?$", "description": "An exact fraction."}
MOMENT: Final = r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?[+-]\d{2}:\d{2}$"
PLAIN: Final[dict[Any, dict[str, Any]]] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    date: {"type": "string", "format": "date"},
    datetime: {"type": "string", "format": "date-time", "pattern": MOMENT},
    Fraction: SHARE,
    Decimal: {"type": "string", "pattern": r"^-?\d+(\.\d+)?$"},
    Money: {"type": "string", "pattern": r"^-?\d+\.\d{2}$", "description": "EUR."},
    type(None): {"type": "null"},
}
Schema = dict[str, Any]


def letter_schema() -> Schema:
    """The schema of every kind of letter; `document` says which one a file is."""
    parts: dict[str, Schema] = {}
    for letter in LETTERS:
        _object(letter, parts)
        own = parts[letter.__name__]
        own["properties"] |= {
            "document": {"const": letter.DOCUMENT},
            "attachment": {"const": letter.ATTACHMENT},
            "template_version": {"type": "string"},
        }
        own["required"] = sorted(own["properties"])
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "The data inside a decision letter",
        "description": "Attached to the PDF as bescheid.json. Amounts are EUR with two places, "
        "days and moments follow ISO 8601, texts stand in German and English.",
        "oneOf": [{"$ref": f"#/$defs/{letter.__name__}"} for letter in LETTERS],
        "$defs": dict(sorted(parts.items())),
    }


def _object(kind: type, parts: dict[str, Schema]) -> Schema:
    """A part of a letter, described once and referred to: its fields, and what they come to."""
    name = kind.__name__
    if name not in parts:
        parts[name] = {}
        hints = get_type_hints(kind)
        said = {each.name: hints[each.name] for each in fields(kind) if each.repr}
        for each in dir(kind):
            made = inspect.getattr_static(kind, each)
            if isinstance(made, property) and made.fget is not None:
                said[each] = get_type_hints(made.fget)["return"]
        parts[name] = {
            "type": "object",
            "description": inspect.cleandoc(kind.__doc__ or "").partition("\n\n")[0],
            "properties": {each: _schema(of, parts) for each, of in sorted(said.items())},
            "required": sorted(said),
            "additionalProperties": False,
        }
    return {"$ref": f"#/$defs/{name}"}


def _schema(of: Any, parts: dict[str, Schema]) -> Schema:
    if of in PLAIN:
        return PLAIN[of]
    origin, within = get_origin(of), get_args(of)
    if origin in (Union, types.UnionType):
        return {"anyOf": [_schema(each, parts) for each in within]}
    if origin is Literal:
        return {"enum": list(within)}
    if origin in (tuple, list):
        return {"type": "array", "items": _schema(within[0], parts)}
    if isinstance(of, type) and issubclass(of, StrEnum):
        return {"enum": [each.value for each in of]}
    if is_dataclass(of) and isinstance(of, type):
        return _object(of, parts)
    raise TypeError(f"no schema is known for {of!r}")


def as_text(schema: Schema) -> str:
    """The schema as it stands in docs/letter.schema.json."""
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    sys.stdout.write(as_text(letter_schema()))
