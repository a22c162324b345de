"""The account of a grant from its final report and what staff accepted of it (R-034)."""

from sqlalchemy.orm import Session

from grants.models.grant import Grant
from grants.models.report import Report, ReportKind
from grants.programme.money import total
from grants.programme.settlement import GrantFigures, Settlement, settle
from grants.queries.application import terms_of
from grants.queries.voucher_check import not_accepted


def settlement_of(session: Session, report: Report) -> Settlement | None:
    """What the grant comes to by this report; nothing for a report that closes no account.

    Three statements where vouchers were judged, else one.
    """
    if report.kind is not ReportKind.FINAL:
        return None
    spent = total(line.spent for line in report.lines)
    accepted = spent - total(not_accepted(session, report).values())
    terms = terms_of(report.grant.award.terms)
    return settle(terms, figures(report.grant), accepted, report.received)


def figures(grant: Grant) -> GrantFigures:
    """What was granted, with everything that changed it since."""
    return GrantFigures(
        direct=grant.direct,
        allowance=grant.allowance,
        revoked=grant.revoked,
        share=grant.rate_share,
    )
