"""What stands around every page: navigation, who is signed in, the server's time."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, cast

from flask import Flask, current_app, g, request, url_for

from grants.programme.people import Role
from grants.programme.words import Words
from grants.queries.late import count_overdue
from grants.web.access import maybe_visitor
from grants.web.database import now, session
from grants.web.versions import as_shown

ROLE_NAMES = {
    Role.APPLICANT: Words("Antragstellende", "Applicant"),
    Role.SPONSOR: Words("Projektträger", "Sponsor staff"),
    Role.JUROR: Words("Jury", "Juror"),
    Role.AUDITOR: Words("Prüfung", "Auditor"),
    Role.ADMINISTRATOR: Words("Administration", "Administrator"),
}
CALLS = ("public_call.calls", Words("Ausschreibungen", "Calls"))
RESULTS = ("public_result.results", Words("Ergebnisse", "Results"))
NAVIGATION: dict[Role | None, tuple[tuple[str, Words], ...]] = {
    None: (CALLS, RESULTS, ("public_sign_in.sign_in", Words("Anmelden", "Sign in"))),
    Role.APPLICANT: (
        ("applicant_home.home", Words("Übersicht", "Overview")),
        CALLS,
        ("applicant_application.applications", Words("Bewerbungen", "Applications")),
        ("applicant_award.awards", Words("Zuwendungen", "Awards")),
        ("applicant_letter.letters", Words("Schriftstücke", "Letters")),
    ),
    Role.SPONSOR: (
        ("sponsor_home.home", Words("Mein Tag", "My day")),
        ("sponsor_round.rounds", Words("Runden", "Rounds")),
        ("sponsor_application.applications", Words("Bewerbungen", "Applications")),
        ("sponsor_award.awards", Words("Fälle", "Cases")),
        ("sponsor_overdue.overdue", Words("Überfällig", "Overdue")),
    ),
    Role.JUROR: (
        ("jury_review.reviews", Words("Meine Bewerbungen", "My applications")),
        CALLS,
    ),
    Role.AUDITOR: (
        ("auditor_home.home", Words("Prüfübersicht", "Audit overview")),
        ("auditor_award.awards", Words("Zuwendungen", "Awards")),
        ("auditor_round.rounds", Words("Runden", "Rounds")),
        ("observation.catalogue", Words("Feststellungen", "Findings")),
        ("auditor_record.acts", Words("Protokoll", "Record")),
    ),
    Role.ADMINISTRATOR: (
        ("admin_person.people", Words("Personen", "People")),
        ("admin_authority.authorities", Words("Behörden", "Authorities")),
        ("base_rate.base_rates", Words("Basiszinssätze", "Base rates")),
        ("admin_health.health", Words("Zustand", "Health")),
    ),
}
"""At most five entries for each role; the page's own tasks never go in here."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the navigation."""

    address: str
    words: Words
    current: bool
    count: int | None = None


def dress_pages(app: Flask) -> None:
    """Give every template what page.html needs."""
    app.context_processor(_shell)
    app.jinja_env.globals[as_shown.__name__] = as_shown


def _shell() -> dict[str, Any]:
    if g.get("shell_without_database"):
        return {"visitor": None, "nav": [], "now": datetime.now(UTC), **_settings()}
    who = maybe_visitor()
    role = who.role if who else None
    return {
        "visitor": who,
        "visitor_note": ROLE_NAMES[role] if role else None,
        "nav": [_entry(endpoint, words, role) for endpoint, words in NAVIGATION[role]],
        "now": now(),
        "signed_in_until": now() + timedelta(minutes=current_app.config["SESSION_MINUTES"]),
        **_settings(),
    }


def _settings() -> dict[str, Any]:
    return {"demo": current_app.config["DEMO"]}


def _entry(endpoint: str, words: Words, role: Role | None) -> Entry:
    address = url_for(endpoint)
    here = request.path == address or request.path.startswith(f"{address}/")
    if role and address in ("/sponsor", "/audit", "/home"):
        here = request.path == address
    count = None
    if endpoint == "sponsor_overdue.overdue":
        count = overdue_today()
    return Entry(address, words, here, count)


def overdue_today() -> int:
    """How many cases are late; counted once for a request, though a page shows it twice."""
    if "overdue_today" not in g:
        g.overdue_today = count_overdue(session(), now())
    return cast(int, g.overdue_today)
