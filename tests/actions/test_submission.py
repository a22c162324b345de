"""Handing an application in, with its proof; and withdrawing it."""

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
from grants.actions.overtaken import Overtaken
from grants.models.application import Application, Receipt
from grants.models.organisation import Cluster
from grants.models.outbox import Mail
from grants.models.round import Round
from grants.programme.application_form import OUTLINE, PROFILE
from grants.programme.calendar import today
from grants.programme.finding import RulesBroken
from grants.programme.money import eur
from grants.programme.people import TeamRole
from grants.programme.stages import ApplicationState, NoSuchMove
from tests.makers.application import an_application
from tests.makers.cluster import a_cluster
from tests.makers.finished import a_finished_draft, an_open_round
from tests.makers.moment import NOON, days
from tests.makers.person import a_person

LAST_DAY = today(days(30))
"""The last day on which the open round takes applications in."""
IN_TWO_YEARS = LAST_DAY.replace(year=LAST_DAY.year + 2, day=1)


def broken_rules(broken):
    return [finding.rule for finding in broken.value.findings]


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
        ({"concept_starts_on": LAST_DAY, "concept_ends_on": IN_TWO_YEARS}, ["R-011"]),
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
    cluster = a_cluster(session, team={anna: TeamRole.SIGNATORY, bea: TeamRole.AUTHOR})
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
    cluster = a_cluster(session, team={anna: TeamRole.SIGNATORY})
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
            except (NoSuchMove, Overtaken):
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
            a_cluster(work, f"Cluster {at}", team={anna: TeamRole.SIGNATORY}).id
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
