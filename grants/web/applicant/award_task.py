"""What a cluster has to do for an award, and what lies with others meanwhile."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from flask import url_for

from grants.models.award import Award, PhaseKind, Project
from grants.models.grant import Grant
from grants.models.report import Report
from grants.programme.roads.report import TO_HAND_IN
from grants.programme.stages import AwardState, GrantState, ProjectState, ReportState
from grants.programme.words import Words, say
from grants.queries.award import AwardContent
from grants.queries.report_content import report_code, report_name
from grants.web.strip import SPONSOR

A = AwardState

CONCEPT_STATES: Final = (A.CONCEPT_RUNNING, A.CONCEPT_REVISION)
RETURNED: Final = Words(
    "Der Projektträger hat es mit einem Grund zurückgegeben",
    "The sponsor has returned it with a reason",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """Something that the cluster has to do."""

    words: Words
    note: Words | str
    address: str
    due: date | None = None
    act: Words
    """What the button says."""
    cadence: bool = True
    """Does the cadence of reminders follow when the day is missed?"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """Something that lies with somebody else."""

    words: Words
    address: str
    who: Words
    since: datetime


def tasks_of(content: AwardContent) -> list[Task]:
    """Everything the cluster has to do for this award, the most urgent first."""
    if content.award.state is A.TERMINATED:
        return []
    found = [_report_task(report) for report in content.reports if report.state in TO_HAND_IN]
    found += [
        _plan_task(grant, content.plan_due)
        for grant in (content.concept_grant, content.management_grant)
        if grant and grant.state is GrantState.APPLIED and grant.handed_in_at is None
    ]
    if content.award.state in CONCEPT_STATES:
        found.append(_concept_task(content))
    found += [
        PROJECT_TASKS[project.state](content.award, project)
        for project in content.award.projects
        if project.state in PROJECT_TASKS and replacement_sent(project) is None
    ]
    if _waits_for_projects(content):
        found.append(_first_project_task(content))
    return sorted(found, key=lambda task: (task.due is None, task.due or date.max))


def waiting_of(content: AwardContent) -> list[Waiting]:
    """Everything that lies with others, the oldest first."""
    award = content.award
    here = url_for("applicant_award.award", number=award.number)
    found = [
        Waiting(
            words=say(
                "{report} zu {number}",
                "{report} on {number}",
                report=report_name(report),
                number=report.grant.number,
            ),
            address=_report_address(report),
            who=SPONSOR,
            since=report.submitted_at,
        )
        for report in content.reports
        if report.state in (ReportState.SUBMITTED, ReportState.IN_CHECK) and report.submitted_at
    ]
    found += [
        Waiting(
            words=say(
                "Zuwendung {number}: Bescheid", "Grant {number}: award letter", number=grant.number
            ),
            address=here,
            who=SPONSOR,
            since=grant.handed_in_at,
        )
        for grant in content.grants
        if grant.handed_in_at and grant.awarded_at is None
    ]
    if award.state in (A.CONCEPT_SUBMITTED, A.CONCEPT_UNDER_REVIEW) and award.concept_submitted_at:
        words = Words("Internationalisierungskonzept", "Internationalisation concept")
        found.append(
            Waiting(words=words, address=here, who=SPONSOR, since=award.concept_submitted_at)
        )
    found += [
        Waiting(
            words=say("Verbundprojekt {code}", "Joint project {code}", code=project.code),
            address=project_address(award, project),
            who=SPONSOR,
            since=project.submitted_at,
        )
        for project in award.projects
        if project.state in (ProjectState.SUBMITTED, ProjectState.ELIGIBLE) and project.submitted_at
    ]
    found += [
        Waiting(
            words=say(
                "Ersatz eines Partners in {code}", "Replacement of a partner in {code}",
                code=project.code,
            ),
            address=project_address(award, project),
            who=SPONSOR,
            since=sent,
        )
        for project in award.projects
        if (sent := replacement_sent(project))
    ]  # fmt: skip
    return sorted(found, key=lambda one: one.since)


def replacement_sent(project: Project) -> datetime | None:
    """When the cluster handed in who comes in place of a partner; None while it has the ball."""
    if project.state is not ProjectState.AT_RISK:
        return None
    return max((p.handed_in_at for p in project.partners if p.is_new and p.handed_in_at),
               default=None)  # fmt: skip


def project_address(award: Award, project: Project) -> str:
    """The page of one joint project."""
    return url_for("applicant_project.project", number=award.number, code=project.code)


def budget_address(grant: Grant) -> str:
    """The page of the plan of a grant of the management."""
    return url_for("applicant_budget.budget", number=grant.award.number, phase=grant.phase.value)


def _report_task(report: Report) -> Task:
    grant = report.grant
    asked = report.state is ReportState.QUERY
    return Task(
        words=say(
            "Rückfrage zu {name} beantworten",
            "Answer the question on {name}",
            name=report_name(report),
        )
        if asked
        else say("{name} einreichen", "Submit the {name}", name=report_name(report)),
        note=f"{grant.number} · {grant.recipient.name}",
        address=_report_address(report),
        due=None if asked else report.due_on,
        act=Words("Nachweis öffnen", "Open the report"),
    )


def _plan_task(grant: Grant, due: date | None) -> Task:
    return Task(
        words=say(
            "Finanzierungsplan {number} einreichen",
            "Hand in the plan of {number}",
            number=grant.number,
        ),
        note=say(
            "{direct} beantragt bei {costs} Ausgaben",
            "{direct} requested towards {costs} of expenditure",
            direct=grant.direct,
            costs=grant.costs,
        ),
        address=budget_address(grant),
        due=due if grant.phase is PhaseKind.CONCEPT else None,
        act=Words("Plan öffnen", "Open the plan"),
        cadence=False,
    )


def _waits_for_projects(content: AwardContent) -> bool:
    """May joint projects begin, and has none begun although some are asked for?"""
    begins = A.CONCEPT_APPROVED if content.terms.has_concept else A.IMPLEMENTATION_RUNNING
    asked = content.terms.has_concept or content.terms.projects.min > 0
    return asked and content.award.state is begins and not content.award.projects


def _first_project_task(content: AwardContent) -> Task:
    return Task(
        words=Words("Erstes Verbundprojekt beginnen", "Begin the first joint project"),
        note=Words("Das Konzept ist gebilligt", "The concept is approved")
        if content.terms.has_concept
        else Words("Die erste Zuwendung ist bewilligt", "The first grant is awarded"),
        address=url_for("applicant_award.award", number=content.award.number, _anchor="projects"),
        act=Words("Zu den Verbundprojekten", "To the joint projects"),
    )


def _concept_task(content: AwardContent) -> Task:
    last = max(phase.ends_on for phase in content.phases if phase.kind.value == "concept")
    again = content.award.state is A.CONCEPT_REVISION
    return Task(
        words=Words(
            "Internationalisierungskonzept überarbeiten", "Revise the internationalisation concept"
        )
        if again
        else Words(
            "Internationalisierungskonzept einreichen", "Hand in the internationalisation concept"
        ),
        note=RETURNED
        if again
        else Words("Das Ergebnis der Konzeptionsphase", "The result of the concept phase"),
        address=url_for("applicant_concept.concept", number=content.award.number),
        due=last,
        act=Words("Konzept öffnen", "Open the concept"),
    )


def _project_task(award: Award, project: Project) -> Task:
    name = project.acronym or project.title
    if project.submitted_at is not None:
        return Task(
            words=say("Verbundprojekt {code} überarbeiten", "Revise the joint project {code}",
                      code=project.code),
            note=RETURNED,
            address=project_address(award, project),
            act=Words("Projekt öffnen", "Open the project"),
        )  # fmt: skip
    return Task(
        words=say(
            "Verbundprojekt {code} einreichen", "Submit the joint project {code}", code=project.code
        ),
        note=say("Entwurf: {name}", "Draft: {name}", name=name)
        if name
        else Words("Entwurf", "Draft"),
        address=project_address(award, project),
        act=Words("Projekt öffnen", "Open the project"),
    )


def _replace_task(award: Award, project: Project) -> Task:
    return Task(
        words=say("Partner in {code} ersetzen", "Replace the partner in {code}", code=project.code),
        note=say("{title}: gefährdet", "{title}: at risk", title=project.title),
        address=project_address(award, project),
        due=project.replace_by,
        act=Words("Projekt öffnen", "Open the project"),
        cadence=False,
    )


PROJECT_TASKS: Final = {ProjectState.DRAFT: _project_task, ProjectState.AT_RISK: _replace_task}


def _report_address(report: Report) -> str:
    return url_for("applicant_report.report", number=report.grant.number, code=report_code(report))
