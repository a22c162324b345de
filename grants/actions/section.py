"""Saving one section of an application, without ever writing over somebody else's work unseen."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Integer, cast, select
from sqlalchemy.orm import Session

from grants.actions.lock import lock
from grants.actions.overtaken import Overtaken, Saved
from grants.actions.plan_record import as_kept, differences, keep_cells, keep_lines
from grants.actions.record import record
from grants.models.application import Application, TargetCountry
from grants.models.record import Act
from grants.programme.application_form import BUDGET, COUNTRIES, DECLARATIONS, Section
from grants.programme.calendar import is_late
from grants.programme.finding import Finding, insist
from grants.programme.money import Money
from grants.programme.people import Actor
from grants.programme.plan_line import grid_of, sums_of
from grants.programme.roads.application import OPEN_TO_TEAM
from grants.programme.sources import TERMS_OF_ROUND
from grants.programme.stages import ApplicationState, NoSuchMove
from grants.programme.words import join, say
from grants.queries.application import latest_receipt, terms_of
from grants.queries.application_check import check_deadline
from grants.queries.formal_check import PapersAsked, papers_asked
from grants.queries.plan_line import cells_of, lines_of
from grants.queries.team import WRITERS, check_team_role, team_of

FIELDS: Final[dict[str, tuple[str, ...]]] = {
    "profile": ("title", "acronym", "profile"),
    "outline": ("outline",),
    "countries": (),
    "budget": (
        "concept_starts_on",
        "concept_ends_on",
        "requested",
        "own_funds",
        "own_in_kind",
        "third_party",
        "requested_later",
        "projects_planned",
    ),
    "declarations": (),
}
"""Which columns a section fills; countries, planned costs and declarations are kept elsewhere."""


def save_section(
    session: Session,
    application: Application,
    section: Section,
    answers: dict[str, Any],
    *,
    revision: int,
    by: Actor,
    now: datetime,
) -> bool:
    """Keep the answers of one section; False when they change nothing.

    `answers` holds the fields of the section by name; `countries` as codes, `cells` as planned
    costs by category and year, `lines` as what some of these are made of (without it the lines
    stay; a cell that has lines is their sum), `true_and_complete` as yes or no. `revision` is the
    one the person had before their eyes: when somebody else saved *this section* since then,
    Overtaken carries both versions and nothing is kept. Two people in two sections do not disturb
    one another.
    Raises NoSuchMove when the application is in other hands, RulesBroken after the deadline
    unless staff asked for papers.
    """
    lock(session, application)
    insist_open_to(session, application, by, now, section=section)
    before = section_answers(session, application, section)
    if revision != application.revision:
        _refuse_overwriting(
            session, application, section, answers, theirs=before, revision=revision
        )
    if section is BUDGET:
        answers = _with_lines(answers, before)
    changed = sorted(name for name in answers if answers[name] != before[name])
    if not changed:
        return False
    keep_answers(session, application, section, {name: answers[name] for name in changed}, now)
    application.revision += 1
    application.changed_at, application.changed_by_id = now, by.person_id
    application.search_text = search_text(application)
    old, new = before, answers
    if "lines" in changed:
        gone, come = differences(before["lines"], answers["lines"])
        old, new = {**before, "lines": gone}, {**answers, "lines": come}
    record(
        session,
        "save_section",
        "application",
        application.number,
        by=by,
        now=now,
        before={name: plain(old[name]) for name in changed},
        after={
            **{name: plain(new[name]) for name in changed},
            "section": section.code,
            "revision": application.revision,
        },
    )
    session.flush()
    return True


def insist_open_to(
    session: Session,
    application: Application,
    by: Actor,
    now: datetime,
    *,
    section: Section | None = None,
) -> None:
    """Only those who write change it: a draft until the deadline, or while papers are asked for.

    Papers may come after the deadline: the application itself was there in time. Where staff named
    the sections that may be put right, no other `section` is open.
    """
    if application.state not in OPEN_TO_TEAM:
        raise NoSuchMove("save_section", application.state, by.role)
    findings = [check_team_role(team_of(session, application.cluster), by, WRITERS)]
    round_ = application.round
    if application.state is ApplicationState.DRAFT:
        late = is_late(now, round_.closes_at)
        received = late and latest_receipt(session, application) is not None
        terms = terms_of(application.terms)
        findings.append(check_deadline(round_, terms, now, received=received))
    asked = papers_asked(session, application)
    if section is not None and asked is not None:
        findings.append(_check_returned(asked, section))
    insist(findings)


def _check_returned(asked: PapersAsked, section: Section) -> Finding:
    """Is this one of the sections that staff gave back (R-012)?"""
    return Finding(
        rule="SECTION-OPEN",
        holds=asked.opens(section),
        claim=say("Der Abschnitt {name} ist offen.", "The section {name} is open.",
                  name=section.title),
        says=say(
            "Der Abschnitt „{name}“ ist nicht zurückgegeben. Ändern können Sie: {open}.",
            "The section “{name}” was not given back. You can change: {open}.",
            name=section.title,
            open=join(one.title for one in asked.sections),
        ),
        source=TERMS_OF_ROUND,
    )  # fmt: skip


def section_answers(session: Session, application: Application, section: Section) -> dict[str, Any]:
    """What the section holds now, by the names of its form."""
    answers = {name: getattr(application, name) for name in FIELDS.get(section.code, ())}
    if section is COUNTRIES:
        answers["countries"] = sorted(target.country for target in application.countries)
    if section is BUDGET:
        answers["cells"] = cells_of(application)
        answers["lines"] = as_kept(lines_of(application))
    if section is DECLARATIONS:
        answers["true_and_complete"] = application.declared_at is not None
    return answers


def _with_lines(answers: dict[str, Any], before: dict[str, Any]) -> dict[str, Any]:
    """What is kept of a budget: a cell with lines is their sum, whatever was typed into it."""
    lines = as_kept(answers.get("lines", before["lines"]))
    detailed = sums_of(lines)
    bare = {cell: amount for cell, amount in answers["cells"].items() if cell not in detailed}
    return {**answers, "lines": lines, "cells": grid_of(lines, bare)}


def search_text(application: Application) -> str:
    """What a search finds the application by."""
    cluster = application.cluster
    parts = (application.number, application.title, application.acronym, cluster.name)
    return " ".join((*parts, cluster.management.name))


def _refuse_overwriting(
    session: Session,
    application: Application,
    section: Section,
    yours: dict[str, Any],
    *,
    theirs: dict[str, Any],
    revision: int,
) -> None:
    """Refuse when somebody saved this very section after `revision`, and say who and when."""
    if all(yours[name] == theirs[name] for name in yours):
        return
    last = session.scalar(
        select(Act)
        .where(
            Act.object_kind == "application",
            Act.object_number == application.number,
            Act.act == "save_section",
            Act.after["section"].astext == section.code,
            cast(Act.after["revision"].astext, Integer) > revision,
        )
        .order_by(Act.id.desc())
        .limit(1)
    )
    if last is not None:
        there = Saved(by=last.actor_name, at=last.at, answers=theirs, revision=application.revision)
        raise Overtaken(yours=yours, theirs=there)


def keep_answers(
    session: Session,
    application: Application,
    section: Section,
    answers: dict[str, Any],
    now: datetime,
) -> None:
    """Write the answers of one section where they are kept, whoever may do so."""
    for name in FIELDS.get(section.code, ()):
        if name in answers:
            setattr(application, name, answers[name])
    if "countries" in answers:
        _keep_countries(session, application, answers["countries"])
    if "cells" in answers:
        keep_cells(application, answers["cells"])
    if "lines" in answers:
        keep_lines(application, answers["lines"])
    if section is DECLARATIONS:
        application.declared_at = now if answers["true_and_complete"] else None


def _keep_countries(session: Session, application: Application, codes: Iterable[str]) -> None:
    wanted = set(codes)
    application.countries = [one for one in application.countries if one.country in wanted]
    there = {one.country for one in application.countries}
    for code in sorted(wanted - there):
        session.add(TargetCountry(application=application, country=code))


def plain(value: object) -> Any:
    """An answer as the record of acts keeps it: money as text, days as ISO."""
    match value:
        case Money():
            return str(value.decimal)
        case date():
            return value.isoformat()
        case dict():
            return {
                f"{category} {year}": plain(amount) for (category, year), amount in value.items()
            }
    return value
