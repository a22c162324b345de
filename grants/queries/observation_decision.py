"""Observations on decisions, letters, terms and the record: who signed, what was said, is it whole.

They look at what the database and the acts refuse anyway. An auditor asks whether it was refused.
"""

from collections.abc import Iterator
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlalchemy.orm import Session, aliased

from grants.models.application import Application
from grants.models.authority import AuthorityVersion
from grants.models.award import Award, Project
from grants.models.decision import Decision, DecisionState, Letter
from grants.models.grant import Grant
from grants.models.officer_conflict import OfficerConflict
from grants.models.person import Person
from grants.models.review import Assignment, ConflictDeclaration
from grants.models.round import Round, TermsVersion
from grants.programme.observation import SubjectKind
from grants.programme.stages import RoundState
from grants.programme.words import Words, say
from grants.queries.observation_found import Found, Frame
from grants.queries.verify import verify

NOT_ANNOUNCED: Final = (RoundState.DRAFT, RoundState.CANCELLED)


def same_hands(session: Session, _frame: Frame) -> Iterator[Found]:
    """F-18: one person for both signatures, or one who had declared a conflict (R-054, R-055)."""
    first, second = aliased(Person), aliased(Person)
    same = Decision.proposed_by_id == Decision.countersigned_by_id
    drafted = _declared(Decision.proposed_by_id, Decision.proposed_at)
    signed = _declared(Decision.countersigned_by_id, Decision.countersigned_at)
    number = case(
        (Project.id.is_not(None), func.concat(Award.number, "/P", Project.ordinal)),
        else_=func.coalesce(Grant.number, Award.number, Application.number),
    )
    application = func.coalesce(Decision.application_id, Award.application_id)
    rows = session.execute(
        select(
            number.label("number"), Award.number.label("award"),
            Application.number.label("application"), Application.round_id,
            first.name.label("first"), second.name.label("second"),
            same.label("same"), drafted.label("drafted"), signed.label("signed"),
        )
        .select_from(Decision)
        .outerjoin(Grant, Decision.grant_id == Grant.id)
        .outerjoin(Project, Decision.project_id == Project.id)
        .outerjoin(
            Award,
            Award.id == func.coalesce(Decision.award_id, Grant.award_id, Project.award_id),
        )
        .join(Application, Application.id == application)
        .join(first, Decision.proposed_by_id == first.id)
        .outerjoin(second, Decision.countersigned_by_id == second.id)
        .where(
            or_(same, drafted, signed),
            or_(Decision.state != DecisionState.VOID, Decision.countersigned_at.is_not(None)),
        )
        .order_by(Decision.id)
    )  # fmt: skip
    for row in rows:
        for broken, says in (
            (row.same, say("{who} hat entworfen und mitgezeichnet.",
                           "{who} drafted and countersigned.", who=row.first)),
            (row.drafted, say("{who} hat trotz erklärter Befangenheit entworfen.",
                              "{who} drafted in spite of a declared conflict.", who=row.first)),
            (row.signed, say("{who} hat trotz erklärter Befangenheit mitgezeichnet.",
                             "{who} countersigned in spite of a declared conflict.",
                             who=row.second or "")),
        ):  # fmt: skip
            if broken:
                yield Found(
                    code="F-18",
                    kind=SubjectKind.DECISION,
                    subject=row.number,
                    award=row.award or "",
                    round_id=row.round_id,
                    says=says,
                    links=((SubjectKind.APPLICATION, row.application),),
                )


def scored_in_conflict(session: Session, _frame: Frame) -> Iterator[Found]:
    """F-18: a juror with a declared conflict whose review is final (R-055)."""
    rows = session.execute(
        select(Application.number, Application.round_id, Person.name)
        .join(Assignment, Assignment.application_id == Application.id)
        .join(
            ConflictDeclaration,
            and_(
                ConflictDeclaration.application_id == Application.id,
                ConflictDeclaration.juror_id == Assignment.juror_id,
            ),
        )
        .join(Person, Assignment.juror_id == Person.id)
        .where(ConflictDeclaration.conflicted, Assignment.final_at.is_not(None))
        .order_by(Assignment.id)
    )
    for row in rows:
        yield Found(
            code="F-18",
            kind=SubjectKind.APPLICATION,
            subject=row.number,
            round_id=row.round_id,
            says=say("{who} hat trotz erklärter Befangenheit abschließend bewertet.",
                     "{who} finished a review in spite of a declared conflict.", who=row.name),
        )  # fmt: skip


