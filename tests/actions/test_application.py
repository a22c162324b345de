"""What a cluster does with its application, by Anna, who signs, and Bea, who writes with her."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from hashlib import sha256

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from grants.actions.application import (
    save_section,
    start_application,
    submit_application,
    withdraw_application,
)
from grants.actions.conflict import Conflict
from grants.models.application import Application, Receipt
from grants.models.organisation import Cluster, Part
from grants.models.outbox import Mail
from grants.models.record import Act
from grants.models.round import Round
from grants.programme.application_form import BUDGET, COUNTRIES, OUTLINE, PROFILE
from grants.programme.finding import RulesBroken
from grants.programme.money import eur
from grants.programme.stages import ApplicationState, NoSuchMove, RoundState
from grants.queries.application import content_of
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
        a_cluster(session, team={anna: Part.SIGNATORY}),
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
    cluster = a_cluster(session, team={anna: Part.SIGNATORY})
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
    cluster = a_cluster(session, team={anna: Part.SIGNATORY})
    an_application(session, cluster, state=ApplicationState.SELECTED)

    with pytest.raises(RulesBroken) as broken:
        start_application(session, cluster, an_open_round(session), by=anna.as_actor(), now=NOON)

    assert broken_rules(broken) == ["R-013"]


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


def test_a_reader_of_the_team_saves_nothing(session):
    rita = a_person(session, "Rita Reader")
    cluster = a_cluster(session, team={rita: Part.READER})
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
    cluster = a_cluster(session, team={anna: Part.SIGNATORY, bea: Part.AUTHOR})
    draft = a_finished_draft(session, anna, cluster=cluster)
    save_section(
        session, draft, OUTLINE, {"outline": "Von Bea."}, revision=1, by=bea.as_actor(), now=NOON
    )

    with pytest.raises(Conflict) as conflict:
        save_section(
            session, draft, OUTLINE, {"outline": "Von Anna."},
            revision=1, by=anna.as_actor(), now=NOON,
        )  # fmt: skip

    assert conflict.value.yours == {"outline": "Von Anna."}
    assert conflict.value.theirs.answers == {"outline": "Von Bea."}
    assert (conflict.value.theirs.by, conflict.value.theirs.revision) == ("Bea Brandt", 2)
    assert draft.outline == "Von Bea."


def test_two_people_in_two_sections_do_not_disturb_one_another(session):
    anna, bea = a_person(session), a_person(session, "Bea Brandt")
    cluster = a_cluster(session, team={anna: Part.SIGNATORY, bea: Part.AUTHOR})
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


def test_a_submission_is_proved_by_a_receipt_over_exactly_what_was_sent(session):
    anna = a_person(session)
    draft = a_finished_draft(session, anna)

    receipt = submit_application(session, draft, by=anna.as_actor(), now=NOON)

    assert (draft.state, draft.submitted_at, draft.late) == (
        ApplicationState.SUBMITTED,
        NOON,
        False,
    )
    assert (receipt.version, receipt.received_at, receipt.submitted_by) == (1, NOON, anna)
    assert receipt.content["requested"] == "400000.00"
    assert [file["sha256"] for file in receipt.content["files"]] == ["0" * 64]
    canonical = json.dumps(
        receipt.content, sort_keys=True, separators=(",", ":"), ensure_ascii=False
    )
    assert receipt.sha256 == sha256(canonical.encode()).hexdigest()


def test_the_receipt_of_the_database_has_the_fingerprint_it_names(session):
    anna = a_person(session)
    draft = a_finished_draft(session, anna, outline='Ein „Zitat“, ein\nUmbruch, 1.0 und "x"')
    receipt = submit_application(session, draft, by=anna.as_actor(), now=NOON)

    session.refresh(receipt)

    canonical = json.dumps(
        receipt.content, sort_keys=True, separators=(",", ":"), ensure_ascii=False
    )
    assert receipt.sha256 == sha256(canonical.encode()).hexdigest()


def test_the_mail_about_a_submission_names_number_and_time_but_no_content(session):
    anna = a_person(session)
    draft = a_finished_draft(session, anna)

    submit_application(
        session, draft, by=anna.as_actor(), now=NOON, public_url="https://example.org"
    )

    mail = session.scalar(select(Mail).where(Mail.recipient == anna.email))
    assert mail.subject == f"Ihre Bewerbung ist eingegangen: {draft.number}"
    assert f"https://example.org/applications/{draft.number}/receipt" in mail.body
    assert "am 17.05.2028 um 12:00:00 Uhr (MESZ)" in mail.body
    assert draft.title not in mail.body


def test_a_second_click_finds_the_receipt_of_the_first(session):
    anna = a_person(session)
    draft = a_finished_draft(session, anna)
    first = submit_application(session, draft, by=anna.as_actor(), now=NOON)

    later = NOON + timedelta(seconds=2)
    second = submit_application(session, draft, by=anna.as_actor(), now=later)

    assert second is first
    assert draft.submitted_at == NOON


def test_the_moment_of_the_deadline_still_counts(session):
    anna = a_person(session)
    draft = a_finished_draft(session, anna)

    submit_application(session, draft, by=anna.as_actor(), now=draft.round.closes_at)

    assert (draft.state, draft.late) == (ApplicationState.SUBMITTED, False)


def test_the_moment_after_the_deadline_is_too_late(session):
    anna = a_person(session)
    draft = a_finished_draft(session, anna)
    moment = draft.round.closes_at + timedelta(microseconds=1)

    with pytest.raises(RulesBroken) as broken:
        submit_application(session, draft, by=anna.as_actor(), now=moment)

    assert broken_rules(broken) == ["R-014"]
    assert draft.state is ApplicationState.DRAFT


@pytest.mark.parametrize(
    ("wrong", "rule"),
    [
        ({"own_funds": eur("399999.99")}, ["R-003", "R-019"]),
        ({"requested": eur("400000.01")}, ["R-003", "R-019"]),
        ({"requested_later": eur("3600000.01")}, ["R-001"]),
        ({"projects_planned": 4}, ["R-005"]),
        ({"outline": "x" * 8001}, ["form"]),
        ({"title": ""}, ["form"]),
        ({"declared_at": None}, ["form"]),
        ({"concept_ends_on": None}, ["R-011"]),
    ],
)
def test_a_submission_keeps_every_rule_of_the_round(session, wrong, rule):
    anna = a_person(session)
    draft = a_finished_draft(session, anna, **wrong)

    with pytest.raises(RulesBroken) as broken:
        submit_application(session, draft, by=anna.as_actor(), now=NOON)

    assert broken_rules(broken) == rule
    assert session.scalar(select(func.count()).select_from(Receipt)) == 0


def test_exactly_the_cap_may_be_asked_for(session):
    anna = a_person(session)
    draft = a_finished_draft(session, anna, requested_later=eur(3_600_000))

    submit_application(session, draft, by=anna.as_actor(), now=NOON)

    assert draft.state is ApplicationState.SUBMITTED


def test_only_a_signatory_submits(session):
    anna, bea = a_person(session), a_person(session, "Bea Brandt")
    cluster = a_cluster(session, team={anna: Part.SIGNATORY, bea: Part.AUTHOR})
    draft = a_finished_draft(session, anna, cluster=cluster)

    with pytest.raises(RulesBroken) as broken:
        submit_application(session, draft, by=bea.as_actor(), now=NOON)

    assert [finding.says.de for finding in broken.value.findings] == ["Das dürfen: Anna Albrecht."]


def test_a_submitted_application_does_not_change_any_more(session):
    anna = a_person(session)
    draft = a_finished_draft(session, anna)
    submit_application(session, draft, by=anna.as_actor(), now=NOON)

    with pytest.raises(NoSuchMove):
        save_section(
            session, draft, OUTLINE, {"outline": "x"}, revision=1, by=anna.as_actor(), now=NOON
        )


def test_who_withdraws_may_begin_again_from_it_before_the_deadline(session):
    anna = a_person(session)
    draft = a_finished_draft(session, anna)
    submit_application(session, draft, by=anna.as_actor(), now=NOON)
    withdraw_application(session, draft, by=anna.as_actor(), now=NOON)

    again = start_application(
        session, draft.cluster, draft.round, by=anna.as_actor(), now=NOON, previous=draft
    )

    assert draft.state is ApplicationState.WITHDRAWN
    assert (again.title, again.previous_id) == (draft.title, draft.id)


def test_a_selected_application_is_not_withdrawn(session):
    anna = a_person(session)
    cluster = a_cluster(session, team={anna: Part.SIGNATORY})
    chosen = an_application(session, cluster, state=ApplicationState.SELECTED)

    with pytest.raises(NoSuchMove):
        withdraw_application(session, chosen, by=anna.as_actor(), now=NOON)


def test_twenty_clicks_at_once_give_one_receipt(engine):
    with Session(engine) as work:
        anna = a_person(work)
        number = a_finished_draft(work, anna).number
        actor = anna.as_actor()
        work.commit()

    def click(_):
        with Session(engine) as work:
            application = work.scalar(select(Application).where(Application.number == number))
            receipt = submit_application(work, application, by=actor, now=NOON)
            fingerprint = receipt.sha256
            work.commit()
            return fingerprint

    with ThreadPoolExecutor(20) as clickers:
        fingerprints = set(clickers.map(click, range(20)))

    with Session(engine) as work:
        kept = work.scalars(select(Receipt.sha256)).all()
        mails = work.scalar(select(func.count()).select_from(Mail))
    assert (set(kept), len(kept), mails) == (fingerprints, 1, 1)


def test_an_edit_and_a_submission_at_once_never_mix(engine):
    with Session(engine) as work:
        anna = a_person(work)
        number = a_finished_draft(work, anna).number
        actor = anna.as_actor()
        work.commit()

    def edit(at):
        text = f"Fassung {at}"
        with Session(engine) as work:
            application = work.scalar(select(Application).where(Application.number == number))
            try:
                save_section(
                    work, application, PROFILE, {"title": text, "profile": text},
                    revision=application.revision, by=actor, now=NOON,
                )  # fmt: skip
                work.commit()
            except (NoSuchMove, Conflict):
                work.rollback()

    def submit(_):
        with Session(engine) as work:
            application = work.scalar(select(Application).where(Application.number == number))
            submit_application(work, application, by=actor, now=NOON)
            work.commit()

    with ThreadPoolExecutor(9) as people:
        jobs = [people.submit(edit, at) for at in range(4)]
        jobs.append(people.submit(submit, 0))
        jobs += [people.submit(edit, at) for at in range(4, 8)]
        for job in jobs:
            job.result()

    with Session(engine) as work:
        application = work.scalar(select(Application).where(Application.number == number))
        content = work.scalar(select(Receipt.content))
    assert (content["title"], content["profile"]) == (application.title, application.profile)
    assert content["title"] == content["profile"] or content["title"] == "Vom Hafen in die Welt"


def test_many_clusters_begin_at_once_and_no_number_comes_twice(engine):
    with Session(engine) as work:
        round_id = an_open_round(work, number=88).id
        people = [a_person(work, f"Anna{at} Albrecht") for at in range(10)]
        clusters = [
            a_cluster(work, f"Cluster {at}", team={anna: Part.SIGNATORY}).id
            for at, anna in enumerate(people)
        ]
        work.flush()
        jobs = [(cluster, anna.as_actor()) for cluster, anna in zip(clusters, people, strict=True)]
        work.commit()

    def begin(job):
        cluster_id, actor = job
        with Session(engine) as work:
            begun = start_application(
                work, work.get(Cluster, cluster_id), work.get(Round, round_id), by=actor, now=NOON
            )
            number = begun.number
            work.commit()
            return number

    with ThreadPoolExecutor(10) as starters:
        numbers = sorted(starters.map(begin, jobs))

    assert numbers == [f"R88-{at:04}" for at in range(1, 11)]
