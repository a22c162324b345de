"""The budget funds of a round: what is bound, what is free, and every posting behind it."""

from typing import Any, Final
from urllib.parse import quote

from flask import Blueprint, Response, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue

from grants.documents.book_sheet import Table, Value, as_text, as_workbook
from grants.documents.workbook import XLSX
from grants.models.round import Round
from grants.programme.calendar import ZONE
from grants.programme.ledger import ACCOUNT_WORDS, ENTRY_WORDS, AccountKind
from grants.programme.money import NOTHING, Money, total
from grants.programme.people import Role
from grants.programme.words import Words, say
from grants.queries.ledger import Books
from grants.queries.round_ledger import (
    BookLine,
    Figure,
    Freed,
    Question,
    Side,
    YearOfBooks,
    book_lines,
    figures_of_books,
    round_of_books,
)
from grants.web import filters
from grants.web.access import open_to, visitor
from grants.web.charts import Bar, Drawn, headroom, same_scale
from grants.web.database import session
from grants.web.language import language, t

pages = Blueprint("sponsor_round_ledger", __name__)
F = Figure
ROWS: Final = 50
FREED: Final = Words("Frei geworden", "Freed")
COMMITTED: Final = ACCOUNT_WORDS[AccountKind.COMMITTED]
ORDERED: Final = ACCOUNT_WORDS[AccountKind.ORDERED]
HEADS: Final = (
    Words("Nr.", "No."),
    Words("Zeitpunkt", "Moment"),
    Words("Anlass", "Cause"),
    Words("Fall", "Case"),
    Words("Cluster", "Cluster"),
    Words("Von", "From"),
    Words("Nach", "To"),
    Words("Betrag in Euro", "Amount in euro"),
    Words("Wirkung in Euro", "Effect in euro"),
)


@pages.get("/sponsor/rounds/<int:number>/money")
@open_to(Role.SPONSOR, Role.AUDITOR)
def money(number: int) -> str:
    """The page: figures with a link each, the years, and the postings behind one of them."""
    round_, question = _find(number), _question()
    books, freed, years = figures_of_books(session(), round_)
    lines = book_lines(session(), round_, question, most=ROWS + 1)
    asked = {**_asked(question), "number": number}
    return render_template(
        "sponsor/round/money.html",
        round=round_,
        books=books,
        agrees=_agrees(round_, books),
        figures=_figures(number, books, freed),
        room=headroom(books.budget, [
            (ACCOUNT_WORDS[AccountKind.PAID], books.paid),
            (ORDERED, books.ordered),
            (COMMITTED, books.committed - books.beside),
            (ACCOUNT_WORDS[AccountKind.RESERVED], books.reserved),
        ]) if books.budget else None,
        years=_years(number, years),
        sums=(total(each.committed for each in years), total(each.paid for each in years)),
        question=question,
        named=figure_name(question),
        lines=[_row(line) for line in lines[:ROWS]],
        begun=question.before is not None,
        newest=url_for(".money", **asked, _anchor="postings"),
        older=url_for(".money", **asked, before=lines[ROWS - 1].number, _anchor="postings")
        if len(lines) > ROWS else None,
        every=url_for(".money", number=number, _anchor="postings"),
        csv=url_for(".text", **asked),
        xlsx=url_for(".workbook", **asked),
        for_auditor=visitor().role is Role.AUDITOR,
    )  # fmt: skip


@pages.get("/sponsor/rounds/<int:number>/money.csv")
@open_to(Role.SPONSOR, Role.AUDITOR)
def text(number: int) -> ResponseReturnValue:
    """The postings behind the figure, without pages."""
    round_ = _find(number)
    return _file(as_text(_table(round_), language()), "text/csv", round_, "csv")


@pages.get("/sponsor/rounds/<int:number>/money.xlsx")
@open_to(Role.SPONSOR, Role.AUDITOR)
def workbook(number: int) -> ResponseReturnValue:
    """The figures on one sheet, the postings on another."""
    round_ = _find(number)
    books, freed, years = figures_of_books(session(), round_)
    rows: list[tuple[Value, ...]] = [
        (words.into(language()), amount) for _, words, amount in _amounts(books, freed)
    ]
    for each in years:
        rows.append((f"{COMMITTED.into(language())}, {each.year}", each.committed))
        if each.paid:
            paid = ACCOUNT_WORDS[AccountKind.PAID].into(language())
            rows.append((f"{paid}, {each.year}", each.paid))
    heads = (t("Stand", "Figure"), t("Betrag in Euro", "Amount in euro"))
    standing = Table(name=t("Stand", "Figures"), heads=heads, rows=rows)
    return _file(as_workbook([standing, _table(round_)]), XLSX, round_, "xlsx")


