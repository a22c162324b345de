"""What lies with the officers and may go back: a concept or a project that Anna handed in."""

from datetime import date

from grants.actions.project import submit_project
from grants.models.award import Phase, PhaseKind
from grants.models.document import ScanState, Upload, UploadKind
from grants.programme.money import eur
from grants.programme.organisation import OrganisationKind, Size
from grants.programme.people import TeamRole
from grants.programme.stages import ApplicationState, AwardState
from tests.makers.application import an_application
from tests.makers.award import an_award
from tests.makers.cluster import a_cluster
from tests.makers.moment import NOON
from tests.makers.person import a_person
from tests.makers.project import a_cluster_with_an_approved_concept, a_ready_project


def a_submitted_concept(session, state=AwardState.CONCEPT_SUBMITTED):
    """An award whose concept was handed in, and Anna who signs for it."""
    anna = a_person(session)
    cluster = a_cluster(session, team={anna: TeamRole.SIGNATORY})
    application = an_application(session, cluster, state=ApplicationState.SELECTED)
    award = an_award(session, application, state=state, concept_submitted_at=NOON)
    first, last = date(2028, 1, 1), date(2029, 12, 31)
    session.add(Phase(award=award, kind=PhaseKind.CONCEPT, starts_on=first, ends_on=last))
    session.add(
        Upload(
            kind=UploadKind.INTERNATIONALISATION_CONCEPT, award_id=award.id,
            file_name="konzept.pdf", content_type="application/pdf", size=1000, sha256="ab" * 32,
            key=f"upload-{award.number}", uploaded_at=NOON, uploaded_by_id=anna.id,
            scan_state=ScanState.CLEAN,
        )
    )  # fmt: skip
    session.flush()
    return award, anna


def a_submitted_project(session):
    """A joint project that keeps every rule, handed in by Anna; and who Anna is."""
    award, anna = a_cluster_with_an_approved_concept(session)
    project = a_ready_project(
        session, award, anna,
        ("Hochschule Kiel", OrganisationKind.UNIVERSITY, None, eur(400_000)),
        ("Linsen GmbH", OrganisationKind.COMPANY, Size.SMALL, eur(400_000)),
    )  # fmt: skip
    submit_project(session, project, by=anna, now=NOON)
    return project, anna
