"""Observations on publication: aid that is missing in the transparency register, or came late."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Row, Select, func, or_, select
from sqlalchemy.orm import Session

from grants.models.application import Application
from grants.models.award import Award
from grants.models.grant import Grant
from grants.models.organisation import Organisation
from grants.models.transparency import AidEntry
from grants.programme.calendar import today
from grants.programme.money import Money
from grants.programme.observation import Severity, SubjectKind
from grants.programme.transparency import law_of, publish_by
from grants.programme.words import Words, say
from grants.queries.observation_found import Found, Frame


def aid_not_published(session: Session, frame: Frame) -> Iterator[Found]:
    """F-21: aid that was to be published by a day, and was not or came later (R-045)."""
    rows = session.execute(
        _cases(AidEntry.due_on, AidEntry.published_on)
        .join(AidEntry, AidEntry.grant_id == Grant.id)
        .where(
            or_(
                AidEntry.done_at.is_(None) & (AidEntry.due_on < frame.day),
                AidEntry.published_on > AidEntry.due_on,
            )
        )
        .order_by(Grant.number, AidEntry.ordinal)
    )
    for row in rows:
        if row.published_on is None:
            says = say("{number}: bis {due} zu veröffentlichen, nicht geschehen.",
                       "{number}: to be published by {due}, not done.",
                       number=row.number, due=row.due_on)  # fmt: skip
        else:
            says = say("{number}: bis {due} zu veröffentlichen, {days} Tage später geschehen.",
                       "{number}: to be published by {due}, done {days} days later.",
                       number=row.number, due=row.due_on,
                       days=(row.published_on - row.due_on).days)  # fmt: skip
        yield _found(row, says, milder=Severity.LOW if row.published_on else None)


def aid_not_noted(session: Session, frame: Frame) -> Iterator[Found]:
    """F-21: aid above the threshold that nobody was ever asked to publish."""
    together = func.sum(Grant.amount - Grant.revoked).over(
        partition_by=(Grant.award_id, Organisation.legal_key)
    )
    whole = _cases(
        Grant.id, Grant.awarded_at, Award.terms_id, Organisation.kind, together.label("together")
    ).where(Grant.awarded_at.is_not(None)).subquery()  # fmt: skip
    least = _least_threshold(frame)
    if least is None:
        return
    noted = select(AidEntry.grant_id)
    rows = session.execute(
        select(whole)
        .where(whole.c.together > least, whole.c.id.not_in(noted))
        .order_by(whole.c.number)
    )
    for row in rows:
        awarded = today(row.awarded_at)
        law = law_of(frame.terms[row.terms_id], row.kind, awarded)
        if law is None or row.together <= law.above or publish_by(awarded, law) >= frame.day:
            continue
        yield _found(
            row,
            say("{number}: {sum} an dieses Unternehmen, Schwelle {above}, nie vorgemerkt.",
                "{number}: {sum} to this undertaking, threshold {above}, never noted.",
                number=row.number, sum=row.together, above=law.above),
        )  # fmt: skip


def _least_threshold(frame: Frame) -> Money | None:
    laws = [law for terms in frame.terms.values() for law in terms.transparency]
    return min((law.above for law in laws), default=None)


def _cases(*columns: Any) -> Select[*tuple[Any, ...]]:
    return (
        select(Grant.number, Award.number.label("award"), Application.round_id, *columns)
        .join(Award, Grant.award_id == Award.id)
        .join(Application, Award.application_id == Application.id)
        .join(Organisation, Grant.recipient_id == Organisation.id)
    )


def _found(row: Row[*tuple[Any, ...]], says: Words, *, milder: Severity | None = None) -> Found:
    return Found(
        code="F-21", kind=SubjectKind.GRANT, subject=row.number, award=row.award,
        round_id=row.round_id, says=says, milder=milder,
    )  # fmt: skip
