"""On what the rate of a partner's grant depends: its size, its costs, who works with it."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from grants.models.award import Partner, Project
from grants.models.grant import Grant
from grants.programme.calendar import today
from grants.programme.collaboration import check_collaboration, is_collaboration
from grants.programme.consortium import entity_key
from grants.programme.facts import CollaboratorFacts, PartnerFacts, RateFacts
from grants.programme.finding import Finding
from grants.programme.money import total
from grants.programme.organisation import SIZE_WORDS, OrganisationKind, Size
from grants.programme.rate import why_rate
from grants.programme.state_aid import check_threshold
from grants.programme.terms import Terms
from grants.programme.words import Words, say
from grants.queries.aid_statement import why_aid
from grants.queries.application import terms_of
from grants.queries.size_statement import latest_size


def size_for(grant: Grant) -> Size | None:
    """The size of the recipient: as it was on the day of the award, or as it is now (R-026)."""
    return grant.recipient_size or grant.recipient.size


def rate_facts(grant: Grant, *, together: bool) -> RateFacts:
    """A grant of a joint project, as the rules on rates look at it."""
    return RateFacts(
        name=grant.recipient.name,
        kind=grant.recipient.kind,
        size=size_for(grant),
        eligible=grant.costs,
        research={research: amount for research, amount in grant.research.items() if amount},
        together=together,
        on=grant.starts_on,
    )


def is_together(terms: Terms, project: Project, grants: Iterable[Grant]) -> bool:
    """Do the partners of the project collaborate effectively (R-023)?

    `grants` may hold grants of other projects; only those of this one are looked at.
    """
    return is_collaboration(terms, _collaborators(terms, project, grants), _first_day(project))


def why_rate_of(session: Session, grant: Grant) -> list[Words]:
    """How the largest grant of a partner comes about, sentence by sentence (R-020 to R-022)."""
    if grant.project is None:
        return []
    terms = terms_of(grant.award.terms)
    together = is_together(terms, grant.project, grants_beside(session, grant))
    rate = why_rate(terms, rate_facts(grant, together=together))
    return [*rate, *_why_size(session, grant), *why_aid(session, grant)]


def _why_size(session: Session, grant: Grant) -> list[Words]:
    """Since when the size of a company is known, and whether it is frozen (R-026)."""
    said = []
    if grant.awarded_at is not None and grant.recipient_size is not None:
        said.append(
            say(
                "Die Größe gilt vom Tag der Bewilligung an: {size}, {day}.",
                "The size counts from the day of the award on: {size}, {day}.",
                size=SIZE_WORDS[grant.recipient_size],
                day=today(grant.awarded_at),
            )
        )
    statement = latest_size(session, grant.recipient)
    if statement is not None:
        said.append(
            say(
                "Angaben zur Größe vom {day} für das Jahr {year}: {size}.",
                "Figures on the size of {day} for the year {year}: {size}.",
                day=today(statement.stated_at),
                year=str(statement.year),
                size=SIZE_WORDS[statement.size],
            )
        )
    return said


def grants_beside(session: Session, grant: Grant) -> list[Grant]:
    """All grants of the project to which this one belongs."""
    return list(
        session.scalars(
            select(Grant).where(Grant.project_id == grant.project_id).order_by(Grant.number)
        )
    )


def aid_findings(terms: Terms, project: Project, grants: Iterable[Grant]) -> list[Finding]:
    """Collaboration, and the threshold of every company over all its grants (R-023, R-025)."""
    here = [grant for grant in grants if grant.project_id == project.id]
    together = check_collaboration(terms, _collaborators(terms, project, here), _first_day(project))
    found = [together] if together else []
    companies = {
        grant.recipient_id: grant
        for grant in here
        if grant.recipient.kind is OrganisationKind.COMPANY
    }
    for recipient, grant in companies.items():
        aid = total(one.direct for one in here if one.recipient_id == recipient)
        below = check_threshold(terms, rate_facts(grant, together=False), aid)
        found += [below] if below else []
    return found


def _collaborators(
    terms: Terms, project: Project, grants: Iterable[Grant]
) -> list[CollaboratorFacts]:
    plans = {grant.partner_id: grant for grant in grants if grant.project_id == project.id}
    return [
        _collaborator(terms, partner, plans.get(partner.id))
        for partner in project.partners
        if partner.left_on is None
    ]


def _collaborator(terms: Terms, partner: Partner, grant: Grant | None) -> CollaboratorFacts:
    whole = partner.organisation
    counted = PartnerFacts(
        name=whole.name, country=whole.country, kind=whole.kind, legal_key=whole.legal_key
    )
    return CollaboratorFacts(
        key=entity_key(counted),
        country=whole.country,
        kind=whole.kind,
        size=size_for(grant) if grant else whole.size,
        costs=grant.costs if grant else partner.own_funding,
        at_home=grant is not None,
        may_publish=partner.may_publish,
    )


def _first_day(project: Project) -> date:
    """The day by which the law is read; of a draft without dates the newest law counts."""
    return project.starts_on or date.max
