"""The page of a joint project: partners, the plan of one of them, findings, years, the cap."""

from typing import Any

from flask import abort, render_template, url_for

from forms.grant_budget import GrantBudgetForm
from grants.actions.agreement import is_settled
from grants.actions.draft import TAKES_PAPERS, part_is_open
from grants.models.award import Project
from grants.programme.composition import least_together
from grants.programme.finding import Finding
from grants.programme.money import NOTHING, Money, total
from grants.programme.stages import ProjectState, label
from grants.programme.words import Words, say
from grants.queries.backing import backing_of
from grants.queries.part import state_of_part
from grants.queries.partner_rate import why_rate_of
from grants.queries.project import PartnerLine, ProjectContent, grant_by_year, project_content
from grants.queries.project_findings import project_findings, project_terms
from grants.queries.returned import why_project_returned
from grants.queries.risk import Risk, risk_of
from grants.web.applicant.picture import room_of_project
from grants.web.applicant.plan_form import plan_page
from grants.web.applicant.reader import for_readers, writers_for, writes_for
from grants.web.charts import FILLS, Bar, same_scale
from grants.web.database import now, session
from grants.web.filters import day, distance, since
from grants.web.risk_step import risk_step
from grants.web.strip import (
    NEXT,
    NOBODY,
    SPONSOR,
    TURN,
    UNTIL,
    YOU,
    Cell,
    Step,
    Strip,
    nothing_broken,
)

Item = dict[str, Any]
P = ProjectState


def show_project(
    project: Project, position: int | None = None, form: GrantBudgetForm | None = None
) -> str:
    """The page; `position` is the partner whose plan is open, `form` its plan as typed."""
    content = project_content(session(), project)
    findings = project_findings(session(), project, now=now())
    terms = project_terms(project.award)
    draft = project.state is ProjectState.DRAFT
    chosen = _chosen(content, position)
    writes = writes_for(project.award.cluster)
    plan: Item = {}
    if chosen is not None and chosen.grant is not None and not chosen.kept:
        plan = {
            **plan_page(chosen.grant, form),
            "reasons": why_rate_of(session(), chosen.grant),
        }
    return render_template(
        "applicant/project/one.html",
        project=project,
        content=content,
        findings=findings,
        draft=draft,
        strip=for_readers(strip_of_project(content, findings), project.award.cluster),
        writers=writers_for(project.award.cluster),
        risk=risk_of(session(), project, now()) if project.state is P.AT_RISK else None,
        plan_open=chosen is not None and part_is_open(chosen.partner) and writes,
        writes=writes,
        agreement_open=project.state in TAKES_PAPERS and not is_settled(project),
        room=room_of_project(content),
        chosen=chosen,
        returned=why_project_returned(session(), project),
        years=years_of(content),
        state_of_part=state_of_part,
        series=_series(content),
        least=least_together(terms.composition),
        multi=terms.projects.multi_cluster,
        second=backing_of(session(), project),
        **plan,
    )


def strip_of_project(content: ProjectContent, findings: list[Finding]) -> Strip:
    """Whose turn it is, and what heals the first breach."""
    project = content.project
    award = project.award
    here = url_for("applicant_project.project", number=award.number, code=project.code)
    if project.state is P.AT_RISK:
        return _strip_at_risk(risk_of(session(), project, now()), here)
    if project.state is not P.DRAFT:
        decided = project.state not in (P.SUBMITTED, P.ELIGIBLE)
        sent = project.submitted_at
        cells = [
            Cell(
                TURN,
                NOBODY if decided else SPONSOR,
                say("seit {day}", "since {day}", day=since(sent, now())) if sent else "",
            ),
            Cell(
                Words("Stand", "State"),
                label(project.state),
                say("eingereicht am {day}", "submitted on {day}", day=day(sent)) if sent else "",
            ),
        ]
        return Strip("wait", cells)
    broken = [finding for finding in findings if finding.breaks]
    after = Cell(
        Words("Danach", "After that"),
        Words("Prüfung durch den Projektträger", "Check by the sponsor"),
        Words("über die Bewilligung entscheiden zwei Personen", "two people decide on the award"),
    )
    turn = Cell(TURN, YOU, label(project.state))
    if not broken:
        step = Cell(
            NEXT,
            Words("Ansehen und einreichen", "Look through and submit"),
            nothing_broken(findings),
        )
        action = Step(f"{here}/submit", Words("Projekt einreichen", "Submit the project"))
        return Strip(
            "you",
            (turn, step, after),
            action,
        )
    left = len(broken) - 1
    step = Cell(
        NEXT,
        _remedy(content, broken[0]),
        say("danach noch {left} offen", "{left} more after that", left=left)
        if left
        else Words("dann können Sie einreichen", "then you can submit"),
    )
    action = Step(address_of(broken[0], here), Words("Zur Angabe springen", "Go to the entry"))
    return Strip(
        "you",
        (turn, step, after),
        action,
    )


