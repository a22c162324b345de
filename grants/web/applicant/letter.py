"""The letters to a person's clusters, and opening one."""

from urllib.parse import quote

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from forms.contest import WaiverForm
from grants.actions.contest import waive_remedies
from grants.actions.retrieval import retrieve_letter
from grants.documents.store import NoSuchFile
from grants.models.decision import Letter
from grants.models.document import Document
from grants.programme.finding import RulesBroken
from grants.programme.notification import Standing
from grants.programme.people import Role
from grants.programme.words import Words
from grants.queries.letter import (
    LETTER_WORDS,
    addressee_reads,
    is_of_cluster,
    may_open,
    name_of,
    own_case_files,
    own_letter,
    own_letters,
    own_receipts,
    own_reports,
)
from grants.queries.letter_sums import sums_of
from grants.queries.notification import delivery_of, find_letter
from grants.queries.report_content import report_code, report_name
from grants.queries.team import signs_in, team_of
from grants.queries.visible import visible_letters
from grants.web.access import open_to, visitor
from grants.web.database import now, saving, session, store
from grants.web.language import language
from grants.web.notice import tell
from grants.web.notification import lines_of_way, standing_words

pages = Blueprint("applicant_letter", __name__)
WAIVED = Words(
    "Sie haben auf Rechtsbehelfe verzichtet. Der Bescheid ist bestandskräftig, sobald er als"
    " bekannt gegeben gilt.",
    "You have waived the remedies. The decision is final as soon as it counts as notified.",
)


@pages.get("/letters")
@open_to(Role.APPLICANT)
def letters() -> ResponseReturnValue:
    """Everything we sent to the person's clusters and everything they handed in."""
    return render_template(
        "applicant/letter/list.html",
        letters=own_letters(session(), visitor()),
        receipts=own_receipts(session(), visitor()),
        reports=[
            {"report": one, "name": report_name(one), "code": report_code(one)}
            for one in own_reports(session(), visitor())
        ],
        case_files=own_case_files(session(), visitor(), now()),
        LETTER_WORDS=LETTER_WORDS,
    )


@pages.get("/letters/<check_code>")
@open_to(Role.APPLICANT)
def letter(check_code: str) -> ResponseReturnValue:
    """How one letter went, when it counts as notified, and when its decision is final."""
    return _way(check_code, WaiverForm(None, language=language()))


@pages.post("/letters/<check_code>/waive")
@open_to(Role.APPLICANT)
def waive(check_code: str) -> ResponseReturnValue:
    """Waive objection and court action against the decision in this letter."""
    found = _letter(check_code)
    form = WaiverForm(request.form, language=language())
    if form.validate():
        try:
            with saving() as work:
                waive_remedies(work, found, by=visitor(), now=now())
        except RulesBroken as broken:
            form.show(broken.findings)
        else:
            tell(WAIVED)
            return redirect(url_for(".letter", check_code=check_code), 303)
    return _way(check_code, form), 422


def _letter(check_code: str) -> Letter:
    return find_letter(session(), visible_letters(visitor()), check_code) or abort(404)


def _way(check_code: str, form: WaiverForm) -> str:
    found = _letter(check_code)
    delivery = delivery_of(session(), found, now())
    words, tone = standing_words(delivery)
    team = team_of(session(), found.application.cluster)
    addressed = addressee_reads(session(), found, visitor())
    opens = addressed or may_open(session(), found, visitor())
    return render_template(
        "applicant/letter/show.html",
        letter=found,
        kind=name_of(found),
        words=words,
        tone=tone,
        lines=lines_of_way(delivery),
        addressed=addressed,
        opens=opens,
        sums=None if opens else sums_of(found),
        may_waive=(
            addressed
            and is_of_cluster(found)
            and signs_in(team, visitor())
            and delivery.course.standing is Standing.OPEN
        ),
        opened_first=addressed
        and is_of_cluster(found)
        and delivery.course.standing in (Standing.WAITING, Standing.REPEAT),
        form=form,
    )


@pages.get("/letters/<check_code>/pdf")
@open_to(Role.APPLICANT)
def pdf(check_code: str) -> ResponseReturnValue:
    """The letter as it was made. The first opening is noted: it can start a period.

    Whoever may only read its sums is led to them.
    """
    letter = own_letter(session(), visitor(), check_code)
    if letter is None:
        return redirect(url_for(".letter", check_code=_letter(check_code).check_code), 303)
    document = session().get(Document, letter.document_id) if letter.document_id else None
    if document is None:
        abort(404)
    try:
        content = store().get(document.key)
    except NoSuchFile:
        abort(404)
    with saving() as work:
        retrieve_letter(work, letter, by=visitor(), now=now())
    answer = Response(content, content_type="application/pdf")
    name = quote(document.file_name)
    answer.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    return answer
