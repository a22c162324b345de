"""Payments of a grant as its recipient sees them: what there is, asking for it, what came of it."""

from typing import Any

from flask import Blueprint, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from forms.payment import PaymentForm, UseForm
from grants.actions.overtaken import Overtaken
from grants.actions.payment import begin_payment, save_payment, submit_payment, withdraw_payment
from grants.actions.payment_use import state_use
from grants.models.grant import Grant
from grants.models.payment import PaymentRequest
from grants.programme.calendar import today
from grants.programme.finding import Finding, RulesBroken
from grants.programme.organisation import Basis
from grants.programme.payment import days_of_use
from grants.programme.payment_block import check_may_ask
from grants.programme.people import Role
from grants.programme.roads.payment import OPEN
from grants.programme.stages import NoSuchMove, PaymentState
from grants.programme.words import Words, say
from grants.queries.application import terms_of
from grants.queries.late_use import charge_on, late_use_hearing
from grants.queries.payment import (
    blocks_of,
    ceiling,
    find_payment,
    findings_of,
    money_of,
    payments_of,
)
from grants.queries.payment_page import acts_on_payment, grant_to_pay
from grants.web.access import open_to, visitor
from grants.web.applicant.payment_strip import strip_of_payment
from grants.web.applicant.reader import for_readers, writers_for
from grants.web.database import now, saving, session
from grants.web.language import language
from grants.web.late_use_turn import use_turn
from grants.web.notice import tell
from grants.web.payment import happening, money_shown, tone_of
from grants.web.versions import (
    by_itself,
    keeps_the_other,
    saved,
    seen_revision,
    shown_revision,
    tell_script,
    two_versions,
    typed,
)

pages = Blueprint("applicant_payment", __name__)
LATE = (PaymentState.IDLE, PaymentState.INTEREST_NOTICE)
PLACE = "/grants/<number>/payments"
SENT = Words("Die Anforderung ist eingereicht.", "The request is submitted.")
BACK = Words("Die Anforderung ist zurückgezogen und wieder ein Entwurf.",
             "The request is withdrawn and a draft again.")  # fmt: skip
USED = Words("Der Tag der Verwendung ist festgehalten.", "The day of use is recorded.")
CLOSED = Words("Diese Anforderung lässt sich zurzeit nicht ändern.",
               "This request cannot be changed at present.")  # fmt: skip


@pages.get(PLACE)
@open_to(Role.APPLICANT)
def payments(number: str) -> ResponseReturnValue:
    """What was granted, paid and may still be asked for; all requests."""
    return _list(_own_grant(number), [])


@pages.post(PLACE)
@open_to(Role.APPLICANT)
def begin(number: str) -> ResponseReturnValue:
    """Begin a request, or go to the one that is under way."""
    grant = _own_grant(number)
    try:
        with saving() as work:
            made = begin_payment(work, grant, by=visitor(), now=now())
            ordinal = made.ordinal
    except RulesBroken as broken:
        return _list(_own_grant(number), broken.findings), 422
    return redirect(url_for(".payment", number=number, ordinal=ordinal), 303)


@pages.route(f"{PLACE}/<int:ordinal>", methods=["GET", "POST"])
@open_to(Role.APPLICANT)
def payment(number: str, ordinal: int) -> ResponseReturnValue:
    """One request: write it, save it, read it."""
    this = _own(number, ordinal)
    if this.state is not PaymentState.DRAFT or writers_for(this.grant.award.cluster):
        if typed():
            tell(CLOSED, "warning")
        return _read(this), (409 if typed() else 200)
    form = _form(this, typed()) if typed() else _form(this)
    if not typed() or keeps_the_other():
        return _show(this, form)
    refused = _save(this, form)
    if refused is not None:
        return refused
    if by_itself():
        return tell_script(this.revision)
    tell(saved(now()), "saved")
    return redirect(url_for(".payment", number=number, ordinal=ordinal), 303)


@pages.post(f"{PLACE}/<int:ordinal>/submit")
@open_to(Role.APPLICANT)
def submit(number: str, ordinal: int) -> ResponseReturnValue:
    """Hand it in as it is saved. A second click finds it handed in."""
    this = _own(number, ordinal)
    try:
        with saving() as work:
            submit_payment(work, this, by=visitor(), now=now())
    except RulesBroken as broken:
        again = _own(number, ordinal)
        return _show(again, _form(again), broken.findings), 422
    except NoSuchMove:
        tell(CLOSED, "info")
    else:
        tell(SENT)
    return redirect(url_for(".payment", number=number, ordinal=ordinal), 303)


