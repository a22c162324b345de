"""A plan as a workbook, both ways; and from another plan of the same award."""

from urllib.parse import quote

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from forms.plan_upload import PlanUploadForm
from grants.actions.conflict import Conflict
from grants.actions.draft import plan_is_open
from grants.actions.plan_line import take_over
from grants.documents.plan_workbook import PlanBook, plan_workbook
from grants.documents.upload import UploadRefused
from grants.documents.workbook import MOST_BYTES, XLSX, read_workbook
from grants.models.grant import Grant
from grants.programme.finding import Finding, RulesBroken
from grants.programme.people import Role
from grants.programme.plan_change import carry
from grants.programme.plan_line import MOST_LINES
from grants.programme.plan_sheet import SHEET, CellNote, SheetReader, language_of
from grants.programme.stages import NoSuchMove
from grants.programme.words import LANGUAGES, Words
from grants.queries.grant_plan import frame_of, plannable_lines, plans_beside, whole_plan
from grants.web.access import open_to, visitor
from grants.web.applicant.plan_carry import SEALED, OnItsWay, show_comparison, unseal
from grants.web.applicant.plan_figures import PAYERS, figures_of
from grants.web.applicant.plan_lines import PLACE, own, plan_address, say_plan_closed
from grants.web.applicant.versions import saved, seen_revision
from grants.web.database import now, saving, session
from grants.web.filters import day, moment
from grants.web.language import language, t
from grants.web.notice import tell

pages = Blueprint("applicant_plan_workbook", __name__)
SHEETS = tuple(SHEET.into(each) for each in LANGUAGES)
NO_FILE = Words("Wählen Sie eine Excel-Datei.", "Choose a workbook.")
GONE = Words(
    "Diese Übersicht ist zu alt. Laden Sie die Datei noch einmal hoch.",
    "This overview is too old. Upload the file once more.",
)


@pages.get(f"{PLACE}.xlsx")
@open_to(Role.APPLICANT)
def download(number: str) -> ResponseReturnValue:
    """The plan as it is saved, to fill in elsewhere."""
    grant = own(number)
    name = quote(f"{t('Finanzierungsplan', 'Financing plan')} {grant.number}.xlsx")
    answer = Response(plan_workbook(_book(grant)), content_type=XLSX)
    answer.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    return answer


@pages.get(f"{PLACE}/upload")
@open_to(Role.APPLICANT)
def upload(number: str) -> ResponseReturnValue:
    """Choose a file; nothing is taken over yet."""
    grant = own(number)
    if not plan_is_open(grant):
        say_plan_closed()
        return redirect(plan_address(grant), 303)
    return _upload_page(grant, PlanUploadForm(language=language(), formdata=None))


@pages.post(f"{PLACE}/upload")
@open_to(Role.APPLICANT)
def read(number: str) -> ResponseReturnValue:
    """Read the file and show what it would change, or every cell that cannot be read."""
    grant, form = own(number), PlanUploadForm(language=language())
    sent = form.workbook.data if form.validate() else None
    if sent is None:
        form.workbook.errors = form.workbook.errors or [NO_FILE]
        return _upload_page(grant, form), 422
    try:
        sheet = read_workbook(sent.stream.read(MOST_BYTES + 1), SHEETS)
    except UploadRefused as refused:
        form.workbook.errors = [refused.says]
        return _upload_page(grant, form), 422
    found = SheetReader(
        sheet=sheet.name,
        language=language_of(sheet.name) or language(),
        categories=plannable_lines(grant),
        years=frame_of(grant).years,
    ).read(sheet.rows)
    if found.bad:
        return _upload_page(grant, form, found.bad), 422
    origin = (sent.filename or "")[-80:]
    return show_comparison(grant, OnItsWay(lines=found.lines, origin=origin, noticed=found.noticed))


@pages.post(f"{PLACE}/take-over")
@open_to(Role.APPLICANT)
def take(number: str) -> ResponseReturnValue:
    """Take over what was shown; if somebody saved meanwhile, show it against what is there now."""
    grant = own(number)
    coming = unseal(grant, request.form.get(SEALED, ""))
    if coming is None:
        tell(GONE, "warning")
        return redirect(url_for(".upload", number=number), 303)
    try:
        with saving() as work:
            take_over(work, grant, coming.lines, revision=seen_revision(), by=visitor(), now=now())
    except RulesBroken as broken:
        return _refused(own(number), broken.findings), 422
    except Conflict as conflict:
        fresh = own(number)
        return show_comparison(fresh, coming, conflict=conflict.theirs), 409
    except NoSuchMove:
        say_plan_closed()
    else:
        tell(saved(now()))
    return redirect(plan_address(own(number)), 303)


@pages.get(f"{PLACE}/copy")
@open_to(Role.APPLICANT)
def copy(number: str) -> ResponseReturnValue:
    """Choose another plan of the same award, and see what it would change here."""
    grant = own(number)
    if not plan_is_open(grant):
        say_plan_closed()
        return redirect(plan_address(grant), 303)
    others = {other.number: other for other in plans_beside(session(), visitor(), grant)}
    chosen = request.args.get("from")
    if chosen is None:
        return render_template(
            "applicant/plan/copy.html", grant=grant, others=others.values(),
            back=plan_address(grant),
        )  # fmt: skip
    source = others.get(chosen) or abort(404)
    carried = carry(whole_plan(source), source.starts_on.year, frame_of(grant))
    coming = OnItsWay(lines=carried.lines, origin=source.number, left_out=carried.left_out)
    return show_comparison(grant, coming)


def _book(grant: Grant) -> PlanBook:
    frame = frame_of(grant)
    payers = [(words, amount) for (words, _), amount
              in zip(PAYERS, figures_of(grant).paid, strict=True)]  # fmt: skip
    return PlanBook(
        language=language(),
        number=grant.number,
        recipient=grant.recipient.name,
        period=f"{day(grant.starts_on)} {t('bis', 'to')} {day(grant.ends_on)}",
        as_of=moment(grant.changed_at),
        categories=plannable_lines(grant),
        years=frame.years,
        lines=whole_plan(grant),
        payers=payers,
    )


def _upload_page(grant: Grant, form: PlanUploadForm, bad: tuple[CellNote, ...] = ()) -> str:
    return render_template(
        "applicant/plan/upload.html",
        grant=grant,
        form=form,
        bad=bad,
        most=MOST_LINES,
        back=plan_address(grant),
    )


def _refused(grant: Grant, findings: list[Finding]) -> str:
    form = PlanUploadForm(language=language(), formdata=None)
    form.show(findings)
    return _upload_page(grant, form)
