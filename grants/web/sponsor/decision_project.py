"""Deciding on a joint project with the grants of its partners."""

from flask import url_for
from sqlalchemy import and_
from sqlalchemy.orm import Session

from forms.decision import (
    ProjectAwardForm,
)
from grants.actions.proposal import (
    propose_on_project,
)
from grants.models.award import Project
from grants.models.decision import Decision, DecisionKind
from grants.programme.special_condition import STANDARD_CONDITIONS
from grants.programme.stages import ProjectState
from grants.programme.words import Words, say
from grants.queries.project_findings import grants_of, project_findings
from grants.web.access import visitor
from grants.web.database import now
from grants.web.sponsor.decision_subject import Subject


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
        terms=award.terms,
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
