"""The account of an organisation: its people name another one, a second person confirms it.

Whoever sends a grant to a false account does it here, so that everybody who belongs to the
organisation hears of it at once.
"""

from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from grants.actions.lock import lock
from grants.actions.mail import write_to
from grants.actions.organisation_rule import check_keeper
from grants.actions.record import record
from grants.models.account_change import AccountChange, AccountState
from grants.models.organisation import Organisation
from grants.models.person import Person
from grants.programme.finding import Finding, insist
from grants.programme.four_eyes import check_open, check_other_person
from grants.programme.legal_entity import masked_account
from grants.programme.people import Actor
from grants.programme.reason import check_reason
from grants.programme.words import Words
from grants.queries.account_change import contacts, is_confirmed, open_change

KIND: Final = "organisation"
SOURCE: Final = Words("Wechsel der Bankverbindung", "Change of the account")
S = AccountState
ACTS: Final = {
    S.CONFIRMED: "confirm_account",
    S.REFUSED: "refuse_account",
    S.WITHDRAWN: "withdraw_account",
}


def propose_account(
    session: Session,
    organisation: Organisation,
    iban: str,
    *,
    by: Actor,
    now: datetime,
    public_url: str,
) -> AccountChange | None:
    """Name the account to which grants go from now on; until it is confirmed the old one holds.

    One that waited before is withdrawn. One that is known from before and that nobody confirmed may
    be named again. None where nothing changes.
    Raises RulesBroken for whoever does not keep the organisation's data.
    """
    lock(session, organisation)
    insist([check_keeper(session, organisation, by)])
    waits = open_change(session, organisation)
    known = organisation.iban if is_confirmed(session, organisation) else ""
    if not iban or iban == (waits.iban if waits else known):
        return None
    if waits is not None:
        _decide(session, waits, S.WITHDRAWN, by=by, now=now)
    if iban == known:
        return None
    made = AccountChange(
        organisation=organisation,
        old_iban=organisation.iban if iban != organisation.iban else "",
        iban=iban,
        proposed_at=now,
        proposed_by=session.get_one(Person, by.person_id),
    )
    session.add(made)
    session.flush()
    _record(session, "propose_account", made, by=by, now=now)
    _tell(session, made, public_url=public_url, now=now)
    return made


def withdraw_account(session: Session, change: AccountChange, *, by: Actor, now: datetime) -> None:
    """Take the new account back before anybody has confirmed it."""
    lock(session, change.organisation)
    lock(session, change)
    insist([check_keeper(session, change.organisation, by), _check_waits(change)])
    _decide(session, change, S.WITHDRAWN, by=by, now=now)


def confirm_account(
    session: Session,
    change: AccountChange,
    *,
    remark: str,
    by: Actor,
    now: datetime,
    public_url: str,
) -> None:
    """Let grants go to the new account; the remark says how it was verified.

    Raises RulesBroken when the same person named it, without a remark, or when it waits no more.
    """
    says = Words("Schreiben Sie, wie Sie das Konto geprüft haben.",
                 "Write how you verified the account.")  # fmt: skip
    _settle(session, change, S.CONFIRMED, remark, says, by=by, now=now)
    change.organisation.iban = change.iban
    session.flush()
    _tell(session, change, public_url=public_url, now=now)


def refuse_account(
    session: Session,
    change: AccountChange,
    *,
    remark: str,
    by: Actor,
    now: datetime,
    public_url: str,
) -> None:
    """Leave the account as it is, for a reason that the record keeps."""
    says = Words("Schreiben Sie, warum das Konto nicht gilt.", "Write why the account is refused.")
    _settle(session, change, S.REFUSED, remark, says, by=by, now=now)
    _tell(session, change, public_url=public_url, now=now)


def check_second_person(change: AccountChange, by: Actor) -> Finding:
    """Does another person decide than the one who named the account (R-054)?"""
    return check_other_person(
        change.proposed_by_id == by.person_id,
        claim=Words("Zwei Personen ändern ein Konto.", "Two people change an account."),
        refused=Words("Sie haben das Konto genannt. Eine andere Person entscheidet.",
                      "You named the account. Another person decides."),
        fine=Words("Eine andere Person hat das Konto genannt.", "Another person named it."),
    )  # fmt: skip


def _settle(
    session: Session,
    change: AccountChange,
    state: AccountState,
    remark: str,
    says: Words,
    *,
    by: Actor,
    now: datetime,
) -> None:
    lock(session, change.organisation)
    lock(session, change)
    insist([
        _check_waits(change),
        check_second_person(change, by),
        check_reason(remark, "remark", source=SOURCE, says=says),
    ])  # fmt: skip
    _decide(session, change, state, by=by, now=now, remark=remark.strip())


def _decide(
    session: Session,
    change: AccountChange,
    state: AccountState,
    *,
    by: Actor,
    now: datetime,
    remark: str = "",
) -> None:
    change.decided_by = session.get_one(Person, by.person_id)
    change.state, change.decided_at, change.remark = state, now, remark
    session.flush()
    _record(session, ACTS[state], change, by=by, now=now, reason=remark)


def _check_waits(change: AccountChange) -> Finding:
    return check_open("ACCOUNT-OPEN", waits=change.state is S.PROPOSED)


def _tell(session: Session, change: AccountChange, *, public_url: str, now: datetime) -> None:
    """Everybody who belongs to the organisation hears of it; numbers are masked."""
    for person in contacts(session, change):
        write_to(
            session,
            person,
            "account_number",
            occasion=f"account/{change.id}/{change.state.value}",
            now=now,
            organisation=Words(change.organisation.name, change.organisation.name),
            old=Words(*[masked_account(change.old_iban) or "–"] * 2),
            new=Words(*[masked_account(change.iban)] * 2),
            proposed=change.state is S.PROPOSED,
            confirmed=change.state is S.CONFIRMED,
            link=f"{public_url}/organisations/{change.organisation.id}",
        )


def _record(
    session: Session,
    act: str,
    change: AccountChange,
    *,
    by: Actor,
    now: datetime,
    reason: str = "",
) -> None:
    record(
        session,
        act,
        KIND,
        change.organisation.legal_key,
        by=by,
        now=now,
        before={"iban": masked_account(change.old_iban)},
        after={"iban": masked_account(change.iban)},
        reason=reason,
    )
