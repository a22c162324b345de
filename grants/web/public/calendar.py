"""Calendars to subscribe to: one of each call, and one's own under a secret address."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from flask import Blueprint, abort, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from grants.actions.feed import make_feed, revoke_feed
from grants.documents.calendar import calendar_file
from grants.programme.calendar import end_of_month, today
from grants.programme.calendar_entry import CalendarEntry
from grants.programme.month import day_of, first_day, month_of
from grants.programme.words import Language, Words
from grants.queries.call import find_call
from grants.queries.feed import entries_of_call, entries_of_person, owner_of
from grants.web.access import EVERYBODY_SIGNED_IN, open_to, open_to_anyone, visitor
from grants.web.access import person as owner
from grants.web.database import now, saving, session
from grants.web.language import language
from grants.web.notice import tell
from grants.web.token import hash_of

pages = Blueprint("public_calendar", __name__)

WEEKDAYS = (Words("Mo", "Mon"), Words("Di", "Tue"), Words("Mi", "Wed"), Words("Do", "Thu"),
            Words("Fr", "Fri"), Words("Sa", "Sat"), Words("So", "Sun"))  # fmt: skip
NEXT_ONES = 5
"""Dates after the month that are named, so that a quiet month does not hide them."""
MINE = Words("InterClust: meine Fristen", "InterClust: my deadlines")
REVOKED = Words(
    "Die Adresse Ihres Kalenders gilt nicht mehr.", "The address of your calendar has ended."
)


@pages.get("/calls/<int:number>.ics")
@open_to_anyone
def call(number: int) -> ResponseReturnValue:
    """The public dates of one round."""
    found = find_call(session(), number) or abort(404)
    name = Words(f"InterClust: {found.round.title.de}", f"InterClust: {found.round.title.en}")
    return _file(name, entries_of_call(session(), found.round), language(), f"runde-{number}")


@pages.get("/calendar")
@open_to(*EVERYBODY_SIGNED_IN)
def month() -> str:
    """One's own dates, a month at a time."""
    first = first_day(request.args.get("month", ""), today(now()))
    entries = entries_of_person(session(), visitor(), now())
    sheet = month_of(first, entries)
    later = sorted((one for one in entries if day_of(one) >= today(now())), key=day_of)
    return render_template(
        "public/month.html",
        sheet=sheet,
        today=today(now()),
        weekdays=WEEKDAYS,
        after=[one for one in later if day_of(one) > end_of_month(first)][:NEXT_ONES],
        day_of=day_of,
    )


@pages.get("/calendar/<token>.ics")
@open_to_anyone
def person(token: str) -> ResponseReturnValue:
    """The dates of the person to whom this secret belongs."""
    whose = owner_of(session(), hash_of(token)) or abort(404)
    return _file(
        MINE, entries_of_person(session(), whose.as_actor(), now()), whose.speaks, "fristen"
    )


@pages.post("/account/calendar")
@open_to(*EVERYBODY_SIGNED_IN)
def make() -> ResponseReturnValue:
    """Make the secret address and show it this one time."""
    with saving() as work:
        secret = make_feed(work, owner(), by=visitor(), now=now())
    address = current_app.config["PUBLIC_URL"] + url_for(".person", token=secret)
    return render_template("public/calendar.html", address=address)


@pages.post("/account/calendar/revoke")
@open_to(*EVERYBODY_SIGNED_IN)
def revoke() -> ResponseReturnValue:
    """End the secret address."""
    with saving() as work:
        revoke_feed(work, owner(), by=visitor(), now=now())
    tell(REVOKED)
    return redirect(url_for("public_account.account"), 303)


def _file(
    name: Words, entries: Iterable[CalendarEntry], spoken: Language, file_name: str
) -> Response:
    public_url = current_app.config["PUBLIC_URL"]
    host = urlsplit(public_url).hostname or "localhost"
    content = calendar_file(name, entries, language=spoken, public_url=public_url, host=host)
    answer = Response(content, content_type="text/calendar; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{file_name}.ics"'
    return answer
