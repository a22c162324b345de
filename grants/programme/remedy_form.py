"""In which form a decision is contested: sentences to begin with, until a lawyer has checked them.

Sources: sections 70 (1) and 81 (1) VwGO, section 3a (2) VwVfG, section 55a VwGO. An authority
keeps its own sentence; no letter borrows one of these.
"""

from collections.abc import Mapping
from typing import Final

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
