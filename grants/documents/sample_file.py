"""A sample as files: a page for the paper file, and data with which anybody draws it again."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from grants.documents.case_page import Sheet, Table, case_page
from grants.programme.sampling import FRAME_WORDS, RISKS, WAY_WORDS, FrameKind, Way
from grants.programme.words import Language, Words, say

AGAIN: Final = {
    Way.RISK: Words(
        "Die meisten Punkte zuerst, dann der höhere Betrag, dann die Nummer.",
        "Most points first, then the higher amount, then the number.",
    ),
    Way.RANDOM: Words(
        "SHA-256 von „Startwert:Nummer“; die kleinsten zuerst.",
        "SHA-256 of “seed:number”; the smallest first.",
    ),
    Way.MONEY: Words(
        "Abstand = Summe in Cent / Umfang. Erster Treffer = SHA-256 des Startwerts als Zahl modulo "
        "Abstand (ganze Cent), plus 1; dann jeder weitere Abstand. Gezogen ist, in wessen Betrag "
        "ein Treffer fällt, in der Reihenfolge der Nummern.",
        "Interval = sum in cents / size. First hit = SHA-256 of the seed as a number modulo the "
        "interval (whole cents), plus 1; then every further interval. Drawn is whose amount a hit "
        "falls into, in the order of the numbers.",
    ),
}
"""How to draw it again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SamplePaper:
    """Everything that is known of a sample."""

    title: Words
    of: FrameKind
    way: Way
    percent: int
    size: int
    seed: str
    frame: list[Mapping[str, Any]]
    frame_sha256: str
    drawn: list[str]
    who: str
    at: Words

    @property
    def hits(self) -> list[Mapping[str, Any]]:
        """The units drawn, in their order of drawing."""
        known = {unit["number"]: unit for unit in self.frame}
        return [known[number] for number in self.drawn]


def reasons_of(unit: Mapping[str, Any], language: Language) -> str:
    """Why a unit has points, in words."""
    return ", ".join(RISKS[reason][1].into(language) for reason in unit["reasons"])


def sample_page(paper: SamplePaper, language: Language) -> bytes:
    """The page: what was drawn, from what, and how."""
    columns = (
        Words("Nr.", "No."), Words("Nummer", "Number"), Words("Betrag", "Amount"),
        Words("Punkte", "Points"), Words("Warum", "Why"),
    )  # fmt: skip
    facts = Table(
        heading=Words("Ziehung", "Draw"),
        columns=(Words("Angabe", "Fact"), Words("Wert", "Value")),
        rows=tuple(
            (label.into(language), value.into(language)) for label, value in facts_of(paper)
        ),
    )
    tables = (
        Table(heading=heading, columns=columns, rows=tuple(
            (str(at), unit["number"], unit["amount"], str(unit["points"]),
             reasons_of(unit, language))
            for at, unit in enumerate(units, start=1)
        ))
        for heading, units in (
            (Words("Gezogen", "Drawn"), paper.hits),
            (Words("Grundgesamtheit", "Frame"), paper.frame),
        )
    )  # fmt: skip
    return case_page(Sheet(title=paper.title, blocks=(facts, *tables)), language)


def facts_of(paper: SamplePaper) -> list[tuple[Words, Words]]:
    """What is said of a draw, line by line."""
    return [
        (Words("Gezogen aus", "Drawn from"), FRAME_WORDS[paper.of]),
        (Words("Verfahren", "Method"), WAY_WORDS[paper.way]),
        (Words("Umfang", "Size"), say("{size} von {all}, mindestens {percent} %",
                                      "{size} of {all}, at least {percent}%", size=paper.size,
                                      all=len(paper.frame), percent=paper.percent)),
        *_doubled(paper),
        (Words("Startwert", "Seed"), Words(paper.seed or "–", paper.seed or "–")),
        (Words("SHA-256 der Grundgesamtheit", "SHA-256 of the frame"),
         Words(paper.frame_sha256, paper.frame_sha256)),
        (Words("Gezogen von", "Drawn by"), Words(paper.who, paper.who)),
        (Words("Am", "On"), paper.at),
        (Words("So ziehen Sie sie noch einmal", "How to draw it again"), AGAIN[paper.way]),
    ]  # fmt: skip


def _doubled(paper: SamplePaper) -> list[tuple[Words, Words]]:
    """Fewer numbers than hits: large amounts are hit more than once."""
    if len(paper.drawn) >= paper.size:
        return []
    says = say(
        "{drawn} mit {size} Treffern: Wer größer ist als der Abstand, wird mehrfach getroffen. Der"
        " Mindestanteil gilt der Zahl der Treffer.",
        "{drawn} with {size} hits: what is larger than the interval is hit more than once. The"
        " least share is one of hits.",
        drawn=len(paper.drawn), size=paper.size,
    )  # fmt: skip
    return [(Words("Gezogen", "Drawn"), says)]


def sample_data(paper: SamplePaper) -> bytes:
    """The same as JSON; the frame exactly as its fingerprint goes over it."""
    return json.dumps({
        "of": paper.of.value, "way": paper.way.value, "percent": paper.percent,
        "size": paper.size, "seed": paper.seed, "frame_sha256": paper.frame_sha256,
        "drawn": paper.drawn, "frame": paper.frame,
    }, ensure_ascii=False, indent=1).encode()  # fmt: skip
