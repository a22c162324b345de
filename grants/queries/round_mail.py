"""The reminders of a round as they were set: the latest version of each stage."""

from collections.abc import Iterable, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from grants.models.round import Round
from grants.models.round_mail import RoundMail
from grants.programme.dates import ReminderStage
from grants.programme.round_mail import MailSetting, usual

Settings = Mapping[tuple[int, str], MailSetting]


def settings_of(session: Session, rounds: Iterable[int]) -> Settings:
    """What these rounds set, by round and stage; one statement."""
    found = session.scalars(
        select(RoundMail)
        .where(RoundMail.round_id.in_(set(rounds)))
        .order_by(RoundMail.round_id, RoundMail.stage, RoundMail.version)
    )
    return {(one.round_id, one.stage): one.setting for one in found}


def setting_of(settings: Settings, round_id: int, stage: ReminderStage) -> MailSetting:
    """How this stage goes out in this round."""
    return settings.get((round_id, stage.code)) or usual(stage)


def versions_of(session: Session, round_: Round) -> dict[str, list[RoundMail]]:
    """Everything that was ever set in this round, by stage, the first version first."""
    found: dict[str, list[RoundMail]] = {}
    every = (
        select(RoundMail)
        .where(RoundMail.round_id == round_.id)
        .options(joinedload(RoundMail.set_by))
        .order_by(RoundMail.stage, RoundMail.version)
    )
    for one in session.scalars(every):
        found.setdefault(one.stage, []).append(one)
    return found
