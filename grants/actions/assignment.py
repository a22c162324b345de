"""Giving many applications to many jurors at once, in as few statements as one."""

from collections.abc import Collection, Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from grants.actions.record import record
from grants.models.application import Application
from grants.models.jury import JuryMember
from grants.models.person import Person
from grants.models.review import Assignment, ConflictDeclaration
from grants.models.round import Round
from grants.programme.finding import insist
from grants.programme.people import Actor
from grants.queries.jury_member import jurors_for
from grants.queries.jury_ready import sits_in
from grants.queries.review_ready import free_of_conflict, is_juror, is_reviewable

Pair = tuple[str, int]
"""The number of an application, and a juror."""


def assign_jurors(
    session: Session, round_: Round, pairs: Collection[Pair], *, by: Actor, now: datetime
) -> list[Assignment]:
    """Give all of these or none of them; what is given already stays and is not in the answer.

    Raises RulesBroken as `assign_juror` does, naming everything that stands in the way.
    """
    applications = {
        one.number: one
        for one in session.scalars(
            select(Application)
            .where(Application.round_id == round_.id,
                   Application.number.in_({number for number, _ in pairs}))
            .order_by(Application.id)
            .with_for_update(of=Application)
        )
    }  # fmt: skip
    jurors = {
        one.id: one
        for one in session.scalars(select(Person).where(Person.id.in_({one for _, one in pairs})))
    }
    wanted = [
        (applications[number], jurors[juror])
        for number, juror in sorted(pairs)
        if number in applications and juror in jurors
    ]
    ids = [application.id for application in applications.values()]
    there = _given(session, ids)
    new = [pair for pair in wanted if (pair[0].id, pair[1].id) not in there]
    _keep_seated(session, round_, new)
    _insist(session, round_, new, ids)
    made = [
        Assignment(application=application, juror=juror, assigned_at=now)
        for application, juror in new
    ]
    session.add_all(made)
    for application, juror in new:
        record(
            session, "assign_juror", "application", application.number, by=by, now=now,
            after={"juror": juror.name},
        )  # fmt: skip
    session.flush()
    return made


def _given(session: Session, ids: Iterable[int]) -> set[tuple[int, int]]:
    rows = session.execute(
        select(Assignment.application_id, Assignment.juror_id).where(
            Assignment.application_id.in_(ids)
        )
    )
    return {(row.application_id, row.juror_id) for row in rows}


def _keep_seated(session: Session, round_: Round, new: list[tuple[Application, Person]]) -> None:
    """Let nobody release these jurors until the transaction ends."""
    session.scalars(
        select(JuryMember.id)
        .where(
            JuryMember.round_id == round_.id,
            JuryMember.juror_id.in_({juror.id for _, juror in new}),
        )
        .order_by(JuryMember.juror_id)
        .with_for_update()
    ).all()


def _insist(
    session: Session, round_: Round, new: list[tuple[Application, Person]], ids: list[int]
) -> None:
    seated = {juror.id for juror in jurors_for(session, round_)}
    declared = {
        (said.application_id, said.juror_id): said
        for said in session.scalars(
            select(ConflictDeclaration).where(
                ConflictDeclaration.application_id.in_(ids), ConflictDeclaration.conflicted
            )
        )
    }
    jurors = {juror.id: juror for _, juror in new}
    insist([
        *(is_juror(juror) for juror in jurors.values()),
        *(sits_in(juror, seated=juror.id in seated) for juror in jurors.values()),
        *(is_reviewable(one) for one in {each.id: each for each, _ in new}.values()),
        *(free_of_conflict(declared.get((one.id, juror.id))) for one, juror in new),
    ])  # fmt: skip
