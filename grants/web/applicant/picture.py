"""Pictures of an award: what is left under its cap, and what runs when."""

from datetime import datetime

from grants.models.report import Report
from grants.programme.calendar import today
from grants.programme.money import NOTHING, Money
from grants.programme.phase_words import asked_now, later_part, planned
from grants.programme.roads.project import GIVEN_UP
from grants.programme.roads.report import TO_COME
from grants.programme.stages import ProjectState
from grants.programme.terms import Terms
from grants.programme.words import Words, say
from grants.queries.award import AwardContent, CapUse
from grants.queries.project import ProjectContent
from grants.queries.report_content import report_name
from grants.web.applicant.plan_figures import PlanFigures
from grants.web.chart_time import Gantt, Milestone, Span, gantt
from grants.web.charts import Room, headroom

MOST_MILESTONES = 6
FIRM = (
    ProjectState.APPROVED,
    ProjectState.ACTIVE,
    ProjectState.AT_RISK,
    ProjectState.SUSPENDED,
    ProjectState.COMPLETED,
)


def room_of(use: CapUse, more: Money = NOTHING) -> Room:
    """The cap of an award: awarded, asked for, free; `more` is typed but not saved."""
    return headroom(
        use.cap,
        [
            (Words("Bewilligt", "Awarded"), use.awarded),
            (Words("Beantragt oder in Arbeit", "Asked for or in preparation"), use.asked + more),
        ],
    )


def room_of_application(terms: Terms, figures: PlanFigures, later: Money) -> Room:
    """The cap that an award will have: what is asked for now, what is planned for later."""
    return headroom(
        terms.cap_per_cluster,
        [
            (asked_now(terms), figures.plan.requested),
            (planned(later_part(terms)), later),
        ],
    )


def room_of_project(content: ProjectContent) -> Room:
    """The cap of the cluster: its management, this project, the others, free."""
    code = content.project.code
    return headroom(
        content.project.award.cap,
        [
            (Words("Clustermanagement", "Cluster management"), content.management),
            (say("Dieses Projekt {code}", "This project {code}", code=code), content.here),
            (Words("Andere Projekte", "Other projects"), content.elsewhere),
        ],
    )


def gantt_of(content: AwardContent, now: datetime) -> Gantt | None:
    """Phases and projects over the years, with the next duties as numbered milestones."""
    day = today(now)
    spans = [
        Span(
            content.terms.phase(phase.kind.value).name,
            phase.starts_on,
            phase.ends_on,
            firm=phase.kind.value == content.terms.first_phase.code
            or any(project.state in FIRM for project in content.award.projects),
        )
        for phase in content.phases
    ]
    spans += [
        Span(
            f"{project.code} {project.acronym or project.title}".strip(),
            project.starts_on,
            project.ends_on,
            firm=project.state in FIRM,
        )
        for project in content.award.projects
        if project.starts_on and project.ends_on and project.state not in GIVEN_UP
    ]
    return gantt(spans, milestones_of(content, now), day) if spans else None


def milestones_of(content: AwardContent, now: datetime) -> list[Milestone]:
    """The next duties and ends of phases, the missed ones first."""
    day = today(now)
    owed = [report for report in content.reports if report.state in TO_COME]
    stones = [Milestone(report.due_on, _duty(report), late=report.due_on < day) for report in owed]
    stones += [
        Milestone(
            phase.ends_on,
            say(
                "Ende der Phase: {name}",
                "End of the phase: {name}",
                name=content.terms.phase(phase.kind.value).name,
            ),
        )
        for phase in content.phases
        if phase.ends_on >= day
    ]
    return sorted(stones, key=lambda stone: stone.day)[:MOST_MILESTONES]


def _duty(report: Report) -> Words:
    return say(
        "{name}, {number}", "{name}, {number}",
        name=report_name(report), number=report.grant.number,
    )  # fmt: skip
