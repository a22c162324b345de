"""A juror's word on a conflict with one application, before it is given or after (R-055)."""

from datetime import datetime

from sqlalchemy.orm import Session

from grants.actions.lock import lock
from grants.actions.record import record
from grants.models.application import Application
from grants.models.person import Person
from grants.models.review import ConflictDeclaration
from grants.programme.conflict import ConflictKind
from grants.programme.finding import insist
from grants.programme.people import Actor
from grants.queries.jury_ready import may_declare, speaks_for_oneself
from grants.queries.review_ready import declaration, free_of_conflict, ground_given, says_one_thing


def declare(
    session: Session,
    application: Application,
    juror: Person,
    *,
    conflicted: bool,
    kind: ConflictKind | None = None,
    ground: str = "",
    by: Actor,
    now: datetime,
) -> ConflictDeclaration:
    """Keep the word of a juror who was given the application, or may be given it later.

    A conflict may still be declared after "no conflict", never taken back: access ends at once,
    scores no longer count, and a vote in a meeting that is not closed becomes an absence. Raises
    RulesBroken where it is not theirs to say, or the ground is missing.
    """
    lock(session, juror)  # the same page sent twice at once: the second finds the first
    insist([
        speaks_for_oneself(juror, by),
        may_declare(session, application, juror),
        ground_given(conflicted, ground, kind),
        says_one_thing(conflicted, ground, kind),
    ])  # fmt: skip
    said = declaration(session, application, juror)
    if said is not None and said.conflicted:
        insist([free_of_conflict(said)])
    if said is None:
        said = ConflictDeclaration(
            application=application,
            juror=juror,
            conflicted=conflicted,
            ground=ground,
            declared_at=now,
            kind=kind if conflicted else None,
        )
        session.add(said)
    else:
        said.conflicted, said.ground, said.declared_at = conflicted, ground, now
        said.kind = kind if conflicted else None
    record(
        session,
        "declare_conflict" if conflicted else "declare_no_conflict",
        "application",
        application.number,
        by=by,
        now=now,
        after={"conflict": kind.value} if kind and conflicted else None,
        reason=ground,
    )
    session.flush()
    return said
