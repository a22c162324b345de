"""The jury of a round: who is asked, by mail or with an account, and what they said."""

from collections.abc import Sequence

from flask import Blueprint, abort, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from forms.jury import AskedForm, NewJurorForm
from grants.actions.jury_member import invite_new_juror, invite_to_jury
from grants.models.person import Person
from grants.models.round import Round
from grants.programme.finding import RulesBroken
from grants.programme.jury import ANSWER_WORDS, JuryAnswer
from grants.programme.people import Role
from grants.programme.words import Words, counted, say
from grants.queries.jury_hint import same_institution
from grants.queries.jury_member import JurorCard, juror_cards, open_links
from grants.queries.jury_ready import BEFORE_THE_RANKING
from grants.queries.round import find_round
from grants.web.access import open_to, visitor
from grants.web.database import now, saving, session
from grants.web.language import language
from grants.web.notice import tell

pages = Blueprint("sponsor_jury_member", __name__)


@pages.route("/sponsor/rounds/<int:number>/jury/members", methods=["GET", "POST"])
@open_to(Role.SPONSOR)
def members(number: int) -> ResponseReturnValue:
    """Who sits in the jury, who was asked, and whom to ask."""
    round_ = find_round(session(), visitor(), number) or abort(404)
    cards = juror_cards(session(), round_)
    free = [card for card in cards if card.answer in (None, JuryAnswer.DECLINED)]
    asked, new = AskedForm(language=language()), NewJurorForm(language=language())
    asked.jurors.offer({
        str(card.juror_id): Words(_line(card), _line(card)) for card in free
    })  # fmt: skip
    form = new if request.form.get("act") == "new" else asked
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
        links=open_links(session(), round_, now()),
        asked=asked,
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


def _line(card: JurorCard) -> str:
    about = "; ".join(part for part in (card.institution, ", ".join(card.topics)) if part)
    return f"{card.label} – {about}" if about else card.label


def _ask(round_: Round, form: AskedForm | NewJurorForm) -> None:
    public_url = current_app.config["PUBLIC_URL"]
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
