"""What a joint project needs besides its partners: a place, an agreement and foreign money.

R-005, R-009 and R-010. Source: Dohse, Fornahl and Vehrke (2018), sections 2.2 and 5.2.
"""

from collections.abc import Iterable
from datetime import date

from grants.programme.calendar import months_later
from grants.programme.consortium import is_domestic
from grants.programme.facts import PartnerFacts
from grants.programme.finding import Finding
from grants.programme.money import NOTHING
from grants.programme.organisation import OWN_FUNDING_WORDS, OwnFunding
from grants.programme.roads.project import COUNTED_PROJECT, ProjectState
from grants.programme.sources import STUDY_2_2, STUDY_5_2, TERMS_OF_ROUND
from grants.programme.terms import Terms
from grants.programme.unjudged import NO_PARTNERS, not_judged
from grants.programme.words import Words, join, say

SECURED = frozenset({OwnFunding.GRANTED, OwnFunding.COMMITTED, OwnFunding.OWN_RESOURCES})
"""What is enough for an approval without a condition."""


def projects_counted(terms: Terms, states: Iterable[ProjectState]) -> int:
    """How many of the places for projects are taken (R-005).

    Refused and withdrawn projects free theirs; one that ended early only if the round says so.
    """
    counted = COUNTED_PROJECT
    if terms.projects.terminated_frees_place:
        counted -= {ProjectState.TERMINATED}
    return sum(state in counted for state in states)


def check_project_count(terms: Terms, states: Iterable[ProjectState]) -> Finding:
    """Has the cluster no more joint projects than the round allows (R-005)?

    `states` are those of all its projects, the one in question already as submitted.
    """
    taken, most = projects_counted(terms, states), terms.projects.max
    if not most:
        return Finding(
            rule="R-005",
            holds=True,
            claim=Words("Beliebig viele Verbundprojekte.", "Any number of joint projects."),
            says=say("Bisher {taken}.", "{taken} so far.", taken=taken),
            source=TERMS_OF_ROUND,
            place="projects",
        )
    return Finding(
        rule="R-005",
        holds=taken <= most,
        claim=say("Höchstens {most} Verbundprojekte.", "At most {most} joint projects.", most=most),
        says=say("{taken} von {most}.", "{taken} of {most}.", taken=taken, most=most),
        source=STUDY_2_2,
        place="projects",
    )


def check_agreement(
    terms: Terms, partners: Iterable[PartnerFacts], today: date, awarded_on: date | None = None
) -> Finding:
    """Have all partners signed the agreement on cooperation, rights and exploitation (R-009)?

    Until the date that the round sets after the award, a missing signature is a hint: it makes
    the award conditional. For a partner that came later the same time counts from the day on which
    it was named.
    """
    every = [partner for partner in partners if partner.counts]
    missing: dict[date, list[str]] = {}
    for partner in every:
        if partner.signed_on is None:
            since = max(awarded_on or today, partner.named_on or date.min)
            last = months_later(since, terms.composition.agreement_within_months)
            missing.setdefault(last, []).append(partner.name)
    signed = len(every) - sum(map(len, missing.values()))
    there = say(
        "{signed} von {all} Unterschriften liegt vor."
        if signed == 1
        else "{signed} von {all} Unterschriften liegen vor.",
        "{signed} of {all} signatures is there."
        if signed == 1
        else "{signed} of {all} signatures are there.",
        signed=signed,
        all=len(every),
    )
    wanted = [_missing_until(last, names) for last, names in sorted(missing.items())]
    says = join((there, *wanted), " ")
    found = Finding(
        rule="R-009",
        holds=not missing,
        claim=Words(
            "Alle unterschreiben die Vereinbarung zu Zusammenarbeit und Schutzrechten.",
            "All sign the agreement on cooperation and intellectual property.",
        ),
        says=says,
        source=STUDY_2_2,
        place="partners#signed_on",
        warns=today <= min(missing, default=today),
    )
    return found if every else not_judged(found, NO_PARTNERS)


