"""A company says how large it is; the size follows from its figures (R-026)."""

from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from grants.actions.budget import recompute
from grants.actions.draft import lock_part, plan_is_open
from grants.actions.lock import lock
from grants.actions.record import record
from grants.actions.statement import made_by, reopen_what_it_changes
from grants.models.award import Partner, Project
from grants.models.grant import Grant
from grants.models.organisation import Organisation
from grants.models.size_statement import SizeStatement
from grants.programme.aid_terms import in_force
from grants.programme.calendar import today
from grants.programme.finding import Finding, RulesBroken, insist
from grants.programme.organisation import OrganisationKind
from grants.programme.people import Actor
from grants.programme.plain import plain
from grants.programme.rate import NoRate, per_cent, programme_rate
from grants.programme.size import SizeAnswers, size_of
from grants.programme.sources import SIZE_LAW, TERMS_OF_ROUND
from grants.programme.stages import ProjectState
from grants.programme.terms import Terms
from grants.programme.words import Words, say
from grants.queries.application import terms_of


def state_size(
    session: Session, partner: Partner, answers: SizeAnswers, *, by: Actor, now: datetime
) -> SizeStatement:
    """Keep the answers with their day, and let the company have the size that follows.

    Rates of its open plans in this award follow the size; a grant that was awarded keeps the one
    under which it was decided. Its parts in all drafts, those of other clusters too, are open
    again: what was finished there was finished under another size.

    Raises RulesBroken when it is no company, when the round names no thresholds, or when the year
    is not closed yet; NoSuchMove when the project is no draft.
    """
    project, company = partner.project, partner.organisation
    lock(session, project.award)
    _lock_drafts(session, company)
    lock_part(session, partner, by)
    lock(session, company)
    terms = terms_of(project.award.terms)
    rules = in_force(terms.size_rules, today(now))
    insist([_check_company(company.kind), _check_year(answers.year, now)])
    if rules is None:
        raise RulesBroken([_no_thresholds()])
    result = size_of(rules, answers)
    statement = SizeStatement(
        organisation=company,
        year=answers.year,
        answers=plain(answers),
        size=result.size,
        **made_by(session, project.award, by, now),
    )
    session.add(statement)
    before, company.size = company.size, result.size
    _follow(session, partner, terms)
    reopen_what_it_changes(partner, by, now)
    if before is not result.size:
        _reopen_others(session, partner, by, now)
    record(
        session,
        "state_size",
        "organisation",
        company.legal_key,
        by=by,
        now=now,
        before={"size": before.value if before else None},
        after={"size": result.size.value, "year": answers.year},
    )
    session.flush()
    return statement


def _lock_drafts(session: Session, company: Organisation) -> None:
    """All drafts in which the company takes part, in one order, before any of them changes."""
    session.execute(
        select(Project.id)
        .where(Project.id.in_(_drafts_with(company)))
        .order_by(Project.id)
        .with_for_update()
    )


def _drafts_with(company: Organisation) -> Select[int]:
    return (
        select(Partner.project_id)
        .join(Project, Project.id == Partner.project_id)
        .where(
            Partner.organisation_id == company.id,
            Partner.left_on.is_(None),
            Project.state == ProjectState.DRAFT,
        )
    )


def _reopen_others(session: Session, partner: Partner, by: Actor, now: datetime) -> None:
    """The finished parts of the same company elsewhere, each with its act in the record."""
    parts = session.scalars(
        select(Partner)
        .where(
            Partner.organisation_id == partner.organisation_id,
            Partner.project_id.in_(_drafts_with(partner.organisation)),
            Partner.left_on.is_(None),
            Partner.finished_at.is_not(None),
        )
        .order_by(Partner.id)
        .with_for_update(of=Partner)
    )
    for part in parts:
        part.finished_at = None  # who changed it last stays: another cluster does not know `by`
        record(session, "reopen_part", "project", part.project.number, by=by, now=now,
               after={"organisation": part.organisation.name})  # fmt: skip


def _follow(session: Session, partner: Partner, terms: Terms) -> None:
    """The rates of the company's open plans in this award, by its size as it is now."""
    company = partner.organisation
    plans = session.scalars(
        select(Grant)
        .where(
            Grant.award_id == partner.project.award_id,
            Grant.recipient_id == company.id,
            Grant.project_id.is_not(None),
        )
        .order_by(Grant.number)
        .with_for_update()
    )
    for grant in plans:
        if not plan_is_open(grant):
            continue
        try:
            share = programme_rate(terms, company.kind, company.size, on=grant.starts_on)
        except NoRate as unknown:
            raise RulesBroken([_no_rate(unknown.says)]) from unknown
        grant.rate = per_cent(share)
        recompute(grant)


def _check_company(kind: OrganisationKind) -> Finding:
    return Finding(
        rule="R-026",
        holds=kind is OrganisationKind.COMPANY,
        claim=Words("Nur Unternehmen haben eine Größe.", "Only companies have a size."),
        says=Words(
            "Für diese Art der Organisation zählt die Größe nicht.",
            "The size does not count for this kind of organisation.",
        ),
        source=SIZE_LAW,
    )


def _check_year(year: int, now: datetime) -> Finding:
    this_year = today(now).year
    return Finding(
        rule="R-026",
        holds=this_year - 10 <= year < this_year,
        claim=Words(
            "Die Zahlen gehören zum letzten abgeschlossenen Jahr.",
            "The figures belong to the last closed year.",
        ),
        says=say(
            "{year} ist kein abgeschlossenes Jahr der letzten zehn.",
            "{year} is no closed year of the last ten.",
            year=str(year),
        ),
        source=SIZE_LAW,
        place="size#year",
    )


def _no_thresholds() -> Finding:
    return Finding(
        rule="R-026",
        holds=False,
        claim=Words("Die Runde nennt Größenklassen.", "The round names size classes."),
        says=Words(
            "Die Regeln dieser Runde nennen keine Größenklassen.",
            "The terms of this round name no size classes.",
        ),
        source=TERMS_OF_ROUND,
    )


def _no_rate(says: Words) -> Finding:
    return Finding(
        rule="R-022",
        holds=False,
        claim=Words("Für jeden Partner steht ein Fördersatz fest.", "Every partner has its rate."),
        says=says,
        source=TERMS_OF_ROUND,
    )
