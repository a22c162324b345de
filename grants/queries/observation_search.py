"""The look through all cases: every entry of the catalogue, asked of the whole database.

Each entry is a fixed number of statements, however many awards there are. The record of acts is
the exception: its check reads every seal.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from grants.queries.observation_claim import claims_not_paid
from grants.queries.observation_decision import (
    goals_without_measure,
    record_broken,
    remedy_missing,
    same_hands,
    scored_in_conflict,
)
from grants.queries.observation_duty import (
    awarded_beside_overdue,
    reclaims_not_pursued,
    reports_late,
    reports_unchecked,
    reports_without_remark,
)
from grants.queries.observation_found import Found, Frame, frame_of, merged
from grants.queries.observation_money import (
    above_cap,
    few_own_funds,
    lines_exceeded,
    same_paper,
    wrong_allowance,
)
from grants.queries.observation_partner import (
    began_before,
    money_abroad,
    too_few_partners,
    wrong_size,
)
from grants.queries.observation_spent import listed_too_little, money_idle, paid_outside
from grants.queries.observation_transparency import aid_not_noted, aid_not_published
from grants.queries.observation_voucher import ordered_before, same_invoice

Search = Callable[[Session, Frame], Iterable[Found]]
SEARCHES: Final[dict[str, tuple[Search, ...]]] = {
    "F-01": (above_cap,),
    "F-02": (too_few_partners,),
    "F-03": (began_before, ordered_before),
    "F-04": (few_own_funds,),
    "F-05": (money_abroad,),
    "F-06": (money_idle,),
    "F-07": (reports_late,),
    "F-08": (reports_unchecked,),
    "F-09": (reports_without_remark,),
    "F-10": (reclaims_not_pursued, claims_not_paid),
    "F-11": (lines_exceeded,),
    "F-12": (paid_outside, listed_too_little),
    "F-15": (same_paper, same_invoice),
    "F-16": (wrong_size,),
    "F-17": (wrong_allowance,),
    "F-18": (same_hands, scored_in_conflict),
    "F-19": (goals_without_measure,),
    "F-20": (remedy_missing,),
    "F-21": (aid_not_published, aid_not_noted),
    "F-22": (awarded_beside_overdue,),
    "F-23": (record_broken,),
}
"""By code; what is missing here cannot be computed yet, and the catalogue says why."""


def look_through(session: Session, now: datetime) -> list[Found]:
    """Everything that the catalogue finds at this moment, each thing once, by code and number."""
    frame = frame_of(session, now)
    found = merged(
        one for code in SEARCHES for search in SEARCHES[code] for one in search(session, frame)
    )
    return sorted(found, key=lambda one: (one.code, one.subject))
