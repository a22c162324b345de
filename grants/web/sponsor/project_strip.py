"""Whose turn it is with one joint project, for sponsor staff."""

from collections.abc import Sequence

from flask import url_for

from grants.models.award import Project
from grants.programme.finding import Finding
from grants.programme.stages import ProjectState, label
from grants.programme.words import Words, counted
from grants.web import filters
from grants.web.sponsor.counted import BREACHES
from grants.web.strip import NEXT, NOTHING_TO_DO, TURN, YOU, Cell, Step, Strip


def project_strip(project: Project, findings: Sequence[Finding]) -> Strip:
    """The cells of the strip; the decision has its own page."""
    ours = project.state in (ProjectState.SUBMITTED, ProjectState.ELIGIBLE)
    broken = sum(finding.breaks for finding in findings)
    steps = {
        ProjectState.SUBMITTED: Words("Förderfähigkeit bestätigen", "Confirm that it is eligible"),
        ProjectState.ELIGIBLE: Words("Bewilligung vorschlagen", "Propose its approval"),
    }
    cells = [
        Cell(
            TURN,
            YOU if ours else Words("Niemand", "Nobody"),
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
