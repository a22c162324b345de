"""Propose assignments: who would get what, changed by hand, and only then saved."""

from collections.abc import Collection, Mapping

from flask import Blueprint, abort, current_app, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from forms.jury_proposal import ProposalForm, proposal_form
from grants.actions.assignment import assign_jurors
from grants.actions.jury_mail import tell_of_reviews
from grants.models.person import Person
from grants.models.round import Round
from grants.programme.finding import RulesBroken
from grants.programme.people import Role
from grants.programme.words import counted, say
from grants.queries.application import terms_of
from grants.queries.jury_proposal import Proposal, Proposed, named_jurors, propose, topics_of
from grants.queries.round import find_round
from grants.web.access import open_to, visitor
from grants.web.charts import Bar, Drawn, same_scale
from grants.web.database import now, saving, session
from grants.web.language import language
from grants.web.notice import tell
from grants.web.sponsor.counted import ASSIGNMENTS
from grants.web.sponsor.jury import OPEN

pages = Blueprint("sponsor_jury_proposal", __name__)


@pages.route("/sponsor/rounds/<int:number>/jury/proposal", methods=["GET", "POST"])
@open_to(Role.SPONSOR)
def proposal(number: int) -> ResponseReturnValue:
    """The proposal, which the officer may change row by row before it is saved."""
    round_ = find_round(session(), visitor(), number) or abort(404)
    named = named_jurors(session(), round_)
    form = proposal_form(topics_of(session(), round_), named)(language=language())
    if form.is_submitted() and round_.state in OPEN and form.validate():
        try:
            count = _keep(round_, form.pairs)
        except RulesBroken as broken:
            form.show(broken.findings)
        else:
            tell(say("{n} gegeben.", "{n} given.", n=counted(count, *ASSIGNMENTS)))
            return redirect(url_for("sponsor_jury.jury", number=number), 303)
    made = propose(session(), round_)
    page = render_template(
        "sponsor/jury/proposal.html",
        round=round_,
        proposal=made,
        form=form,
        boxes=_boxes(made, form, named),
        ticked=form.ticked if form.is_submitted() else None,
        names=sorted(named),
        selection=terms_of(round_.terms).selection,
        loads=_bars(made),
        is_open=round_.state in OPEN,
    )
    return page, 422 if form.is_submitted() else 200


def _keep(round_: Round, pairs: Collection[tuple[str, int]]) -> int:
    """Give everything or nothing, and write to each juror once; how many pairs are new."""
    given: dict[int, list[str]] = {}
    with saving() as work:
        made = assign_jurors(work, round_, pairs, by=visitor(), now=now())
        for one in made:
            given.setdefault(one.juror.id, []).append(one.application.number)
        for juror_id in sorted(given):
            tell_of_reviews(
                work, work.get_one(Person, juror_id), round_, given[juror_id],
                public_url=current_app.config["PUBLIC_URL"], now=now(),
            )  # fmt: skip
    return len(made)


def _boxes(
    made: Proposal, form: ProposalForm, named: Mapping[str, int]
) -> dict[str, tuple[Proposed, ...]]:
    """What can be ticked in each row: what is proposed, and what was ticked before."""
    boxes = {row.number: row.proposed for row in made.rows}
    names = {juror: name for name, juror in named.items()}
    for number, juror in sorted(form.ticked):
        there = {one.juror_id for one in boxes.get(number, ())}
        if number in boxes and juror in names and juror not in there:
            more = Proposed(juror_id=juror, name=names[juror], fits=False)
            boxes[number] = (*boxes[number], more)
    return boxes


def _bars(made: Proposal) -> list[Drawn]:
    return same_scale([
        Bar(
            name=load.card.name,
            values=(load.before, load.after - load.before),
            figures=(str(load.before), str(load.after)),
            note=load.card.institution,
        )
        for load in made.loads
    ])  # fmt: skip
