"""How an application of the demonstration comes into being: through the acts of its people."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Final

from grants.actions.application import start_application, submit_application
from grants.actions.section import save_section
from grants.actions.upload import add_upload
from grants.actions.upload_place import Owner
from grants.demo.scene import Scene
from grants.models.application import Application
from grants.models.document import UploadKind
from grants.models.organisation import Cluster
from grants.models.person import Person
from grants.models.round import Round
from grants.programme.application_form import (
    BUDGET,
    COUNTRIES,
    DECLARATIONS,
    OUTLINE,
    PROFILE,
    Section,
)
from grants.programme.calendar import budget_years, last_day_of_phase
from grants.programme.money import Money, eur, split
from grants.queries.budget_table import Cells

CONCEPT_MONTHS: Final = 24
SAMPLE: Final = "Mustertext der Demonstration. "
PROFILE_TEXT: Final = SAMPLE + (
    "Unser Cluster verbindet Unternehmen, Hochschulen und Institute einer Region. Gemeinsam "
    "entwickeln wir Verfahren, bilden Fachkräfte aus und bringen Ergebnisse in den Markt. Die "
    "Innovationsstrategie von 2022 nennt drei Schwerpunkte; jeder hat eine Arbeitsgruppe mit "
    "eigenem Budget. Kleine und mittlere Unternehmen stellen mehr als die Hälfte der Mitglieder."
)
OUTLINE_TEXT: Final = SAMPLE + (
    "Wir wollen mit starken Clustern im Ausland Projekte auf Augenhöhe beginnen. In den ersten "
    "zwölf Monaten suchen wir Partner, klären Schutzrechte und prüfen Märkte. Danach beschreiben "
    "wir bis zu drei Verbundprojekte mit je zwei Partnern auf jeder Seite. Der Nutzen bleibt nicht "
    "bei den geförderten Mitgliedern: Ergebnisse gehen in offene Arbeitskreise und Lehrgänge."
)


@dataclass(frozen=True, slots=True)
class Who:
    """A cluster and the person who signs for it."""

    cluster: Cluster
    person: Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What an invented cluster asks for."""

    title: str
    acronym: str
    countries: tuple[str, ...]
    costs: Money = eur(800_000)
    later: Money = eur(2_400_000)
    starts_on: date


def draft(
    scene: Scene,
    who: Who,
    round_: Round,
    plan: Plan,
    *,
    now: datetime,
    sections: tuple[Section, ...] = (PROFILE, OUTLINE, COUNTRIES, BUDGET, DECLARATIONS),
    previous: Application | None = None,
) -> Application:
    """A draft with these sections filled in."""
    by = who.person.as_actor()
    application = start_application(
        scene.session, who.cluster, round_, by=by, now=now, previous=previous
    )
    application.synthetic = True
    for section in sections:
        now += timedelta(minutes=7)
        save_section(
            scene.session,
            application,
            section,
            _answers(plan)[section.code],
            revision=application.revision,
            by=by,
            now=now,
        )
    return application


def hand_in(scene: Scene, who: Who, round_: Round, plan: Plan, *, now: datetime) -> Application:
    """A complete application, submitted with a receipt."""
    application = draft(scene, who, round_, plan, now=now)
    later = now + timedelta(hours=2)
    upload(scene, application, UploadKind.CONCEPT_OUTLINE, who.person, now=later)
    submit_application(
        scene.session, application, by=who.person.as_actor(), now=later + timedelta(minutes=11)
    )
    return application


def upload(scene: Scene, owner: Owner, kind: UploadKind, person: Person, *, now: datetime) -> None:
    """A one-page PDF that says what it stands for."""
    add_upload(
        scene.session,
        scene.store,
        owner,
        kind,
        f"{kind.value.replace('_', '-')}.pdf",
        sample_pdf(kind.value),
        by=person.as_actor(),
        now=now,
    )


def spread(costs: Money, first: date, last: date) -> Cells:
    """These costs over the years: mostly people, then travel, orders and what it takes to run.

    A year bears as much as the days it has in the plan.
    """
    shares = (("personnel", 62), ("travel_abroad", 16), ("subcontract", 15), ("other_admin", 7))
    by_category = split(costs, [share for _, share in shares])
    years = budget_years(first, last)
    days = [_days_in(year, first, last) for year in years]
    cells: Cells = {}
    for (category, _), amount in zip(shares, by_category, strict=True):
        for year, part in zip(years, split(amount, days), strict=True):
            cells[category, year] = part
    return cells


def _days_in(year: int, first: date, last: date) -> int:
    return (min(last, date(year, 12, 31)) - max(first, date(year, 1, 1))).days + 1


@cache
def sample_pdf(what: str) -> bytes:
    """A PDF with one page, made once for each kind."""
    from weasyprint import HTML  # noqa: PLC0415 - every command would wait for it otherwise

    from grants.documents.fetcher import Assets  # noqa: PLC0415

    page = f"<h1>Musterdatei der Demonstration</h1><p>Sie steht für: {what}.</p>"
    made: bytes = HTML(string=page, url_fetcher=Assets()).write_pdf()
    return made


def _answers(plan: Plan) -> dict[str, dict[str, object]]:
    ends_on = last_day_of_phase(plan.starts_on, CONCEPT_MONTHS)
    half = Money(plan.costs.cents // 2)
    return {
        "profile": {"title": plan.title, "acronym": plan.acronym, "profile": PROFILE_TEXT},
        "outline": {"outline": OUTLINE_TEXT},
        "countries": {"countries": sorted(plan.countries)},
        "budget": {
            "concept_starts_on": plan.starts_on,
            "concept_ends_on": ends_on,
            "requested": half,
            "own_funds": plan.costs - half,
            "own_in_kind": eur(0),
            "third_party": eur(0),
            "requested_later": plan.later,
            "projects_planned": 3,
            "cells": spread(plan.costs, plan.starts_on, ends_on),
        },
        "declarations": {"true_and_complete": True},
    }
