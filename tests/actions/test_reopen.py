"""Until the deadline an application may be changed and submitted again; the last one counts."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from grants.actions.application import submit_application, withdraw_application
from grants.actions.reopen import reopen_application
from grants.actions.round import SETTLING, open_and_close_due_rounds
from grants.actions.section import save_section
from grants.actions.upload import describe_upload
from grants.models.application import Receipt
from grants.models.document import Upload
from grants.models.record import Act
from grants.programme.application_form import BUDGET, COUNTRIES, DECLARATIONS, OUTLINE, PROFILE
from grants.programme.finding import RulesBroken
from grants.programme.money import NOTHING, eur
from grants.programme.people import TeamRole
from grants.programme.stages import ApplicationState, NoSuchMove, RoundState
from grants.programme.upload import About, ScanState, UploadKind
from grants.queries.application import content_of, latest_receipt
from grants.queries.frozen import frozen
from grants.queries.tally import tally_of
from tests.makers.cluster import joins
from tests.makers.finished import a_concept, a_finished_draft, an_open_round
from tests.makers.moment import NOON
from tests.makers.person import a_person

A = ApplicationState


@pytest.fixture
def anna(session):
    return a_person(session)


@pytest.fixture
def received(session, anna):
    """An application that arrived at noon; its round is open for thirty days more."""
    round_ = an_open_round(session, state=RoundState.OPEN)
    application = a_finished_draft(session, anna, round_)
    submit_application(session, application, by=anna.as_actor(), now=NOON)
    return application


def change_everything(session, application, anna, *, now):
    """Every section says something else, and another concept is in the place of the first."""
    by = anna.as_actor()
    answers = {
        PROFILE: {"title": "Anders", "acronym": "A2", "profile": "Anders."},
        OUTLINE: {"outline": "Anders."},
        COUNTRIES: {"countries": ["JP", "BR"]},
        BUDGET: {
            "concept_starts_on": date(2029, 2, 1), "concept_ends_on": date(2030, 6, 30),
            "requested": eur(1), "own_funds": NOTHING, "own_in_kind": eur(3),
            "third_party": eur(2), "requested_later": eur(5), "projects_planned": 1,
            "cells": {("personnel", 2029): eur(7), ("travel", 2030): eur(8)},
        },
        DECLARATIONS: {"true_and_complete": False},
    }  # fmt: skip
    for section, said in answers.items():
        save_section(
            session, application, section, said, revision=application.revision, by=by, now=now
        )
    first = session.scalars(select(Upload).where(Upload.application_id == application.id)).one()
    first.replaced_at = now
    application.number += "x"  # the maker names the file after the application
    a_concept(session, application, anna)
    application.number = application.number.removesuffix("x")
    session.flush()


def test_what_is_submitted_again_is_the_next_version_and_counts(session, anna, received):
    by = anna.as_actor()
    reopen_application(session, received, by=by, now=NOON + timedelta(days=1))
    save_section(
        session, received, OUTLINE, {"outline": "Besser."},
        revision=received.revision, by=by, now=NOON + timedelta(days=1),
    )  # fmt: skip
    second = submit_application(session, received, by=by, now=NOON + timedelta(days=2))

    assert (received.state, received.submitted_at) == (A.SUBMITTED, NOON + timedelta(days=2))
    assert (second.version, second.content["outline"]) == (2, "Besser.")
    assert latest_receipt(session, received) is second
    assert tally_of(session, [received.round])[received.round_id] == {A.SUBMITTED: 1}


def test_what_is_not_submitted_again_is_put_back_to_the_last_sign(session, anna, received):
    receipt = latest_receipt(session, received)
    reopen_application(session, received, by=anna.as_actor(), now=NOON + timedelta(days=1))
    change_everything(session, received, anna, now=NOON + timedelta(days=2))
    session.expire_all()
    assert frozen(content_of(session, received))["title"] == "Anders"

    open_and_close_due_rounds(
        session, now=received.round.closes_at + SETTLING + timedelta(seconds=1)
    )
    session.flush()
    session.expire_all()

    there = frozen(content_of(session, received))
    assert there == {key: value for key, value in receipt.content.items() if key != "signature"}
    assert (received.state, received.submitted_at) == (A.SUBMITTED, NOON)
    assert received.late is False
    assert session.scalars(
        select(Act.act).where(Act.act.in_(("restore_application", "expire_application")))
    ).all() == ["restore_application"]
    assert len(session.scalars(select(Receipt)).all()) == 1


def test_a_draft_that_never_was_received_still_expires(session, anna, received):
    draft = a_finished_draft(session, a_person(session, "Bea Beginn"), received.round)

    open_and_close_due_rounds(
        session, now=received.round.closes_at + SETTLING + timedelta(seconds=1)
    )

    assert (draft.state, received.state) == (A.EXPIRED, A.SUBMITTED)


@pytest.mark.parametrize(("seconds", "opens"), [(0, True), (1, False)])
def test_it_opens_again_until_the_last_second_of_the_round(session, anna, received, seconds, opens):
    moment = received.round.closes_at + timedelta(seconds=seconds)
    if opens:
        reopen_application(session, received, by=anna.as_actor(), now=moment)
        assert received.state is A.DRAFT
    else:
        with pytest.raises(RulesBroken) as broken:
            reopen_application(session, received, by=anna.as_actor(), now=moment)
        assert [finding.rule for finding in broken.value.findings] == ["R-014"]
        assert received.state is A.SUBMITTED


def test_who_only_reads_opens_nothing(session, anna, received):
    rita = a_person(session, "Rita Reader")
    joins(session, rita, received.cluster, TeamRole.READER)

    with pytest.raises(RulesBroken):
        reopen_application(session, received, by=rita.as_actor(), now=NOON)


def test_what_is_a_draft_already_is_not_opened(session, anna, received):
    reopen_application(session, received, by=anna.as_actor(), now=NOON)

    with pytest.raises(NoSuchMove):
        reopen_application(session, received, by=anna.as_actor(), now=NOON)


def test_what_is_withdrawn_while_it_is_open_again_does_not_come_back(session, anna, received):
    reopen_application(session, received, by=anna.as_actor(), now=NOON)
    withdraw_application(session, received, by=anna.as_actor(), now=NOON)

    open_and_close_due_rounds(
        session, now=received.round.closes_at + SETTLING + timedelta(seconds=1)
    )

    assert received.state is A.WITHDRAWN


def test_who_may_not_withdraw_a_submission_may_not_by_opening_it_first(session, anna, received):
    bea = a_person(session, "Bea Beginn")
    joins(session, bea, received.cluster, TeamRole.AUTHOR)
    reopen_application(session, received, by=bea.as_actor(), now=NOON)

    with pytest.raises(RulesBroken):
        withdraw_application(session, received, by=bea.as_actor(), now=NOON)
    assert received.state is A.DRAFT


def test_what_is_withdrawn_while_it_is_open_again_was_still_received(session, anna, received):
    reopen_application(session, received, by=anna.as_actor(), now=NOON + timedelta(days=1))
    withdraw_application(session, received, by=anna.as_actor(), now=NOON + timedelta(days=2))

    assert (received.submitted_at, received.late) == (NOON, False)
    assert tally_of(session, [received.round])[received.round_id] == {A.WITHDRAWN: 1}


def test_what_was_said_of_an_annex_is_put_back(session, anna):
    round_ = an_open_round(session, state=RoundState.OPEN)
    application = a_finished_draft(session, anna, round_)
    annex = a_signed_agreement(session, application, anna)
    receipt = submit_application(session, application, by=anna.as_actor(), now=NOON)
    reopen_application(session, application, by=anna.as_actor(), now=NOON)
    other = About(title="Anders", language="en", signed_on=date(2028, 3, 2), parties=("Wir", "Sie"))
    describe_upload(session, annex, other, by=anna.as_actor(), now=NOON)

    open_and_close_due_rounds(session, now=round_.closes_at + SETTLING + timedelta(seconds=1))
    session.expire_all()

    there = frozen(content_of(session, application))
    assert there["files"] == receipt.content["files"]
    assert (annex.title, annex.signed_on) == ("Vereinbarung", date(2028, 3, 1))


def test_a_receipt_that_kept_nothing_of_its_annexes_changes_nothing_of_them(session, anna):
    round_ = an_open_round(session, state=RoundState.OPEN)
    application = a_finished_draft(session, anna, round_)
    annex = a_signed_agreement(session, application, anna)
    receipt = submit_application(session, application, by=anna.as_actor(), now=NOON)
    said = ("title", "language", "signed_on", "parties")
    older = [
        {name: value for name, value in file.items() if name not in said}
        for file in receipt.content["files"]
    ]
    session.add(
        Receipt(application=application, version=2, received_at=NOON, sha256=receipt.sha256,
                content={**receipt.content, "files": older}, submitted_by=anna)
    )  # fmt: skip
    reopen_application(session, application, by=anna.as_actor(), now=NOON)

    open_and_close_due_rounds(session, now=round_.closes_at + SETTLING + timedelta(seconds=1))
    session.expire_all()

    assert (annex.title, annex.replaced_at) == ("Vereinbarung", None)


def a_signed_agreement(session, application, anna):
    annex = Upload(
        kind=UploadKind.COOPERATION_AGREEMENT, file_name="vertrag.pdf", size=9, sha256="0" * 64,
        content_type="application/pdf", key="agreement", uploaded_at=NOON, uploaded_by_id=anna.id,
        pages=1, title="Vereinbarung", language="de", signed_on=date(2028, 3, 1),
        parties=["Wir", "Ihr"], scan_state=ScanState.CLEAN,
    )  # fmt: skip
    annex.application_id = application.id
    session.add(annex)
    session.flush()
    return annex
