"""The three records of a selection on one page: jury, ministry, staff."""

from typing import Any

from flask import Blueprint, abort, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from forms.release import DropForm, MemoConfirmForm, MemoForm
from grants.actions.memo import changed_since, confirm_memo, drop_memo, record_memo
from grants.models.memo import Memo, MemoState
from grants.models.round import Round
from grants.programme.finding import RulesBroken
from grants.programme.four_eyes import nothing_open
from grants.programme.memo import check_same_outcomes
from grants.programme.people import Role
from grants.programme.release import Tally, check_another_releases
from grants.programme.words import Words, say
from grants.queries.memo import line_of, lines_of, memo_findings, memos_of, ranking_of
from grants.queries.release import tally_of
from grants.queries.round import find_round
from grants.web.access import open_to, visitor
from grants.web.database import now, session
from grants.web.sponsor.acting import Forms, take
from grants.web.sponsor.counted import to_read

pages = Blueprint("sponsor_memo", __name__)
ACTS = {"record": MemoForm, "confirm": MemoConfirmForm, "drop": DropForm}
SAID = {
    "record": Words(
        "Vermerk festgehalten. Eine zweite Person muss ihn bestätigen.",
        "Memo recorded. A second person must confirm it.",
    ),
    "confirm": Words(
        "Vermerk bestätigt. Die Ergebnisse lassen sich freigeben.",
        "Memo confirmed. The results can be released.",
    ),
    "drop": Words("Der Vermerk ist verworfen.", "The memo is dropped."),
}


@pages.route("/sponsor/rounds/<int:number>/memo", methods=["GET", "POST"])
@open_to(Role.SPONSOR)
def memo(number: int) -> ResponseReturnValue:
    """What the jury recommended, what the ministry decided, and how far staff are."""
    round_ = find_round(session(), visitor(), number) or abort(404)
    back = url_for("sponsor_memo.memo", number=number)
    return take(ACTS, _do(round_), lambda forms, act: _show(round_, forms, act), back)


def _do(round_: Round) -> Any:
    def do(work: Session, act: str, form: Any) -> Words:
        if act == "record":
            record_memo(
                work, round_, author=form.author.data, file_number=form.file_number.data,
                decided_on=form.decided_on.data, wording=form.wording.data,
                by=visitor(), now=now(),
            )  # fmt: skip
            return SAID[act]
        waiting = _waiting(memos_of(work, round_))
        if waiting is None:
            raise RulesBroken([nothing_open("MEMO-OPEN")])
        if act == "confirm":
            confirm_memo(work, waiting, by=visitor(), now=now())
            return _confirmed(tally_of(work, round_))
        drop_memo(work, waiting, reason=form.reason.data, by=visitor(), now=now())
        return SAID[act]

    return do


def _confirmed(tally: Tally) -> Words:
    """What the confirmed memo allows: the release, or first what nobody has countersigned."""
    if not tally.open:
        return SAID["confirm"]
    return say(
        "Vermerk bestätigt. Vor der Freigabe fehlt noch die Mitzeichnung: {open} von {all}.",
        "Memo confirmed. Before the release countersignatures are missing: {open} of {all}.",
        open=tally.open,
        all=tally.received - tally.withdrawn,
    )


def _waiting(memos: list[Memo]) -> Memo | None:
    return next((each for each in memos if each.state is MemoState.RECORDED), None)


def _show(round_: Round, forms: Forms, act: str) -> str:
    memos = memos_of(session(), round_)
    waiting = _waiting(memos)
    lines = lines_of(session(), round_)
    second = None
    findings = memo_findings(lines) if lines else []
    if waiting is not None:
        same = waiting.recorded_by_id == visitor().person_id
        second = check_another_releases(same, waiting.recorded_by.name)
        findings = [second, check_same_outcomes(changed_since(session(), waiting))]
    confirmed = [each for each in memos if each.state is MemoState.CONFIRMED]
    named = {one["number"]: one["kind"] for each in reversed(confirmed) for one in each.outcomes}
    return render_template(
        "sponsor/memo/memo.html",
        round=round_,
        waiting=waiting,
        may_confirm=second is not None and second.holds,
        confirmed=[(each, [line_of(one) for one in each.outcomes]) for each in confirmed],
        uncovered=any(named.get(each.number) != each.kind for each in lines),
        ranking=ranking_of(session(), round_),
        lines=[line_of(one) for one in waiting.outcomes] if waiting else lines,
        may_record=waiting is None and bool(lines) and all(one.holds for one in findings),
        findings=to_read(findings),
        tally=tally_of(session(), round_),
        forms=forms,
        form=forms.get(act),
    )
