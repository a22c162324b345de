"""Deciding: one officer proposes, a second one countersigns or sends back."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from flask import Blueprint, abort, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from forms.base import ProgrammeForm
from forms.decision import AwardForm, OutcomeForm, SendBackForm
from grants.actions.concept import tell_of_approval
from grants.actions.decision import countersign, send_back
from grants.documents.missing import missing_parts
from grants.models.application import Application
from grants.models.decision import OUTCOMES, Decision, DecisionKind, DecisionState
from grants.models.grant import Grant
from grants.papers.letter import lacks, preview_letter
from grants.programme.finding import Finding, RulesBroken
from grants.programme.four_eyes import nothing_open
from grants.programme.people import Role
from grants.programme.segregation import Duty
from grants.programme.special_condition import STANDARD_CONDITIONS
from grants.programme.stages import NoSuchMove
from grants.programme.words import Words
from grants.queries.application import application_record, terms_of
from grants.queries.condition import waits_for_confirmation
from grants.queries.decision import (
    GROUND_WORDS,
    KIND_WORDS,
    Standing,
    case_of,
    findings_then,
    is_untold,
    live_decision,
    past_decisions,
    standing_of,
    state_words,
)
from grants.queries.decision_batch import reasons_for
from grants.queries.departure import leaves_ranking
from grants.queries.later import LATER, proposed_on
from grants.queries.notification import letters_on
from grants.queries.officer_conflict import check_unbiased, is_conflicted
from grants.queries.project import project_record
from grants.queries.rejection_ground import check_ground
from grants.queries.risk import is_decided_alone
from grants.queries.sponsor_award import find_award, find_grant
from grants.web.access import open_to, person, visitor
from grants.web.database import now, saving, session
from grants.web.language import language
from grants.web.notice import tell
from grants.web.sponsor.acting import TOO_LATE
from grants.web.sponsor.apart import to_leave, to_sign
from grants.web.sponsor.counted import to_read
from grants.web.sponsor.decision_application import of_application
from grants.web.sponsor.decision_concept import of_concept
from grants.web.sponsor.decision_grant import of_grant
from grants.web.sponsor.decision_project import of_project
from grants.web.sponsor.decision_strip import decision_strip
from grants.web.sponsor.decision_subject import Subject
from grants.web.sponsor.letter_lines import lines_of
from grants.web.sponsor.letter_standing import letters_with_standing

pages = Blueprint("sponsor_decision", __name__)
PROPOSED = Words(
    "Vorgeschlagen. Eine zweite Person muss mitzeichnen.",
    "Proposed. A second person must countersign.",
)
SIGNED = Words("Mitgezeichnet. Die Entscheidung gilt.", "Countersigned. The decision stands.")
SIGNED_OUTCOME = Words(
    "Mitgezeichnet. Mitgeteilt wird das Ergebnis erst mit der Freigabe.",
    "Countersigned. The result is told only by its release.",
)
SENT_BACK = Words("Zurückgegeben. Der Grund steht im Protokoll.",
                  "Sent back. The reason is in the record.")  # fmt: skip


@pages.route("/sponsor/applications/<number>/decision", methods=["GET", "POST"])
@open_to(Role.SPONSOR)
def application(number: str) -> ResponseReturnValue:
    """The outcome of the selection for one application."""
    found = application_record(session(), visitor(), number) or abort(404)
    subject = of_application(session(), found, reasons_for(session(), found))
    return decision_page(_for_visitor(subject, found))


@pages.route("/sponsor/grants/<number>/decision", methods=["GET", "POST"])
@open_to(Role.SPONSOR)
def grant(number: str) -> ResponseReturnValue:
    """The award of a grant of the cluster management, or of a partner that came for another."""
    found = find_grant(session(), visitor(), number) or abort(404)
    later = proposed_on(session(), found)
    if later is not None and later.kind in LATER:
        return redirect(url_for("sponsor_later.later", number=number))
    if not is_decided_alone(found):
        abort(404)
    return decision_page(_for_visitor(of_grant(session(), found), found.award.application))


@pages.route("/sponsor/cases/<number>/concept", methods=["GET", "POST"])
@open_to(Role.SPONSOR)
def concept(number: str) -> ResponseReturnValue:
    """The internationalisation concept of a cluster."""
    found = find_award(session(), visitor(), number) or abort(404)
    if not terms_of(found.terms).has_concept:
        abort(404)
    return decision_page(_for_visitor(of_concept(session(), found), found.application))


@pages.route("/sponsor/cases/<number>/projects/<code>/decision", methods=["GET", "POST"])
@open_to(Role.SPONSOR)
def project(number: str, code: str) -> ResponseReturnValue:
    """A joint project with the grants of its partners."""
    found = project_record(session(), visitor(), number, code) or abort(404)
    if request.method == "GET" and waits_for_confirmation(session(), found):
        return redirect(url_for("sponsor_project_condition.confirmation", number=number, code=code))
    return decision_page(_for_visitor(of_project(session(), found), found.award.application))


def _for_visitor(subject: Subject, case: Application) -> Subject:
    """What somebody in conflict with the case may not do is not offered (R-055)."""
    unbiased = check_unbiased(session(), case.id, visitor())
    if unbiased.holds or not subject.ready:
        return subject
    return replace(subject, barred=True, ready=False, not_ready=unbiased.says,
                   give_back="", instead="")  # fmt: skip


def decision_page(subject: Subject) -> ResponseReturnValue:
    """Show the case that is decided on, or do what was asked for."""
    decision = live_decision(session(), subject.about)
    act = request.form.get("act", "") if request.method == "POST" else ""
    forms: dict[str, Any] = {
        "propose": _proposal(subject, act == "propose"),
        "sign": subject.sign(None if act != "sign" else request.form, language=language()),
        "send_back": SendBackForm(None if act != "send_back" else request.form,
                                  language=language()),
    }  # fmt: skip
    if act and act not in forms:
        abort(404)
    if act and forms[act].validate():
        try:
            said = _do(act, subject, decision, forms[act])
        except RulesBroken as broken:
            forms[act].show(broken.findings)
        except NoSuchMove:
            tell(TOO_LATE, "warning")
            return redirect(subject.address, 303)
        else:
            tell(said)
            return redirect(subject.address if act == "propose" else subject.back, 303)
    status = 422 if act else 200
    return _show(subject, live_decision(session(), subject.about), forms, act), status


def _do(act: str, subject: Subject, decision: Decision | None, form: Any) -> Words:
    with saving() as work:
        if act == "propose":
            subject.propose(work, form)
            return PROPOSED
        if decision is None:
            raise RulesBroken([nothing_open("DECISION-OPEN")])
        if act == "sign":
            countersign(work, decision, by=visitor(), now=now())
            if decision.kind is DecisionKind.APPROVE_CONCEPT and decision.award is not None:
                public_url = current_app.config["PUBLIC_URL"]
                tell_of_approval(work, decision.award, public_url=public_url, now=now())
            return SIGNED_OUTCOME if decision.kind in OUTCOMES else SIGNED
        send_back(work, decision, reason=form.reason.data, by=visitor(), now=now())
        return SENT_BACK


def _proposal(subject: Subject, sent: bool) -> ProgrammeForm:
    form: ProgrammeForm
    if sent:
        form = subject.form(request.form, language=language())
    else:
        form = subject.form(None, language=language(), data=subject.suggested)
    if isinstance(form, OutcomeForm) and subject.kinds is not None:
        form.kind.offer(subject.kinds)
    if subject.prepare is not None:
        subject.prepare(form)
    if isinstance(form, AwardForm):
        form.standard.offer({each.de: each for each in STANDARD_CONDITIONS})
    return form


NOT_SELECTED = (DecisionKind.REJECT, DecisionKind.RESERVE)


def _findings(subject: Subject, decision: Decision | None) -> Iterable[Finding]:
    """What the rules say now; once two people have decided, what they said then."""
    settled = decision is not None and decision.state is DecisionState.COUNTERSIGNED
    if decision and settled and not subject.kept:
        return findings_then(decision)
    if decision and not settled and decision.kind in NOT_SELECTED:
        # What a selection would need says nothing about a rejection or a place in reserve.
        if decision.application is None or decision.ground is None:
            return []
        return [check_ground(session(), decision.application, decision.ground)]
    return subject.findings


def _pdf(decision: Decision, grant: Grant | None) -> str:
    """Where the whole letter can be read before it goes."""
    if grant is not None:
        return url_for("sponsor_draft_letter.letter", number=grant.number)
    if decision.application is None:
        return ""
    return url_for("sponsor_release.letter", number=decision.application.number)


def _ground(decision: Decision) -> Words | None:
    rejects = decision.kind is DecisionKind.REJECT
    return GROUND_WORDS[decision.ground] if rejects and decision.ground else None


def _standing(decision: Decision) -> Standing:
    conflicted = is_conflicted(session(), case_of(decision).id, visitor().person_id)
    return standing_of(decision, visitor(), conflicted=conflicted)


def _show(subject: Subject, decision: Decision | None, forms: dict[str, Any], act: str) -> str:
    standing = _standing(decision) if decision else None
    second = person() if standing and standing.may_countersign else None
    letters, gaps = [], []
    may_propose = subject.ready and (decision is None or subject.kept or forms["propose"].errors)
    apart = to_leave(subject.terms, Duty.DRAFT) if may_propose else to_sign(decision, standing)
    untold = decision is not None and is_untold(decision)
    if decision is not None and (untold or decision.state is DecisionState.PROPOSED):
        second = decision.countersigned_by or second
        for each in subject.grants or (None,):
            letter = preview_letter(session(), decision, each, second=second, now=now())
            if letter is not None:
                letters.append(
                    {
                        "title": letter.title,
                        "lines": lines_of(letter),
                        "address": _pdf(decision, each),
                    }
                )
                gaps += missing_parts(letter) if second else []
    return render_template(
        "sponsor/decision/show.html",
        subject=subject,
        decision=decision,
        standing=standing,
        untold=untold,
        round=decision.application.round if untold and decision and decision.application else None,
        waits=decision is not None and decision.state is DecisionState.PROPOSED,
        may_propose=may_propose,
        kind=KIND_WORDS[decision.kind] if decision else None,
        state=state_words(decision) if decision else None,
        ground=_ground(decision) if decision else None,
        departs=decision is not None and leaves_ranking(decision),
        issued=letters_with_standing(letters_on(session(), decision) if decision else ()),
        past=past_decisions(session(), subject.about, subject.number),
        letters=letters,
        findings=[*to_read(_findings(subject, decision)), *(lacks(part) for part in gaps), *apart],
        strip=decision_strip(subject, None if subject.kept else decision, standing, now()),
        forms=forms,
        form=forms.get(act),
    )
