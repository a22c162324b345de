"""Staff draw vouchers with a seed, judge them, and accept a report only then (R-038)."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from grants.actions.report_check import accept_report
from grants.actions.voucher_check import draw_vouchers, judge_voucher
from grants.models.record import Act
from grants.programme.finding import RulesBroken
from grants.programme.money import NOTHING, eur
from grants.programme.stages import NoSuchMove, ReportState
from grants.programme.voucher_check import check_all_judged, drawn, reduced_by
from grants.queries.voucher_check import checks_of, not_accepted
from tests.makers.moment import NOON
from tests.makers.report import a_report
from tests.makers.review import an_officer
from tests.makers.voucher import a_voucher, listed


@pytest.fixture
def dirk(session):
    return an_officer(session).as_actor()


@pytest.fixture
def report(session):
    """In check, with ten vouchers over 100.00 EUR each."""
    made = a_report(session, state=ReportState.QUERY, submitted_at=NOON)
    listed(session, made, *[a_voucher(amount=eur(100), invoice=f"RE-{at}") for at in range(10)])
    made.state = ReportState.IN_CHECK
    session.flush()
    return made


def draw(session, report, size, by):
    return draw_vouchers(session, report, size, by=by, now=NOON)


def judge(session, report, ordinal, accepted, by, *, remark=""):
    return judge_voucher(session, report, ordinal, accepted=accepted, remark=remark, by=by,
                         now=NOON)  # fmt: skip


def test_the_same_seed_draws_the_same_whatever_the_order_of_the_list():
    numbers = list(range(1, 101))
    shuffled = [(number * 37) % 101 for number in numbers]

    assert drawn("ab12", numbers, 10) == drawn("ab12", shuffled, 10)
    assert drawn("ab12", numbers, 10) != drawn("ab13", numbers, 10)
    assert set(drawn("ab12", numbers, 9)) < set(drawn("ab12", numbers, 10))


def test_a_sample_keeps_its_seed_and_its_list_so_that_anybody_draws_it_again(session, report, dirk):
    sample = draw(session, report, 4, dirk)

    assert drawn(sample.seed, sample.frame, 4) == tuple(sample.chosen)
    assert sample.frame == list(range(1, 11))
    kept = session.query(Act).filter_by(act="draw_vouchers").one()
    assert kept.after["seed"] == sample.seed
    with pytest.raises(IntegrityError), session.begin_nested():
        session.execute(text("update voucher_sample set seed = 'x'"))


def test_a_second_sample_is_drawn_of_what_is_left_and_no_more(session, report, dirk):
    first, second = draw(session, report, 6, dirk), draw(session, report, 4, dirk)

    assert sorted([*first.chosen, *second.chosen]) == list(range(1, 11))
    with pytest.raises(RulesBroken):
        draw(session, report, 1, dirk)


@pytest.mark.parametrize("size", [0, -1, 11])
def test_a_sample_of_nothing_or_of_more_than_there_is_is_refused(session, report, dirk, size):
    with pytest.raises(RulesBroken):
        draw(session, report, size, dirk)


def test_what_is_not_accepted_has_a_reason_and_is_no_more_than_the_voucher(session, report, dirk):
    with pytest.raises(RulesBroken):
        judge(session, report, 1, eur("99.99"), dirk)
    with pytest.raises(RulesBroken):
        judge(session, report, 1, eur("100.01"), dirk, remark="Mehr.")

    judge(session, report, 1, eur("99.99"), dirk, remark="Pfand abgezogen.")
    judge(session, report, 2, NOTHING, dirk, remark="Nicht im Plan.")
    judge(session, report, 2, eur(40), dirk, remark="Teilweise im Plan.")
    judge(session, report, 2, eur(40), dirk, remark="Teilweise im Plan.")

    assert not_accepted(session, report) == {"travel_abroad": eur("60.01")}
    assert session.query(Act).filter_by(act="judge_voucher").count() == 3


def test_a_report_is_accepted_once_every_voucher_that_was_drawn_is_judged(session, report, dirk):
    sample = draw(session, report, 2, dirk)
    judge(session, report, sample.chosen[0], eur(100), dirk)

    with pytest.raises(RulesBroken) as raised:
        accept_report(session, report, remark="Geprüft.", by=dirk, now=NOON)
    assert "Noch zu prüfen: 1 von 2" in raised.value.findings[0].says.de

    judge(session, report, sample.chosen[1], eur(100), dirk)
    accept_report(session, report, remark="Geprüft.", by=dirk, now=NOON)
    assert report.state is ReportState.ACCEPTED
    with pytest.raises(NoSuchMove):
        judge(session, report, 1, eur(100), dirk)


def test_after_an_answer_that_changed_a_voucher_its_judgement_counts_no_more(session, report, dirk):
    judge(session, report, 1, eur(60), dirk, remark="Zu teuer.")
    report.state = ReportState.QUERY
    session.flush()
    session.execute(text("update report_voucher set amount = 90 where ordinal = 1"))
    report.state = ReportState.IN_CHECK
    session.flush()
    session.expire_all()

    assert not_accepted(session, report) == {}
    assert checks_of(session, report).judged == {}


def test_nothing_is_left_where_nothing_was_drawn():
    assert check_all_judged((), ()).holds
    assert reduced_by({1: ("rent", eur(5))}, {}) == {}
    assert reduced_by({1: ("rent", eur(5))}, {1: eur(2)}) == {"rent": eur(3)}


def test_nobody_replaces_the_judgement_of_a_colleague_unseen(session, report, dirk):
    doris = an_officer(session, "Doris Diehl").as_actor()
    first = judge(session, report, 1, NOTHING, dirk, remark="Vor Beginn beauftragt.")

    with pytest.raises(RulesBroken, match=r"Dirk.*0\.00.*Vor Beginn beauftragt"):
        judge_voucher(session, report, 1, accepted=eur(100), remark="", by=doris, now=NOON, seen=0)
    assert checks_of(session, report).judged[1].id == first.id

    judge_voucher(
        session, report, 1, accepted=eur(100), remark="", by=doris, now=NOON, seen=first.id
    )
    assert checks_of(session, report).judged[1].accepted == eur(100)
