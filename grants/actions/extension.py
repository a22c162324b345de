"""Extending a round's deadline: one officer proposes with a reason, a second one confirms."""

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from grants.actions.lock import lock
from grants.actions.mail import write_to
from grants.actions.record import record
from grants.models.application import Application
from grants.models.extension import Extension, ExtensionState, plan_to_keep
from grants.models.person import Person
from grants.models.round import Round
from grants.programme.calendar import is_late, today
from grants.programme.deadline import SOURCE, moment_words
from grants.programme.finding import Finding, insist
from grants.programme.four_eyes import FOUR_EYES, check_open, check_other_person
from grants.programme.people import Actor
from grants.programme.reason import check_reason
from grants.programme.round_setup import check_milestones
from grants.programme.stages import ROUND_MOVES, RoundState, label, step
from grants.programme.words import Words, say
from grants.queries.extension import (
    deadline_findings,
    extension_findings,
    open_extension,
    people_who_handed_in,
    people_with_drafts,
    plan_of,
)

KIND = "round"


def propose_extension(
    session: Session,
    round_: Round,
    *,
    closes_at: datetime,
    milestones: Mapping[RoundState, date] | None = None,
    reason: str,
    by: Actor,
    now: datetime,
) -> Extension:
    """Ask for a later deadline; nothing changes until a second officer confirms.

    `milestones` names the planned days from then on; those not named stay.
    Raises NoSuchMove when the round takes in nothing, RulesBroken when the deadline would not
    move later, a planned day does not fit it, no reason is given, or another proposal waits.
    """
    lock(session, round_)
    planned = plan_of(round_)
    named = {state: (milestones or {}).get(state, on) for state, on in planned.items()}
    step(ROUND_MOVES, "extend", round_.state, by.role)
    insist([
        _check_none_waits(open_extension(session, round_)),
        check_reason(reason, source=SOURCE),
        *deadline_findings(round_, closes_at, now),
        *check_milestones(named, today(closes_at)),
    ])  # fmt: skip
    made = Extension(
        round=round_,
        old_closes_at=round_.closes_at,
        closes_at=closes_at,
        reason=reason.strip(),
        proposed_by=session.get_one(Person, by.person_id),
        proposed_at=now,
        old_milestones=plan_to_keep(planned),
        milestones=plan_to_keep(named),
    )
    session.add(made)
    session.flush()
    _record(session, "propose_extension", made, by=by, now=now)
    return made


def confirm_extension(
    session: Session, extension: Extension, *, by: Actor, now: datetime, public_url: str
) -> Extension:
    """Move the deadline and the planned days as the second person, and tell everybody concerned.

    Those with a draft are told in any case, those who handed in when a planned day moves.
    Raises RulesBroken when the same person proposed it, when it is no longer open, or when a rule
    is broken now; NoSuchMove when the round takes in nothing any more.
    """
    round_ = extension.round
    lock(session, round_)
    lock(session, extension)
    insist([
        check_another_confirms(extension, by),
        _check_waits(extension),
        *extension_findings(round_, extension.closes_at, now, extension.plan),
    ])  # fmt: skip
    second = session.get_one(Person, by.person_id)
    before = round_.state
    round_.state = step(ROUND_MOVES, "extend", before, by.role)
    extension.old_closes_at, round_.closes_at = round_.closes_at, extension.closes_at
    round_.changed_at = now
    _move_days(session, extension)
    extension.state = ExtensionState.CONFIRMED
    extension.confirmed_by, extension.confirmed_at = second, now
    _judge_again(session, round_)
    told = _tell(session, extension, public_url=public_url, now=now)
    _record(session, "extend_round", extension, by=by, now=now, state=before.value, mails=told)
    session.flush()
    return extension


def drop_extension(
    session: Session, extension: Extension, *, reason: str, by: Actor, now: datetime
) -> None:
    """Refuse to confirm, or take one's own proposal back; the reason is recorded.

    Raises RulesBroken when it is no longer open or no reason is given.
    """
    lock(session, extension.round)
    lock(session, extension)
    insist([_check_waits(extension), check_reason(reason, source=SOURCE)])
    extension.state, extension.voided_at = ExtensionState.VOID, now
    record(
        session,
        "send_back_extension",
        KIND,
        str(extension.round.number),
        by=by,
        now=now,
        before={"closes_at": extension.closes_at.isoformat()},
        reason=reason,
    )
    session.flush()


