"""Two versions of an application side by side, for the pages of applicants and of staff."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from flask import request

from grants.models.application import Application
from grants.programme.people import Role
from grants.programme.roads.application import OPEN_TO_TEAM
from grants.programme.words import Words, say
from grants.queries.application import application_record, content_of
from grants.queries.comparison import Comparison, compare
from grants.queries.frozen import frozen
from grants.queries.version import Version, received, versions_of
from grants.web import filters
from grants.web.access import visitor
from grants.web.database import session

DRAFT: Final = "draft"
EARLIER: Final = "earlier"
"""How an address names what has no receipt: the draft of now, and one that was never sent."""
TWO: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One version that may be chosen."""

    code: str
    words: Words
    version: Version | None = None
    application: Application | None = None
    """Where there is no receipt: what it says now is compared."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """What the page shows."""

    sides: tuple[Side, ...]
    before: Side | None = None
    after: Side | None = None
    found: Comparison | None = None


def compared(application: Application) -> Compared:
    """The two versions that the address asks for, else the last two."""
    sides = sides_of(application)
    if len(sides) < TWO:
        return Compared(sides=sides)
    before = _asked(sides, "a", sides[-2])
    after = _asked(sides, "b", sides[-1])
    old, new = _contents(before, after)
    return Compared(sides=sides, before=before, after=after, found=compare(old, new))


def since_earlier(application: Application) -> Compared | None:
    """What changed against the application it was started from; None where there is none to see."""
    sides = sides_of(application)
    own = [side for side in sides if _number(side) == application.number]
    other = [side for side in sides if _number(side) != application.number]
    if application.previous_id is None or not own or not other:
        return None
    old, new = _contents(other[-1], own[-1])
    return Compared(sides=sides, before=other[-1], after=own[-1], found=compare(old, new))


def sides_of(application: Application) -> tuple[Side, ...]:
    """Every version that the visitor may compare, oldest first."""
    versions = versions_of(session(), visitor(), application)
    sides = [Side(code=one.code, words=_words(one), version=one) for one in versions]
    if visitor().role is not Role.APPLICANT:
        return tuple(sides)
    earlier = _never_sent(application, versions)
    if earlier is not None:
        words = say("{number}, nie eingereicht", "{number}, never submitted", number=earlier.number)
        sides.insert(0, Side(code=EARLIER, words=words, application=earlier))
    if application.state in OPEN_TO_TEAM:
        words = say(
            "{number}, Entwurf von jetzt", "{number}, draft as it is now", number=application.number
        )
        sides.append(Side(code=DRAFT, words=words, application=application))
    return tuple(sides)


def _never_sent(application: Application, versions: tuple[Version, ...]) -> Application | None:
    """The earlier application, where none of the versions is of it."""
    if application.previous_id is None:
        return None
    if any(version.number != application.number for version in versions):
        return None
    previous = session().get(Application, application.previous_id)
    return previous and application_record(session(), visitor(), previous.number)


def _asked(sides: tuple[Side, ...], name: str, otherwise: Side) -> Side:
    code = request.args.get(name, "")
    return next((side for side in sides if side.code == code), otherwise)


def _contents(*sides: Side) -> list[Mapping[str, Any]]:
    sent = tuple(side.version for side in sides if side.version is not None)
    kept = iter(received(session(), sent))
    return [
        frozen(content_of(session(), side.application)) if side.application else next(kept)
        for side in sides
    ]


def _number(side: Side) -> str:
    if side.version is not None:
        return side.version.number
    return side.application.number if side.application else ""


def _words(version: Version) -> Words:
    return say(
        "{number}, Fassung {version}, eingegangen am {at}",
        "{number}, version {version}, received on {at}",
        number=version.number,
        version=version.version,
        at=filters.moment(version.received_at),
    )
