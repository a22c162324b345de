"""Payment requests as staff see them: the list of what waits, and one of them to decide on."""

from typing import Any, Final

from flask import Blueprint, abort, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from forms.payment import CorrectForm, PaymentReasonForm, RunReasonForm
from grants.actions import payment_check as acts
from grants.actions.payment_mail import tell_of_payment
from grants.actions.payment_run import check_payer, standing_order
from grants.actions.payment_use import excuse
from grants.models.payment import PaymentRequest
from grants.programme.calendar import today
from grants.programme.finding import Finding, RulesBroken
from grants.programme.people import Role
from grants.programme.stages import NoSuchMove, PaymentState, label
from grants.programme.words import Words
from grants.queries.late_use import charge_on
from grants.queries.payment import (
    blocks_of,
    ceiling,
    find_payment,
    findings_of,
    money_of,
    payments_of,
)
from grants.queries.payment_page import acts_on_payment, grant_to_pay, was_handed_in
from grants.queries.payment_run import authorities_that_pay, ready_to_pay, waiting_payments
from grants.queries.payment_run import runs as every_run
from grants.queries.payment_run import statements as every_statement
from grants.web import filters
from grants.web.access import open_to, visitor
from grants.web.database import now, saving, session
from grants.web.language import language
from grants.web.late_use_turn import Side, use_turn
from grants.web.notice import PRESS_ONE, tell
from grants.web.payment import happening, money_shown, tone_of
from grants.web.sponsor.acting import TOO_LATE
from grants.web.sponsor.payment_interest import interest_shown
from grants.web.strip import (
    COLLEAGUES,
    NEXT,
    NOBODY,
    RECIPIENT,
    SPONSOR,
    TURN,
    UNTIL,
    YOU,
    Cell,
    Step,
    Strip,
)

pages = Blueprint("sponsor_payment", __name__)
P = PaymentState
FORMS: Final = {
    "check": CorrectForm, "hold": PaymentReasonForm, "send_back": PaymentReasonForm,
    "reject": PaymentReasonForm, "check_again": RunReasonForm, "take_back": RunReasonForm,
    "excuse": RunReasonForm,
}  # fmt: skip
DONE: Final = {
    "check": Words("Als richtig festgestellt. Eine andere Person ordnet die Zahlung an.",
                   "Found correct. Another person orders the payment."),
    "hold": Words("Zurückgestellt.", "Held."),
    "release": Words("Wieder aufgenommen.", "Taken up again."),
    "send_back": Words("An den Empfänger zurückgegeben.", "Sent back to the recipient."),
    "reject": Words("Abgelehnt.", "Rejected."),
    "check_again": Words("Zur Prüfung zurückgegeben.", "Sent back to be checked."),
    "approve": Words("Angeordnet. Eine dritte Person zahlt aus.",
                     "Ordered. A third person pays it."),
    "excuse": Words("Von Zinsen ist abgesehen.", "No interest is charged."),
    "take_back": Words("Die Anordnung ist aufgehoben.", "The order is taken back."),
}  # fmt: skip
WITH_REASON: Final = {
    "hold": acts.hold, "send_back": acts.send_back, "reject": acts.reject,
    "check_again": acts.check_again, "take_back": acts.take_back, "excuse": excuse,
}  # fmt: skip
AHEAD: Final = {
    P.SUBMITTED: Words("Prüfen und feststellen", "Check it"),
    P.HELD: Words("Wieder aufnehmen oder ablehnen", "Take it up again or reject it"),
    P.CHECKED: Words("Zahlung anordnen", "Order the payment"),
    P.APPROVED: Words("In einen Zahllauf nehmen", "Put it into a run"),
}


@pages.get("/sponsor/payments")
@open_to(Role.SPONSOR, Role.AUDITOR)
def payments() -> str:
    """What waits, the runs, the statements."""
    ready = [(one, ready_to_pay(session(), one)) for one in authorities_that_pay(session())]
    return render_template(
        "sponsor/payment/list.html",
        waiting=waiting_payments(session()),
        ready=ready,
        mine_to_pay={one.id for _, every in ready for one in every
                     if check_payer(one, visitor()).holds},
        runs=every_run(session()),
        statements=every_statement(session()),
        tone_of=tone_of,
    )  # fmt: skip


@pages.get("/sponsor/grants/<number>/payments")
@open_to(Role.SPONSOR, Role.AUDITOR)
def grant(number: str) -> str:
    """The payments of one grant."""
    found = grant_to_pay(session(), visitor(), number) or abort(404)
    return render_template(
        "sponsor/payment/grant.html",
        grant=found,
        every=payments_of(session(), found, drafts=False),
        findings=blocks_of(session(), found, now()),
        tone_of=tone_of,
        **money_shown(money_of(session(), found)),
    )


@pages.get("/sponsor/payments/<number>/<int:ordinal>")
@open_to(Role.SPONSOR, Role.AUDITOR)
def payment(number: str, ordinal: int) -> str:
    """One request: what it asks for, what the rules say, and what staff do with it."""
    found = _find(number, ordinal)
    return _show(found, _forms(found, ""), "", [])


