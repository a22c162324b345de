"""What companies said about their size, and how it follows from that (R-026)."""

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from grants.models.organisation import Organisation
from grants.models.size_statement import SizeStatement
from grants.programme.aid_terms import in_force
from grants.programme.calendar import today
from grants.programme.plain import build
from grants.programme.size import SizeAnswers, SizeResult, size_of
from grants.queries.application import terms_of


def latest_statement(session: Session, organisation: Organisation) -> SizeStatement | None:
    """The statement that counts; None while nobody made one."""
    return session.scalar(
        select(SizeStatement)
        .where(SizeStatement.organisation_id == organisation.id)
        .options(joinedload(SizeStatement.stated_by), joinedload(SizeStatement.terms))
        .order_by(SizeStatement.id.desc())
        .limit(1)
    )


def answers_of(statement: SizeStatement) -> SizeAnswers:
    """The questionnaire as it was filled in."""
    return build(SizeAnswers, statement.answers)


def result_of(statement: SizeStatement) -> SizeResult:
    """How the size follows from the answers, by the thresholds that were in force."""
    rules = in_force(terms_of(statement.terms).size_rules, today(statement.stated_at))
    if rules is None:
        raise LookupError("a statement was kept under terms without thresholds")
    return size_of(rules, answers_of(statement))
