"""The end of a blind stage: since when jurors see names, by whom, and what must hold before."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from grants.models.application import Application
from grants.models.person import Person
from grants.models.review import Assignment, ConflictDeclaration
from grants.models.round import Round
from grants.programme.finding import Finding
from grants.programme.sources import TERMS_OF_ROUND
from grants.programme.stages import RoundState
from grants.programme.words import Words, say
from grants.queries.blind import round_hides_names
from grants.queries.round_reviewed import open_reviews, scored


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """That names are open to the jury of a round."""

    at: datetime
    by: str


def opened_names(session: Session, round_: Round) -> Opened | None:
    """Since when jurors of a stage that was blind see names, and by whom; often no statement."""
    if round_.names_opened_at is None or round_.names_opened_by_id is None:
        return None
    return Opened(
        at=round_.names_opened_at, by=session.get_one(Person, round_.names_opened_by_id).name
    )


def names_findings(session: Session, round_: Round) -> list[Finding]:
    """What must hold before the names are opened: the judgement without them is done."""
    found = [_check_hidden(round_)]
    if round_.state is RoundState.JURY_MEETING:
        return found
    open_ = open_reviews(session, round_)
    return [*found, _check_time(round_), scored(session, round_), _check_final(open_)]


def let_in(session: Session, application: Application) -> bool:
    """Could a juror read it already: given to them, and declared free of conflicts?"""
    free = exists().where(
        ConflictDeclaration.application_id == Assignment.application_id,
        ConflictDeclaration.juror_id == Assignment.juror_id,
        ~ConflictDeclaration.conflicted,
    )
    return bool(
        session.scalar(select(exists().where(Assignment.application_id == application.id, free)))
    )


def _check_hidden(round_: Round) -> Finding:
    return Finding(
        rule="BLIND-END",
        holds=round_hides_names(round_),
        claim=Words("Die Jury liest noch ohne Namen.", "The jury still reads without names."),
        says=Words("Die Namen sind verdeckt.", "The names are covered.")
        if round_hides_names(round_)
        else Words("Die Namen sind schon offen, oder die Jury liest in dieser Runde mit Namen.",
                   "The names are open already, or the jury of this round reads with names."),
        source=TERMS_OF_ROUND,
    )  # fmt: skip


def _check_time(round_: Round) -> Finding:
    return Finding(
        rule="BLIND-END",
        holds=round_.state is RoundState.REVIEW,
        claim=Words("Geöffnet wird am Ende der Begutachtung oder in der Sitzung.",
                    "Names are opened at the end of the review or in the meeting."),
        says=Words("Die Runde wird jetzt nicht begutachtet.", "The round is not under review now."),
        source=TERMS_OF_ROUND,
    )  # fmt: skip


def _check_final(open_: int) -> Finding:
    return Finding(
        rule="BLIND-END",
        holds=open_ == 0,
        claim=Words("Jedes Gutachten ist endgültig, bevor Namen erscheinen.",
                    "Every review is final before names appear."),
        says=say("Noch nicht endgültig: {count}.", "Not final yet: {count}.", count=open_),
        source=TERMS_OF_ROUND,
    )  # fmt: skip