@pages.post("/sponsor/payments/<number>/<int:ordinal>")
@open_to(Role.SPONSOR)
def act(number: str, ordinal: int) -> ResponseReturnValue:
    """Do with it what one of the buttons says."""
    if (back := _with_the_recipient_again(number, ordinal)) is not None:
        tell(TOO_LATE, "warning")
        return redirect(back, 303)
    found, wanted = _find(number, ordinal), request.form.get("act", "")
    forms = _forms(found, wanted)
    if wanted and wanted not in DONE:
        abort(404)
    if not wanted:
        tell(PRESS_ONE, "warning")
        return _show(found, forms, "", []), 422
    form, refused = forms.get(wanted), []
    if form is None or (form.validate() and not _ambiguous(form)):
        try:
            _do(wanted, found, form)
        except RulesBroken as broken:
            refused = _told(form, broken)
        except NoSuchMove:
            tell(TOO_LATE, "warning")
            return redirect(url_for(".payment", number=number, ordinal=ordinal), 303)
        else:
            tell(DONE[wanted])
            again = url_for(".payment", number=number, ordinal=ordinal)
            return redirect(_with_the_recipient_again(number, ordinal) or again, 303)
    return _show(_find(number, ordinal), forms, wanted, refused), 422


def _told(form: Any, broken: RulesBroken) -> list[Finding]:
    """Beside the fields where there are any; else at the top of the page."""
    if form is None:
        return broken.findings
    form.show(broken.findings)
    return []


def _with_the_recipient_again(number: str, ordinal: int) -> str | None:
    """The payments of the grant, where the request was sent back or withdrawn meanwhile.

    Staff see no drafts; that it was here is no secret to them.
    """
    if find_payment(session(), visitor(), number, ordinal) is not None:
        return None
    if not was_handed_in(session(), f"{number}-{ordinal}"):
        return None
    return url_for(".grant", number=number)


def _find(number: str, ordinal: int) -> PaymentRequest:
    return find_payment(session(), visitor(), number, ordinal) or abort(404)


def _forms(found: PaymentRequest, act: str) -> dict[str, Any]:
    typed = request.form or None
    data = {"correct": found.correct or found.requested}
    return {
        name: kind(typed if act in ("", name) else None, language=language(), data=data)
        for name, kind in FORMS.items()
    }


def _ambiguous(form: Any) -> bool:
    return isinstance(form, CorrectForm) and form.ask_about_ambiguous()


def _do(act: str, found: PaymentRequest, form: Any) -> None:
    by, moment = visitor(), now()
    with saving() as work:
        match act:
            case "check":
                acts.find_correct(work, found, correct=form.correct.data,
                                  remark=form.remark.data or "", by=by, now=moment)  # fmt: skip
            case "release":
                acts.release(work, found, by=by, now=moment)
            case "approve":
                acts.approve(work, found, by=by, now=moment)
            case _:
                do = WITH_REASON[act]
                do(work, found, reason=form.reason.data or "", by=by, now=moment)
                tell_of_payment(
                    work, found, public_url=current_app.config["PUBLIC_URL"], now=moment
                )


def _show(found: PaymentRequest, forms: dict[str, Any], act: str, refused: list[Finding]) -> str:
    decided = found.state not in AHEAD
    money = money_of(session(), found.grant)
    return render_template(
        "sponsor/payment/show.html",
        this=found,
        grant=found.grant,
        tone=tone_of(found),
        strip=_strip(found),
        acting=visitor().role is Role.SPONSOR,
        forms=forms,
        form=forms.get(act),
        open_act=act,
        refused=refused,
        ceiling=None if decided else ceiling(session(), found, now()),
        findings=[] if decided else [
            *findings_of(session(), found, now(), found.correct),
            *blocks_of(session(), found.grant, now()),
            *(standing_order(found, today(now())) if found.state is P.APPROVED else ()),
        ],
        may_order=acts.check_orderer(found, visitor()).holds,
        interest=interest_shown(session(), found) if found.state is P.IDLE else None,
        charge=charge_on(session(), found) if found.state is P.IDLE else None,
        happened=[happening(each) for each in acts_on_payment(session(), found.number)],
        **money_shown(money),
    )  # fmt: skip


def _strip(found: PaymentRequest) -> Strip:
    sent = Cell(
        Words("Eingereicht", "Submitted"),
        filters.moment(found.submitted_at) if found.submitted_at else "–",
    )
    if found.state not in AHEAD:
        return _strip_of_use(found) or Strip("wait", (Cell(TURN, NOBODY, label(found.state)), sent))
    mine = visitor().role is Role.SPONSOR and {
        P.CHECKED: acts.check_orderer(found, visitor()).holds,
        P.APPROVED: check_payer(found, visitor()).holds,
    }.get(found.state, True)
    turn = Cell(TURN, YOU if mine else COLLEAGUES, label(found.state))
    return Strip("you" if mine else "wait", (turn, Cell(NEXT, AHEAD[found.state]), sent))


def _strip_of_use(found: PaymentRequest) -> Strip | None:
    """Paid: the recipient says when it was used, and late use is decided on here."""
    turn = use_turn(session(), found, today(now()))
    if turn is None:
        return None
    ours = turn.side is Side.SPONSOR and visitor().role is Role.SPONSOR
    who = RECIPIENT if turn.side is Side.RECIPIENT else YOU if ours else SPONSOR
    cells = [Cell(TURN, who, label(found.state)), Cell(NEXT, turn.step)]
    if turn.until is not None:
        cells.append(Cell(UNTIL, filters.day(turn.until), filters.distance(turn.until, now())))
    if not ours:
        return Strip("wait", cells)
    number, ordinal = found.grant.number, found.ordinal
    page = (
        url_for("sponsor_later.later", number=number)
        if turn.to_sign
        else url_for("sponsor_late_use.interest", number=number, ordinal=ordinal)
    )
    return Strip("you", cells, Step(page, turn.step))
