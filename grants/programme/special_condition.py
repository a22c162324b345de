"""Special conditions that most awards carry, as sentences an officer can take over (R-009, R-010).

Own wording. Each is an obligation under section 36 (2) no. 4 VwVfG.
"""

from typing import Final

from grants.programme.words import Words

STANDARD_CONDITIONS: Final = (
    Words(
        "Belegen Sie den Eigenanteil mit jedem Zwischennachweis. Sinken die zuwendungsfähigen "
        "Ausgaben, ermäßigt sich die Zuwendung anteilig.",
        "Prove your own funds with every interim report. If eligible expenditure falls, the grant "
        "is reduced in proportion.",
    ),
    Words(
        "Legen Sie mit dem Bericht über die Partner im Ausland Absichtserklärungen rechtlich "
        "selbständiger Partner vor.",
        "With the report on partners abroad, submit letters of intent of legally independent "
        "partners.",
    ),
    Words(
        "Partner im Ausland tragen ihren Aufwand selbst. Geben Sie keine Mittel dieser Zuwendung "
        "an sie weiter.",
        "Partners abroad bear their own cost. Do not pass on any money of this grant to them.",
    ),
    Words(
        "Legen Sie die von allen Partnern unterschriebene Kooperationsvereinbarung mit Regeln zu "
        "geistigem Eigentum und Verwertung vor, bevor Sie Mittel anfordern.",
        "Submit the cooperation agreement signed by all partners, with rules on intellectual "
        "property and exploitation, before you ask for any payment.",
    ),
)
OF_OWN_FUNDS: Final = STANDARD_CONDITIONS[0]
"""Says nothing to whoever is paid the whole of the costs."""
USUAL_FOR_ONE_GRANT: Final = STANDARD_CONDITIONS[:3]
"""What an award of a single grant carries unless an officer takes it out, with a condition or
without."""
