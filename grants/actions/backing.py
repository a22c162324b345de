"""Two clusters behind one project: the one that leads it asks, the other agrees or declines.

The project then counts for both (R-005); every grant stays with the award of the first.
"""

from datetime import datetime

from sqlalchemy.orm import Session

from grants.actions.draft import insist_on_signatory, lock_draft
from grants.actions.lock import lock
from grants.actions.record import record
from grants.models.award import Award, Project
from grants.models.backing import Backing
from grants.programme.finding import Finding, RulesBroken, insist
from grants.programme.people import Actor
from grants.programme.roads.award import OPEN_FOR_PROJECTS
from grants.programme.sources import TERMS_OF_ROUND
from grants.programme.stages import NoSuchMove, ProjectState
from grants.programme.words import Words, say
from grants.queries.application import terms_of
from grants.queries.backing import award_to_ask, backing_of, count_of_second


def ask_backing(
    session: Session, project: Project, number: str, *, by: Actor, now: datetime
) -> Backing:
    """Ask another cluster, by the number of its award, to stand behind the project.

    Raises RulesBroken when the round does not allow it, when there is no such award in the round
    or its concept is not approved, or when a second cluster was asked already; NoSuchMove when the
    project is no draft any more.
    """
    lock(session, project.award)
    lock_draft(session, project, by)
    other = award_to_ask(session, project, number.strip().upper())
    found = _check_other(project, other, number)
    insist([check_may_back(project), _check_first(session, project), found])
    if other is None:
        raise RulesBroken([found])
    backing = Backing(project=project, award=other, asked_at=now, asked_by_id=by.person_id)
    session.add(backing)
    _record(session, "ask_backing", backing, by, now)
    return backing


def agree_backing(session: Session, backing: Backing, *, by: Actor, now: datetime) -> None:
    """Stand behind the project; it takes a place of this cluster too (R-005).

    Raises RulesBroken when no place is free or somebody else than a signatory agrees, NoSuchMove
    when the project is no draft any more or the question was taken back.
    """
    _lock_both(session, backing)
    insist_on_signatory(session, backing.award, by)
    if backing.ended_at or backing.agreed_at:
        raise NoSuchMove("agree_backing", backing.project.state, by.role)
    _insist_on_draft(backing, "agree_backing", by)
    insist([count_of_second(session, backing.award, [ProjectState.SUBMITTED], drafts=True)])
    backing.agreed_at, backing.agreed_by_id = now, by.person_id
    _record(session, "agree_backing", backing, by, now)


def end_backing(session: Session, backing: Backing, *, of: Award, by: Actor, now: datetime) -> None:
    """Take the question back, decline it, or stand behind the project no longer.

    `of` is the award in whose name somebody does so: that of the project, or the other one.
    Raises NoSuchMove when the project is no draft any more or it was ended before.
    """
    _lock_both(session, backing)
    if of.id == backing.award_id:
        insist_on_signatory(session, backing.award, by)
        _insist_on_draft(backing, "end_backing", by)
    else:
        lock_draft(session, backing.project, by)
    if backing.ended_at is not None:
        raise NoSuchMove("end_backing", backing.project.state, by.role)
    backing.ended_at = now
    _record(session, "end_backing", backing, by, now)


def check_may_back(project: Project) -> Finding:
    """Does the round allow two clusters behind one project (R-005)?"""
    return Finding(
        rule="R-005",
        holds=terms_of(project.award.terms).projects.multi_cluster,
        claim=Words("Zwei Cluster dürfen ein Projekt tragen.",
                    "Two clusters may stand behind a project."),
        says=Words("In dieser Runde trägt jedes Projekt ein einziges Cluster.",
                   "In this round one cluster stands behind each project."),
        source=TERMS_OF_ROUND,
        place="backing#award",
    )  # fmt: skip


def _check_first(session: Session, project: Project) -> Finding:
    there = backing_of(session, project)
    return Finding(
        rule="R-005",
        holds=there is None,
        claim=Words("Hinter einem Projekt stehen höchstens zwei Cluster.",
                    "At most two clusters stand behind a project."),
        says=say("{name} ist schon gefragt.", "{name} was asked already.",
                 name=there.award.cluster.name if there else "–"),
        source=TERMS_OF_ROUND,
        place="backing#award",
    )  # fmt: skip


def _check_other(project: Project, other: Award | None, number: str) -> Finding:
    so_far = Words("bewilligtem Geld", "money awarded")
    if terms_of(project.award.terms).has_concept:
        so_far = Words("gebilligtem Konzept", "an approved concept")
    return Finding(
        rule="R-005",
        holds=other is not None and other.state in OPEN_FOR_PROJECTS,
        claim=Words("Das zweite Cluster darf in derselben Runde Verbundprojekte beginnen.",
                    "The second cluster may begin joint projects in the same round."),
        says=say(f"In dieser Runde gibt es keine andere Zuwendung {{number}} mit {so_far.de}.",
                 f"In this round there is no other award {{number}} with {so_far.en}.",
                 number=number.strip().upper() or "–"),
        source=TERMS_OF_ROUND,
        place="backing#award",
    )  # fmt: skip


def _lock_both(session: Session, backing: Backing) -> None:
    """Both awards in the order of their numbers, then the project, then the question."""
    for award in sorted((backing.project.award, backing.award), key=lambda one: one.id):
        lock(session, award)
    lock(session, backing.project)
    lock(session, backing)


def _insist_on_draft(backing: Backing, act: str, by: Actor) -> None:
    if backing.project.state is not ProjectState.DRAFT:
        raise NoSuchMove(act, backing.project.state, by.role)


def _record(session: Session, act: str, backing: Backing, by: Actor, now: datetime) -> None:
    second = {"second_award": backing.award.number, "cluster": backing.award.cluster.name}
    record(session, act, "project", backing.project.number, by=by, now=now, after=second)
    session.flush()
