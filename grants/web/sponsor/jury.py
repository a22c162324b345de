"""Who reviews what: applications by jurors, given by hand on one page."""

from flask import Blueprint, abort, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from forms.assignment import AssignmentForm
from grants.actions.blind_end import open_names
from grants.actions.jury_mail import tell_of_reviews
from grants.actions.jury_remind import remind_now
from grants.actions.review import assign_juror, release_juror
from grants.models.round import Round
from grants.programme.finding import RulesBroken
from grants.programme.people import Role
from grants.programme.stages import RoundState
from grants.programme.words import Words, counted, say
from grants.queries.application import application_record, terms_of
from grants.queries.blind import round_hides_names, with_files_to_read
from grants.queries.blind_end import names_findings, opened_names
from grants.queries.jury import REVIEW_WORDS, ReviewState
from grants.queries.jury_gap import gaps_of
from grants.queries.jury_hint import Hints, hints_of, words_of
from grants.queries.jury_table import JuryTable, Seat, SeatRow, jury_table
from grants.queries.round import find_round
from grants.queries.round_ready import findings_before
from grants.web.access import open_to, visitor
from grants.web.charts import Bar, Drawn, same_scale
from grants.web.database import now, saving, session
from grants.web.language import language
from grants.web.notice import tell
from grants.web.sponsor.counted import ASSIGNMENTS
from grants.web.sponsor.round_strip import strip_of

pages = Blueprint("sponsor_jury", __name__)
GIVEN = "given"
"""Name of the field with the pairs that were given when the page was made."""
OPEN = (RoundState.FORMAL_CHECK, RoundState.REVIEW, RoundState.JURY_MEETING)
REMINDERS = (Words("Erinnerung", "reminder"), Words("Erinnerungen", "reminders"))
OPENED = Words(
    "Die Jury sieht ab jetzt, wer sich beworben hat.", "From now on the jury sees who applied."
)
TOLD = Words("Alle sind heute schon erinnert.", "Everybody has been reminded today already.")


@pages.route("/sponsor/rounds/<int:number>/jury", methods=["GET", "POST"])
@open_to(Role.SPONSOR)
def jury(number: int) -> ResponseReturnValue:
    """Give applications to jurors and see how far the reviews are."""
    round_ = find_round(session(), visitor(), number) or abort(404)
    if request.form.get("act") == "remind":
        return _remind(round_)
    if request.form.get("act") == "open_names":
        return _open_names(round_)
    table = jury_table(session(), round_)
    form = AssignmentForm(language=language())
    form.offer(_seats(table))
    given = _given(table)
    status = 200
    if form.is_submitted() and round_.state in OPEN:
        status = 422
        if form.validate():
            try:
                changed = _keep(round_, table, given, form.ticked)
            except RulesBroken as broken:
                form.show(broken.findings)
            else:
                tell(say("{n} geändert.", "{n} changed.",
                         n=counted(changed, *ASSIGNMENTS)))  # fmt: skip
                return redirect(url_for("sponsor_jury.jury", number=number), 303)
    jurors = [juror.id for juror in table.jurors]
    found = hints_of(session(), round_, jurors) if round_.state in OPEN else {}
    page = render_template(
        "sponsor/jury/show.html",
        round=round_,
        table=table,
        form=form,
        GIVEN=GIVEN,
        given=sorted(given),
        review_words=REVIEW_WORDS,
        selection=terms_of(round_.terms).selection,
        findings=findings_before(session(), round_, "convene") if round_.state in OPEN else [],
        blind=round_hides_names(round_),
        opened=opened_names(session(), round_),
        to_open=names_findings(session(), round_) if round_hides_names(round_) else [],
        gaps=gaps_of(table, round_, terms_of(round_.terms).selection.min_scores),
        strip=strip_of(session(), round_, now(), here="jury"),
        is_open=round_.state in OPEN,
        to_read=with_files_to_read(session(), round_) if round_.state in OPEN else (),
        progress=_progress(table),
        hints=_hints(table, found),
        hinted={pair: words_of(kinds) for pair, kinds in found.items()},
        may_change=any(not seat.kept for row in table.rows for seat in row.seats),
    )
    return page, status


