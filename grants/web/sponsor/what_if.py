"""What if: figures typed into a form in the address, and who would come in or go out."""

from dataclasses import dataclass
from urllib.parse import urlencode

from flask import Blueprint, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from forms.what_if import ScenarioForm, WhatIfForm, as_data
from grants.models.round import Round
from grants.programme.people import Role
from grants.programme.what_if import as_it_is, check_assumption
from grants.queries.application import terms_of
from grants.queries.ranking import round_to_rank
from grants.queries.what_if import Basis, WhatIf, basis_of, suggested, what_if
from grants.web.access import open_to, visitor
from grants.web.database import session
from grants.web.language import language
from grants.web.sponsor.ranking_table import leaf_of
from grants.web.sponsor.what_if_table import figures, money_table, place_table

pages = Blueprint("sponsor_what_if", __name__)
NO_TOKEN = {"csrf": False}
"""The form changes nothing; its answers stand in the address, where no token belongs."""


@dataclass(frozen=True, slots=True)
class Tried:
    """What was typed, and what it comes to where it can be reckoned with."""

    form: WhatIfForm
    basis: Basis
    result: WhatIf | None


@pages.get("/sponsor/rounds/<int:number>/what-if")
@open_to(Role.SPONSOR)
def try_it(number: int) -> ResponseReturnValue:
    """The what-if of a round; without figures, the round as it is."""
    round_ = round_to_rank(session(), visitor(), number) or abort(404)
    tried = tried_out(round_, request.args)
    page = show(round_, tried, ScenarioForm(language=language()))
    return page, 200 if tried.result else 422


def tried_out(round_: Round, typed: "MultiDict[str, str]") -> Tried:
    """Read the figures and reckon with them; what is wrong stands at its field."""
    basis = basis_of(session(), round_)
    shape = WhatIfForm.of(terms_of(round_.terms).selection if basis.scored else None)
    data = as_data(suggested(round_, basis))
    asked = any(name in typed for name in data)
    form = shape(typed if asked else None, data=data, meta=NO_TOKEN, language=language())
    if asked and not form.validate():
        return Tried(form, basis, None)
    broken = [each for each in check_assumption(form.assumed) if not each.holds]
    form.show(broken)
    return Tried(form, basis, None if broken else what_if(round_, basis, form.assumed))


def show(round_: Round, tried: Tried, naming: ScenarioForm) -> str:
    """The page of a what-if."""
    basis, result, typed = tried.basis, tried.result, tried.form.as_typed | {"spoken": language()}
    terms = terms_of(round_.terms)
    leaf = None
    if result and result.tried:
        leaf = leaf_of(result.tried.lines, request.args.get("page", 1, type=int))
    address = url_for("sponsor_what_if.try_it", number=round_.number)
    return render_template(
        "sponsor/what_if/show.html",
        round=round_,
        terms=terms,
        form=tried.form,
        naming=naming,
        basis=basis,
        result=result,
        typed=typed,
        as_it_is=as_it_is(terms, basis.came_to.budget),
        compared=figures(basis, result) if result else None,
        table=place_table(round_, basis, result, leaf) if result and leaf else None,
        same_money=money_table(basis, result) if result and not basis.scored else None,
        page_address=f"{address}?{urlencode(typed)}&page={{}}",
    )
