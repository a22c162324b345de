"""Labels: two people grant one, and a round that asks for one lets in who holds it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import DatabaseError, IntegrityError

from grants.actions.application import submit_application
from grants.actions.backing import agree_backing, ask_backing
from grants.actions.label import drop_label, grant_label, propose_label
from grants.models.label import Label
from grants.models.record import Act
from grants.programme.calendar import today
from grants.programme.finding import RulesBroken
from grants.programme.label_terms import Gates, LabelHolder
from grants.programme.money import eur
from grants.programme.organisation import Size
from grants.programme.preset import preset
from grants.programme.stages import ApplicationState
from grants.queries.label import every_label, label_page, names_of_registers
from grants.queries.project_findings import project_findings
from tests.makers.cluster import a_cluster
from tests.makers.decision import two_officers
from tests.makers.finished import a_finished_draft, an_open_round
from tests.makers.label import a_label, a_register
from tests.makers.moment import NOON
from tests.makers.person import a_person
from tests.makers.project import (
    COMPANY,
    UNIVERSITY,
    a_cluster_with_an_approved_concept,
    a_ready_project,
)
from tests.makers.round import a_round

INTERCLUST = preset("interclust")
TODAY = today(NOON)
PARTNERS = (
    ("Universität A", UNIVERSITY, None, eur(600_000)),
    ("Klein GmbH", COMPANY, Size.SMALL, eur(500_000)),
)


def gated(*holders, level=""):
    gates = Gates(label_register="gocluster", label_level=level, label_of=holders)
    return replace(INTERCLUST, gates=gates)


@pytest.fixture
def two(session):
    return two_officers(session)


def proposed(session, register, cluster, by, **more):
    given = {"level": "bronze", "areas": (), "granted_for": TODAY, "evidence": "Bericht"} | more
    return propose_label(session, register, cluster, by=by.as_actor(), now=NOON, **given)


def broken(refused):
    return [(one.rule, one.place, one.says.de) for one in refused.value.findings]


def test_a_label_keeps_its_words_its_areas_and_its_dates(session, two):
    register = a_register(session)

    label = a_label(session, register, a_cluster(session), two, level="silver", areas=("A1", "A4"))

    assert (label.level_de, label.covers) == ("Silber", ["bronze", "silver"])
    assert [each.de for each in label.area_names] == [
        "Struktur und Zusammensetzung", "Sichtbarkeit und Wirkung",
    ]  # fmt: skip
    assert (label.first, label.last) == (date(2028, 5, 17), date(2030, 5, 31))
    acts = session.scalars(select(Act).where(Act.act.like("%_label")).order_by(Act.id)).all()
    assert [(act.act, act.after["valid_to"]) for act in acts] == [
        ("propose_label", "2030-05-31"), ("grant_label", "2030-05-31"),
    ]  # fmt: skip


def test_r054_who_proposed_a_label_does_not_grant_it(session, two):
    dirk, _ = two
    label = proposed(session, a_register(session), a_cluster(session), dirk)

    with pytest.raises(RulesBroken) as refused:
        grant_label(session, label, by=dirk.as_actor(), now=NOON)

    assert [rule for rule, _, _ in broken(refused)] == ["R-054"]
    label.granted_by, label.granted_at = dirk, NOON
    with pytest.raises(IntegrityError, match="ck_label_four_eyes"):
        session.flush()


def test_a_cluster_has_one_proposal_at_a_time_and_a_dropped_one_frees_the_place(session, two):
    dirk, berta = two
    register, cluster = a_register(session), a_cluster(session)
    first = proposed(session, register, cluster, dirk)

    with pytest.raises(RulesBroken) as refused:
        proposed(session, register, cluster, berta)
    drop_label(session, first, reason="Falsches Cluster", by=berta.as_actor(), now=NOON)
    second = proposed(session, register, cluster, berta)

    assert len(broken(refused)) == 1
    grant_label(session, second, by=dirk.as_actor(), now=NOON)
    with pytest.raises(RulesBroken):
        grant_label(session, first, by=dirk.as_actor(), now=NOON)


def test_a_second_click_finds_the_proposal_of_the_first(session, two):
    dirk, _ = two
    register, cluster = a_register(session), a_cluster(session)

    assert proposed(session, register, cluster, dirk) is proposed(session, register, cluster, dirk)
    with pytest.raises(RulesBroken):
        proposed(session, register, cluster, dirk, level="silver")


def test_a_renewal_continues_the_label_before_it(session, two):
    register, cluster = a_register(session), a_cluster(session)
    first = a_label(session, register, cluster, two, on=date(2026, 11, 10))

    second = a_label(session, register, cluster, two, on=date(2028, 5, 17))
    silver = a_label(session, register, cluster, two, on=date(2028, 5, 17), level="silver")

    assert (second.renews, second.first, second.last) == (
        first, date(2028, 12, 1), date(2031, 11, 30),
    )  # fmt: skip
    assert silver.renews is None


def test_the_same_label_is_not_granted_twice_and_none_for_a_day_ahead(session, two):
    register, cluster = a_register(session), a_cluster(session)
    a_label(session, register, cluster, two)

    with pytest.raises(RulesBroken) as again:
        proposed(session, register, cluster, two[0])
    with pytest.raises(RulesBroken) as ahead:
        proposed(session, register, cluster, two[0], granted_for=TODAY + timedelta(days=1))
    with pytest.raises(RulesBroken) as unproved:
        proposed(session, register, a_cluster(session), two[0], evidence=" ")

    assert broken(again)[0][1:] == (
        "granted_for",
        "Der Tag muss nach dem 17.05.2028 liegen: Für diesen Tag gibt es das Label schon.",
    )
    assert broken(ahead)[0][1:] == (
        "granted_for",
        "Der Tag muss heute oder früher liegen, Sie haben den 18.05.2028 eingegeben.",
    )
    assert broken(unproved)[0][1] == "evidence"


def test_nobody_deletes_a_label(session, two):
    label = a_label(session, a_register(session), a_cluster(session), two)

    session.delete(label)
    with pytest.raises(DatabaseError):
        session.flush()


def test_the_register_shows_what_holds_today_and_apart_what_has_ended(session, two):
    register, old, new = a_register(session), a_cluster(session), a_cluster(session)
    a_label(session, register, old, two, on=date(2020, 1, 1))
    a_label(session, register, new, two)
    proposed(session, register, old, two[0])

    def shown(ended, code="gocluster"):
        return [
            row.cluster
            for row in label_page(session, code=code, day=TODAY, ended=ended, page=1).rows
        ]

    assert (shown(False), shown(True), shown(False, "poles")) == ([new], [old], [])
    assert len(every_label(session, code="", day=TODAY, ended=False)) == 1
    assert {code: str(name) for code, name in names_of_registers(session).items()} == {
        "gocluster": "go-cluster"
    }


@pytest.mark.parametrize(("level", "lets_in"), [("bronze", True), ("silver", False)])
def test_a_round_that_asks_for_a_label_takes_in_who_holds_it_on_the_day_of_the_deadline(
    session, two, level, lets_in
):
    anna = a_person(session)
    register = a_register(session)
    round_ = an_open_round(session, terms=gated(LabelHolder.CLUSTER, level=level))
    draft = a_finished_draft(session, anna, round_)

    with pytest.raises(RulesBroken) as without:
        submit_application(session, draft, by=anna.as_actor(), now=NOON)
    a_label(session, register, draft.cluster, two)

    assert [(rule, place) for rule, place, _ in broken(without)] == [("LABEL", "profile")]
    if lets_in:
        submit_application(session, draft, by=anna.as_actor(), now=NOON)
        assert draft.state is ApplicationState.SUBMITTED
        return
    with pytest.raises(RulesBroken) as lower:
        submit_application(session, draft, by=anna.as_actor(), now=NOON)
    assert "Eingetragen ist Bronze." in broken(lower)[0][2]


def test_a_label_that_nobody_granted_yet_or_that_ends_before_the_deadline_lets_nobody_in(
    session, two
):
    anna = a_person(session)
    register = a_register(session)
    draft = a_finished_draft(
        session, anna, an_open_round(session, terms=gated(LabelHolder.CLUSTER))
    )
    a_label(session, register, draft.cluster, two, on=date(2026, 5, 1))
    proposed(session, register, draft.cluster, two[0], level="gold")

    with pytest.raises(RulesBroken) as refused:
        submit_application(session, draft, by=anna.as_actor(), now=NOON)

    assert today(draft.round.closes_at) == date(2028, 6, 16)
    assert broken(refused)[0][2].endswith("Bronze gilt vom 01.05.2026 bis 31.05.2028.")


def test_every_cluster_behind_a_project_needs_the_label_of_a_pole(session, two):
    terms = gated(LabelHolder.PROJECT)
    terms = replace(terms, projects=replace(terms.projects, multi_cluster=True))
    round_ = a_round(session, terms=terms)
    (first, anna), (second, carl) = [
        a_cluster_with_an_approved_concept(session, round_) for _ in range(2)
    ]
    project = a_ready_project(session, first, anna, *PARTNERS)
    agree_backing(
        session, ask_backing(session, project, second.number, by=anna, now=NOON), by=carl, now=NOON
    )
    register = a_register(session)

    def missing():
        found = project_findings(session, project, now=NOON)
        return [one.says.de.split(" braucht")[0] for one in found
                if one.rule == "LABEL" and one.breaks]  # fmt: skip

    assert missing() == [first.cluster.name, second.cluster.name]
    a_label(session, register, first.cluster, two, on=date(2026, 6, 1))
    assert missing() == [second.cluster.name]
    a_label(session, register, second.cluster, two, on=date(2026, 6, 1))
    assert missing() == []


def test_two_labels_of_one_cluster_in_one_register_never_begin_on_one_day(session, two):
    first = a_label(session, a_register(session), a_cluster(session), two)
    same = {
        name: getattr(first, name)
        for name in ("programme", "cluster", "terms", "level", "level_de", "level_en", "covers",
                     "areas", "granted_for", "first", "last", "evidence", "proposed_by",
                     "proposed_at", "granted_by", "granted_at")
    }  # fmt: skip
    session.add(Label(**same))

    with pytest.raises(IntegrityError, match="uq_label_granted"):
        session.flush()
