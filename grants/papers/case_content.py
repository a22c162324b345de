"""What belongs into the ZIP of a case: files as they are kept, and pages written for it.

Everything is found through what the reader's role may see. A cluster gets its own letters, its own
acts and no word about the jury.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, aliased, joinedload

from grants.documents.case_page import case_page
from grants.models.application import Application, Receipt
from grants.models.award import Award, Partner, Project
from grants.models.decision import Letter
from grants.models.document import ComplianceReport, Document, ScanState, Upload
from grants.models.grant import Grant
from grants.models.person import Person
from grants.models.record import Act
from grants.models.report import Report
from grants.papers.case_entry import Entry, document_entry, kept_entry, page_entry
from grants.papers.case_plan import plan_as_workbook, received_plan
from grants.papers.case_report import report_sheet
from grants.papers.case_sheet import (
    decisions_sheet,
    inquiries_sheet,
    record_table,
    reviews_sheet,
    sums_sheet,
    version_json,
    version_sheet,
)
from grants.programme.people import Actor, Role
from grants.programme.plan_line import kept_lines
from grants.programme.stages import ProjectState
from grants.programme.upload import KIND_WORDS
from grants.programme.words import Language, Words, say
from grants.queries.application import application_record
from grants.queries.application_file import opinions_on
from grants.queries.audit_case import AwardCase, acts_on, award_case
from grants.queries.contest_paper import papers_of
from grants.queries.grant_plan import plan_record
from grants.queries.inquiry import threads_of_case
from grants.queries.letter import LETTER_WORDS
from grants.queries.report_content import report_name
from grants.queries.visible import (
    STAFF,
    of_own_people,
    visible_awards,
    visible_letters,
    visible_plans,
    visible_reports,
)

APPLICATION: Final = Words("1 Bewerbung", "1 Application")
ANNEXES: Final = Words("2 Anlagen", "2 Annexes")
PLANS: Final = Words("3 Finanzierungspläne", "3 Financing plans")
LETTERS: Final = Words("4 Schriftstücke", "4 Letters")
REPORTS: Final = Words("5 Nachweise", "5 Reports")
TALK: Final = Words("6 Rückfragen", "6 Questions")
HISTORY: Final = Words("7 Verlauf", "7 Record")
OPINIONS: Final = Words("8 Begutachtung", "8 Review")
AUDIT: Final = Words("9 Prüfberichte", "9 Compliance reports")


def case_content(
    session: Session, number: str, reader: Actor, language: Language, now: datetime
) -> list[Entry]:
    """Everything of the case with this number that the reader's role may see, in its order.

    Raises LookupError when they may not see the case at all.
    """
    application = application_record(session, reader, number)
    if application is None:
        raise LookupError(f"{reader.role} may not see {number}")
    award = session.scalar(visible_awards(reader).where(Award.application_id == application.id))
    case = award_case(session, award, until=now) if award else None
    return [
        *_versions(session, application, language),
        *_uploads(session, application, reader, case),
        *_plans(session, reader, award, language),
        *_letters(session, application, reader, language),
        *_reports(session, reader, case, language),
        *_answer_files(session, application, reader),
        *_written(session, application, reader, case, language=language, now=now),
        *_audit(session, reader, award),
    ]


def _versions(session: Session, application: Application, language: Language) -> Iterator[Entry]:
    rows = session.execute(
        select(Receipt, Document)
        .outerjoin(Document, Receipt.document_id == Document.id)
        .where(Receipt.application_id == application.id)
        .options(joinedload(Receipt.submitted_by).load_only(Person.name))
        .order_by(Receipt.version)
    )
    for receipt, document in rows:
        what = say("Bewerbung, Fassung {n}", "Application, version {n}", n=receipt.version)
        name, at = f"{application.number} {what.into(language)}", receipt.received_at
        page = case_page(version_sheet(what, receipt), language)
        yield Entry(folder=APPLICATION, name=name, ending="html", what=what, at=at, content=page)
        data = Words(f"{what.de}, als Daten", f"{what.en}, as data")
        yield Entry(folder=APPLICATION, name=name, ending="json", what=data, at=at,
                    content=version_json(receipt))  # fmt: skip
        plan = say("Finanzierungsplan {of}, Fassung {n}", "Financing plan {of}, version {n}",
                   of=application.number, n=receipt.version)  # fmt: skip
        if kept_lines(receipt.content):
            yield Entry(folder=PLANS, name=plan.into(language), ending="xlsx", what=plan, at=at,
                        content=received_plan(receipt, language))  # fmt: skip
        if document is not None:
            proof = say("Eingangsbestätigung {n}", "Receipt {n}", n=receipt.version)
            yield document_entry(APPLICATION, document, proof)


def _uploads(
    session: Session, application: Application, reader: Actor, case: AwardCase | None
) -> Iterator[Entry]:
    about = [Upload.application_id == application.id]
    if reader.role in STAFF:
        about = [Upload.id.in_(_handed_in(session, application))]
    if case is not None:
        reports = visible_reports(reader).with_only_columns(Report.id)
        if reader.role in STAFF:
            reports = reports.where(Report.submitted_at.is_not(None))
        grants = [grant.id for grant in case.grants]
        projects = [one.id for one in case.projects if _is_open_to(reader, one)]
        about += [
            Upload.award_id == case.award.id,
            Upload.project_id.in_(projects),
            Upload.report_id.in_(reports.where(Report.grant_id.in_(grants))),
        ]
    if reader.role in STAFF:
        original = aliased(Upload)
        about.append(Upload.nameless_of_id.in_(
            select(original.id).where(original.application_id == application.id)
        ))  # fmt: skip
    uploads = session.scalars(
        select(Upload)
        .where(or_(*about), Upload.scan_state == ScanState.CLEAN)
        .order_by(Upload.uploaded_at, Upload.id)
    )
    for upload in uploads:
        what = KIND_WORDS[upload.kind]
        if upload.nameless_of_id is not None:
            what = say("{what}, Fassung ohne Namen", "{what}, version without names", what=what)
        if upload.replaced_at is not None:
            what = Words(f"{what.de} (später ersetzt)", f"{what.en} (replaced later)")
        yield kept_entry(ANNEXES, upload, what)


def _handed_in(session: Session, application: Application) -> set[UUID]:
    """The files that some receipt names: what the cluster only tried out is its own business."""
    contents = session.scalars(
        select(Receipt.content).where(Receipt.application_id == application.id)
    )
    return {UUID(file["id"]) for content in contents for file in content.get("files", [])}


def _is_open_to(reader: Actor, project: Project | None) -> bool:
    """May the reader open its page? Officers and auditors see no drafts."""
    draft = project is not None and project.state is ProjectState.DRAFT
    return not draft or reader.role not in STAFF


def _plans(
    session: Session, reader: Actor, award: Award | None, language: Language
) -> Iterator[Entry]:
    if award is None:
        return
    plans = visible_plans(reader).where(Grant.award_id == award.id).order_by(Grant.number)
    if reader.role is Role.APPLICANT:
        # Who ordered it may keep a part besides; the whole team of the cluster may take the ZIP.
        plans = plans.where(~Grant.partner.has(Partner.kept_since.is_not(None)))
    for number in session.scalars(plans.with_only_columns(Grant.number)):
        grant = plan_record(session, reader, number)
        if grant is not None and _is_open_to(reader, grant.project):
            what = say("Finanzierungsplan {n}", "Financing plan {n}", n=number)
            yield Entry(
                folder=PLANS, name=what.into(language), ending="xlsx", what=what,
                at=grant.changed_at, content=plan_as_workbook(grant, language),
            )  # fmt: skip


def _letters(
    session: Session, application: Application, reader: Actor, language: Language
) -> Iterator[Entry]:
    rows = session.execute(
        visible_letters(reader)
        .join(Document, Letter.document_id == Document.id)
        .where(Letter.application_id == application.id)
        .add_columns(Document, of_own_people())
        .order_by(Letter.ordered_at, Letter.id)
    )
    for letter, document, closed in rows:
        kind = LETTER_WORDS[letter.kind]
        what = Words(f"{kind.de} {letter.number}", f"{kind.en} {letter.number}")
        if closed and reader.role is Role.APPLICANT:  # the whole team may take the ZIP
            yield page_entry(LETTERS, sums_sheet(what, letter), document.created_at, language)
            continue
        yield document_entry(LETTERS, document, what)
        for paper in papers_of(session, reader, [letter.id])[letter.id]:
            if paper.scan_state is ScanState.CLEAN:
                yield kept_entry(LETTERS, paper, KIND_WORDS[paper.kind])


def _reports(
    session: Session, reader: Actor, case: AwardCase | None, language: Language
) -> Iterator[Entry]:
    handed_in = [one for one in case.reports if case.handed_in(one)] if case else []
    seen = set(session.scalars(visible_reports(reader).where(
        Report.id.in_([report.id for report in handed_in])
    ).with_only_columns(Report.id)))  # fmt: skip
    for report in handed_in:
        if report.id in seen and report.submitted_at is not None:
            name = report_name(report)
            what = Words(f"{name.de} {report.grant.number}", f"{name.en} {report.grant.number}")
            yield page_entry(
                REPORTS, report_sheet(session, reader, what, report), report.submitted_at, language
            )


def _answer_files(session: Session, application: Application, reader: Actor) -> Iterator[Entry]:
    """What came with the answers, where the questions themselves are."""
    threads = threads_of_case(session, reader, application)
    ids = [one.file.id for thread in threads for one in thread.messages if one.file]
    uploads = session.scalars(
        select(Upload)
        .where(Upload.id.in_(ids), Upload.scan_state == ScanState.CLEAN)
        .order_by(Upload.uploaded_at, Upload.id)
    )
    yield from (kept_entry(TALK, upload, KIND_WORDS[upload.kind]) for upload in uploads)


def _written(
    session: Session,
    application: Application,
    reader: Actor,
    case: AwardCase | None,
    *,
    language: Language,
    now: datetime,
) -> Iterator[Entry]:
    """Questions, decisions, reviews and the record: each as the role may see it."""
    threads = threads_of_case(session, reader, application)
    if threads:
        yield page_entry(TALK, inquiries_sheet(application.number, threads), now, language)
    acts = case.acts if case else _acts(session, application, reader, now)
    if reader.role is Role.APPLICANT:
        acts = tuple(act for act in acts if act.role == Role.APPLICANT.value)
    else:
        yield page_entry(HISTORY, decisions_sheet(session, application, case), now, language)
    what = Words("Was geschah", "What happened")
    yield Entry(folder=HISTORY, name=what.into(language), ending="csv", what=what, at=now,
                content=record_table(acts, language))  # fmt: skip
    if reader.role is Role.SPONSOR:
        opinions = opinions_on(session, application)
        if opinions:
            yield page_entry(OPINIONS, reviews_sheet(application, opinions), now, language)


def _acts(
    session: Session, application: Application, reader: Actor, now: datetime
) -> tuple[Act, ...]:
    """The record of a case without an award."""
    letters = session.scalars(
        visible_letters(reader)
        .where(Letter.application_id == application.id)
        .with_only_columns(Letter.number)
    )
    named = [("application", application.number), ("decision", application.number)]
    return acts_on(session, [*named, *(("letter", number) for number in letters)], now)


def _audit(session: Session, reader: Actor, award: Award | None) -> Iterator[Entry]:
    if award is None or reader.role is not Role.AUDITOR:
        return
    documents = session.scalars(
        select(Document)
        .join(ComplianceReport, ComplianceReport.document_id == Document.id)
        .where(ComplianceReport.award_id == award.id)
        .order_by(ComplianceReport.ordered_at)
    )
    for document in documents:
        yield document_entry(AUDIT, document, Words("Prüfbericht", "Compliance report"))
