"""The jury's ranking: recorded once, with score, rank and recommendation of every application."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from grants.actions.lock import lock
from grants.actions.record import record
from grants.actions.round import move_round
from grants.models.application import Application
from grants.models.round import Round
from grants.programme.finding import insist
from grants.programme.people import Actor
from grants.programme.ranking import Outcome, Ranked
from grants.programme.stages import APPLICATION_MOVES, ROUND_MOVES, ApplicationState, step
from grants.queries.meeting_ready import meeting_held
from grants.queries.ranking import field_of, rank_round, tie_finding
from grants.queries.round_reviewed import scored
from grants.queries.tie_change import no_change_waits

ACTS = {
    Outcome.SELECTED: "recommend",
    Outcome.RESERVE: "put_on_reserve",
    Outcome.NOT_RECOMMENDED: "not_recommend",
}


def fix_ranking(session: Session, round_: Round, *, by: Actor, now: datetime) -> list[Ranked]:
    """Record the ranking of the round and move every reviewed application by its outcome.

    Above the funding line: recommended; below it: reserve; under a threshold: not recommended.
    Raises NoSuchMove when the jury does not meet, RulesBroken when a review is missing, a tie that
    matters is not settled, or the change of a vote waits for its second person.
    """
    lock(session, round_)
    step(ROUND_MOVES, "rank", round_.state, by.role)
    held = _hold_reviewed(session, round_)
    insist([
        scored(session, round_),
        *meeting_held(session, round_),
        no_change_waits(session, round_),
    ])  # fmt: skip
    field = field_of(session, round_)
    ranking = rank_round(round_, field.candidates)
    insist([tie_finding(round_, field, ranking)])
    for place, line in enumerate(ranking, 1):
        application = held[line.candidate.number]
        before = application.state
        act = ACTS[line.outcome]
        application.state = step(APPLICATION_MOVES, act, before, by.role)
        application.score = line.candidate.score.total
        application.rank = line.rank
        application.changed_at = now
        record(
            session,
            act,
            "application",
            application.number,
            by=by,
            now=now,
            before={"state": before.value},
            after={
                "state": application.state.value,
                "score": str(application.score),
                "rank": line.rank,
                "place": place,
            },
        )
    session.flush()
    order = [line.candidate.number for line in ranking]
    record(
        session,
        "fix_ranking",
        "round",
        str(round_.number),
        by=by,
        now=now,
        after={"order": order},
    )
    move_round(session, round_, "rank", by=by, now=now)
    return ranking


def _hold_reviewed(session: Session, round_: Round) -> dict[str, Application]:
    """Lock what will be ranked: whoever withdraws does so before the ranking or after it."""
    held = session.scalars(
        select(Application)
        .where(
            Application.round_id == round_.id, Application.state == ApplicationState.UNDER_REVIEW
        )
        .order_by(Application.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return {application.number: application for application in held}
