"""Awarding under a condition, and confirming that it has occurred."""

from collections.abc import Sequence

from flask import Blueprint, abort, request
from flask.typing import ResponseReturnValue

from forms.condition import ConditionForm, ConditionsForm, ConfirmationForm
from grants.actions.condition import propose_conditional_grant, propose_confirmation
from grants.actions.condition_draft import ConditionDraft
from grants.models.condition import GrantCondition
from grants.programme.condition import ConditionType
from grants.programme.people import Role
from grants.programme.special_condition import STANDARD_CONDITIONS, USUAL_FOR_ONE_GRANT
from grants.programme.words import Words, say
from grants.queries.condition import open_conditions
from grants.queries.risk import is_decided_alone
from grants.web.access import open_to, visitor
from grants.web.database import now, session
from grants.web.language import language
from grants.web.sponsor.later_page import Asked, asked_for, grant_or_404

pages = Blueprint("sponsor_condition", __name__)
ENDS_BLOCK = Words(
    "Ist keine andere Bedingung offen, endet eine Auszahlungssperre; sonst ändert sich nichts.",
    "Unless another condition is open a block of payments ends; nothing else changes.",
)
BESIDE = ("standard", "own", "reasons")


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
        fields=BESIDE,
    )
    return asked_for(
        grant, form, asked,
        lambda work: propose_conditional_grant(
            work, grant, drafts_of(form), conditions=form.conditions,
            reasons=form.reasons.data or "", by=visitor(), now=now(),
        ),
    )  # fmt: skip


@pages.route("/sponsor/grants/<number>/confirmation", methods=["GET", "POST"])
@open_to(Role.SPONSOR)
def confirmation(number: str) -> ResponseReturnValue:
    """Propose to confirm that the condition of a grant has occurred."""
    grant = grant_or_404(number)
    conditions = [
        each for each in open_conditions(session(), grant) if each.decision.grant_id is not None
    ]
    if not conditions:
        abort(404)
    form = ConfirmationForm(language=language())
    form.ask_which({each.ordinal: (each.content, each.due_on) for each in conditions})
    asked = Asked(
        act="confirm",
        title=Words("Eintritt der Bedingung bestätigen", "Confirm the condition"),
        button=Words("Bestätigung vorschlagen", "Propose the confirmation"),
        effects=(*dates_of(conditions), ENDS_BLOCK),
        fields=tuple(name for name in ("which", "occurred_on", "reasons") if name in form),
    )
    return asked_for(
        grant, form, asked,
        lambda work: propose_confirmation(
            work, grant, ordinal=form.ordinal, occurred_on=form.occurred_on.data,
            reasons=form.reasons.data or "", by=visitor(), now=now(),
        ),
    )  # fmt: skip


def dates_of(conditions: Sequence[GrantCondition]) -> list[Words]:
    """By when each of them has to occur."""
    return [
        say("Frist der Bedingung: {due}.", "Date of the condition: {due}.", due=each.due_on)
        for each in conditions
    ]


def drafts_of(form: ConditionsForm) -> list[ConditionDraft]:
    """The conditions that were written, the first one first."""
    return [
        ConditionDraft(
            type=ConditionType(each["type"]),
            content=each["what"] or "",
            due=each["due"],
            evidence=each["evidence"] or "",
            consequence=each["consequence"] or "",
            amount=each["amount"],
            blocks_payment=bool(each["blocks_payment"]),
        )
        for each in form.written
    ]
