"""Aid to be published: its entries, what each would say, whose aid counts together."""

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, contains_eager, joinedload, selectinload, undefer

from grants.models.application import Application
from grants.models.authority import Authority
from grants.models.award import Award
from grants.models.grant import Grant
from grants.models.organisation import Organisation
from grants.models.round import Round, TermsVersion
from grants.models.transparency import AidEntry
from grants.programme.people import Actor
from grants.programme.transparency import (
    AID_SIZE_WORDS,
    FIELD_WORDS,
    INSTRUMENT,
    AidFacts,
)
from grants.programme.words import Words, english, german
from grants.queries.application import terms_of
from grants.queries.visible import STAFF


def aid_entries(session: Session, actor: Actor, most: int | None = None) -> list[AidEntry]:
    """Every entry, what is still to be published first, by its last day; two statements."""
    if actor.role not in STAFF:
        return []
    order = (AidEntry.done_at.is_not(None), AidEntry.due_on, AidEntry.id)
    return list(session.scalars(_entries().order_by(*order).limit(most)))


def aid_entry(session: Session, actor: Actor, number: str) -> AidEntry | None:
    """The latest entry of the grant with this number."""
    if actor.role not in STAFF:
        return None
    found = _entries().where(Grant.number == number).order_by(AidEntry.ordinal.desc()).limit(1)
    return session.scalar(found)


def entries_of(session: Session, grant: Grant) -> list[AidEntry]:
    """The entries of a grant, the first one first."""
    found = select(AidEntry).where(AidEntry.grant_id == grant.id).order_by(AidEntry.ordinal)
    return list(session.scalars(found))


def grants_of_undertaking(session: Session, grant: Grant) -> list[Grant]:
    """Awarded grants of the same legal entity under the same award, this one among them."""
    return list(
        session.scalars(
            select(Grant)
            .join(Organisation, Organisation.id == Grant.recipient_id)
            .where(
                Grant.award_id == grant.award_id,
                Grant.awarded_at.is_not(None),
                Organisation.legal_key == grant.recipient.legal_key,
            )
            .options(contains_eager(Grant.recipient))
            .order_by(Grant.id)
        )
    )


def facts_of(entry: AidEntry) -> AidFacts:
    """What stands in the register, or would if it were published now (R-046)."""
    grant = entry.grant
    if entry.content is not None:
        kept = {code: Words(*entry.content[code]) for code in FIELD_WORDS}
        return AidFacts(number=grant.number, fields=kept)
    recipient = grant.recipient
    objective = terms_of(grant.award.terms).letters.aid_for(recipient.kind)
    authority = grant.award.application.round.authority.on(entry.granted_on)
    said = {
        "recipient": recipient.name,
        "identifier": entry.identifier or _identifier(recipient),
        "size": AID_SIZE_WORDS.get(entry.size, ""),
        "region": entry.region,
        "sector": entry.sector,
        "instrument": INSTRUMENT,
        "objective": objective,
        "granted_on": entry.granted_on,
        "amount": grant.amount - grant.revoked,
        "authority": authority.name if authority else "",
        "scheme": entry.scheme,
    }
    fields = {code: Words(german(said[code]), english(said[code])) for code in FIELD_WORDS}
    return AidFacts(number=grant.number, fields=fields)


def _identifier(recipient: Organisation) -> str:
    """By which number others know it: in the register of companies, for VAT, or its LEI."""
    if recipient.register_number:
        court = f", {recipient.register_court}" if recipient.register_court else ""
        return f"{recipient.register_number}{court}"
    return recipient.vat_id or recipient.lei


def _entries() -> Select[AidEntry]:
    """Entries with all that `facts_of` reads."""
    return (
        select(AidEntry)
        .join(AidEntry.grant)
        .join(Grant.award)
        .join(Award.application)
        .join(Application.round)
        .join(Round.authority)
        .options(
            joinedload(AidEntry.done_by),
            contains_eager(AidEntry.grant).options(
                joinedload(Grant.recipient),
                contains_eager(Grant.award).options(
                    joinedload(Award.cluster),
                    joinedload(Award.terms).options(undefer(TermsVersion.body)),
                    contains_eager(Award.application)
                    .contains_eager(Application.round)
                    .contains_eager(Round.authority)
                    .options(selectinload(Authority.versions)),
                ),
            ),
        )
    )
