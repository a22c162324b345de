"""The agreement on cooperation, rights and exploitation: since when all are bound by it (R-009)."""

from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from grants.actions.draft import lock_for_papers
from grants.actions.project import touch
from grants.actions.record import record
from grants.models.award import Partner, Project
from grants.programme.calendar import today
from grants.programme.finding import Finding, insist
from grants.programme.people import Actor
from grants.programme.sources import STUDY_2_2
from grants.programme.stages import ProjectState
from grants.programme.words import Words, say


def sign_agreement(
    session: Session, project: Project, signed_on: date | None, *, by: Actor, now: datetime
) -> None:
    """Enter the day on which all partners had signed the agreement on cooperation (R-009).

    Once the project runs, a day that is there stays; it is entered for those who came later.
    """
    lock_for_papers(session, project, by)
    insist([_check_past(signed_on, now)])
    joining = joining_agreement(project)
    before = _signatures(project, joining)
    if project.state is ProjectState.DRAFT or project.agreement_signed_on is None:
        project.agreement_signed_on = signed_on
    for partner in joining:
        partner.agreed_on = signed_on
    after = _signatures(project, joining)
    if after == before:
        return
    touch(project, by, now)
    record(session, "sign_agreement", "project", project.number,
           by=by, now=now, before=before, after=after)  # fmt: skip
    session.flush()


def joining_agreement(project: Project) -> list[Partner]:
    """Partners that came later: new ones, and accepted ones that have not signed yet (R-009)."""
    return [
        partner
        for partner in project.partners
        if partner.left_on is None
        and partner.taken_in_at is not None
        and (partner.is_new or partner.agreed_on is None)
    ]


def is_settled(project: Project) -> bool:
    """Have all signed, in a project that is no draft any more? Then the day stays as it is."""
    signed = project.agreement_signed_on is not None and not joining_agreement(project)
    return signed and project.state is not ProjectState.DRAFT


def _check_past(day: date | None, now: datetime) -> Finding:
    holds = day is None or day <= today(now)
    return Finding(
        rule="R-009",
        holds=holds,
        claim=Words("Unterschrieben ist, was vorliegt.", "What is signed lies before us."),
        says=say("Der {day} liegt in der Zukunft.", "{day} is in the future.", day=day or "–")
        if not holds
        else Words("Der Tag passt.", "The day fits."),
        source=STUDY_2_2,
        place="agreement#agreement_signed_on",
    )


def _signatures(project: Project, joining: list[Partner]) -> dict[str, Any]:
    later = {one.organisation.name: _plain(one.agreed_on) for one in joining}
    whole = {"agreement_signed_on": _plain(project.agreement_signed_on)}
    return {**whole, "joined": later} if later else whole


def _plain(day: date | None) -> str | None:
    return day.isoformat() if day else None
