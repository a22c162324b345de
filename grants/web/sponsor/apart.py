"""Who set up the rules should leave the rest to others: said before they propose, sign or check.

Nothing is refused (decision 43).
"""

from grants.models.decision import Decision, DecisionState
from grants.models.round import TermsVersion
from grants.programme.finding import Finding
from grants.programme.segregation import Duty
from grants.queries.decision import Standing
from grants.queries.segregation import duty_apart, rules_apart
from grants.web.access import visitor
from grants.web.database import session


def to_leave(terms: TermsVersion, duty: Duty) -> list[Finding]:
    """What speaks against this person doing that under these rules; nothing where nothing does."""
    found = duty_apart(session(), terms, duty, visitor().person_id)
    return [] if found.holds else [found]


def to_sign(decision: Decision | None, standing: Standing | None) -> list[Finding]:
    """Who set up the rules and drafted this, or would sign it; a settled one has its own."""
    if decision is None or decision.state is not DecisionState.PROPOSED:
        return []
    second = visitor().person_id if standing and standing.may_countersign else None
    found = rules_apart(session(), decision, second)
    return [] if found.holds else [found]
