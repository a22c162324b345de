"""A plan as a workbook, both ways; and from another plan of the same award."""

from urllib.parse import quote

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from forms.plan_upload import PlanUploadForm
from grants.actions.overtaken import Overtaken
from grants.actions.plan_line import take_over
from grants.documents.plan_workbook import PlanBook, plan_workbook
from grants.documents.upload import UploadRefused
from grants.documents.workbook import MOST_BYTES, XLSX, read_workbook
from grants.programme.finding import Finding, RulesBroken
from grants.programme.money import Money, total
from grants.programme.people import Role
from grants.programme.plan_change import carry
from grants.programme.plan_line import MOST_LINES
from grants.programme.plan_sheet import SHEET, CellNote, SheetReader, language_of
from grants.programme.stages import NoSuchMove
from grants.programme.words import LANGUAGES, Words
from grants.queries.grant_plan import plans_beside
from grants.queries.plan_line import (
    Planner,
    cells_of,
    frame_of,
    plannable_lines,
    whole_plan,
    years_in,
)
from grants.web.access import open_to, visitor
from grants.web.applicant.plan_carry import SEALED, OnItsWay, show_comparison, unseal
from grants.web.applicant.plan_figures import figures_of
from grants.web.applicant.plan_place import (
    PLACE,
    PlanPlace,
    own,
    place_of,
    plan_address,
    say_plan_closed,
)
from grants.web.database import now, saving, session
from grants.web.filters import day, moment
from grants.web.language import language, t
from grants.web.notice import tell
from grants.web.versions import saved, seen_revision

pages = Blueprint("applicant_plan_workbook", __name__)
SHEETS = tuple(SHEET.into(each) for each in LANGUAGES)
NO_FILE = Words("Wählen Sie eine Excel-Datei.", "Choose a workbook.")
GONE = Words(
    "Diese Übersicht ist zu alt. Laden Sie die Datei noch einmal hoch.",
    "This overview is too old. Upload the file once more.",
)


@pages.get(f"{PLACE}.xlsx")
@open_to(Role.APPLICANT)
def download(of: str, number: str) -> ResponseReturnValue:
    """The plan as it is saved, to fill in elsewhere."""
    plan = own(of, number)
    name = quote(f"{t('Finanzierungsplan', 'Financing plan')} {plan.number}.xlsx")
    answer = Response(plan_workbook(_book(plan)), content_type=XLSX)
    answer.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    return answer


@pages.get(f"{PLACE}/upload")
@open_to(Role.APPLICANT)
def upload(of: str, number: str) -> ResponseReturnValue:
    """Choose a file; nothing is taken over yet."""
    plan = own(of, number)
    if not place_of(plan).open:
        say_plan_closed(plan)
        return redirect(plan_address(plan), 303)
    return _upload_page(plan, PlanUploadForm(language=language(), formdata=None))


@pages.post(f"{PLACE}/upload")
@open_to(Role.APPLICANT)
def read(of: str, number: str) -> ResponseReturnValue:
    """Read the file and show what it would change, or every cell that cannot be read."""
    plan, form = own(of, number), PlanUploadForm(language=language())
    if not place_of(plan).open:
        say_plan_closed(plan)
        return redirect(plan_address(plan), 303)
    sent = form.workbook.data if form.validate() else None
    if sent is None:
        form.workbook.errors = form.workbook.errors or [NO_FILE]
        return _upload_page(plan, form), 422
    try:
        sheet = read_workbook(sent.stream.read(MOST_BYTES + 1), SHEETS)
    except UploadRefused as refused:
        form.workbook.errors = [refused.says]
        return _upload_page(plan, form), 422
    found = SheetReader(
        sheet=sheet.name,
        language=language_of(sheet.name) or language(),
        categories=plannable_lines(plan),
        years=years_in(plan),
    ).read(sheet.rows)
    if found.bad:
        return _upload_page(plan, form, found.bad), 422
    origin = (sent.filename or "")[-80:]
    return show_comparison(plan, OnItsWay(lines=found.lines, origin=origin, noticed=found.noticed))


@pages.post(f"{PLACE}/take-over")
@open_to(Role.APPLICANT)
def take(of: str, number: str) -> ResponseReturnValue:
    """Take over what was shown; if somebody saved meanwhile, show it against what is there now."""
    plan = own(of, number)
    coming = unseal(plan, request.form.get(SEALED, ""))
    if coming is None:
        tell(GONE, "warning")
        return redirect(url_for(".upload", of=of, number=number), 303)
    try:
        with saving() as work:
            take_over(work, plan, coming.lines, revision=seen_revision(), by=visitor(), now=now())
    except RulesBroken as broken:
        return _refused(own(of, number), broken.findings), 422
    except Overtaken as overtaken:
        fresh = own(of, number)
        return show_comparison(fresh, coming, meanwhile=overtaken.theirs), 409
    except NoSuchMove:
        say_plan_closed(plan)
    else:
        tell(saved(now()))
    return redirect(plan_address(own(of, number)), 303)


@pages.get(f"{PLACE}/copy")
@open_to(Role.APPLICANT)
def copy(of: str, number: str) -> ResponseReturnValue:
    """Choose another plan of the award, or of the cluster, and see what it would change here."""
    plan = own(of, number)
    if not place_of(plan).open:
        say_plan_closed(plan)
        return redirect(plan_address(plan), 303)
    others = {other.number: other for other in plans_beside(session(), visitor(), plan)}
    chosen = request.args.get("from")
    if chosen is None:
        return render_template(
            "applicant/plan/copy.html", place=place_of(plan), others=map(_other, others.values()),
        )  # fmt: skip
    source = others.get(chosen) or abort(404)
    carried = carry(whole_plan(source), frame_of(source).first.year, frame_of(plan))
    coming = OnItsWay(lines=carried.lines, origin=source.number, left_out=carried.left_out)
    return show_comparison(plan, coming)


def _book(plan: Planner) -> PlanBook:
    place, figures = place_of(plan), figures_of(plan)
    first, last = frame_of(plan).first, frame_of(plan).last
    payers = [(words, amount) for (words, _), amount
              in zip(figures.payers, figures.paid, strict=True)]  # fmt: skip
    return PlanBook(
        language=language(),
        number=plan.number,
        recipient=place.recipient,
        period=f"{day(first)} {t('bis', 'to')} {day(last)}",
        as_of=moment(plan.changed_at),
        categories=plannable_lines(plan),
        years=years_in(plan),
        lines=whole_plan(plan),
        payers=payers,
    )


def _other(plan: Planner) -> tuple[PlanPlace, Money]:
    """Another plan, with its costs in EUR."""
    return place_of(plan), total(cells_of(plan).values())


def _upload_page(plan: Planner, form: PlanUploadForm, bad: tuple[CellNote, ...] = ()) -> str:
    return render_template(
        "applicant/plan/upload.html",
        place=place_of(plan),
        form=form,
        bad=bad,
        most=MOST_LINES,
    )


def _refused(plan: Planner, findings: list[Finding]) -> str:
    form = PlanUploadForm(language=language(), formdata=None)
    form.show(findings)
    return _upload_page(plan, form)
