"""A partner leaves a project that was awarded: the project is at risk until another one is found.

Source: R-006, and the days that the terms of the round give for finding another partner.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy.orm import Session

from grants.actions.draft import insist_on_writer
from grants.actions.lock import lock
from grants.actions.officer_mail import tell_officers
from grants.actions.part_rule import check_open_part
from grants.actions.part_team import end_access
from grants.actions.record import record
from grants.actions.team_mail import write_to_team
from grants.models.award import Partner, Project
from grants.programme.calendar import today
from grants.programme.finding import Finding, insist
from grants.programme.people import Actor
from grants.programme.reason import check_reason
from grants.programme.sources import TERMS_OF_ROUND
from grants.programme.stages import PROJECT_MOVES, NoSuchMove, ProjectState, step
from grants.programme.words import Words, join, say
from grants.queries.application import terms_of
from grants.queries.project_findings import grants_of
from grants.queries.risk import check_awarded, risk_of, together

RUNNING: Final = frozenset({ProjectState.APPROVED, ProjectState.ACTIVE, ProjectState.AT_RISK,
                            ProjectState.SUSPENDED})  # fmt: skip
"""States in which a partner leaves; out of a draft it is simply removed."""
ENDANGERED: Final = frozenset({ProjectState.APPROVED, ProjectState.ACTIVE})


def partner_leaves(
    session: Session,
    partner: Partner,
    *,
    left_on: date,
    reason: str,
    public_url: str,
    by: Actor,
    now: datetime,
) -> Finding:
    """Note that a partner has left; the rule on who must be together, as it stands now (R-006).

    Its people lose access at once. When too few are left, or one of them has more than its share,
    the project is at risk: the day by which to replace the partner is set, and the officers are
    told. Raises RulesBroken when the day lies in the future or before the partner took part, the
    partner has left already or was never accepted, NoSuchMove when the project is not running.
    """
    project = partner.project
    lock(session, project.award)
    lock(session, project)
    lock(session, partner)
    insist_on_writer(session, project.award, by)
    if project.state not in RUNNING:
        raise NoSuchMove("partner_leaves", project.state, by.role)
    insist(
        [
            check_open_part(partner),
            _check_accepted(partner),
            _check_left(session, partner, left_on, now),
        ]
    )
    partner.left_on = left_on
    end_access(session, partner, now=now)
    record(
        session,
        "partner_leaves",
        "project",
        project.number,
        by=by,
        now=now,
        after={"organisation": partner.organisation.name, "left_on": left_on.isoformat()},
        reason=reason,
    )
    found = together(session, project)
    broken = [one for one in found if one.breaks]
    if broken:
        _endanger(session, project, broken, now)
    session.flush()
    tell_officers(
        session,
        "partner_left",
        occasion=f"partner_left/{partner.id}",
        now=now,
        number=project.number,
        partner=partner.organisation.name,
        left_on=left_on,
        replace_by=(project.replace_by or "") if broken else "",
        why=join((one.says for one in broken), " "),
        link=f"{public_url}/sponsor/cases/{project.award.number}/projects/{project.code}",
    )
    return next(iter(broken), found[0])


def correct_departure(
    session: Session, partner: Partner, *, left_on: date, reason: str, by: Actor, now: datetime
) -> None:
    """Put the day right on which a partner left; the former one stays in the record.

    The date by which to replace it stays: it counts from the report. Raises RulesBroken when the
    day does not fit or no reason is given, NoSuchMove when the partner has not left.
    """
    project = partner.project
    lock(session, project.award)
    lock(session, project)
    lock(session, partner)
    before = partner.left_on
    if before is None:
        raise NoSuchMove("correct_departure", project.state, by.role)
    why = check_reason(reason, source=TERMS_OF_ROUND)
    insist([_check_left(session, partner, left_on, now), why])
    if left_on == before:
        return
    partner.left_on = left_on
    name = partner.organisation.name
    record(
        session,
        "correct_departure",
        "project",
        project.number,
        by=by,
        now=now,
        before={"organisation": name, "left_on": before.isoformat()},
        after={"organisation": name, "left_on": left_on.isoformat()},
        reason=reason.strip(),
    )
    session.flush()


def restore_project(
    session: Session, project: Project, *, note: str, public_url: str, by: Actor, now: datetime
) -> None:
    """Find that a project at risk has the partners it needs again; accept those that came new.

    The cluster is told. Raises RulesBroken while a rule on the partners is broken (R-005 to R-010),
    the money of a new partner abroad is not secured or one at home has no decision on its grant
    yet, NoSuchMove when the project is not at risk.
    """
    lock(session, project.award)
    lock(session, project)
    before = project.state
    state = step(PROJECT_MOVES, "restore", before, by.role)
    risk = risk_of(session, project, now)
    insist([*risk.missing, *(check_awarded(grant) for grant in risk.asking)])
    project.state, project.replace_by, project.changed_at = state, None, now
    for partner in risk.new:
        partner.accepted_at = now
    record(
        session,
        "restore_project",
        "project",
        project.number,
        by=by,
        now=now,
        before={"state": before.value},
        after={"state": state.value, "accepted": [one.organisation.name for one in risk.new]},
        reason=note,
    )
    session.flush()
    write_to_team(
        session, project.award.cluster, "project_restored",
        occasion=f"project_restored/{project.id}/{now.isoformat()}",
        number=project.number,
        link=f"{public_url}/awards/{project.award.number}/projects/{project.code}", now=now,
    )  # fmt: skip


def _endanger(session: Session, project: Project, broken: Iterable[Finding], now: datetime) -> None:
    """The days to find another partner count from the report: nobody knew of them before."""
    days = terms_of(project.award.terms).composition.replace_within_days
    until = today(now) + timedelta(days=days)
    project.replace_by = min(project.replace_by or until, until)
    if project.state not in ENDANGERED:
        return
    before = project.state
    project.state = step(PROJECT_MOVES, "mark_at_risk", before, None)
    record(
        session,
        "mark_at_risk_project",
        "project",
        project.number,
        by=None,
        now=now,
        before={"state": before.value},
        after={"state": project.state.value, "replace_by": project.replace_by.isoformat()},
        reason=join((one.says for one in broken), " ").de,
    )


def _check_accepted(partner: Partner) -> Finding:
    return Finding(
        rule="R-006",
        holds=not partner.is_new,
        claim=Words("Wer ausscheidet, war dabei.", "Whoever leaves took part."),
        says=Words(
            "Dieser Partner ist noch nicht angenommen. Entfernen Sie ihn, statt sein Ausscheiden"
            " zu melden.",
            "This partner is not accepted yet. Remove it instead of reporting that it leaves.",
        ),
        source=TERMS_OF_ROUND,
        place="leave#left_on",
    )


def _check_left(session: Session, partner: Partner, left_on: date, now: datetime) -> Finding:
    first = _takes_part_since(session, partner, now)
    early = first is not None and left_on < first
    late = say("Der {day} liegt in der Zukunft.", "{day} is in the future.", day=left_on)
    before = say(
        "Der {day} liegt vor dem {first}: Vorher war der Partner nicht dabei. Prüfen Sie das Jahr.",
        "{day} is before {first}: the partner did not take part before that. Check the year.",
        day=left_on,
        first=first or left_on,
    )
    holds = not early and left_on <= today(now)
    return Finding(
        rule="R-006",
        holds=holds,
        claim=Words("Wer ausscheidet, war dabei.", "Whoever leaves took part."),
        says=Words("Der Tag passt.", "The day fits.") if holds else before if early else late,
        source=TERMS_OF_ROUND,
        place="leave#left_on",
    )


def _takes_part_since(session: Session, partner: Partner, now: datetime) -> date | None:
    """The day of the approval, or the project's first day if that was earlier.

    A partner that came for another one takes part since it was named.
    """
    project = partner.project
    if partner.taken_in_at is not None:
        return today(partner.taken_in_at)
    awarded = [
        today(grant.awarded_at)
        for grant in grants_of(session, project.award)
        if grant.project_id == project.id and grant.awarded_at is not None
    ]
    begun = project.starts_on if project.starts_on and project.starts_on <= today(now) else None
    return min([*awarded, *([begun] if begun else [])], default=None)
