"""Answers to questions: the forms of a page full of them, and keeping one with its file."""

from collections.abc import Iterable

from flask import request
from werkzeug.datastructures import FileStorage

from forms.inquiry import AnswerForm
from grants.actions.inquiry import Sent, answer
from grants.documents.upload import UploadRefused
from grants.models.inquiry import Inquiry
from grants.programme.finding import RulesBroken
from grants.queries.inquiry import Thread
from grants.web.access import visitor
from grants.web.database import now, saving, store
from grants.web.language import language


def answer_form(inquiry_id: int) -> AnswerForm:
    """The form beneath one of several questions, with what was typed there if anything came."""
    return AnswerForm(prefix=f"q{inquiry_id}", language=language())


def answer_forms(
    threads: Iterable[Thread], sent: AnswerForm | None, inquiry_id: int
) -> dict[int, AnswerForm]:
    """By question: the form beneath it; what was typed into the others is not lost with `sent`."""
    forms = {each.id: answer_form(each.id) for each in threads}
    return forms if sent is None else {**forms, inquiry_id: sent}


def empty_form(inquiry_id: int) -> AnswerForm:
    """The same, once what was typed there is kept."""
    return AnswerForm(formdata=None, prefix=f"q{inquiry_id}", language=language())


def others_typed(inquiry_id: int) -> bool:
    """Was something typed beneath another question? It must not go with the answer that was sent.

    Then the page is shown again at once, and not asked for anew, which would empty it.
    """
    own = f"q{inquiry_id}-"
    return any(
        name.endswith("-text") and not name.startswith(own) and text.strip()
        for name, text in request.form.items()
    )


def keep_answer(inquiry: Inquiry, form: AnswerForm) -> bool:
    """Keep what came; False when something is wrong with it, which the form then says."""
    if not form.validate():
        return False
    came: FileStorage | None = form.file.data
    try:
        with saving() as work:
            file = (
                Sent(store=store(), name=came.filename or "", content=came.read()) if came else None
            )
            answer(work, inquiry, form.text.data, by=visitor(), now=now(), file=file)
    except UploadRefused as refused:
        form.file.errors = [refused.says]
        return False
    except RulesBroken as broken:
        form.show(broken.findings)
        return False
    return True
