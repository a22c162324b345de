"""A refusal says what has to be, never the opposite of what is wrong."""

from dataclasses import replace
from datetime import date

import pytest

from grants.programme.amendment import GrantFigures, check_financed, check_not_below_revoked
from grants.programme.condition import check_condition_amount, check_condition_day, check_occurred
from grants.programme.money import NOTHING, eur
from grants.programme.notification import check_day
from grants.programme.notification_terms import NotificationTerms
from grants.programme.reclaim import check_pieces, check_reclaim
from grants.programme.revocation import check_answer_time, check_extent, check_limit

TERMS = NotificationTerms()
DAY, LATER = date(2027, 3, 1), date(2027, 3, 5)
FIGURES = GrantFigures(
    ends_on=DAY, direct=eur(400), allowance=NOTHING, own_in_kind=NOTHING, third_party=NOTHING,
    other_public=NOTHING, cells={("personnel", 2027): eur(800)},
)  # fmt: skip
PIECES = {"granted": eur(100), "granted_allowance": eur(10)}
REFUSED = {
    "financed": check_financed(replace(FIGURES, direct=eur(801))),
    "below revoked": check_not_below_revoked(FIGURES, eur(400)),
    "condition day": check_condition_day(DAY, decided_on=DAY, ends_on=LATER),
    "condition amount": check_condition_amount(eur(401), eur(400)),
    "occurred": check_occurred(LATER, due=DAY, today=LATER),
    "day": check_day(LATER, DAY, DAY, "sent_on"),
    "reclaim": check_reclaim(eur(401), eur(400)),
    "allowance": check_pieces(eur(100), eur(11), **PIECES),
    "rest": check_pieces(eur(110), eur(9), **PIECES),
    "answer": check_answer_time(DAY, LATER, TERMS),
    "extent": check_extent(eur("400.01"), eur(400)),
    "limit": check_limit(DAY, today=date(2028, 3, 2), deceit=False, terms=TERMS),
}
SAYS_WHAT_HAS_TO_BE = ("muss", "darf", "dürfen", "höchstens", "nicht mehr möglich")


@pytest.mark.parametrize("which", REFUSED)
def test_a_refusal_says_what_has_to_be(which):
    found = REFUSED[which]

    assert found.breaks
    assert any(word in found.says.de for word in SAYS_WHAT_HAS_TO_BE), found.says.de


def test_a_refusal_names_what_was_entered_and_what_is_possible():
    assert REFUSED["extent"].says.de == (
        "Der Betrag muss über null liegen und darf höchstens 400,00\u00a0€ sein, so viel ist von"
        " der Zuwendung übrig. Sie haben 400,01\u00a0€ eingegeben."
    )
