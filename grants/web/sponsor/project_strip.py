"""Whose turn it is with one joint project, for sponsor staff."""

from collections.abc import Sequence
from typing import Any

from flask import url_for

from grants.models.award import Project
from grants.programme.finding import Finding
from grants.programme.stages import ProjectState, label
from grants.programme.words import Words, counted
from grants.web import filters
from grants.web.sponsor.counted import BREACHES


def project_strip(project: Project, findings: Sequence[Finding]) -> dict[str, Any]:
    """The cells of the strip; the decision has its own page."""
    ours = project.state in (ProjectState.SUBMITTED, ProjectState.ELIGIBLE)
    broken = sum(finding.breaks for finding in findings)
    steps = {
        ProjectState.SUBMITTED: Words("Förderfähigkeit bestätigen", "Confirm that it is eligible"),
        ProjectState.ELIGIBLE: Words("Bewilligung vorschlagen", "Propose its approval"),
    }
    cells = [
        {"label": Words("Am Zug", "Whose turn"),
         "strong": Words("Sie", "You") if ours else Words("Niemand", "Nobody"),
         "more": label(project.state)},
        {"label": Words("Nächster Schritt", "Next step"),
         "strong": steps.get(project.state, Words("Keiner", "None")),
         "more": counted(broken, *BREACHES) if ours else ""},
        {"label": Words("Eingereicht", "Submitted"), "strong": filters.day(project.submitted_at),
         "more": project.award.number},
    ]  # fmt: skip
    action = None
    if project.state is ProjectState.ELIGIBLE:
        address = url_for(
            "sponsor_decision.project", number=project.award.number, code=project.code
        )
        action = {"address": address, "words": steps[ProjectState.ELIGIBLE]}
    return {"tone": "you" if ours else "wait", "cells": cells, "action": action}
