"""When companies and research organisations collaborate effectively (R-023)."""

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction

from grants.programme.aid_terms import StateAid, in_force
from grants.programme.facts import CollaboratorFacts
from grants.programme.finding import Finding
from grants.programme.money import Money, total
from grants.programme.organisation import RESEARCHERS, OrganisationKind, Size
from grants.programme.sources import COLLABORATION
from grants.programme.terms import Terms
from grants.programme.words import Words, say

SMALL_AND_MEDIUM = frozenset({Size.MICRO, Size.SMALL, Size.MEDIUM})


def is_collaboration(terms: Terms, partners: Iterable[CollaboratorFacts], on: date) -> bool:
    """Do the partners earn the addition for effective collaboration?"""
    law = in_force(terms.state_aid, on)
    return law is not None and _verdict(law, partners)[0]


def check_collaboration(
    terms: Terms, partners: Iterable[CollaboratorFacts], on: date
) -> Finding | None:
    """Do the partners earn the addition for effective collaboration (R-023)?

    A hint: without it the ceiling is lower, and R-022 says whether a grant is above it. Nothing
    is found where the round names no law.
    """
    law = in_force(terms.state_aid, on)
    if law is None:
        return None
    holds, says = _verdict(law, partners)
    return Finding(
        rule="R-023",
        holds=holds,
        claim=Words(
            "Das Projekt ist eine wirksame Zusammenarbeit.",
            "The project is an effective collaboration.",
        ),
        says=says,
        source=COLLABORATION,
        place="partners",
        warns=True,
    )


def _verdict(law: StateAid, partners: Iterable[CollaboratorFacts]) -> tuple[bool, Words]:
    parties = _by_entity(partners, abroad=law.costs_abroad_count)
    whole = total(costs for _, costs in parties)
    if len(parties) < 2 or not whole:  # noqa: PLR2004 - nobody collaborates alone
        return False, Words(
            "Es arbeiten noch keine zwei Rechtsträger mit Kosten zusammen.",
            "No two legal entities with costs work together yet.",
        )
    companies = [one for one in parties if one[0].kind is OrganisationKind.COMPANY]
    largest = _share(max((costs for _, costs in companies), default=Money(0)), whole)
    free = [one for one in parties if one[0].kind in RESEARCHERS and one[0].may_publish]
    research = _share(total(costs for _, costs in free), whole)
    if companies and largest <= law.most_of_one and _among_several(law, parties):
        return True, say(
            "Kein Unternehmen trägt mehr als {most} der Kosten; das größte trägt {largest}.",
            "No company bears more than {most} of the costs; the largest bears {largest}.",
            most=law.most_of_one, largest=largest,
        )  # fmt: skip
    if research >= law.research_share:
        return True, say(
            "Forschungseinrichtungen, die veröffentlichen dürfen, tragen {research} der Kosten.",
            "Research organisations that may publish bear {research} of the costs.",
            research=research,
        )
    return False, say(
        "Der Zuschlag von {points} entfällt: Das größte Unternehmen trägt {largest}, erlaubt sind "
        "{most}, dazu ein kleines oder mittleres Unternehmen oder eine Grenze im "
        "Europäischen Wirtschaftsraum. Forschungseinrichtungen, die veröffentlichen dürfen, tragen "
        "{research}; nötig sind {least}.",
        "The addition of {points} is lost: the largest company bears {largest}, allowed is {most}, "
        "with a small or medium company or a border within the European Economic Area. Research "
        "organisations that may publish bear {research}; {least} is needed.",
        points=law.together_bonus, largest=largest, most=law.most_of_one,
        research=research, least=law.research_share,
    )  # fmt: skip


def _by_entity(
    partners: Iterable[CollaboratorFacts], *, abroad: bool
) -> Sequence[tuple[CollaboratorFacts, Money]]:
    """Every legal entity once, with all its costs; the costs abroad only if they count."""
    found: dict[str, tuple[CollaboratorFacts, Money]] = {}
    for partner in partners:
        first, costs = found.get(partner.key, (partner, Money(0)))
        counted = partner.costs if abroad or partner.at_home else Money(0)
        found[partner.key] = first, costs + counted
    return list(found.values())


def _among_several(law: StateAid, parties: Sequence[tuple[CollaboratorFacts, Money]]) -> bool:
    """Is a small or medium company among them, or a border within the common area?"""
    if any(one.size in SMALL_AND_MEDIUM for one, _ in parties):
        return True
    return len({one.country for one, _ in parties} & set(law.common_area)) > 1


def _share(part: Money, whole: Money) -> Fraction:
    return Fraction(part.cents, whole.cents)
