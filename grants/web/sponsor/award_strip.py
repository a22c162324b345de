"""Whose turn it is in a case, and the next act on each of its grants."""

from dataclasses import replace
from datetime import date, datetime
from typing import Final

from flask import url_for

from grants.models.decision import Decision, DecisionState
from grants.models.grant import Grant
from grants.programme.people import Actor
from grants.programme.roads.report import TO_COME
from grants.programme.stages import (
    AwardState,
    GrantState,
    ProjectState,
    ReportState,
    holder,
    label,
)
from grants.programme.words import Words
from grants.queries.decision import KIND_WORDS
from grants.queries.report_content import report_code
from grants.queries.risk import is_decided_alone, waits_for_plan
from grants.queries.sponsor_award import AwardFile
from grants.web import filters
from grants.web.strip import NEXT, NOBODY, NOTHING_TO_DO, TURN, YOU, Cell, Step, Strip

DATE: Final = Words("Nächste Frist", "Next date")
LATE: Final = Words("Versäumte Frist", "Missed date")
CLUSTER: Final = Words("Das Cluster", "The cluster")
FIND: Final = Words("Förderfähigkeit feststellen", "Find fundable")
HAND_IN: Final = Words("Finanzierungsplan einreichen", "Hand in the financing plan")
DRAFT: Final = Words("Bescheid entwerfen", "Draft the award")
SIGN: Final = Words("Prüfen und mitzeichnen", "Check and countersign")


def grant_act(grant: Grant) -> Step | None:
    """The next act of staff on a grant; nothing while others have the ball.

    The grants of a project are decided on with it, but for those that come later.
    """
    if not is_decided_alone(grant) or waits_for_plan(grant):
        return None
    if grant.state is GrantState.APPLIED:
        address = url_for("sponsor_award.fundable", number=grant.number)
        return Step(address, FIND)
    address = url_for("sponsor_decision.grant", number=grant.number)
    if grant.state is GrantState.FUNDABLE:
        return Step(address, DRAFT)
    if grant.state is GrantState.AWARD_DRAFTED:
        return Step(address, Words("Entwurf ansehen", "See the draft"))
    return None


def award_strip(file: AwardFile, actor: Actor, now: datetime) -> Strip:
    """Who acts next in this case: a second person, an officer, or the cluster."""
    date = _date(file, now)
    waiting = next((each for each in file.decisions if each.state is DecisionState.PROPOSED), None)
    if waiting is not None:
        return _second(file, waiting, actor, date)
    todo = _ours(file)
    if todo is not None:
        cells = [
            Cell(TURN, YOU, label(file.award.state)),
            Cell(NEXT, todo.words, todo.note),
            date,
        ]
        return Strip("you", cells, todo)
    if date.label is LATE or plan_asked(file) is not None:
        plan = plan_asked(file)
        cells = [
            Cell(TURN, CLUSTER, label(file.award.state)),
            Cell(NEXT, HAND_IN, plan.number)
            if plan
            else Cell(NEXT, Words("Nachweis einreichen", "Submit the report")),
            date,
        ]
        return Strip("late" if date.label is LATE else "wait", cells)
    theirs = holder(file.award.state)
    cells = [
        Cell(TURN, CLUSTER if theirs else NOBODY, label(file.award.state)),
        Cell(NEXT, THEIRS.get(file.award.state, NOTHING_TO_DO)),
        date,
    ]
    return Strip("wait", cells)


def plan_asked(file: AwardFile) -> Grant | None:
    """The plan that a cluster just selected has to hand in; later ones wait for nobody's day."""
    if file.award.state is not AwardState.SELECTED:
        return None
    return next((grant for grant in file.of_management if waits_for_plan(grant)), None)


THEIRS: Final = {
    AwardState.CONCEPT_GRANTED: Words("Konzeptionsphase beginnt", "The concept phase begins"),
    AwardState.CONCEPT_RUNNING: Words("Konzept einreichen", "Submit the concept"),
    AwardState.CONCEPT_REVISION: Words("Konzept überarbeiten", "Revise the concept"),
    AwardState.CONCEPT_APPROVED: Words("Verbundprojekte einreichen", "Submit joint projects"),
    AwardState.IMPLEMENTATION_RUNNING: Words("Nachweise einreichen", "Submit the reports"),
}


def _second(file: AwardFile, decision: Decision, actor: Actor, date: Cell) -> Strip:
    mine = decision.proposed_by_id != actor.person_id
    since = filters.day(decision.proposed_at)
    cells = [
        Cell(
            TURN,
            Words("Sie, als zweite Person", "You, as the second person")
            if mine
            else Words("Eine zweite Person", "A second person"),
            Words(f"seit {since}", f"since {since}"),
        ),
        Cell(
            NEXT,
            KIND_WORDS[decision.kind],
            Words(
                f"vorgeschlagen von {decision.proposed_by.name}",
                f"proposed by {decision.proposed_by.name}",
            ),
        ),
        date,
    ]
    action = Step(_address(file, decision), SIGN)
    return Strip("you" if mine else "wait", cells, action)


def _address(file: AwardFile, decision: Decision) -> str:
    number = file.award.number
    if decision.project_id is not None:
        code = next(each.code for each in file.award.projects if each.id == decision.project_id)
        return url_for("sponsor_decision.project", number=number, code=code)
    if decision.grant_id is not None:
        grant = next(each for each in file.grants if each.id == decision.grant_id)
        return url_for("sponsor_decision.grant", number=grant.number)
    if decision.award_id is not None:
        return url_for("sponsor_decision.concept", number=number)
    return url_for("sponsor_decision.application", number=file.award.application.number)


def _ours(file: AwardFile) -> Step | None:
    """The first thing that sponsor staff should do in this case."""
    number = file.award.number
    for grant in file.of_management:
        if (act := grant_act(grant)) is not None:
            return replace(act, note=grant.number)
    if file.award.state in (AwardState.CONCEPT_SUBMITTED, AwardState.CONCEPT_UNDER_REVIEW):
        address = url_for("sponsor_decision.concept", number=number)
        return Step(address, Words("Konzept prüfen", "Review the concept"), "")
    for project in file.award.projects:
        if project.state in (ProjectState.SUBMITTED, ProjectState.ELIGIBLE):
            address = url_for("sponsor_award.project", number=number, code=project.code)
            return Step(
                address,
                Words("Projekt prüfen", "Check the project"),
                f"{project.code} {project.acronym}",
            )
    for report in file.reports:
        if report.state in (ReportState.SUBMITTED, ReportState.IN_CHECK):
            address = url_for(
                "sponsor_report.report", number=report.grant.number, code=report_code(report)
            )
            return Step(
                address,
                Words("Nachweis prüfen", "Check the report"),
                f"{report.grant.number}, {report.grant.recipient.name}",
            )
    return None


def _date(file: AwardFile, now: datetime) -> Cell:
    plan = plan_asked(file)
    if plan is not None and file.plan_due is not None:
        return _day(file.plan_due, plan.number, now)
    ahead = [report for report in file.reports if report.state in TO_COME]
    if not ahead:
        return Cell(DATE, Words("Keine", "None"))
    return _day(ahead[0].due_on, ahead[0].grant.number, now)


def _day(due: date, number: str, now: datetime) -> Cell:
    return Cell(
        LATE if filters.past(due, now) else DATE,
        filters.day(due),
        f"{number}, {filters.distance(due, now)}",
    )
