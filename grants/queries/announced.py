"""What a cluster announced in its application for the implementation phase, and what became of it.

What was said once is carried on, not asked again: where the concept and the projects are written,
these lines stand beside the form.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from grants.models.application import TargetCountry
from grants.models.award import Award, Partner, Project
from grants.models.organisation import Organisation
from grants.programme.money import Money
from grants.programme.phase_words import later_grant
from grants.programme.roads.project import COUNTED_PROJECT
from grants.programme.stages import ProjectState
from grants.programme.words import Words
from grants.queries.application import terms_of

LIVE = COUNTED_PROJECT | {ProjectState.DRAFT}


@dataclass(frozen=True, slots=True, kw_only=True)
class Announced:
    """The plan of the application, beside what has been begun since."""

    number: str
    """Of the application."""
    countries: Mapping[str, Sequence[str]]
    """Each target country, with the codes of the projects that have a partner there."""
    projects: int
    """How many joint projects were planned."""
    begun: int
    """How many there are, drafts included."""
    grant: Money
    """What was to be applied for after the first grant, EUR."""
    grant_words: Words
    """What that was called in the form."""


def announced_in(session: Session, award: Award) -> Announced:
    """What the application of this award says about what follows its first grant."""
    application = award.application
    wanted = session.scalars(
        select(TargetCountry.country)
        .where(TargetCountry.application_id == application.id)
        .order_by(TargetCountry.country)
    )
    live = [project for project in award.projects if project.state in LIVE]
    found = session.execute(
        select(Organisation.country, Project.ordinal)
        .join(Partner, Partner.organisation_id == Organisation.id)
        .join(Project, Project.id == Partner.project_id)
        .where(Project.id.in_([project.id for project in live]), Partner.left_on.is_(None))
        .distinct()
        .order_by(Project.ordinal)
    ).all()
    return Announced(
        number=application.number,
        countries={
            code: [f"P{ordinal}" for country, ordinal in found if country == code]
            for code in wanted
        },
        projects=application.projects_planned,
        begun=len(live),
        grant=application.requested_later,
        grant_words=later_grant(terms_of(award.terms)),
    )
