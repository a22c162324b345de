"""A juror's pages: what is to review, the word on conflicts, the review, the last word."""

from fractions import Fraction
from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from forms.review import ConflictForm, FinalForm, ReviewForm, review_form
from grants.actions.overtaken import Overtaken
from grants.actions.review import declare_conflict, make_final, save_scores
from grants.models.review import Assignment
from grants.programme.conflict import CONFLICT_WORDS, ConflictKind
from grants.programme.finding import RulesBroken
from grants.programme.people import Role
from grants.programme.selection import NotOnScale, review_score
from grants.programme.words import Words, say
from grants.queries.application import terms_of
from grants.queries.blind import content_for_juror, hides_names, involved, name_for_juror
from grants.queries.blind_end import opened_names
from grants.queries.jury import REVIEW_WORDS, has_declared, own_review, reviews_of, unreasoned
from grants.queries.jury_hint import own_hints
from grants.queries.jury_member import own_seats
from grants.queries.jury_ready import BEFORE_THE_RANKING
from grants.web.access import open_to, visitor
from grants.web.database import now, saving, session
from grants.web.jury.look_over import insist_on_words
from grants.web.jury.strip import list_strip, review_strip
from grants.web.language import language
from grants.web.notice import tell
from grants.web.versions import (
    by_itself,
    keeps_the_other,
    seen_revision,
    shown_revision,
    tell_script,
    two_versions,
    typed,
)

pages = Blueprint("jury_review", __name__)


@pages.get("/jury")
@open_to(Role.JUROR)
def reviews() -> str:
    """Everything given to this juror."""
    rows = reviews_of(session(), visitor())
    seats = [
        seat for seat in own_seats(session(), visitor()) if seat.round.state in BEFORE_THE_RANKING
    ]
    return render_template(
        "jury/list.html",
        rows=rows,
        review_words=REVIEW_WORDS,
        strip=list_strip(rows, seats),
        seats=seats,
    )


@pages.route("/jury/<number>", methods=["GET", "POST"])
@open_to(Role.JUROR)
def review(number: str) -> ResponseReturnValue:
    """The application beside the review; before that, the word on a conflict."""
    assignment = own_review(session(), visitor(), number) or abort(404)
    if not has_declared(session(), assignment):
        return redirect(url_for("jury_review.conflict", number=number), 303)
    terms = terms_of(assignment.application.terms)
    if keeps_the_other():
        return redirect(url_for("jury_review.review", number=number), 303)
    form = _form(assignment)
    if form.is_submitted() and form.validate() and not _lost(form):
        kept = _keep(assignment, form)
        if kept is not None:
            return kept
    page = render_template(
        "jury/review.html",
        assignment=assignment,
        content=content_for_juror(session(), assignment.application),
        blind=hides_names(assignment.application),
        opened=opened_names(session(), assignment.application.round),
        heading=name_for_juror(assignment.application),
        terms=terms,
        form=form,
        revision=shown_revision(assignment.revision),
        total=total_of(assignment),
        unreasoned=unreasoned(assignment),
        strip=review_strip(assignment),
    )
    return page, 422 if form.is_submitted() else 200


def _keep(assignment: Assignment, form: ReviewForm) -> ResponseReturnValue | None:
    """Save the draft and answer, the script in its own way; None where a rule refuses it."""
    try:
        with saving() as work:
            save_scores(
                work, assignment, form.scores,
                revision=seen_revision(), by=visitor(), now=now(),
            )  # fmt: skip
    except RulesBroken as broken:
        form.show(broken.findings)
        return None
    except Overtaken as overtaken:
        _name_criteria(form)
        return two_versions(form, _form(assignment, stored=True), overtaken), 409
    if by_itself():
        return tell_script(assignment.revision)
    tell(_saved(unreasoned(assignment)), "saved")
    return redirect(url_for("jury_review.review", number=assignment.application.number), 303)


def _saved(left: tuple[str, ...]) -> Words:
    if not left:
        return Words("Gutachten gespeichert.", "Review saved.")
    return say(
        "Gutachten gespeichert. Begründung fehlt noch bei {codes}.",
        "Review saved. Still without a reason: {codes}.",
        codes=", ".join(left),
    )


