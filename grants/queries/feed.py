"""What stands in a calendar: the dates of a call, and the dates of one person."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from grants.models.application import Application
from grants.models.extension import Extension, ExtensionState
from grants.models.feed import Feed
from grants.models.person import Person
from grants.models.round import Round
from grants.programme.calendar_entry import CalendarEntry
from grants.programme.deadline import moment_words
from grants.programme.people import Actor, Role
from grants.programme.roads.application import LIVE_APPLICATION
from grants.programme.stages import ApplicationState, RoundState, label
from grants.programme.words import say
from grants.queries.duty_entry import duties_of
from grants.queries.visible import STAFF, visible_applications

A = ApplicationState
MOST: Final = 500
"""Entries of one kind; no calendar needs more."""
LOOKS_BACK: Final = timedelta(days=366)
SECRET: Final = (RoundState.DRAFT, RoundState.CANCELLED)
OVER: Final = (*SECRET, RoundState.CLOSED_OUT, RoundState.ARCHIVED)


def live_feed(session: Session, person_id: int) -> Feed | None:
    """The calendar address of this person that works."""
    return session.scalar(
        select(Feed).where(Feed.person_id == person_id, Feed.revoked_at.is_(None))
    )


def owner_of(session: Session, token_hash: str) -> Person | None:
    """Whose calendar this is; nobody once it is revoked or the account closed."""
    return session.scalar(
        select(Person)
        .join(Feed, Feed.person_id == Person.id)
        .where(Feed.token_hash == token_hash, Feed.revoked_at.is_(None), Person.active)
    )


def entries_of_call(session: Session, round_: Round) -> list[CalendarEntry]:
    """The public dates of one round."""
    moved = _moved(session, [round_])
    every = [_opens(round_), _closes(round_, moved), *_steps(round_, moved)]
    cancelled = round_.state is RoundState.CANCELLED
    return [replace(entry, cancelled=cancelled) for entry in every]


def entries_of_person(session: Session, actor: Actor, now: datetime) -> list[CalendarEntry]:
    """What this person must not miss: deadlines, reports, planned steps, duties after an award."""
    rounds = _rounds(session, actor)
    drafts = _drafts(session, actor)
    moved = _moved(session, [*rounds, *(draft.round for draft in drafts)])
    return [
        *(_draft(draft, moved) for draft in drafts),
        *(_closes(each, moved) for each in rounds if actor.role in STAFF),
        *(step for each in rounds for step in _steps(each, moved)),
        *duties_of(session, actor, now),
    ]


def _rounds(session: Session, actor: Actor) -> list[Round]:
    """Rounds that are under way and concern this person."""
    concerned = select(Round).where(Round.state.not_in(OVER))
    if actor.role not in STAFF:
        own = visible_applications(actor).where(Application.state.in_(LIVE_APPLICATION))
        concerned = concerned.where(Round.id.in_(own.with_only_columns(Application.round_id)))
    return list(
        session.scalars(
            concerned.order_by(Round.number).options(selectinload(Round.milestones)).limit(MOST)
        )
    )


def _drafts(session: Session, actor: Actor) -> list[Application]:
    if actor.role is not Role.APPLICANT:
        return []
    return list(
        session.scalars(
            visible_applications(actor)
            .where(Application.state == A.DRAFT)
            .options(joinedload(Application.round), joinedload(Application.cluster))
            .order_by(Application.id)
            .limit(MOST)
        )
    )


def _draft(draft: Application, moved: dict[int, int]) -> CalendarEntry:
    ends = moment_words(draft.round.closes_at)
    return CalendarEntry(
        code=f"application-{draft.number}-closes",
        what=say("Bewerbung {number} einreichen", "Submit application {number}",
                 number=draft.number),
        at=draft.round.closes_at,
        changed_at=draft.round.changed_at,
        moved=moved.get(draft.round.id, 0),
        place=f"/applications/{draft.number}",
        note=say("{cluster}. Die Frist endet am {ends}.", "{cluster}. The deadline ends on {ends}.",
                 cluster=draft.cluster.name, ends=ends),
    )  # fmt: skip


def _opens(round_: Round) -> CalendarEntry:
    return CalendarEntry(
        code=f"round-{round_.number}-opens",
        what=say("{round}: Einreichung beginnt", "{round}: applications open", round=round_.title),
        at=round_.opens_at,
        changed_at=round_.changed_at,
        place=f"/calls/{round_.number}",
    )


def _closes(round_: Round, moved: dict[int, int]) -> CalendarEntry:
    return CalendarEntry(
        code=f"round-{round_.number}-closes",
        what=say("{round}: Einreichung endet", "{round}: deadline", round=round_.title),
        at=round_.closes_at,
        changed_at=round_.changed_at,
        moved=moved.get(round_.id, 0),
        place=f"/calls/{round_.number}",
        note=say("Die Frist endet am {ends}.", "The deadline ends on {ends}.",
                 ends=moment_words(round_.closes_at)),
    )  # fmt: skip


def _steps(round_: Round, moved: dict[int, int]) -> list[CalendarEntry]:
    return [
        CalendarEntry(
            code=f"round-{round_.number}-{stone.state.value}",
            what=say("{round}: {step} geplant", "{round}: {step} planned",
                     round=round_.title, step=label(stone.state)),
            at=stone.on,
            changed_at=round_.changed_at,
            moved=moved.get(round_.id, 0),
            place=f"/calls/{round_.number}",
        )
        for stone in round_.milestones
    ]  # fmt: skip


def _moved(session: Session, rounds: list[Round]) -> dict[int, int]:
    """How often the deadline of each round has been extended; one statement."""
    counted = (
        select(Extension.round_id, func.count())
        .where(
            Extension.round_id.in_({each.id for each in rounds}),
            Extension.state == ExtensionState.CONFIRMED,
        )
        .group_by(Extension.round_id)
    )
    return {row[0]: row[1] for row in session.execute(counted)}