def figure_name(question: Question) -> Words | None:
    """What the postings are behind; nothing where all are shown."""
    if question.figure is None:
        return None
    if question.figure is F.FREED:
        return FREED
    words = ACCOUNT_WORDS[AccountKind(question.figure.value)]
    year = question.year
    return words if year is None else Words(f"{words.de}, {year}", f"{words.en}, {year}")


def _find(number: int) -> Round:
    return round_of_books(session(), visitor(), number) or abort(404)


def _question() -> Question:
    """What is asked for in the address; what cannot be read asks for everything."""
    asked = request.args.get("figure", "")
    return Question(
        figure=F(asked) if asked in set(F) else None,
        year=request.args.get("year", type=int),
        before=request.args.get("before", type=int),
    )


def _asked(question: Question) -> dict[str, Any]:
    named = {"figure": question.figure and question.figure.value, "year": question.year}
    return {name: value for name, value in named.items() if value}


def _agrees(round_: Round, books: Books) -> bool:
    whole = books.promised if round_.budget is None else round_.budget
    return books.balanced and (books.promised, books.budget) == (round_.promised, whole)


def _amounts(books: Books, freed: Freed) -> list[tuple[Figure, Words, Money]]:
    """What there is always first; the rest only where there is any."""
    always = (F.BUDGET, F.AVAILABLE, F.RESERVED, F.COMMITTED)
    amounts = {
        F.BUDGET: books.budget, F.AVAILABLE: books.available, F.RESERVED: books.reserved,
        F.COMMITTED: books.committed, F.ORDERED: books.ordered, F.PAID: books.paid,
        F.FREED: freed.whole,
        F.BESIDE: books.beside, F.OWN_FUNDS: books.own_funds, F.RECLAIM: books.reclaim,
        F.INTEREST: books.interest,
    }  # fmt: skip
    return [
        (each, FREED if each is F.FREED else ACCOUNT_WORDS[AccountKind(each.value)], amount)
        for each, amount in amounts.items()
        if amount != NOTHING or each in always
    ]


def _figures(number: int, books: Books, freed: Freed) -> list[dict[str, Any]]:
    notes = {
        F.RESERVED: Words("Ausgewählten Clustern zugesagt und noch nicht bewilligt.",
                          "Promised to selected clusters and not awarded yet."),
        F.FREED: say("{round} zurück in die Runde, {cluster} zurück unter die Obergrenze.",
                     "{round} back to the round, {cluster} back below the cap.",
                     round=freed.to_round, cluster=freed.to_cluster),
        F.OWN_FUNDS: Words("Aufzubringen von den Empfängern.", "To be brought by the recipients."),
    }  # fmt: skip
    return [
        {"words": words, "amount": amount, "note": notes.get(each),
         "address": url_for(".money", number=number, figure=each.value, _anchor="postings")}
        for each, words, amount in _amounts(books, freed)
    ]  # fmt: skip


def _years(number: int, years: list[YearOfBooks]) -> list[Drawn]:
    return same_scale([
        Bar(
            name=str(each.year),
            values=(each.paid, each.committed),
            figures=(filters.figure(each.paid), filters.figure(each.committed)),
            address=url_for(".money", number=number, figure=F.COMMITTED.value, year=each.year,
                            _anchor="postings"),
            fills=("g-f1", "g-f3"),
        )
        for each in years
    ])  # fmt: skip


def _row(line: BookLine) -> dict[str, Any]:
    return {
        "line": line,
        "why": ENTRY_WORDS[line.why],
        "credit": _side(line.credit),
        "debit": _side(line.debit),
    }


def _side(side: Side) -> Words:
    words = ACCOUNT_WORDS[side.kind]
    return (
        words if side.year is None else Words(f"{words.de} {side.year}", f"{words.en} {side.year}")
    )


def _table(round_: Round) -> Table:
    spoken, question = language(), _question()
    return Table(
        name=t("Buchungen", "Postings"),
        heads=[head.into(spoken) for head in HEADS],
        rows=[
            (line.number, line.at.astimezone(ZONE), ENTRY_WORDS[line.why].into(spoken), line.case,
             line.cluster, _side(line.credit).into(spoken), _side(line.debit).into(spoken),
             line.amount, line.change)
            for line in book_lines(session(), round_, question)
        ],
    )  # fmt: skip


def _file(content: str | bytes, kind: str, round_: Round, ending: str) -> Response:
    name = quote(f"{t('Haushaltsmittel', 'Budget funds')} {round_.name.into(language())}.{ending}")
    answer = Response(content, content_type=f"{kind}; charset=utf-8" if ending == "csv" else kind)
    answer.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    return answer
