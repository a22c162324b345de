"""Who takes part in a joint project, and how partners are counted (R-007, R-008)."""

from collections.abc import Iterable
from dataclasses import dataclass

from grants.programme.facts import PartnerFacts
from grants.programme.finding import Finding
from grants.programme.organisation import OrganisationKind
from grants.programme.sources import STUDY_TABLE_1, TERMS_OF_ROUND
from grants.programme.terms import Terms
from grants.programme.unjudged import NO_PARTNERS, ONE_PARTNER, not_judged
from grants.programme.words import Words, join, say


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """One legal entity, with every row in which it takes part."""

    key: str
    rows: tuple[PartnerFacts, ...]
    domestic: bool

    @property
    def names(self) -> str:
        """The rows by name, in alphabetical order."""
        return ", ".join(sorted(row.name for row in self.rows))


def entity_key(partner: PartnerFacts) -> str:
    """What makes two rows the same legal entity (R-007): a number, else the name and the seat."""
    if partner.legal_key:
        return "".join(partner.legal_key.split()).casefold()
    name = " ".join((partner.legal_name or partner.name).split()).casefold()
    return f"{name}, {partner.country.casefold()}"


def is_domestic(terms: Terms, partner: PartnerFacts) -> bool:
    """Does it have its seat, or the establishment that does the work, at home (R-008)?"""
    home = terms.composition.home_country
    return home in (partner.country, partner.works_in)


def entities(terms: Terms, partners: Iterable[PartnerFacts]) -> list[Entity]:
    """The distinct legal entities that count, in the order of their keys (R-007).

    Whoever stands on both sides counts once, on the side of its seat.
    """
    groups: dict[str, list[PartnerFacts]] = {}
    for partner in partners:
        if _counts(terms, partner):
            groups.setdefault(_counting_key(terms, partner), []).append(partner)
    return [_entity(terms, key, groups[key]) for key in sorted(groups)]


def check_distinct(terms: Terms, partners: Iterable[PartnerFacts]) -> Finding:
    """Is every partner a legal entity of its own (R-007)? A hint: doubles count once."""
    counted = entities(terms, partners)
    doubles = [entity for entity in counted if len(entity.rows) > 1]
    if doubles:
        says = join((_same_entity(entity) for entity in doubles), " ")
    else:
        says = say("{all} Rechtsträger.", "{all} legal entities.", all=len(counted))
    found = Finding(
        rule="R-007",
        holds=not doubles,
        claim=Words(
            "Jeder Partner ist ein eigener Rechtsträger.",
            "Every partner is a legal entity of its own.",
        ),
        says=says,
        source=TERMS_OF_ROUND,
        place="partners",
        warns=True,
    )
    alone = sum(len(entity.rows) for entity in counted) < 2  # noqa: PLR2004 - nobody is double alone
    return not_judged(found, ONE_PARTNER) if alone else found


def check_seats(terms: Terms, partners: Iterable[PartnerFacts]) -> Finding:
    """Is it clear for every partner on which side it counts (R-008)?"""
    every = list(partners)
    unclear = [partner.name for partner in every if not partner.country]
    domestic = sum(is_domestic(terms, partner) for partner in every)
    if unclear:
        says = say(
            "Geben Sie das Land an für: {names}.",
            "Give the country of: {names}.",
            names=", ".join(sorted(unclear)),
        )
    else:
        says = say(
            "Aus {home}: {domestic}. Aus dem Ausland: {foreign}.",
            "From {home}: {domestic}. From abroad: {foreign}.",
            domestic=domestic,
            home=terms.composition.home_name,
            foreign=len(every) - domestic,
        )
    found = Finding(
        rule="R-008",
        holds=not unclear,
        claim=Words(
            "Für jeden Partner steht fest, aus welchem Land er kommt.",
            "The country of every partner is known.",
        ),
        says=says,
        source=STUDY_TABLE_1,
        place="partners#country",
    )
    return found if every else not_judged(found, NO_PARTNERS)


def _counts(terms: Terms, partner: PartnerFacts) -> bool:
    return partner.counts and (terms.composition.management_counts or not partner.is_management)


def _counting_key(terms: Terms, partner: PartnerFacts) -> str:
    """Where independence is required, a wholly owned subsidiary counts with its parent."""
    if terms.composition.independence_required and partner.owner_key:
        return "".join(partner.owner_key.split()).casefold()
    return entity_key(partner)


def _entity(terms: Terms, key: str, rows: list[PartnerFacts]) -> Entity:
    sides = {is_domestic(terms, row) for row in rows}
    home = terms.composition.home_country
    at_seat = any(row.country == home for row in rows)
    return Entity(
        key=key,
        rows=tuple(sorted(rows, key=lambda row: (row.name, row.country))),
        domestic=at_seat if len(sides) > 1 else sides.pop(),
    )


def _same_entity(entity: Entity) -> Words:
    university = all(row.kind is OrganisationKind.UNIVERSITY for row in entity.rows)
    whole = (
        Words("derselben Universität", "the same university")
        if university
        else Words("demselben Rechtsträger", "the same legal entity")
    )
    names = [row.name for row in entity.rows]
    return say(
        "{names} gehören zu {whole} und zählen als ein Partner.",
        "{names} belong to {whole} and count as one partner.",
        names=Words(_listed(names, "und"), _listed(names, "and")),
        whole=whole,
    )


def _listed(names: list[str], last: str) -> str:
    return f" {last} ".join([", ".join(names[:-1]), names[-1]])
