"""How complete the transparency register is, for compliance reports (R-045)."""

from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from grants.documents.report import Fact
from grants.models.application import Application
from grants.models.award import Award
from grants.models.grant import Grant
from grants.models.transparency import AidEntry
from grants.papers.compliance_parts import fact
from grants.programme.calendar import today
from grants.programme.words import Words, say

NONE: Final = Words("keine Beihilfe über der Schwelle", "no aid above the threshold")


def aid_fact(session: Session, of: ColumnElement[bool], cut_off: datetime) -> Fact:
    """How many entries were to be published by the cut-off, and were; `of` says of which cases.

    One statement. What was recorded after the cut-off is still open in the report.
    """
    day = today(cut_off)
    done = AidEntry.done_at <= cut_off
    noted, published, waived, late = session.execute(
        select(
            func.count(AidEntry.id),
            func.count().filter(done, AidEntry.published_on.is_not(None)),
            func.count().filter(done, AidEntry.published_on.is_(None)),
            func.count().filter(done.is_not(True), AidEntry.due_on < day),
        )
        .join(Grant, Grant.id == AidEntry.grant_id)
        .join(Award, Award.id == Grant.award_id)
        .join(Application, Application.id == Award.application_id)
        .where(of, AidEntry.granted_on <= day)
    ).one()
    says = say(
        "{published} von {noted} veröffentlicht, {waived} erlassen, {late} überfällig",
        "{published} of {noted} published, {waived} waived, {late} overdue",
        published=published, noted=noted, waived=waived, late=late,
    )  # fmt: skip
    return fact("Transparenzregister", "Transparency register", says if noted else NONE)
