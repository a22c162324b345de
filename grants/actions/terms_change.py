"""Changing the terms of a round that is public: one officer proposes, a second one confirms."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy.orm import Session

from grants.actions.ledger_round import book_budget
from grants.actions.lock import lock
from grants.actions.record import record
from grants.actions.round_setup import check_draft
from grants.models.person import Person
from grants.models.round import Round, TermsVersion
from grants.models.round_setup import RoundSetup, SetupState
from grants.programme.finding import Finding, RulesBroken, insist
from grants.programme.four_eyes import check_open, check_other_person, nothing_open
from grants.programme.money import eur
from grants.programme.people import Actor
from grants.programme.reason import check_reason
from grants.programme.setup_change import SOURCE, check_some_change
from grants.programme.terms import terms_as, terms_from
from grants.programme.words import Words, say
from grants.queries.frozen import fingerprint
from grants.queries.terms_change import body_in_force, change_findings, changes_of, open_change

KIND = "round"
RULE = "TERMS-OPEN"


def begin_change(session: Session, round_: Round, *, by: Actor, now: datetime) -> RoundSetup:
    """A draft of new terms for the round, or the one that is under way."""
    lock(session, round_)
    waiting = open_change(session, round_)
    if waiting is not None:
        return waiting
    maker = session.get_one(Person, by.person_id)
    made = RoundSetup(
        origin=f"round:{round_.number}",
        body=body_in_force(round_),
        changes=round_,
        based_on=round_.terms.version,
        title_de=round_.title_de,
        title_en=round_.title_en,
        made_at=now,
        made_by=maker,
        changed_at=now,
        changed_by=maker,
    )
    session.add(made)
    session.flush()
    _record(session, "begin_terms_change", made, by=by, now=now)
    return made


def propose_change(
    session: Session, setup: RoundSetup, *, reason: str, by: Actor, now: datetime
) -> None:
    """Put the new terms before a second person; nobody edits them meanwhile.

    Raises RulesBroken when nothing differs, something is open or wrong, something differs that is
    fixed since the opening, or no reason is given.
    """
    round_ = _locked(session, setup)
    insist([check_draft(setup), check_reason(reason, source=SOURCE), *_judged(setup, now)])
    setup.state, setup.reason = SetupState.PROPOSED, reason.strip()
    setup.proposed_by = session.get_one(Person, by.person_id)
    setup.proposed_at = setup.changed_at = now
    setup.changed_by = setup.proposed_by
    session.flush()
    after = {"terms_version": str(round_.terms.version + 1)}
    _record(session, "propose_terms_change", setup, by=by, now=now, after=after)


def confirm_change(
    session: Session, setup: RoundSetup, *, by: Actor, now: datetime
) -> TermsVersion:
    """Make it the next version of the terms as the second person; what has begun keeps its own.

    Raises RulesBroken when the same person proposed it, when it is no longer open, or when a rule
    is broken now.
    """
    round_ = _locked(session, setup)
    insist([
        check_open(RULE, waits=setup.state is SetupState.PROPOSED),
        check_another_confirms(setup, by),
        *_judged(setup, now),
    ])  # fmt: skip
    second, before = session.get_one(Person, by.person_id), round_.terms
    money_moves = any(each.place == "round_budget" for each in changes_of(setup))
    body = terms_as(terms_from(setup.body))
    made = TermsVersion(
        round=round_,
        version=before.version + 1,
        body=body,
        sha256=fingerprint(body),
        created_at=now,
        created_by_id=by.person_id,
        proposed_by_id=setup.proposed_by_id,
        reason=setup.reason,
    )
    session.add(made)
    if money_moves:
        round_.budget = eur(body["round_budget"])
    setup.state, setup.confirmed_by, setup.confirmed_at = SetupState.DONE, second, now
    setup.changed_at, setup.changed_by = now, second
    session.flush()
    session.expire(round_, ["terms_versions"])
    record(
        session, "change_terms", KIND, str(round_.number), by=by, now=now, reason=setup.reason,
        before={"terms_version": str(before.version), "terms_sha256": before.sha256},
        after={
            "terms_version": str(made.version),
            "terms_sha256": made.sha256,
            "proposed_by": setup.proposed_by.name if setup.proposed_by else "",
        },
    )  # fmt: skip
    book_budget(session, round_, "change_terms", now)
    return made


def return_change(
    session: Session, setup: RoundSetup, *, reason: str, by: Actor, now: datetime
) -> None:
    """Back to work on it: the second person refuses, or the first one takes it back.

    Raises RulesBroken when it is no longer open or no reason is given.
    """
    _locked(session, setup)
    insist([
        check_open(RULE, waits=setup.state is SetupState.PROPOSED),
        check_reason(reason, "why", source=SOURCE),
    ])  # fmt: skip
    setup.state, setup.proposed_by, setup.proposed_at = SetupState.DRAFT, None, None
    setup.changed_at, setup.changed_by = now, session.get_one(Person, by.person_id)
    session.flush()
    _record(session, "return_terms_change", setup, by=by, now=now, reason=reason.strip())


def check_another_confirms(setup: RoundSetup, by: Actor) -> Finding:
    """Does another person confirm than the one who proposed (R-054)?"""
    refused = Words(
        "Sie haben die Änderung vorgeschlagen. Eine zweite Person muss sie bestätigen.",
        "You proposed the change. A second person must confirm it.",
    )
    return check_other_person(
        setup.proposed_by_id == by.person_id,
        claim=Words(
            "Zwei Personen ändern die Regeln einer Runde.",
            "Two people change the terms of a round.",
        ),
        refused=refused,
        fine=refused,
    )


def _locked(session: Session, setup: RoundSetup) -> Round:
    """The round first, as everywhere."""
    round_ = setup.changes
    if round_ is None:
        raise RulesBroken([nothing_open(RULE)])
    lock(session, round_)
    lock(session, setup)
    return round_


def _judged(setup: RoundSetup, now: datetime) -> Iterator[Finding]:
    round_ = setup.changes
    if round_ is None:
        return
    yield Finding(
        rule="TERMS-VERSION",
        holds=setup.based_on == round_.terms.version,
        claim=Words("Es gilt noch die Fassung, von der die Änderung ausgeht.",
                    "The version from which the change begins is still in force."),
        says=say("Inzwischen gilt Fassung {n}. Beginnen Sie die Änderung neu.",
                 "Version {n} is in force by now. Begin the change anew.",
                 n=round_.terms.version),
        source=SOURCE,
    )  # fmt: skip
    yield check_some_change(changes_of(setup))
    yield from change_findings(setup, now)


def _record(
    session: Session, act: str, setup: RoundSetup, *, by: Actor, now: datetime,
    after: dict[str, str] | None = None, reason: str = "",
) -> None:  # fmt: skip
    number = str(setup.changes.number) if setup.changes else ""
    record(session, act, KIND, number, by=by, now=now, after=after, reason=reason or setup.reason)
