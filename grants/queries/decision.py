"""Decisions: what waits for whom, and what one officer may do about one of them."""

from dataclasses import dataclass, fields
from typing import Final

from sqlalchemy import BigInteger, ColumnElement, Select, and_, bindparam, exists, or_, select
from sqlalchemy.orm import Session, joinedload

from grants.models.application import Application
from grants.models.award import Award, Project
from grants.models.decision import OUTCOMES, Decision, DecisionKind, DecisionState, Ground
from grants.models.grant import Grant
from grants.models.record import Act
from grants.programme.finding import Finding
from grants.programme.people import Actor, Role
from grants.programme.plain import build
from grants.programme.stages import ApplicationState
from grants.programme.words import Words
from grants.queries.officer_conflict import is_conflicted
from grants.queries.visible import STAFF

A = ApplicationState
KIND_WORDS: Final = {
    DecisionKind.SELECT: Words("Auswahl", "Selection"),
    DecisionKind.RESERVE: Words("Reserve", "Reserve"),
    DecisionKind.REJECT: Words("Ablehnung", "Rejection"),
    DecisionKind.AWARD_GRANT: Words("Bewilligung", "Award"),
    DecisionKind.APPROVE_CONCEPT: Words("Billigung des Konzepts", "Approval of the concept"),
    DecisionKind.APPROVE_PROJECT: Words("Bewilligung des Projekts", "Approval of the project"),
    DecisionKind.APPROVE_PROJECT_CONDITIONALLY: Words(
        "Bewilligung des Projekts unter Bedingung", "Conditional approval of the project"
    ),
    DecisionKind.AWARD_CONDITIONALLY: Words("Bewilligung unter Bedingung", "Conditional award"),
    DecisionKind.CONFIRM_CONDITION: Words("Bestätigung der Bedingung", "Condition confirmed"),
    DecisionKind.AMEND_GRANT: Words("Änderung", "Amendment"),
    DecisionKind.REVOKE_GRANT: Words("Widerruf oder Rücknahme", "Revocation or withdrawal"),
    DecisionKind.CHARGE_LATE_USE: Words(
        "Zinsen auf verspätet verwendete Mittel", "Interest on money used late"
    ),
    DecisionKind.REJECT_PROJECT: Words("Ablehnung des Projekts", "Rejection of the project"),
}
GROUND_WORDS: Final = {
    Ground.FORMAL: Words("formaler Grund", "formal ground"),
    Ground.QUALITY: Words("Schwellen nicht erreicht", "thresholds not reached"),
    Ground.BUDGET: Words("Budget ausgeschöpft", "budget used up"),
    Ground.OTHER: Words("abweichend von der Rangliste", "other than the ranking"),
}
STATE_WORDS: Final = {
    DecisionState.PROPOSED: Words("Wartet auf zweite Person", "Waits for a second person"),
    DecisionState.COUNTERSIGNED: Words("Mitgezeichnet", "Countersigned"),
    DecisionState.VOID: Words("Zurückgegeben", "Sent back"),
}
UNTOLD: Final = Words("Mitgezeichnet, noch nicht mitgeteilt", "Countersigned, not told yet")
READY_TO_DECIDE: Final = (A.FORMALLY_REJECTED, A.NOT_RECOMMENDED, A.RESERVE, A.RECOMMENDED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What one officer may do about one decision, and why."""

    may_countersign: bool
    why: Words
    rule: str = "R-054"


@dataclass(frozen=True, slots=True)
class SentBack:
    """A proposal that did not become a decision; what superseded it silently has no reason."""

    decision: Decision
    by: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionPanel:
    """The decision on an application, as its page shows it."""

    number: str
    ready: bool
    """Is the case far enough to be decided on, with nothing proposed yet?"""
    decision: Decision | None
    standing: Standing | None

    @property
    def kind(self) -> Words | None:
        """What is proposed or decided."""
        return KIND_WORDS[self.decision.kind] if self.decision else None

    @property
    def state(self) -> Words | None:
        """How far it is."""
        return state_words(self.decision) if self.decision else None

    @property
    def open(self) -> bool:
        """Does it wait for a second person?"""
        return self.decision is not None and self.decision.state is DecisionState.PROPOSED


def waiting_on(about: ColumnElement[bool]) -> ColumnElement[bool]:
    """Does a proposal of which this is true wait for its second person? For use in a statement."""
    return exists().where(about, Decision.state == DecisionState.PROPOSED)


def is_waiting(session: Session, about: ColumnElement[bool]) -> bool:
    """Does a proposal of which this is true wait for its second person? One statement."""
    return session.scalar(select(waiting_on(about))) is True


def live_decision(session: Session, about: ColumnElement[bool]) -> Decision | None:
    """The decision that stands or is proposed, with the people behind it; one statement."""
    return session.scalar(_with_people().where(about, Decision.state != DecisionState.VOID))


def past_decisions(session: Session, about: ColumnElement[bool], number: str) -> list[SentBack]:
    """Proposals on the case of this number that were sent back, the latest first."""
    rows = session.execute(
        _with_people()
        .add_columns(Act.actor_name, Act.reason)
        .outerjoin(
            Act,
            and_(
                Act.object_kind == "decision",
                Act.object_number == number,
                Act.act == "send_back_decision",
                Act.at == Decision.voided_at,
            ),
        )
        .where(about, Decision.state == DecisionState.VOID)
        .order_by(Decision.id.desc())
    )
    return [SentBack(decision, by or "", reason or "") for decision, by, reason in rows]


def findings_then(decision: Decision) -> list[Finding]:
    """What the rules said when the decision was taken, or proposed where nobody countersigned."""
    kept = [dict(each) for each in decision.findings]
    last = [each for each in kept if each.get("at") == "countersigned"] or kept
    own = {field.name for field in fields(Finding)}
    return [build(Finding, {key: each[key] for key in each if key in own}) for each in last]


def standing_of(decision: Decision, actor: Actor, *, conflicted: bool = False) -> Standing:
    """May this officer be the second person (R-054)? Only officers who did not draft it may.

    And only those who take part in decisions on the case at all (R-055).
    """
    if actor.role is not Role.SPONSOR:
        why = Words("Nur der Projektträger zeichnet mit.", "Only sponsor staff countersign.")
        return Standing(may_countersign=False, why=why)
    if decision.proposed_by_id == actor.person_id:
        why = Words(
            "Sie haben diese Entscheidung entworfen. Eine zweite Person muss mitzeichnen.",
            "You drafted this decision. A second person must countersign.",
        )
        return Standing(may_countersign=False, why=why)
    if conflicted:
        why = Words(
            "Sie haben einen Konflikt mit diesem Fall erklärt oder ihn begutachtet. Eine andere"
            " Person muss mitzeichnen.",
            "You declared a conflict with this case, or reviewed it. Another person must"
            " countersign.",
        )
        return Standing(may_countersign=False, why=why)
    why = Words("Sie haben diese Entscheidung nicht entworfen.", "You did not draft this decision.")
    return Standing(may_countersign=True, why=why)


def is_untold(decision: Decision) -> bool:
    """Is it an outcome that two people signed and that nobody was told?"""
    signed = decision.state is DecisionState.COUNTERSIGNED
    return signed and decision.kind in OUTCOMES and decision.released_at is None


def state_words(decision: Decision) -> Words:
    """How far it is, for people."""
    return UNTOLD if is_untold(decision) else STATE_WORDS[decision.state]


def decision_panel(
    session: Session, actor: Actor, application: Application
) -> DecisionPanel | None:
    """The panel for the page of an application; nothing before there is anything to decide."""
    if actor.role not in STAFF:
        return None
    decision = session.scalar(ON_APPLICATION, {"id": application.id})
    reserved = decision is not None and decision.kind is DecisionKind.RESERVE
    settled = decision is not None and decision.released_at is not None
    ready = application.state in READY_TO_DECIDE and (
        decision is None or (reserved and settled and application.state is A.RESERVE)
    )
    if decision is None and not ready:
        return None
    return DecisionPanel(
        number=application.number,
        ready=ready,
        decision=decision,
        standing=standing_of(
            decision, actor, conflicted=is_conflicted(session, application.id, actor.person_id)
        )
        if decision
        else None,
    )


def case_of(decision: Decision) -> Application:
    """The application with which the case began that the decision is about."""
    if decision.application is not None:
        return decision.application
    if decision.award is not None:
        return decision.award.application
    later = decision.grant or decision.project
    if later is None:
        raise LookupError("this decision is about nothing")
    return later.award.application


def about_award(award: Award) -> ColumnElement[bool]:
    """Every decision in the case of this award."""
    return or_(
        Decision.award_id == award.id,
        Decision.application_id == award.application_id,
        Decision.grant_id.in_(select(Grant.id).where(Grant.award_id == award.id)),
        Decision.project_id.in_(select(Project.id).where(Project.award_id == award.id)),
    )


def _with_people() -> Select[Decision]:
    return select(Decision).options(
        joinedload(Decision.proposed_by), joinedload(Decision.countersigned_by)
    )


ON_APPLICATION: Final = _with_people().where(
    Decision.application_id == bindparam("id", type_=BigInteger),
    Decision.state != DecisionState.VOID,
)
