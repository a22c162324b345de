"""A grant after its award: what can be proposed, what waits for a second person, what was done."""

from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from forms.base import ProgrammeForm
from forms.decision import SendBackForm, SignForm
from grants.actions.decision import countersign, send_back
from grants.actions.revocation import continue_grant, left_of
from grants.documents.missing import missing_parts
from grants.models.decision import Decision
from grants.models.grant import Grant
from grants.papers.letter import lacks, preview_letter
from grants.programme.calendar import today
from grants.programme.finding import RulesBroken
from grants.programme.four_eyes import nothing_open
from grants.programme.people import Role
from grants.programme.roads.grant import BEFORE_AWARD
from grants.programme.stages import GrantState, NoSuchMove
from grants.programme.words import Words
from grants.queries.amendment_request import open_request
from grants.queries.condition import conditions_of, is_blocked, missed_condition
from grants.queries.decision import KIND_WORDS, findings_then, standing_of
from grants.queries.hearing import open_hearing
from grants.queries.later import (
    LATER_WORDS,
    find_shown,
    letters_about,
    proposed_on,
    what_was_decided,
)
from grants.queries.letter import LETTER_WORDS
from grants.queries.notification import is_final_by_now
from grants.web.access import open_to, person, visitor
from grants.web.database import now, saving, session
from grants.web.notice import tell
from grants.web.sponsor.acting import TOO_LATE, Forms, take
from grants.web.sponsor.apart import to_sign
from grants.web.sponsor.counted import to_read
from grants.web.sponsor.later_act import acts_on
from grants.web.sponsor.later_page import grant_or_404
from grants.web.sponsor.letter_lines import lines_of

pages = Blueprint("sponsor_later", __name__)
FORMS: dict[str, type[ProgrammeForm]] = {"sign": SignForm, "send_back": SendBackForm}
SIGNED = Words("Mitgezeichnet. Die Entscheidung gilt.", "Countersigned. The decision stands.")
SENT_BACK = Words(
    "Zurückgegeben. Der Grund steht im Protokoll.", "Sent back. The reason is in the record."
)
CONTINUED = Words("Die Zuwendung läuft weiter.", "The grant runs on.")


@pages.route("/sponsor/grants/<number>/later", methods=["GET", "POST"])
@open_to(Role.SPONSOR)
def later(number: str) -> ResponseReturnValue:
    """The grant with its later decisions; countersign or send back what is proposed."""
    grant = grant_or_404(number)
    return take(
        FORMS,
        lambda work, act, form: _do(work, grant, act, form),
        lambda forms, act: _page(grant_or_404(number), forms, act),
        url_for(".later", number=number),
    )


@pages.post("/sponsor/grants/<number>/continue")
@open_to(Role.SPONSOR)
def go_on(number: str) -> ResponseReturnValue:
    """Let a partly revoked grant run on."""
    grant = grant_or_404(number)
    try:
        with saving() as work:
            continue_grant(work, grant, by=visitor(), now=now())
    except NoSuchMove:
        tell(TOO_LATE, "warning")
    else:
        tell(CONTINUED)
    return redirect(url_for(".later", number=number), 303)


def _do(work: Session, grant: Grant, act: str, form: Any) -> Words:
    decision = find_shown(work, grant, request.form.get("decision", ""))
    if decision is None:
        raise RulesBroken([nothing_open("DECISION-OPEN")])
    if act == "sign":
        countersign(work, decision, by=visitor(), now=now())
        return SIGNED
    send_back(work, decision, reason=form.reason.data, by=visitor(), now=now())
    return SENT_BACK


def _page(grant: Grant, forms: Forms, act: str) -> str:
    decision = proposed_on(session(), grant)
    standing = standing_of(decision, visitor()) if decision else None
    letter = _letter(grant, decision, second=bool(standing and standing.may_countersign))
    return render_template(
        "sponsor/later/show.html",
        grant=grant,
        left=left_of(grant),
        decision=decision,
        kind=KIND_WORDS[decision.kind] if decision else None,
        standing=standing,
        letter=letter,
        findings=[*to_read(findings_then(decision)), *to_sign(decision, standing)]
        if decision
        else [],
        gaps=[lacks(part) for part in letter["gaps"]] if letter else [],
        conditions=conditions_of(session(), grant),
        blocked=is_blocked(session(), grant),
        missed=missed_condition(session(), grant, today(now())) is not None,
        hearing=open_hearing(session(), grant),
        letters=letters_about(session(), grant),
        LETTER_WORDS=LETTER_WORDS,
        decided=what_was_decided(session(), grant),
        LATER_WORDS=LATER_WORDS,
        acts=acts_on(session(), grant),
        asked=open_request(session(), grant),
        may_go_on=grant.state is GrantState.PARTLY_REVOKED,
        awarded=grant.state not in BEFORE_AWARD,
        state=GrantState.FINAL if is_final_by_now(session(), grant, now()) else grant.state,
        forms=forms,
        form=forms.get(act),
    )


def _letter(grant: Grant, decision: Decision | None, *, second: bool) -> dict[str, Any] | None:
    if decision is None:
        return None
    signing = person() if second else None
    letter = preview_letter(session(), decision, grant, second=signing, now=now())
    if letter is None:
        return None
    gaps = missing_parts(letter) if signing else []
    return {"title": letter.title, "lines": lines_of(letter), "gaps": gaps}
