"""What a cluster does with its application, by Anna, who signs, and Bea, who writes with her."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from grants.actions.application import (
    save_section,
    start_application,
)
from grants.actions.overtaken import Overtaken
from grants.models.record import Act
from grants.programme.application_form import BUDGET, COUNTRIES, OUTLINE, PROFILE
from grants.programme.finding import RulesBroken
from grants.programme.money import eur
from grants.programme.people import TeamRole
from grants.programme.stages import ApplicationState, RoundState
from grants.queries.application import content_of
from grants.queries.own_application import own_applications
from tests.makers.application import an_application
from tests.makers.cluster import a_cluster
from tests.makers.finished import a_finished_draft, an_open_round
from tests.makers.moment import NOON
from tests.makers.person import a_person


def broken_rules(broken):
    return [finding.rule for finding in broken.value.findings]


def test_a_cluster_begins_a_draft_with_the_next_number_of_the_round(session):
    anna = a_person(session)
    round_ = an_open_round(session, number=77)
    an_application(session, round_=round_).number = "R77-0041"

    begun = start_application(
        session,
        a_cluster(session, team={anna: TeamRole.SIGNATORY}),
        round_,
        by=anna.as_actor(),
        now=NOON,
    )

    assert (begun.number, begun.state) == ("R77-0042", ApplicationState.DRAFT)
    assert session.scalar(select(Act.act).where(Act.object_number == "R77-0042")) == (
        "start_application"
    )


@pytest.mark.parametrize(
    ("state", "moment"),
    [
        (RoundState.ANNOUNCED, NOON),
        (RoundState.CLOSED, NOON),
        (RoundState.OPEN, NOON - timedelta(days=31)),
        (RoundState.OPEN, NOON + timedelta(days=31)),
    ],
)
def test_no_application_begins_in_a_round_that_is_not_open(session, state, moment):
    anna = a_person(session)
    cluster = a_cluster(session, team={anna: TeamRole.SIGNATORY})
    round_ = an_open_round(session, state=state)

    with pytest.raises(RulesBroken) as broken:
        start_application(session, cluster, round_, by=anna.as_actor(), now=moment)

    assert broken_rules(broken) == ["R-014"]


def test_a_cluster_begins_no_second_application_in_a_round(session):
    anna = a_person(session)
    first = a_finished_draft(session, anna)

    with pytest.raises(RulesBroken) as broken:
        start_application(session, first.cluster, first.round, by=anna.as_actor(), now=NOON)

    assert broken_rules(broken) == ["R-012"]


def test_a_winner_of_an_earlier_round_begins_no_application(session):
    anna = a_person(session)
    cluster = a_cluster(session, team={anna: TeamRole.SIGNATORY})
    won = an_application(session, cluster, state=ApplicationState.SELECTED)
    later = an_open_round(session, beside=won.round)

    with pytest.raises(RulesBroken) as broken:
        start_application(session, cluster, later, by=anna.as_actor(), now=NOON)

    assert broken_rules(broken) == ["R-013"]


@pytest.mark.parametrize("state", [ApplicationState.DRAFT, ApplicationState.SELECTED])
def test_what_lies_in_another_programme_stands_in_nobodys_way(session, state):
    anna = a_person(session)
    cluster = a_cluster(session, team={anna: TeamRole.SIGNATORY})
    an_application(session, cluster, state=state)
    other = an_open_round(session)
    by = anna.as_actor()

    (opening,) = own_applications(session, by, NOON).openings

    assert opening.round_number == other.number
    assert start_application(session, cluster, other, by=by, now=NOON)


@pytest.mark.parametrize("state", [ApplicationState.DRAFT, ApplicationState.SUBMITTED])
def test_what_lies_in_a_cancelled_round_stands_in_nobodys_way(session, state):
    anna = a_person(session)
    cluster = a_cluster(session, team={anna: TeamRole.SIGNATORY})
    left = an_application(session, cluster, state=state)
    next_round = an_open_round(session, state=RoundState.OPEN, beside=left.round)
    by = anna.as_actor()
    assert own_applications(session, by, NOON).openings == ()

    left.round.state = RoundState.CANCELLED
    session.flush()

    (opening,) = own_applications(session, by, NOON).openings
    assert opening.round_number == next_round.number
    assert start_application(session, cluster, next_round, by=by, now=NOON)


def test_an_unsuccessful_application_is_the_beginning_of_the_next(session):
    anna = a_person(session)
    earlier = a_finished_draft(session, anna)
    earlier.state, earlier.submitted_at = ApplicationState.REJECTED, NOON
    round_ = an_open_round(session)

    begun = start_application(
        session, earlier.cluster, round_, by=anna.as_actor(), now=NOON, previous=earlier
    )

    old, new = content_of(session, earlier), content_of(session, begun)
    assert new.previous == earlier.number
    assert (new.title, new.profile, new.outline) == (old.title, old.profile, old.outline)
    assert (new.countries, new.budget, new.requested) == (old.countries, old.budget, old.requested)
    assert (new.files, new.declared_at) == ((), None)


def test_days_and_costs_that_lie_in_the_past_are_not_taken_over(session):
    anna = a_person(session)
    earlier = a_finished_draft(
        session, anna, concept_starts_on=date(2026, 1, 1), concept_ends_on=date(2027, 12, 31)
    )
    earlier.state, earlier.submitted_at = ApplicationState.REJECTED, NOON

    begun = start_application(
        session, earlier.cluster, an_open_round(session), by=anna.as_actor(), now=NOON,
        previous=earlier,
    )  # fmt: skip

    content = content_of(session, begun)
    assert (content.starts_on, content.ends_on) == (None, None)
    assert (content.budget.total, content.budget.years) == (eur(0), (2029, 2030))
    assert content.countries == ("CA",)


def test_a_reader_of_the_team_saves_nothing(session):
    rita = a_person(session, "Rita Reader")
    cluster = a_cluster(session, team={rita: TeamRole.READER})
    draft = an_application(session, cluster, an_open_round(session))

    with pytest.raises(RulesBroken):
        save_section(
            session, draft, OUTLINE, {"outline": "x"}, revision=1, by=rita.as_actor(), now=NOON
        )

    assert draft.outline == ""


def test_saving_counts_the_revision_and_keeps_what_was_there_in_the_record(session):
    anna = a_person(session)
    draft = a_finished_draft(session, anna)

    save_section(
        session, draft, OUTLINE, {"outline": "Neu."}, revision=1, by=anna.as_actor(), now=NOON
    )

    act = session.scalar(select(Act).where(Act.object_number == draft.number))
    assert (draft.outline, draft.revision) == ("Neu.", 2)
    assert act.before == {"outline": "Wir suchen Partner."}
    assert act.after == {"outline": "Neu.", "section": "outline", "revision": 2}


def test_saving_the_same_again_changes_nothing(session):
    anna = a_person(session)
    draft = a_finished_draft(session, anna)

    changed = save_section(
        session, draft, COUNTRIES, {"countries": ["CA"]}, revision=1, by=anna.as_actor(), now=NOON
    )

    assert (changed, draft.revision) == (False, 1)


def test_two_people_in_one_section_get_a_conflict_with_both_versions(session):
    anna, bea = a_person(session), a_person(session, "Bea Brandt")
    cluster = a_cluster(session, team={anna: TeamRole.SIGNATORY, bea: TeamRole.AUTHOR})
    draft = a_finished_draft(session, anna, cluster=cluster)
    save_section(
        session, draft, OUTLINE, {"outline": "Von Bea."}, revision=1, by=bea.as_actor(), now=NOON
    )

    with pytest.raises(Overtaken) as overtaken:
        save_section(
            session, draft, OUTLINE, {"outline": "Von Anna."},
            revision=1, by=anna.as_actor(), now=NOON,
        )  # fmt: skip

    assert overtaken.value.yours == {"outline": "Von Anna."}
    assert overtaken.value.theirs.answers == {"outline": "Von Bea."}
    assert (overtaken.value.theirs.by, overtaken.value.theirs.revision) == ("Bea Brandt", 2)
    assert draft.outline == "Von Bea."


def test_two_people_in_two_sections_do_not_disturb_one_another(session):
    anna, bea = a_person(session), a_person(session, "Bea Brandt")
    cluster = a_cluster(session, team={anna: TeamRole.SIGNATORY, bea: TeamRole.AUTHOR})
    draft = a_finished_draft(session, anna, cluster=cluster)
    save_section(
        session, draft, OUTLINE, {"outline": "Von Bea."}, revision=1, by=bea.as_actor(), now=NOON
    )

    save_section(
        session, draft, PROFILE, {"profile": "Von Anna."},
        revision=1, by=anna.as_actor(), now=NOON,
    )  # fmt: skip

    assert (draft.outline, draft.profile, draft.revision) == ("Von Bea.", "Von Anna.", 3)


def test_a_saved_budget_is_the_whole_budget(session):
    anna = a_person(session)
    draft = a_finished_draft(session, anna)
    cells = {("personnel", 2029): eur("12500.50"), ("rent", 2030): eur(7)}

    save_section(session, draft, BUDGET, {"cells": cells}, revision=1, by=anna.as_actor(), now=NOON)

    budget = content_of(session, draft).budget
    assert [(row.code, row.total) for row in budget.planned] == [
        ("personnel", eur("12500.50")),
        ("rent", eur(7)),
    ]
    assert budget.total == eur("12507.50")


def test_nothing_is_saved_after_the_deadline(session):
    anna = a_person(session)
    draft = a_finished_draft(session, anna)

    with pytest.raises(RulesBroken) as broken:
        save_section(
            session, draft, OUTLINE, {"outline": "Zu spät."},
            revision=1, by=anna.as_actor(), now=draft.round.closes_at + timedelta(seconds=1),
        )  # fmt: skip

    assert broken_rules(broken) == ["R-014"]
