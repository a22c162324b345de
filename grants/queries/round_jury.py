"""The jurors of a round: what they were given, and the conflicts they declared (R-055)."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from grants.models.application import Application
from grants.models.review import Assignment, ConflictDeclaration
from grants.models.round import Round
from grants.programme.conflict import CONFLICT_NAMES


@dataclass(frozen=True, slots=True, kw_only=True)
class JurorLine:
    """One juror of the round."""

    name: str
    given: int
    """Applications given to them."""
    final: int
    conflicts: tuple[str, ...]
    """Each application with the ground of the conflict."""
    scored_in_conflict: tuple[str, ...]
    """Applications scored all the same; must be empty (R-055)."""


def jurors_of(session: Session, round_: Round) -> tuple[JurorLine, ...]:
    """The jurors of the round with the conflicts they declared, by name; two statements."""
    given = session.scalars(
        select(Assignment)
        .join(Assignment.application)
        .where(Application.round_id == round_.id)
        .options(joinedload(Assignment.juror), joinedload(Assignment.application))
        .order_by(Application.number)
    ).all()
    declared = session.scalars(
        select(ConflictDeclaration)
        .join(ConflictDeclaration.application)
        .where(Application.round_id == round_.id, ConflictDeclaration.conflicted)
        .options(joinedload(ConflictDeclaration.juror), joinedload(ConflictDeclaration.application))
        .order_by(Application.number)
    ).all()
    people = {one.juror_id: one.juror.name for one in given}
    people |= {one.juror_id: one.juror.name for one in declared}
    return tuple(
        _juror(name, [one for one in given if one.juror_id == number],
               [one for one in declared if one.juror_id == number])
        for number, name in sorted(people.items(), key=lambda item: (item[1], item[0]))
    )  # fmt: skip


def _why(one: ConflictDeclaration) -> str:
    """The kind in both languages, and what the juror wrote."""
    kind = f"{CONFLICT_NAMES[one.kind].de} / {CONFLICT_NAMES[one.kind].en}" if one.kind else ""
    return ", ".join(part for part in (kind, one.ground) if part)


def _juror(name: str, given: list[Assignment], declared: list[ConflictDeclaration]) -> JurorLine:
    conflicted = {one.application_id for one in declared}
    return JurorLine(
        name=name,
        given=len(given),
        final=sum(one.final_at is not None for one in given),
        conflicts=tuple(
            ": ".join(part for part in (one.application.number, _why(one)) if part)
            for one in declared
        ),
        scored_in_conflict=tuple(
            one.application.number
            for one in given
            if one.final_at is not None and one.application_id in conflicted
        ),
    )
