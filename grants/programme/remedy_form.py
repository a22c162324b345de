"""In which form a decision is contested: sentences to begin with, until a lawyer has checked them,
and a look at whether a sentence fits the remedy.

Sources: sections 70 (1) and 81 (1) VwGO, section 3a (2) VwVfG, section 55a VwGO. An authority
keeps its own sentence; no letter borrows one of these.
"""

from collections.abc import Mapping
from typing import Final

from grants.programme.finding import Finding
from grants.programme.words import Words

SUGGESTED_FORMS: Final[Mapping[str, Words]] = {
    "objection": Words(
        "Der Widerspruch ist schriftlich, in elektronischer Form nach § 3a Absatz 2 VwVfG oder "
        "zur Niederschrift bei der Behörde einzulegen.",
        "It must be lodged in writing, in electronic form under section 3a (2) VwVfG, or in "
        "person for the record of the authority.",
    ),
    "court_action": Words(
        "Die Klage ist schriftlich, als elektronisches Dokument nach § 55a VwGO oder zur "
        "Niederschrift des Urkundsbeamten der Geschäftsstelle zu erheben.",
        "It must be brought in writing, as an electronic document under section 55a VwGO, or in "
        "person for the record of the court's registry.",
    ),
}
"""By the kind of the remedy."""

NAMED: Final[Mapping[str, Words]] = {
    "objection": Words("widerspruch", "objection"),
    "court_action": Words("klage", "action"),
}
"""What the sentence calls the remedy, in German and in English."""
SECTION_58: Final = Words("§ 58 VwGO", "Section 58 VwGO")


def check_remedy_form(remedy: str, form: str, form_en: str) -> list[Finding]:
    """Do both sentences speak of the chosen remedy? A wrong instruction makes a month a year."""
    other = next(kind for kind in NAMED if kind != remedy)
    return [
        Finding(
            rule="R-051",
            holds=mine in said.casefold() or theirs not in said.casefold(),
            claim=Words("Die Form passt zum Rechtsbehelf.", "The form belongs to the remedy."),
            says=TALKS_OF[remedy],
            source=SECTION_58,
            place=place,
        )
        for place, said, mine, theirs in (
            ("remedy_form", form, NAMED[remedy].de, NAMED[other].de),
            ("remedy_form_en", form_en, NAMED[remedy].en, NAMED[other].en),
        )
    ]


TALKS_OF: Final[Mapping[str, Words]] = {
    "objection": Words(
        "Der Satz spricht von einer Klage, gewählt ist der Widerspruch. Schreiben Sie, wie der "
        "Widerspruch einzulegen ist, oder leeren Sie das Feld: Dann schlagen wir einen Satz vor.",
        "The sentence speaks of an action, but an objection is chosen. Say how the objection is "
        "lodged, or empty the field: then we suggest a sentence.",
    ),
    "court_action": Words(
        "Der Satz spricht von einem Widerspruch, gewählt ist die Klage. Schreiben Sie, wie die "
        "Klage zu erheben ist, oder leeren Sie das Feld: Dann schlagen wir einen Satz vor.",
        "The sentence speaks of an objection, but an action is chosen. Say how the action is "
        "brought, or empty the field: then we suggest a sentence.",
    ),
}
