"""Two people publish the texts of letters, by version; what is made keeps the words it has."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy import text as sql
from sqlalchemy.exc import IntegrityError

from grants.actions.letter_text import propose_text, publish_text, return_text
from grants.documents.printing import print_document
from grants.models.decision import Decision, DecisionKind, Ground, Letter, LetterKind
from grants.models.letter_text import LetterText, TextState
from grants.models.record import Act
from grants.papers.letter import preview_letter, with_proof
from grants.programme.finding import RulesBroken
from grants.programme.words import Words
from grants.queries.letter_text import history_of
from tests.documents.reading import text_of
from tests.makers.decision import REASONS, a_reviewed_application, decided, signed, two_officers
from tests.makers.letter_text import KIND, WISH, a_proposal, a_version, a_wording
from tests.makers.moment import NOON
from tests.makers.round import a_round, an_authority

LATER = NOON + timedelta(hours=1)


@pytest.fixture
def officers(session):
    return two_officers(session)


@pytest.fixture
def authority(session):
    return an_authority(session)


def rules(broken):
    return [finding.rule for finding in broken.value.findings]


def state_of(session, authority, kind=KIND):
    history = history_of(session, authority, kind)
    return history.number_in_force, history.waiting, [one.version for one in history.versions]


def test_a_proposal_changes_nothing_until_a_second_person_publishes_it(
    session, authority, officers
):
    first, second = officers
    proposal = a_proposal(session, authority, first)
    waiting = state_of(session, authority)
    publish_text(session, proposal, by=second.as_actor(), now=LATER)

    assert waiting == (0, proposal, [])
    assert state_of(session, authority) == (1, None, [1])
    assert (proposal.version, proposal.settled_by, proposal.settled_at) == (1, second, LATER)
    assert proposal.texts["closing"] == WISH


def test_who_proposed_never_publishes(session, authority, officers):
    proposal = a_proposal(session, authority, officers[0])

    with pytest.raises(RulesBroken) as broken:
        publish_text(session, proposal, by=officers[0].as_actor(), now=LATER)

    assert rules(broken) == ["R-054"]


def test_only_one_proposal_waits_for_a_letter_and_another_letter_is_free(
    session, authority, officers
):
    a_proposal(session, authority, officers[0])
    a_proposal(session, authority, officers[0], LetterKind.AWARD)

    with pytest.raises(RulesBroken) as broken:
        a_proposal(session, authority, officers[1], closing=Words("Danke.", ""))

    assert rules(broken) == ["DECISION-ONE"]


def test_a_proposal_from_an_older_version_is_refused(session, authority, officers):
    a_version(session, authority, *officers)

    with pytest.raises(RulesBroken) as broken:
        propose_text(
            session, authority, KIND, texts=a_wording(closing=Words("Danke.", "")), seen=0,
            reason="Neu", by=officers[0].as_actor(), now=LATER,
        )  # fmt: skip

    assert rules(broken) == ["TEXT-VERSION"]


@pytest.mark.parametrize(
    ("typed", "rule"),
    [
        ({"closing": Words("", "")}, "TEXT-DIFFERS"),
        ({"closing": Words("{iban}", "")}, "TEXT-PLACEHOLDER"),
        ({"closing": Words("{{ 7*7 }}", "")}, "TEXT-PLACEHOLDER"),
        ({"closing": Words("Danke ☺", "")}, "TEXT-SIGNS"),
        ({"opening": Words("", "")}, "TEXT-NEEDED"),
        ({"closing": Words("Danke.", ""), "reason": " "}, "REASON"),
    ],
)
def test_what_cannot_be_printed_or_says_nothing_new_is_not_proposed(
    session, authority, officers, typed, rule
):
    with pytest.raises(RulesBroken) as broken:
        a_proposal(session, authority, officers[0], **typed)

    assert rules(broken)[0] == rule
    assert state_of(session, authority) == (0, None, [])


def test_only_the_passages_of_the_letter_are_kept_without_invisible_signs(
    session, authority, officers
):
    proposal = a_proposal(
        session,
        authority,
        officers[0],
        closing=Words(" Danke\u202e\x00 sehr. \r\nIhr Team ", ""),
        secret=Words("{iban}", ""),
    )

    assert "secret" not in proposal.body
    assert proposal.texts["closing"].de == "Danke sehr. \nIhr Team"


def test_a_returned_proposal_is_over_and_the_next_one_may_come(session, authority, officers):
    proposal = a_proposal(session, authority, officers[0])
    return_text(session, proposal, reason="Zu lang", by=officers[1].as_actor(), now=LATER)

    with pytest.raises(RulesBroken) as broken:
        publish_text(session, proposal, by=officers[1].as_actor(), now=LATER)

    assert rules(broken) == ["TEXT-OPEN"]
    assert history_of(session, authority, KIND).returned is proposal
    a_version(session, authority, *officers, closing=Words("Danke.", ""))
    assert state_of(session, authority)[2] == [1]


def test_every_act_is_recorded_with_both_texts_of_what_differs(session, authority, officers):
    a_version(session, authority, *officers)
    acts = session.scalars(select(Act).where(Act.object_number == authority.code).order_by(Act.id))

    proposed, published = acts.all()
    assert (proposed.act, published.act) == ("propose_letter_text", "publish_letter_text")
    assert published.before == {"text_version": 0, "texts": {"closing": {"de": "", "en": ""}}}
    assert published.after == {
        "kind": "rejection",
        "text_version": 1,
        "texts": {"closing": {"de": WISH.de, "en": WISH.en}},
    }
    assert (published.actor_name, published.reason) == (officers[1].name, "Klarer")


def test_a_letter_carries_the_texts_of_its_moment_and_an_earlier_one_keeps_its_own(
    session, officers
):
    round_ = a_round(session)
    authority = round_.authority

    def letter():
        application = a_reviewed_application(session, round_)
        decision = decided(
            session, application, DecisionKind.REJECT, *officers,
            reasons=REASONS, ground=Ground.QUALITY,
        )  # fmt: skip
        return session.scalars(select(Letter).where(Letter.decision_id == decision.id)).one()

    before = letter()
    version = a_version(session, authority, *officers)
    after = letter()
    a_version(session, authority, *officers, closing=Words("Alles Gute.", ""))

    assert (before.text_id, before.snapshot["text_version"]) == (None, 0)
    assert (after.text_id, after.snapshot["text_version"]) == (version.id, 1)
    name = after.application.cluster.management.name
    wish = f"Wir wünschen {name} viel Erfolg."
    early, late = (
        text_of(print_document(with_proof(one.snapshot, "https://amt.example", "")))
        for one in (before, after)
    )
    assert (wish in early, wish in late) == (False, True)
    assert f"We wish {name} every success." in late
    assert "Alles Gute." not in early + late


def test_a_draft_shows_the_texts_in_force(session, officers):
    round_ = a_round(session)
    application = a_reviewed_application(session, round_)
    kind = DecisionKind.REJECT
    decision = signed(session, application, kind, *officers, reasons=REASONS, ground=Ground.QUALITY)

    def closing():
        letter = preview_letter(session, decision, None, second=officers[1], now=NOON)
        return letter.passage("closing").de

    drafts = [closing()]
    a_version(session, round_.authority, *officers, closing=Words("Eins.", ""))
    drafts.append(closing())
    foreign = an_authority(session)
    for text in ("Fremd.", "Noch fremder."):
        a_version(session, foreign, *officers, closing=Words(text, ""))
    drafts.append(closing())

    assert drafts == ["", "Eins.", "Eins."]
    assert isinstance(decision, Decision)


@pytest.mark.parametrize(
    "statement",
    [
        "update letter_text set settled_by_id = proposed_by_id, state = 'published', version = 1,"
        " settled_at = now()",
        "update letter_text set state = 'published', settled_at = now(),"
        " settled_by_id = (select max(id) from person)",
        "update letter_text set state = 'published', version = 0, settled_at = now(),"
        " settled_by_id = (select max(id) from person)",
        "update letter_text set body = '{}'",
        "update letter_text set reason = 'anders'",
        "update letter_text set state = 'returned', settled_at = now(),"
        " settled_by_id = (select max(id) from person)",
        "delete from letter_text",
        "insert into letter_text (authority_id, kind, body, based_on, reason, proposed_at,"
        " proposed_by_id, state, settled_reason) select authority_id, kind, body, based_on, reason,"
        " proposed_at, proposed_by_id, 'proposed', '' from letter_text",
    ],
)
def test_the_database_refuses_what_no_act_does(session, authority, officers, statement):
    a_proposal(session, authority, officers[0])

    with pytest.raises(IntegrityError), session.begin_nested():
        session.execute(sql(statement))


@pytest.mark.parametrize(
    "statement",
    ["update letter_text set body = '{}'", "update letter_text set state = 'returned'",
     "delete from letter_text"],
)  # fmt: skip
def test_a_version_is_never_changed_again(session, authority, officers, statement):
    version = a_version(session, authority, *officers)

    with pytest.raises(IntegrityError), session.begin_nested():
        session.execute(sql(statement))

    assert session.get_one(LetterText, version.id).state is TextState.PUBLISHED
