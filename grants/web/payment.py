"""What pages of payments share, whoever looks: words, tones, the bar of a grant."""

from typing import Any, Final

from grants.models.payment import PaymentRequest
from grants.models.record import Act
from grants.programme.ledger import ACCOUNT_WORDS, AccountKind
from grants.programme.money import NOTHING, total
from grants.programme.stages import PaymentState
from grants.queries.act_name import act_words, note_words
from grants.queries.payment import GrantMoney
from grants.queries.payment_page import YearRow, year_rows
from grants.web.charts import headroom

P = PaymentState
TONES: Final = {
    P.DRAFT: "info", P.SUBMITTED: "info", P.HELD: "warning", P.CHECKED: "info",
    P.APPROVED: "info", P.PAID: "success", P.USED: "success", P.IDLE: "warning",
    P.INTEREST_NOTICE: "warning", P.REJECTED: "danger",
}  # fmt: skip


def money_shown(money: GrantMoney) -> dict[str, Any]:
    """The figures of a grant for a template: key figures, bar, years with their sums."""
    rows = year_rows(money)
    return {
        "money": money,
        "years": rows,
        "sums": sums_of(rows),
        "room": headroom(money.granted, [
            (ACCOUNT_WORDS[AccountKind.PAID], money.paid - money.repaid),
            (ACCOUNT_WORDS[AccountKind.ORDERED], money.ordered),
        ]) if money.granted > NOTHING else None,
    }  # fmt: skip


def sums_of(rows: list[YearRow]) -> YearRow:
    """The last row of the table of years."""
    return YearRow(
        year=0,
        tranche=total(row.tranche for row in rows),
        paid=total(row.paid for row in rows),
        ordered=total(row.ordered for row in rows),
        free=total(row.free for row in rows),
    )


def tone_of(request: PaymentRequest) -> str:
    """The colour of its badge."""
    return TONES[request.state]


def happening(act: Act) -> dict[str, Any]:
    """An act as the time line shows it."""
    return {"at": act.at, "words": act_words(act), "note": note_words(act), "strong": True}
