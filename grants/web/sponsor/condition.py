"""Awarding under a condition, and confirming that it has occurred."""

from flask import Blueprint, abort, request
from flask.typing import ResponseReturnValue

from forms.condition import ConditionForm, ConfirmationForm
from grants.actions.condition import (
    ConditionDraft,
    propose_conditional_grant,
    propose_confirmation,
)
from grants.programme.condition import ConditionType
from grants.programme.people import Role
from grants.programme.special_condition import STANDARD_CONDITIONS, USUAL_FOR_ONE_GRANT
from grants.programme.words import Words, say
from grants.queries.condition import condition_of
from grants.queries.risk import is_decided_alone
from grants.web.access import open_to, visitor
from grants.web.database import now, session
from grants.web.language import language
from grants.web.sponsor.later_page import Asked, asked_for, grant_or_404

pages = Blueprint("sponsor_condition", __name__)
CONDITION = (
    "type", "what", "due", "evidence", "consequence", "amount", "blocks_payment", "standard",
    "own", "reasons",
)  # fmt: skip


@pages.route("/sponsor/grants/<number>/conditional-award", methods=["GET", "POST"])
@open_to(Role.SPONSOR)
def award(number: str) -> ResponseReturnValue:
    """Draft the award of a fundable grant under a condition."""
    grant = grant_or_404(number)
    if not is_decided_alone(grant):
        abort(404)
    data = {
        "amount": grant.direct + grant.allowance,
        "type": ConditionType.SUSPENSIVE.value,
        "blocks_payment": True,
        "standard": [each.de for each in USUAL_FOR_ONE_GRANT],
    }
    form = ConditionForm(request.form if request.form else None, language=language(), data=data)
    form.standard.offer({each.de: each for each in STANDARD_CONDITIONS})
    asked = Asked(
        act="condition",
        title=Words("Unter Bedingung bewilligen", "Award under a condition"),
        button=Words("Bewilligung unter Bedingung vorschlagen", "Propose the conditional award"),
        effects=(
            say(
                "Bewilligt werden {amount}; auch was von der Bedingung abhängt, zählt zur "
                "Obergrenze.",
                "{amount} is awarded; what depends on the condition counts under the cap as well.",
                amount=grant.direct + grant.allowance,
            ),
            Words(
                "Den Eintritt bestätigen später wieder zwei Personen, mit einem eigenen Schreiben.",
                "That it occurred is later confirmed by two people, in a letter of its own.",
            ),
        ),
        fields=CONDITION,
    )
    return asked_for(
        grant, form, asked,
        lambda work: propose_conditional_grant(
            work, grant, _draft(form), conditions=form.conditions,
            reasons=form.reasons.data or "", by=visitor(), now=now(),
        ),
    )  # fmt: skip


@pages.route("/sponsor/grants/<number>/confirmation", methods=["GET", "POST"])
@open_to(Role.SPONSOR)
def confirmation(number: str) -> ResponseReturnValue:
    """Propose to confirm that the condition of a grant has occurred."""
    grant = grant_or_404(number)
    condition = condition_of(session(), grant)
    if condition is None:
        abort(404)
    form = ConfirmationForm(language=language())
    asked = Asked(
        act="confirm",
        title=Words("Eintritt der Bedingung bestätigen", "Confirm the condition"),
        button=Words("Bestätigung vorschlagen", "Propose the confirmation"),
        effects=(
            say("Frist der Bedingung: {due}.", "Date of the condition: {due}.",
                due=condition.due_on),
            Words(
                "Eine Auszahlungssperre endet; sonst ändert sich nichts.",
                "A block of payments ends; nothing else changes.",
            ),
        ),
        fields=("occurred_on", "reasons"),
    )  # fmt: skip
    return asked_for(
        grant, form, asked,
        lambda work: propose_confirmation(
            work, grant, occurred_on=form.occurred_on.data, reasons=form.reasons.data or "",
            by=visitor(), now=now(),
        ),
    )  # fmt: skip


def _draft(form: ConditionForm) -> ConditionDraft:
    return ConditionDraft(
        type=ConditionType(form.type.data),
        content=form.what.data or "",
        due=form.due.data,
        evidence=form.evidence.data or "",
        consequence=form.consequence.data or "",
        amount=form.amount.data,
        blocks_payment=bool(form.blocks_payment.data),
    )
