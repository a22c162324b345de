"""What we sent to a person's clusters and what they handed in: letters, receipts, reports, ZIPs."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from grants.models.application import Application, Receipt
from grants.models.case_file import CaseFile
from grants.models.decision import Letter, LetterKind
from grants.models.grant import Grant
from grants.models.report import Report
from grants.programme.people import Actor
from grants.programme.words import Words
from grants.queries.case_file import KEPT_FOR
from grants.queries.visible import (
    opened_letters,
    own_parts,
    visible_applications,
    visible_letters,
    visible_reports,
)

LETTER_WORDS: Final = {
    LetterKind.SELECTION: Words("Auswahlschreiben", "Selection letter"),
    LetterKind.REJECTION: Words("Ablehnungsbescheid", "Rejection letter"),
    LetterKind.AWARD: Words("Zuwendungsbescheid", "Award letter"),
    LetterKind.RESERVE: Words("Reserveschreiben", "Reserve letter"),
    LetterKind.CONDITIONAL: Words("Zuwendungsbescheid unter Bedingung", "Conditional award"),
    LetterKind.CONFIRMATION: Words("Bestätigung der Bedingung", "Confirmation of the condition"),
    LetterKind.AMENDMENT: Words("Änderungsbescheid", "Amendment letter"),
    LetterKind.REVOCATION: Words("Widerruf oder Rücknahme", "Revocation or withdrawal"),
    LetterKind.LATE_USE: Words("Zinsbescheid", "Decision on interest"),
}


def name_of(letter: Letter) -> Words:
    """What the letter calls itself: of a revocation or withdrawal the one that it is."""
    own = letter.snapshot.get("kind") if letter.kind is LetterKind.REVOCATION else None
    return Words(**own) if own else LETTER_WORDS[letter.kind]


def own_letters(session: Session, actor: Actor) -> list[Letter]:
    """The letters this person may see, the newest first; one statement."""
    return list(
        session.scalars(
            visible_letters(actor)
            .options(
                joinedload(Letter.application).joinedload(Application.cluster),
                joinedload(Letter.grant).joinedload(Grant.recipient),
            )
            .order_by(Letter.ordered_at.desc(), Letter.id.desc())
        )
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A receipt of an application as one line."""

    number: str
    title: str
    version: int
    at: datetime
    document_id: UUID | None


def own_receipts(session: Session, actor: Actor) -> list[Paper]:
    """Every receipt of every version of the applications they may see; one statement."""
    own = visible_applications(actor).with_only_columns(Application.id)
    rows = session.execute(
        select(
            Application.number,
            Application.title,
            Receipt.version,
            Receipt.received_at,
            Receipt.document_id,
        )
        .join(Application, Receipt.application_id == Application.id)
        .where(Receipt.application_id.in_(own))
        .order_by(Receipt.received_at.desc())
    )
    return [
        Paper(number=number, title=title, version=version, at=at, document_id=document_id)
        for number, title, version, at, document_id in rows
    ]


def own_reports(session: Session, actor: Actor) -> list[Report]:
    """The reports they handed in, the newest first; one statement."""
    return list(
        session.scalars(
            visible_reports(actor)
            .where(Report.submitted_at.is_not(None))
            .options(joinedload(Report.grant).load_only(Grant.number))
            .order_by(Report.submitted_at.desc(), Report.id.desc())
        )
    )


def own_case_files(session: Session, actor: Actor, now: datetime) -> list[CaseFile]:
    """The ZIPs of their cases that are made and still kept, the newest first; one statement."""
    own = visible_applications(actor).with_only_columns(Application.id)
    return list(
        session.scalars(
            select(CaseFile)
            .where(
                CaseFile.application_id.in_(own),
                CaseFile.audience == actor.role,
                CaseFile.made_at > now - KEPT_FOR,
            )
            .options(joinedload(CaseFile.application).load_only(Application.number))
            .order_by(CaseFile.made_at.desc(), CaseFile.id.desc())
        )
    )


def own_letter(session: Session, actor: Actor, check_code: str) -> Letter | None:
    """The letter with this check code, if this person may open it."""
    return session.scalar(opened_letters(actor).where(Letter.check_code == check_code))


def is_of_cluster(letter: Letter) -> bool:
    """Is it addressed to the cluster's management, and not to a partner with rights of its own?"""
    return letter.grant is None or letter.grant.partner_id is None


def addressee_reads(session: Session, letter: Letter, actor: Actor) -> bool:
    """Does the addressee open it when this person does (R-050)?

    A letter to a partner is opened by the partner's own people only. A cluster that may read it,
    because the partner has nobody in the portal, receives nothing for it (decision 51).
    """
    opened = opened_letters(actor).where(Letter.id == letter.id)
    if not is_of_cluster(letter):
        addressed = select(Grant.id).where(Grant.partner_id.in_(own_parts(actor)))
        opened = opened.where(Letter.grant_id.in_(addressed))
    return session.scalar(opened.with_only_columns(Letter.id)) is not None


def may_open(session: Session, letter: Letter, actor: Actor) -> bool:
    """May this person read it line by line? One statement."""
    opened = opened_letters(actor).where(Letter.id == letter.id)
    return session.scalar(opened.with_only_columns(Letter.id)) is not None
