"""What share of its costs a recipient is given, and the allowance beside it.

R-022 and R-027. The programme's own rates and what State aid law allows at most (state_aid.py)
are two tables with dates; the lower one decides.
"""

from datetime import date
from decimal import ROUND_DOWN, Decimal
from fractions import Fraction

from grants.programme.aid_terms import StateAid, in_force
from grants.programme.facts import RateFacts
from grants.programme.finding import Finding
from grants.programme.funding import granted_share, rounded_down
from grants.programme.money import NOTHING, Money
from grants.programme.organisation import KIND_WORDS, SIZE_WORDS, OrganisationKind, Size
from grants.programme.sources import ALLOWANCE_FAQ, STATE_AID, TERMS_OF_ROUND
from grants.programme.state_aid import by_category, legal_maximum, why_ceiling
from grants.programme.terms import Terms
from grants.programme.unjudged import NO_COSTS, NO_GRANT, not_judged
from grants.programme.words import Figure, Words, join, say


class NoRate(LookupError):
    """The terms name no rate for this kind and size; `says` tells it in a sentence."""

    def __init__(self, says: Words) -> None:
        super().__init__(says.en)
        self.says = says


def programme_rate(
    terms: Terms, kind: OrganisationKind, size: Size | None = None, *, on: date = date.max
) -> Fraction:
    """The share of its eligible costs that the programme pays such an organisation.

    `on` is the first day of the grant; without it the newest rate counts.
    Raises NoRate when the terms name none: a company without a known size, for instance.
    """
    rows = [rate for rate in terms.rates if rate.kind is kind and rate.size in (None, size)]
    found = in_force(rows, on)
    if found is not None:
        return found.rate
    parts = [KIND_WORDS[kind], *([SIZE_WORDS[size]] if size else [])]
    raise NoRate(
        say(
            "Die Runde nennt keinen Fördersatz für: {who}.",
            "The round names no rate for: {who}.",
            who=join(parts),
        )
    )


def per_cent(share: Fraction) -> Decimal:
    """A rate as a grant keeps it: 1/3 is 33.33, never more than the share itself."""
    figure = Decimal(share.numerator) * 100 / Decimal(share.denominator)
    return figure.quantize(Decimal("0.01"), ROUND_DOWN)


def highest_grant_for(terms: Terms, facts: RateFacts) -> Money:
    """The largest grant, in EUR, without an allowance: the lower of programme and law (R-022).

    Raises NoRate when the programme has no rate for such an organisation.
    """
    rate = programme_rate(terms, facts.kind, facts.size, on=facts.on)
    by_rate = granted_share(terms, facts.eligible, rate)
    law = _law_for(terms, facts)
    return by_rate if law is None else min(by_rate, rounded_down(terms, legal_maximum(law, facts)))


def why_rate(terms: Terms, facts: RateFacts) -> list[Words]:
    """How the largest grant comes about, sentence by sentence."""
    try:
        rate = programme_rate(terms, facts.kind, facts.size, on=facts.on)
    except NoRate as unknown:
        return [unknown.says]
    by_rate = granted_share(terms, facts.eligible, rate)
    reasons = [
        say(
            "Das Programm zahlt {rate} ({who}): {by_rate} von {costs}.",
            "The programme pays {rate} ({who}): {by_rate} of {costs}.",
            rate=rate,
            who=SIZE_WORDS[facts.size] if facts.size else KIND_WORDS[facts.kind],
            by_rate=by_rate,
            costs=facts.eligible,
        )
    ]
    law = _law_for(terms, facts)
    if law is not None:
        reasons += _why_law(law, facts, by_rate)
    elif facts.kind is not OrganisationKind.COMPANY:
        reasons.append(
            Words(
                "Die Höchstsätze für Unternehmen gelten hier nicht.",
                "The ceilings for companies do not apply here.",
            )
        )
    if facts.kind in terms.allowance.kinds:
        reasons.append(
            say(
                "Dazu kommt die Projektpauschale: {rate} der Zuwendung.",
                "The project allowance is added: {rate} of the grant.",
                rate=terms.allowance.rate,
            )
        )
    return reasons


