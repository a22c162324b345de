"""An application whose jurors read without names, with one file that an officer has to read."""

from dataclasses import replace
from uuid import uuid4

from grants.models.document import ScanState, Upload, UploadKind
from grants.programme.preset import preset
from grants.programme.stages import ApplicationState, RoundState
from tests.makers.moment import NOON
from tests.makers.person import a_person
from tests.makers.review import an_entry
from tests.makers.round import a_round

CLUSTER, MANAGEMENT, FILE = "Photonik Musterland", "Photonik Musterland e.V.", "Photonik.pdf"


def a_blind_entry(session):
    """Of Photonik Musterland, in the review of round 5: R5-0001."""
    terms = preset("interclust")
    terms = replace(terms, selection=replace(terms.selection, blind=True))
    round_ = a_round(session, 5, state=RoundState.REVIEW, terms=terms)
    application = an_entry(
        session, round_, ApplicationState.UNDER_REVIEW, number="R5-0001", title="Licht",
        acronym="PhoMu", outline="Das PHOTONIK MUSTERLAND e.V. plant mit PhoMu ein Netz.",
    )  # fmt: skip
    application.cluster.name, application.cluster.management.name = CLUSTER, MANAGEMENT
    a_file_of(session, application)
    return application


def a_file_of(session, application, sha256="0" * 64):
    """Its concept, as the cluster sent it."""
    upload = Upload(
        kind=UploadKind.CONCEPT_OUTLINE, application_id=application.id, file_name=FILE,
        content_type="application/pdf", size=9, sha256=sha256, key=f"x/{uuid4()}",
        uploaded_at=NOON, uploaded_by_id=a_person(session).id, scan_state=ScanState.CLEAN,
    )  # fmt: skip
    session.add(upload)
    session.flush()
    return upload
