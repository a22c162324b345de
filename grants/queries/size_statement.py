"""What companies said about their size, and how it follows from that (R-026)."""

from sqlalchemy.orm import Session

from grants.models.organisation import Organisation
from grants.models.size_statement import SizeStatement
from grants.programme.aid_terms import in_force
from grants.programme.calendar import today
from grants.programme.plain import build
from grants.programme.size import SizeAnswers, SizeResult, size_of
from grants.queries.application import terms_of
from grants.queries.statement import latest


def latest_size(session: Session, organisation: Organisation) -> SizeStatement | None:
    """The statement that counts; None while nobody made one."""
    return latest(session, SizeStatement, SizeStatement.organisation_id == organisation.id)


def answers_of(statement: SizeStatement) -> SizeAnswers:
    """The questionnaire as it was filled in."""
    return build(SizeAnswers, statement.answers)


def result_of(statement: SizeStatement) -> SizeResult:
    """How the size follows from the answers, by the thresholds that were in force."""
    rules = in_force(terms_of(statement.terms).size_rules, today(statement.stated_at))
    if rules is None:
        raise LookupError("a statement was kept under terms without thresholds")
    return size_of(rules, answers_of(statement))
