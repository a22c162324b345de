"""The agreement of all partners, and proofs that money abroad is there."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from werkzeug.datastructures import FileStorage

from forms.project import AgreementForm
from grants.actions.agreement import is_settled, joining_agreement, sign_agreement
from grants.actions.draft import TAKES_PAPERS, lock_for_papers
from grants.actions.upload import add_upload
from grants.documents.upload import UploadRefused
from grants.models.award import Partner, Project
from grants.models.document import Upload, UploadKind
from grants.programme.finding import RulesBroken
from grants.programme.people import Role
from grants.programme.stages import NoSuchMove
from grants.programme.upload import About
from grants.queries.application import terms_of
from grants.queries.project import project_content
from grants.web.access import open_to, visitor
from grants.web.applicant.project import CODE, closed, is_draft, own
from grants.web.applicant.reader import for_writers
from grants.web.applicant.same_file import tell_same
from grants.web.database import now, saving, session, store
from grants.web.language import language
from grants.web.notice import tell
from grants.web.versions import saved

pages = Blueprint("applicant_agreement", __name__)
FILES = {
    "agreement": UploadKind.COOPERATION_AGREEMENT,
    "proof": UploadKind.FUNDING_PROOF,
}


@pages.route(f"{CODE}/agreement", methods=["GET", "POST"])
@open_to(Role.APPLICANT)
@for_writers
def agreement(number: str, code: str) -> ResponseReturnValue:
    """When all had signed, and the files that show it."""
    project = own(number, code)
    form = _form(project)
    if request.method == "GET":
        takes = project.state in TAKES_PAPERS
        return _show(project, form) if takes else closed(project)
    if not form.validate():
        return _show(project, form), 422
    try:
        with saving() as work:
            kept = _keep(work, project, form)
    except UploadRefused:
        form.findings = []
    except RulesBroken as broken:
        form.show(broken.findings)
    except NoSuchMove:
        return closed(project)
    else:
        tell(saved(now()), "saved")
        tell_same(kept)
        return redirect(url_for("applicant_project.project", number=number, code=code), 303)
    return _show(own(number, code), form), 422


def _form(project: Project) -> AgreementForm:
    joining = joining_agreement(project)
    day = joining[0].agreed_on if joining else project.agreement_signed_on
    form = AgreementForm(language=language(), data={"agreement_signed_on": day})
    form.offer_partners(sorted({one.organisation.name for one in _abroad(project)}))
    if is_settled(project):
        del form.agreement_signed_on
    return form


def _abroad(project: Project) -> list[Partner]:
    home = terms_of(project.award.terms).composition.home_country
    there = [one for one in project.partners if one.left_on is None]
    return [one for one in there if one.organisation.country != home]


def _keep(work: Session, project: Project, form: AgreementForm) -> list[Upload]:
    lock_for_papers(work, project, visitor())
    kept = []
    for name, kind in FILES.items():
        sent: FileStorage | None = form[name].data
        if not sent:
            continue
        try:
            upload = add_upload(
                work, store(), project, kind, sent.filename or "", sent.read(),
                by=visitor(), now=now(), about=_about(project, kind, form),
            )  # fmt: skip
            kept.append(upload)
        except UploadRefused as refused:
            form[name].errors = [refused.says]
            raise
    if "agreement_signed_on" in form:
        day = form.agreement_signed_on.data
        sign_agreement(work, project, day, by=visitor(), now=now())
    return kept


def _about(project: Project, kind: UploadKind, form: AgreementForm) -> About:
    """All partners sign the agreement, on one day (R-009); a proof is of one of them, or of all."""
    if kind is UploadKind.FUNDING_PROOF:
        name = form.proof_of.data
        return About(parties=(name,)) if name else About()
    there = [one for one in project.partners if one.left_on is None]
    return About(
        signed_on=form.agreement_signed_on.data if "agreement_signed_on" in form else None,
        parties=tuple(one.organisation.name for one in there),
    )


def _show(project: Project, form: AgreementForm) -> str:
    content = project_content(session(), project)
    return render_template(
        "applicant/project/agreement.html",
        project=project,
        form=form,
        files=content.files,
        joining=[] if is_draft(project) else joining_agreement(project),
    )
