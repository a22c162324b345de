"""Proposing to revoke or withdraw a grant, after its hearing."""

from typing import Any

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue

from forms.revocation import RevocationForm
from grants.actions.revocation import (
    RevocationDraft,
    left_of,
    limits_on,
    propose_revocation,
)
from grants.models.grant import Grant
from grants.models.hearing import Hearing
from grants.programme.calendar import today
from grants.programme.money import NOTHING
from grants.programme.people import Role
from grants.programme.revocation import Measure, last_day_of_limit
from grants.programme.words import Words, say
from grants.queries.application import terms_of
from grants.queries.condition import missed_condition
from grants.queries.hearing import open_hearing
from grants.web.access import open_to, visitor
from grants.web.database import now, session
from grants.web.language import language
from grants.web.sponsor.later_page import Asked, asked_for, grant_or_404

pages = Blueprint("sponsor_revocation", __name__)
FIELDS = (
    "measure", "revoked", "allowance", "effective_from", "facts", "heard_result", "legal_basis",
    "discretion", "reclaim", "pay_by", "pay_to", "interest_from", "interest_until",
    "interest_waived",
)  # fmt: skip


@pages.route("/sponsor/grants/<number>/revocation", methods=["GET", "POST"])
@open_to(Role.SPONSOR)
def revocation(number: str) -> ResponseReturnValue:
    """Propose to take a grant back, as a whole or in part."""
    grant = grant_or_404(number)
    hearing = open_hearing(session(), grant)
    effects = [
        say("Von der Zuwendung sind {left} übrig.", "{left} are left of the grant.",
            left=left_of(grant)),
        Words(
            "Was widerrufen ist, wird unter der Obergrenze wieder frei.",
            "What is revoked is free under the cap again.",
        ),
    ]  # fmt: skip
    if hearing is None:
        effects.append(Words("Zuerst ist anzuhören.", "The hearing comes first."))
    elif hearing.known_on is not None and not hearing.deceit:
        last = last_day_of_limit(hearing.known_on, terms_of(grant.award.terms).notification)
        effects.append(
            say("Letzter Tag der Jahresfrist: {last}.", "Last day of the one-year limit: {last}.",
                last=last)
        )  # fmt: skip
    form = RevocationForm(language=language(), data=_suggested(grant))
    asked = Asked(
        act="revoke",
        title=Words("Widerrufen oder zurücknehmen", "Revoke or withdraw"),
        button=Words("Widerruf oder Rücknahme vorschlagen", "Propose it"),
        effects=tuple(effects),
        fields=FIELDS,
        first=_first(grant, hearing),
        first_at=url_for("sponsor_hearing.hearing", number=grant.number),
    )
    return asked_for(
        grant, form, asked,
        lambda work: propose_revocation(work, grant, _draft(form), by=visitor(), now=now()),
    )  # fmt: skip


def _first(grant: Grant, hearing: Hearing | None) -> tuple[Words, ...]:
    """What must come before, while a hearing is open: nothing typed can stand in for it."""
    if hearing is None:
        return ()
    return tuple(
        finding.says for finding in limits_on(grant, hearing, today(now())) if finding.breaks
    )


def _suggested(grant: Grant) -> dict[str, Any]:
    """After a missed condition: the amount that depended on it, and what happened."""
    missed = missed_condition(session(), grant, today(now()))
    if missed is None:
        return {}
    facts = say("Die Bedingung „{content}“ ist bis zum {due} nicht eingetreten.", "",
                content=missed.content, due=missed.due_on)  # fmt: skip
    return {"revoked": min(missed.amount, left_of(grant)), "facts": facts.de}


def _draft(form: RevocationForm) -> RevocationDraft:
    return RevocationDraft(
        measure=Measure(form.measure.data),
        revoked=form.revoked.data,
        allowance=form.allowance.data or NOTHING,
        effective_from=form.effective_from.data,
        reclaim=form.reclaim.data or NOTHING,
        pay_by=form.pay_by.data,
        pay_to=form.pay_to.data or "",
        facts=form.facts.data or "",
        heard_result=form.heard_result.data or "",
        legal_basis=form.legal_basis.data or "",
        discretion=form.discretion.data or "",
        interest_from=form.interest_from.data,
        interest_until=form.interest_until.data,
        interest_waived=form.interest_waived.data or "",
    )
