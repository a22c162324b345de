"""New accounts of organisations: named by their people, verified by an officer."""

from typing import Any, Final

from flask import Blueprint, abort, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from forms.account_number import AccountNumberForm
from grants.actions.account_number import check_second_person, confirm_account, refuse_account
from grants.models.account_change import AccountChange, AccountState
from grants.programme.finding import RulesBroken
from grants.programme.people import Role
from grants.programme.words import Words
from grants.queries.account_change import changes, find_change, others_with
from grants.web.access import open_to, visitor
from grants.web.database import now, saving, session
from grants.web.language import language
from grants.web.notice import PRESS_ONE, tell

pages = Blueprint("sponsor_account_number", __name__)
STATES: Final = {
    AccountState.PROPOSED: (Words("wartet", "waits"), "warning"),
    AccountState.CONFIRMED: (Words("bestätigt", "confirmed"), "success"),
    AccountState.REFUSED: (Words("abgelehnt", "refused"), "danger"),
    AccountState.WITHDRAWN: (Words("zurückgenommen", "taken back"), "info"),
}
ACTS: Final = {"confirm": confirm_account, "refuse": refuse_account}
DONE: Final = {
    "confirm": Words("Das Konto ist bestätigt.", "The account is confirmed."),
    "refuse": Words("Das Konto ist abgelehnt.", "The account is refused."),
}


@pages.get("/sponsor/accounts")
@open_to(Role.SPONSOR, Role.AUDITOR)
def accounts() -> str:
    """What waits, and what was decided lately."""
    return render_template(
        "sponsor/payment/accounts.html",
        changes=changes(session()),
        states=STATES,
    )


@pages.get("/sponsor/accounts/<int:number>")
@open_to(Role.SPONSOR, Role.AUDITOR)
def account(number: int) -> str:
    """One change: both accounts whole, for they are to be compared."""
    return _show(_find(number), AccountNumberForm(None, language=language()))


@pages.post("/sponsor/accounts/<int:number>")
@open_to(Role.SPONSOR)
def decide(number: int) -> ResponseReturnValue:
    """Confirm it or refuse it, with a remark."""
    found, form = _find(number), AccountNumberForm(language=language())
    act = request.form.get("act", "")
    if act and act not in ACTS:
        abort(404)
    if not act:
        tell(PRESS_ONE, "warning")
    elif form.validate():
        try:
            with saving() as work:
                ACTS[act](
                    work, found, remark=form.remark.data or "", by=visitor(), now=now(),
                    public_url=current_app.config["PUBLIC_URL"],
                )  # fmt: skip
        except RulesBroken as broken:
            form.show(broken.findings)
        else:
            tell(DONE[act])
            return redirect(url_for(".account", number=number), 303)
    return _show(_find(number), form), 422


def _find(number: int) -> AccountChange:
    return find_change(session(), visitor(), number) or abort(404)


def _show(found: AccountChange, form: Any) -> str:
    return render_template(
        "sponsor/payment/account.html",
        change=found,
        others=others_with(session(), found),
        form=form,
        state=STATES[found.state],
        may_decide=visitor().role is Role.SPONSOR
        and found.state is AccountState.PROPOSED
        and check_second_person(found, visitor()).holds,
    )
