"""Giving a concept or a joint project back to its cluster, and finding a project not eligible.

Each is the act of one officer, with a reason that the cluster reads in the portal. Refusing a
concept, or a project that was found eligible, is a decision of two people: see proposal.
"""

from datetime import datetime

from sqlalchemy import ColumnElement
from sqlalchemy.orm import Session

from grants.actions.approval import move_project
from grants.actions.granting import move_award
from grants.actions.implementation import span_implementation
from grants.actions.lock import lock
from grants.actions.team_mail import write_to_team
from grants.models.award import Award, Project
from grants.models.decision import Decision
from grants.programme.finding import Finding, insist
from grants.programme.four_eyes import FOUR_EYES
from grants.programme.people import Actor
from grants.programme.reason import check_reason
from grants.programme.stages import AwardState
from grants.programme.words import Words
from grants.queries.decision import is_waiting
from grants.queries.officer_conflict import check_unbiased


def return_concept(
    session: Session, award: Award, *, reason: str, public_url: str, by: Actor, now: datetime
) -> None:
    """Give the concept back for revision; the cluster may hand it in again.

    Raises RulesBroken when no reason is given or a proposal on the concept is open, NoSuchMove
    when the concept does not lie with the officers.
    """
    lock(session, award)
    no_proposal = _check_no_proposal(session, Decision.award_id == award.id)
    insist([
        check_unbiased(session, award.application_id, by),
        check_reason(reason, source=FOUR_EYES),
        no_proposal,
    ])  # fmt: skip
    if award.state is AwardState.CONCEPT_SUBMITTED:
        move_award(session, award, "review_concept", by=by, now=now)
    move_award(session, award, "send_back_concept", by=by, now=now, reason=reason.strip())
    write_to_team(
        session,
        award.cluster,
        "concept_returned",
        occasion=f"concept/{award.number}/returned/{now.isoformat()}",
        number=award.number,
        link=f"{public_url}/awards/{award.number}/concept",
        now=now,
    )
    session.flush()


def return_project(
    session: Session, project: Project, *, reason: str, public_url: str, by: Actor, now: datetime
) -> None:
    """Give the joint project back; it is a draft again and keeps its place (R-005).

    Raises RulesBroken when no reason is given, NoSuchMove when it was not handed in.
    """
    _judge(session, project, "send_back", reason, by=by, now=now)
    _tell(session, project, "project_returned", public_url=public_url, now=now)


def find_ineligible(
    session: Session, project: Project, *, reason: str, public_url: str, by: Actor, now: datetime
) -> None:
    """Find that the joint project cannot be funded; its place becomes free (R-005).

    Raises RulesBroken when no reason is given, NoSuchMove when it was not handed in.
    """
    _judge(session, project, "find_ineligible", reason, by=by, now=now)
    span_implementation(session, project.award)
    _tell(session, project, "project_ineligible", public_url=public_url, now=now)


def _judge(
    session: Session, project: Project, act: str, reason: str, *, by: Actor, now: datetime
) -> None:
    lock(session, project.award)
    lock(session, project)
    insist([
        check_unbiased(session, project.award.application_id, by),
        check_reason(reason, source=FOUR_EYES),
    ])  # fmt: skip
    move_project(session, project, act, by=by, now=now, reason=reason.strip())


def _tell(
    session: Session, project: Project, template: str, *, public_url: str, now: datetime
) -> None:
    award = project.award
    write_to_team(
        session,
        award.cluster,
        template,
        occasion=f"project/{award.number}/{project.code}/{template}/{now.isoformat()}",
        number=f"{award.number} {project.code}",
        link=f"{public_url}/awards/{award.number}/projects/{project.code}",
        now=now,
    )
    session.flush()


def _check_no_proposal(session: Session, about: ColumnElement[bool]) -> Finding:
    holds = not is_waiting(session, about)
    return Finding(
        rule="DECISION-ONE",
        holds=holds,
        claim=Words("Kein Vorschlag ist offen.", "No proposal is open."),
        says=Words("Es ist kein Vorschlag offen.", "No proposal is open.")
        if holds
        else Words(
            "Dazu ist ein Vorschlag offen. Geben Sie zuerst den Vorschlag zurück.",
            "A proposal on this is open. Send the proposal back first.",
        ),
        source=FOUR_EYES,
    )
