"""What is late: a board that sorts and never filters."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from flask import Blueprint, abort, render_template, request, url_for

from grants.programme.money import total
from grants.programme.obligation import Side
from grants.programme.people import Role
from grants.programme.words import Words, counted, say
from grants.queries.late_project import LateProject
from grants.queries.overdue import Board, LateWork, Order, overdue_board
from grants.web import filters
from grants.web.access import open_to, visitor
from grants.web.charts import Bar, same_scale
from grants.web.database import now, session
from grants.web.sponsor.award_strip import CLUSTER
from grants.web.sponsor.counted import CASE, CASES, GRANT, GRANTS, IN_CASE, IN_CASES
from grants.web.strip import NEXT, TURN, YOU, Cell, Step, Strip

pages = Blueprint("sponsor_overdue", __name__)
Item = dict[str, Any]
ORDERS: Final = {
    Order.DAYS: Words("Tagen", "days"),
    Order.STAGE: Words("Stufe", "stage"),
    Order.AMOUNT: Words("Betrag", "amount"),
    Order.RECIPIENT: Words("Empfänger", "recipient"),
}
AGES: Final = (
    (14, Words("bis 14 Tage", "up to 14 days")),
    (30, Words("15 bis 30 Tage", "15 to 30 days")),
    (60, Words("31 bis 60 Tage", "31 to 60 days")),
    (10**6, Words("über 60 Tage", "over 60 days")),
)
SOON: Final = 5
"""Next stages listed beside the ages."""


@pages.get("/sponsor/overdue")
@open_to(Role.SPONSOR)
def overdue() -> str:
    """Everything that is late, with recipients and with us."""
    asked = request.args.get("order")
    order = next((each for each in Order if each.value == asked), Order.DAYS)
    board = overdue_board(session(), visitor(), now(), order) or abort(404)
    return render_template(
        "sponsor/overdue/show.html",
        board=board,
        order=order,
        orders=[
            (each, words, f"{request.path}?order={each.value}") for each, words in ORDERS.items()
        ],
        strip=_strip(board),
        figures=_figures(board),
        ages=same_scale(_ages(board)),
        soon=_soon(board),
        work=[{"line": each, "address": address_of(each)} for each in board.with_us],
    )


def address_of(work: LateWork) -> str:
    """Where we put right what lies with us."""
    if work.report:
        return url_for("sponsor_report.report", number=work.number, code=work.report)
    if work.award:
        return url_for("sponsor_award.award", number=work.award)
    return url_for("sponsor_decision.application", number=work.number)


@dataclass(frozen=True, slots=True)
class _Ours:
    """What lies with us, and for how long beyond its day."""

    what: Words
    name: str
    since: datetime | date | None
    days: int
    address: str


def _oldest_of_ours(board: Board) -> _Ours | None:
    found = [
        _Ours(work.what, work.name, work.since, work.days, address_of(work))
        for work in board.with_us[:1]
    ]
    duties = [duty for duty in board.others if duty.side is Side.SPONSOR]
    found += [
        _Ours(duty.what, duty.who, duty.since, (board.day - duty.due_on).days, duty.place)
        for duty in duties[:1]
    ]
    return max(found, key=lambda each: each.days, default=None)


def _strip(board: Board) -> Strip | None:
    if not board.count:
        return None
    first = _oldest_of_ours(board)
    named = [each for each in board.projects if each.with_us]
    if named and (first is None or named[0].days > first.days):
        return _of_projects(named[0])
    if first is None:
        return _of_recipients(board)
    cells = [
        Cell(
            TURN,
            say("Wir in {n}", "We in {n}", n=counted(len(board.ours), IN_CASE, IN_CASES)),
            say(
                "unser ältester: {days} Tage über dem Ziel",
                "our oldest: {days} days beyond our aim",
                days=first.days,
            ),
        ),
        Cell(
            NEXT,
            first.what,
            say(
                "{name}, hier seit {day}",
                "{name}, here since {day}",
                name=first.name,
                day=filters.day(first.since) if first.since else "–",
            ),
        ),
        Cell(
            Words("Bei Empfängern und Clustern", "With recipients and clusters"),
            counted(len(board.theirs), CASE, CASES),
            filters.money(board.open_money),
        ),
    ]
    action = Step(first.address, Words("Unseren ältesten Fall öffnen", "Open our oldest case"))
    return Strip("late", cells, action)


def _of_recipients(board: Board) -> Strip:
    """Nothing lies with us."""
    if not board.with_recipients and board.projects:
        return _of_projects(board.projects[0])
    following = Cell(Words("Nächste Stufe", "Next stage"), Words("Keine mehr", "None left"))
    if board.with_recipients:
        late = board.with_recipients[0]
        following = _next(late.following, late.recipient)
    cells = [
        Cell(
            TURN,
            say("Empfänger in {n}", "Recipients in {n}",
                n=counted(board.count, IN_CASE, IN_CASES)),
            say("ältester: {days} Tage", "oldest: {days} days", days=board.oldest),
        ),
        Cell(Words("Bei uns", "With us"), Words("Nichts überfällig", "Nothing overdue")),
        following,
    ]  # fmt: skip
    return Strip("wait", cells)


def _of_projects(late: LateProject) -> Strip:
    """Nothing else is late: the project that has waited longest for another partner."""
    number = f"{late.number}, {late.cluster}"
    address = url_for("sponsor_award.project", number=late.award, code=late.code)
    cells = [
        Cell(TURN, YOU if late.with_us else CLUSTER, number),
        Cell(NEXT, late.missing),
        Cell(
            Words("Frist war", "Was due"), filters.day(late.due_on), filters.counted_days(late.days)
        ),
    ]
    opens = Step(address, Words("Projekt öffnen", "Open the project"))
    return Strip("late", cells, opens)


def _next(following: Any, recipient: str) -> Cell:
    what = Words("Nächste Stufe", "Next stage")
    if following is None:
        return Cell(what, Words("Keine mehr", "None left"), recipient)
    more = say("{stage}, {who}", "{stage}, {who}", stage=following.stage.name, who=recipient)
    return Cell(what, filters.day(following.day), more)


def _figures(board: Board) -> list[Item]:
    theirs, ours = len(board.theirs), len(board.ours)
    ran = board.clock_ran_at
    return [
        {
            "label": Words("Überfällig", "Overdue"),
            "figure": str(board.count),
            "note": say(
                "{theirs} bei Empfängern und Clustern, {ours} bei uns{projects}",
                "{theirs} with recipients and clusters, {ours} with us{projects}",
                theirs=theirs,
                ours=ours,
                projects=_of_which(len(board.projects)),
            ),
        },
        {
            "label": Words("Ältester Fall", "Oldest case"),
            "figure": filters.counted_days(board.oldest) if board.count else "–",
            "note": "",
        },
        {
            "label": Words("Vor 30 Tagen", "30 days ago"),
            "figure": str(board.before),
            "note": Words("Nachweise, nach heutigen Fristen", "reports, by today's dates"),
        },
        {
            "label": Words("Zahlungssperre erreicht", "Payment stop reached"),
            "figure": filters.millions(total(board.stopped.values())),
            "note": counted(len(board.stopped), GRANT, GRANTS),
        },
        {
            "label": Words("Uhr lief zuletzt", "Clock ran last"),
            "figure": filters.clock(ran) if ran else "–",
            "note": filters.day(ran) if ran else Words("noch nie", "never yet"),
        },
    ]


def _of_which(projects: int) -> Words:
    """How many of them are joint projects at risk: they have a list of their own."""
    if not projects:
        return Words("", "")
    named = counted(
        projects,
        Words("gefährdetes Projekt", "project at risk"),
        Words("gefährdete Projekte", "projects at risk"),
    )
    return say(", darunter {named}", ", among them {named}", named=named)


def _ages(board: Board) -> list[Bar]:
    bars, low = [], 0
    for high, words in AGES:
        theirs = sum(low < days <= high for days in board.theirs)
        ours = sum(low < days <= high for days in board.ours)
        bars.append(
            Bar(
                name=words,
                values=(theirs, ours),
                figures=(str(theirs + ours),),
                fills=("g-f2", "g-f-us"),
            )
        )
        low = high
    return bars


def _soon(board: Board) -> list[Item]:
    ahead = [each for each in board.with_recipients if each.following is not None]
    ahead.sort(key=lambda each: each.following.day if each.following else each.due_on)
    return [
        {
            "day": each.following.day,
            "words": each.following.stage.name,
            "note": say("{name}, {who}", "{name}, {who}", name=each.name, who=each.recipient),
        }
        for each in ahead[:SOON]
        if each.following is not None
    ]
