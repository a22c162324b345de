"""Letters of a round that go by post: choose them, print them as one batch, enter the day."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from flask import Blueprint, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from forms.base import ProgrammeForm
from forms.print_batch import DropBatchForm, PostForm
from grants.actions.print_batch import drop_print_batch, order_print_batch, post_print_batch
from grants.models.print_batch import PrintBatch
from grants.models.round import Round
from grants.programme.calendar import today
from grants.programme.finding import RulesBroken
from grants.programme.four_eyes import nothing_open
from grants.programme.people import Role
from grants.programme.print_batch import MOST_LETTERS, WHY_WORDS, WhyByPost
from grants.programme.words import Words, say
from grants.queries.letter import LETTER_WORDS
from grants.queries.print_batch import (
    ToPost,
    batches_of,
    find_batch,
    letters_to_post,
    round_to_post,
)
from grants.web.access import open_to, visitor
from grants.web.database import now, session
from grants.web.sponsor.acting import Forms, take

pages = Blueprint("sponsor_print_batch", __name__)
SAID = {
    "order": Words(
        "Der Druckstapel wird erstellt. Das PDF liegt gleich hier.",
        "The print batch is being made. The PDF will be here in a moment.",
    ),
    "post": Words(
        "Der Tag ist für jedes Schreiben des Stapels eingetragen.",
        "The day is entered for each letter of the batch.",
    ),
    "drop": Words(
        "Der Stapel ist verworfen. Seine Schreiben stehen wieder in der Liste.",
        "The batch is dropped. Its letters are in the list again.",
    ),
}


@pages.route("/sponsor/rounds/<int:number>/post", methods=["GET", "POST"])
@open_to(Role.SPONSOR)
def post(number: int) -> ResponseReturnValue:
    """What goes by post, and the batches so far; order one, enter its day, or give it up."""
    round_ = _round(number)
    batches = batches_of(session(), round_)
    kinds: dict[str, Callable[..., ProgrammeForm]] = {
        "order": ProgrammeForm,
        "post": partial(_form, PostForm, [each for each in batches if each.is_to_be_posted]),
        "drop": partial(_form, DropBatchForm, [each for each in batches if each.may_be_dropped]),
    }

    def show(forms: Forms, act: str) -> str:
        if not act:
            return _page(round_, batches, forms, act)
        again = _round(number)  # what was read before the refusal is gone with it
        return _page(again, batches_of(session(), again), forms, act)

    do = partial(_do, round_)
    return take(kinds, do, show, url_for(".post", number=number))


def _form(kind: Any, batches: list[PrintBatch], *args: Any, **more: Any) -> Any:
    """The form with the batches that this step can be taken with, the latest chosen."""
    data = {"posted_on": today(now()), "batch": str(batches[0].id) if batches else ""}
    form = kind(*args, prefix=kind.__name__, data=data, **more)
    form.batch.offer({
        str(each.id): say("Druckstapel {n}", "Print batch {n}", n=each.id) for each in batches
    })  # fmt: skip
    return form


def _do(round_: Round, work: Session, act: str, form: Any) -> Words:
    who: dict[str, Any] = {"by": visitor(), "now": now()}
    if act == "order":
        order_print_batch(work, round_, request.form.getlist("letter", type=int), **who)
        return SAID[act]
    batch = find_batch(work, round_, int(form.batch.data))
    if batch is None:
        raise RulesBroken([nothing_open("PRINT-BATCH")])
    if act == "post":
        post_print_batch(work, batch, posted_on=form.posted_on.data,
                         reference=form.reference.data, **who)  # fmt: skip
    else:
        drop_print_batch(work, batch, reason=form.reason.data, **who)
    return SAID[act]


def _round(number: int) -> Round:
    return round_to_post(session(), visitor(), number) or abort(404)


def _page(round_: Round, batches: Sequence[PrintBatch], forms: Forms, act: str) -> str:
    letters = letters_to_post(session(), round_, now())
    return render_template(
        "sponsor/letter/post.html",
        round=round_,
        letters=letters,
        ticked=_ticked(letters, act),
        batches=batches,
        waiting=[each for each in batches if each.is_being_made],
        to_post=any(each.is_to_be_posted for each in batches),
        to_drop=any(each.may_be_dropped for each in batches),
        why=WHY_WORDS,
        kinds=LETTER_WORDS,
        must=WhyByPost.CHOSEN,
        wished=WhyByPost.WISHED,
        most=MOST_LETTERS,
        forms=forms,
        form=forms.get(act),
    )


def _ticked(letters: list[ToPost], act: str) -> set[int]:
    """What somebody ticked; before that whatever cannot reach its recipient otherwise."""
    if act == "order":
        return set(request.form.getlist("letter", type=int))
    return {each.id for each in letters if each.why is not WhyByPost.CHOSEN}
