"""One letter: how it went, when it counts as notified, and what was done against its decision."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, cast

from flask import Blueprint, abort, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from forms.base import ProgrammeForm
from forms.contest import ContestForm, EndForm, PaperForm
from forms.notification import ArrivalForm, SendForm
from grants.actions.contest import doubt_about, end_contest, keep_paper, record_contest
from grants.actions.notification import note_arrival, send_again
from grants.documents.upload import UploadRefused
from grants.models.decision import Letter
from grants.models.notification import LetterContest
from grants.programme.calendar import today
from grants.programme.finding import Finding, RulesBroken
from grants.programme.four_eyes import nothing_open
from grants.programme.notification import CONTEST_WORDS, SOURCE, Channel, ContestKind
from grants.programme.people import Role
from grants.programme.words import Words, join, say
from grants.queries.contest_paper import papers_of
from grants.queries.letter import name_of
from grants.queries.notification import delivery_of, find_letter
from grants.queries.print_batch import batch_of_letter
from grants.queries.visible import visible_letters
from grants.web.access import open_to, visitor
from grants.web.database import now, session, store
from grants.web.notification import lines_of_way, standing_words
from grants.web.sponsor.acting import Forms, take

pages = Blueprint("sponsor_letter", __name__)
FORMS: dict[str, type[ProgrammeForm]] = {
    "send": SendForm,
    "arrive": ArrivalForm,
    "contest": ContestForm,
}
SAID = {
    "send": Words("Der Versand ist eingetragen.", "The dispatch is recorded."),
    "arrive": Words("Die Ankunft ist eingetragen.", "The arrival is recorded."),
    "contest": Words("Der Eingang ist eingetragen.", "What came is recorded."),
    "paper": Words("Das Schriftstück ist aufgehoben.", "The paper is kept."),
    "end": Words("Der Ausgang ist eingetragen.", "The outcome is recorded."),
}


@pages.route("/sponsor/letters/<check_code>", methods=["GET", "POST"])
@open_to(Role.SPONSOR)
def letter(check_code: str) -> ResponseReturnValue:
    """The way of a letter; record how it was sent again, and what came against it."""
    found = _letter(check_code)
    day = today(now())
    delivery = delivery_of(session(), found, now())
    every: dict[str, Callable[..., ProgrammeForm]] = {
        **FORMS,
        "paper": partial(_form_about, PaperForm, delivery.contests),
        "end": partial(_form_about, EndForm, delivery.open_contests),
    }
    kinds = {
        name: partial(kind, prefix=name, data={"sent_on": day, "received_on": day})
        for name, kind in every.items()
    }
    return take(
        kinds,
        lambda work, act, form: _do(work, found, act, form),
        lambda forms, act: _page(_letter(check_code), forms, act),
        url_for(".letter", check_code=check_code),
    )


def _letter(check_code: str) -> Letter:
    found = find_letter(session(), visible_letters(visitor()), check_code)
    return found or abort(404)


def _form_about(
    kind: Any, contests: Sequence[LetterContest], *args: Any, **more: Any
) -> ProgrammeForm:
    """The form with these contests to choose from."""
    form: Any = kind(*args, **more)
    form.contest.offer({
        str(each.id): say("{kind} vom {day}", "{kind} of {day}", kind=CONTEST_WORDS[each.kind],
                          day=each.received_on)
        for each in contests
    })  # fmt: skip
    return cast(ProgrammeForm, form)


def _do(work: Session, found: Letter, act: str, form: Any) -> Words:
    who: dict[str, Any] = {"by": visitor(), "now": now()}
    delivery = delivery_of(work, found, now())
    match act:
        case "send":
            send_again(
                work, found, channel=Channel(form.channel.data), sent_on=form.sent_on.data,
                reference=form.reference.data or "", sure=bool(form.sure.data), **who,
            )  # fmt: skip
        case "contest":
            contest = record_contest(
                work,
                found,
                kind=ContestKind(form.kind.data),
                received_on=form.received_on.data,
                reference=form.reference.data,
                **who,
            )
            _keep_paper(work, contest, form.paper)
            doubt = doubt_about(work, contest, now())
            return join([SAID[act], doubt], " ") if doubt else SAID[act]
        case "paper":
            [contest] = [one for one in delivery.contests if str(one.id) == form.contest.data]
            _keep_paper(work, contest, form.paper)
        case "arrive":
            posted = [one for one in delivery.again if one.channel is not Channel.PORTAL]
            if not posted:
                raise RulesBroken([nothing_open("R-050")])
            note_arrival(work, posted[-1], arrived_on=form.arrived_on.data, **who)
        case _:
            ending = [one for one in delivery.contests if str(one.id) == form.contest.data]
            end_contest(work, ending[0], ended_on=form.ended_on.data,
                        outcome=form.outcome.data, **who)  # fmt: skip
    return SAID[act]


def _keep_paper(work: Session, contest: LetterContest, field: Any) -> None:
    """Keep the file that was sent with the form, if there is one."""
    if not field.data:
        return
    try:
        keep_paper(
            work, store(), contest, field.data.filename or "", field.data.read(),
            by=visitor(), now=now(),
        )  # fmt: skip
    except UploadRefused as refused:
        raise RulesBroken([_not_taken(refused.says)]) from refused


def _not_taken(says: Words) -> Finding:
    return Finding(
        rule="UPLOAD",
        holds=False,
        claim=Words("Die Datei kann aufgehoben werden.", "The file can be kept."),
        says=says,
        source=SOURCE,
        place="paper",
    )


def _page(found: Letter, forms: Forms, act: str) -> str:
    delivery = delivery_of(session(), found, now())
    words, tone = standing_words(delivery)
    return render_template(
        "sponsor/letter/show.html",
        letter=found,
        post_round=found.application.round.number,
        batch=batch_of_letter(session(), found),
        kind=name_of(found),
        words=words,
        tone=tone,
        lines=lines_of_way(delivery),
        posted=any(one.channel is not Channel.PORTAL for one in delivery.again),
        open_contests=bool(delivery.open_contests),
        contests=delivery.contests,
        papers=papers_of(session(), visitor(), [found.id])[found.id],
        forms=forms,
        form=forms.get(act),
    )
