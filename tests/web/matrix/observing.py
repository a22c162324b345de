"""Plants a finding of the audit catalogue."""

from grants.models.connection import clock
from grants.models.observation import Observation
from grants.programme.observation import Severity, SubjectKind


def plant_observation(session):
    """One that waits for an answer."""
    now = clock(session)
    made = Observation(
        code="F-07", subject_kind=SubjectKind.REPORT, subject="03INT400A/interim/2027",
        award="03INT400", severity=Severity.HIGH, first_de="Fehlt.", first_en="Missing.",
        says_de="Fehlt.", says_en="Missing.", first_seen=now, last_seen=now,
    )  # fmt: skip
    session.add(made)
    session.flush()
    return {"observation": made.id}
