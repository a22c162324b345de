"""Whom a joint project brings together, and how much of it one partner may bear (R-006).

The same code for every programme: which of these numbers are asked for stands in the terms.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from grants.programme.consortium import Entity, entities
from grants.programme.facts import PartnerFacts, ShareFacts
from grants.programme.finding import Finding
from grants.programme.money import Money, total
from grants.programme.organisation import RESEARCHERS, OrganisationKind
from grants.programme.sources import STUDY_2_2, TERMS_OF_ROUND
from grants.programme.terms import Composition, ShareOf, Terms
from grants.programme.unjudged import NO_COSTS, NO_GRANT, NOBODY_ABROAD, not_judged
from grants.programme.words import Words, counted, join, say

COMPANIES = Words("Unternehmen", "company"), Words("Unternehmen", "companies")
RESEARCH = (
    Words("Forschungseinrichtung", "research organisation"),
    Words("Forschungseinrichtungen", "research organisations"),
)
COUNTRIES = Words("Land", "country"), Words("Länder", "countries")
PARTNERS = Words("Partner", "partner"), Words("Partner", "partners")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Least:
    """One of the numbers that the terms may ask for."""

    there: int
    needed: int
    one: Words
    """Who is missing, as a sentence ends: ein Partner aus Deutschland, one partner from Germany."""
    many: Words


def check_composition(terms: Terms, partners: Iterable[PartnerFacts]) -> Finding:
    """Are there enough partners: from home, from abroad, companies, research, countries (R-006)?"""
    rules = terms.composition
    counting = entities(terms, partners)
    asked = [one for one in _asked(rules, counting) if one.needed]
    missing = [_missing(one) for one in asked if one.there < one.needed]
    return Finding(
        rule="R-006",
        holds=not missing,
        claim=say("Mindestens {least}.", "At least {least}.", least=least_together(rules))
        if asked
        else Words("Die Runde verlangt keine Mindestzahl.", "The round asks for no least number."),
        says=join(missing, " ") if missing else _together(rules, counting),
        source=source_of_composition(rules),
        place="partners",
    )


def least_together(rules: Composition) -> Words:
    """2 Partner aus Deutschland und 2 aus dem Ausland, 1 Unternehmen: what the terms ask for."""
    parts = [*_sides(rules)]
    for number, words in (
        (rules.min_companies, COMPANIES),
        (rules.min_research, RESEARCH),
        (rules.min_countries, COUNTRIES),
    ):
        if number:
            parts.append(counted(number, *words))
    return join(parts)


def source_of_composition(rules: Composition) -> Words:
    """The study where the round asks for what the study names, else the terms of the round."""
    others = rules.min_companies or rules.min_research or rules.min_countries
    two_and_two = (rules.min_domestic, rules.min_foreign) == (2, 2)
    return STUDY_2_2 if two_and_two and not others else TERMS_OF_ROUND


def check_same_country(terms: Terms, partners: Iterable[PartnerFacts]) -> Finding:
    """Do all partners abroad come from one country, if the round wants that (R-006)?"""
    abroad = {e.rows[0].country for e in entities(terms, partners) if not e.domestic}
    found = Finding(
        rule="R-006",
        holds=not terms.composition.same_foreign_country or len(abroad) <= 1,
        claim=Words(
            "Die Herkunft der Partner im Ausland passt zu den Regeln der Runde.",
            "The partners abroad come from where the round allows.",
        ),
        says=Words(
            "Die Partner im Ausland kommen aus einem Land.",
            "All partners abroad come from one country.",
        )
        if len(abroad) == 1
        else say(
            "Die Partner im Ausland kommen aus {countries} Ländern.",
            "Number of countries of the partners abroad: {countries}.",
            countries=len(abroad),
        ),
        source=TERMS_OF_ROUND,
        place="partners#country",
    )
    return found if abroad else not_judged(found, NOBODY_ABROAD)


def check_largest_share(terms: Terms, partners: Iterable[ShareFacts]) -> Finding | None:
    """Does no legal entity bear, or receive, more than the round allows one partner (R-006)?

    Nothing is found where the round sets no such limit. A share of exactly the limit is allowed.
    """
    rules = terms.composition
    if rules.most_of_one is None:
        return None
    of_costs = rules.share_of is ShareOf.COSTS
    parts = _by_entity(partners, of_costs=of_costs)
    whole = total(amount for _, amount in parts)
    name, largest = max(parts, key=lambda one: one[1], default=("", Money(0)))
    what = SHARED[rules.share_of]
    says = say(
        "{name}: {largest} von {whole}. Ein Partner hat höchstens {room}.",
        "{name}: {largest} of {whole}. One partner has at most {room}.",
        name=name, largest=largest, whole=whole, room=whole.share(rules.most_of_one),
    )  # fmt: skip
    found = Finding(
        rule="R-006",
        holds=not whole or Fraction(largest.cents, whole.cents) <= rules.most_of_one,
        claim=say(
            "Kein Partner hat mehr als {most} {what}.",
            "No partner has more than {most} {what}.",
            most=rules.most_of_one, what=what,
        ),
        says=says,
        source=TERMS_OF_ROUND,
        place="budget#grant",
    )  # fmt: skip
    return found if whole else not_judged(found, NO_COSTS if of_costs else NO_GRANT)


SHARED = {
    ShareOf.COSTS: Words("der Kosten", "of the costs"),
    ShareOf.GRANT: Words("der Zuwendung", "of the grant"),
}
"""Of what the largest share of one partner is taken."""


def _sides(rules: Composition) -> Iterator[Words]:
    home, abroad = rules.min_domestic, rules.min_foreign
    if home and abroad:
        yield say(
            "{domestic} aus {home} und {foreign} aus dem Ausland",
            "{domestic} from {home} and {foreign} from abroad",
            domestic=counted(home, *PARTNERS), home=rules.home_name, foreign=abroad,
        )  # fmt: skip
    elif home:
        yield say("{domestic} aus {home}", "{domestic} from {home}",
                  domestic=counted(home, *PARTNERS), home=rules.home_name)  # fmt: skip
    elif abroad:
        yield say("{foreign} aus dem Ausland", "{foreign} from abroad",
                  foreign=counted(abroad, *PARTNERS))  # fmt: skip


def _asked(rules: Composition, counting: list[Entity]) -> Iterator[_Least]:
    home = sum(one.domestic for one in counting)
    from_home = say("aus {home}", "from {home}", home=rules.home_name)
    abroad = Words("im Ausland", "abroad")
    for there, needed, where in (
        (home, rules.min_domestic, from_home),
        (len(counting) - home, rules.min_foreign, abroad),
    ):
        yield _Least(
            there=there,
            needed=needed,
            one=say("ein Partner {where}", "one partner {where}", where=where),
            many=say("Partner {where}", "partners {where}", where=where),
        )
    yield _Least(
        there=sum(map(_is_company, counting)),
        needed=rules.min_companies,
        one=Words("ein Unternehmen", "one company"),
        many=COMPANIES[1],
    )
    yield _Least(
        there=sum(map(_is_research, counting)),
        needed=rules.min_research,
        one=Words("eine Forschungseinrichtung", "one research organisation"),
        many=RESEARCH[1],
    )
    yield _Least(
        there=len(_countries(rules, counting)),
        needed=rules.min_countries,
        one=Words("ein Land", "one country"),
        many=COUNTRIES[1],
    )


def _missing(least: _Least) -> Words:
    lacking = least.needed - least.there
    if lacking == 1:
        return say(
            "Es fehlt {who}. Das Projekt hat {there}, nötig sind {needed}.",
            "{who} is missing. The project has {there} and needs {needed}.",
            who=Words(least.one.de, least.one.en[:1].upper() + least.one.en[1:]),
            there=least.there,
            needed=least.needed,
        )
    return say(
        "Es fehlen {lacking} {who}. Das Projekt hat {there}, nötig sind {needed}.",
        "{lacking} {who} are missing. The project has {there} and needs {needed}.",
        lacking=lacking,
        who=least.many,
        there=least.there,
        needed=least.needed,
    )


def _together(rules: Composition, counting: list[Entity]) -> Words:
    """Who is there, in numbers: always the two sides, and what else the terms ask for."""
    home = sum(one.domestic for one in counting)
    said = [
        say("{n} aus {home}", "{n} from {home}", n=home, home=rules.home_name),
        say("{n} aus dem Ausland", "{n} from abroad", n=len(counting) - home),
    ]
    if rules.min_companies:
        said.append(counted(sum(map(_is_company, counting)), *COMPANIES))
    if rules.min_research:
        said.append(counted(sum(map(_is_research, counting)), *RESEARCH))
    if rules.min_countries:
        said.append(counted(len(_countries(rules, counting)), *COUNTRIES))
    return Words(f"{join(said).de}.", f"{join(said).en}.")


def _is_company(entity: Entity) -> bool:
    return any(row.kind is OrganisationKind.COMPANY for row in entity.rows)


def _is_research(entity: Entity) -> bool:
    return any(row.kind in RESEARCHERS for row in entity.rows)


def _countries(rules: Composition, counting: list[Entity]) -> set[str]:
    """The countries of those who count; whoever works at home counts there (R-008)."""
    found = {rules.home_country if e.domestic else e.rows[0].country for e in counting}
    return found - {""}


def _by_entity(partners: Iterable[ShareFacts], *, of_costs: bool) -> list[tuple[str, Money]]:
    """Every legal entity once, by name, with its part of what is shared (R-007)."""
    found: dict[str, tuple[str, Money]] = {}
    for partner in partners:
        name, before = found.get(partner.key, (partner.name, Money(0)))
        found[partner.key] = name, before + (partner.costs if of_costs else partner.granted)
    return sorted(found.values())
