"""An officer's day: what waits for them first, then what waits for others."""

from dataclasses import replace

from flask import Blueprint, abort, render_template, request, url_for

from grants.models.application import Application
from grants.models.extension import Extension
from grants.models.inquiry import Inquiry
from grants.programme.people import Role
from grants.programme.words import Words, counted, join, say
from grants.queries.report_content import report_code, report_name
from grants.queries.risk import Risk, projects_at_risk
from grants.queries.second_person import Pending, SecondNeeded
from grants.queries.sponsor_home import ALL, OLDEST, Day, day_of
from grants.queries.waiting import Subject, Waiting
from grants.web import filters
from grants.web.access import open_to, visitor
from grants.web.database import now, session
from grants.web.risk_step import risk_step
from grants.web.shell import overdue_today
from grants.web.sponsor.award_strip import grant_act
from grants.web.sponsor.counted import (
    CASE,
    CASES,
    REPORT,
    REPORTS,
    SIGNATURE,
    SIGNATURES,
)
from grants.web.sponsor.later_step import later_step
from grants.web.sponsor.round_strip import next_move
from grants.web.strip import NEXT, TURN, YOU, Cell, Step, Strip

pages = Blueprint("sponsor_home", __name__)


@pages.get("/sponsor")
@open_to(Role.SPONSOR)
def home() -> str:
    """My day: of each kind what has waited longest, or all of it."""
    everything = "all" in request.args
    day = day_of(session(), visitor(), now(), ALL if everything else OLDEST) or abort(404)
    tasks = _tasks(day)
    me = visitor().person_id
    to_confirm = [
        *(_confirm(one) for one in day.extensions if one.proposed_by_id != me),
        *(_second(one) for one in day.second if one.by_id != me),
    ]
    return render_template(
        "sponsor/home/show.html",
        day=day,
        tasks=tasks,
        overdue=overdue_today(),
        at_risk=_at_risk(day),
        everything=everything,
        busy=day.busy or bool(to_confirm),
        strip=_strip(day, tasks, to_confirm),
        to_sign=[{"line": each, "address": address_of(each)} for each in day.to_sign],
        second=[{"line": each, "step": _second(each)} for each in day.second],
        own=[{"line": each, "address": address_of(each)} for each in day.own],
        reports=[
            {
                "report": each,
                "name": report_name(each),
                "address": url_for(
                    "sponsor_report.report", number=each.grant.number, code=report_code(each)
                ),
            }
            for each in day.reports
        ],
        rounds=[{"round": each, "move": next_move(each)} for each in day.rounds],
    )


def _at_risk(day: Day) -> list[tuple[Risk, Words]]:
    if not day.totals.at_risk:
        return []
    return [(each, risk_step(each)) for each in projects_at_risk(session(), visitor(), now())]


def address_of(waiting: Waiting) -> str:
    """The page on which a proposal is countersigned."""
    match waiting.about:
        case Subject.PROJECT:
            return url_for("sponsor_decision.project", number=waiting.award, code=waiting.project)
        case Subject.GRANT:
            return url_for("sponsor_decision.grant", number=waiting.number)
        case Subject.AWARD:
            return url_for("sponsor_decision.concept", number=waiting.award)
        case Subject.APPLICATION:
            return url_for("sponsor_decision.application", number=waiting.number)


def _tasks(day: Day) -> list[Step]:
    """Cases in which sponsor staff take the next step, the longest waiting first in each kind."""
    tasks: list[Step] = [_move_up(application) for application in day.free]
    for grant in day.grants:
        act = grant_act(grant)
        if act is not None:
            note = f"{grant.number}, {grant.recipient.name}"
            tasks.append(replace(act, note=note))
    for award in day.concepts:
        tasks.append(
            Step(
                url_for("sponsor_decision.concept", number=award.number),
                Words("Konzept prüfen", "Review the concept"),
                f"{award.number}, {award.cluster.name}",
            )
        )
    for project in day.projects:
        number = project.award.number
        tasks.append(
            Step(
                url_for("sponsor_award.project", number=number, code=project.code),
                Words("Verbundprojekt prüfen", "Check the joint project"),
                f"{number} {project.code}, {project.award.cluster.name}",
            )
        )
    for inquiry in day.answers:
        application = inquiry.application
        tasks.append(
            Step(
                _answers_page(inquiry),
                Words("Antwort auf eine Rückfrage lesen", "Read the answer to a question"),
                f"{inquiry.about or application.number}, {application.cluster.name}",
            )
        )
    return [*tasks, *(later_step(task) for task in day.later)]


