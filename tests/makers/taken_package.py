"""What auditors took away: a package of round 5 and a compliance report; their bytes are none."""

from sqlalchemy import select

from grants.models.audit_package import AuditPackage
from grants.models.audit_sample import AuditSample
from grants.models.connection import clock
from grants.models.document import ComplianceReport, Document, DocumentKind
from grants.models.erasure import Erasure
from grants.models.person import Person
from grants.models.round import Round
from grants.programme.people import Role
from grants.programme.sampling import FrameKind, Way


def what_auditors_took(session, store):
    """Their numbers, by what they are."""
    return {
        "erasure": an_erasure(session),
        "sample": a_sample(session),
        "package": a_taken_package(session, store),
        "compliance_report": a_report(session, store),
    }


def an_erasure(session):
    """A proposal of the clock about somebody whose account is still open: it stays undone."""
    made = Erasure(
        person=session.scalars(select(Person).where(Person.role == Role.JUROR)).first(),
        reason="x", proposed_at=clock(session),
    )  # fmt: skip
    session.add(made)
    session.flush()
    return made.id


def a_sample(session):
    """A sample of one."""
    made = AuditSample(
        round=session.scalars(select(Round).filter_by(number=5)).one(), of=FrameKind.GRANTS,
        way=Way.RISK, percent=10, size=1, seed="", frame_sha256="0" * 64, drawn=["03INT500A"],
        frame=[{"number": "03INT500A", "amount": "1.00", "points": 1, "reasons": ["first"]}],
        drawn_by=session.scalars(select(Person).where(Person.role == Role.AUDITOR)).first(),
        drawn_at=clock(session),
    )  # fmt: skip
    session.add(made)
    session.flush()
    return made.id


def a_report(session, store):
    """A compliance report on round 5, with hardly any data."""
    moment = clock(session)
    document = Document(
        kind=DocumentKind.COMPLIANCE_REPORT, file_name="Bericht.pdf", key=store.put(b"%PDF"),
        sha256="0" * 64, size=4, template_version="1", snapshot={"title": "Muster"},
        created_at=moment,
    )  # fmt: skip
    session.add(document)
    session.flush()
    session.add(ComplianceReport(
        round_id=session.scalars(select(Round.id).filter_by(number=5)).one(),
        ordered_by_id=session.scalars(select(Person.id).where(Person.role == Role.AUDITOR)).first(),
        ordered_at=moment, cut_off_at=moment, document_id=document.id,
    ))  # fmt: skip
    session.flush()
    return str(document.id)


def a_taken_package(session, store):
    """An audit package that somebody took away."""
    made = AuditPackage(
        round=session.scalars(select(Round).filter_by(number=5)).one(),
        ordered_by=session.scalars(select(Person).where(Person.role == Role.AUDITOR)).first(),
        ordered_at=clock(session), made_at=clock(session), key=store.put(b"PK"), size=2,
        sha256="0" * 64, head="0" * 64, file_name="Prüfpaket.zip",
    )  # fmt: skip
    session.add(made)
    session.flush()
    return made.id