def _strip_at_risk(risk: Risk, here: str) -> Strip:
    """Another partner is to be found; once the rules hold again, the sponsor finds that it is so.

    A new partner at home asks for money: its plan is handed in before.
    """
    project = risk.project
    if risk.with_us:
        turn = Cell(TURN, SPONSOR, label(project.state))
        return Strip("wait", [turn, Cell(NEXT, risk_step(risk), risk.says)])
    until = Cell(UNTIL, day(project.replace_by), distance(project.replace_by, now()))
    turn = Cell(TURN, YOU, label(project.state))
    tone = "late" if risk.late else "you"
    if risk.named:
        hand_in = Step(f"{here}/replacement", risk_step(risk))
        return Strip(tone, [turn, Cell(NEXT, risk_step(risk)), until], hand_in)
    if not risk.new:
        add = Step(f"{here}/partners/new", Words("Partner hinzufügen", "Add a partner"))
        return Strip(tone, [turn, Cell(NEXT, risk_step(risk)), until], add)
    first = risk.missing[0]
    go = Step(address_of(first, here), Words("Zur Angabe springen", "Go to the entry"))
    return Strip(tone, [turn, Cell(NEXT, first.says), until], go)


def address_of(finding: Finding, here: str) -> str:
    """The place that heals what was found: on this page, beneath it, or on another one."""
    place = finding.place
    if place.startswith("/"):
        return place
    return f"{here}{'' if place.startswith('#') else '/'}{place}"


def _remedy(content: ProjectContent, finding: Finding) -> Words:
    """What to do about a breach: a gap in a financing has a shorter sentence than its sum."""
    short = [line for line in content.home if line.missing > NOTHING]
    if finding.rule != "R-019" or not short:
        return finding.says
    return say(
        "{missing} Eigenmittel ergänzen: {name}",
        "Add {missing} of own funds: {name}",
        missing=short[0].missing,
        name=short[0].name,
    )


def years_of(content: ProjectContent) -> Item:
    """The grant by year, one series for each partner at home, with the sum of all years."""
    parts = [grant_by_year(line.grant) for line in content.home if line.grant]
    years = sorted({year for part in parts for year in part})
    sums = {year: total(part.get(year, NOTHING) for part in parts) for year in years}
    bars = [
        Bar(
            name=str(year),
            values=tuple(part.get(year, NOTHING) for part in parts),
            figures=(_written(sums[year]),),
        )
        for year in years
    ]
    return {"drawn": same_scale(bars), "sum": total(sums.values())}


def partner_or_404(content: ProjectContent, position: int) -> PartnerLine:
    """The partner at this place of the project; else there is no page."""
    there = [line for line in content.lines if line.position == position]
    return there[0] if there else abort(404)


def _series(content: ProjectContent) -> list[tuple[str, str]]:
    return [(line.name, FILLS[at % len(FILLS)]) for at, line in enumerate(content.home)]


def _chosen(content: ProjectContent, position: int | None) -> PartnerLine | None:
    """The plan that is open: the one asked for, else a new one, or the first that has a gap."""
    if position is not None:
        return partner_or_404(content, position)
    ours = [line for line in content.home if not line.kept]
    new = [line for line in ours if line.partner.is_new]
    gaps = [line for line in ours if not line.secured]
    return next(iter(new or gaps or ours), None)


def _written(amount: Money) -> Words:
    return say("{amount}", "{amount}", amount=amount)
