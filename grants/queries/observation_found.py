"""What the look through all cases hands over: sentences with figures, and what proves them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from sqlalchemy import ColumnElement, Date, cast, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session, undefer

from grants.models.round import TermsVersion
from grants.programme.calendar import ZONE, today
from grants.programme.observation import Severity, SubjectKind
from grants.programme.observation_catalogue import ENTRY
from grants.programme.terms import Terms
from grants.programme.words import Words, join
from grants.queries.application import terms_of

Link = tuple[SubjectKind, str]
MOST_LINKS: Final = 20
GRAVEST: Final = tuple(Severity)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One entry of the catalogue, found in one thing."""

    code: str
    kind: SubjectKind
    subject: str
    says: Words
    award: str = ""
    round_id: int | None = None
    links: tuple[Link, ...] = ()
    """Other records that prove it; the subject itself need not be named again."""
    milder: Severity | None = None
    """Where this case is less or more grave than the catalogue says."""

    @property
    def key(self) -> tuple[str, SubjectKind, str]:
        """One observation at a time has this key."""
        return self.code, self.kind, self.subject

    @property
    def severity(self) -> Severity:
        """How grave it is."""
        return self.milder or ENTRY[self.code].severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What every query of one run shares: its moment, and the terms of all rounds."""

    now: datetime
    terms: Mapping[int, Terms]
    """By the key of their version."""

    @property
    def day(self) -> date:
        """The day of the run in Germany."""
        return today(self.now)


def frame_of(session: Session, now: datetime) -> Frame:
    """Read the terms of all rounds; one statement, however many awards there are."""
    versions = session.scalars(select(TermsVersion).options(undefer(TermsVersion.body)))
    return Frame(now=now, terms={version.id: terms_of(version) for version in versions})


def merged(found: Iterable[Found]) -> Iterator[Found]:
    """Every key once: what was found twice in one thing becomes one observation."""
    by_key: dict[tuple[str, SubjectKind, str], list[Found]] = {}
    for one in found:
        by_key.setdefault(one.key, []).append(one)
    for several in by_key.values():
        first = several[0]
        if len(several) == 1:
            yield first
            continue
        links = dict.fromkeys(link for one in several for link in one.links)
        yield replace(
            first,
            says=join(dict.fromkeys(one.says for one in several), " "),
            links=tuple(links)[:MOST_LINKS],
            milder=min((one.severity for one in several), key=GRAVEST.index),
        )


def local_day(
    moment: ColumnElement[datetime] | InstrumentedAttribute[datetime | None],
) -> ColumnElement[date]:
    """The day of a moment in Germany, as the database tells it."""
    return cast(func.timezone(ZONE.key, moment), Date)
