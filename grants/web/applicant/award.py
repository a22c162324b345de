"""The awards of a person's clusters: the list, and the page of one."""

from typing import Any

from flask import Blueprint, abort, render_template, url_for
from flask.typing import ResponseReturnValue

from grants.actions.project import places_left
from grants.models.award import Award
from grants.programme.people import Role
from grants.programme.phase_words import before_projects
from grants.programme.roads.award import OPEN_FOR_PROJECTS
from grants.queries.announced import announced_in
from grants.queries.award import (
    AwardContent,
    award_content,
    award_record,
    cap_use,
    grants_of_awards,
    own_awards,
)
from grants.queries.backing import backings_of_award
from grants.queries.letter import LETTER_WORDS
from grants.queries.report_content import report_code, report_name
from grants.web.access import open_to, visitor
from grants.web.applicant.award_strip import strip_of
from grants.web.applicant.picture import gantt_of, room_of
from grants.web.applicant.reader import for_readers, writers_for
from grants.web.database import now, session
from grants.web.report_list import first_ten

pages = Blueprint("applicant_award", __name__)


@pages.get("/awards")
@open_to(Role.APPLICANT)
def awards() -> ResponseReturnValue:
    """Every award of the person's clusters, with what is used of its cap."""
    listed = own_awards(session(), visitor())
    grants = grants_of_awards(session(), listed)
    return render_template(
        "applicant/award/list.html",
        listed=[(award, cap_use(award, grants)) for award in listed],
    )


@pages.get("/awards/<number>")
@open_to(Role.APPLICANT)
def award(number: str) -> ResponseReturnValue:
    """One award: money, phases, duties, letters, conditions, grants, projects."""
    content = award_content(session(), own(number))
    return render_template(
        "applicant/award/one.html",
        content=content,
        strip=for_readers(strip_of(content, now()), content.award.cluster),
        room=room_of(content.use),
        reports=first_ten(content.reports),
        chart=gantt_of(content, now()),
        places=places_left(session(), content.award),
        backings=backings_of_award(session(), content.award),
        before_projects=before_projects,
        may_start=content.award.state in OPEN_FOR_PROJECTS,
        writers=writers_for(content.award.cluster),
        announced=announced_in(session(), content.award),
        LETTER_WORDS=LETTER_WORDS,
        **words_of_reports(),
    )


def own(number: str) -> Award:
    """The award with this number, if it belongs to the visitor; else there is no page."""
    return award_record(session(), visitor(), number) or abort(404)


def words_of_reports() -> dict[str, Any]:
    """What templates need to name a report and to link to it."""
    return {"report_name": report_name, "report_address": report_address}


def report_address(report: Any) -> str:
    """The page of one report."""
    return url_for("applicant_report.report", number=report.grant.number, code=report_code(report))


__all__ = ["AwardContent", "own", "pages", "report_address", "words_of_reports"]
