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
from grants.programme.finding import Finding, RulesBroken
from grants.programme.people import Role
from grants.programme.stages import NoSuchMove
from grants.programme.terms import Terms
from grants.programme.words import Words, join, say
from grants.queries.application import ApplicationContent, content_of, terms_of
from grants.queries.application_check import findings_on
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
    if not may_write(application, CONCEPT):
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
            tell(_kept_says(own(number), kept.file_name))
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


def _kept_says(application: Application, name: str) -> Words:
    """That the file is there, and at once what is wrong with it."""
    content = content_of(session(), application)
    wrong = [one.says for one in _findings(content, terms_of(application.terms)) if one.breaks]
    if not wrong:
        return say("{name} ist gespeichert.", "{name} has been saved.", name=name)
    return say(
        "{name} ist gespeichert, passt aber so nicht: {why}",
        "{name} has been saved, but does not fit like this: {why}",
        name=name,
        why=join(wrong, " "),
    )


def _findings(content: ApplicationContent, terms: Terms) -> list[Finding]:
    found = findings_on(content, terms)
    return [one for one in found if one.place.partition("#")[0] == CONCEPT.code]


def _show(application: Application, form: ConceptForm) -> str:
    content, terms = content_of(session(), application), terms_of(application.terms)
    return render_template(
        "applicant/application/concept.html",
        section=CONCEPT,
        content=content,
        form=form,
        limits=terms.limits,
        findings=_findings(content, terms),
    )
