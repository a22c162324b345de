"""Changing an application once more until the deadline: the last complete version counts.

Whoever opens a received application again loses nothing. What was received stays as its receipt
says; unless it is submitted again by the deadline, exactly that is put back when the round closes.
"""

from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from grants.actions.lock import hold, lock
from grants.actions.record import record
from grants.actions.section import keep_answers, search_text
from grants.models.application import Application, Receipt
from grants.models.document import Upload
from grants.programme.application_form import BUDGET, COUNTRIES, OUTLINE, PROFILE
from grants.programme.calendar import is_late
from grants.programme.finding import insist
from grants.programme.money import eur
from grants.programme.people import Actor
from grants.programme.plan_line import kept_cells, kept_lines
from grants.programme.stages import APPLICATION_MOVES, step
from grants.queries.application import latest_receipt, terms_of
from grants.queries.application_check import check_deadline
from grants.queries.team import WRITERS, check_team_role, team_of

KIND: Final = "application"
AMOUNTS: Final = ("requested", "own_funds", "own_in_kind", "third_party", "requested_later")


def reopen_application(
    session: Session, application: Application, *, by: Actor, now: datetime
) -> None:
    """Make a received application a draft again, as often as the team likes until the deadline.

    Raises RulesBroken after the deadline (R-014) and for a mere reader, NoSuchMove from any
    other state.
    """
    hold(session, application.round)
    lock(session, application)
    before = application.state
    after = step(APPLICATION_MOVES, "reopen", before, by.role)
    team = team_of(session, application.cluster)
    in_time = check_deadline(application.round, terms_of(application.terms), now, received=True)
    insist([check_team_role(team, by, WRITERS), in_time])
    application.state, application.submitted_at, application.late = after, None, False
    application.finished_at = application.finished_by_id = application.finished_revision = None
    application.revision += 1
    application.changed_at, application.changed_by_id = now, by.person_id
    record(
        session,
        "reopen_application",
        KIND,
        application.number,
        by=by,
        now=now,
        before={"state": before.value},
        after={"state": after.value},
    )
    session.flush()


def restore_received(session: Session, application: Application, *, now: datetime) -> bool:
    """Put back what was received last, if this draft ever was; the caller holds its lock.

    Returns False for a draft that never was handed in. The time of the receipt stays the time
    at which the application arrived.
    """
    receipt = latest_receipt(session, application)
    if receipt is None:
        return False
    before = application.state
    application.state = step(APPLICATION_MOVES, "restore", before, None)
    application.submitted_at = receipt.received_at
    application.late = is_late(receipt.received_at, application.round.closes_at)
    application.changed_at = now
    application.revision += 1
    _put_back(session, application, receipt)
    application.search_text = search_text(application)
    record(
        session,
        "restore_application",
        KIND,
        application.number,
        by=None,
        now=now,
        before={"state": before.value},
        after={"state": application.state.value, "sha256": receipt.sha256},
    )
    return True


def _put_back(session: Session, application: Application, receipt: Receipt) -> None:
    content = receipt.content
    texts = {name: content[name] for name in ("title", "acronym", "profile")}
    keep_answers(session, application, PROFILE, texts, receipt.received_at)
    keep_answers(
        session, application, OUTLINE, {"outline": content["outline"]}, receipt.received_at
    )
    countries = {"countries": content["countries"]}
    keep_answers(session, application, COUNTRIES, countries, receipt.received_at)
    money = {name: eur(content[name]) for name in AMOUNTS}
    budget = {
        **money,
        "concept_starts_on": _day(content["starts_on"]),
        "concept_ends_on": _day(content["ends_on"]),
        "projects_planned": content["projects_planned"],
        "cells": kept_cells(content),
        "lines": kept_lines(content),
    }
    keep_answers(session, application, BUDGET, budget, receipt.received_at)
    declared = content["declared_at"]
    application.declared_at = datetime.fromisoformat(declared) if declared else None
    _put_back_files(session, application, receipt)


def _put_back_files(session: Session, application: Application, receipt: Receipt) -> None:
    received = {UUID(file["id"]): file for file in receipt.content["files"]}
    uploads = session.scalars(select(Upload).where(Upload.application_id == application.id)).all()
    for upload in uploads:
        if upload.id in received:
            upload.replaced_at = None
            _put_back_said(upload, received[upload.id])
        elif upload.replaced_at is None:
            upload.replaced_at = max(upload.uploaded_at, receipt.received_at)
    session.flush()


def _put_back_said(upload: Upload, file: dict[str, Any]) -> None:
    """What was said of an annex; the oldest receipts kept nothing of it."""
    if "title" in file:
        upload.title, upload.language = file["title"], file["language"]
        upload.signed_on, upload.parties = _day(file["signed_on"]), list(file["parties"])


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
