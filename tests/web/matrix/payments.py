"""The pages of payments: the recipient asks, three officers decide, auditors read."""

from tests.web.matrix.row import (
    ADAM,
    CARL,
    DIRK,
    PAULA,
    READS_ALL,
    TEAM,
    Row,
    all_cases,
    only,
    team,
)

PAYMENTS = {
    "base_rate.base_rates": only("nothing", *READS_ALL, ADAM),
    "base_rate.enter": only("nothing", DIRK, ADAM),
    "applicant_organisation.withdraw": Row(
        "organisation", {"annas": TEAM, "carls": (CARL,), "paulas": (PAULA,)}
    ),
    "sponsor_account_number.account": only("account change", *READS_ALL),
    "sponsor_account_number.accounts": only("nothing", *READS_ALL),
    "sponsor_account_number.decide": only("account change", DIRK),
    "applicant_payment.begin": team("grant"),
    "applicant_payment.payment": team("payment"),
    "applicant_payment.payments": team("grant"),
    "applicant_payment.submit": team("payment"),
    "applicant_payment.use": team("payment"),
    "applicant_payment.withdraw": team("payment"),
    "demo_bank.download": only("payment run", DIRK),
    "sponsor_late_use.interest": Row("payment", {"annas": (DIRK,)}),
    "sponsor_payment.act": Row("payment", {"annas": (DIRK,)}),
    "sponsor_payment.grant": all_cases("grant", *READS_ALL),
    "sponsor_payment.payment": Row("payment", {"annas": READS_ALL}),
    "sponsor_payment.payments": only("nothing", *READS_ALL),
    "sponsor_payment_run.drop": only("payment run", DIRK),
    "sponsor_payment_run.explain": only("bank line", DIRK),
    "sponsor_payment_run.fetch": only("payment run", DIRK),
    "sponsor_payment_run.make": only("nothing", DIRK, sends={"authority": "muster"}),
    "sponsor_payment_run.run": only("payment run", *READS_ALL),
    "sponsor_payment_run.statement": only("bank statement", *READS_ALL),
    "sponsor_payment_run.take": only("nothing", DIRK),
}
