"""An application that keeps every rule, for tests that break one."""

from datetime import date, timedelta

from grants.actions.section import search_text
from grants.models.application import TargetCountry
from grants.models.document import ScanState, Upload, UploadKind
from grants.models.grant import BudgetLine
from grants.programme.money import eur
from grants.programme.people import TeamRole
from tests.makers.application import an_application
from tests.makers.cluster import a_cluster
from tests.makers.moment import NOON
from tests.makers.person import a_person
from tests.makers.round import a_round

BUDGET = {("personnel", 2029): eur(600_000), ("travel_abroad", 2030): eur(200_000)}


def an_open_round(session, **more):
    """A round that has been open for a month at NOON and stays open for another."""
    more.setdefault("opens_at", NOON - timedelta(days=30))
    more.setdefault("closes_at", NOON + timedelta(days=30))
    return a_round(session, **more)


def a_finished_draft(session, anna=None, round_=None, *, cluster=None, concept=True, **more):
    """A draft that could be submitted; the team is Anna, who may sign."""
    anna = anna or a_person(session)
    cluster = cluster or a_cluster(session, team={anna: TeamRole.SIGNATORY})
    answers = {
        "title": "Vom Hafen in die Welt",
        "profile": "Wir sind ein Cluster.",
        "outline": "Wir suchen Partner.",
        "concept_starts_on": date(2029, 1, 1),
        "concept_ends_on": date(2030, 12, 31),
        "requested": eur(400_000),
        "own_funds": eur(400_000),
        "projects_planned": 3,
        "declared_at": NOON,
    }
    application = an_application(
        session, cluster, round_ or an_open_round(session), **{**answers, **more}
    )
    session.add(TargetCountry(application=application, country="CA"))
    for (category, year), amount in BUDGET.items():
        session.add(
            BudgetLine(application=application, category=category, year=year, amount=amount)
        )
    if concept:
        a_concept(session, application, anna)
    application.search_text = search_text(application)
    session.flush()
    return application


def a_concept(session, application, by):
    """The row of an uploaded concept; its file is not in any store."""
    upload = Upload(
        kind=UploadKind.CONCEPT_OUTLINE,
        application_id=application.id,
        file_name="Konzept.pdf",
        content_type="application/pdf",
        size=1_100_000,
        sha256="0" * 64,
        key=f"test/{application.number}",
        uploaded_at=NOON,
        uploaded_by_id=by.id,
        scan_state=ScanState.CLEAN,
    )
    session.add(upload)
    session.flush()
    return upload
