"""Makes the letters that are ordered: each once, from its snapshot, and mails them."""

from functools import cache
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from grants.actions.mail import write_to
from grants.actions.record import record
from grants.actions.team_mail import write_to_team
from grants.documents.page import template_version
from grants.documents.press import OrderedByAnother, render_limited
from grants.models.connection import clock
from grants.models.decision import Letter, LetterState
from grants.models.document import Document, DocumentKind
from grants.papers.letter import with_proof
from grants.programme.notification import Channel
from grants.queries.letter import name_of
from grants.queries.part import people_of_part
from grants.worker.making import keep
from grants.worker.room import Room


def render_letter(room: Room, letter_id: int) -> None:
    """Make the PDF of a letter and mail it; nothing happens when it is made, or being made.

    The file is written first and its row with the letter's new state in one transaction, so a
    process that is killed leaves a letter that is still ordered and at most a file without a row.
    """
    with room.sessions.begin() as session:
        letter = _ordered(session, letter_id)
        if letter is None:
            return
        _check_ours(letter)
        now = clock(session)
        seal = room.seal
        data = with_proof(letter.snapshot, room.settings.public_url, seal.name if seal else "")
        printed = render_limited(data)
        document = keep(
            room,
            session,
            seal.put_on(printed) if seal else printed,
            kind=DocumentKind.LETTER,
            file_name=f"{name_of(letter).de} {letter.number}",
            data=data,
            terms_id=letter.decision.terms_id,
            now=now,
        )
        letter.state, letter.document_id, letter.rendered_at = (
            LetterState.RENDERED, document.id, now,
        )  # fmt: skip
        letter.failure = ""
        record(
            session,
            "make_letter",
            "letter",
            letter.number,
            by=None,
            now=now,
            after={
                "sha256": document.sha256,
                "template_version": document.template_version,
                "sealed_with": seal.fingerprint if seal else None,
            },
        )
        if letter.way is Channel.PORTAL:
            _mail(room, session, letter, document)


def _check_ours(letter: Letter) -> None:
    """A letter is printed by the version that ordered it, or not at all."""
    ours = _of_this_program(letter.snapshot["document"])
    if letter.template_version != ours:
        raise OrderedByAnother(
            f"ordered as {letter.template_version}, this program prints {ours}:"
            " print it with the version that ordered it (docs/operations.md, Updating)"
        )


@cache
def _of_this_program(template: str) -> str:
    """Templates are read once as well."""
    return template_version(template)


def fail_letter(room: Room, letter_id: int, reason: str) -> None:
    """Give up on a letter after the last try; staff see the reason."""
    with room.sessions.begin() as session:
        letter = _ordered(session, letter_id)
        if letter is not None:
            letter.state, letter.failure = LetterState.FAILED, reason


def _ordered(session: Session, letter_id: int) -> Letter | None:
    return session.scalar(
        select(Letter)
        .where(Letter.id == letter_id, Letter.state == LetterState.ORDERED)
        .with_for_update(skip_locked=True)
    )


def _mail(room: Room, session: Session, letter: Letter, document: Document) -> None:
    """Everybody who writes for the cluster, and the addressee's own people where it has some.

    The letter itself goes along only where the operator chose so: else the mail says nothing of it.
    """
    attached = room.settings.attach_letters
    tell: dict[str, Any] = {
        "occasion": f"letter/{letter.id}",
        "now": clock(session),
        "document": document if attached else None,
        "attached": attached,
        "title": name_of(letter),
        "number": letter.number,
        "subject": letter.grant.number if letter.grant else letter.application.number,
        "dated": letter.dated,
        "link": f"{room.settings.public_url}/letters",
    }
    write_to_team(session, letter.application.cluster, "letter", **tell)
    partner = letter.grant.partner if letter.grant else None
    for member in people_of_part(session, partner) if partner else ():
        write_to(session, member.person, "letter", **tell)
