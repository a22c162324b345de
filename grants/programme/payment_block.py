"""What stands in the way of paying, whatever is asked for: state, reports, conditions, account."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from grants.programme.finding import Finding
from grants.programme.four_eyes import FOUR_EYES
from grants.programme.money import Money
from grants.programme.sources import TERMS_OF_ROUND
from grants.programme.stages import GrantState, label
from grants.programme.terms import Terms
from grants.programme.words import Words, join, say

G = GrantState
PAYABLE: Final = (
    G.FINAL, G.ACTIVE, G.PERIOD_ENDED, G.PROOF_DUE, G.PROOF_SUBMITTED, G.PROOF_CHECKED,
)  # fmt: skip
"""States in which a grant is paid: final, and nothing in dispute."""
MAY_ASK: Final = (*PAYABLE, G.PAYMENT_STOPPED, G.HEARING, G.PARTLY_REVOKED)
"""States in which a recipient may ask; what stands in the way may be gone when staff decide."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a grant stands when its money is asked for."""

    state: GrantState
    overdue: Sequence[Words]
    """The names of its reports that are overdue."""
    condition_open: bool
    """Is a condition unconfirmed before which nothing is paid?"""
    account: bool
    """Is there an account that two people confirmed?"""
    account_waits: bool = False
    """Was another account named that nobody has confirmed yet?"""


def block_findings(terms: Terms, standing: Standing) -> list[Finding]:
    """Everything that stands in the way; a finding that holds says that it does not."""
    return [
        _check_state(standing.state),
        _check_reports(terms, standing.overdue),
        _check_conditions(standing.condition_open),
        _check_account(standing),
    ]


def check_may_ask(state: GrantState) -> Finding:
    """Is the grant final, so that money may be asked for at all?"""
    return _state_finding(state, holds=state in MAY_ASK)


def _check_state(state: GrantState) -> Finding:
    return _state_finding(state, holds=state in PAYABLE)


def _state_finding(state: GrantState, *, holds: bool) -> Finding:
    return Finding(
        rule="PAYMENT-STATE",
        holds=holds,
        claim=Words(
            "Gezahlt wird, wenn der Bescheid bestandskräftig ist und nichts strittig.",
            "Money is paid once the decision is final and nothing is in dispute.",
        ),
        says=say("Die Zuwendung steht auf „{state}“.", "The grant stands at “{state}”.",
                 state=label(state)),
        source=TERMS_OF_ROUND,
    )  # fmt: skip


def _check_reports(terms: Terms, overdue: Sequence[Words]) -> Finding:
    return Finding(
        rule="PAYMENT-REPORT",
        holds=not overdue,
        claim=Words("Kein Nachweis ist überfällig.", "No report is overdue."),
        says=say("Überfällig: {names}.", "Overdue: {names}.", names=join(overdue))
        if overdue
        else Words("Alle fälligen Nachweise sind da.", "All reports that were due are there."),
        source=TERMS_OF_ROUND,
        warns=not terms.payments.overdue_blocks,
    )


def _check_conditions(condition_open: bool) -> Finding:
    return Finding(
        rule="PAYMENT-CONDITION",
        holds=not condition_open,
        claim=Words("Keine Bedingung steht der Zahlung entgegen.",
                    "No condition stands in the way of paying."),
        says=Words(
            "Eine Bedingung des Bescheids ist noch nicht bestätigt; vorher wird nichts gezahlt.",
            "A condition of the decision is not confirmed yet; nothing is paid before.",
        )
        if condition_open
        else Words("Keine Bedingung ist offen.", "No condition is open."),
        source=TERMS_OF_ROUND,
    )  # fmt: skip


def _check_account(standing: Standing) -> Finding:
    says = Words("Das Konto ist bekannt.", "The account is known.")
    if not standing.account:
        says = Words(
            "Die Organisation hat noch kein bestätigtes Konto. Tragen Sie es bei der Organisation"
            " ein.",
            "The organisation has no confirmed account yet. Enter it at the organisation.",
        )
    if standing.account_waits:
        says = Words(
            "Ein neues Konto wartet auf die Bestätigung durch den Projektträger.",
            "A new account waits for the sponsor to confirm it.",
        )
    return Finding(
        rule="PAYMENT-ACCOUNT",
        holds=standing.account and not standing.account_waits,
        claim=Words("Das Konto des Empfängers steht fest.", "The recipient's account is settled."),
        says=says,
        source=TERMS_OF_ROUND,
    )


def check_nothing_ordered(ordered: Money) -> Finding:
    """Is no payment of the grant on its way, so that its figures may change?"""
    return Finding(
        rule="PAYMENT-ORDERED",
        holds=not ordered,
        claim=Words("Keine Zahlung ist unterwegs.", "No payment is on its way."),
        says=say(
            "{amount} sind zur Zahlung angeordnet. Erst wenn die Bank sie gebucht hat oder die"
            " Anordnung aufgehoben ist, ändert sich die Zuwendung.",
            "{amount} is ordered to be paid. The grant changes once the bank has booked it or the"
            " order was taken back.",
            amount=ordered,
        )
        if ordered
        else Words("Keine Zahlung ist angeordnet.", "No payment is ordered."),
        source=TERMS_OF_ROUND,
    )


def check_same_account(number: str, same: bool) -> Finding:
    """Is the account still the one for which the payment was ordered?"""
    return Finding(
        rule="PAYMENT-ACCOUNT",
        holds=same,
        claim=Words("Das Konto ist noch das angeordnete.", "The account is the one ordered."),
        says=Words("Es hat sich seit der Anordnung nicht geändert.",
                   "It has not changed since the order.")
        if same
        else say(
            "Das Konto zu {number} hat sich seit der Anordnung geändert. Heben Sie sie auf und"
            " ordnen Sie neu an.",
            "The account of {number} has changed since the order. Take it back and order anew.",
            number=number,
        ),
        source=FOUR_EYES,
    )  # fmt: skip


def check_same_year(number: str, ordered: int | None, year: int) -> Finding:
    """Does the money leave in the budget year for which it was ordered (R-032)?

    The tranche of one year does not become that of the next one by itself.
    """
    same = ordered == year
    return Finding(
        rule="R-032",
        holds=same,
        claim=Words("Gezahlt wird im Haushaltsjahr der Anordnung.",
                    "The payment is made in the budget year of its order."),
        says=say("Angeordnet für {year}.", "Ordered for {year}.", year=str(ordered))
        if same
        else say(
            "{number} ist für {ordered} angeordnet, gezahlt würde {year}. Heben Sie die Anordnung"
            " auf und ordnen Sie neu an.",
            "{number} was ordered for {ordered} and would be paid in {year}. Take the order back"
            " and order anew.",
            number=number, ordered=str(ordered), year=str(year),
        ),
        source=TERMS_OF_ROUND,
    )  # fmt: skip
