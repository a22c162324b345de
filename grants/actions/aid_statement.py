"""A company or a cluster says what aid it received from elsewhere (R-025, R-029)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from grants.actions.draft import insist_on_writer, lock_part
from grants.actions.lock import lock
from grants.actions.record import record
from grants.actions.statement import made_by, reopen_what_it_changes
from grants.models.aid_statement import AidStatement
from grants.models.award import Award, Partner
from grants.programme.calendar import today
from grants.programme.cumulation import SmallAid
from grants.programme.finding import Finding, insist
from grants.programme.organisation import OrganisationKind
from grants.programme.people import Actor
from grants.programme.plain import plain
from grants.programme.sources import AID_THRESHOLDS, SMALL_AID
from grants.programme.words import Words, say
from grants.queries.aid_statement import asks_small_aid
from grants.queries.application import terms_of


def state_small_aid(
    session: Session, partner: Partner, items: Sequence[SmallAid], *, by: Actor, now: datetime
) -> AidStatement:
    """Keep which de-minimis aid the company received; nothing in the list means none (R-029).

    Raises RulesBroken when the round does not give such aid, it is no company, or a day lies in
    the future; NoSuchMove when the project is no draft any more.
    """
    project, company = partner.project, partner.organisation
    lock(session, project.award)
    lock_part(session, partner, by)
    insist([_check_asked(partner, now), _check_days("R-029", SMALL_AID, items, now)])
    statement = AidStatement(
        organisation=company,
        items=[plain(item) for item in items],
        **made_by(session, project.award, by, now),
    )
    session.add(statement)
    reopen_what_it_changes(partner, by, now)
    return _kept(session, "state_small_aid", statement, company.legal_key, by=by, now=now)


def state_cluster_aid(
    session: Session, award: Award, items: Sequence[SmallAid], *, by: Actor, now: datetime
) -> AidStatement:
    """Keep which other aid the cluster received for its operation (R-025).

    Raises RulesBroken when a day lies in the future or for whoever does not write for the cluster.
    """
    lock(session, award)
    insist_on_writer(session, award, by)
    insist([_check_days("R-025", AID_THRESHOLDS, items, now)])
    statement = AidStatement(
        cluster=award.cluster,
        items=[plain(item) for item in items],
        **made_by(session, award, by, now),
    )
    session.add(statement)
    return _kept(session, "state_cluster_aid", statement, award.number, by=by, now=now)


def _check_asked(partner: Partner, now: datetime) -> Finding:
    terms = terms_of(partner.project.award.terms)
    company = partner.organisation.kind is OrganisationKind.COMPANY
    return Finding(
        rule="R-029",
        holds=asks_small_aid(terms, partner.organisation.kind, today(now)),
        claim=Words("Nach De-minimis-Beihilfen fragt die Runde Unternehmen.",
                    "The round asks companies about de-minimis aid."),
        says=Words("Diese Runde vergibt keine De-minimis-Beihilfen.",
                   "This round gives no de-minimis aid.")
        if company
        else Words("Nur Unternehmen erhalten De-minimis-Beihilfen.",
                   "Only companies receive de-minimis aid."),
        source=SMALL_AID,
    )  # fmt: skip


def _check_days(rule: str, source: Words, items: Sequence[SmallAid], now: datetime) -> Finding:
    late = [item.on for item in items if item.on > today(now)]
    return Finding(
        rule=rule,
        holds=not late,
        claim=Words("Angegeben wird, was schon bewilligt ist.", "What was granted is stated."),
        says=say("Der {day} liegt in der Zukunft.", "{day} is in the future.", day=late[0])
        if late
        else Words("Die Tage passen.", "The days fit."),
        source=source,
    )


def _kept(
    session: Session, act: str, statement: AidStatement, number: str, *, by: Actor, now: datetime
) -> AidStatement:
    kind = "award" if statement.cluster is not None else "organisation"
    items: list[dict[str, Any]] = statement.items
    listed = [f"{item['on']} {item['giver']} {item['amount']}" for item in items]
    record(session, act, kind, number, by=by, now=now, after={"aid_from_elsewhere": listed})
    session.flush()
    return statement
