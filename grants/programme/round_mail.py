"""What a round says about its reminders: whether a stage is sent, to whom, and what it adds."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from grants.programme.dates import ReminderStage
from grants.programme.finding import Finding
from grants.programme.people import TeamRole
from grants.programme.sources import TERMS_OF_ROUND
from grants.programme.terms import Terms
from grants.programme.words import Words, say

MOST: Final = 1000
"""Characters of the paragraph that a round adds, in each language."""


INVITATION: Final = "proof_invitation"
INVITATION_NAME: Final = Words(
    "Aufforderung zum Verwendungsnachweis", "Invitation to the final report"
)


class MailReaders(StrEnum):
    """Who of a cluster's team gets a reminder."""

    WRITERS = "writers"
    SIGNATORIES = "signatories"
    TEAM = "team"


READER_WORDS: Final = {
    MailReaders.WRITERS: Words("wer schreibt oder zeichnet", "whoever writes or signs"),
    MailReaders.SIGNATORIES: Words("nur wer zeichnet", "signatories only"),
    MailReaders.TEAM: Words("das ganze Team", "the whole team"),
}
ROLES: Final = {
    MailReaders.WRITERS: (TeamRole.AUTHOR, TeamRole.SIGNATORY),
    MailReaders.SIGNATORIES: (TeamRole.SIGNATORY,),
    MailReaders.TEAM: tuple(TeamRole),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class MailSetting:
    """How one stage of the cadence goes out."""

    sends: bool = True
    readers: MailReaders = MailReaders.WRITERS
    copy: bool
    """Does the sponsor get it as well?"""
    more: Words
    """A paragraph besides the usual text; empty for none."""


def events_of(terms: Terms) -> tuple[ReminderStage, ...]:
    """The mails that a round can word: its reminders, and the invitation to the final proof."""
    invitation = ReminderStage(
        code=INVITATION, days=-terms.deadlines.invitation_days, name=INVITATION_NAME
    )
    return (*terms.reminders, invitation)


def usual(stage: ReminderStage) -> MailSetting:
    """How a stage goes out where the round says nothing: a copy to us once a report is late."""
    return MailSetting(copy=stage.days > 0, more=Words("", ""))


def may_be_off(stage: ReminderStage) -> bool:
    """Only a reminder before the due date is a courtesy; what follows tells of consequences.

    The invitation to the final proof is a duty of the sponsor.
    """
    return stage.days < 0 and stage.code != INVITATION


def check_setting(stage: ReminderStage, setting: MailSetting) -> list[Finding]:
    """Does the stage stay on where it has to, and is the paragraph there in both languages?"""
    off = not setting.sends and not may_be_off(stage)
    de, en = len(setting.more.de), len(setting.more.en)
    return [
        Finding(
            rule="MAIL-ON",
            holds=not off,
            claim=Words("Wer säumig ist, erfährt davon.", "Whoever is late hears of it."),
            says=say(
                "{stage} kommt {days} Tage nach der Frist und lässt sich nicht abschalten.",
                "{stage} comes {days} days after the due date and cannot be switched off.",
                stage=stage.name, days=stage.days,
            )
            if stage.code != INVITATION
            else say(
                "{stage}: {days} Tage vor dem Ende der Laufzeit sind wir dazu verpflichtet.",
                "{stage}: {days} days before the end of the period we are obliged to send it.",
                stage=stage.name, days=-stage.days,
            ),
            source=TERMS_OF_ROUND,
            place="sends",
        ),
        Finding(
            rule="MAIL-TEXT",
            holds=bool(de) == bool(en),
            claim=Words("Der Absatz steht in beiden Sprachen.", "Both languages have the text."),
            says=say(
                "Schreiben Sie den Absatz in beiden Sprachen: {german} Zeichen deutsch, {english}"
                " englisch.",
                "Write the paragraph in both languages: {german} characters German, {english}"
                " English.",
                german=de, english=en,
            ),
            source=TERMS_OF_ROUND,
            place="more_de" if not de else "more_en",
        ),
        Finding(
            rule="MAIL-LENGTH",
            holds=max(de, en) <= MOST,
            claim=Words("Der Absatz ist kurz.", "The paragraph is short."),
            says=say("{n} Zeichen, höchstens {most}.", "{n} characters, at most {most}.",
                     n=max(de, en), most=MOST),
            source=TERMS_OF_ROUND,
            place="more_de" if de > MOST else "more_en",
        ),
    ]  # fmt: skip
