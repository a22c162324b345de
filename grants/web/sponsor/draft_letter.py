"""The whole letter before it is issued, as a PDF that says on every page that it is a draft."""

from flask import Blueprint, Response, abort, redirect, url_for
from flask.typing import ResponseReturnValue

from grants.documents.press import PrintingFailed, render_limited
from grants.documents.printing import prepare
from grants.models.decision import Decision
from grants.models.grant import Grant
from grants.papers.letter import preview_letter
from grants.programme.people import Role
from grants.programme.words import Words
from grants.queries.later import proposed_about
from grants.web.access import open_to, person
from grants.web.database import now, session
from grants.web.notice import tell
from grants.web.sponsor.later_page import grant_or_404

pages = Blueprint("sponsor_draft_letter", __name__)
NO_LETTER = Words(
    "Hier gibt es keinen Entwurf eines Bescheids.", "There is no draft of a letter here."
)


@pages.get("/sponsor/grants/<number>/draft-letter")
@open_to(Role.SPONSOR)
def letter(number: str) -> ResponseReturnValue:
    """The letter to the recipient of this grant, as it would be if it was countersigned now."""
    grant = grant_or_404(number)
    decision = proposed_about(session(), grant)
    answer = draft_of(decision, grant, number) if decision else None
    if answer is None:
        tell(NO_LETTER, "warning")
        return redirect(url_for("sponsor_later.later", number=number), 303)
    return answer


def draft_of(decision: Decision, grant: Grant | None, number: str) -> Response | None:
    """The draft as a PDF; nothing where the decision is told in the portal only."""
    second = decision.countersigned_by or person()
    made = preview_letter(session(), decision, grant, second=second, now=now())
    if made is None:
        return None
    try:
        content = render_limited(prepare(made))
    except PrintingFailed:
        abort(503)
    answer = Response(content, content_type="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="Entwurf-{number}.pdf"'
    return answer
