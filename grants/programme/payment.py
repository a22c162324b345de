"""How much of a grant may be asked for, and when (R-030 to R-033).

On expenditure basis money comes for what was spent and what falls due soon; on cost basis for
costs of quarters that have ended. The grant pays its share of them (R-034 in advance).
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from grants.programme.calendar import months_later
from grants.programme.finding import Finding
from grants.programme.money import NOTHING, Money
from grants.programme.organisation import Basis
from grants.programme.settlement import GrantFigures, settle
from grants.programme.sources import TERMS_OF_ROUND
from grants.programme.terms import Terms
from grants.programme.words import Words, say

DAYS_OF_A_WEEK: Final = 7
MONTHS_OF_A_QUARTER: Final = 3
REQUEST: Final = Words("Zahlungsanforderung", "Payment request")


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentFacts:
    """One request, and where its grant stands without it. All amounts in EUR."""

    basis: Basis
    grant: GrantFigures
    starts_on: date
    spent: Money
    """Eligible costs from the first day of the grant until now, or to the end of the quarter."""
    forecast: Money
    """Eligible costs that fall due while money is to be used; nothing on cost basis."""
    requested: Money
    before: Money
    """What was paid or ordered so far, less what was paid back."""
    free: Money
    """What is left of the tranche of that year."""
    year: int
    """The budget year in which it would be paid."""
    day: date
    """When it is asked for."""
    last_on: date | None = None
    """When it was asked for the last time."""
    proof_accepted: bool = False
    """Was the final report accepted?"""
    settled: Money | None = None
    """What the grant comes to by it (R-034); it never becomes more."""

    @property
    def whole(self) -> Money:
        """The most that is paid in the end."""
        return self.grant.left if self.settled is None else min(self.grant.left, self.settled)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ceiling:
    """How much may be asked for, EUR, rule by rule; the least of them holds."""

    needed: Money
    """By the costs and the grant's share of them (R-030, R-031)."""
    left: Money
    """Of the grant (R-032)."""
    tranche: Money
    """Of the year (R-032)."""
    unretained: Money
    """Before the final report is accepted (R-033)."""

    @property
    def most(self) -> Money:
        """The least of them, never below nothing."""
        return max(NOTHING, min(self.needed, self.left, self.tranche, self.unretained))


def ceiling_of(terms: Terms, facts: PaymentFacts) -> Ceiling:
    """What each rule leaves of the grant."""
    wanted = facts.spent + facts.forecast
    due = settle(terms, facts.grant, wanted, facts.before).due
    left = facts.whole - facts.before
    return Ceiling(
        needed=due,
        left=max(left, NOTHING),
        tranche=facts.free,
        unretained=max(left - held_back(terms, facts), NOTHING),
    )


def held_back(terms: Terms, facts: PaymentFacts) -> Money:
    """What stays here until the final report is accepted (R-033), EUR, half up to the cent."""
    if facts.proof_accepted:
        return NOTHING
    return facts.grant.left.share_half_up(terms.payments.retention)


def use_by(terms: Terms, paid_on: date) -> date:
    """The last day on which paid money is used in time: paid 15 January, by 26 February (R-030)."""
    return paid_on + timedelta(days=days_of_use(terms))


def days_of_use(terms: Terms) -> int:
    """So many days there are for using what was paid."""
    return DAYS_OF_A_WEEK * terms.letters.use_within_weeks


def quarter_begins(day: date) -> date:
    """The first day of the quarter in which this day lies."""
    return date(day.year, day.month - (day.month - 1) % MONTHS_OF_A_QUARTER, 1)


def payment_findings(terms: Terms, facts: PaymentFacts) -> list[Finding]:
    """All rules on the amount and the day of a request, with the figures of this one."""
    ceiling = ceiling_of(terms, facts)
    found = [] if facts.requested else [_check_amount()]
    if facts.basis is Basis.COST:
        found += [_check_no_forecast(facts), _check_quarter(terms, facts)]
    found += [
        _check_needed(terms, facts, ceiling.needed),
        _check_grant(facts, ceiling.left),
        _check_tranche(facts),
    ]
    if terms.payments.retention:
        found.append(_check_retention(facts, held_back(terms, facts), ceiling.unretained))
    return found


def _check_amount() -> Finding:
    return Finding(
        rule="PAYMENT-AMOUNT",
        holds=False,
        claim=Words("Ein Betrag wird angefordert.", "An amount is asked for."),
        says=Words("Geben Sie den Betrag ein, den Sie anfordern.", "Enter the amount you ask for."),
        source=REQUEST,
        place="#requested",
        missing=True,
    )


