"""The annexes of an application: several at once, replaced one by one, never silently changed."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from flask import Blueprint, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from werkzeug.datastructures import FileStorage

from forms.annex import AnnexDetailsForm, AnnexForm
from forms.base import ProgrammeForm
from grants.actions.upload import add_upload, describe_upload, remove_upload
from grants.documents.upload import UploadRefused
from grants.models.application import Application
from grants.models.document import Upload
from grants.programme.application_form import FILES
from grants.programme.finding import RulesBroken
from grants.programme.people import Role
from grants.programme.stages import NoSuchMove
from grants.programme.upload import SIGNED, About, UploadKind
from grants.programme.words import Words, counted, say
from grants.queries.annex import annex_of, former_annexes
from grants.queries.application import content_of, terms_of
from grants.web.access import open_to, visitor
from grants.web.applicant.application import may_write, own
from grants.web.applicant.same_file import is_old, tell_same
from grants.web.database import now, saving, session, store
from grants.web.language import language
from grants.web.notice import tell
from grants.web.versions import saved

pages = Blueprint("applicant_annex", __name__)

PLACE = "/applications/<number>/files"
MOST_AT_ONCE = 10
"""Files in one form: each is looked at before the page answers."""
CHOOSE = Words("Wählen Sie eine Datei.", "Choose a file.")
TOO_MANY = say(
    "Wählen Sie höchstens {most} Dateien auf einmal.",
    "Choose at most {most} files at once.",
    most=MOST_AT_ONCE,
)
CLEANED = Words(
    "Bilder haben wir neu gespeichert: ohne Angaben zu Ort, Zeit und Kamera.",
    "We saved pictures anew: without what they say of place, time and camera.",
)


@pages.get(PLACE)
@open_to(Role.APPLICANT)
def annexes(number: str) -> ResponseReturnValue:
    """Every annex, and a way to add more."""
    application = own(number)
    if not may_write(application, FILES):
        return _back(application)
    return _show(application, AnnexForm(language=language()))


@pages.post(PLACE)
@open_to(Role.APPLICANT)
def add(number: str) -> ResponseReturnValue:
    """Keep every file that can be kept, and say of each other one why not."""
    application, form = own(number), AnnexForm(language=language())
    sent = form.files.data or []
    if not form.validate() or not 0 < len(sent) <= MOST_AT_ONCE:
        if len(sent) > MOST_AT_ONCE or not sent:
            form.files.errors = [TOO_MANY if sent else CHOOSE]
        return _show(application, form), 422
    kept: list[Upload] = []
    try:
        for file in sent:
            about = _named(form.about, file, several=len(sent) > 1)
            with _refusals(form, file) as work:
                kept.append(_keep(work, application, form.upload_kind, file, about=about))
    except NoSuchMove:
        return _closed(number)
    _tell_kept(kept)
    if form.errors or form.findings:
        return _show(own(number), form), 422
    return redirect(url_for(".annexes", number=number), 303)


@pages.get(f"{PLACE}/<uuid:upload_id>")
@open_to(Role.APPLICANT)
def annex(number: str, upload_id: UUID) -> ResponseReturnValue:
    """What is said about one annex."""
    application = own(number)
    upload = annex_of(session(), application, upload_id) or abort(404)
    if not may_write(application, FILES):
        return _back(application)
    return _show_one(application, upload, AnnexDetailsForm(language=language(), data=_said(upload)))


@pages.post(f"{PLACE}/<uuid:upload_id>")
@open_to(Role.APPLICANT)
def change(number: str, upload_id: UUID) -> ResponseReturnValue:
    """Say something else about an annex, or put another file in its place."""
    application = own(number)
    upload = annex_of(session(), application, upload_id) or abort(404)
    form = AnnexDetailsForm(language=language())
    if not form.validate():
        return _show_one(application, upload, form), 422
    file, kept = form.files.data, []
    try:
        with _refusals(form, file) as work:
            if file:
                kept = [_keep(work, application, upload.kind, file, about=form.about, of=upload)]
            else:
                describe_upload(work, upload, form.about, by=visitor(), now=now())
    except NoSuchMove:
        return _closed(number)
    if form.errors or form.findings:
        application = own(number)
        upload = annex_of(session(), application, upload_id) or abort(404)
        return _show_one(application, upload, form), 422
    _tell_kept(kept)
    if not kept:
        tell(saved(now()))
    return redirect(url_for(".annexes", number=number), 303)


@pages.post(f"{PLACE}/<uuid:upload_id>/remove")
@open_to(Role.APPLICANT)
def remove(number: str, upload_id: UUID) -> ResponseReturnValue:
    """Let an annex count no longer."""
    application = own(number)
    upload = annex_of(session(), application, upload_id) or abort(404)
    name, form = upload.file_name, AnnexForm(language=language(), formdata=None)
    try:
        with _refusals(form, None) as work:
            remove_upload(work, upload, by=visitor(), now=now())
    except NoSuchMove:
        return _closed(number)
    if form.errors or form.findings:
        return _show(own(number), form), 422
    tell(say("{name} zählt nicht mehr.", "{name} does not count any more.", name=name))
    return redirect(url_for(".annexes", number=number), 303)


@contextmanager
def _refusals(form: ProgrammeForm, file: FileStorage | None) -> Iterator[Session]:
    """Keep what is done inside; where it is refused, put into the form why."""
    try:
        with saving() as work:
            yield work
    except UploadRefused as refused:
        name = (file.filename if file else "") or ""
        says = say("{name}: {says}", "{name}: {says}", name=name, says=refused.says)
        form.files.errors = [*form.files.errors, says]
    except RulesBroken as broken:
        shown = [error for field in form for error in field.errors]
        form.show(
            one for one in broken.findings if one not in form.findings and one.says not in shown
        )


def _closed(number: str) -> ResponseReturnValue:
    """It was handed in or withdrawn meanwhile."""
    content = content_of(session(), own(number))
    return render_template("applicant/application/closed.html", content=content, typed=[]), 409


def _keep(
    work: Session,
    application: Application,
    kind: UploadKind,
    file: FileStorage,
    *,
    about: About,
    of: Upload | None = None,
) -> Upload:
    return add_upload(
        work, store(), application, kind, file.filename or "", file.read(),
        by=visitor(), now=now(), about=about, instead_of=of,
    )  # fmt: skip


def _named(about: About, file: FileStorage, *, several: bool) -> About:
    """One title for several files goes with the name of each, so that they can be told apart."""
    if not several or not about.title:
        return about
    name = (file.filename or "").rpartition(".")[0]
    return About(
        title=f"{about.title} – {name}", language=about.language,
        signed_on=about.signed_on, parties=about.parties,
    )  # fmt: skip


def _tell_kept(kept: list[Upload]) -> None:
    tell_same(kept)
    kept = list({upload.id: upload for upload in kept if not is_old(upload)}.values())
    if not kept:
        return
    one, many = Words("Datei ist gespeichert", "file has been saved"), Words(
        "Dateien sind gespeichert", "files have been saved"
    )  # fmt: skip
    tell(say("{count}.", "{count}.", count=counted(len(kept), one, many)))
    if any(upload.cleaned for upload in kept):
        tell(CLEANED, "info")


def _said(upload: Upload) -> dict[str, object]:
    return {
        "title": upload.title,
        "language": upload.language,
        "signed_on": upload.signed_on,
        "parties": "\n".join(upload.parties),
    }


def _back(application: Application) -> ResponseReturnValue:
    address = url_for("applicant_application.application", number=application.number)
    return redirect(address, 303)


def _show(application: Application, form: AnnexForm) -> str:
    return render_template(
        "applicant/application/files.html",
        section=FILES,
        content=content_of(session(), application),
        former=former_annexes(session(), application),
        form=form,
        limits=terms_of(application.terms).limits,
        most=MOST_AT_ONCE,
    )


def _show_one(application: Application, upload: Upload, form: AnnexDetailsForm) -> str:
    if upload.kind in SIGNED:
        form.ask_who_signed()
    return render_template(
        "applicant/application/file.html",
        content=content_of(session(), application),
        upload=upload,
        form=form,
        limits=terms_of(application.terms).limits,
    )
