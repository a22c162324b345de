"""Conditions under which a joint project is approved."""

from datetime import date

from grants.actions.condition_draft import ConditionDraft
from grants.programme.condition import ConditionType

AGREEMENT = ConditionDraft(
    type=ConditionType.SUSPENSIVE,
    content="Alle Partner unterzeichnen die Kooperationsvereinbarung.",
    due=date(2029, 3, 31),
    evidence="Die unterschriebene Vereinbarung als PDF.",
    consequence="Die Zuwendung wird nicht wirksam.",
)
FUNDS = ConditionDraft(
    type=ConditionType.SUSPENSIVE,
    content="Beide Partner im Ausland bestätigen ihre Mittel.",
    due=date(2029, 6, 30),
    evidence="Unterschriebene Erklärungen als PDF.",
    consequence="Die Zuwendung wird nicht wirksam.",
)
