"""A juror's seat: what they say about themselves, to an invitation, and on conflicts in advance."""

from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from forms.jury import AnswerForm, DeclarationsForm, ProfileForm, declarations_form
from grants.actions.declaration import declare
from grants.actions.jury_member import answer_jury, save_profile
from grants.models.jury import JuryMember
from grants.programme.conflict import (
    CONFLICT_NAMES,
    CONFLICT_WORDS,
    domain_of,
)
from grants.programme.finding import RulesBroken
from grants.programme.jury import JuryAnswer
from grants.programme.people import Role
from grants.programme.stages import RoundState
from grants.programme.words import Words, counted, say
from grants.queries.application import terms_of
from grants.queries.blind import round_hides_names
from grants.queries.jury import reviews_of
from grants.queries.jury_member import (
    Place,
    Undeclared,
    juror_of,
    own_seat,
    own_seats,
    profile_of,
    said_before,
    to_declare,
    undeclared,
)
from grants.web.access import open_to, visitor
from grants.web.database import now, saving, session
from grants.web.jury.look_over import insist_on_words
from grants.web.language import language
from grants.web.notice import tell

pages = Blueprint("jury_seat", __name__)


@pages.route("/jury/profile", methods=["GET", "POST"])
@open_to(Role.JUROR)
def profile() -> ResponseReturnValue:
    """Where the juror works and what they know."""
    juror = juror_of(session(), visitor())
    kept = profile_of(session(), juror.id)
    listed = _listed_topics()
    topics = list(kept.topics) if kept else []
    data = {
        "institution": kept.institution if kept else "",
        "listed": [topic for topic in topics if topic in listed],
        "topics": "\n".join(topic for topic in topics if topic not in listed),
    }
    form = ProfileForm(language=language(), data=data)
    form.listed.offer(listed)
    if form.validate_on_submit():
        with saving() as work:
            save_profile(
                work, juror, institution=form.institution.data or "", topics=form.all_topics,
                by=visitor(), now=now(),
            )  # fmt: skip
        tell(Words("Angaben gespeichert.", "Details saved."), "saved")
        return redirect(url_for("jury_review.reviews"), 303)
    page = render_template(
        "jury/profile.html", form=form, juror=juror, domain=domain_of(juror.email)
    )
    return page, 422 if form.is_submitted() else 200


@pages.route("/jury/rounds/<int:number>", methods=["GET", "POST"])
@open_to(Role.JUROR)
def seat(number: int) -> ResponseReturnValue:
    """The invitation to a jury, and once it is accepted the word on every application."""
    found = own_seat(session(), visitor(), number) or abort(404)
    if found.answer is JuryAnswer.ACCEPTED or not isinstance(found, JuryMember):
        return _declarations(found)
    form = AnswerForm(language=language(), data={"note": found.note})
    if form.validate_on_submit():
        accepts = request.form.get("act") == "accept"
        try:
            with saving() as work:
                answer_jury(
                    work, found, accepts=accepts, note="" if accepts else form.note.data or "",
                    by=visitor(), now=now(),
                )  # fmt: skip
        except RulesBroken as broken:
            form.show(broken.findings)
        else:
            return _answered(found, accepts=accepts)
    page = _page(found, form=form, rows=(), said=())
    return page, 422 if form.is_submitted() else 200


def _answered(found: JuryMember, *, accepts: bool) -> ResponseReturnValue:
    if accepts:
        tell(Words("Danke, Sie gehören jetzt zur Jury.", "Thank you, you are in the jury now."))
        if profile_of(session(), visitor().person_id) is None:
            return redirect(url_for(".profile"), 303)
        return redirect(url_for(".seat", number=found.round.number), 303)
    tell(Words("Ihre Absage ist gespeichert.", "Your answer is saved."))
    return redirect(url_for("jury_review.reviews"), 303)


def _declarations(found: Place) -> ResponseReturnValue:
    blind = round_hides_names(found.round)
    rows = () if blind else undeclared(session(), found)
    form = declarations_form({one.number: one.cluster for one in rows})(language=language())
    if form.validate_on_submit():
        try:
            for kind, ground in form.said.values():
                insist_on_words(kind, ground or "")
            to_see = form.conflicts or form.others.data
            if to_see and form.said and request.form.get("step") in (None, "send"):
                return _look_over(found, form, rows)
            if request.form.get("step") != "back":
                return _declare(found, form)
        except RulesBroken as broken:
            form.show(broken.findings)
    status = 422 if form.errors or form.findings else 200
    return _page(found, form=form, rows=rows, said=said_before(session(), found)), status


def _look_over(
    found: Place, form: DeclarationsForm, rows: tuple[Undeclared, ...]
) -> ResponseReturnValue:
    """A conflict cannot be taken back: what will be declared, once more in full."""
    return render_template(
        "jury/look_over.html",
        round=found.round,
        sends_to=url_for(".seat", number=found.round.number),
        rows=[
            {"number": row.number, "cluster": row.cluster, "kind": CONFLICT_WORDS[kind],
             "ground": ground}
            for row in rows
            if row.number in form.said
            for kind, ground in [form.said[row.number]]
            if kind is not None
        ],
        others=[number for number in form.said if number not in form.conflicts],
        hidden=form.typed.items(),
    ), 200  # fmt: skip


def _declare(found: Place, form: DeclarationsForm) -> ResponseReturnValue:
    said = form.said
    applications = to_declare(session(), found)
    with saving() as work:
        for number in sorted(said.keys() & applications.keys()):
            kind, ground = said[number]
            declare(
                work, applications[number], found.juror, conflicted=kind is not None,
                kind=kind, ground=ground or "", by=visitor(), now=now(),
            )  # fmt: skip
    count = counted(
        len(said), Words("Erklärung", "declaration"), Words("Erklärungen", "declarations")
    )
    tell(say("{n} gespeichert.", "{n} saved.", n=count), "saved")
    return redirect(url_for(".seat", number=found.round.number), 303)


def _page(found: Place, **shown: Any) -> str:
    meeting = [
        stone.on for stone in found.round.milestones if stone.state is RoundState.JURY_MEETING
    ]
    return render_template(
        "jury/seat.html",
        seat=found,
        selection=terms_of(found.round.terms).selection,
        blind=round_hides_names(found.round),
        meeting=meeting[0] if meeting else None,
        conflict_names=CONFLICT_NAMES,
        given=[row for row in reviews_of(session(), visitor())
               if row.open and row.round_number == found.round.number],
        **shown,
    )  # fmt: skip


def _listed_topics() -> dict[str, Words]:
    """The topics that the rounds name in whose juries the person was asked to sit."""
    return {
        topic.de: topic
        for one in own_seats(session(), visitor())
        for topic in terms_of(one.round.terms).selection.topics
    }
