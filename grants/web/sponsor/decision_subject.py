"""What a decision is about: one shape for applications, grants, concepts and projects."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from flask import url_for
from sqlalchemy import ColumnElement, and_
from sqlalchemy.orm import Session

from forms.base import ProgrammeForm
from forms.decision import (
    KINDS,
    AwardForm,
    ConceptOutcomeForm,
    ConceptSignForm,
    OutcomeForm,
    ProjectAwardForm,
    ReserveForm,
    SignForm,
)
from grants.actions.concept import concept_file
from grants.actions.proposal import (
    propose_grant,
    propose_on_application,
    propose_on_concept,
    propose_on_project,
)
from grants.actions.proposal_rule import READY_FOR
from grants.actions.selection import check_selection
from grants.models.application import Application
from grants.models.award import Award, Project
from grants.models.decision import AWARD_KINDS, Decision, DecisionKind, DecisionState, Ground
from grants.models.document import Upload
from grants.models.grant import Grant
from grants.programme.finding import Finding
from grants.programme.special_condition import STANDARD_CONDITIONS, USUAL_FOR_ONE_GRANT
from grants.programme.stages import ApplicationState, AwardState, GrantState, ProjectState
from grants.programme.words import Words, say
from grants.queries.decision import READY_TO_DECIDE, live_decision
from grants.queries.grant_findings import grant_findings
from grants.queries.project_findings import grants_of, project_findings
from grants.queries.rejection_ground import fitting_ground
from grants.web.access import visitor
from grants.web.database import now

Propose = Callable[[Session, Any], Decision]


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """One case that is decided on, as the page needs it."""

    title: str
    preline: Words
    number: str
    address: str
    """This page."""
    back: str
    back_words: Words
    about: ColumnElement[bool]
    """Which decisions are about it."""
    ready: bool
    not_ready: Words
    kept: bool = False
    """Was only a place on the reserve list decided, so that it may be decided on again?"""
    findings: tuple[Finding, ...]
    form: type[ProgrammeForm]
    sign: type[SignForm] = SignForm
    propose: Propose
    effects: tuple[Words, ...]
    """What a countersignature does."""
    grants: tuple[Grant, ...] = ()
    kinds: Mapping[str, Words] | None = None
    """What may be proposed, where the state allows less than the form offers."""
    suggested: dict[str, Any] = field(default_factory=dict)
    papers: tuple[Upload, ...] = ()
    """What the cluster handed in for it."""
    give_back: str = ""
    """Page on which it goes back to the cluster, while that is possible."""
    instead: str = ""
    """Page on which the same grant is awarded under a condition, while that is possible."""
    prepare: Callable[[Any], None] | None = None
    """What the form still has to be told."""
    places: str = ""
    """Address under which the places of the findings lie."""


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
        findings=tuple(findings),
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


def of_grant(session: Session, grant: Grant) -> Subject:
    """The award of one grant: of the management, or of a partner that came for another one."""

    def propose(work: Session, form: AwardForm) -> Decision:
        return propose_grant(
            work, grant, conditions=form.conditions, reasons=form.reasons.data or "",
            by=visitor(), now=now(),
        )  # fmt: skip

    amount = grant.direct + grant.allowance
    back = url_for("sponsor_award.award", number=grant.award.number)
    back_words = Words(f"Fall {grant.award.number}", f"Case {grant.award.number}")
    if grant.project is not None:
        code = grant.project.code
        back = url_for("sponsor_award.project", number=grant.award.number, code=code)
        back_words = Words(f"Projekt {code}", f"Project {code}")
    return Subject(
        title=grant.recipient.name,
        preline=Words(f"Bewilligung · {grant.number}", f"Award · {grant.number}"),
        number=grant.number,
        address=url_for("sponsor_decision.grant", number=grant.number),
        back=back,
        back_words=back_words,
        about=and_(Decision.grant_id == grant.id, Decision.kind.in_(AWARD_KINDS)),
        ready=grant.state is GrantState.FUNDABLE,
        not_ready=Words(
            "Stellen Sie zuerst die Förderfähigkeit des Plans fest.",
            "First find the plan fundable.",
        ),
        findings=tuple(grant_findings(session, grant)),
        form=AwardForm,
        propose=propose,
        suggested={"standard": [each.de for each in USUAL_FOR_ONE_GRANT]},
        grants=(grant,),
        instead=url_for("sponsor_condition.award", number=grant.number)
        if grant.state is GrantState.FUNDABLE
        else "",
        effects=(
            say(
                "Bewilligt werden {amount}; der Spielraum unter der Obergrenze sinkt um so viel.",
                "{amount} is awarded; the headroom under the cap falls by as much.",
                amount=amount,
            ),
            Words(
                "Die Berichte werden mit ihren Fristen eingetragen.",
                "The reports are entered with their dates.",
            ),
            Words("Der Bescheid geht an das Cluster.", "The letter goes to the cluster."),
        ),
    )


def of_concept(session: Session, award: Award) -> Subject:
    """The internationalisation concept of a cluster."""

    def propose(work: Session, form: ConceptOutcomeForm) -> Decision:
        return propose_on_concept(
            work, award, reasons=form.reasons.data or "", by=visitor(), now=now()
        )

    ready = award.state in (AwardState.CONCEPT_SUBMITTED, AwardState.CONCEPT_UNDER_REVIEW)
    file = concept_file(session, award)
    return Subject(
        title=award.cluster.name,
        preline=Words(
            f"Internationalisierungskonzept · {award.number}",
            f"Internationalisation concept · {award.number}",
        ),
        number=award.number,
        address=url_for("sponsor_decision.concept", number=award.number),
        back=url_for("sponsor_award.award", number=award.number),
        back_words=Words(f"Fall {award.number}", f"Case {award.number}"),
        about=Decision.award_id == award.id,
        ready=ready,
        not_ready=Words(
            "Das Konzept liegt nicht zur Prüfung vor.",
            "The concept is not there to be reviewed.",
        ),
        findings=(),
        form=ConceptOutcomeForm,
        sign=ConceptSignForm,
        propose=propose,
        effects=(
            Words(
                "Das Cluster darf Verbundprojekte einreichen.",
                "The cluster may submit joint projects.",
            ),
        ),
        papers=(file,) if file and award.concept_submitted_at else (),
        give_back=url_for("sponsor_concept.give_back", number=award.number) if ready else "",
    )


def of_project(session: Session, project: Project) -> Subject:
    """A joint project with the grants of its partners at home."""

    def propose(work: Session, form: ProjectAwardForm) -> Decision:
        return propose_on_project(
            work, project, DecisionKind(form.kind.data), conditions=form.conditions,
            reasons=form.reasons.data or "", by=visitor(), now=now(),
        )  # fmt: skip

    award = project.award
    grants = [each for each in grants_of(session, award) if each.project_id == project.id]
    return Subject(
        title=project.title or project.code,
        preline=Words(
            f"Verbundprojekt · {award.number} {project.code}",
            f"Joint project · {award.number} {project.code}",
        ),
        number=f"{award.number}/{project.code}",
        address=url_for("sponsor_decision.project", number=award.number, code=project.code),
        back=url_for("sponsor_award.project", number=award.number, code=project.code),
        back_words=Words(f"Projekt {project.code}", f"Project {project.code}"),
        about=and_(
            Decision.project_id == project.id, Decision.kind != DecisionKind.CONFIRM_CONDITION
        ),
        ready=project.state is ProjectState.ELIGIBLE,
        not_ready=Words(
            "Bestätigen Sie auf der Seite des Projekts zuerst die Förderfähigkeit.",
            "First confirm on the project's page that it is eligible.",
        ),
        findings=tuple(project_findings(session, project, now=now())),
        form=ProjectAwardForm,
        propose=propose,
        suggested={
            "kind": "approve_project",
            "standard": [STANDARD_CONDITIONS[0].de, *(e.de for e in STANDARD_CONDITIONS[2:])],
        },
        grants=tuple(grants),
        instead=url_for(
            "sponsor_project_condition.approval", number=award.number, code=project.code
        ),
        effects=(
            say(
                "{count} Zuwendungen werden zusammen bewilligt, oder keine.",
                "{count} grants are awarded together, or none.",
                count=len(grants),
            ),
            Words(
                "Jeder Partner in Deutschland erhält einen Bescheid.",
                "Each partner in Germany gets a letter.",
            ),
        ),
    )


def _is_kept(session: Session, application: Application) -> bool:
    """Have two people decided that the cluster keeps its place on the reserve list?"""
    decision = live_decision(session, Decision.application_id == application.id)
    return (
        decision is not None
        and decision.kind is DecisionKind.RESERVE
        and decision.state is DecisionState.COUNTERSIGNED
        and decision.released_at is not None
    )
