"""The interest on money that lay idle, worked out for an officer who decides (R-036)."""

from typing import Any

from flask import request

from forms.payment import InterestForm
from grants.models.payment import PaymentRequest
from grants.programme.late_use import late_use_interest
from grants.programme.money import total
from grants.programme.reclaim_interest import NoBaseRate
from grants.programme.words import Words, say
from grants.queries.application import terms_of
from grants.web.language import language


def interest_shown(found: PaymentRequest) -> dict[str, Any]:
    """The form for the base rates, and what follows once they are typed."""
    asked = "base_rates" in request.args
    form = InterestForm(request.args if asked else None, language=language())
    parts: list[dict[str, Any]] = []
    if asked and form.validate():
        try:
            parts = _parts(found, form.base_rates.data or {})
        except NoBaseRate as missing:
            form.base_rates.errors = [
                say("Der Basiszinssatz ab {day} fehlt.", "The base rate from {day} is missing.",
                    day=missing.begins)
            ]  # fmt: skip
    return {"form": form, "parts": parts}


def _parts(found: PaymentRequest, bases: Any) -> list[dict[str, Any]]:
    if not (found.correct and found.paid_on and found.use_by and found.used_on):
        return []
    parts = late_use_interest(
        found.correct,
        terms_of(found.grant.award.terms).payments.interest_from,
        paid_on=found.paid_on,
        use_by=found.use_by,
        used_on=found.used_on,
        bases=bases,
    )
    lines = [
        {"label": say("{first} bis {last}, {days} Tage zu {rate} %",
                      "{first} to {last}, {days} days at {rate} %",
                      first=one.first, last=one.last, days=one.days, rate=str(one.rate)),
         "value": say("{sum}", "{sum}", sum=one.interest)}
        for one in parts
    ]  # fmt: skip
    whole = total(one.interest for one in parts)
    last = {"label": Words("Zinsen", "Interest"), "value": say("{sum}", "{sum}", sum=whole)}
    return [*lines, last]