def goals_without_measure(session: Session, frame: Frame) -> Iterator[Found]:
    """F-19: announced rounds whose terms in force cannot show whether they reach anything."""
    latest = (
        select(TermsVersion.round_id, func.max(TermsVersion.id).label("terms_id"))
        .group_by(TermsVersion.round_id)
        .subquery()
    )
    rows = session.execute(
        select(Round.id, Round.number, latest.c.terms_id)
        .join(latest, latest.c.round_id == Round.id)
        .where(Round.state.not_in(NOT_ANNOUNCED))
        .order_by(Round.number)
    )
    for row in rows:
        goals = frame.terms[row.terms_id].goals
        bare = [one.goal.de for one in goals if not _measured(one.indicator, one.target)]
        if goals and not bare:
            continue
        yield Found(
            code="F-19",
            kind=SubjectKind.ROUND,
            subject=str(row.number),
            round_id=row.id,
            says=say("Ohne Indikator oder Zielwert: {bare}.",
                     "Without indicator or target: {bare}.", bare=", ".join(bare))
            if bare
            else Words("Die Runde nennt kein Ziel.", "The round names no goal."),
        )  # fmt: skip


def remedy_missing(session: Session, _frame: Frame) -> Iterator[Found]:
    """F-20: letters without a remedy, or with another than their authority had (R-051)."""
    remedy = Letter.snapshot["remedy"]
    kind = remedy["kind"].astext
    blank = or_(
        *(
            func.coalesce(part.astext, "") == ""
            for part in (remedy["kind"], remedy["place"], remedy["seat"], remedy["form"]["de"])
        )
    )
    owed = (
        select(AuthorityVersion.remedy)
        .where(
            AuthorityVersion.authority_id == Round.authority_id,
            AuthorityVersion.valid_from <= Letter.dated,
        )
        .order_by(AuthorityVersion.valid_from.desc())
        .limit(1)
        .correlate(Round, Letter)
        .scalar_subquery()
    )
    rows = session.execute(
        select(
            Letter.number, Letter.dated, Award.number.label("award"), Application.round_id,
            Application.number.label("application"), blank.label("blank"),
        )
        .join(Application, Letter.application_id == Application.id)
        .join(Round, Application.round_id == Round.id)
        .outerjoin(Award, Award.application_id == Application.id)
        .where(or_(blank, kind != owed))
        .order_by(Letter.id)
    )  # fmt: skip
    for row in rows:
        says = say("Bescheid vom {day}: Der Rechtsbehelf ist nicht der der Behörde.",
                   "Letter of {day}: the remedy is not that of the authority.",
                   day=row.dated)  # fmt: skip
        if row.blank:
            says = say("Bescheid vom {day}: Art, Stelle, Sitz oder Form des Rechtsbehelfs fehlt.",
                       "Letter of {day}: kind, place, seat or form of the remedy is missing.",
                       day=row.dated)  # fmt: skip
        yield Found(
            code="F-20",
            kind=SubjectKind.LETTER,
            subject=row.number,
            award=row.award or "",
            round_id=row.round_id,
            says=says,
            links=((SubjectKind.APPLICATION, row.application),),
        )


def record_broken(session: Session, _frame: Frame) -> Iterator[Found]:
    """F-23: the chain of seals over the record of acts, computed anew."""
    verdict = verify(session)
    if not verdict.holds:
        yield Found(
            code="F-23",
            kind=SubjectKind.RECORD,
            subject=verdict.first_wrong,
            says=verdict.says,
        )


def _declared(officer: Any, at: Any) -> ColumnElement[bool]:
    """Had this officer declared a conflict with the case by then?"""
    return (
        select(OfficerConflict.id)
        .where(
            OfficerConflict.application_id == Application.id,
            OfficerConflict.officer_id == officer,
            OfficerConflict.declared_at <= at,
        )
        .correlate(Application, Decision)
        .exists()
    )


def _measured(indicator: Words, target: Words) -> bool:
    return bool(indicator.de.strip() and target.de.strip())
