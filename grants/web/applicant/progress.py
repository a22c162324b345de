"""How far an application is, and who has the ball: words for its page, computed, never typed in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from flask import url_for

from grants.models.application import Receipt
from grants.programme.application_form import (
    BUDGET,
    CONCEPT,
    COUNTRIES,
    DECLARATIONS,
    FILES,
    GROUPS,
    OUTLINE,
    PROFILE,
    SECTIONS,
    Section,
)
from grants.programme.calendar import today
from grants.programme.finding import Finding
from grants.programme.people import Actor
from grants.programme.roads.application import BEFORE_SELECTION, OPEN_TO_TEAM
from grants.programme.terms import Terms
from grants.programme.upload import quota_words
from grants.programme.words import Words, counted, say
from grants.queries.application import ApplicationContent
from grants.queries.course import Course
from grants.queries.formal_check import PapersAsked
from grants.queries.inquiry import Thread, open_by_section
from grants.queries.team import Member
from grants.web import filters
from grants.web.applicant.strip import UNKNOWN, section_address, strip_of
from grants.web.strip import Strip

Item = dict[str, Any]

DONE, OPTIONAL = "done", "optional"
ASKED: Final = Words("Eine Rückfrage wartet auf Ihre Antwort", "A question waits for your answer")


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """What the page of an application says above its sections."""

    done: int
    of: int
    groups: list[Item]
    """For the macro task_list."""
    strip: Strip
    """For the macro ball."""
    may_withdraw: bool


def progress_of(
    content: ApplicationContent,
    terms: Terms,
    findings: list[Finding],
    *,
    team: list[Member],
    actor: Actor,
    now: datetime,
    late_taken: bool,
    threads: Sequence[Thread] = (),
    course: Course = UNKNOWN,
    receipt: Receipt | None = None,
    papers: PapersAsked | None = None,
) -> Progress:
    """The sections with their states, and the strip that says whose turn it is."""
    asked = open_by_section(threads)
    states = {
        section.code: _state(section, content, findings, asked=section.code in asked)
        for section in SECTIONS
    }
    ready = not any(finding.breaks for finding in findings)
    draft = content.state in OPEN_TO_TEAM
    groups: list[Item] = [
        {
            "words": words,
            "items": [
                {
                    "address": section_address(content.number, section)
                    if draft and (papers is None or papers.opens(section))
                    else None,
                    "words": section.title,
                    "note": ASKED if section.code in asked else _fact(section, content, terms),
                    "state": states[section.code],
                }
                for section in sections
            ],
        }
        for words, sections in GROUPS
    ]
    groups[-1]["items"].append(_submit_item(content, states, ready=ready, draft=draft))
    return Progress(
        done=sum(state == DONE for state in states.values()) + (not draft),
        of=sum(state != OPTIONAL for state in states.values()) + 1,
        groups=groups,
        strip=strip_of(
            content,
            findings,
            team,
            actor,
            now,
            late_taken=late_taken,
            threads=threads,
            course=course,
            receipt=receipt,
            papers_by=papers.answer_by if papers else None,
        ),
        may_withdraw=content.told in BEFORE_SELECTION,
    )


def _state(
    section: Section, content: ApplicationContent, findings: Iterable[Finding], *, asked: bool
) -> str:
    """How far a section is; in question when a rule or the sponsor says so.

    What nobody touched and no rule asks for is optional: neither complete nor missing.
    """
    broken = [
        finding
        for finding in findings
        if finding.breaks and finding.place.partition("#")[0] == section.code
    ]
    if asked:
        return "check"
    if not _begun(section, content):
        return "open" if broken else OPTIONAL
    if not broken:
        return DONE
    rules = any(finding.rule.startswith("R-") for finding in broken)
    return "check" if rules else "begun"


def _begun(section: Section, content: ApplicationContent) -> bool:
    return {
        PROFILE.code: bool(content.title or content.profile),
        OUTLINE.code: bool(content.outline),
        COUNTRIES.code: bool(content.countries),
        CONCEPT.code: content.concept is not None,
        FILES.code: bool(content.annexes),
        BUDGET.code: bool(content.budget.total or content.requested or content.starts_on),
        DECLARATIONS.code: content.declared_at is not None,
    }[section.code]


def _fact(section: Section, content: ApplicationContent, terms: Terms) -> Words | str:
    """One line of fact for the task list."""
    limits = terms.limits
    facts: dict[str, Words | str] = {
        PROFILE.code: limits.profile.used(content.profile),
        OUTLINE.code: limits.outline.used(content.outline),
        COUNTRIES.code: ", ".join(filters.country(code) for code in content.countries)
        or Words("Noch kein Land genannt", "No country named yet"),
        CONCEPT.code: _concept_fact(content, terms),
        FILES.code: _files_fact(content, terms),
        BUDGET.code: say(
            "Ausgaben {costs} · Eigenmittel {own} · beantragt {grant}",
            "Expenditure {costs} · own funds {own} · requested {grant}",
            costs=content.budget.total,
            own=content.own_funds,
            grant=content.requested,
        ),
        DECLARATIONS.code: Words("Bitte lesen und bestätigen", "Please read and confirm"),
    }
    if section is DECLARATIONS and content.declared_at is not None:
        return say("Bestätigt am {day}", "Confirmed on {day}", day=today(content.declared_at))
    return facts[section.code]


def _concept_fact(content: ApplicationContent, terms: Terms) -> Words:
    if content.concept is not None:
        size = filters.size(content.concept.size)
        return say("{name}, {size}", "{name}, {size}", name=content.concept.file_name, size=size)
    return say(
        "höchstens {size} MB, {pages} Seiten",
        "at most {size} MB, {pages} pages",
        size=terms.limits.concept_megabytes,
        pages=terms.limits.concept_pages,
    )


def _files_fact(content: ApplicationContent, terms: Terms) -> Words:
    one, many = Words("Anlage", "annex"), Words("Anlagen", "annexes")
    if content.annexes:
        return counted(len(content.annexes), one, many)
    most = quota_words(terms.limits)
    none = Words("nichts hochgeladen", "nothing uploaded")
    return (
        say("{none}, höchstens {most}", "{none}, at most {most}", none=none, most=most)
        if (most.de)
        else none
    )


def _submit_item(
    content: ApplicationContent, states: dict[str, str], *, ready: bool, draft: bool
) -> Item:
    missing = [section for section in SECTIONS if states[section.code] not in (DONE, OPTIONAL)]
    item: Item = {"address": None, "words": Words("Prüfen und einreichen", "Check and submit")}
    if not draft:
        note = Words("Nicht eingereicht", "Not submitted")
        if content.submitted_at is not None:
            at = filters.moment(content.submitted_at, seconds=True)
            note = say("Eingereicht am {at}", "Submitted on {at}", at=at)
        return {**item, "note": note, "state": DONE if content.submitted_at else "blocked"}
    if ready:
        return {
            **item,
            "address": url_for("applicant_submission.submit", number=content.number),
            "note": Words("Keine Regel ist verletzt", "No rule is broken"),
            "state": "open",
        }
    numbers = [section.number for section in missing]
    note = say(
        "möglich, sobald {numbers} vollständig {are}",
        "possible as soon as {numbers} {are} complete",
        numbers=Words(_listed(numbers, "und"), _listed(numbers, "and")),
        are=Words("ist", "is") if len(missing) == 1 else Words("sind", "are"),
    )
    return {**item, "note": note, "state": "blocked"}


def _listed(parts: list[str], last: str) -> str:
    """2.1, 2.3 und 3.1."""
    return f" {last} ".join(part for part in (", ".join(parts[:-1]), parts[-1]) if part)
