"""Deciding on an application: the outcome of the selection."""

from flask import url_for
from sqlalchemy.orm import Session

from forms.decision import (
    KINDS,
    OutcomeForm,
    ReserveForm,
)
from grants.actions.proposal import (
    propose_on_application,
)
from grants.actions.proposal_rule import READY_FOR
from grants.actions.selection import check_selection
from grants.models.application import Application
from grants.models.decision import Decision, DecisionKind, DecisionState, Ground
from grants.programme.stages import ApplicationState
from grants.programme.words import Words
from grants.queries.decision import READY_TO_DECIDE, live_decision
from grants.queries.rejection_ground import fitting_ground
from grants.queries.scores import quality_findings
from grants.web.access import visitor
from grants.web.database import now
from grants.web.sponsor.decision_subject import Subject


def of_application(session: Session, application: Application, reasons: str) -> Subject:
    """The outcome of the selection for one application; `reasons` fill in a rejection."""

    def propose(work: Session, form: OutcomeForm) -> Decision:
        return propose_on_application(
            work,
            application,
            DecisionKind(form.kind.data),
            ground=Ground(form.ground.data) if form.ground.data else None,
            reasons=form.reasons.data or "",
            advice=form.advice.data or "",
            by=visitor(),
            now=now(),
        )

    reserved = application.state is ApplicationState.RESERVE and _is_kept(session, application)
    may_win = application.state in READY_FOR[DecisionKind.SELECT]
    findings = check_selection(session, application, now=now()) if may_win else []
    kinds = None if may_win else {"reject": KINDS["reject"]}
    ready = application.state in READY_TO_DECIDE
    ground = fitting_ground(session, application).value if ready else ""
    may_win = may_win and not (reserved and any(finding.breaks for finding in findings))
    return Subject(
        terms=application.terms,
        title=application.cluster.name,
        preline=Words(f"Entscheidung · {application.number}", f"Decision · {application.number}"),
        number=application.number,
        address=url_for("sponsor_decision.application", number=application.number),
        back=url_for("sponsor_application.application", number=application.number),
        back_words=Words(f"Bewerbung {application.number}", f"Application {application.number}"),
        about=Decision.application_id == application.id,
        ready=ready,
        not_ready=Words(
            "Vor der Entscheidung stehen formale Prüfung, Begutachtung und Rangliste.",
            "The formal check, the reviews and the ranking come before the decision.",
        ),
        findings=(*findings, *quality_findings(session, application)),
        form=ReserveForm if reserved else OutcomeForm,
        kinds=kinds,
        kept=reserved,
        propose=propose,
        suggested={"kind": "select" if may_win else "reject", "reasons": reasons,
                   "ground": ground},
        effects=(
            Words(
                "Auswahl: Das Geld der Runde ist zugesagt, der Fall entsteht mit der Freigabe.",
                "Selection: the money of the round is promised; the release makes the case.",
            ),
            Words(
                "Mitgeteilt wird mit der Freigabe durch zwei Personen: Dann gehen die Bescheide.",
                "It is told when two people release it: then the letters go out.",
            ),
            Words("Reserve: Der Platz auf der Liste bleibt.", "Reserve: the place is kept."),
        ),
    )  # fmt: skip


def _is_kept(session: Session, application: Application) -> bool:
    """Have two people decided that the cluster keeps its place on the reserve list?"""
    decision = live_decision(session, Decision.application_id == application.id)
    return (
        decision is not None
        and decision.kind is DecisionKind.RESERVE
        and decision.state is DecisionState.COUNTERSIGNED
        and decision.released_at is not None
    )
