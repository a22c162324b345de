"""The table of a round's reminders: each event with who receives it and which text it carries."""

from datetime import date
from typing import Any, Final

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from forms.round_mail import RoundMailForm
from grants.actions.mail import Text
from grants.actions.proof_invitation import preview_invitation
from grants.actions.reminder_mail import preview
from grants.actions.round_mail import set_round_mail
from grants.models.round import Round
from grants.models.round_mail import RoundMail
from grants.programme.calendar import today
from grants.programme.dates import ReminderStage
from grants.programme.finding import RulesBroken
from grants.programme.people import Role
from grants.programme.reminding import reminders_of
from grants.programme.reporting import final_due, interim_due
from grants.programme.round_mail import (
    INVITATION,
    READER_WORDS,
    MailSetting,
    events_of,
    may_be_off,
    usual,
)
from grants.programme.words import Language, Words, counted, say
from grants.queries.application import terms_of
from grants.queries.round import find_round
from grants.queries.round_mail import versions_of
from grants.web.access import open_to, visitor
from grants.web.database import now, saving, session
from grants.web.language import language
from grants.web.notice import tell

pages = Blueprint("sponsor_round_mail", __name__)
SET: Final = Words(
    "Gespeichert. Es gilt für Erinnerungen, die ab jetzt entstehen.",
    "Saved. It counts for reminders that are written from now on.",
)
LANGUAGES: Final[dict[Language, Words]] = {
    "de": Words("Deutsch", "German"),
    "en": Words("Englisch", "English"),
}
SAME: Final = Words("Nichts hat sich geändert.", "Nothing has changed.")


@pages.get("/sponsor/rounds/<int:number>/mails")
@open_to(Role.SPONSOR, Role.AUDITOR)
def mails(number: int) -> str:
    """Every stage of the cadence: when, to whom, with which text."""
    round_ = _find(number)
    kept = versions_of(session(), round_)
    return render_template(
        "sponsor/round_mail/list.html",
        round=round_,
        lines=[
            _line(stage, kept.get(stage.code, [])) for stage in events_of(terms_of(round_.terms))
        ],
    )


@pages.get("/sponsor/rounds/<int:number>/mails/<code>")
@open_to(Role.SPONSOR, Role.AUDITOR)
def mail(number: int, code: str) -> str:
    """One stage: how it is set, the mail in both languages, every version there was."""
    round_, stage, there = _found(number, code)
    form = RoundMailForm(None, language=language(), data=_data(_setting(stage, there)))
    return _show(round_, stage, there, form)


@pages.post("/sponsor/rounds/<int:number>/mails/<code>")
@open_to(Role.SPONSOR)
def change(number: int, code: str) -> ResponseReturnValue:
    """Look at what was typed as a mail, or set it."""
    round_, stage, there = _found(number, code)
    form = RoundMailForm(language=language())
    if not form.validate():
        return _show(round_, stage, there, form), 422
    if request.form.get("act") == "look":
        return _show(round_, stage, there, form)
    try:
        with saving() as work:
            made = set_round_mail(
                work, round_, stage, form.setting, by=visitor(), now=now(),
                seen=request.form.get("seen", default=-1, type=int),
            )  # fmt: skip
    except RulesBroken as broken:
        form.show(broken.findings)
        return _show(round_, stage, _found(number, code)[2], form), 422
    tell(SET if made else SAME)
    return redirect(url_for(".mail", number=number, code=code), 303)


def _find(number: int) -> Round:
    return find_round(session(), visitor(), number) or abort(404)


def _found(number: int, code: str) -> tuple[Round, ReminderStage, list[RoundMail]]:
    round_ = _find(number)
    stages = {stage.code: stage for stage in events_of(terms_of(round_.terms))}
    stage = stages.get(code) or abort(404)
    return round_, stage, versions_of(session(), round_).get(code, [])


def _setting(stage: ReminderStage, there: list[RoundMail]) -> MailSetting:
    return there[-1].setting if there else usual(stage)


def _data(setting: MailSetting) -> dict[str, Any]:
    return {
        "sends": setting.sends,
        "readers": setting.readers.value,
        "copy": setting.copy,
        "more_de": setting.more.de,
        "more_en": setting.more.en,
    }


def _line(stage: ReminderStage, there: list[RoundMail]) -> dict[str, Any]:
    setting = _setting(stage, there)
    return {
        "stage": stage,
        "when": _when(stage),
        "setting": setting,
        "who": READER_WORDS[setting.readers],
        "always": not may_be_off(stage),
        "version": there[-1].version if there else 0,
        "last": there[-1] if there else None,
    }


def _when(stage: ReminderStage) -> Words:
    count = counted(abs(stage.days), Words("Tag", "day"), Words("Tage", "days"))
    if stage.code == INVITATION:
        return say("{n} vor dem Ende der Laufzeit", "{n} before the end of the period", n=count)
    if stage.days < 0:
        return say("{n} vor der Frist", "{n} before the due date", n=count)
    return say("{n} nach der Frist", "{n} after the due date", n=count)


def _show(round_: Round, stage: ReminderStage, there: list[RoundMail], form: RoundMailForm) -> str:
    return render_template(
        "sponsor/round_mail/show.html",
        round=round_,
        line=_line(stage, there),
        there=there[::-1],
        readers=READER_WORDS,
        seen=request.form.get("seen", default=len(there), type=int),
        form=form,
        acting=visitor().role is Role.SPONSOR,
        texts=_texts(round_, stage, form.more),
    )


def _texts(round_: Round, stage: ReminderStage, more: Words) -> list[dict[str, Any]]:
    """The mail about an interim report that is due next year, in both languages."""
    terms = terms_of(round_.terms)
    due: date = interim_due(terms.deadlines, today(now()).year)
    number = f"{terms.numbering.prefix}{terms.numbering.first}A"
    if stage.code == INVITATION:
        ends = date(due.year, 12, 31)
        final = final_due(terms.deadlines, ends)
        return [
            _text(
                code, preview_invitation(more, ends=ends, due=final, number=number, language=code)
            )
            for code in LANGUAGES
        ]
    cadence = reminders_of(due, terms.reminders, terms.deadlines.holiday_land)
    at = next(n for n, one in enumerate(cadence) if one.stage.code == stage.code)
    return [
        _text(code, preview(cadence, at, more, due=due, number=number, language=code))
        for code in LANGUAGES
    ]


def _text(code: Language, text: Text) -> dict[str, Any]:
    return {"name": LANGUAGES[code], "code": code, "text": text}
