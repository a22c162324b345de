"""Withdrawing a label: one officer proposes it with a day and a reason, a second one does it.

The label stays in the register with the day on which it ended; from then on no gate counts it.
"""

from datetime import date, datetime

from sqlalchemy.orm import Session

from grants.actions.label import record_label
from grants.actions.lock import lock
from grants.models.label import Label
from grants.models.person import Person
from grants.programme.finding import Finding, insist
from grants.programme.four_eyes import check_open, check_other_person
from grants.programme.people import Actor
from grants.programme.reason import check_reason
from grants.programme.sources import TERMS_OF_ROUND
from grants.programme.words import Words, say


def propose_label_withdrawal(
    session: Session, label: Label, *, withdrawn_from: date, reason: str, by: Actor, now: datetime
) -> None:
    """Propose that the label holds no more from this day on.

    Raises RulesBroken when it was not granted or was withdrawn already, when somebody proposed so
    before, when the day lies outside its time or no reason is given.
    """
    lock(session, label)
    insist([
        _check_granted(label),
        _check_unasked(label),
        _check_day(label, withdrawn_from),
        check_reason(reason, source=TERMS_OF_ROUND),
    ])  # fmt: skip
    label.withdrawal_by, label.withdrawal_at = session.get_one(Person, by.person_id), now
    label.withdrawal_reason, label.withdrawn_from = reason.strip(), withdrawn_from
    session.flush()
    more = {"withdrawn_from": withdrawn_from.isoformat()}
    record_label(
        session, "propose_label_withdrawal", label, more=more, by=by, now=now, reason=reason.strip()
    )


def withdraw_label(session: Session, label: Label, *, by: Actor, now: datetime) -> None:
    """Withdraw it as the second person; the register shows at once when it ends.

    Raises RulesBroken when nobody proposed it or it is done already, or when the same person
    proposed it.
    """
    lock(session, label)
    insist([check_open("LABEL", waits=label.ending), _check_second(label, by)])
    label.withdrawn_by, label.withdrawn_at = session.get_one(Person, by.person_id), now
    session.flush()
    ends = {"withdrawn_from": label.withdrawn_from.isoformat() if label.withdrawn_from else ""}
    reason = label.withdrawal_reason or ""
    record_label(session, "withdraw_label", label, more=ends, by=by, now=now, reason=reason)


def keep_label(session: Session, label: Label, *, reason: str, by: Actor, now: datetime) -> None:
    """Drop the proposal to withdraw it, with a reason; another one may follow.

    Raises RulesBroken when nobody proposed it or it is withdrawn already.
    """
    lock(session, label)
    insist([
        check_open("LABEL", waits=label.ending), check_reason(reason, source=TERMS_OF_ROUND),
    ])  # fmt: skip
    label.withdrawal_by = label.withdrawal_at = None
    label.withdrawal_reason = label.withdrawn_from = None
    session.flush()
    record_label(session, "keep_label", label, by=by, now=now, reason=reason.strip())


def _check_granted(label: Label) -> Finding:
    return Finding(
        rule="LABEL",
        holds=label.granted_at is not None and label.withdrawn_at is None,
        claim=Words(
            "Nur ein vergebenes Label wird entzogen.", "Only a granted label is withdrawn."
        ),
        says=Words(
            "Dieses Label ist nicht vergeben oder schon entzogen.",
            "This label was not granted, or it was withdrawn already.",
        ),
        source=TERMS_OF_ROUND,
    )


def _check_unasked(label: Label) -> Finding:
    who = label.withdrawal_by.name if label.withdrawal_by else "–"
    return Finding(
        rule="LABEL",
        holds=not label.ending,
        claim=Words("Ein Vorschlag wartet zu einer Zeit.", "One proposal waits at a time."),
        says=say(
            "{who} hat den Entzug schon vorgeschlagen. Eine zweite Person muss ihn bestätigen oder "
            "verwerfen.",
            "{who} has proposed the withdrawal already. A second person has to confirm or drop it.",
            who=who,
        ),
        source=TERMS_OF_ROUND,
    )


def _check_day(label: Label, day: date) -> Finding:
    return Finding(
        rule="LABEL",
        holds=label.first <= day <= label.last,
        claim=Words(
            "Der Tag liegt in der Zeit des Labels.", "The day lies within the time of the label."
        ),
        says=say(
            "Der Tag muss vom {first} bis {last} liegen, Sie haben den {day} eingegeben.",
            "The day must lie from {first} to {last}, you entered {day}.",
            first=label.first, last=label.last, day=day,
        ),
        source=TERMS_OF_ROUND,
        place="withdrawn_from",
    )  # fmt: skip


def _check_second(label: Label, by: Actor) -> Finding:
    return check_other_person(
        label.withdrawal_by_id == by.person_id,
        claim=Words("Zwei Personen entziehen ein Label.", "Two people withdraw a label."),
        refused=Words(
            "Sie haben den Entzug vorgeschlagen. Eine zweite Person muss das Label entziehen.",
            "You proposed the withdrawal. A second person has to withdraw the label.",
        ),
        fine=Words("Eine andere Person hat ihn vorgeschlagen.", "Another person proposed it."),
    )
