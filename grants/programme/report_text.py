"""Whether the text of a report is there, and whether a yearly declaration says anything."""

from dataclasses import replace

from grants.programme.finding import Finding
from grants.programme.reporting import DECLARED
from grants.programme.sources import TERMS_OF_ROUND
from grants.programme.words import Words, say


def check_narrative(text: str, limit: int) -> Finding:
    """Is there a text, and is it short enough?"""
    says = say("{length} von {limit} Zeichen.", "{length} of {limit} characters.",
               length=len(text), limit=limit)  # fmt: skip
    if not text.strip():
        says = Words("Der Text fehlt noch.", "The text is still missing.")
    elif len(text) > limit:
        says = say(
            "Der Text ist {over} Zeichen zu lang: {length} von {limit}.",
            "The text is {over} characters too long: {length} of {limit}.",
            over=len(text) - limit, length=len(text), limit=limit,
        )  # fmt: skip
    return Finding(
        rule="REPORT-TEXT",
        holds=bool(text.strip()) and len(text) <= limit,
        claim=Words("Der Bericht beschreibt das Erreichte.", "The report says what was achieved."),
        says=says,
        source=TERMS_OF_ROUND,
        place="#narrative",
    )


def check_declared(declared: str, text: str, limit: int) -> list[Finding]:
    """Does a yearly declaration say that nothing happened, or what did?"""
    nothing = declared == "nothing"
    said = DECLARED.get(declared)
    holds = said is not None and not (nothing and text.strip())
    says = said or Words("Wählen Sie, ob etwas eingetreten ist.", "Choose if something happened.")
    if nothing and text.strip():
        says = say(
            "Nichts eingetreten ist gewählt, beschrieben sind {length} Zeichen. Löschen Sie den "
            "Text, oder wählen Sie, dass etwas eingetreten ist.",
            "Nothing happened is chosen, {length} characters describe something. Remove the text, "
            "or choose that something has happened.",
            length=len(text),
        )
    found = Finding(
        rule="REPORT-DECLARED",
        holds=holds,
        claim=Words("Die Erklärung sagt, ob etwas eingetreten ist.",
                    "The declaration says if something happened."),
        says=says,
        source=TERMS_OF_ROUND,
        place="#declared",
        missing=said is None,
    )  # fmt: skip
    if declared != "changes":
        return [found]
    claim = Words("Was eingetreten ist, ist beschrieben.", "What happened is described.")
    return [found, replace(check_narrative(text, limit), claim=claim)]