def check_rate(terms: Terms, facts: RateFacts, grant: Money) -> Finding:
    """Is the grant within the rate for such an organisation and within the law (R-022)?"""
    try:
        rate = programme_rate(terms, facts.kind, facts.size, on=facts.on)
    except NoRate as unknown:
        return _rate_finding(holds=False, says=unknown.says)
    by_rate, highest = granted_share(terms, facts.eligible, rate), highest_grant_for(terms, facts)
    by_law = highest < by_rate
    figures: dict[str, Figure] = {
        "name": facts.name,
        "grant": grant,
        "highest": highest,
        "rate": Words("nach Art. 25 AGVO", "under Art. 25 GBER")
        if by_law
        else say("{rate} von {costs}", "{rate} of {costs}", rate=rate, costs=facts.eligible),
    }
    if not facts.eligible:
        says = say("{name}: {missing}", "{name}: {missing}", name=facts.name, missing=NO_COSTS)
    elif grant <= highest:
        says = say(
            "{name}: {grant} von höchstens {highest} ({rate}).",
            "{name}: {grant} of at most {highest} ({rate}).",
            **figures,
        )
    else:
        says = say(
            "{name}: Die Zuwendung ist {over} zu hoch: {grant} statt höchstens {highest} ({rate}).",
            "{name}: The grant is {over} too high: {grant} instead of at most {highest} ({rate}).",
            over=grant - highest,
            **figures,
        )
    source = STATE_AID if by_law else TERMS_OF_ROUND
    found = _rate_finding(holds=grant <= highest, says=says, source=source)
    entered = facts.eligible or grant
    return found if entered else not_judged(found, NO_COSTS, name=facts.name)


def allowance(terms: Terms, kind: OrganisationKind, base: Money) -> Money:
    """The project allowance, in EUR, on top of a grant for a joint project (R-027).

    The base is the federally funded project expenditure. It is rounded down; whoever is not
    entitled gets nothing.
    """
    if kind not in terms.allowance.kinds:
        return NOTHING
    return granted_share(terms, base, terms.allowance.rate)


def check_allowance(
    terms: Terms, name: str, kind: OrganisationKind, base: Money, claimed: Money
) -> Finding:
    """Is the allowance no more than the recipient is entitled to (R-027)?"""
    highest = allowance(terms, kind, base)
    figures: dict[str, Figure] = {"name": name, "claimed": claimed, "highest": highest}
    if kind not in terms.allowance.kinds and claimed:
        says = say(
            "{name} erhält keine Projektpauschale. Setzen Sie den Betrag auf {highest}.",
            "{name} gets no project allowance. Set the amount to {highest}.",
            **figures,
        )
    else:
        says = say(
            "{name}: {claimed} von höchstens {highest} ({rate} von {base}).",
            "{name}: {claimed} of at most {highest} ({rate} of {base}).",
            rate=terms.allowance.rate,
            base=base,
            **figures,
        )
    found = Finding(
        rule="R-027",
        holds=claimed <= highest,
        claim=Words(
            "Die Projektpauschale erhalten nur Berechtigte, und nur in dieser Höhe.",
            "Only those entitled get the project allowance, and no more than it allows.",
        ),
        says=says,
        source=ALLOWANCE_FAQ,
        place="budget#allowance",
    )
    return found if base or claimed else not_judged(found, NO_GRANT, name=name)


def _law_for(terms: Terms, facts: RateFacts) -> StateAid | None:
    """The law that limits this grant: that on companies, if the round names it."""
    if facts.kind is not OrganisationKind.COMPANY:
        return None
    return in_force(terms.state_aid, facts.on)


def _why_law(law: StateAid, facts: RateFacts, by_rate: Money) -> list[Words]:
    size = facts.size or Size.LARGE
    costs = by_category(law, facts)
    by_law = legal_maximum(law, facts)
    every = [why_ceiling(law, size, research, together=facts.together) for research in costs]
    decides = (
        Words("Das Recht setzt die Grenze", "The law sets the limit")
        if by_law < by_rate
        else Words("Der Satz des Programms gilt", "The programme's rate counts")
    )
    last = say(
        "Nach dem Recht sind {by_law} möglich, nach dem Programm {by_rate}. {decides}: {lower}.",
        "By law {by_law} is possible, by the programme {by_rate}. {decides}: {lower}.",
        by_law=by_law,
        by_rate=by_rate,
        decides=decides,
        lower=min(by_law, by_rate),
    )
    return [*every, last]


def _rate_finding(*, holds: bool, says: Words, source: Words = TERMS_OF_ROUND) -> Finding:
    return Finding(
        rule="R-022",
        holds=holds,
        claim=Words("Jede Zuwendung bleibt im Fördersatz.", "Every grant stays within its rate."),
        says=says,
        source=source,
        place="budget#grant",
    )
