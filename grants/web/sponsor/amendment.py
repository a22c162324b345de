"""Proposing an amendment: the figures of a grant as they are, to be changed."""

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from forms.amendment import AmendmentForm, amendment_form, field_of
from grants.actions.amendment import propose_amendment
from grants.models.amendment_request import AmendmentRequest
from grants.models.grant import Grant
from grants.papers.letter_plan import category_name
from grants.programme.amendment_request import REQUEST_WORDS
from grants.programme.calendar import budget_years, today
from grants.programme.people import Role
from grants.programme.words import Words, say
from grants.queries.amendment import figures_of
from grants.queries.amendment_request import open_request
from grants.queries.application import terms_of
from grants.queries.plan_line import plannable_lines
from grants.web.access import open_to, visitor
from grants.web.database import now, session
from grants.web.language import language
from grants.web.sponsor.later_page import Asked, asked_for, grant_or_404

pages = Blueprint("sponsor_amendment", __name__)
FIELDS = (
    "requested_on", "deviates", "ends_on", "direct", "allowance", "own_in_kind", "third_party",
    "other_public", "reasons",
)  # fmt: skip
EFFECTS = (
    Words(
        "Alle Regeln werden geprüft, als hätte die Zuwendung die neuen Zahlen schon.",
        "Every rule is checked as if the grant had the new figures already.",
    ),
    Words(
        "Mehr Geld wird noch einmal gegen die Obergrenze geprüft, weniger gibt sie frei.",
        "More money is held against the cap once more, less frees it.",
    ),
    Words(
        "Eine neue Position ist mit dem Bescheid bewilligt; bis dahin ist für sie nichts frei.",
        "A new item is granted by the letter; until then nothing is free for it.",
    ),
    Words(
        "Ein anderes Ende verschiebt die Termine der offenen Nachweise.",
        "Another last day moves the dates of open reports.",
    ),
)


@pages.route("/sponsor/grants/<number>/amendment", methods=["GET", "POST"])
@open_to(Role.SPONSOR)
def amendment(number: str) -> ResponseReturnValue:
    """Propose other figures for an awarded grant."""
    grant = grant_or_404(number)
    form, asked = _form(grant)
    return asked_for(
        grant, form, asked,
        lambda work: propose_amendment(
            work, grant, form.figures, requested_on=form.requested_on.data,
            deviates=bool(form.deviates.data), reasons=form.reasons.data or "",
            by=visitor(), now=now(),
        ),
    )  # fmt: skip


def _form(grant: Grant) -> tuple[AmendmentForm, Asked]:
    """The form with a field for each category and year, one year more than the plan has."""
    figures, terms = figures_of(grant), terms_of(grant.award.terms)
    touched = {*budget_years(grant.starts_on, grant.ends_on), *(y for _, y in figures.cells)}
    years = (*sorted(touched), max(touched) + 1)
    names = {code: category_name(terms, grant, code) for code in figures.by_category}
    more = {line.code: line.name for line in plannable_lines(grant) if line.code not in names}
    listed = {**names, **more}
    kind = amendment_form(((code, year), words) for code, words in listed.items() for year in years)
    data = {
        "ends_on": figures.ends_on,
        "direct": figures.direct,
        "allowance": figures.allowance,
        "own_in_kind": figures.own_in_kind,
        "third_party": figures.third_party,
        "other_public": figures.other_public,
        **{field_of(cell): money for cell, money in figures.cells.items()},
    }
    wish = open_request(session(), grant)
    if wish is not None:
        data |= {"requested_on": today(wish.sent_at), "ends_on": wish.ends_on or figures.ends_on}
    form = kind(request.form if request.form else None, language=language(), data=data)
    grid, new = (
        tuple((words, [form[field_of((code, year))] for year in years])
              for code, words in some.items())
        for some in (names, more)
    )  # fmt: skip
    return form, Asked(
        act="amend",
        title=Words("Zuwendung ändern", "Amend the grant"),
        button=Words("Änderung vorschlagen", "Propose the amendment"),
        effects=(*([_wish(wish)] if wish else []), *EFFECTS),
        fields=FIELDS,
        grid=grid,
        new=new,
        years=years,
    )


def _wish(request: AmendmentRequest) -> Words:
    """What the recipient asked for: with its day, the amendment answers it."""
    wanted = Words(request.wanted, request.wanted)
    return say("Antrag vom {day}, {kind}: {wanted}", "Request of {day}, {kind}: {wanted}",
               day=today(request.sent_at), kind=REQUEST_WORDS[request.kind],
               wanted=wanted)  # fmt: skip
