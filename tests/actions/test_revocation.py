"""Taking a grant back: heard before, within the year, by two people; its money is free again."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from grants.actions.amendment import propose_amendment
from grants.actions.decision import countersign
from grants.actions.hearing import drop_hearing, hear, waive_hearing
from grants.actions.revocation import continue_grant, propose_revocation
from grants.models.decision import Letter, LetterKind
from grants.programme.finding import RulesBroken
from grants.programme.money import NOTHING, eur
from grants.programme.revocation import Measure
from grants.programme.stages import GrantState
from grants.queries.amendment import figures_of
from grants.queries.letter import name_of
from tests.makers.decision import two_officers
from tests.makers.later import LONG_AGO, TODAY, a_draft, awarded, heard
from tests.makers.moment import NOON


def broken(raised):
    """The numbers of the rules that were broken."""
    return [finding.rule for finding in raised.value.findings]


def revoked(session, grant, first, second, **changes):
    """The decision of these two to take back 20,000.00 EUR, or what else is said."""
    decision = propose_revocation(session, grant, a_draft(**changes), by=first.as_actor(), now=NOON)
    return countersign(session, decision, by=second.as_actor(), now=NOON)


def last_letter(session):
    """What the letter says that was ordered last."""
    return session.scalars(select(Letter).order_by(Letter.id.desc())).first()


def test_a_revocation_in_part_frees_what_was_committed(session):
    first, second = two_officers(session)
    grant = awarded(session, first, second)
    heard(session, grant, first)

    revoked(session, grant, first, second)

    assert grant.state is GrantState.PARTLY_REVOKED
    assert grant.revoked == eur(20_000)
    assert grant.amount == eur(400_000)
    assert grant.award.committed == eur(380_000)
    letter = last_letter(session)
    assert letter.kind is LetterKind.REVOCATION
    assert (letter.snapshot["granted"], letter.snapshot["left"]) == ("400000.00", "380000.00")
    assert letter.snapshot["heard"]["answered_on"] == TODAY.isoformat()
    assert letter.snapshot["last_day"] == "2029-05-17"


@pytest.mark.parametrize(
    ("measure", "state"),
    [(Measure.REVOKE, GrantState.REVOKED), (Measure.WITHDRAW, GrantState.WITHDRAWN_AWARD)],
)
def test_taken_back_as_a_whole_nothing_is_committed(session, measure, state):
    first, second = two_officers(session)
    grant = awarded(session, first, second)
    heard(session, grant, first)

    revoked(session, grant, first, second, measure=measure, revoked=eur(400_000))

    assert grant.state is state
    assert grant.award.committed == NOTHING


def test_what_is_left_runs_on_and_can_be_revoked_only_once(session):
    first, second = two_officers(session)
    grant = awarded(session, first, second)
    heard(session, grant, first)
    revoked(session, grant, first, second)
    continue_grant(session, grant, by=first.as_actor(), now=NOON)
    heard(session, grant, first)

    with pytest.raises(RulesBroken) as raised:
        revoked(session, grant, first, second, revoked=eur("380000.01"))

    assert broken(raised) == ["REVOKE-EXTENT"]


def test_r052_before_the_hearing_is_over_nothing_is_revoked(session):
    first, second = two_officers(session)
    grant = awarded(session, first, second)
    heard(session, grant, first, answered=False)

    with pytest.raises(RulesBroken) as raised:
        revoked(session, grant, first, second)

    assert broken(raised) == ["R-052"]
    assert grant.award.committed == eur(400_000)


def test_r052_a_hearing_that_gets_no_answer_is_over_after_its_day(session):
    first, second = two_officers(session)
    grant = awarded(session, first, second)
    hearing = heard(session, grant, first, answered=False)
    hearing.answer_until = TODAY - timedelta(days=1)

    revoked(session, grant, first, second)

    assert last_letter(session).snapshot["heard"]["answered_on"] is None


def test_r052_the_hearing_may_be_waived_with_a_reason(session):
    first, second = two_officers(session)
    grant = awarded(session, first, second)
    grant.state = GrantState.ACTIVE

    with pytest.raises(RulesBroken) as raised:
        waive_hearing(session, grant, subject="Widerruf.", reason=" ",
                      by=first.as_actor(), now=NOON)  # fmt: skip
    hearing = waive_hearing(session, grant, subject="Widerruf.", reason="Gefahr im Verzug.",
                            by=first.as_actor(), now=NOON)  # fmt: skip
    hearing.known_on = TODAY
    revoked(session, grant, first, second)

    assert broken(raised) == ["REASON"]
    said = last_letter(session).snapshot["heard"]
    assert said["waived"] is True
    assert said["waived_for"]["de"] == "Gefahr im Verzug."


def test_r052_a_hearing_letter_leaves_four_weeks(session):
    first, second = two_officers(session)
    grant = awarded(session, first, second)
    grant.state = GrantState.ACTIVE

    with pytest.raises(RulesBroken) as raised:
        hear(session, grant, subject="Widerruf.", letter_on=TODAY,
             answer_until=TODAY + timedelta(days=27), by=first.as_actor(), now=NOON)  # fmt: skip

    assert broken(raised) == ["R-052"]


@pytest.mark.parametrize(
    ("known_on", "deceit", "rules"),
    [
        (date(2027, 5, 17), False, []),
        (date(2027, 5, 16), False, ["R-053"]),
        (date(2027, 5, 16), True, []),
        (None, False, ["R-053"]),
    ],
)
def test_r053_the_year_is_kept_except_after_deceit(session, known_on, deceit, rules):
    first, second = two_officers(session)
    grant = awarded(session, first, second)
    heard(session, grant, first, known_on=known_on, deceit=deceit)

    found = []
    try:
        revoked(session, grant, first, second)
    except RulesBroken as raised:
        found = [finding.rule for finding in raised.findings]

    assert found == rules


def test_r053_the_year_is_counted_again_when_the_second_person_signs(session):
    first, second = two_officers(session)
    grant = awarded(session, first, second)
    heard(session, grant, first)
    decision = propose_revocation(session, grant, a_draft(), by=first.as_actor(), now=NOON)

    with pytest.raises(RulesBroken) as raised:
        countersign(session, decision, by=second.as_actor(), now=NOON + timedelta(days=366))

    assert broken(raised) == ["R-053"]


def test_the_drafter_of_a_revocation_does_not_sign_it(session):
    first, second = two_officers(session)
    grant = awarded(session, first, second)
    heard(session, grant, first)

    with pytest.raises(RulesBroken) as raised:
        revoked(session, grant, first, first)

    assert broken(raised) == ["R-054"]
    assert second.name == "Berta Beck"


RECLAIM = {
    "reclaim": eur(20_000),
    "pay_by": TODAY + timedelta(days=30),
    "pay_to": "Bundeskasse, IBAN DE02 1203 0000 0000 2020 51",
    "interest_from": date(2028, 1, 1),
    "interest_until": date(2028, 3, 30),
}


def test_r037_a_reclaim_carries_its_interest(session):
    first, second = two_officers(session)
    grant = awarded(session, first, second)
    heard(session, grant, first)

    revoked(session, grant, first, second, **RECLAIM)

    said = last_letter(session).snapshot
    assert said["reclaim_in_words"]["de"] == "zwanzigtausend Euro"
    assert [(part["days"], part["interest"]) for part in said["interest"]] == [(90, "309.21")]
    assert said["interest_sum"] == "309.21"


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"reclaim": eur("20000.01")}, "REVOKE-RECLAIM"),
        ({"pay_by": None}, "REVOKE-PAYMENT"),
        ({"pay_by": TODAY}, "REVOKE-PAYMENT"),
        ({"pay_to": " "}, "REVOKE-PAYMENT"),
        ({"interest_until": date(2028, 7, 1)}, "R-037"),
        ({"interest_from": None, "interest_until": None}, "R-037"),
        ({"discretion": ""}, "R-056"),
        ({"legal_basis": ""}, "R-056"),
        ({"allowance": eur("0.01")}, "REVOKE-ALLOWANCE"),
    ],
)
def test_a_reclaim_that_makes_no_sense_is_refused(session, change, rule):
    first, second = two_officers(session)
    grant = awarded(session, first, second)
    heard(session, grant, first)

    with pytest.raises(RulesBroken) as raised:
        revoked(session, grant, first, second, **(RECLAIM | change))

    assert broken(raised) == [rule]


def test_interest_may_be_waived_with_a_reason(session):
    first, second = two_officers(session)
    grant = awarded(session, first, second)
    heard(session, grant, first)
    without = {"interest_from": None, "interest_until": None,
               "interest_waived": "Der Empfänger zahlt fristgerecht."}  # fmt: skip

    revoked(session, grant, first, second, **(RECLAIM | without))

    assert last_letter(session).snapshot["interest"] == []


def test_a_hearing_may_end_without_a_decision(session):
    first, second = two_officers(session)
    grant = awarded(session, first, second)
    hearing = heard(session, grant, first)

    drop_hearing(session, hearing, reason="Alles geklärt.", by=first.as_actor(), now=NOON)

    assert grant.state is GrantState.ACTIVE
    assert hearing.ended_at == NOON
    assert LONG_AGO < TODAY


def test_the_letter_is_called_what_it_is(session):
    first, second = two_officers(session)
    grant = awarded(session, first, second)
    heard(session, grant, first)

    revoked(session, grant, first, second, measure=Measure.WITHDRAW)

    assert name_of(last_letter(session)).de == "Rücknahmebescheid"


def test_the_letter_cites_the_amendment_that_made_the_sum_it_takes_from(session):
    first, second = two_officers(session)
    grant = awarded(session, first, second)
    now = figures_of(grant)
    less = replace(now, cells=now.cells | {("personnel", 2029): now.cells["personnel", 2029]
                   - eur(50_000)}, direct=now.direct - eur(50_000))  # fmt: skip
    amendment = propose_amendment(session, grant, less, requested_on=TODAY,
                                  reasons="Eine Stelle entfällt.", by=first.as_actor(),
                                  now=NOON)  # fmt: skip
    countersign(session, amendment, by=second.as_actor(), now=NOON)
    cited = last_letter(session).number
    heard(session, grant, first)

    revoked(session, grant, first, second)

    letter = last_letter(session).snapshot
    assert (letter["granted"], letter["left"]) == ("350000.00", "330000.00")
    assert [each["file_number"] for each in letter["amendments"]] == [cited]
    opening = next(each for each in letter["passages"] if each["code"] == "opening")["words"]["de"]
    assert f"in der Fassung des Änderungsbescheids vom 17.05.2028, Az. {cited}, ergeht" in opening