def _move_up(application: Application) -> Step:
    """A selected cluster has declined: its place is free."""
    return Step(
        url_for("sponsor_decision.application", number=application.number),
        Words("Platz frei: Nachrücken prüfen", "Place free: check the promotion"),
        f"{application.number}, {application.cluster.name}",
    )


def _answers_page(inquiry: Inquiry) -> str:
    """Where the question stands: with its application, or with the case that came of it."""
    award = inquiry.project.award if inquiry.project else inquiry.grant and inquiry.grant.award
    if award:
        return url_for("sponsor_award_inquiry.inquiries", number=award.number)
    return url_for("sponsor_inquiry.inquiries", number=inquiry.application.number)


def _strip(day: Day, tasks: list[Step], to_confirm: list[Step]) -> Strip:
    overdue = Cell(
        Words("Überfällig", "Overdue"),
        counted(overdue_today(), CASE, CASES),
        Words("bei Empfängern und bei uns", "with recipients and with us"),
    )
    first = to_confirm[0] if to_confirm else _first(day, tasks)
    if first is None:
        cells = [
            Cell(
                TURN,
                Words("Andere", "Others"),
                Words("Für Sie ist nichts zu tun.", "There is nothing for you to do."),
            ),
            Cell(
                Words("Wartet auf andere", "Waits for others"),
                say("{n} Ihrer Vorschläge", "{n} of your proposals", n=day.totals.own),
            ),
            overdue,
        ]
        return Strip("wait", cells)
    cells = [
        Cell(
            TURN,
            YOU,
            join(
                [
                    counted(day.totals.to_sign + len(to_confirm), SIGNATURE, SIGNATURES),
                    counted(day.totals.reports, REPORT, REPORTS),
                    counted(day.totals.cases, CASE, CASES),
                ]
            ),
        ),
        Cell(NEXT, first.words, first.note),
        overdue,
    ]
    return Strip("you", cells, first)


def _confirm(extension: Extension) -> Step:
    """A proposal to extend a deadline does not wait long: until it is confirmed, nothing holds."""
    return Step(
        url_for("sponsor_extension.extension", number=extension.round.number),
        Words("Fristverlängerung bestätigen", "Confirm the extension"),
        extension.round.title,
    )


def _second(waiting: SecondNeeded) -> Step:
    """Where a second officer confirms what the first one began for the round."""
    words = {
        Pending.TERMS: Words("Neue Fassung der Regeln bestätigen", "Confirm the new terms"),
        Pending.MEMO: Words("Entscheidungsvermerk bestätigen", "Confirm the decision memo"),
        Pending.LABEL: Words("Label vergeben", "Grant the label"),
        Pending.WITHDRAWAL: Words("Label entziehen", "Withdraw the label"),
        Pending.RELEASE: Words("Freigabe der Entscheidungen bestätigen", "Confirm the release"),
        Pending.VOTE: Words("Geändertes Votum der Jury bestätigen", "Confirm the changed vote"),
    }
    if waiting.kind is Pending.TERMS:
        address = url_for("sponsor_setup_change.change", setup_id=waiting.record_id)
    elif waiting.kind is Pending.VOTE:
        address = url_for("sponsor_ranking_tie.ties", number=waiting.number)
    elif waiting.kind in (Pending.LABEL, Pending.WITHDRAWAL):
        address = url_for("sponsor_label.label", label_id=waiting.record_id)
    else:
        address = url_for(f"sponsor_{waiting.kind}.{waiting.kind}", number=waiting.number)
    return Step(address, words[waiting.kind], waiting.title)


def _first(day: Day, tasks: list[Step]) -> Step | None:
    """What has waited for this officer: a second signature before all else."""
    if day.to_sign:
        oldest = day.to_sign[0]
        words = Words("Prüfen und mitzeichnen", "Check and countersign")
        note = say(
            "{kind} {number}, seit {day}",
            "{kind} {number}, since {day}",
            kind=oldest.kind,
            number=oldest.number,
            day=filters.day(oldest.since),
        )
        return Step(address_of(oldest), words, note)
    if tasks:
        return tasks[0]
    if day.reports:
        report = day.reports[0]
        address = url_for(
            "sponsor_report.report", number=report.grant.number, code=report_code(report)
        )
        return Step(address, Words("Nachweis prüfen", "Check the report"), report.grant.number)
    return None