def _missing_until(last: date, names: list[str]) -> Words:
    return say(
        "Es fehlt bis {last}: {names}." if len(names) == 1 else "Es fehlen bis {last}: {names}.",
        "Missing until {last}: {names}.",
        last=last,
        names=", ".join(sorted(names)),
    )


def check_foreign_request(terms: Terms, partner: PartnerFacts) -> Finding:
    """Does a partner abroad ask for nothing from this programme (R-010)?"""
    holds = is_domestic(terms, partner) or partner.requested <= NOTHING
    if holds:
        says = say(
            "{name}: {requested} beantragt.",
            "{name}: {requested} requested.",
            name=partner.name,
            requested=partner.requested,
        )
    else:
        says = say(
            "Partner im Ausland erhalten kein Geld aus diesem Programm. "
            "Setzen Sie den Betrag auf {nothing}.",
            "Partners abroad get no money from this programme. Set the amount to {nothing}.",
            nothing=NOTHING,
        )
    return Finding(
        rule="R-010",
        holds=holds,
        claim=Words(
            "Partner im Ausland erhalten kein Geld aus diesem Programm.",
            "Partners abroad get no money from this programme.",
        ),
        says=says,
        source=STUDY_5_2,
        place="partners#requested",
    )


def check_foreign_funding(terms: Terms, partner: PartnerFacts) -> Finding:
    """Is the own funding of a partner abroad secured (R-010)?

    Money that is only applied for is a hint: it makes the award conditional. For a partner that
    comes to a running project it is not enough: no award with conditions follows.
    """
    status = partner.own_funding_status
    secured = is_domestic(terms, partner) or status in SECURED
    conditional = status is OwnFunding.APPLIED_FOR and not partner.is_new
    heal = (
        Words("", "")
        if secured
        else Words(
            " Bewilligung dann nur unter Bedingung.", " An award is then possible on a condition."
        )
        if conditional
        else Words(
            " Das Projekt läuft erst weiter, wenn die Finanzierung zugesagt ist.",
            " The project goes on only once the financing is committed.",
        )
        if status is OwnFunding.APPLIED_FOR
        else Words(" Nennen Sie die Finanzierung.", " Say how it is financed.")
    )
    return Finding(
        rule="R-010",
        holds=secured,
        claim=Words(
            "Partner im Ausland bringen ihr Geld mit.", "Partners abroad bring their own money."
        ),
        says=say(
            "{name}: {amount} {status}.{heal}",
            "{name}: {amount} {status}.{heal}",
            name=partner.name,
            amount=partner.own_funding,
            status=OWN_FUNDING_WORDS[status],
            heal=heal,
        ),
        source=STUDY_5_2,
        place="partners#own_funding_status",
        warns=conditional,
    )


def check_indirect_funding(terms: Terms, partner: PartnerFacts) -> Finding:
    """Does a partner abroad receive programme money as a subcontractor (R-010)? A hint."""
    most = terms.composition.indirect_funding_hint
    return Finding(
        rule="R-010",
        holds=is_domestic(terms, partner) or partner.subcontract <= most,
        claim=Words(
            "Kein Geld fließt über Aufträge an Partner im Ausland.",
            "No money flows to partners abroad through subcontracts.",
        ),
        says=say(
            "{name} erhält {amount} als Auftrag. Ohne Hinweis sind {most} möglich.",
            "{name} receives {amount} as a subcontract. {most} is possible without a hint.",
            name=partner.name,
            amount=partner.subcontract,
            most=most,
        ),
        source=TERMS_OF_ROUND,
        place="partners#subcontract",
        warns=True,
    )


def check_foreign_partners(terms: Terms, partners: Iterable[PartnerFacts]) -> list[Finding]:
    """Everything that R-010 asks of each partner abroad, in the order of the partners."""
    found: list[Finding] = []
    for partner in partners:
        if partner.counts and not is_domestic(terms, partner):
            found.append(check_foreign_request(terms, partner))
            found.append(check_foreign_funding(terms, partner))
            if partner.subcontract:
                found.append(check_indirect_funding(terms, partner))
    return found