@pages.route("/jury/<number>/conflict", methods=["GET", "POST"])
@open_to(Role.JUROR)
def conflict(number: str) -> ResponseReturnValue:
    """The word on a conflict with this application (R-055)."""
    assignment = own_review(session(), visitor(), number) or abort(404)
    form, blind = ConflictForm(language=language()), hides_names(assignment.application)
    if form.validate_on_submit():
        try:
            if form.word.data == "conflict" and request.form.get("step") != "sure":
                insist_on_words(form.said, form.ground.data or "")
                if request.form.get("step") != "back":
                    return _look_over(assignment, form)
            else:
                return _declare(assignment, form)
        except RulesBroken as broken:
            form.show(broken.findings)
    page = render_template(
        "jury/conflict.html",
        assignment=assignment,
        terms=terms_of(assignment.application.terms),
        form=form,
        heading=name_for_juror(assignment.application),
        parties=() if blind else involved(session(), assignment.application),
        hints=None if blind else own_hints(session(), assignment),
        declared=has_declared(session(), assignment),
    )
    return page, 422 if form.errors or form.findings else 200


def _look_over(assignment: Assignment, form: ConflictForm) -> str:
    """A conflict cannot be taken back: what will be declared, once more in full."""
    application = assignment.application
    shown = name_for_juror(application)
    return render_template(
        "jury/look_over.html",
        round=application.round,
        sends_to=url_for(".conflict", number=application.number),
        rows=[{
            "number": application.number,
            "cluster": shown if shown != application.number else None,
            "kind": CONFLICT_WORDS[form.said or ConflictKind.OTHER],
            "ground": form.ground.data,
        }],
        others=(),
        hidden=[(each.name, each.data or "") for each in (form.word, form.kind, form.ground)],
    )  # fmt: skip


@pages.route("/jury/<number>/final", methods=["GET", "POST"])
@open_to(Role.JUROR)
def final(number: str) -> ResponseReturnValue:
    """The last word: what was given, and the sentence to confirm."""
    assignment = own_review(session(), visitor(), number) or abort(404)
    if not has_declared(session(), assignment) or assignment.final_at is not None:
        return redirect(url_for("jury_review.review", number=number), 303)
    form = FinalForm(language=language())
    if form.validate_on_submit():
        try:
            with saving() as work:
                make_final(work, assignment, revision=seen_revision(), by=visitor(), now=now())
        except RulesBroken as broken:
            form.show(broken.findings)
        else:
            tell(say("Gutachten zu {n} abgeschlossen.", "Review of {n} is final.", n=number))
            return redirect(url_for("jury_review.reviews"), 303)
    page = render_template(
        "jury/final.html",
        assignment=assignment,
        heading=name_for_juror(assignment.application),
        terms=terms_of(assignment.application.terms),
        kept={score.criterion: score for score in assignment.scores},
        total=total_of(assignment),
        form=form,
    )
    return page, 422 if form.is_submitted() else 200


def total_of(assignment: Assignment) -> Fraction | None:
    """The weighted score of this review; nothing while a criterion is missing (R-060)."""
    points = {score.criterion: score.points for score in assignment.scores}
    try:
        selection = terms_of(assignment.application.terms).selection
        return Fraction(review_score(selection, points))
    except NotOnScale:
        return None


def _form(assignment: Assignment, *, stored: bool = False) -> ReviewForm:
    """The review as it was typed, or else as it is stored."""
    form = review_form(terms_of(assignment.application.terms))
    came = typed() if request.method == "POST" and not stored else None
    return form(came, language=language(), data=_kept(assignment))


def _name_criteria(form: ReviewForm) -> None:
    """Two versions stand in one list, without the groups that name the criterion of a field."""
    for criterion, points, reason in form.pairs:
        for label in (points.label, reason.label):
            label.text = say(
                "{code} {name}: {what}", "{code} {name}: {what}",
                code=criterion.code, name=criterion.name, what=label.text,
            )  # fmt: skip


def _kept(assignment: Assignment) -> dict[str, Any]:
    kept: dict[str, Any] = {}
    for score in assignment.scores:
        kept[f"points_{score.criterion}"] = str(score.points)
        kept[f"reason_{score.criterion}"] = score.reason
    return kept


def _lost(form: ReviewForm) -> bool:
    """A reason without points cannot be kept: say so instead of losing it."""
    says = Words(
        "Wählen Sie Punkte, sonst lässt sich die Begründung nicht speichern.",
        "Choose points, otherwise the reason cannot be saved.",
    )
    for reason in form.lost_reasons:
        reason.errors = [*reason.errors, says]
    return bool(form.lost_reasons)


def _declare(assignment: Assignment, form: ConflictForm) -> ResponseReturnValue:
    conflicted = form.word.data == "conflict"
    with saving() as work:
        declare_conflict(
            work, assignment,
            conflicted=conflicted, kind=form.said, ground=form.ground.data or "",
            by=visitor(), now=now(),
        )  # fmt: skip
    if conflicted:
        tell(Words("Die Bewerbung ist zurückgegeben.", "The application was given back."))
        return redirect(url_for("jury_review.reviews"), 303)
    return redirect(url_for("jury_review.review", number=assignment.application.number), 303)
