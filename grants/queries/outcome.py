"""What was decided on an application, with reasons and advice, as its letter says it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from grants.models.application import Application
from grants.models.award import Award
from grants.models.decision import Letter, LetterKind
from grants.programme.roads.application import ApplicationState
from grants.programme.selection import two_places
from grants.programme.words import Words, say

REJECTED: Final = (ApplicationState.REJECTED, ApplicationState.FORMALLY_REJECTED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What the jury gave for one criterion, on average."""

    code: str
    name: Words
    score: Fraction
    minimum: Fraction
    missed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A rejection as its letter tells it. Nothing here is not in the letter."""

    number: str
    check_code: str
    dated: date
    grounds: tuple[Words, ...]
    """Formal defects; the jury did not see such an application."""
    reasons: Words
    criteria: tuple[Judged, ...]
    total: Fraction | None
    minimum: Fraction | None
    advice: Words

    @property
    def hints(self) -> tuple[Words, ...]:
        """Where the next application has most to win, from the letter's own figures."""
        return tuple(self._hints())

    def _hints(self) -> Iterator[Words]:
        for ground in self.grounds:
            yield say("Dieser Mangel darf nicht noch einmal vorkommen: {ground}",
                      "This defect must not occur again: {ground}", ground=ground)  # fmt: skip
        for each in self.criteria:
            if each.missed:
                yield say(
                    "{code} {name}: {score} von mindestens {minimum} Punkten. Wer "
                    "unter dem Mindestwert liegt, wird nicht gefördert.",
                    "{code} {name}: {score} of at least {minimum} points. Nobody below the "
                    "minimum is funded.",
                    code=each.code, name=each.name, score=two_places(each.score),
                    minimum=two_places(each.minimum),
                )  # fmt: skip
        weakest = min(self.criteria, key=lambda each: each.score, default=None)
        if weakest is not None and not any(each.missed for each in self.criteria):
            yield say("Am wenigsten Punkte brachte {code} {name}: {score}.",
                      "{code} {name} brought the fewest points: {score}.", code=weakest.code,
                      name=weakest.name, score=two_places(weakest.score))  # fmt: skip


def outcome_of(
    session: Session, application: Application, told: ApplicationState
) -> Outcome | None:
    """The rejection that its cluster was told in a letter; one statement where there is one."""
    if told not in REJECTED:
        return None
    row = session.execute(
        select(Letter.number, Letter.check_code, Letter.dated, Letter.snapshot)
        .where(
            Letter.application_id == application.id,
            Letter.kind == LetterKind.REJECTION,
            Letter.document_id.is_not(None),
        )
        .order_by(Letter.id.desc())
        .limit(1)
    ).one_or_none()
    if row is None:
        return None
    said: Mapping[str, Any] = row.snapshot
    judged: Mapping[str, Any] = said.get("assessment") or {}
    return Outcome(
        number=row.number,
        check_code=row.check_code,
        dated=row.dated,
        grounds=tuple(Words(**ground["text"]) for ground in said.get("formal_grounds") or ()),
        reasons=Words(**said["reasons"]),
        criteria=tuple(_judged(each) for each in judged.get("criteria") or ()),
        total=Fraction(judged["total"]) if judged else None,
        minimum=Fraction(judged["minimum"]) if judged else None,
        advice=Words(**said["advice"]),
    )


TOLD_BY: Final = {
    ApplicationState.SELECTED: LetterKind.SELECTION,
    ApplicationState.RESERVE: LetterKind.RESERVE,
}
"""The letter that tells of a result other than a rejection."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A selection or a place in reserve as its letter tells it."""

    number: str
    check_code: str
    dated: date
    place: int | None
    """On the reserve list."""
    valid_until: date | None
    reasons: Words | None
    award: str
    """Number of the case, where there is one."""


def told_in_letter(
    session: Session, application: Application, told: ApplicationState
) -> Told | None:
    """What the letter of a selection or a place in reserve says; one statement where it is made."""
    if told not in TOLD_BY:
        return None
    row = session.execute(
        select(Letter.number, Letter.check_code, Letter.dated, Letter.snapshot, Award.number)
        .outerjoin(Award, Award.application_id == Letter.application_id)
        .where(
            Letter.application_id == application.id,
            Letter.kind == TOLD_BY[told],
            Letter.document_id.is_not(None),
        )
        .order_by(Letter.id.desc())
        .limit(1)
    ).one_or_none()
    if row is None:
        return None
    number, check_code, dated, said, award = row
    place: Mapping[str, Any] = said.get("place") or {}
    return Told(
        number=number,
        check_code=check_code,
        dated=dated,
        place=place.get("position"),
        valid_until=date.fromisoformat(place["valid_until"]) if place else None,
        reasons=Words(**said["reasons"]) if said.get("reasons") else None,
        award=award or "",
    )


def _judged(criterion: Mapping[str, Any]) -> Judged:
    return Judged(
        code=criterion["key"],
        name=Words(**criterion["name"]),
        score=Fraction(criterion["score"]),
        minimum=Fraction(criterion["minimum"]),
        missed=criterion["missed"],
    )
