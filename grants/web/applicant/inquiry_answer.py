"""Reading an answer to a question, with the file that may come with it, and keeping it."""

from werkzeug.datastructures import FileStorage

from forms.inquiry import AnswerForm
from grants.actions.inquiry import Sent, answer
from grants.documents.upload import UploadRefused
from grants.models.inquiry import Inquiry
from grants.programme.finding import RulesBroken
from grants.web.access import visitor
from grants.web.database import now, saving, store
from grants.web.language import language


def prefix_of(inquiry_id: int) -> str:
    """What the fields of this question's form begin with: there may be several on the page."""
    return f"q{inquiry_id}"


def empty_answer(inquiry_id: int) -> AnswerForm:
    """The form below an open question."""
    return AnswerForm(None, prefix=prefix_of(inquiry_id), language=language())


def sent_answer(inquiry_id: int) -> AnswerForm:
    """The form as it came, with its file."""
    return AnswerForm(prefix=prefix_of(inquiry_id), language=language())


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
