"""What of a case staff may ask about besides the application: projects, parts and plans."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from grants.models.award import Award, Partner, Project
from grants.models.grant import Grant
from grants.models.inquiry import Inquiry
from grants.programme.inquiry import LEVELS, InquiryLevel
from grants.programme.stages import ProjectState
from grants.programme.words import Words, say
from grants.queries.application import terms_of

P = ProjectState
UNDER_WAY: Final = frozenset(
    {P.SUBMITTED, P.ELIGIBLE, P.APPROVED, P.ACTIVE, P.AT_RISK, P.SUSPENDED}
)
"""States of a project in which questions are asked and answered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """One thing to ask about."""

    key: str
    """Its name in a form: P1, P1-17, 03INT400A."""
    about: str
    """Its name in the record and to people."""
    words: Words
    level: InquiryLevel
    project: Project | None = None
    partner: Partner | None = None
    grant: Grant | None = None


def subjects_of(session: Session, award: Award) -> Mapping[str, Subject]:
    """What of this award was handed in and has not ended, by key."""
    found = [*_plans(session, award)]
    for project in award.projects:
        if project.state in UNDER_WAY:
            found += _of_project(project)
    return {subject.key: subject for subject in found}


def choices_of(subjects: Mapping[str, Subject]) -> dict[str, Words]:
    """Every place of every subject, as a form offers them: P1/project#summary."""
    return {
        f"{key}/{place}": say("{what}: {place}", "{what}: {place}", what=one.words, place=words)
        for key, one in subjects.items()
        for place, words in LEVELS[one.level].items()
    }


def is_under_way(inquiry: Inquiry) -> bool:
    """Was what a question is about handed in, and has it not ended?"""
    if inquiry.grant is not None:
        return _was_handed_in(inquiry.grant)
    return inquiry.project is not None and inquiry.project.state in UNDER_WAY


def _plans(session: Session, award: Award) -> Iterator[Subject]:
    grants = session.scalars(
        select(Grant)
        .where(Grant.award_id == award.id, Grant.project_id.is_(None))
        .order_by(Grant.number)
    )
    terms = terms_of(award.terms)
    for grant in grants:
        if _was_handed_in(grant):
            words = say("{number}, {phase}", "{number}, {phase}",
                        number=grant.number, phase=terms.phase(grant.phase.value).name)  # fmt: skip
            yield Subject(
                key=grant.number, about=grant.number, words=words, level=InquiryLevel.PLAN,
                grant=grant,
            )  # fmt: skip


def _was_handed_in(grant: Grant) -> bool:
    return grant.handed_in_at is not None or grant.awarded_at is not None


def _of_project(project: Project) -> Iterator[Subject]:
    name = f"{project.code} {project.acronym or project.title}".strip()
    yield Subject(
        key=project.code, about=name, words=Words(name, name), level=InquiryLevel.PROJECT,
        project=project,
    )  # fmt: skip
    for partner in project.partners:
        if partner.left_on is None:
            whose = f"{project.code}, {partner.organisation.name}"
            yield Subject(
                key=f"{project.code}-{partner.id}", about=whose, words=Words(whose, whose),
                level=InquiryLevel.PART, project=project, partner=partner,
            )  # fmt: skip
