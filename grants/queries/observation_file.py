"""Observations as a file for other programs: all that a question asks for, with what was said."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from grants.models.observation import Observation, ObservationWord
from grants.programme.observation import WordKind
from grants.programme.people import Actor
from grants.queries.observation import (
    GRAVEST_FIRST,
    ObservationQuestion,
    visible_observations,
    wanted,
)


@dataclass(frozen=True, slots=True)
class Discussed:
    """An observation with the last word of either side."""

    one: Observation
    answer: ObservationWord | None
    mark: ObservationWord | None


def every_observation(
    session: Session, actor: Actor, question: ObservationQuestion
) -> Sequence[Discussed]:
    """All that the question asks for, the gravest first; two statements."""
    found = wanted(visible_observations(actor), question)
    rows = session.scalars(
        found.options(joinedload(Observation.round)).order_by(
            GRAVEST_FIRST, Observation.first_seen, Observation.id
        )
    ).all()
    answers, marks = _last_words(session, actor, question)
    return [Discussed(one, answers.get(one.id), marks.get(one.id)) for one in rows]


def _last_words(
    session: Session, actor: Actor, question: ObservationQuestion
) -> tuple[dict[int, ObservationWord], dict[int, ObservationWord]]:
    """The last answer, and the last mark, by the key of the observation."""
    ids = wanted(visible_observations(actor), question).with_only_columns(Observation.id)
    words = session.scalars(
        select(ObservationWord)
        .where(ObservationWord.observation_id.in_(ids))
        .options(joinedload(ObservationWord.by))
        .order_by(ObservationWord.id)
    ).all()
    return (
        {word.observation_id: word for word in words if word.kind is WordKind.ANSWER},
        {word.observation_id: word for word in words if word.kind is not WordKind.ANSWER},
    )
