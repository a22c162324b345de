"""Setting how the reminders of a round go out: each time a new version, nothing is overwritten."""

from datetime import datetime

from sqlalchemy.orm import Session

from grants.actions.lock import lock
from grants.actions.record import record
from grants.models.person import Person
from grants.models.round import Round
from grants.models.round_mail import RoundMail
from grants.programme.dates import ReminderStage
from grants.programme.finding import Finding, insist
from grants.programme.people import Actor
from grants.programme.round_mail import MailSetting, check_setting, usual
from grants.programme.sources import TERMS_OF_ROUND
from grants.programme.words import Words, say
from grants.queries.round_mail import versions_of


def set_round_mail(
    session: Session,
    round_: Round,
    stage: ReminderStage,
    setting: MailSetting,
    *,
    seen: int,
    by: Actor,
    now: datetime,
) -> RoundMail | None:
    """Set it for everything that is written from now on; None when it is so already.

    `seen` is the version that the officer had before their eyes, 0 for none. Raises RulesBroken
    for a stage that has to go out, for a paragraph in one language, and when somebody else set
    another version meanwhile.
    """
    lock(session, round_)
    there = versions_of(session, round_).get(stage.code, [])
    before = there[-1].setting if there else usual(stage)
    if setting == before:
        return None
    insist([_check_seen(there, seen), *check_setting(stage, setting)])
    made = RoundMail(
        round=round_, stage=stage.code, version=len(there) + 1, sends=setting.sends,
        readers=setting.readers, copy=setting.copy, more_de=setting.more.de,
        more_en=setting.more.en, set_at=now, set_by=session.get_one(Person, by.person_id),
    )  # fmt: skip
    session.add(made)
    session.flush()
    record(
        session, "set_round_mail", "round", str(round_.number), by=by, now=now,
        before=_kept(before),
        after={"stage": stage.code, "version": made.version, **_kept(setting)},
    )  # fmt: skip
    return made


def _kept(setting: MailSetting) -> dict[str, str | bool]:
    return {
        "sends": setting.sends,
        "readers": setting.readers.value,
        "copy": setting.copy,
        "more_de": setting.more.de,
        "more_en": setting.more.en,
    }


def _check_seen(there: list[RoundMail], seen: int) -> Finding:
    last = there[-1] if there else None
    who = last.set_by.name if last else ""
    return Finding(
        rule="MAIL-VERSION",
        holds=seen == len(there),
        claim=Words("Gesetzt wird, was vor Augen war.", "What was seen is what is changed."),
        says=say(
            "{who} hat inzwischen Fassung {n} gesetzt. Sehen Sie sie an; Ihre Eingaben stehen noch"
            " hier.",
            "{who} has set version {n} meanwhile. Look at it; what you entered is still here.",
            who=who, n=len(there),
        ),
        source=TERMS_OF_ROUND,
    )  # fmt: skip
