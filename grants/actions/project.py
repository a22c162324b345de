"""Joint projects of a cluster: beginning one, describing it, handing it in, taking it back."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from grants.actions.decision import void_untold
from grants.actions.draft import insist_on_signatory, insist_on_writer, lock_draft
from grants.actions.implementation import check_implementation, span_implementation
from grants.actions.lock import lock
from grants.actions.overtaken import Overtaken, saved_meanwhile
from grants.actions.project_freeze import frozen_project
from grants.actions.project_rule import check_days, check_may_begin
from grants.actions.record import record
from grants.models.award import Award, Project
from grants.models.decision import Decision
from grants.models.grant import Grant
from grants.programme.cooperation import check_project_count
from grants.programme.finding import insist
from grants.programme.people import Actor
from grants.programme.plain import plain
from grants.programme.roads.project import COUNTED_PROJECT
from grants.programme.stages import PROJECT_MOVES, ProjectState, step
from grants.queries.application import terms_of
from grants.queries.backing import backing_of, counted_states
from grants.queries.frozen import fingerprint
from grants.queries.project_findings import project_findings

KIND = "project"
WITHDRAWN = "Das Verbundprojekt wurde zurückgezogen."
"""Why what was proposed on it falls away."""
FIELDS = ("title", "acronym", "summary", "starts_on", "ends_on")


def start_project(session: Session, award: Award, *, by: Actor, now: datetime) -> Project:
    """Begin the draft of a joint project.

    Drafts count like projects that were handed in, so that nobody writes one that has no place.
    Raises RulesBroken when the concept is not approved yet or no place is free (R-005).
    """
    lock(session, award)
    insist_on_writer(session, award, by)
    states = counted_states(session, award, drafts=True)
    count = check_project_count(terms_of(award.terms), [*states, ProjectState.SUBMITTED])
    insist([check_may_begin(award), count])
    project = Project(
        award=award,
        ordinal=max((one.ordinal for one in award.projects), default=0) + 1,
        changed_at=now,
        changed_by_id=by.person_id,
    )
    session.add(project)
    session.flush()
    _record(session, "start_project", project, by, now)
    return project


def save_project(
    session: Session,
    project: Project,
    *,
    title: str,
    acronym: str,
    summary: str,
    starts_on: date | None,
    ends_on: date | None,
    revision: int,
    by: Actor,
    now: datetime,
) -> bool:
    """Keep what the project is called, what it is about and how long it runs; False if unchanged.

    The plans of its partners follow its dates. Raises RulesBroken when it does not fit into the
    implementation phase (R-011), Overtaken when somebody else saved since `revision`, NoSuchMove
    when it was handed in.
    """
    lock(session, project.award)
    lock_draft(session, project, by)
    yours = dict(zip(FIELDS, (title, acronym, summary, starts_on, ends_on), strict=True))
    before = {name: getattr(project, name) for name in FIELDS}
    if yours == before:
        return False
    check_revision(session, project, revision, yours, before)
    insist([check_days(starts_on, ends_on)])
    for name, value in yours.items():
        setattr(project, name, value)
    insist(check_implementation(session, project.award))
    span_implementation(session, project.award)
    if starts_on and ends_on:
        for grant in session.scalars(select(Grant).where(Grant.project_id == project.id)):
            grant.starts_on, grant.ends_on = starts_on, ends_on
    touch(project, by, now)
    changed = [name for name in FIELDS if yours[name] != before[name]]
    _record(
        session,
        "save_project",
        project,
        by,
        now,
        before={name: plain(before[name]) for name in changed},
        after={name: plain(yours[name]) for name in changed},
    )
    return True


def submit_project(session: Session, project: Project, *, by: Actor, now: datetime) -> str:
    """Hand the project in with the plans of all its partners; its fingerprint.

    Raises RulesBroken with every rule that does not hold, the cap of the cluster and the least
    number of partners included; NoSuchMove when it was handed in before.
    """
    lock_awards(session, project)
    lock(session, project)
    before = project.state
    state = step(PROJECT_MOVES, "submit", before, by.role)
    insist_on_signatory(session, project.award, by)
    insist(project_findings(session, project, now=now))
    content = frozen_project(session, project)
    project.state, project.submitted_at = state, now
    project.changed_at, project.changed_by_id = now, by.person_id
    after = {"state": state.value, "sha256": fingerprint(content), "content": content}
    _record(
        session, "submit_project", project, by, now, before={"state": before.value}, after=after
    )
    return str(after["sha256"])


def withdraw_project(session: Session, project: Project, *, by: Actor, now: datetime) -> None:
    """Take the project back before it is decided on; its place becomes free (R-005).

    What was proposed on it falls away.
    """
    about = Decision.project_id == project.id
    void_untold(session, about, reason=WITHDRAWN, by=by, now=now)  # decisions are locked first
    lock(session, project.award)
    lock(session, project)
    before = project.state
    state = step(PROJECT_MOVES, "withdraw", before, by.role)
    insist_on_signatory(session, project.award, by)
    project.state = state
    touch(project, by, now)
    span_implementation(session, project.award)
    _record(
        session,
        "withdraw_project",
        project,
        by,
        now,
        before={"state": before.value},
        after={"state": state.value},
    )


def lock_awards(session: Session, project: Project) -> None:
    """The award of the project and that of a second cluster, in the order of their numbers."""
    second = backing_of(session, project)
    awards = {project.award, second.award} if second else {project.award}
    for award in sorted(awards, key=lambda one: one.id):
        lock(session, award)


def check_revision(
    session: Session,
    project: Project,
    revision: int,
    yours: dict[str, Any],
    theirs: dict[str, Any],
) -> None:
    """Raises Overtaken when somebody else changed the project since `revision`."""
    if revision == project.revision:
        return
    there = saved_meanwhile(session, project, project.changed_at, theirs)
    raise Overtaken(yours=yours, theirs=there)


def touch(project: Project, by: Actor, now: datetime) -> None:
    """Note who changed the project last; a page opened before then is out of date."""
    project.revision += 1
    project.changed_at, project.changed_by_id = now, by.person_id


def places_left(session: Session, award: Award) -> int | None:
    """How many more joint projects the cluster may begin (R-005); None: any number."""
    most = terms_of(award.terms).projects.max
    states = counted_states(session, award, drafts=True)
    return max(most - sum(state in COUNTED_PROJECT for state in states), 0) if most else None


def _record(
    session: Session,
    act: str,
    project: Project,
    by: Actor,
    now: datetime,
    *,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    record(session, act, KIND, project.number, by=by, now=now, before=before, after=after)
    session.flush()
