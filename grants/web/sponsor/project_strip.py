"""Whose turn it is with one joint project, for sponsor staff."""

from collections.abc import Sequence

from flask import url_for

from grants.models.award import Project
from grants.programme.finding import Finding
from grants.programme.stages import ProjectState, label
from grants.programme.words import Words, counted
from grants.queries.risk import Risk
from grants.web import filters
from grants.web.database import now
from grants.web.risk_step import risk_step
from grants.web.sponsor.award_strip import CLUSTER, grant_act
from grants.web.sponsor.award_strip import LATE as MISSED
from grants.web.sponsor.counted import BREACHES
from grants.web.strip import NEXT, NOBODY, NOTHING_TO_DO, TURN, UNTIL, YOU, Cell, Step, Strip


def project_strip(project: Project, findings: Sequence[Finding], risk: Risk | None = None) -> Strip:
    """The cells of the strip; the decision has its own page."""
    if risk is not None:
        return _at_risk(risk)
    ours = project.state in (ProjectState.SUBMITTED, ProjectState.ELIGIBLE)
    broken = sum(finding.breaks for finding in findings)
    steps = {
        ProjectState.SUBMITTED: Words("Förderfähigkeit bestätigen", "Confirm that it is eligible"),
        ProjectState.ELIGIBLE: Words("Bewilligung vorschlagen", "Propose its approval"),
    }
    cells = [
        Cell(
            TURN,
            YOU if ours else NOBODY,
            label(project.state),
        ),
        Cell(
            NEXT,
            steps.get(project.state, NOTHING_TO_DO),
            counted(broken, *BREACHES) if ours else "",
        ),
        Cell(
            Words("Eingereicht", "Submitted"),
            filters.day(project.submitted_at),
            project.award.number,
        ),
    ]
    action = None
    if project.state is ProjectState.ELIGIBLE:
        address = url_for(
            "sponsor_decision.project", number=project.award.number, code=project.code
        )
        action = Step(address, steps[ProjectState.ELIGIBLE])
    return Strip("you" if ours else "wait", cells, action)


def _at_risk(risk: Risk) -> Strip:
    """The cluster finds another partner; staff decide on it, and then the project runs on."""
    project, ours = risk.project, risk.with_us
    late = risk.late and not ours
    cells = [
        Cell(TURN, YOU if ours else CLUSTER, label(project.state)),
        Cell(NEXT, risk_step(risk)),
        Cell(
            MISSED if late else UNTIL,
            filters.day(project.replace_by),
            filters.distance(project.replace_by, now()),
        ),
    ]
    acts = [step for grant in risk.undecided if (step := grant_act(grant)) is not None]
    if ours:
        return Strip("you", cells, next(iter(acts), None))
    return Strip("late" if late else "wait", cells)