@pages.post(f"{PLACE}/<int:ordinal>/withdraw")
@open_to(Role.APPLICANT)
def withdraw(number: str, ordinal: int) -> ResponseReturnValue:
    """Take it back to correct it."""
    this = _own(number, ordinal)
    try:
        with saving() as work:
            withdraw_payment(work, this, by=visitor(), now=now())
    except RulesBroken as broken:
        return _read(_own(number, ordinal), broken.findings), 422
    except NoSuchMove:
        tell(CLOSED, "info")
    else:
        tell(BACK)
    return redirect(url_for(".payment", number=number, ordinal=ordinal), 303)


@pages.post(f"{PLACE}/<int:ordinal>/use")
@open_to(Role.APPLICANT)
def use(number: str, ordinal: int) -> ResponseReturnValue:
    """Say when the money was used."""
    this, form = _own(number, ordinal), UseForm(language=language())
    if form.validate():
        try:
            with saving() as work:
                state_use(work, this, used_on=form.used_on.data, by=visitor(), now=now())
        except RulesBroken as broken:
            form.show(broken.findings)
        except NoSuchMove:
            tell(CLOSED, "info")
            return redirect(url_for(".payment", number=number, ordinal=ordinal), 303)
        else:
            tell(USED)
            return redirect(url_for(".payment", number=number, ordinal=ordinal), 303)
    return _read(_own(number, ordinal), form=form), 422


def _own_grant(number: str) -> Grant:
    return grant_to_pay(session(), visitor(), number) or abort(404)


def _own(number: str, ordinal: int) -> PaymentRequest:
    return find_payment(session(), visitor(), number, ordinal) or abort(404)


def _form(this: PaymentRequest, came: Any = None) -> PaymentForm:
    data = {name: getattr(this, name) or None for name in ("spent", "forecast", "requested")}
    form = PaymentForm(language=language(), formdata=came, data={**data, "note": this.note})
    days = days_of_use(terms_of(this.grant.award.terms))
    form.forecast.description = say(
        "Was in den nächsten {n} Tagen zu bezahlen ist.",
        "What is to be paid within the next {n} days.",
        n=days,
    )
    if this.grant.basis is Basis.COST:
        form.forecast.description = Words(
            "Auf Kostenbasis gibt es keinen Vorschuss: bleibt leer.",
            "On cost basis nothing is paid in advance: stays empty.",
        )
    return form


def _save(this: PaymentRequest, form: PaymentForm) -> ResponseReturnValue | None:
    if not form.validate() or form.ask_about_ambiguous():
        return _show(this, form), 422
    try:
        with saving() as work:
            save_payment(
                work, this, revision=seen_revision(), by=visitor(), now=now(), **form.answers
            )
    except RulesBroken as broken:
        form.show(broken.findings)
        return _show(this, form), 422
    except Overtaken as overtaken:
        return two_versions(form, _form(this), overtaken), 409
    except NoSuchMove:
        tell(CLOSED, "info")
        return _show(this, form), 409
    return None


def _list(grant: Grant, refused: list[Finding]) -> str:
    every = payments_of(session(), grant, drafts=True)
    blocks = blocks_of(session(), grant, now())
    open_one = next((one for one in every if one.state in OPEN), None)
    may = check_may_ask(grant.state).holds and open_one is None
    return render_template(
        "applicant/payment/list.html",
        grant=grant,
        every=every,
        refused=refused,
        findings=blocks,
        open_one=open_one,
        may_begin=may and not writers_for(grant.award.cluster),
        tone_of=tone_of,
        today=today(now()),
        **money_shown(money_of(session(), grant)),
    )


def _show(this: PaymentRequest, form: PaymentForm, refused: list[Finding] | None = None) -> str:
    return render_template(
        "applicant/payment/write.html",
        form=form,
        refused=refused or [],
        revision=shown_revision(this.revision),
        ceiling=ceiling(session(), this, now()),
        **_shown(this),
    )


def _read(
    this: PaymentRequest, refused: list[Finding] | None = None, form: UseForm | None = None
) -> str:
    cluster = this.grant.award.cluster
    shown = _shown(this)
    shown["strip"] = for_readers(shown["strip"], cluster)
    return render_template(
        "applicant/payment/read.html",
        refused=refused or [],
        form=form or UseForm(None, language=language()),
        writers=writers_for(cluster),
        heard=late_use_hearing(session(), this) if this.state in LATE else None,
        charge=charge_on(session(), this) if this.state is PaymentState.INTEREST_NOTICE else None,
        happened=[happening(act) for act in acts_on_payment(session(), this.number)],
        **shown,
    )


def _shown(this: PaymentRequest) -> dict[str, Any]:
    decided = this.state is PaymentState.REJECTED or this.paid_on is not None
    return {
        "this": this,
        "grant": this.grant,
        "tone": tone_of(this),
        "strip": strip_of_payment(this, now(), use_turn(session(), this, today(now()))),
        "findings": [] if decided else findings_of(session(), this, now(), this.correct),
        "blocks": [] if decided else blocks_of(session(), this.grant, now()),
    }
