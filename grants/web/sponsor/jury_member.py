"""The jury of a round: who is asked, by mail or with an account, and what they said."""

from collections.abc import Sequence

from flask import Blueprint, abort, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from forms.jury import AskedForm, NewJurorForm, ReleaseForm
from grants.actions.jury_member import invite_new_juror, invite_to_jury
from grants.actions.jury_seat import (
    ask_again,
    release_from_jury,
    send_link_again,
    take_back_link,
    take_back_seat,
)
from grants.models.person import Person
from grants.models.round import Round
from grants.programme.finding import RulesBroken
from grants.programme.jury import ANSWER_WORDS, GONE, JuryAnswer
from grants.programme.people import Role
from grants.programme.words import Words, counted, say
from grants.queries.jury_hint import same_institution
from grants.queries.jury_member import JurorCard, juror_cards, open_links
from grants.queries.jury_ready import BEFORE_THE_RANKING
from grants.queries.jury_release import BEFORE_THE_MEETING, find_link, find_seat, who_reviewed
from grants.queries.round import find_round
from grants.web.access import open_to, visitor
from grants.web.database import now, saving, session
from grants.web.language import language
from grants.web.notice import tell

pages = Blueprint("sponsor_jury_member", __name__)

FREED = (
    Words("Bewerbung ist", "application is"),
    Words("Bewerbungen sind", "applications are"),
)
SENT_AGAIN = {
    "ask_again": Words("Die Einladung ist noch einmal gesandt.", "The invitation is sent again."),
    "take_back": Words("Die Einladung ist zurückgenommen.", "The invitation is taken back."),
    "link_again": Words(
        "Ein neuer Link ist gesandt. Der alte gilt nicht mehr.",
        "A new link is sent. The old one no longer works.",
    ),
    "link_back": Words(
        "Die Einladung ist zurückgenommen. Ihr Link gilt nicht mehr.",
        "The invitation is taken back. Its link no longer works.",
    ),
}
"""What is done with invitations that wait, by the name of the button."""


@pages.route("/sponsor/rounds/<int:number>/jury/members", methods=["GET", "POST"])
@open_to(Role.SPONSOR)
def members(number: int) -> ResponseReturnValue:
    """Who sits in the jury, who was asked, and whom to ask."""
    round_ = find_round(session(), visitor(), number) or abort(404)
    cards = juror_cards(session(), round_)
    act = request.form.get("act", "")
    if act in SENT_AGAIN:
        return _again(round_, act)
    free = [card for card in cards if card.answer is None or card.answer in GONE]
    forms = {
        "known": AskedForm(language=language()),
        "new": NewJurorForm(language=language()),
        "release": ReleaseForm(language=language()),
    }
    asked, new, release = forms["known"], forms["new"], forms["release"]
    may_go = _may_go(round_, cards)
    release.juror.offer({
        str(card.juror_id): Words(card.label, card.label) for card in may_go
    })  # fmt: skip
    asked.jurors.offer({
        str(card.juror_id): Words(_line(card), _line(card)) for card in free
    })  # fmt: skip
    form = forms.get(act, asked)
    if form.validate_on_submit():
        try:
            _ask(round_, form)
        except RulesBroken as broken:
            form.show(broken.findings)
        else:
            return redirect(url_for(".members", number=number), 303)
    page = render_template(
        "sponsor/jury/members.html",
        round=round_,
        cards=[card for card in cards if card.answer is not None],
        free=free,
        at_work=[card for card in cards if card.answer is None and card.works],
        would_go=_would_go(cards),
        hints=same_institution(session(), round_),
        links=open_links(session(), round_),
        asked=asked,
        release=release if may_go else None,
        new=new,
        form=form,
        is_open=round_.state in BEFORE_THE_RANKING,
        answer_words=ANSWER_WORDS,
    )
    return page, 422 if request.method == "POST" else 200


def _would_go(cards: Sequence[JurorCard]) -> list[str]:
    """Who is offered now, and no longer once the first invitation goes out."""
    if any(card.answer is not None for card in cards):
        return []
    return [card.name for card in cards if not card.works]


def _may_go(round_: Round, cards: Sequence[JurorCard]) -> list[JurorCard]:
    """Who accepted and has reviewed nothing, as long as the jury does not meet."""
    if round_.state not in BEFORE_THE_MEETING:
        return []
    busy = who_reviewed(session(), round_)
    return [
        card for card in cards if card.answer is JuryAnswer.ACCEPTED and card.juror_id not in busy
    ]


def _again(round_: Round, act: str) -> ResponseReturnValue:
    """Send an invitation again, or take it back."""
    number = request.form.get("number", default=0, type=int)
    public_url = current_app.config["PUBLIC_URL"]
    try:
        with saving() as work:
            if act in ("ask_again", "take_back"):
                seat = find_seat(work, round_, number) or abort(404)
                if act == "ask_again":
                    ask_again(work, seat, public_url=public_url, by=visitor(), now=now())
                else:
                    take_back_seat(work, seat, by=visitor(), now=now())
            else:
                link = find_link(work, round_, number) or abort(404)
                if act == "link_again":
                    send_link_again(
                        work, round_, link, public_url=public_url, by=visitor(), now=now()
                    )
                else:
                    take_back_link(work, link, by=visitor(), now=now())
    except RulesBroken as broken:
        for finding in broken.findings:
            if finding.breaks:
                tell(finding.says, "warning")
    else:
        tell(SENT_AGAIN[act])
    return redirect(url_for(".members", number=round_.number), 303)


def _line(card: JurorCard) -> str:
    about = "; ".join(part for part in (card.institution, ", ".join(card.topics)) if part)
    return f"{card.label} – {about}" if about else card.label


def _ask(round_: Round, form: AskedForm | NewJurorForm | ReleaseForm) -> None:
    public_url = current_app.config["PUBLIC_URL"]
    if isinstance(form, ReleaseForm):
        _release(round_, form)
        return
    with saving() as work:
        if isinstance(form, NewJurorForm):
            invite_new_juror(
                work, round_, email=form.email.data or "", name=form.name.data or "",
                public_url=public_url, by=visitor(), now=now(),
            )  # fmt: skip
            count = 1
        else:
            chosen = sorted(map(int, form.jurors.data or ()))
            for juror_id in chosen:
                juror = work.get_one(Person, juror_id)
                invite_to_jury(work, round_, juror, public_url=public_url, by=visitor(), now=now())
            count = len(chosen)
    people = counted(count, Words("Person", "person"), Words("Personen", "people"))
    tell(say("{n} eingeladen.", "{n} invited.", n=people))


def _release(round_: Round, form: ReleaseForm) -> None:
    with saving() as work:
        seat = find_seat(work, round_, int(form.juror.data)) or abort(404)
        freed = release_from_jury(
            work, seat, reason=form.reason.data or "", by=visitor(), now=now()
        )
        name = seat.juror.name
    applications = counted(freed, *FREED)
    tell(
        say("{name} ist aus der Jury entlassen. {n} frei.",
            "{name} is released from the jury. {n} free.", name=name, n=applications)
    )  # fmt: skip
