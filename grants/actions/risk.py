"""The way back of a project at risk: the replacement is handed in, given back, or runs late.

Source: R-006; a partner at home needs a grant of its own, which two people decide on (R-054).
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from grants.actions.draft import insist_on_signatory
from grants.actions.granting import move_grant
from grants.actions.lock import lock
from grants.actions.officer_mail import tell_officers
from grants.actions.project_freeze import frozen_project
from grants.actions.record import record
from grants.actions.team_mail import write_to_team
from grants.models.award import Project
from grants.models.decision import Decision
from grants.models.grant import Grant
from grants.models.record import Act
from grants.programme.calendar import today
from grants.programme.completeness import check_request
from grants.programme.finding import Finding, insist
from grants.programme.four_eyes import FOUR_EYES
from grants.programme.people import Actor
from grants.programme.project_form import check_parts
from grants.programme.reason import check_reason
from grants.programme.sources import TERMS_OF_ROUND
from grants.programme.stages import GrantState, NoSuchMove, ProjectState
from grants.programme.words import Words, say
from grants.queries.decision import is_waiting
from grants.queries.frozen import fingerprint
from grants.queries.grant_findings import grant_findings
from grants.queries.project_findings import part_findings
from grants.queries.risk import Risk, missed_replacements, risk_of

KIND = "project"
DECIDED_ON = (GrantState.APPLIED, GrantState.FUNDABLE)
"""A plan can be given back from here; a drafted award is first sent back itself."""


def hand_in_replacement(
    session: Session, project: Project, *, public_url: str, by: Actor, now: datetime
) -> str:
    """Hand in the partners that came instead, with what those at home ask for; the fingerprint.

    From now on nothing of them changes until staff decide. Raises RulesBroken with every rule
    that is broken: R-005 to R-010, the plans of the new partners and the cap; and for whoever
    does not sign. Raises NoSuchMove when there is nothing to hand in.
    """
    risk = _lock(session, project, now)
    waiting = [grant for grant in risk.asking if grant.handed_in_at is None]
    if not waiting:
        raise NoSuchMove("hand_in_replacement", project.state, by.role)
    insist_on_signatory(session, project.award, by)
    parts = [part for part in risk.new if part.handed_in_at is None]
    held = [one for part in parts for one in part_findings(session, part, now=now)]
    held += [one for grant in waiting for one in _asked(session, grant, now)]
    open_ = [part.organisation.name for part in parts if part.kept_since and not part.finished_at]
    insist([*risk.missing, *([check_parts(open_)] if open_ else []), *_once(held)])
    for part in parts:
        part.handed_in_at = now
    for grant in waiting:
        grant.handed_in_at = now
    project.changed_at, project.changed_by_id = now, by.person_id
    content = frozen_project(session, project)
    after = {
        "new": [part.organisation.name for part in parts],
        "sha256": fingerprint(content),
        "content": content,
    }
    _record(session, "hand_in_replacement", project, by=by, now=now, after=after)
    tell_officers(
        session, "replacement", occasion=f"replacement/{project.id}/{now.isoformat()}", now=now,
        number=project.number, partners=", ".join(after["new"]),
        link=_case(public_url, project),
    )  # fmt: skip
    return str(after["sha256"])


def give_back_replacement(
    session: Session, project: Project, *, reason: str, public_url: str, by: Actor, now: datetime
) -> None:
    """Give what was handed in back to the cluster, which may change or remove it.

    Raises RulesBroken when no reason is given or an award is drafted or decided already,
    NoSuchMove when nothing was handed in.
    """
    risk = _lock(session, project, now)
    if not any(part.handed_in_at for part in risk.new):
        raise NoSuchMove("give_back_replacement", project.state, by.role)
    for grant in risk.asking:
        lock(session, grant)
    insist([check_reason(reason, source=FOUR_EYES), _check_undecided(session, risk)])
    for grant in risk.asking:
        if grant.state is GrantState.FUNDABLE:
            move_grant(session, grant, "give_back", by=by, now=now, reason=reason.strip())
        grant.handed_in_at = None
    for part in risk.new:
        part.handed_in_at = None
    project.changed_at = now
    _record(session, "give_back_replacement", project, by=by, now=now, reason=reason.strip())
    write_to_team(
        session, project.award.cluster, "replacement_returned",
        occasion=f"replacement/{project.id}/returned/{now.isoformat()}",
        number=project.number, link=_page(public_url, project), now=now,
    )  # fmt: skip


def give_more_time(
    session: Session,
    project: Project,
    *,
    until: date,
    reason: str,
    public_url: str,
    by: Actor,
    now: datetime,
) -> None:
    """Let the cluster look for another partner for longer; the former date stays in the record.

    Raises RulesBroken when the date is not later, has passed, or no reason is given, NoSuchMove
    when the project is not at risk.
    """
    _lock(session, project, now)
    before = project.replace_by
    insist([check_reason(reason, source=TERMS_OF_ROUND), _check_later(project, until, now)])
    project.replace_by, project.changed_at = until, now
    _record(
        session, "extend_replacement", project, by=by, now=now,
        before={"replace_by": before.isoformat() if before else ""},
        after={"replace_by": until.isoformat()}, reason=reason.strip(),
    )  # fmt: skip
    write_to_team(
        session, project.award.cluster, "replacement_time",
        occasion=f"replacement/{project.id}/until/{until.isoformat()}",
        number=project.number, until=until, link=_page(public_url, project), now=now,
    )  # fmt: skip


def note_missed_replacements(session: Session, *, public_url: str, now: datetime) -> int:
    """Tell officers and clusters, once, that the date to replace a partner has passed; how many."""
    found = 0
    for project in missed_replacements(session, today(now)):
        lock(session, project)
        until = project.replace_by
        if until is None or _is_noted(session, project, until):
            continue
        after = {"replace_by": until.isoformat()}
        _record(session, "miss_replacement", project, by=None, now=now, after=after)
        occasion = f"replacement/{project.id}/missed/{until.isoformat()}"
        figures: dict[str, Any] = {"number": project.number, "until": until}
        tell_officers(
            session, "replacement_missed", occasion=occasion, now=now,
            link=_case(public_url, project), **figures,
        )  # fmt: skip
        write_to_team(
            session, project.award.cluster, "replacement_late", occasion=f"{occasion}/team",
            now=now, link=_page(public_url, project), **figures,
        )  # fmt: skip
        found += 1
    return found


def _lock(session: Session, project: Project, now: datetime) -> Risk:
    lock(session, project.award)
    lock(session, project)
    if project.state is not ProjectState.AT_RISK:
        raise NoSuchMove("replacement", project.state, None)
    return risk_of(session, project, now)


def _asked(session: Session, grant: Grant, now: datetime) -> list[Finding]:
    return [check_request(grant.direct), *grant_findings(session, grant, now=now)]


def _once(findings: list[Finding]) -> list[Finding]:
    """Every finding once: the plan of a part and its grant are held against the same rules."""
    return list({(one.rule, one.says): one for one in findings}.values())


def _is_noted(session: Session, project: Project, until: date) -> bool:
    noted = session.scalars(
        select(Act.after).where(
            Act.object_kind == KIND,
            Act.object_number == project.number,
            Act.act == "miss_replacement",
        )
    )
    return any((after or {}).get("replace_by") == until.isoformat() for after in noted)


def _check_undecided(session: Session, risk: Risk) -> Finding:
    ids = [grant.id for grant in risk.asking]
    holds = not is_waiting(session, Decision.grant_id.in_(ids)) and all(
        grant.state in DECIDED_ON for grant in risk.asking
    )
    return Finding(
        rule="DECISION-ONE",
        holds=holds,
        claim=Words("Kein Bescheid ist entworfen.", "No award is drafted."),
        says=Words("Kein Bescheid ist entworfen.", "No award is drafted.")
        if holds
        else Words(
            "Ein Bescheid für einen neuen Partner ist entworfen oder schon bewilligt. Geben Sie"
            " zuerst den Entwurf zurück.",
            "An award for a new partner is drafted or made already. Send the draft back first.",
        ),
        source=FOUR_EYES,
        place="reason",
    )


def _check_later(project: Project, until: date, now: datetime) -> Finding:
    before = project.replace_by or until
    least = max(before, today(now))
    holds = until > before and until >= today(now)
    return Finding(
        rule="R-006",
        holds=holds,
        claim=Words("Eine Frist wird nur länger.", "A date only moves later."),
        says=say("Der {until} passt.", "{until} fits.", until=until)
        if holds
        else say(
            "Wählen Sie einen Tag nach dem {least}.", "Choose a day after {least}.", least=least
        ),
        source=TERMS_OF_ROUND,
        place="until",
    )


def _record(
    session: Session,
    act: str,
    project: Project,
    *,
    by: Actor | None,
    now: datetime,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    reason: str = "",
) -> None:
    record(session, act, KIND, project.number, by=by, now=now, before=before, after=after,
           reason=reason)  # fmt: skip
    session.flush()


def _case(public_url: str, project: Project) -> str:
    return f"{public_url}/sponsor/cases/{project.award.number}/projects/{project.code}"


def _page(public_url: str, project: Project) -> str:
    return f"{public_url}/awards/{project.award.number}/projects/{project.code}"