def _check_needed(terms: Terms, facts: PaymentFacts, needed: Money) -> Finding:
    on_costs = facts.basis is Basis.COST
    says = say(
        "Angefordert sind {requested}. Aus {costs} Ausgaben und {before}, die schon gezahlt oder"
        " angeordnet sind, folgen höchstens {needed}.",
        "{requested} is asked for. Costs of {costs}, with {before} paid or ordered already, lead to"
        " at most {needed}.",
        requested=facts.requested,
        costs=facts.spent + facts.forecast,
        before=facts.before,
        needed=needed,
    )
    claim = (
        Words(
            "Angefordert wird höchstens der Anteil an Kosten, die schon angefallen sind.",
            "At most the share of costs that were incurred already is asked for.",
        )
        if on_costs
        else say(
            "Angefordert wird höchstens, was {n} Wochen nach der Auszahlung verwendet ist.",
            "At most what is used {n} weeks after the payment is asked for.",
            n=terms.letters.use_within_weeks,
        )
    )
    return Finding(
        rule="R-031" if on_costs else "R-030",
        holds=facts.requested <= needed,
        claim=claim,
        says=says,
        source=TERMS_OF_ROUND,
        place="#requested",
    )


def _check_no_forecast(facts: PaymentFacts) -> Finding:
    return Finding(
        rule="R-031",
        holds=not facts.forecast,
        claim=Words("Auf Kostenbasis gibt es keinen Vorschuss.",
                    "On cost basis nothing is paid in advance."),
        says=Words("Es zählen nur Kosten, die schon angefallen sind.",
                   "Only costs that were incurred already count.")
        if not facts.forecast
        else say("Lassen Sie {amount} erwartete Kosten weg: Es zählen nur angefallene.",
                 "Leave out {amount} of expected costs: only incurred ones count.",
                 amount=facts.forecast),
        source=TERMS_OF_ROUND,
        place="#forecast",
    )  # fmt: skip


def _check_quarter(terms: Terms, facts: PaymentFacts) -> Finding:
    """One request for each quarter that has ended; in each year the first one comes in April."""
    this = quarter_begins(facts.day)
    early = this <= facts.starts_on or this.month == 1
    again = facts.last_on is not None and facts.last_on >= this
    after = _next_quarter(max(this, quarter_begins(facts.starts_on)))
    says = say("Das Vierteljahr vor dem {day} ist abgelaufen.", "The quarter before {day} is over.",
               day=this)  # fmt: skip
    if early or again:
        says = say(
            "Für das laufende Vierteljahr ist das ab {day} möglich.",
            "For the present quarter this is possible from {day}.",
            day=after,
        )
    return Finding(
        rule="R-031",
        holds=not (terms.payments.quarterly and (early or again)),
        claim=Words(
            "Auf Kostenbasis wird einmal für jedes abgelaufene Vierteljahr angefordert.",
            "On cost basis money is asked for once for each quarter that is over.",
        ),
        says=says,
        source=TERMS_OF_ROUND,
    )


def _next_quarter(begins: date) -> date:
    return quarter_begins(months_later(begins, MONTHS_OF_A_QUARTER))


def _check_grant(facts: PaymentFacts, left: Money) -> Finding:
    return Finding(
        rule="R-032",
        holds=facts.requested <= left,
        claim=Words("Gezahlt wird höchstens die Zuwendung.", "At most the grant is paid."),
        says=say(
            "Von {grant} sind {before} gezahlt oder angeordnet; frei sind {left}.",
            "Of {grant}, {before} is paid or ordered; {left} is left.",
            grant=facts.whole,
            before=facts.before,
            left=left,
        ),
        source=TERMS_OF_ROUND,
        place="#requested",
    )


def _check_tranche(facts: PaymentFacts) -> Finding:
    return Finding(
        rule="R-032",
        holds=facts.requested <= facts.free,
        claim=Words(
            "Gezahlt wird höchstens, was von der Jahresscheibe frei ist.",
            "At most what is left of the yearly tranche is paid.",
        ),
        says=say(
            "In {year} sind noch {free} frei. Geld eines anderen Jahres braucht eine Änderung.",
            "In {year}, {free} is left. Money of another year needs an amendment.",
            year=str(facts.year),
            free=facts.free,
        ),
        source=TERMS_OF_ROUND,
        place="#requested",
    )


def _check_retention(facts: PaymentFacts, held: Money, unretained: Money) -> Finding:
    return Finding(
        rule="R-033",
        holds=facts.requested <= unretained,
        claim=Words(
            "Der Rest wird erst nach dem Verwendungsnachweis gezahlt.",
            "The rest is paid after the final report only.",
        ),
        says=say(
            "Bis der Verwendungsnachweis angenommen ist, bleiben {held} einbehalten; frei sind"
            " {unretained}.",
            "Until the final report is accepted, {held} is held back; {unretained} is left.",
            held=held,
            unretained=unretained,
        ),
        source=TERMS_OF_ROUND,
        place="#requested",
    )
