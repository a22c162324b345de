"""Aid in the transparency register: which is published, by when, and what is said of it (R-045/46).

Source: Article 9 GBER. The threshold is a figure of the terms and is not cited.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from grants.programme.aid_terms import Transparency, in_force
from grants.programme.calendar import months_later
from grants.programme.finding import Finding
from grants.programme.organisation import OrganisationKind, Size
from grants.programme.sources import TRANSPARENCY
from grants.programme.terms import Terms
from grants.programme.words import Words, say


class AidSize(StrEnum):
    """How the register tells undertakings apart."""

    SME = "sme"
    LARGE = "large"


class AidState(StrEnum):
    """How a publication stands."""

    OPEN = "open"
    PUBLISHED = "published"
    WAIVED = "waived"


AID_STATE_WORDS: Final = {
    AidState.OPEN: Words("zu veröffentlichen", "to be published"),
    AidState.PUBLISHED: Words("veröffentlicht", "published"),
    AidState.WAIVED: Words("erlassen", "waived"),
}
AID_SIZE_WORDS: Final = {
    AidSize.SME.value: Words("kleines oder mittleres Unternehmen", "small or medium-sized"),
    AidSize.LARGE.value: Words("großes Unternehmen", "large undertaking"),
}
FIELD_WORDS: Final = {
    "recipient": Words("Empfänger", "Beneficiary"),
    "identifier": Words("Kennung des Empfängers", "Identifier of the beneficiary"),
    "size": Words("Größe", "Size"),
    "region": Words("Region (NUTS 2)", "Region (NUTS 2)"),
    "sector": Words("Wirtschaftszweig (NACE-Gruppe)", "Sector (NACE group)"),
    "instrument": Words("Beihilfeinstrument", "Aid instrument"),
    "objective": Words("Ziel der Beihilfe", "Objective of the aid"),
    "granted_on": Words("Tag der Gewährung", "Date of granting"),
    "amount": Words("Betrag", "Amount"),
    "authority": Words("Bewilligungsbehörde", "Granting authority"),
    "scheme": Words("SA-Nummer", "SA number"),
}
"""What the register says of one aid, in its order (R-046)."""
COLLECTED: Final = ("identifier", "size", "region", "sector", "scheme")
"""Fields that an officer enters on the page of the entry."""
INSTRUMENT: Final = Words("Zuschuss", "Direct grant")
SHAPES: Final = {
    "region": re.compile(r"[A-Z]{2}[0-9A-Z]{2}"),
    "sector": re.compile(r"\d{2}\.\d"),
    "scheme": re.compile(r"SA\.\d{4,6}"),
}
SHAPE_WORDS: Final = {
    "region": Words("Schreiben Sie die Region wie DE30.", "Write the region like DE30."),
    "sector": Words(
        "Schreiben Sie die Gruppe wie 26.5.", "Write the group of the sector like 26.5."
    ),
    "scheme": Words("Schreiben Sie die Nummer wie SA.12345.", "Write the number like SA.12345."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AidFacts:
    """What would be published, or was: the fields of R-046 as one reads them."""

    number: str
    """Of the grant."""
    fields: Mapping[str, Words]
    """By their codes, in their order; what is empty is missing."""

    @property
    def missing(self) -> list[str]:
        """The codes of what nobody has said yet."""
        return [code for code in FIELD_WORDS if not self.fields[code].de]


def size_of(size: Size | None) -> str:
    """The register's own class of size; nothing where none was measured."""
    if size is None:
        return ""
    return (AidSize.LARGE if size is Size.LARGE else AidSize.SME).value


def law_of(terms: Terms, kind: OrganisationKind, on: date) -> Transparency | None:
    """The rule for aid to such a recipient; None where its money is no aid, or de-minimis aid."""
    small = in_force(terms.de_minimis, on)
    if small is not None and small.used:
        return None
    if kind not in {each.kind for each in terms.letters.state_aid}:
        return None
    return in_force(terms.transparency, on)


def publish_by(granted_on: date, law: Transparency) -> date:
    """The last day: granted on 8 January 2027 it is 8 July 2027 (R-045)."""
    return months_later(granted_on, law.months)


def check_complete(facts: AidFacts) -> Finding:
    """Is everything there that the register asks for (R-046)?"""
    missing = facts.missing
    said = _list(FIELD_WORDS[code] for code in missing)
    return Finding(
        rule="R-046",
        holds=not missing,
        claim=Words(
            "Alle Angaben für das Register sind da.", "Everything the register asks for is there."
        ),
        says=say("Es fehlt: {what}.", "Missing: {what}.", what=said)
        if missing
        else say("{n} von {n} Angaben.", "{n} of {n} entries.", n=len(FIELD_WORDS)),
        source=TRANSPARENCY,
        place=next((code for code in missing if code in COLLECTED), ""),
        missing=True,
    )


def check_shapes(entered: Mapping[str, str]) -> list[Finding]:
    """Do codes look like codes? What is empty may come later."""
    return [
        Finding(
            rule="R-046",
            holds=not entered[code] or bool(shape.fullmatch(entered[code])),
            claim=say("{field} ist ein Code.", "{field} is a code.", field=FIELD_WORDS[code]),
            says=SHAPE_WORDS[code],
            source=TRANSPARENCY,
            place=code,
        )
        for code, shape in SHAPES.items()
    ]


def check_published_on(on: date, granted_on: date, day: date) -> Finding:
    """Does the day of publication lie between the grant and today?"""
    return Finding(
        rule="R-045",
        holds=granted_on <= on <= day,
        claim=Words(
            "Veröffentlicht wird nach der Gewährung.", "Aid is published after it was granted."
        ),
        says=say(
            "Der Tag liegt zwischen dem {granted} und heute; eingegeben ist der {on}.",
            "The day lies between {granted} and today; {on} was entered.",
            granted=granted_on, on=on,
        ),
        source=TRANSPARENCY,
        place="published_on",
    )  # fmt: skip


def _list(names: Iterable[Words]) -> Words:
    listed = list(names)
    return Words(", ".join(one.de for one in listed), ", ".join(one.en for one in listed))
