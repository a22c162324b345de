"""What a round's terms have to keep to about labels, while they are set up."""

from collections.abc import Iterator

from grants.programme.finding import Finding
from grants.programme.setup_finding import has_to_hold
from grants.programme.setup_sheet import Body, field_name, value_at


def rules_about_labels(body: Body) -> Iterator[Finding]:
    """A gate names its register and whom it asks; a level of one's own holds for a while."""
    register = value_at(body, "gates.label_register")
    level, holders = value_at(body, "gates.label_level"), value_at(body, "gates.label_of")
    rows = value_at(body, "label_levels") or []
    if level or (rows and register == value_at(body, "code")):
        own = {row.get("code") for row in rows} if register == value_at(body, "code") else None
        yield has_to_hold(
            "LABEL",
            "labels#gates__label_level",
            bool(register) and (not level or own is None or level in own),
            "Die Stufe, die jemand braucht, gehört zu einem Register und steht in ihm.",
            "The level that somebody needs belongs to a register and stands in it.",
        )
    if register:
        yield has_to_hold(
            "LABEL",
            "labels#gates__label_of",
            holders is None or bool(holders),
            "Wo ein Label nötig ist, steht fest, wer es braucht.",
            "Where a label is needed, it is settled who needs it.",
        )
    for at, row in enumerate(rows):
        for name in ("first_months", "extension_months"):
            if name in row:
                yield has_to_hold(
                    "LABEL",
                    f"labels#{field_name(name, at, 'label_levels')}",
                    row[name] >= 1,
                    "Ein Label gilt mindestens einen Monat.",
                    "A label holds for at least one month.",
                )
