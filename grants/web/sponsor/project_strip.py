"""Whose turn it is with one joint project, for sponsor staff."""

from collections.abc import Sequence

from flask import url_for

from grants.models.award import Project
from grants.programme.finding import Finding
from grants.programme.stages import ProjectState, label
from grants.programme.words import Words, counted
from grants.queries.project_findings import composition_of
from grants.web import filters
from grants.web.database import now
from grants.web.sponsor.award_strip import CLUSTER
from grants.web.sponsor.counted import BREACHES
from grants.web.strip import NEXT, NOBODY, NOTHING_TO_DO, TURN, UNTIL, YOU, Cell, Step, Strip


def project_strip(project: Project, findings: Sequence[Finding]) -> Strip:
    """The cells of the strip; the decision has its own page."""
    if project.state is ProjectState.AT_RISK:
        return _at_risk(project)
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


def _at_risk(project: Project) -> Strip:
    """The cluster finds another partner; once enough are together, an officer says so."""
    ours = composition_of(project).holds
    cells = [
        Cell(TURN, YOU if ours else CLUSTER, label(project.state)),
        Cell(
            NEXT,
            Words("Gefährdung aufheben", "Restore the project")
            if ours
            else Words("Partner ersetzen", "Replace the partner"),
        ),
        Cell(
            UNTIL,
            filters.day(project.replace_by),
            filters.distance(project.replace_by, now()),
        ),
    ]
    return Strip("you" if ours else "wait", cells)
