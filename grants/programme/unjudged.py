"""What a rule says while nothing is there yet to hold it against: an empty plan keeps no rule."""

from dataclasses import replace
from typing import Final

from grants.programme.finding import Finding
from grants.programme.words import Words, say

NO_COSTS: Final = Words(
    "Es sind noch keine Ausgaben eingetragen.", "No expenditure is entered yet."
)
NO_GRANT: Final = Words("Es ist noch keine Zuwendung beantragt.", "No grant is requested yet.")
NO_OWN_FUNDS: Final = Words(
    "Es sind noch keine Eigenmittel eingetragen.", "No own funds are entered yet."
)
NO_PERIOD: Final = Words("Die Laufzeit steht noch nicht fest.", "The dates are not known yet.")
NO_PARTNERS: Final = Words("Es ist noch kein Partner eingetragen.", "No partner is entered yet.")
ONE_PARTNER: Final = Words(
    "Dafür sind mindestens zwei Partner nötig.", "This takes at least two partners."
)
NOBODY_ABROAD: Final = Words(
    "Es ist noch kein Partner im Ausland eingetragen.", "No partner abroad is entered yet."
)


def not_judged(finding: Finding, missing: Words, *, name: str = "") -> Finding:
    """The finding, left open until what is missing is there: it refuses nothing, and no tick.

    `name` is whose plan it is, where a page shows those of several.
    """
    says = say("{name}: {missing}", "{name}: {missing}", name=name, missing=missing)
    return replace(finding, holds=True, judged=False, says=says if name else missing)
