"""Publication of aid: the duty arises with an award or more money; an officer fulfils it."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from grants.actions.lock import lock
from grants.actions.record import record
from grants.models.grant import Grant
from grants.models.person import Person
from grants.models.transparency import AidEntry
from grants.programme.calendar import today
from grants.programme.finding import Finding, insist
from grants.programme.money import total
from grants.programme.people import Actor
from grants.programme.plain import plain
from grants.programme.reason import check_reason
from grants.programme.sources import TRANSPARENCY
from grants.programme.stages import NoSuchMove
from grants.programme.transparency import (
    AID_SIZE_WORDS,
    COLLECTED,
    check_complete,
    check_published_on,
    check_shapes,
    law_of,
    publish_by,
    size_of,
)
from grants.programme.words import Words
from grants.queries.application import terms_of
from grants.queries.officer_conflict import check_unbiased
from grants.queries.transparency import entries_of, facts_of, grants_of_undertaking


def note_aid(session: Session, grant: Grant, *, now: datetime) -> list[AidEntry]:
    """Enter what is to be published since this grant was awarded or got more money.

    The aid of one undertaking under one award counts together: what crosses the line makes a duty
    of each of its grants. What was published already is published again once it is more.
    """
    terms = terms_of(grant.award.terms)
    law = law_of(terms, grant.recipient.kind, today(now))
    if law is None:
        return []
    together = grants_of_undertaking(session, grant)
    if total(each.amount - each.revoked for each in together) <= law.above:
        return []
    made = []
    for each in together:
        there = entries_of(session, each)
        last = there[-1] if there else None
        if last is not None and (last.amount is None or last.amount >= each.amount - each.revoked):
            continue  # it waits, needs none, or says enough
        entry = AidEntry(
            grant=each, ordinal=len(there) + 1, granted_on=today(now), above=law.above,
            due_on=publish_by(today(now), law), changed_at=now,
            identifier=last.identifier if last else "",
            size=last.size if last else size_of(each.recipient_size),
            region=last.region if last else "",
            sector=last.sector if last else "",
            scheme=last.scheme if last else terms.aid_scheme,
        )  # fmt: skip
        session.add(entry)
        session.flush()
        after = {"due_on": entry.due_on.isoformat(), "above": plain(law.above)}
        record(session, "note_aid", "grant", each.number, by=None, now=now, after=after)
        made.append(entry)
    return made


def describe_aid(
    session: Session,
    entry: AidEntry,
    *,
    identifier: str,
    size: str,
    region: str,
    sector: str,
    scheme: str,
    by: Actor,
    now: datetime,
) -> bool:
    """Keep what the register asks for and nobody has said yet; False when nothing changed.

    Raises RulesBroken for what looks like no code, NoSuchMove once it is published or waived.
    """
    _take(session, entry, "describe_aid", by)
    yours = {"identifier": identifier.strip(), "size": size, "region": region.strip().upper(),
             "sector": sector.strip(), "scheme": scheme.strip().upper()}  # fmt: skip
    insist(check_shapes(yours))
    if size and size not in AID_SIZE_WORDS:
        raise LookupError(size)
    before = {name: getattr(entry, name) for name in COLLECTED}
    if yours == before:
        return False
    for name, value in yours.items():
        setattr(entry, name, value)
    entry.changed_at = now
    number = entry.grant.number
    record(session, "describe_aid", "grant", number, by=by, now=now, before=before, after=yours)
    session.flush()
    return True


def publish_aid(
    session: Session, entry: AidEntry, *, on: date, reference: str, by: Actor, now: datetime
) -> None:
    """Record that it stands in the register since this day, with what stands there.

    Raises RulesBroken while an entry of R-046 is missing, for a day that cannot be, or without the
    reference; NoSuchMove when it was published or waived before.
    """
    _take(session, entry, "publish_aid", by)
    facts = facts_of(entry)
    insist([
        check_complete(facts),
        check_published_on(on, entry.granted_on, today(now)),
        _check_reference(reference),
    ])  # fmt: skip
    entry.done_by = session.get_one(Person, by.person_id)
    entry.content = {code: [words.de, words.en] for code, words in facts.fields.items()}
    entry.amount = entry.grant.amount - entry.grant.revoked
    entry.published_on, entry.reference = on, reference.strip()
    after = {"published_on": on.isoformat(), "reference": entry.reference,
             "amount": plain(entry.amount)}  # fmt: skip
    _done(session, entry, "publish_aid", after, by=by, now=now)


def waive_aid(session: Session, entry: AidEntry, *, reason: str, by: Actor, now: datetime) -> None:
    """Record that this aid is not published, and why: revoked as a whole, reclaimed, no aid.

    Raises RulesBroken without a reason, NoSuchMove when it was published or waived before.
    """
    _take(session, entry, "waive_aid", by)
    insist([check_reason(reason, "reason_to_waive", source=TRANSPARENCY)])
    entry.done_by = session.get_one(Person, by.person_id)
    entry.waived_because = reason.strip()
    _done(session, entry, "waive_aid", {}, by=by, now=now, reason=entry.waived_because)


def _take(session: Session, entry: AidEntry, act: str, by: Actor) -> None:
    lock(session, entry)
    if entry.done_at is not None:
        raise NoSuchMove(act, entry.state, by.role)
    insist([check_unbiased(session, entry.grant.award.application_id, by)])


def _done(
    session: Session,
    entry: AidEntry,
    act: str,
    after: dict[str, object],
    *,
    by: Actor,
    now: datetime,
    reason: str = "",
) -> None:
    entry.done_at = entry.changed_at = now
    number = entry.grant.number
    record(session, act, "grant", number, by=by, now=now, after=after, reason=reason)
    session.flush()


def _check_reference(reference: str) -> Finding:
    return Finding(
        rule="R-045",
        holds=bool(reference.strip()),
        claim=Words(
            "Die Veröffentlichung lässt sich finden.", "The publication can be found again."
        ),
        says=Words(
            "Nennen Sie die Nummer im Register.", "Name the number that the register gave it."
        ),
        source=TRANSPARENCY,
        place="reference",
    )
