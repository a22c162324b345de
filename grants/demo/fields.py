"""Names for invented clusters: a field of technology and a region, always marked as an example."""

from dataclasses import dataclass
from typing import Final

FIELDS: Final = (
    "Wasserstoff", "Agrartechnik", "Holzbau", "Logistik", "Textil", "Keramik", "Sensorik",
    "Wassertechnik", "Robotik", "Medizintextil", "Batterierecycling",
)  # fmt: skip
REGIONS: Final = (
    ("Nordhessen", "Hessen", "Kassel"),
    ("Lausitz", "Brandenburg", "Cottbus"),
    ("Oberschwaben", "Baden-Württemberg", "Ravensburg"),
    ("Weser-Ems", "Niedersachsen", "Oldenburg"),
    ("Mainfranken", "Bayern", "Würzburg"),
    ("Münsterland", "Nordrhein-Westfalen", "Münster"),
)


@dataclass(frozen=True, slots=True)
class Invented:
    """An invented cluster, before it is one."""

    name: str
    field: str
    region: str
    city: str


INVENTED: Final = tuple(
    Invented(f"{field} {REGIONS[(at + turn) % len(REGIONS)][0]}", field,
             *REGIONS[(at + turn) % len(REGIONS)][1:])
    for turn in range(6)
    for at, field in enumerate(FIELDS)
)  # fmt: skip
"""Sixty-six clusters that do not exist, no two alike."""
