"""Prints the blank form of a round once, in both languages; a changed rule or deadline anew."""

from sqlalchemy.orm import Session

from grants.documents.press import render_limited
from grants.documents.printing import prepare
from grants.models.blank_form import BlankForm
from grants.models.connection import clock
from grants.models.document import DocumentKind
from grants.models.round import Round
from grants.papers.blank_form import fill_blank_form
from grants.programme.words import LANGUAGES, Language
from grants.queries.blank_form import rounds_without_form
from grants.worker.making import keep
from grants.worker.room import Room

NAMES: dict[Language, str] = {"de": "Leeres Formular", "en": "Blank form"}


def render_blank_form(room: Room, round_id: int) -> None:
    """Make both files; nothing happens when they are made already.

    Printing takes seconds, in which nobody may have to wait for the round: its row is read before,
    never locked. Whoever comes second finds the rows of the first.
    """
    with room.sessions() as session:
        round_ = _unprinted(session, round_id)
        if round_ is None:
            return
        now = clock(session)
        made_for = BlankForm(
            round_id=round_.id, terms_id=round_.terms.id, closes_at=round_.closes_at, made_at=now
        )
        names = {each: f"{NAMES[each]} {round_.title.into(each)}" for each in LANGUAGES}
        data = {each: prepare(fill_blank_form(round_, each, now)) for each in LANGUAGES}
    printed = {each: render_limited(data[each]) for each in LANGUAGES}
    with room.sessions.begin() as session:
        if _unprinted(session, round_id) is None:
            return
        files = {
            each: keep(
                room,
                session,
                printed[each],
                kind=DocumentKind.BLANK_FORM,
                file_name=names[each],
                data=data[each],
                terms_id=made_for.terms_id,
                now=now,
            )
            for each in LANGUAGES
        }
        made_for.german_id, made_for.english_id = files["de"].id, files["en"].id
        session.add(made_for)


def _unprinted(session: Session, round_id: int) -> Round | None:
    waits = session.scalar(rounds_without_form().where(Round.id == round_id))
    return None if waits is None else session.get_one(Round, waits)


def fail_blank_form(room: Room, round_id: int, reason: str) -> None:
    """Give up on the form of these rules after the last try; the round itself goes on."""
    with room.sessions.begin() as session:
        round_ = session.get(Round, round_id)
        if round_ is not None:
            session.add(
                BlankForm(
                    round_id=round_.id,
                    terms_id=round_.terms.id,
                    closes_at=round_.closes_at,
                    made_at=clock(session),
                    failure=reason,
                )
            )
