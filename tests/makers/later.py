"""Awarded grants on which something is decided later: amendments, hearings, revocations."""

from datetime import date, timedelta

from grants.actions.condition import propose_conditional_grant
from grants.actions.condition_draft import ConditionDraft
from grants.actions.decision import countersign
from grants.actions.hearing import hear, note_knowledge, record_answer
from grants.actions.proposal import propose_grant
from grants.actions.revocation import RevocationDraft
from grants.programme.condition import ConditionType
from grants.programme.money import eur
from grants.programme.revocation import Measure
from grants.programme.stages import GrantState
from tests.makers.base_rate import a_base_rate
from tests.makers.decision import a_fundable_grant
from tests.makers.moment import NOON

TODAY = NOON.date()
LONG_AGO = TODAY - timedelta(days=40)
AWARDED = NOON - timedelta(days=600)
CONDITION = ConditionDraft(
    type=ConditionType.SUSPENSIVE,
    content="Beide Partner im Ausland bestätigen ihre Mittel.",
    due=date(2029, 6, 30),
    evidence="Unterschriebene Erklärungen als PDF.",
    consequence="Die Zuwendung wird insoweit nicht wirksam.",
    amount=eur(150_000),
)


def awarded(session, first, second, **more):
    """A grant that these two awarded: 400,000.00 EUR of 800,000.00."""
    grant = a_fundable_grant(session, **more)
    decision = propose_grant(session, grant, by=first.as_actor(), now=NOON)
    countersign(session, decision, by=second.as_actor(), now=NOON)
    return grant


def awarded_conditionally(session, first, second, **more):
    """The same under a condition on 150,000.00 EUR."""
    grant = a_fundable_grant(session, **more)
    decision = propose_conditional_grant(session, grant, [CONDITION], by=first.as_actor(), now=NOON)
    countersign(session, decision, by=second.as_actor(), now=NOON)
    return grant


def heard(
    session, grant, officer, *, answered=True, known_on=TODAY, deceit=False,
    state=GrantState.ACTIVE,
):  # fmt: skip
    """The hearing of a grant that runs, or stands elsewhere; its letter went out 40 days ago."""
    grant.state, grant.awarded_at = state, AWARDED
    a_base_rate(session, officer)
    hearing = hear(
        session, grant, subject="Teilwiderruf wegen nicht verwendeter Mittel.", letter_on=LONG_AGO,
        answer_until=TODAY, by=officer.as_actor(), now=NOON,
    )  # fmt: skip
    if answered:
        record_answer(session, hearing, answered_on=TODAY, answer="Ein Auftrag wurde günstiger.",
                      by=officer.as_actor(), now=NOON)  # fmt: skip
    if known_on:
        note_knowledge(session, hearing, known_on=known_on, deceit=deceit,
                       by=officer.as_actor(), now=NOON)  # fmt: skip
    return hearing


def a_draft(**changes):
    """20,000.00 EUR are revoked; nothing was paid yet, so nothing is reclaimed."""
    return RevocationDraft(**{
        "measure": Measure.REVOKE,
        "revoked": eur(20_000),
        "facts": "Tatsächlich sind 460.000,00 EUR zuwendungsfähig.",
        "heard_result": "Die Antwort bestätigt das.",
        "legal_basis": "§ 49 Absatz 3 Satz 1 Nummer 1 VwVfG",
        "discretion": "Das öffentliche Interesse an Sparsamkeit überwiegt.",
    } | changes)  # fmt: skip
