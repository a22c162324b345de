"""A sample is drawn from the round as it is, is kept, and can be drawn again from its data."""

import json

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from grants.actions.audit_sample import draw_sample
from grants.documents.sample_file import SamplePaper, sample_data, sample_page
from grants.models.record import Act
from grants.programme.finding import RulesBroken
from grants.programme.money import eur
from grants.programme.sampling import FrameKind, Unit, Way, draw, frame_hash
from grants.programme.words import Words
from tests.makers.decided import LATER, an_auditor, an_awarded_case
from tests.makers.round import a_round


@pytest.fixture
def award(session):
    """An awarded case whose interim report is late."""
    return an_awarded_case(session)


def drawn(session, award, way, **more):
    return draw_sample(
        session, award.application.round, FrameKind.GRANTS, way, percent=10, size=None,
        by=an_auditor(session).as_actor(), now=LATER, **more,
    )  # fmt: skip


def test_a_late_first_grant_has_the_points_of_both(session, award):
    sample = drawn(session, award, Way.RISK)

    (unit,) = sample.frame
    assert set(unit["reasons"]) == {"first", "late"}
    assert (unit["amount"], unit["points"]) == ("400000.00", 3)
    assert (sample.drawn, sample.seed) == ([unit["number"]], "")


@pytest.mark.parametrize("way", [Way.RANDOM, Way.MONEY])
def test_by_chance_there_is_a_seed_and_the_data_draw_it_again(session, award, way):
    sample = drawn(session, award, way)
    paper = SamplePaper(
        title=Words("x", "x"), of=sample.of, way=sample.way, percent=10, size=sample.size,
        seed=sample.seed, frame=sample.frame, frame_sha256=sample.frame_sha256,
        drawn=sample.drawn, who="Clara", at=Words("x", "x"),
    )  # fmt: skip

    data = json.loads(sample_data(paper))
    frame = [
        Unit(number=u["number"], amount=eur(u["amount"]), points=u["points"],
             reasons=tuple(u["reasons"]))
        for u in data["frame"]
    ]  # fmt: skip

    assert frame_hash(frame) == data["frame_sha256"]
    assert list(draw(Way(data["way"]), frame, data["size"], data["seed"])) == data["drawn"]
    assert sample.seed.encode() in sample_page(paper, "de")


def test_a_seed_may_be_given_and_each_draw_is_in_the_record(session, award):
    first, second = (drawn(session, award, Way.RANDOM, seed=seed) for seed in ("eins", ""))

    acts = session.scalars(select(Act).where(Act.act == "draw_sample").order_by(Act.id)).all()
    assert first.seed == "eins"
    assert len(second.seed) == 16
    assert [act.after["seed"] for act in acts] == ["eins", second.seed]


def test_nobody_changes_or_removes_a_sample(session, award):
    drawn(session, award, Way.RANDOM)
    session.flush()

    for statement in ("update audit_sample set seed = 'x'", "delete from audit_sample"):
        with pytest.raises(DBAPIError), session.begin_nested():
            session.execute(text(statement))


@pytest.mark.parametrize("of", list(FrameKind))
def test_from_nothing_nothing_is_drawn(session, of):
    with pytest.raises(RulesBroken):
        draw_sample(
            session, a_round(session), of, Way.RISK, percent=10, size=None,
            by=an_auditor(session).as_actor(), now=LATER,
        )  # fmt: skip
