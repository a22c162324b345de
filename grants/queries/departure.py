"""Which decisions leave the ranking: their findings say so, as it was when they were proposed."""

from typing import Final

from grants.models.decision import Decision
from grants.programme.words import Words

EXPLAINED: Final = Words(
    "Der Vorschlag weicht von der Rangliste ab. Die Begründung steht da.",
    "The proposal leaves the ranking. The reason is given.",
)
FORMERLY: Final = "Die Begründung steht da."
"""How decisions from before say it, of the ranking and of the jury's vote alike."""


def leaves_ranking(decision: Decision) -> bool:
    """Did two people knowingly decide, or one propose, other than the ranking says (R-056)?"""
    return any(
        kept["rule"] == "R-056" and kept["says"]["de"] in (EXPLAINED.de, FORMERLY)
        for kept in decision.findings
    )
