"""How an award ends: its final account, what is still paid back, the end of retention."""

from grants.papers.compliance_award import fill_award_report
from grants.programme.money import NOTHING, eur


def the_auditor_reads_the_same_sums(life):
    """The compliance report of the grant, against the figures that this life was made of."""
    report = fill_award_report(life.session, life.grant.award, cut_off=life.now, grant=life.grant)
    amounts = {one.label.en: one.money for one in report.amounts}
    assert {name: amounts[name] for name in AMOUNTS} == AMOUNTS


AMOUNTS = {
    "Awarded": eur(350_000),
    "Of these by amendments": NOTHING,
    # 100,000.00 in 2030 and 20,000.00 in 2031
    "Revoked or withdrawn": eur(120_000),
    "Reclaimed": eur(120_000),
    # 1,546.03 + 309.21
    "Interest on reclaims": eur("1855.24"),
    "Own funds in the plans": eur(350_000),
    # 50,000.00 + 200,000.00 + 100,000.00
    "Paid through this system": eur(350_000),
    # of the final report alone, which is about all years: 380,000.00 + 80,000.00
    "Used, as recipients report": eur(460_000),
    "Own funds used, as recipients report": eur(230_000),
    "Received, as recipients report": eur(250_000),
}
