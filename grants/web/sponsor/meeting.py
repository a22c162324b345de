"""The meeting of a round's jury: called, attended, voted item by item, closed."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from forms.base import ProgrammeForm
from forms.meeting import CallForm, CloseForm, ItemForm, PresenceForm, item_form
from grants.actions.meeting import call_meeting, close_meeting, save_item, save_presence
from grants.actions.overtaken import Overtaken
from grants.models.meeting import Meeting, MeetingItem
from grants.models.person import Person
from grants.models.round import Round
from grants.programme.calendar import ZONE
from grants.programme.conflict import CONFLICT_NAMES
from grants.programme.deadline import TimeOfDay, check_one_moment, deadline_at
from grants.programme.finding import RulesBroken, insist
from grants.programme.meeting import RESULT_WORDS, check_quorum
from grants.programme.people import Role
from grants.programme.stages import RoundState
from grants.programme.words import Words, say
from grants.queries.application import terms_of
from grants.queries.meeting import (
    conflicted_jurors,
    conflicts_in,
    find_meeting,
    item_revision,
    jury_of,
    silent_in,
    silent_jurors,
    tally_of,
)
from grants.queries.meeting_ready import MEETING, there_is_something_to_keep
from grants.queries.round import find_round
from grants.web.access import open_to, visitor
from grants.web.database import now, saving, session
from grants.web.language import language
from grants.web.notice import tell
from grants.web.versions import (
    keeps_the_other,
    seen_revision,
    shown_revision,
    two_versions,
    typed,
)

pages = Blueprint("sponsor_meeting", __name__)
FORMS: Mapping[str, type[ProgrammeForm]] = {
    "call": CallForm,
    "presence": PresenceForm,
    "close": CloseForm,
}
SAID = {
    "call": Words("Die Sitzung ist angesetzt.", "The meeting is called."),
    "presence": Words("Anwesenheit gespeichert.", "Presence saved."),
    "close": Words(
        "Das Protokoll ist geschlossen. Die Niederschrift wird gedruckt.",
        "The record is closed. The minutes are being printed.",
    ),
}


@pages.route("/sponsor/rounds/<int:number>/meeting", methods=["GET", "POST"])
@open_to(Role.SPONSOR)
def meeting(number: int) -> ResponseReturnValue:
    """The whole meeting, and everything but the votes."""
    round_ = find_round(session(), visitor(), number) or abort(404)
    held = find_meeting(session(), visitor(), round_)
    jury = jury_of(session(), round_)
    act = request.form.get("act", "") if request.method == "POST" else ""
    if act and act not in FORMS:
        abort(404)
    forms = {name: _form(name, round_, held, jury, sent=name == act) for name in FORMS}
    if act and forms[act].validate():
        try:
            _do(act, round_, held, forms[act], jury)
        except RulesBroken as broken:
            forms[act].show(broken.findings)
        else:
            tell(SAID[act])
            return redirect(url_for(".meeting", number=number), 303)
    selection = terms_of(round_.terms).selection
    page = render_template(
        "sponsor/meeting/show.html",
        round=round_,
        meeting=held,
        jury=jury,
        forms=forms,
        form=forms.get(act),
        quorum=check_quorum(selection, len(held.presences) if held else 0, len(jury)),
        tallies={item.id: tally_of(item) for item in held.items} if held else {},
        must_leave=conflicts_in(session(), held) if held else {},
        silent=silent_in(session(), held) if held else {},
        result_words=RESULT_WORDS,
        may_change=round_.state in MEETING and (held is None or held.closed_at is None),
        required=selection.meeting,
        planned=bool(_planned(round_)),
        before=_not_begun(held),
    )
    return page, 422 if act else 200


@pages.route("/sponsor/rounds/<int:number>/meeting/<code>", methods=["GET", "POST"])
@open_to(Role.SPONSOR)
def item(number: int, code: str) -> ResponseReturnValue:
    """One application on the agenda: who leaves, who votes how, what the jury came to."""
    round_ = find_round(session(), visitor(), number) or abort(404)
    held = find_meeting(session(), visitor(), round_) or abort(404)
    found = next((one for one in held.items if one.application.number == code), None) or abort(404)
    out = conflicted_jurors(session(), found.application)
    present = {
        seat.juror_id: seat.juror.name
        for seat in sorted(held.presences, key=lambda seat: seat.juror.name)
    }
    silent = silent_jurors(session(), found.application, present)
    voters = {juror: name for juror, name in present.items() if juror not in {*out, *silent}}
    if keeps_the_other():
        return redirect(url_for(".item", number=number, code=code), 303)
    form = _item_form(found, voters)
    if form.validate_on_submit():
        try:
            with saving() as work:
                save_item(
                    work, found, form.votes, result=form.came_to, note=form.note.data or "",
                    position=form.position.data, revision=seen_revision(),
                    by=visitor(), now=now(),
                )  # fmt: skip
        except RulesBroken as broken:
            form.show(broken.findings)
        except Overtaken as overtaken:
            return two_versions(form, _item_form(found, voters, stored=True), overtaken), 409
        else:
            tell(say("{n} gespeichert.", "{n} saved.", n=code), "saved")
            return redirect(_after(held, found), 303)
    page = render_template(
        "sponsor/meeting/item.html",
        round=round_,
        meeting=held,
        item=found,
        form=form,
        revision=shown_revision(item_revision(session(), found)),
        before=_not_begun(found.meeting),
        silent=[name for juror, name in present.items() if juror in silent],
        leaving=[(present[juror], kind and CONFLICT_NAMES[kind]) for juror, kind in out.items()
                 if juror in present],
    )  # fmt: skip
    return page, 422 if form.is_submitted() else 200


def _item_form(found: MeetingItem, voters: Mapping[int, str], *, stored: bool = False) -> ItemForm:
    """The item as it was typed, or else as it is stored."""
    came = typed() if request.method == "POST" and not stored else None
    return item_form(voters)(came, language=language(), data=_kept(found))


def _after(held: Meeting, found: MeetingItem) -> str:
    """The next item without a result, or the meeting once every item has one."""
    number = held.round.number
    later = [one for one in held.items if one.result is None and one.id != found.id]
    if later:
        return url_for(".item", number=number, code=later[0].application.number)
    return url_for(".meeting", number=number)


def _kept(found: MeetingItem) -> dict[str, Any]:
    return {
        "position": found.position,
        "result": found.result.value if found.result else "",
        "note": found.note,
        **{f"vote_{vote.juror_id}": vote.vote.value for vote in found.votes},
    }


def _not_begun(held: Meeting | None) -> Words | None:
    """Why nothing can be recorded yet, before the meeting begins."""
    if held is None:
        return None
    begun = there_is_something_to_keep(held, now())
    return None if begun.holds else begun.says


def _planned(round_: Round) -> list[date]:
    return [one.on for one in round_.milestones if one.state is RoundState.JURY_MEETING]


def _form(
    name: str, round_: Round, held: Meeting | None, jury: tuple[Person, ...], *, sent: bool
) -> Any:
    data: dict[str, Any] = {}
    if name == "call":
        at = held.held_at.astimezone(ZONE) if held else None
        planned = _planned(round_)
        data = {"held_on": planned[0] if planned else None}
        if held and at:
            data = {
                "held_on": at.date(),
                "held_time": TimeOfDay(at.hour, at.minute),
                "place": held.place,
                "chair": str(held.chair_id or ""),
            }
    if name == "presence" and held:
        data = {"present": [str(seat.juror_id) for seat in held.presences]}
    form: Any = FORMS[name](request.form if sent else None, language=language(), data=data)
    offered = {str(juror.id): Words(juror.name, juror.name) for juror in jury}
    if name == "call":
        form.chair.offer(offered)
    if name == "presence":
        form.present.offer(offered)
    return form


def _do(act: str, round_: Round, held: Meeting | None, form: Any, jury: tuple[Person, ...]) -> None:
    people = {str(juror.id): juror for juror in jury}
    with saving() as work:
        if act == "call":
            day, at = form.held_on.data, form.held_time.data
            insist([check_one_moment(day, at)])
            call_meeting(
                work, round_, held_at=deadline_at(day, at), place=form.place.data,
                chair=people.get(form.chair.data or ""), by=visitor(), now=now(),
            )  # fmt: skip
            return
        found = held or abort(404)
        if act == "presence":
            there = [people[one] for one in form.present.data or ()]
            save_presence(work, found, there, by=visitor(), now=now())
        else:
            close_meeting(work, found, by=visitor(), now=now())
