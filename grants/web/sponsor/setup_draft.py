"""The set-up that a page is about, or where else it is seen by now."""

from flask import abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

from grants.models.round_setup import RoundSetup, SetupState
from grants.programme.words import Words
from grants.queries.round_setup import find_setup
from grants.web.access import visitor
from grants.web.database import session
from grants.web.notice import tell

NO_DRAFT_ANY_MORE = Words(
    "Nicht gespeichert: Jemand hat diesen Entwurf inzwischen veröffentlicht oder vorgeschlagen.",
    "Not saved: somebody has published or proposed this draft meanwhile.",
)


def find(setup_id: int) -> RoundSetup:
    """The set-up of this page, or nothing at all."""
    return find_setup(session(), visitor(), setup_id) or abort(404)


def elsewhere(shown: RoundSetup) -> ResponseReturnValue | None:
    """Where a set-up is seen that nobody fills in any more."""
    if shown.state is SetupState.DRAFT:
        return None
    if request.method == "POST":
        tell(NO_DRAFT_ANY_MORE, "warning")
    if shown.state is SetupState.PROPOSED:
        return redirect(url_for("sponsor_setup_change.change", setup_id=shown.id), 303)
    number = (shown.round or shown.changes or abort(404)).number
    return redirect(url_for("sponsor_round.round_", number=number), 303)
