"""What belongs into an audit package: the cases as an auditor sees them, and the round's papers."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from grants.documents.sample_file import sample_data
from grants.documents.snapshot import as_json
from grants.models.application import Application
from grants.models.audit_package import AuditPackage
from grants.models.audit_sample import AuditSample
from grants.models.award import Award
from grants.models.document import ComplianceReport, Document
from grants.models.meeting import Meeting
from grants.models.observation import Observation
from grants.models.round import Round
from grants.papers.case_entry import Entry, document_entry
from grants.papers.sample_paper import paper_of
from grants.programme.people import Actor
from grants.programme.words import Words, say
from grants.queries.audit_case import acts_on, award_case
from grants.queries.visible import visible_applications

ROUND: Final = Words("0 Runde", "0 Round")
RULES: Final = Words("0 Regeln und Feststellungen", "0 Rules and findings")


def cases_of(session: Session, reader: Actor, package: AuditPackage) -> list[str]:
    """The numbers of the applications whose cases are in it."""
    if package.award is not None:
        return [package.award.application.number]
    return list(
        session.scalars(
            visible_applications(reader)
            .where(Application.round_id == package.round_id)
            .order_by(Application.number)
            .with_only_columns(Application.number)
        )
    )


def round_entries(session: Session, round_: Round) -> Iterator[Entry]:
    """The rules in each version, the minutes of the jury, and the compliance reports."""
    for version in round_.terms_versions:
        what = say("Bedingungen, Fassung {n}", "Terms, version {n}", n=version.version)
        yield Entry(folder=ROUND, name=what.de, ending="json", what=what, at=version.created_at,
                    content=as_json(version.body))  # fmt: skip
    minutes = session.scalars(
        select(Document)
        .join(Meeting, Meeting.document_id == Document.id)
        .where(Meeting.round_id == round_.id)
        .order_by(Document.created_at)
    )
    for document in minutes:
        yield document_entry(ROUND, document, Words("Sitzungsprotokoll", "Minutes"))
    reports = session.scalars(
        select(Document)
        .join(ComplianceReport, ComplianceReport.document_id == Document.id)
        .where(ComplianceReport.round_id == round_.id)
        .order_by(ComplianceReport.ordered_at)
    )
    for document in reports:
        yield document_entry(ROUND, document, Words("Prüfbericht", "Compliance report"))
    for sample in session.scalars(
        select(AuditSample).where(AuditSample.round_id == round_.id).order_by(AuditSample.id)
    ):
        what = say("Stichprobe {n}", "Sample {n}", n=str(sample.id))
        yield Entry(folder=ROUND, name=what.de, ending="json", what=what, at=sample.drawn_at,
                    content=sample_data(paper_of(sample)))  # fmt: skip


def award_entries(session: Session, award: Award) -> Iterator[Entry]:
    """The terms under which it stands, and what the audit catalogue finds on it."""
    terms = award.terms
    what = say("Bedingungen, Fassung {n}", "Terms, version {n}", n=terms.version)
    yield Entry(folder=RULES, name=what.de, ending="json", what=what, at=terms.created_at,
                content=as_json(terms.body))  # fmt: skip
    found = session.scalars(
        select(Observation)
        .where(Observation.award == award.number, Observation.gone_at.is_(None))
        .order_by(Observation.code, Observation.subject)
    ).all()
    if found:
        what = Words("Feststellungen des Prüfkatalogs", "Findings of the audit catalogue")
        rows = [
            {"code": one.code, "subject": one.subject, "severity": one.severity.value,
             "state": one.state.value, "says": one.says_de, "says_en": one.says_en,
             "links": one.links, "first_seen": one.first_seen.isoformat(),
             "last_seen": one.last_seen.isoformat()}
            for one in found
        ]  # fmt: skip
        yield Entry(folder=RULES, name=what.de, ending="json", what=what, at=found[0].last_seen,
                    content=as_json({"findings": rows}))  # fmt: skip


def acts_of_case(session: Session, number: str, until: datetime) -> set[int]:
    """The numbers of all acts about the case with this application."""
    award = session.scalar(
        select(Award).join(Award.application).where(Application.number == number)
    )
    if award is not None:
        return {act.id for act in award_case(session, award, until=until).acts}
    named = [("application", number), ("decision", number)]
    return {act.id for act in acts_on(session, named, until)}


def acts_of_round(session: Session, number: int, until: datetime) -> set[int]:
    """The numbers of all acts about the round itself."""
    return {act.id for act in acts_on(session, [("round", str(number))], until)}
