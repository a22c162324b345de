"""The organisation of a person: its entry in the register, kept by its own people."""

from typing import Any

from flask import Blueprint, abort, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from forms.organisation import OrganisationForm
from grants.actions.account_number import propose_account, withdraw_account
from grants.actions.organisation import FIELDS, save_organisation
from grants.actions.overtaken import Overtaken
from grants.models.organisation import Organisation
from grants.programme.finding import RulesBroken
from grants.programme.four_eyes import nothing_open
from grants.programme.legal_entity import masked_account
from grants.programme.letter_choice import WAY_WORDS
from grants.programme.organisation import KIND_WORDS, SIZE_WORDS
from grants.programme.people import Role
from grants.programme.words import Words
from grants.queries.account_change import open_change
from grants.queries.letter_choice import way_of
from grants.queries.organisation import keeps, organisation_record, own_organisations
from grants.web.access import open_to, visitor
from grants.web.database import now, saving, session
from grants.web.language import language
from grants.web.notice import tell
from grants.web.versions import (
    Typed,
    keeps_the_other,
    saved,
    seen_revision,
    shown_revision,
    two_versions,
    typed,
)

pages = Blueprint("applicant_organisation", __name__)
WITHDRAWN = Words("Das neue Konto ist zurückgenommen.", "The new account is taken back.")


@pages.get("/organisations")
@open_to(Role.APPLICANT)
def organisations() -> ResponseReturnValue:
    """The organisations to which the person belongs."""
    return render_template(
        "applicant/organisation/list.html",
        organisations=own_organisations(session(), visitor()),
        KIND_WORDS=KIND_WORDS,
    )


@pages.route("/organisations/<int:number>", methods=["GET", "POST"])
@open_to(Role.APPLICANT)
def organisation(number: int) -> ResponseReturnValue:
    """What the register knows of it, to keep it right."""
    found = organisation_record(session(), visitor(), number) or abort(404)
    if request.method == "GET":
        return _page(found, _form(found))
    if not keeps_the_other():
        refused = _save(found, _form(found, typed()))
        if refused is not None:
            return refused
        tell(saved(now()))
    return redirect(url_for(".organisation", number=number), 303)


@pages.post("/organisations/<int:number>/account/withdraw")
@open_to(Role.APPLICANT)
def withdraw(number: int) -> ResponseReturnValue:
    """Take a new account back that nobody has confirmed."""
    found = organisation_record(session(), visitor(), number) or abort(404)
    change = open_change(session(), found)
    if change is None:
        tell(nothing_open("ACCOUNT-OPEN").says, "warning")
        return redirect(url_for(".organisation", number=number), 303)
    try:
        with saving() as work:
            withdraw_account(work, change, by=visitor(), now=now())
    except RulesBroken as broken:
        for finding in broken.findings:
            tell(finding.says, "warning")
    else:
        tell(WITHDRAWN)
    return redirect(url_for(".organisation", number=number), 303)


def _save(found: Organisation, form: OrganisationForm) -> ResponseReturnValue | None:
    form.fix_country(found.country)
    if not form.validate():
        return _page(found, form), 422
    try:
        with saving() as work:
            answers = form.answers
            iban = answers.pop("iban")
            save_organisation(
                work, found, revision=seen_revision(), by=visitor(), now=now(), **answers
            )
            propose_account(
                work, found, iban, by=visitor(), now=now(),
                public_url=current_app.config["PUBLIC_URL"],
            )  # fmt: skip
    except RulesBroken as broken:
        form.show(broken.findings)
        return _page(found, form), 422
    except Overtaken as overtaken:
        return two_versions(form, _form(found), overtaken), 409
    return None


def _form(found: Organisation, came: Typed | None = None) -> OrganisationForm:
    data: dict[str, Any] = {name: getattr(found, name) for name in FIELDS}
    data |= {"country": found.country, "units": "\n".join(unit.name for unit in found.units)}
    return OrganisationForm(language=language(), formdata=came, data=data)


def _page(found: Organisation, form: OrganisationForm) -> str:
    mine = keeps(session(), found, visitor())
    return render_template(
        "applicant/organisation/one.html",
        organisation=found,
        form=form,
        keeper=mine,
        account=masked_account(found.iban) if mine else "",
        waits=open_change(session(), found) if mine else None,
        way=WAY_WORDS[way_of(session(), found)],
        kind=SIZE_WORDS[found.size] if found.size else KIND_WORDS[found.kind],
        revision=shown_revision(found.revision),
    )
