"""The agreement of all partners, and proofs that money abroad is there."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from werkzeug.datastructures import FileStorage

from forms.project import AgreementForm
from grants.actions.draft import lock_draft
from grants.actions.project import sign_agreement
from grants.actions.upload import add_upload
from grants.documents.upload import UploadRefused
from grants.models.award import Project
from grants.models.document import UploadKind
from grants.programme.finding import RulesBroken
from grants.programme.people import Role
from grants.programme.stages import NoSuchMove
from grants.programme.upload import About
from grants.queries.project import project_content
from grants.web.access import open_to, visitor
from grants.web.applicant.project import CODE, closed, is_draft, own
from grants.web.applicant.versions import saved
from grants.web.database import now, saving, session, store
from grants.web.language import language
from grants.web.notice import tell

pages = Blueprint("applicant_agreement", __name__)
FILES = {
    "agreement": UploadKind.COOPERATION_AGREEMENT,
    "proof": UploadKind.FUNDING_PROOF,
}


@pages.route(f"{CODE}/agreement", methods=["GET", "POST"])
@open_to(Role.APPLICANT)
def agreement(number: str, code: str) -> ResponseReturnValue:
    """When all had signed, and the files that show it."""
    project = own(number, code)
    day = {"agreement_signed_on": project.agreement_signed_on}
    form = AgreementForm(language=language(), data=day)
    if request.method == "GET":
        return _show(project, form) if is_draft(project) else closed(project)
    if not form.validate():
        return _show(project, form), 422
    try:
        with saving() as work:
            _keep(work, project, form)
    except UploadRefused:
        form.findings = []
    except RulesBroken as broken:
        form.show(broken.findings)
    except NoSuchMove:
        return closed(project)
    else:
        tell(saved(now()), "saved")
        return redirect(url_for("applicant_project.project", number=number, code=code), 303)
    return _show(own(number, code), form), 422


def _keep(work: Session, project: Project, form: AgreementForm) -> None:
    lock_draft(work, project, visitor())
    for name, kind in FILES.items():
        sent: FileStorage | None = form[name].data
        if not sent:
            continue
        about = _signed(project, form) if kind is UploadKind.COOPERATION_AGREEMENT else About()
        try:
            add_upload(
                work, store(), project, kind, sent.filename or "", sent.read(),
                by=visitor(), now=now(), about=about,
            )  # fmt: skip
        except UploadRefused as refused:
            form[name].errors = [refused.says]
            raise
    sign_agreement(work, project, form.agreement_signed_on.data, by=visitor(), now=now())


def _signed(project: Project, form: AgreementForm) -> About:
    """All partners sign it, on the day that the page asks for (R-009)."""
    return About(
        signed_on=form.agreement_signed_on.data,
        parties=tuple(partner.organisation.name for partner in project.partners),
    )


def _show(project: Project, form: AgreementForm) -> str:
    content = project_content(session(), project)
    return render_template(
        "applicant/project/agreement.html", project=project, form=form, files=content.files
    )