def _open_names(round_: Round) -> ResponseReturnValue:
    try:
        with saving() as work:
            open_names(work, round_, by=visitor(), now=now())
    except RulesBroken as broken:
        tell(next(one.says for one in broken.findings if one.breaks), "warning")
    else:
        tell(OPENED)
    return redirect(url_for("sponsor_jury.jury", number=round_.number), 303)


def _remind(round_: Round) -> ResponseReturnValue:
    try:
        with saving() as work:
            mails = remind_now(
                work, round_, public_url=current_app.config["PUBLIC_URL"], by=visitor(), now=now()
            )
    except RulesBroken as broken:
        tell(broken.findings[0].says, "warning")
    else:
        tell(
            say("{n} geschrieben.", "{n} written.", n=counted(mails, *REMINDERS)) if mails else TOLD
        )
    return redirect(url_for("sponsor_jury.jury", number=round_.number), 303)


def _progress(table: JuryTable) -> list[Drawn]:
    """Who has how many left; those with nothing to do are left out."""
    bars = []
    for juror in table.jurors:
        final, begun, untouched = table.progress(juror.id)
        if final + begun + untouched:
            bars.append(
                Bar(
                    name=juror.name,
                    values=(final, begun, untouched),
                    figures=(str(final), str(begun + untouched)),
                )
            )
    return same_scale(bars)


def _hints(table: JuryTable, found: Hints) -> list[tuple[str, str, Words]]:
    """Hints at a conflict between an application and a juror who has it: number, name, what."""
    names = {juror.id: juror.name for juror in table.jurors}
    return [
        (row.number, names[seat.juror_id], words_of(kinds))
        for row in table.rows
        for seat in row.seats
        if seat.state not in (None, ReviewState.CONFLICTED)
        and (kinds := found.get((row.number, seat.juror_id)))
    ]


def _seats(table: JuryTable) -> list[str]:
    return [_name(row, seat) for row in table.rows for seat in row.seats]


def _given(table: JuryTable) -> set[str]:
    """The pairs that were given when the page was made that is sent or shown."""
    if GIVEN in request.form:
        return set(request.form[GIVEN].split())
    return {_name(row, seat) for row in table.rows for seat in row.seats if seat.state is not None}


def _keep(round_: Round, table: JuryTable, given: set[str], ticked: set[str]) -> int:
    """Give what was newly ticked, take back what no longer is; how many pairs changed.

    Only what this page changed: what another officer has given or taken since then stays.
    """
    changed: list[tuple[str, int, bool]] = [
        (row.number, seat.juror_id, _name(row, seat) in ticked)
        for row in table.rows
        for seat in row.seats
        if not seat.kept
        and (_name(row, seat) in ticked) != (_name(row, seat) in given)
        and (_name(row, seat) in ticked) != (seat.state is not None)
    ]
    jurors = {each.id: each for each in table.jurors}
    with saving() as work:
        for number, juror_id, wanted in changed:
            application = application_record(work, visitor(), number) or abort(404)
            act = assign_juror if wanted else release_juror
            act(work, application, jurors[juror_id], by=visitor(), now=now())
        for juror_id in sorted({juror_id for _, juror_id, wanted in changed if wanted}):
            new = [number for number, whose, wanted in changed if wanted and whose == juror_id]
            tell_of_reviews(
                work, jurors[juror_id], round_, new,
                public_url=current_app.config["PUBLIC_URL"], now=now(),
            )  # fmt: skip
    return len(changed)


def _name(row: SeatRow, seat: Seat) -> str:
    """R6-0007:12, the application and the juror."""
    return f"{row.number}:{seat.juror_id}"
