"""Why a concept, a joint project or a report came back from the officers, or was refused."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from grants.models.award import Award, Project
from grants.models.record import Act
from grants.models.report import Report
from grants.programme.stages import AwardState, ProjectState, ReportState
from grants.queries.report_content import report_number

CONCEPT: Final = {AwardState.CONCEPT_REVISION: "send_back_concept_award"}
PROJECT: Final = {
    ProjectState.DRAFT: "send_back_project",
    ProjectState.INELIGIBLE: "find_ineligible_project",
    ProjectState.REJECTED: "reject_project",
}
"""Which act led to a state that needs a reason."""
ASKED: Final = ("ask_report", "reopen_report")
"""Both leave a report in query: a question, or an acceptance that was taken back."""
AT_RISK: Final = ("give_back_replacement", "hand_in_replacement", "mark_at_risk_project")
"""The first gives a replacement back; what came after it took its reason away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """What the officers wrote, and when."""

    reason: str
    at: datetime
    about: str = ""
    """The code of the place in a report that it is about; empty for the whole."""


def why_concept_returned(session: Session, award: Award) -> Returned | None:
    """The reason while the concept is under revision; the caller has checked who may see it."""
    return _reason(session, "award", award.number, CONCEPT.get(award.state))


def why_project_returned(session: Session, project: Project) -> Returned | None:
    """Why the project, or what replaces a partner, came back or was refused.

    The caller has checked who may see it.
    """
    if project.state is ProjectState.AT_RISK:
        last = _last(session, "project", project.number, AT_RISK)
        back = last is not None and last.act == AT_RISK[0]
        return Returned(reason=last.reason, at=last.at) if last and back else None
    return _reason(session, "project", project.number, PROJECT.get(project.state))


def question_about(session: Session, report: Report) -> Returned | None:
    """What the officers ask about a report, until it is answered; the caller has checked who may
    see it."""
    acts = ASKED if report.state is ReportState.QUERY else ()
    return _reason(session, "report", report_number(report), *acts)


def _reason(session: Session, kind: str, number: str, *acts: str | None) -> Returned | None:
    named = [act for act in acts if act]
    found = _last(session, kind, number, named) if named else None
    if found is None or not found.reason:
        return None
    return Returned(reason=found.reason, at=found.at, about=found.after.get("about", ""))


def _last(session: Session, kind: str, number: str, acts: Sequence[str]) -> Act | None:
    return session.scalar(
        select(Act)
        .where(Act.object_kind == kind, Act.object_number == number, Act.act.in_(acts))
        .order_by(Act.id.desc())
        .limit(1)
    )
