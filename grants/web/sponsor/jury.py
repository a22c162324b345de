"""Who reviews what: applications by jurors, given by hand on one page."""

from flask import Blueprint, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from forms.assignment import AssignmentForm
from grants.actions.review import assign_juror, release_juror
from grants.programme.finding import RulesBroken
from grants.programme.people import Role
from grants.programme.stages import RoundState
from grants.programme.words import counted, say
from grants.queries.application import application_record, terms_of
from grants.queries.jury import REVIEW_WORDS, JuryTable, jury_table
from grants.queries.round import find_round
from grants.queries.round_ready import findings_before
from grants.web.access import open_to, visitor
from grants.web.database import now, saving, session
from grants.web.language import language
from grants.web.notice import tell
from grants.web.sponsor.counted import ASSIGNMENTS
from grants.web.sponsor.round_strip import strip_of

pages = Blueprint("sponsor_jury", __name__)
OPEN = (RoundState.FORMAL_CHECK, RoundState.REVIEW, RoundState.JURY_MEETING)


@pages.route("/sponsor/rounds/<int:number>/jury", methods=["GET", "POST"])
@open_to(Role.SPONSOR)
def jury(number: int) -> ResponseReturnValue:
    """Give applications to jurors and see how far the reviews are."""
    round_ = find_round(session(), visitor(), number) or abort(404)
    table = jury_table(session(), round_)
    form = AssignmentForm(language=language())
    form.offer(_seats(table))
    status = 200
    if form.is_submitted() and round_.state in OPEN:
        status = 422
        if form.validate():
            try:
                changed = _keep(table, form.ticked)
            except RulesBroken as broken:
                form.show(broken.findings)
            else:
                tell(say("{n} geändert.", "{n} changed.",
                         n=counted(changed, *ASSIGNMENTS)))  # fmt: skip
                return redirect(url_for("sponsor_jury.jury", number=number), 303)
    page = render_template(
        "sponsor/jury/show.html",
        round=round_,
        table=table,
        form=form,
        review_words=REVIEW_WORDS,
        selection=terms_of(round_.terms).selection,
        findings=findings_before(session(), round_, "convene"),
        strip=strip_of(session(), round_, now(), here="jury"),
        is_open=round_.state in OPEN,
        may_change=any(not seat.kept for row in table.rows for seat in row.seats),
    )
    return page, status


def _seats(table: JuryTable) -> list[str]:
    return [f"{row.number}:{seat.juror_id}" for row in table.rows for seat in row.seats]


def _keep(table: JuryTable, ticked: set[str]) -> int:
    """Give what is newly ticked, take back what no longer is; how many pairs changed."""
    changed = 0
    with saving() as work:
        for row in table.rows:
            for seat in row.seats:
                wanted = f"{row.number}:{seat.juror_id}" in ticked
                if seat.kept or wanted == (seat.state is not None):
                    continue
                _change(work, table, row.number, seat.juror_id, wanted=wanted)
                changed += 1
    return changed


def _change(work: Session, table: JuryTable, number: str, juror_id: int, *, wanted: bool) -> None:
    application = application_record(work, visitor(), number) or abort(404)
    juror = next(each for each in table.jurors if each.id == juror_id)
    act = assign_juror if wanted else release_juror
    act(work, application, juror, by=visitor(), now=now())
