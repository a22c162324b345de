"""Where a plan stands: at an application or at a grant. Its pages are the same for both."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from flask import abort, request, url_for

from grants.actions.draft import plan_is_open
from grants.models.application import Application
from grants.programme.application_form import BUDGET
from grants.programme.roads.application import OPEN_TO_TEAM
from grants.programme.words import Words, say
from grants.queries.application import application_record
from grants.queries.grant_plan import plan_record
from grants.queries.plan_line import Planner
from grants.web.access import visitor
from grants.web.applicant.reader import only_reads, writes_for
from grants.web.database import session
from grants.web.notice import tell

GRANTS: Final = "grants"
APPLICATIONS: Final = "applications"
PLACE: Final = f"/<any({APPLICATIONS}, {GRANTS}):of>/<number>/budget"
AWARDS: Final = Words("Zuwendungen", "Awards")

Crumb = tuple[str, Words | str]
"""An address and what it is called."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPlace:
    """One plan, as every page of it names it."""

    of: str
    """Its first word in addresses."""
    number: str
    recipient: str
    whose: Words | str
    """For what the recipient plans: a joint project, its management, a round."""
    first: date | None
    last: date | None
    changed_at: datetime
    revision: int
    open: bool
    """May it still change?"""
    back: str
    """The page with the grid."""
    crumbs: tuple[Crumb, ...]


def own(of: str, number: str) -> Planner:
    """The plan with this number, if the visitor may see its rows; else there is no page."""
    find = application_record if of == APPLICATIONS else plan_record
    found: Planner | None = find(session(), visitor(), number)
    return found or abort(404)


def place_of(plan: Planner) -> PlanPlace:
    """Where this plan stands."""
    if isinstance(plan, Application):
        recipient, first, last = plan.cluster.management, *_days(plan)
        of, open_ = APPLICATIONS, plan.state in OPEN_TO_TEAM and writes_plan(plan)
    else:
        recipient, first, last = plan.recipient, plan.starts_on, plan.ends_on
        of, open_ = GRANTS, plan_is_open(plan) and writes_plan(plan)
    return PlanPlace(
        of=of,
        number=plan.number,
        recipient=recipient.name,
        whose=_whose(plan),
        first=first,
        last=last,
        changed_at=plan.changed_at,
        revision=plan.revision,
        open=open_,
        back=plan_address(plan),
        crumbs=(*_above(plan), (plan_address(plan), _title(plan))),
    )


def writes_plan(plan: Planner) -> bool:
    """Does the visitor write here: in the team, or for the partner that keeps the plan?

    Whoever has typed something sees it again with the reason why it was refused.
    """
    if request.method == "POST":
        return True
    if isinstance(plan, Application):
        return writes_for(plan.cluster)
    kept = plan.partner is not None and plan.partner.kept_since is not None
    return kept or writes_for(plan.award.cluster)


def plan_address(plan: Planner) -> str:
    """The page with the grid of this plan."""
    if isinstance(plan, Application):
        return url_for("applicant_section.section", number=plan.number, code=BUDGET.code)
    award = plan.award.number
    project = plan.project
    if plan.partner is not None and plan.partner.kept_since is not None:
        return url_for("applicant_part.budget", number=plan.partner_id)
    if project is None or plan.partner is None:
        return url_for("applicant_budget.budget", number=award, phase=plan.phase.value)
    return url_for(
        "applicant_project.project", number=award, code=project.code,
        partner=project.partners.index(plan.partner) + 1, _anchor="budget",
    )  # fmt: skip


def say_plan_closed(plan: Planner) -> None:
    """Say why nothing was kept, or why there is nothing to fill in."""
    if not writes_plan(plan):
        cluster = plan.cluster if isinstance(plan, Application) else plan.award.cluster
        tell(only_reads(cluster), "info")
        return
    tell(
        Words("Dieser Plan lässt sich nicht mehr ändern.", "This plan cannot be changed any more."),
        "info",
    )


def _days(application: Application) -> tuple[date | None, date | None]:
    return application.concept_starts_on, application.concept_ends_on


def _whose(plan: Planner) -> Words | str:
    if isinstance(plan, Application):
        return plan.round.title
    return plan.project.code if plan.project else Words("Clustermanagement", "Cluster management")


def _title(plan: Planner) -> Words:
    if isinstance(plan, Application):
        return BUDGET.title
    return say("Finanzierungsplan {number}", "Financing plan {number}", number=plan.number)


def _above(plan: Planner) -> tuple[Crumb, ...]:
    if isinstance(plan, Application):
        return (
            (url_for("applicant_application.applications"), Words("Bewerbungen", "Applications")),
            (url_for("applicant_application.application", number=plan.number), plan.number),
        )
    if plan.partner is not None and plan.partner.kept_since is not None:
        part = url_for("applicant_part.part", number=plan.partner_id)
        return ((part, Words("Ihr Teil", "Your part")),)
    award, project = plan.award.number, plan.project
    above = (
        (url_for("applicant_award.awards"), AWARDS),
        (url_for("applicant_award.award", number=award), award),
    )
    if project is None:
        return above
    joint = url_for("applicant_project.project", number=award, code=project.code)
    return (*above, (joint, project.code))
