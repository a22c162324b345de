"""What comes against a decision: a court action before anybody decided on an objection (R-051)."""

from datetime import date

from grants.programme.contest import sued_too_soon
from grants.programme.notification import Contest, ContestKind

SUED = Contest(kind=ContestKind.COURT_ACTION, received_on=date(2027, 3, 20))


def objected(*, ended_on=None):
    return Contest(kind=ContestKind.OBJECTION, received_on=date(2027, 3, 10), ended_on=ended_on)


def test_r051_who_sues_before_an_objection_is_decided_on_sues_too_soon():
    assert "Widerspruch" in sued_too_soon(SUED, [SUED]).de
    assert sued_too_soon(SUED, [objected(), SUED]) is not None
    assert sued_too_soon(SUED, [objected(ended_on=date(2027, 3, 21)), SUED]) is not None


def test_r051_who_sues_after_the_decision_on_the_objection_sues_in_time():
    assert sued_too_soon(SUED, [objected(ended_on=date(2027, 3, 20)), SUED]) is None
    assert sued_too_soon(objected(), [objected(), SUED]) is None
