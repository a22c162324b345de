"""Labels in the hands of officers: what waits, proposing one, and granting it as the second."""

from typing import Any, Final

from flask import Blueprint, abort, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from forms.label import (
    ConfirmWithdrawalForm,
    DropLabelForm,
    GrantLabelForm,
    KeepLabelForm,
    LabelForm,
    WithdrawalForm,
)
from grants.actions.label import drop_label, grant_label, propose_label
from grants.actions.label_mail import tell_of_label
from grants.actions.label_withdrawal import keep_label, propose_label_withdrawal, withdraw_label
from grants.models.label import Label
from grants.programme.calendar import today
from grants.programme.finding import RulesBroken
from grants.programme.people import Role
from grants.programme.words import Words, say
from grants.queries.label import (
    Register,
    cluster_by_name,
    clusters_to_label,
    find_label,
    label_page,
    labels_that_wait,
    registers,
)
from grants.web.access import open_to, visitor
from grants.web.database import now, saving, session
from grants.web.language import language
from grants.web.notice import tell
from grants.web.sponsor.acting import Forms, take

pages = Blueprint("sponsor_label", __name__)


@pages.get("/sponsor/labels")
@open_to(Role.SPONSOR)
def labels() -> str:
    """What waits for a second person, where a label can be proposed, and those that hold."""
    page = request.args.get("page", 1, type=int)
    return render_template(
        "sponsor/label/list.html",
        waiting=labels_that_wait(session(), visitor()),
        registers=registers(session()),
        found=label_page(session(), code="", day=today(now()), ended=False, page=page),
        page_address=f"{request.path}?page={{}}",
    )


@pages.route("/sponsor/labels/new/<code>", methods=["GET", "POST"])
@open_to(Role.SPONSOR)
def new(code: str) -> ResponseReturnValue:
    """Propose a label of this register."""
    register = registers(session()).get(code) or abort(404)
    form = LabelForm(language=language(), data={"cluster": request.args.get("cluster", "")})
    form.cluster.offer(clusters_to_label(session(), visitor(), register))
    form.level.offer({one.code: one.name for one in register.terms.label_levels})
    form.areas.offer({one.code: one.name for one in register.terms.selection.criteria})
    if form.validate_on_submit():
        try:
            made = _propose(register, form)
        except RulesBroken as broken:
            form.show(broken.findings)
        else:
            tell(Words("Das Label ist vorgeschlagen.", "The label is proposed."))
            return redirect(url_for(".label", label_id=made.id), 303)
    page = render_template("sponsor/label/new.html", form=form, register=register)
    return page, 422 if request.method == "POST" else 200


@pages.route("/sponsor/labels/<int:label_id>", methods=["GET", "POST"])
@open_to(Role.SPONSOR)
def label(label_id: int) -> ResponseReturnValue:
    """One label: what was proposed, and what one and a second person can do about it."""
    _find(session(), label_id)

    def do(work: Session, act: str, form: Any) -> Words:
        return ACTS[act](work, _find(work, label_id), form)

    return take(KINDS, do, lambda forms, act: _show(label_id, forms, act),
                url_for(".label", label_id=label_id))  # fmt: skip


def _grant(work: Session, one: Label, form: Any) -> Words:
    grant_label(work, one, by=visitor(), now=now())
    tell_of_label(work, one, "label_granted", public_url=_public_url(), now=now())
    return say("{level} ist vergeben und steht im Register.",
               "{level} is granted and stands in the register.",
               level=one.level_name)  # fmt: skip


def _drop(work: Session, one: Label, form: Any) -> Words:
    drop_label(work, one, reason=form.reason.data, by=visitor(), now=now())
    return Words("Der Vorschlag ist verworfen.", "The proposal is dropped.")


def _propose_withdrawal(work: Session, one: Label, form: Any) -> Words:
    propose_label_withdrawal(work, one, **form.answers, by=visitor(), now=now())
    return Words("Der Entzug ist vorgeschlagen.", "The withdrawal is proposed.")


def _withdraw(work: Session, one: Label, form: Any) -> Words:
    withdraw_label(work, one, by=visitor(), now=now())
    tell_of_label(work, one, "label_withdrawn", public_url=_public_url(), now=now())
    return say("{level} ist entzogen. Im Register gilt es bis {last}.",
               "{level} is withdrawn. In the register it holds until {last}.",
               level=one.level_name, last=one.ends)  # fmt: skip


def _keep(work: Session, one: Label, form: Any) -> Words:
    keep_label(work, one, reason=form.reason.data, by=visitor(), now=now())
    return Words("Das Label bleibt.", "The label stays.")


KINDS: Final = {"grant": GrantLabelForm, "drop": DropLabelForm, "end": WithdrawalForm,
                "withdraw": ConfirmWithdrawalForm, "keep": KeepLabelForm}  # fmt: skip
ACTS: Final = {"grant": _grant, "drop": _drop, "end": _propose_withdrawal,
               "withdraw": _withdraw, "keep": _keep}  # fmt: skip


def _propose(register: Register, form: LabelForm) -> Label:
    given = form.answers
    with saving() as work:
        cluster = cluster_by_name(work, given["cluster"]) or abort(404)
        return propose_label(
            work, register, cluster, level=given["level"], areas=given["areas"] or (),
            granted_for=given["granted_for"], evidence=given["evidence"], by=visitor(), now=now(),
        )  # fmt: skip


def _public_url() -> str:
    return str(current_app.config["PUBLIC_URL"])


def _find(work: Session, label_id: int) -> Label:
    return find_label(work, visitor(), label_id) or abort(404)


def _show(label_id: int, forms: Forms, act: str) -> str:
    one = _find(session(), label_id)
    return render_template(
        "sponsor/label/show.html",
        label=one,
        mine=one.proposed_by_id == visitor().person_id,
        mine_to_end=one.withdrawal_by_id == visitor().person_id,
        forms=forms,
        form=forms.get(act),
    )
