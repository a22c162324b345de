"""Whose turn it is with the part of one partner, for the people who keep it."""

from collections.abc import Sequence

from flask import url_for

from grants.actions.draft import part_is_open
from grants.programme.finding import Finding
from grants.programme.money import NOTHING
from grants.programme.stages import ProjectState, label
from grants.programme.words import Words, say
from grants.queries.part import state_of_part
from grants.queries.project import PartnerLine
from grants.web.applicant.award_task import Task
from grants.web.applicant.project_page import address_of
from grants.web.strip import NEXT, NOBODY, SPONSOR, TURN, YOU, Cell, Step, Strip, nothing_broken

CLUSTER = Words("Cluster", "Cluster")
FINISH = Words("Teil abschließen", "Finish the part")
AFTER = Cell(
    Words("Danach", "After that"),
    Words("Das Cluster reicht das Projekt ein", "The cluster submits the project"),
)


def part_address(line: PartnerLine) -> str:
    """The page of a part."""
    return url_for("applicant_part.part", number=line.partner.id)


def strip_of_part(line: PartnerLine, findings: Sequence[Finding]) -> Strip:
    """Theirs until the part is finished, then the cluster's, then the sponsor's."""
    part, project = line.partner, line.partner.project
    if part.left_on is not None or not part_is_open(part):
        with_us = project.state in (ProjectState.SUBMITTED, ProjectState.ELIGIBLE)
        who = SPONSOR if with_us else NOBODY
        stands = Cell(Words("Verbundprojekt", "Joint project"), label(project.state))
        return Strip("wait", [Cell(TURN, who, state_of_part(part)), stands])
    if part.finished_at is not None:
        submit = Words("Verbundprojekt einreichen", "Submit the joint project")
        return Strip("wait", [Cell(TURN, CLUSTER, state_of_part(part)), Cell(NEXT, submit)])
    turn = Cell(TURN, YOU, state_of_part(part))
    broken = [finding for finding in findings if finding.breaks]
    if not broken:
        step = Cell(NEXT, FINISH, nothing_broken(findings))
        return Strip("you", [turn, step, AFTER])
    left = len(broken) - 1
    step = Cell(
        NEXT,
        _remedy(line, broken[0]),
        say("danach noch {left} offen", "{left} more after that", left=left)
        if left
        else Words("dann können Sie abschließen", "then you can finish"),
    )
    if not broken[0].place:
        return Strip("you", [turn, step, AFTER])
    mend = Step(
        address_of(broken[0], part_address(line)), Words("Zur Angabe springen", "Go to the entry")
    )
    return Strip("you", [turn, step, AFTER], mend)


def _remedy(line: PartnerLine, finding: Finding) -> Words:
    """What to do about a breach: a gap in the financing has a shorter sentence than its sum."""
    if finding.rule != "R-019" or line.missing <= NOTHING:
        return finding.says
    return say("{missing} Eigenmittel ergänzen", "Add {missing} of own funds", missing=line.missing)


def task_of_part(line: PartnerLine) -> Task | None:
    """What whoever keeps the part has to do, while the project is a draft."""
    part, project = line.partner, line.partner.project
    if part.left_on or part.finished_at or not part_is_open(part):
        return None
    return Task(
        words=say(
            "Teil im Verbundprojekt {number} {code} abschließen",
            "Finish the part in the joint project {number} {code}",
            number=project.award.number,
            code=project.code,
        ),
        note=line.name,
        address=part_address(line),
        act=Words("Teil öffnen", "Open the part"),
    )
