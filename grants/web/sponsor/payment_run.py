"""Payment runs and bank statements: what goes to the bank, and what it says."""

from typing import Any, Final

from flask import (
    Blueprint,
    Response,
    abort,
    current_app,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from forms.payment import ExplainForm, RunReasonForm, StatementForm
from grants.actions.bank_statement import explain_line, take_statement
from grants.actions.payment_mail import tell_of_payment
from grants.actions.payment_run import check_droppable, drop_run, fetch_file, make_run
from grants.actions.repayment import book_repayment, no_such_grant
from grants.documents.bank_statement import MOST_BYTES, NotAStatement, read_statement
from grants.models.payment import BankLine, BankStatement, PaymentRun
from grants.programme.finding import RulesBroken
from grants.programme.money import NOTHING
from grants.programme.people import Role
from grants.programme.words import Words
from grants.queries.authority import find_authority
from grants.queries.bank_line import near_payments
from grants.queries.payment_page import grant_to_pay
from grants.queries.payment_run import fetches_of, find_run, find_statement
from grants.web.access import open_to, visitor
from grants.web.database import now, saving, session
from grants.web.language import language
from grants.web.notice import tell
from grants.web.payment import tone_of

pages = Blueprint("sponsor_payment_run", __name__)
MADE: Final = Words("Der Zahllauf ist erstellt. Geben Sie die Datei an die Bank.",
                    "The run is made. Give the file to the bank.")  # fmt: skip
DROPPED: Final = Words("Der Zahllauf ist verworfen.", "The run is dropped.")
TAKEN: Final = Words("Der Auszug ist eingelesen.", "The statement is taken in.")
EXPLAINED: Final = Words("Vermerkt.", "Noted.")
NO_FILE: Final = Words("Wählen Sie eine Datei.", "Choose a file.")


@pages.post("/sponsor/payment-runs")
@open_to(Role.SPONSOR)
def make() -> ResponseReturnValue:
    """Put the ticked payments into one file."""
    authority = find_authority(session(), request.form.get("authority", "")) or abort(404)
    try:
        with saving() as work:
            run = make_run(
                work, authority, request.form.getlist("payment"), by=visitor(), now=now()
            )
            message = run.message
    except RulesBroken as broken:
        for finding in broken.findings:
            tell(finding.says, "danger")
        return redirect(url_for("sponsor_payment.payments", _anchor="pay"), 303)
    tell(MADE)
    return redirect(url_for(".run", message=message), 303)


@pages.get("/sponsor/payment-runs/<message>")
@open_to(Role.SPONSOR, Role.AUDITOR)
def run(message: str) -> str:
    """One run: its payments and what became of each."""
    return _run(_find_run(message), None)


@pages.post("/sponsor/payment-runs/<message>/file")
@open_to(Role.SPONSOR)
def fetch(message: str) -> ResponseReturnValue:
    """The file for the bank, as it was made; who fetches it is recorded."""
    found = _find_run(message)
    if found.dropped_at is not None:
        abort(404)
    with saving() as work:
        content = fetch_file(work, found, by=visitor(), now=now())
    answer = Response(content, content_type="application/xml")
    answer.headers["Content-Disposition"] = f'attachment; filename="{message}.xml"'
    return answer


@pages.post("/sponsor/payment-runs/<message>/drop")
@open_to(Role.SPONSOR)
def drop(message: str) -> ResponseReturnValue:
    """Give up a run that the bank did not carry out."""
    found, form = _find_run(message), RunReasonForm(language=language())
    if form.validate():
        try:
            with saving() as work:
                drop_run(work, found, reason=form.reason.data or "", by=visitor(), now=now())
        except RulesBroken as broken:
            form.show(broken.findings)
        else:
            tell(DROPPED)
            return redirect(url_for(".run", message=message), 303)
    return _run(_find_run(message), form), 422


@pages.route("/sponsor/bank-statements", methods=["GET", "POST"])
@open_to(Role.SPONSOR)
def take() -> ResponseReturnValue:
    """Take in a statement of the bank."""
    form = StatementForm(language=language())
    if request.method == "GET":
        return render_template("sponsor/payment/statement_new.html", form=form)
    sent = form.file.data if form.validate() else None
    if not sent:
        form.file.errors = form.file.errors or [NO_FILE]
        return render_template("sponsor/payment/statement_new.html", form=form), 422
    content = sent.stream.read(MOST_BYTES + 1)
    try:
        statement = read_statement(content)
        with saving() as work:
            kept = take_statement(
                work, statement, content=content, file_name=(sent.filename or "")[-120:],
                by=visitor(), now=now(),
            )  # fmt: skip
            number = kept.id
            for line in kept.lines:
                if line.request is not None:
                    tell_of_payment(
                        work, line.request, public_url=current_app.config["PUBLIC_URL"], now=now()
                    )
    except NotAStatement as refused:
        form.file.errors = [refused.says]
    except RulesBroken as broken:
        form.show(broken.findings)
    else:
        tell(TAKEN)
        return redirect(url_for(".statement", number=number), 303)
    return render_template("sponsor/payment/statement_new.html", form=form), 422


@pages.get("/sponsor/bank-statements/<int:number>")
@open_to(Role.SPONSOR, Role.AUDITOR)
def statement(number: int) -> str:
    """One statement: each booking and the payment it is."""
    return _statement(_find_statement(number), None, 0)


@pages.post("/sponsor/bank-statements/<int:number>/<int:ordinal>")
@open_to(Role.SPONSOR)
def explain(number: int, ordinal: int) -> ResponseReturnValue:
    """Say what a booking is that is none of our payments."""
    found, form = _find_statement(number), ExplainForm(language=language())
    line = next((one for one in found.lines if one.ordinal == ordinal), None) or abort(404)
    if form.validate() and not form.ask_about_ambiguous():
        try:
            with saving() as work:
                _explain(work, line, form)
        except RulesBroken as broken:
            form.show(broken.findings)
        else:
            tell(EXPLAINED)
            return redirect(url_for(".statement", number=number), 303)
    return _statement(_find_statement(number), form, ordinal), 422


def _explain(work: Session, line: BankLine, form: ExplainForm) -> None:
    """Say what it is, or book it as a repayment where a grant is named."""
    number = (form.grant.data or "").strip()
    if not number:
        text = form.explanation.data or ""
        explain_line(work, line, explanation=text, by=visitor(), now=now())
        return
    grant = grant_to_pay(work, visitor(), number)
    if grant is None:
        raise RulesBroken([no_such_grant(number)])
    interest = form.interest.data or NOTHING
    book_repayment(work, line, grant, interest=interest, by=visitor(), now=now())


def _find_run(message: str) -> PaymentRun:
    return find_run(session(), visitor(), message) or abort(404)


def _find_statement(number: int) -> BankStatement:
    return find_statement(session(), visitor(), number) or abort(404)


def _run(found: PaymentRun, form: Any) -> str:
    return render_template(
        "sponsor/payment/run.html",
        run=found,
        acting=visitor().role is Role.SPONSOR,
        may_drop=check_droppable(found).holds,
        form=form or RunReasonForm(None, language=language()),
        tone_of=tone_of,
        fetched=fetches_of(session(), found),
    )


def _statement(found: BankStatement, form: Any, ordinal: int) -> str:
    return render_template(
        "sponsor/payment/statement.html",
        statement=found,
        acting=visitor().role is Role.SPONSOR,
        form=form,
        at=ordinal,
        forms={
            line.ordinal: _of_line(form if line.ordinal == ordinal else None, line.ordinal)
            for line in found.lines
            if line.is_open
        },
        unknown=sum(line.is_open for line in found.lines),
        near=near_payments(session(), found),
    )


def _of_line(form: ExplainForm | None, ordinal: int) -> ExplainForm:
    """The form of one booking among several: its fields have ids of their own on the page."""
    made = form or ExplainForm(None, language=language())
    for each in made:
        each.id = f"{each.name}-{ordinal}"
    return made
