"""The author finishes, the signatory signs: Bea writes, Anna may sign."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from grants.actions.application import save_section, submit_application
from grants.actions.sign_off import finish_application
from grants.models.outbox import Mail
from grants.programme.application_form import OUTLINE
from grants.programme.finding import RulesBroken
from grants.programme.people import TeamRole
from grants.programme.preset import preset
from grants.programme.stages import NoSuchMove
from tests.makers.cluster import a_cluster
from tests.makers.finished import a_finished_draft
from tests.makers.moment import NOON
from tests.makers.person import a_person

LATER = NOON + timedelta(hours=2)
STATEMENT = preset("interclust").statement


@pytest.fixture
def anna(session):
    return a_person(session, "Anna Albrecht")


@pytest.fixture
def bea(session):
    return a_person(session, "Bea Brandt")


@pytest.fixture
def rita(session):
    return a_person(session, "Rita Reader")


@pytest.fixture
def draft(session, anna, bea, rita):
    team = {anna: TeamRole.SIGNATORY, bea: TeamRole.AUTHOR, rita: TeamRole.READER}
    return a_finished_draft(session, anna, cluster=a_cluster(session, team=team))


def finish(session, draft, by, now=NOON):
    return finish_application(session, draft, by=by.as_actor(), now=now, public_url="https://p")


def rewrite(session, draft, by):
    save_section(
        session, draft, OUTLINE, {"outline": "Neu."}, revision=draft.revision,
        by=by.as_actor(), now=LATER,
    )  # fmt: skip


def test_what_is_finished_goes_to_those_who_sign_and_to_nobody_else(session, draft, anna, bea):
    finish(session, draft, bea)

    mail = session.scalars(select(Mail).where(Mail.kind == "finished")).one()
    assert (mail.recipient, mail.subject) == (
        anna.email,
        f"Bitte zeichnen: Bewerbung {draft.number}",
    )
    assert f"https://p/applications/{draft.number}/submit" in mail.body
    assert draft.is_finished


def test_finishing_twice_tells_once(session, draft, bea):
    assert [finish(session, draft, bea), finish(session, draft, bea)] == [True, False]
    assert len(session.scalars(select(Mail).where(Mail.kind == "finished")).all()) == 1


def test_whoever_saves_afterwards_takes_it_back_and_it_can_be_finished_anew(session, draft, bea):
    finish(session, draft, bea)

    rewrite(session, draft, bea)
    open_again = not draft.is_finished
    anew = finish(session, draft, bea, LATER)

    assert (open_again, anew) == (True, True)
    assert len(session.scalars(select(Mail).where(Mail.kind == "finished")).all()) == 2


def test_a_reader_finishes_nothing(session, draft, rita):
    with pytest.raises(RulesBroken):
        finish(session, draft, rita)


def test_what_is_not_complete_is_not_finished(session, draft, bea):
    draft.title = ""

    with pytest.raises(RulesBroken) as broken:
        finish(session, draft, bea)

    assert [finding.place for finding in broken.value.findings] == ["profile#title"]
    assert not draft.is_finished


def test_the_receipt_carries_who_signed_as_what_when_and_which_words(session, draft, anna, bea):
    finish(session, draft, bea)

    receipt = submit_application(
        session, draft, function="Vorständin", by=anna.as_actor(), now=LATER
    )

    assert receipt.content["signature"] == {
        "name": "Anna Albrecht",
        "function": "Vorständin",
        "part": "signatory",
        "at": LATER.isoformat(),
        "statement": {
            "version": STATEMENT.version,
            "text": {"de": STATEMENT.text.de, "en": STATEMENT.text.en},
        },
        "finished_by": "Bea Brandt",
        "finished_at": NOON.isoformat(),
    }


def test_who_writes_and_signs_does_both_in_one_go(session, draft, anna):
    signature = submit_application(session, draft, by=anna.as_actor(), now=NOON).content[
        "signature"
    ]

    assert (signature["name"], signature["finished_by"]) == ("Anna Albrecht", "Anna Albrecht")
    assert signature["at"] == signature["finished_at"] == NOON.isoformat()


def test_what_changed_after_it_was_finished_is_finished_by_its_signature(session, draft, anna, bea):
    finish(session, draft, bea)
    rewrite(session, draft, bea)

    signature = submit_application(session, draft, by=anna.as_actor(), now=LATER).content[
        "signature"
    ]

    assert (signature["finished_by"], signature["finished_at"]) == (
        "Anna Albrecht",
        LATER.isoformat(),
    )


def test_a_signed_application_is_frozen(session, draft, anna, bea):
    submit_application(session, draft, by=anna.as_actor(), now=NOON)

    with pytest.raises(NoSuchMove):
        rewrite(session, draft, bea)
    with pytest.raises(NoSuchMove):
        finish(session, draft, bea)
