"""The jury's work: who reviews what, the word on conflicts, scores with reasons, the final word."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from grants.actions.declaration import declare
from grants.actions.lock import lock
from grants.actions.overtaken import Overtaken, Saved
from grants.actions.record import record
from grants.models.application import Application
from grants.models.person import Person
from grants.models.review import Assignment, ConflictDeclaration, Score
from grants.programme.conflict import ConflictKind
from grants.programme.finding import insist
from grants.programme.people import Actor
from grants.queries.application import terms_of
from grants.queries.jury_ready import membership, sits_in_jury
from grants.queries.review_ready import (
    as_seen,
    complete,
    declaration,
    free_of_conflict,
    is_juror,
    is_reviewable,
    may_write,
    on_the_scale,
    own_review,
    short_enough,
    unscored,
)


def assign_juror(
    session: Session, application: Application, juror: Person, *, by: Actor, now: datetime
) -> Assignment:
    """Give an application to a juror; once given, giving it again changes nothing.

    Raises RulesBroken when the person is no active juror, has a conflict, or the application
    is not up for review.
    """
    lock(session, application)  # two officers who give it at once: the second finds it given
    given = _assignment(session, application, juror)
    if given is not None:
        return given
    seat = membership(session, application.round, juror)
    if seat is not None:
        lock(session, seat)  # whoever releases the juror takes it as well
    insist([
        is_juror(juror),
        is_reviewable(application),
        sits_in_jury(session, application.round, juror),
        free_of_conflict(declaration(session, application, juror)),
    ])  # fmt: skip
    assignment = Assignment(application=application, juror=juror, assigned_at=now)
    session.add(assignment)
    _keep(session, "assign_juror", application, by=by, now=now, after={"juror": juror.name})
    session.flush()
    return assignment


def release_juror(
    session: Session, application: Application, juror: Person, *, by: Actor, now: datetime
) -> None:
    """Take an application from a juror who has not scored it yet.

    Raises RulesBroken when there are scores: they are part of the procedure and stay.
    """
    assignment = _assignment(session, application, juror)
    if assignment is None:
        return
    lock(session, assignment)
    insist([unscored(assignment)])
    session.delete(assignment)
    _keep(session, "release_juror", application, by=by, now=now, before={"juror": juror.name})
    session.flush()


def declare_conflict(
    session: Session,
    assignment: Assignment,
    *,
    conflicted: bool,
    kind: ConflictKind | None = None,
    ground: str = "",
    by: Actor,
    now: datetime,
) -> ConflictDeclaration:
    """A juror's word on a conflict with an application they were given, before reading it (R-055).

    Raises RulesBroken as `declare` does.
    """
    lock(session, assignment)
    insist([own_review(assignment, by)])
    return declare(
        session,
        assignment.application,
        assignment.juror,
        conflicted=conflicted,
        kind=kind,
        ground=ground,
        by=by,
        now=now,
    )


def save_scores(
    session: Session,
    assignment: Assignment,
    scores: Mapping[str, tuple[Decimal, str]],
    *,
    revision: int,
    by: Actor,
    now: datetime,
) -> None:
    """Keep a juror's points and reasons by the code of the criterion, as a draft.

    `revision` is the one the juror had before their eyes: when another of their windows has saved
    something else since, Overtaken carries both versions and nothing is kept. Raises RulesBroken
    when the review is final, belongs to somebody else, stands under a conflict or holds points that
    are not on the scale.
    """
    lock(session, assignment)
    terms = terms_of(assignment.application.terms)
    insist([
        *may_write(session, assignment, by),
        *(on_the_scale(terms.selection, code, points) for code, (points, _) in scores.items()),
        *(short_enough(terms, code, reason) for code, (_, reason) in scores.items()),
    ])  # fmt: skip
    kept = {score.criterion: score for score in assignment.scores}
    theirs = {code: (score.points, score.reason) for code, score in kept.items()}
    if theirs == dict(scores):
        return
    if revision != assignment.revision:
        raise Overtaken(
            yours=dict(scores),
            theirs=Saved(
                by=assignment.juror.name,
                at=assignment.saved_at or assignment.assigned_at,
                answers=theirs,
                revision=assignment.revision,
            ),
        )
    assignment.revision, assignment.saved_at = assignment.revision + 1, now
    for code, (points, reason) in scores.items():
        if code in kept:
            kept[code].points, kept[code].reason = points, reason
        else:
            score = Score(assignment=assignment, criterion=code, points=points, reason=reason)
            session.add(score)
    _keep(
        session,
        "save_scores",
        assignment.application,
        by=by,
        now=now,
        after={code: str(points) for code, (points, _) in scores.items()},
    )
    session.flush()


def make_final(
    session: Session, assignment: Assignment, *, revision: int, by: Actor, now: datetime
) -> None:
    """Declare the review final as the juror saw it last; it cannot change afterwards.

    Raises RulesBroken naming every criterion without points or without a reason, and when it was
    saved again after `revision`, the one the juror had before their eyes.
    """
    lock(session, assignment)
    selection = terms_of(assignment.application.terms).selection
    kept = {score.criterion: score for score in assignment.scores}
    insist([
        *may_write(session, assignment, by),
        as_seen(assignment, revision),
        *(complete(criterion, kept.get(criterion.code)) for criterion in selection.criteria),
    ])  # fmt: skip
    assignment.final_at = now
    _keep(
        session,
        "make_review_final",
        assignment.application,
        by=by,
        now=now,
        after={code: str(score.points) for code, score in kept.items()},
    )
    session.flush()


def _assignment(session: Session, application: Application, juror: Person) -> Assignment | None:
    return session.scalar(
        select(Assignment).where(
            Assignment.application_id == application.id, Assignment.juror_id == juror.id
        )
    )


def _keep(
    session: Session,
    act: str,
    application: Application,
    *,
    by: Actor,
    now: datetime,
    before: dict[str, str] | None = None,
    after: dict[str, str] | None = None,
    reason: str = "",
) -> None:
    record(
        session,
        act,
        "application",
        application.number,
        by=by,
        now=now,
        before=before,
        after=after,
        reason=reason,
    )
