"""The concept of an application: one PDF, replaced as often as one likes until it is handed in."""

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from forms.application import ConceptForm
from grants.actions.upload import add_upload
from grants.documents.upload import UploadRefused
from grants.models.application import Application
from grants.models.document import Upload, UploadKind
from grants.programme.application_form import CONCEPT
from grants.programme.finding import RulesBroken
from grants.programme.people import Role
from grants.programme.stages import NoSuchMove
from grants.programme.words import Words, say
from grants.queries.application import content_of, terms_of
from grants.web.access import open_to, visitor
from grants.web.applicant.application import may_write, own
from grants.web.applicant.same_file import is_old, tell_same
from grants.web.database import now, saving, session, store
from grants.web.language import language
from grants.web.notice import tell

pages = Blueprint("applicant_upload", __name__)


@pages.get("/applications/<number>/concept")
@open_to(Role.APPLICANT)
def concept(number: str) -> ResponseReturnValue:
    """The concept that counts, and a way to send another."""
    application = own(number)
    if not may_write(application):
        return redirect(url_for("applicant_application.application", number=number), 303)
    return _show(application, ConceptForm(language=language()))


@pages.post("/applications/<number>/concept")
@open_to(Role.APPLICANT)
def send(number: str) -> ResponseReturnValue:
    """Keep the file that came, or say why not."""
    application, form = own(number), ConceptForm(language=language())
    if not _came(form):
        return _show(application, form), 422
    try:
        with saving() as work:
            kept = _keep(work, application, form)
    except UploadRefused as refused:
        form.concept.errors = [refused.says]
    except RulesBroken as broken:
        form.show(broken.findings)
    except NoSuchMove:
        content = content_of(session(), own(number))
        return render_template("applicant/application/closed.html", content=content, typed=[]), 409
    else:
        if not is_old(kept):
            tell(say("{name} ist gespeichert.", "{name} has been saved.", name=kept.file_name))
        tell_same([kept])
        return redirect(url_for("applicant_application.application", number=number), 303)
    return _show(application, form), 422


def _came(form: ConceptForm) -> bool:
    """Is there a file at all? What is in it is judged later."""
    if form.validate() and form.concept.data is None:
        form.concept.errors = [Words("Wählen Sie eine PDF-Datei.", "Choose a PDF file.")]
    return not (form.errors or form.switches)


def _keep(work: Session, application: Application, form: ConceptForm) -> Upload:
    sent = form.concept.data
    return add_upload(
        work,
        store(),
        application,
        UploadKind.CONCEPT_OUTLINE,
        sent.filename or "",
        sent.read(),
        by=visitor(),
        now=now(),
    )


def _show(application: Application, form: ConceptForm) -> str:
    return render_template(
        "applicant/application/concept.html",
        section=CONCEPT,
        content=content_of(session(), application),
        form=form,
        limits=terms_of(application.terms).limits,
    )
