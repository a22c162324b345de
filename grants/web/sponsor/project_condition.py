"""A joint project approved under conditions, and the confirmation that one has occurred."""

from dataclasses import replace
from typing import Any

from flask import Blueprint, abort, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import and_
from sqlalchemy.orm import Session

from forms.condition import ConditionsForm, ConfirmationForm, ProjectConditionForm
from grants.actions.project_condition import propose_project_confirmation
from grants.actions.proposal import propose_on_project
from grants.models.award import Project
from grants.models.decision import Decision, DecisionKind, DecisionState
from grants.programme.people import Role
from grants.programme.words import Words, counted
from grants.queries.condition import ProjectCondition, project_conditions
from grants.queries.project import project_record
from grants.web.access import open_to, visitor
from grants.web.database import now, session
from grants.web.sponsor.condition import ENDS_BLOCK, dates_of, drafts_of
from grants.web.sponsor.decision import decision_page
from grants.web.sponsor.decision_project import of_project
from grants.web.sponsor.decision_subject import Subject

pages = Blueprint("sponsor_project_condition", __name__)
LETTERS = (Words("Bescheid", "letter"), Words("Bescheide", "letters"))


@pages.route(
    "/sponsor/cases/<number>/projects/<code>/conditional-approval", methods=["GET", "POST"]
)
@open_to(Role.SPONSOR)
def approval(number: str, code: str) -> ResponseReturnValue:
    """Approve a joint project with all its grants under conditions, once for all partners."""
    found = project_record(session(), visitor(), number, code) or abort(404)
    return decision_page(_under_conditions(session(), found))


@pages.route("/sponsor/cases/<number>/projects/<code>/confirmation", methods=["GET", "POST"])
@open_to(Role.SPONSOR)
def confirmation(number: str, code: str) -> ResponseReturnValue:
    """Confirm that a condition of a joint project has occurred, once for all partners."""
    found = project_record(session(), visitor(), number, code) or abort(404)
    conditions = project_conditions(session(), found)
    if not conditions:
        abort(404)
    return decision_page(_confirming(found, conditions))


def _under_conditions(session: Session, project: Project) -> Subject:
    """As without conditions, but for the form and what it proposes."""

    def propose(work: Session, form: ConditionsForm) -> Decision:
        return propose_on_project(
            work, project, DecisionKind.APPROVE_PROJECT_CONDITIONALLY, under=drafts_of(form),
            conditions=form.conditions, reasons=form.reasons.data or "", by=visitor(), now=now(),
        )  # fmt: skip

    plain = of_project(session, project)
    return replace(
        plain,
        preline=Words(f"{plain.preline.de} · unter Bedingung", f"{plain.preline.en} · conditional"),
        address=url_for(".approval", number=project.award.number, code=project.code),
        form=ProjectConditionForm,
        propose=propose,
        suggested={"standard": plain.suggested["standard"]},
        instead="",
        effects=(
            *plain.effects,
            Words(
                "Jede Bedingung gilt für alle Partner und für ihre ganze Zuwendung; sie steht in"
                " jedem Bescheid.",
                "Each condition is for all partners and their whole grants; every letter names it.",
            ),
            Words(
                "Den Eintritt bestätigen später zwei Personen einmal für alle.",
                "That it occurred is later confirmed by two people, once for all.",
            ),
        ),
    )


def _confirming(project: Project, conditions: list[ProjectCondition]) -> Subject:
    first = [each.first for each in conditions if each.open]

    def propose(work: Session, form: ConfirmationForm) -> Decision:
        return propose_project_confirmation(
            work, project, ordinal=form.ordinal, occurred_on=form.occurred_on.data,
            reasons=form.reasons.data or "", by=visitor(), now=now(),
        )  # fmt: skip

    def offer(form: Any) -> None:
        form.ask_which({each.ordinal: (each.content, each.due_on) for each in first})

    code, number = project.code, project.award.number
    grants = tuple(row.grant for row in conditions[0].rows)
    return Subject(
        terms=project.award.terms,
        title=project.title or code,
        preline=Words(
            f"Eintritt einer Bedingung · {number} {code}", f"Condition confirmed · {number} {code}"
        ),
        number=f"{number}/{code}",
        address=url_for(".confirmation", number=number, code=code),
        back=url_for("sponsor_award.project", number=number, code=code),
        back_words=Words(f"Projekt {code}", f"Project {code}"),
        about=and_(
            Decision.project_id == project.id,
            Decision.kind == DecisionKind.CONFIRM_CONDITION,
            Decision.state != DecisionState.COUNTERSIGNED,
        ),
        ready=bool(first),
        not_ready=Words(
            "Alle Bedingungen dieses Projekts sind bestätigt.",
            "All conditions of this project are confirmed.",
        ),
        findings=(),
        form=ConfirmationForm,
        propose=propose,
        grants=grants,
        prepare=offer,
        effects=(
            *dates_of(first),
            Words(
                f"Jeder Partner erhält ein Schreiben: {counted(len(grants), *LETTERS).de}.",
                f"Each partner gets a letter: {counted(len(grants), *LETTERS).en}.",
            ),
            ENDS_BLOCK,
        ),
    )
