"""Whether the figures of a report are there, and whether they fit together (R-019)."""

from grants.programme.finding import Finding
from grants.programme.money import NOTHING, Money
from grants.programme.sources import TERMS_OF_ROUND
from grants.programme.words import Words, say


def check_entered(planned: Money, spent: Money) -> Finding:
    """Does a report on a period with a plan say what was spent in it? Amounts in EUR."""
    missing = planned > NOTHING and spent == NOTHING
    says = say("{spent} von {planned} verwendet.", "{spent} of {planned} spent.",
               spent=spent, planned=planned)  # fmt: skip
    if missing:
        says = say(
            "Geben Sie die Ausgaben ein. Geplant waren {planned}, eingetragen ist nichts.",
            "Enter the expenditure. The plan was {planned}, nothing is entered.",
            planned=planned,
        )
    return Finding(
        rule="REPORT-FIGURES",
        holds=not missing,
        claim=Words("Die Ausgaben sind eingetragen.", "The expenditure is entered."),
        says=says,
        source=TERMS_OF_ROUND,
        place="#figures",
    )


def check_received(received: Money, spent: Money, most: Money) -> Finding:
    """Is the grant money entered that was received? A hint: it may come only later.

    `most` is the whole grant: more than that cannot have come.
    """
    missing = spent > NOTHING and received == NOTHING
    says = say("{received} erhalten.", "{received} received.", received=received)
    if spent == received == NOTHING:
        says = Words(
            "Weder Zuwendung noch Ausgaben sind eingetragen.",
            "Neither grant money nor expenditure is entered.",
        )
    if missing:
        says = Words(
            "Als erhalten sind 0,00 € angegeben. Trifft das für diesen Zeitraum nicht zu, tragen "
            "Sie den Betrag ein.",
            "EUR 0.00 is stated as received. If that is not right for this period, enter the "
            "amount.",
        )
    if received > most:
        says = say(
            "Prüfen Sie den Betrag: {received} erhalten, bewilligt sind insgesamt {most}.",
            "Check the amount: {received} received, the whole grant is {most}.",
            received=received,
            most=most,
        )
    return Finding(
        rule="REPORT-RECEIVED",
        holds=not missing and received <= most,
        claim=Words(
            "Die erhaltene Zuwendung passt zu den Ausgaben.",
            "The grant received fits the expenditure.",
        ),
        says=says,
        source=TERMS_OF_ROUND,
        place="#received",
        warns=True,
    )


def check_covered(paid: Money, spent: Money) -> Finding:
    """Were the costs paid from what was received, own funds and third parties? A hint."""
    holds = paid >= spent
    says = say("{paid} decken {spent} Ausgaben.", "{paid} covers {spent} of expenditure.",
               paid=paid, spent=spent)  # fmt: skip
    if not holds:
        says = say(
            "{open} Ausgaben sind noch nicht gedeckt: {paid} von {spent}.",
            "{open} of expenditure is not covered yet: {paid} of {spent}.",
            open=spent - paid, paid=paid, spent=spent,
        )  # fmt: skip
    return Finding(
        rule="R-019",
        holds=holds,
        claim=Words("Die Ausgaben sind gedeckt.", "The expenditure is covered."),
        says=says,
        source=TERMS_OF_ROUND,
        place="#own_funds_spent",
        warns=True,
    )
