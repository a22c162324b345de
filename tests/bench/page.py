"""The pages and forms that are measured, and who asks for them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count, repeat

from tests.bench.fill import WORD
from tests.bench.plan import OPENING, UPLOADING, WRITING, workbook
from tests.bench.project import SUBMITTING
from tests.bench.visit import Pass, Visit

CONNECTIONS = 8
REVISION = 3
"""How often a draft had been saved when it was made (fill.sql)."""
MOST_UPLOADS = 120
"""Each starts a process that reads the file."""
TO_SUBMIT = 190
"""Drafts that are handed in: what the smallest database has to offer."""
TEXT = "Wir suchen Partner im Ausland, mit denen wir gemeinsam mehr erreichen als allein. " * 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Something that people ask for, again and again."""

    name: str
    visits: Callable[[int], Iterator[Visit]]
    """The visits of one of the connections, the last of which is for one visitor at a time."""
    most: int | None = None
    """How many visits there are in all, where they are used up."""
    is_list: bool = False


def pages_of(filled, door, projects):
    """Every page that is measured, on this database."""
    officer, winner = door.open_to(filled.officer), door.open_to(filled.winner)
    own = f"/applications/R4-{filled.winner:04}"
    drafts = [draft for draft in filled.drafts if draft[0] != filled.winner]
    kept, sent = drafts[: CONNECTIONS + 1], drafts[CONNECTIONS + 1 :][:TO_SUBMIT]
    listed = "/sponsor/applications"
    return [
        ready("Sponsor's list, newest first", listed, officer, is_list=True),
        ready("Sponsor's list, search word", f"{listed}?q={WORD}", officer, is_list=True),
        ready("Sponsor's list, last change", f"{listed}?order=changed", officer, is_list=True),
        ready("Application page, sponsor", f"{listed}/{filled.reviewed}", officer),
        ready("Application page, applicant", own, winner),
        ready("Dashboard, sponsor", "/sponsor", officer),
        ready("Dashboard, applicant", "/home", winner),
        _saving([(number, door.open_to(person)) for person, number in kept]),
        _handing_in(
            "Submitting",
            [(f"/applications/{number}/submit", door.open_to(person)) for person, number in sent],
        ),
        ready("Open calls, nobody signed in", "/calls", Pass()),
        ready(OPENING, f"/awards/{filled.planned}/budget/implementation", winner),
        ready(WRITING, f"/grants/{filled.planned}B/budget/lines/personnel", winner),
        _handing_in(SUBMITTING, [(address, door.open_to(person)) for address, person in projects]),
        _uploading(f"/grants/{filled.planned}B/budget/upload", winner),
    ]


def floor():
    """One SELECT and one line of text."""
    return ready("Bare page with one SELECT", "/", Pass())


def ready(name, address, by, *, is_list=False):
    visit = Visit(address=address, by=by)
    return Page(name=name, visits=lambda _connection: repeat(visit), is_list=is_list)


def _uploading(address, by):
    """The same workbook again and again; nothing of it is kept."""
    visit = Visit(address=address, by=by, sent={}, file=("workbook", workbook()))
    return Page(name=UPLOADING, visits=lambda _connection: repeat(visit), most=MOST_UPLOADS)


def _saving(drafts):
    """Every connection has a draft of its own; every save changes the text."""

    def visits(connection):
        number, by = drafts[connection]
        for time in count():
            yield Visit(
                address=f"/applications/{number}/outline",
                by=by,
                sent={"outline": f"{TEXT}{time}", "revision": str(REVISION + time)},
            )

    streams = [visits(connection) for connection in range(len(drafts))]
    return Page(name="Saving a draft", visits=lambda connection: streams[connection])


def _handing_in(name, ready):
    """Every visit hands in another draft: by address, and by whom."""
    sent = {"function": "Vorstand"}
    left = iter([Visit(address=address, by=by, sent=sent) for address, by in ready])
    return Page(name=name, visits=lambda _connection: left, most=len(ready))