def check_another_confirms(extension: Extension, by: Actor) -> Finding:
    """Does another person confirm than the one who proposed (R-054)?"""
    return check_other_person(
        extension.proposed_by_id == by.person_id,
        claim=Words("Zwei Personen verlängern eine Frist.", "Two people extend a deadline."),
        refused=Words(
            "Sie haben die Verlängerung vorgeschlagen. Eine zweite Person muss sie bestätigen.",
            "You proposed the extension. A second person must confirm it.",
        ),
        fine=Words(
            f"Vorgeschlagen von {extension.proposed_by.name}; {by.name} darf bestätigen.",
            f"Proposed by {extension.proposed_by.name}; {by.name} may confirm.",
        ),
    )


def _move_days(session: Session, extension: Extension) -> None:
    """Let the round follow the plan that both have seen; what held until now stays here."""
    round_ = extension.round
    extension.old_milestones = plan_to_keep(plan_of(round_))
    for stone in round_.milestones:
        stone.on = extension.plan.get(stone.state, stone.on)
    session.flush()
    session.expire(round_, ["milestones"])


def _judge_again(session: Session, round_: Round) -> None:
    """Who came after the old deadline, but not after the new one, is not late any more."""
    late = select(Application).where(Application.round_id == round_.id, Application.late)
    for application in session.scalars(late.order_by(Application.id).with_for_update()):
        if application.submitted_at is not None:
            application.late = is_late(application.submitted_at, round_.closes_at)


def _tell(session: Session, extension: Extension, *, public_url: str, now: datetime) -> int:
    """One mail to everybody concerned, however many applications theirs are; how many."""
    round_ = extension.round
    concerned = [(person, True) for person in people_with_drafts(session, round_)]
    if extension.moved:
        concerned += [(person, False) for person in people_who_handed_in(session, round_)]
    told = 0
    for person, drafting in concerned:
        written = write_to(
            session,
            person,
            "extension",
            occasion=f"extension/{extension.id}",
            now=now,
            round=round_.title.into(person.speaks),
            old=moment_words(extension.old_closes_at),
            new=moment_words(extension.closes_at),
            days="\n".join(f"  {line.into(person.speaks)}" for line in moved_lines(extension)),
            reason=extension.reason,
            drafting=drafting,
            link=f"{public_url}/applications",
        )
        told += written is not None
    return told


def moved_lines(extension: Extension) -> list[Words]:
    """Each planned day that moves, in one line."""
    return [
        say("{what}: {new} (bisher {old})", "{what}: {new} (so far {old})",
            what=label(state), new=new, old=old)
        for state, old, new in extension.moved
    ]  # fmt: skip


def _record(
    session: Session,
    act: str,
    extension: Extension,
    *,
    by: Actor,
    now: datetime,
    state: str = "",
    mails: int | None = None,
) -> None:
    after = {"closes_at": extension.closes_at.isoformat()}
    before = {"closes_at": extension.old_closes_at.isoformat()}
    for what, old, new in extension.moved:
        before[f"{what.value}_on"], after[f"{what.value}_on"] = old.isoformat(), new.isoformat()
    if state:
        after |= {"state": extension.round.state.value, "mails": str(mails)}
        after |= {"proposed_by": extension.proposed_by.name}
    record(
        session,
        act,
        KIND,
        str(extension.round.number),
        by=by,
        now=now,
        before={**before, **({"state": state} if state else {})},
        after=after,
        reason=extension.reason,
    )


def _check_none_waits(waiting: Extension | None) -> Finding:
    return Finding(
        rule="EXTENSION-OPEN",
        holds=waiting is None,
        claim=Words("Es wartet kein anderer Vorschlag.", "No other proposal waits."),
        says=Words(
            "Für diese Runde wartet schon ein Vorschlag auf die zweite Person.",
            "A proposal for this round already waits for the second person.",
        ),
        source=FOUR_EYES,
    )


def _check_waits(extension: Extension) -> Finding:
    return check_open("EXTENSION-OPEN", waits=extension.state is ExtensionState.PROPOSED)
