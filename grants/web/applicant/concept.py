"""The internationalisation concept: the file, the parts it must contain, handing it in."""

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from forms.project import InternationalisationForm
from grants.actions.concept import OPEN_FOR_CONCEPT, concept_file, keep_concept, submit_concept
from grants.documents.upload import UploadRefused
from grants.models.award import Award, PhaseKind
from grants.programme.calendar import today
from grants.programme.finding import Finding, RulesBroken
from grants.programme.people import Role
from grants.programme.stages import AwardState, NoSuchMove
from grants.programme.words import Words, say
from grants.queries.announced import announced_in
from grants.queries.application import terms_of
from grants.queries.returned import why_concept_returned
from grants.web.access import open_to, visitor
from grants.web.applicant.award import own as own_award
from grants.web.applicant.reader import writers_for, writes_for
from grants.web.applicant.same_file import is_old, tell_same
from grants.web.database import now, saving, session, store
from grants.web.filters import moment
from grants.web.language import language
from grants.web.notice import tell

pages = Blueprint("applicant_concept", __name__)


@pages.get("/awards/<number>/concept")
@open_to(Role.APPLICANT)
def concept(number: str) -> ResponseReturnValue:
    """The concept that counts, what it must contain, and the button that sends it."""
    return _show(own(number), InternationalisationForm(language=language()))


@pages.post("/awards/<number>/concept")
@open_to(Role.APPLICANT)
def send(number: str) -> ResponseReturnValue:
    """Keep the file that came, or say why not; the ticks come along."""
    form = InternationalisationForm(language=language())
    if form.validate() and form.file.data is None:
        form.file.errors = [Words("Wählen Sie eine PDF-Datei.", "Choose a PDF file.")]
    refused = _keep(number, form)
    if refused is not None:
        return refused
    return redirect(url_for(".concept", number=number, parts=_ticked()), 303)


@pages.post("/awards/<number>/concept/submit")
@open_to(Role.APPLICANT)
def submit(number: str) -> ResponseReturnValue:
    """Hand the concept in; a file that was chosen with it is kept first."""
    award, form = own(number), InternationalisationForm(language=language())
    if not form.validate() or form.file.data is not None:
        refused = _keep(number, form)
        if refused is not None:
            return refused
    try:
        with saving() as work:
            submit_concept(work, award, parts=_ticked(), by=visitor(), now=now())
    except RulesBroken as broken:
        form = InternationalisationForm(formdata=None, language=language())
        return _show(own(number), form, broken.findings), 422
    except NoSuchMove:
        return _closed(number)
    tell(
        say(
            "Ihr Konzept ist eingegangen: {number}, {at}.",
            "We have received your concept: {number}, {at}.",
            number=number,
            at=moment(now(), seconds=True),
        )
    )
    return redirect(url_for(".concept", number=number), 303)


def _keep(number: str, form: InternationalisationForm) -> ResponseReturnValue | None:
    """Keep the file of the form; the answer where that was refused."""
    award = own(number)
    if form.errors or form.switches:
        return _show(award, form), 422
    sent = form.file.data
    try:
        with saving() as work:
            kept = keep_concept(
                work, store(), award, sent.filename or "", sent.read(), by=visitor(), now=now()
            )
    except UploadRefused as refused:
        form.file.errors = [refused.says]
    except RulesBroken as broken:
        form.show(broken.findings)
    except NoSuchMove:
        return _closed(number)
    else:
        if not is_old(kept):
            tell(say("{name} ist gespeichert.", "{name} has been saved.", name=kept.file_name))
        tell_same([kept])
        return None
    return _show(award, form), 422


def _ticked() -> list[str]:
    came = request.form if request.method == "POST" else request.args
    return came.getlist("parts")


def _closed(number: str) -> ResponseReturnValue:
    tell(
        Words(
            "Das Konzept lässt sich zurzeit nicht ändern.",
            "The concept cannot be changed at present.",
        ),
        "info",
    )
    return redirect(url_for(".concept", number=number), 303)


def own(number: str) -> Award:
    """The visitor's own award with this number, if its programme has a concept at all."""
    award = own_award(number)
    return award if terms_of(award.terms).has_concept else abort(404)


def _show(
    award: Award, form: InternationalisationForm, refused: list[Finding] | None = None
) -> str:
    phase = next((one for one in award.phases if one.kind is PhaseKind.CONCEPT), None)
    terms = terms_of(award.terms)
    return render_template(
        "applicant/award/concept.html",
        award=award,
        announced=announced_in(session(), award),
        form=form,
        refused=refused or [],
        file=concept_file(session(), award),
        parts=terms.concept_parts,
        ticked=_ticked(),
        limits=terms.limits,
        returned=why_concept_returned(session(), award),
        phase=phase,
        waits=award.state in (AwardState.CONCEPT_SUBMITTED, AwardState.CONCEPT_UNDER_REVIEW),
        open=award.state in OPEN_FOR_CONCEPT and writes_for(award.cluster),
        writers=writers_for(award.cluster) if award.state in OPEN_FOR_CONCEPT else "",
        begun=phase is not None and phase.starts_on <= today(now()),
    )
