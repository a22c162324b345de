"""The overview of an applicant: what to do, what lies with others, money, phases, dates."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue

from grants.models.application import Application
from grants.models.inquiry import Inquiry
from grants.models.payment import PaymentRequest
from grants.programme.calendar import today
from grants.programme.lateness import takes_late
from grants.programme.people import TEAM_ROLE_WORDS, Role
from grants.programme.stages import ApplicationState, label
from grants.programme.words import Words, counted, say
from grants.queries.amendment_request import open_requests
from grants.queries.application import terms_of
from grants.queries.home import Home, OwnCase, home_of
from grants.queries.inquiry import waiting_about_awards
from grants.queries.label import labels_held
from grants.queries.letter import LETTER_WORDS
from grants.queries.part import own_part_lines, state_of_part
from grants.queries.payment_page import payments_in_work
from grants.queries.project import PartnerLine
from grants.web import filters
from grants.web.access import open_to, visitor
from grants.web.applicant.award_strip import strip_of, strip_of_task
from grants.web.applicant.award_task import Task, Waiting, tasks_of, waiting_of
from grants.web.applicant.part_strip import task_of_part
from grants.web.applicant.payment_task import payment_tasks, payments_waiting, requests_waiting
from grants.web.applicant.picture import gantt_of, milestones_of, room_of
from grants.web.applicant.reader import for_readers, writes_for
from grants.web.charts import Bar, same_scale
from grants.web.database import now, session
from grants.web.language import t
from grants.web.strip import NEXT, NOBODY, SPONSOR, TURN, UNTIL, YOU, Cell, Step, Strip

pages = Blueprint("applicant_home", __name__)
Item = dict[str, Any]
A = ApplicationState
WITH_US = (A.SUBMITTED, A.FORMALLY_OK, A.UNDER_REVIEW, A.RECOMMENDED, A.NOT_RECOMMENDED)
DECIDED = (A.RESERVE, A.REJECTED, A.FORMALLY_REJECTED)


@pages.get("/home")
@open_to(Role.APPLICANT)
def home() -> ResponseReturnValue:
    """The first page after the sign-in."""
    moment = now()
    shown = home_of(session(), visitor(), moment)
    parts = own_part_lines(session(), visitor())
    later = _later(waiting_about_awards(session(), visitor()), parts)
    payments = payments_in_work(session(), visitor()) if shown.awards else ()
    mine = [one for one in payments if shown.writes_for(visitor(), one.grant.award.cluster_id)]
    tasks = _tasks(shown, parts, [*later, *payment_tasks(mine)], moment)
    award = shown.award
    return render_template(
        "applicant/home/home.html",
        home=shown,
        parts=parts,
        state_of_part=state_of_part,
        award=award,
        tasks=tasks,
        waiting=_waiting(shown, payments),
        strip=_strip(shown, tasks, payments, moment),
        room=room_of(award.use) if award else None,
        chart=gantt_of(award, moment) if award else None,
        days=milestones_of(award, moment) if award else [],
        years=_years(shown),
        contact=shown.contact,
        labels=labels_held(session(), visitor()),
        LETTER_WORDS=LETTER_WORDS,
        TEAM_ROLE_WORDS=TEAM_ROLE_WORDS,
    )


def _tasks(
    shown: Home, parts: list[PartnerLine], later: list[Task], moment: datetime
) -> list[Task]:
    day = today(moment)
    own = [
        case
        for case in shown.applications
        if shown.writes_for(visitor(), case.application.cluster.id)
    ]
    drafts = [
        _draft(case.application)
        for case in own
        if case.told is A.DRAFT
        and (
            case.application.round.closes_at >= moment
            or takes_late(terms_of(case.application.terms))
        )
    ]
    asked = [_papers(case) for case in own if case.told is A.INCOMPLETE]
    questions = [_question(case) for case in own if case.asked]
    kept = [task for line in parts if (task := task_of_part(line))]
    found = [
        *asked,
        *questions,
        *later,
        *drafts,
        *kept,
        *(
            task
            for content in shown.awards
            if shown.writes_for(visitor(), content.award.cluster.id)
            for task in tasks_of(content)
        ),
    ]
    return sorted(found, key=lambda task: (task.due is None, task.due or day))


def _draft(application: Application) -> Task:
    return Task(
        words=say(
            "Bewerbung {number} einreichen",
            "Submit the application {number}",
            number=application.number,
        ),
        note=f"{application.title or application.cluster.name} · {_until(application)}",
        address=url_for("applicant_application.application", number=application.number),
        due=today(application.round.closes_at),
        act=Words("Bewerbung öffnen", "Open the application"),
    )


def _until(application: Application) -> str:
    at = filters.ends(application.round.closes_at)
    return f"{filters.state(A.DRAFT)} · {t(f'Frist {at}', f'deadline {at}')}"


def _papers(case: OwnCase) -> Task:
    application = case.application
    return Task(
        words=say(
            "Unterlagen zu {number} nachreichen",
            "Supply papers for {number}",
            number=application.number,
        ),
        note=f"{application.title or application.cluster.name} · {filters.state(A.INCOMPLETE)}",
        address=url_for("applicant_application.application", number=application.number),
        due=case.papers_by,
        act=Words("Bewerbung öffnen", "Open the application"),
    )


def _question(case: OwnCase) -> Task:
    number = case.application.number
    return Task(
        words=say("Rückfragen zu {number} beantworten", "Answer questions about {number}",
                  number=number),
        note=f"{case.application.title or case.application.cluster.name} · {case.asked}",
        address=url_for("applicant_inquiry.inquiries", number=number),
        due=None,
        act=Words("Rückfragen öffnen", "Open the questions"),
    )  # fmt: skip


QUESTIONS = Words("Frage", "question"), Words("Fragen", "questions")


def _later(waiting: Iterable[Inquiry], parts: list[PartnerLine]) -> list[Task]:
    """Questions about projects, parts and plans: one task for each page on which they stand."""
    kept = {line.partner.id for line in parts}
    pages: dict[str, list[Inquiry]] = {}
    for inquiry in waiting:
        award = inquiry.grant.award if inquiry.grant else inquiry.project and inquiry.project.award
        address = url_for("applicant_award_inquiry.inquiries", number=award.number if award else "")
        if inquiry.partner_id not in kept and award and not writes_for(award.cluster):
            continue
        if inquiry.partner_id in kept:
            number = inquiry.partner_id or 0
            address = url_for("applicant_award_inquiry.part_inquiries", number=number)
        pages.setdefault(address, []).append(inquiry)
    return [
        Task(
            words=say("Rückfragen zu {what} beantworten", "Answer questions about {what}",
                      what=asked[0].about),
            note=counted(len(asked), *QUESTIONS),
            address=address,
            due=None,
            act=Words("Rückfragen öffnen", "Open the questions"),
        )
        for address, asked in pages.items()
    ]  # fmt: skip


def _waiting(shown: Home, payments: Sequence[PaymentRequest]) -> list[Waiting]:
    found = [
        Waiting(
            words=say(
                "Bewerbung {number}: {state}",
                "Application {number}: {state}",
                number=case.application.number,
                state=label(case.told),
            ),
            address=url_for("applicant_application.application", number=case.application.number),
            who=SPONSOR,
            since=case.application.submitted_at,
        )
        for case in shown.applications
        if case.told in WITH_US and case.application.submitted_at and not case.asked
    ]
    found += [one for content in shown.awards for one in waiting_of(content)]
    found += payments_waiting(payments)
    if shown.awards:
        found += requests_waiting(open_requests(session(), visitor()))
    return sorted(found, key=lambda one: one.since)


def _strip(
    shown: Home, tasks: list[Task], payments: Sequence[PaymentRequest], moment: datetime
) -> Strip | None:
    """The strip of the most urgent task; of a draft, of an award, or of what lies with us."""
    if tasks and shown.award is not None:
        return strip_of_task(tasks[0], shown.award, moment)
    if tasks:
        task = tasks[0]
        cells: list[Cell] = [
            Cell(TURN, YOU, Words("es liegt bei Ihnen", "it lies with you")),
            Cell(NEXT, task.words, task.note),
        ]
        if task.due is not None:
            due = filters.day(task.due)
            cells.append(Cell(UNTIL, due, filters.distance(task.due, moment)))
        return Strip("you", cells, Step(task.address, task.act))
    if shown.award is not None:
        return for_readers(strip_of(shown.award, moment), shown.award.award.cluster)
    waiting = _waiting(shown, payments)
    if not waiting:
        return _settled(shown)
    first = waiting[0]
    cells = [
        Cell(
            TURN,
            first.who,
            say("seit {day}", "since {day}", day=filters.since(first.since, moment)),
        ),
        Cell(
            NEXT,
            first.words,
            Words("Sie erhalten Nachricht per E-Mail", "You will be told by e-mail"),
        ),
    ]
    return Strip("wait", cells)


def _settled(shown: Home) -> Strip | None:
    """Nobody's turn: what came last, a result or a deadline missed; nothing where there is none."""
    over = [case for case in shown.applications if case.told in (*DECIDED, A.EXPIRED)]
    if not over:
        return None
    last = over[0]
    number = last.application.number
    words = say("Bewerbung {number}: {state}", "Application {number}: {state}", number=number,
                state=label(last.told))  # fmt: skip
    note = Words(
        "Das Schreiben steht bei der Bewerbung.", "The letter stands with the application."
    )
    act = Words("Entscheidung ansehen", "See the decision")
    if last.told is A.EXPIRED:
        day = today(last.application.round.closes_at)
        note = say("Die Frist war am {day}.", "The deadline was on {day}.", day=day)
        act = Words("Entwurf ansehen", "See the draft")
    address = url_for("applicant_application.application", number=number)
    return Strip("wait", [Cell(TURN, NOBODY), Cell(NEXT, words, note)], Step(address, act))


def _years(shown: Home) -> list[Any]:
    return same_scale(
        [
            Bar(
                name=str(one.year),
                values=(one.grant, one.costs - one.grant),
                figures=(
                    say("{costs}", "{costs}", costs=one.costs),
                    say("{grant}", "{grant}", grant=one.grant),
                ),
            )
            for one in shown.years
        ]
    )
