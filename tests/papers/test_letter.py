"""Letters are filled from records when two people have decided, and refused when they have gaps."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import func, select

from grants.actions.decision import countersign
from grants.actions.proposal import propose_grant, propose_on_application
from grants.documents.printing import print_document
from grants.models.decision import DecisionKind, Ground, Letter, LetterKind, LetterState
from grants.models.review import FormalCheck, FormalResult
from grants.papers.letter import preview_letter, with_proof
from grants.papers.letter_award import special_condition, why_moved
from grants.papers.letter_plan import by_weight
from grants.programme.finding import RulesBroken
from grants.programme.money import NOTHING, eur, total
from grants.programme.special_condition import STANDARD_CONDITIONS
from grants.programme.stages import ApplicationState
from grants.programme.words import Words
from tests.makers.decision import (
    REASONS,
    a_fundable_grant,
    a_ranked_application,
    a_reviewed_application,
    decided,
    rejected,
    two_officers,
)
from tests.makers.moment import NOON
from tests.makers.review import a_juror, a_review


def letters(session):
    """Every letter so far, in the order in which they were ordered."""
    return session.scalars(select(Letter).order_by(Letter.id)).all()


def an_award_letter(session, **grant):
    """The letter of an award by two officers."""
    first, second = two_officers(session)
    decision = propose_grant(
        session, a_fundable_grant(session, **grant), conditions=[STANDARD_CONDITIONS[0].de],
        by=first.as_actor(), now=NOON,
    )  # fmt: skip
    countersign(session, decision, by=second.as_actor(), now=NOON)
    return letters(session)[-1]


def test_the_award_letter_says_who_decided_and_how_much(session):
    letter = an_award_letter(session)

    said = letter.snapshot
    assert letter.kind is LetterKind.AWARD
    assert letter.state is LetterState.ORDERED
    assert letter.dated == date(2028, 5, 17)
    assert said["amount"] == "400000.00"
    assert said["amount_in_words"]["de"] == "vierhunderttausend Euro"
    assert said["rate"] == "1/2"
    assert said["heading"]["signatories"] == [
        {"name": "Dirk Dorn", "function": {"de": "Referent", "en": "Referent"}},
        {"name": "Berta Beck", "function": {"de": "Referatsleiterin", "en": "Referatsleiterin"}},
    ]
    assert said["heading"]["recipient"]["lines"][-2:] == ["Werftstraße 7", "21129 Hamburg"]
    assert [each["text"]["en"] for each in said["special_conditions"]] == [
        STANDARD_CONDITIONS[0].en
    ]


def test_whoever_is_paid_everything_is_not_asked_to_prove_own_funds(session):
    letter = an_award_letter(session, rate=Decimal(100))

    assert letter.snapshot["special_conditions"] == []


def test_the_award_letter_names_the_day_on_which_its_plan_was_handed_in(session):
    letter = an_award_letter(session, handed_in_at=NOON - timedelta(days=9))

    assert letter.snapshot["applied_on"] == (letter.dated - timedelta(days=9)).isoformat()


def test_every_year_of_the_plan_pays_for_itself(session):
    letter = an_award_letter(session, costs=eur("100000.01"), direct=eur("50000.00"))

    plan = letter.snapshot["plan"]
    assert plan["balances"] is True
    assert plan["years"] == [2029, 2030]
    assert plan["grant"]["sum"] == "50000.00"
    assert plan["own_funds"]["sum"] == "50000.01"


def test_the_letter_explains_why_a_date_has_moved(session):
    letter = an_award_letter(session)

    assert [(line["due"], line["remark"] and line["remark"]["de"]) for line in
            letter.snapshot["deadlines"]] == [
        ("2029-12-31", None),
        ("2030-01-31", None),
        ("2030-04-30", None),
        ("2031-06-30", None),
        ("2031-06-30", None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("named", "due", "words"),
    [
        (date(2028, 4, 28), date(2028, 4, 28), None),
        (
            date(2028, 4, 30),
            date(2028, 5, 2),
            Words("30.04. ist Sonntag, 01.05. Feiertag", "30 April is a Sunday, 1 May a holiday"),
        ),
        (
            date(2029, 6, 30),
            date(2029, 7, 2),
            Words("30.06. ist Samstag, 01.07. Sonntag", "30 June is a Saturday, 1 July a Sunday"),
        ),
    ],
)
def test_a_moved_date_has_its_reason(named, due, words):
    assert why_moved(named, due) == words


def test_numbers_follow_each_other_within_a_round_and_a_year(session):
    first, second = two_officers(session)
    application = a_reviewed_application(session)
    rejected(session, application, first, second)
    rejected(session, a_reviewed_application(session, application.round), first, second)

    number = application.round.number
    assert [letter.number for letter in letters(session)] == [
        f"{number}-2028/0001",
        f"{number}-2028/0002",
    ]
    assert len({letter.check_code for letter in letters(session)}) == 2


def test_the_rejection_shows_3_43_where_binary_arithmetic_would_show_3_42(session):
    first, second = two_officers(session)
    application = a_ranked_application(session, state=ApplicationState.NOT_RECOMMENDED)
    for second_criterion in ("2.5", "3.0", "3.0", "2.5", "3.0"):
        points = half_steps("4.0", second_criterion, "3.5", "3.5", "3.0")
        a_review(session, application, a_juror(session), points)
    rejected(session, application, first, second)

    assessment = letters(session)[0].snapshot["assessment"]
    assert assessment["exact"] == "137/40"
    assert assessment["total"] == "343/100"
    assert [criterion["key"] for criterion in assessment["criteria_missed"]] == ["C2"]


def half_steps(*points):
    """Points as a juror gives them."""
    return tuple(map(Decimal, points))


def test_a_formal_rejection_names_the_ground_and_no_scores(session):
    first, second = two_officers(session)
    application = a_ranked_application(session, state=ApplicationState.FORMALLY_REJECTED, rank=None)
    session.add(
        FormalCheck(application=application, result=FormalResult.REJECTED, reason_code="late",
                    checked_by=first, checked_at=NOON)
    )  # fmt: skip
    decided(session, application, DecisionKind.REJECT, first, second, reasons=REASONS,
            ground=Ground.FORMAL)  # fmt: skip

    said = letters(session)[0].snapshot
    assert said["assessment"] is None
    assert [ground["code"] for ground in said["formal_grounds"]] == ["late"]


def test_a_rejection_says_how_many_were_selected_only_when_that_is_known(session):
    first, second = two_officers(session)
    early = a_reviewed_application(session)
    round_ = early.round
    good = a_ranked_application(session, round_)
    late = a_reviewed_application(session, round_)
    rejected(session, early, first, second)
    decided(session, good, DecisionKind.SELECT, first, second)
    rejected(session, late, first, second)

    facts = {letter.application_id: letter.snapshot.get("facts") for letter in letters(session)}
    assert facts[early.id]["de"].endswith("nach den bekannt gemachten Kriterien.")
    assert facts[early.id]["en"].endswith("by the published criteria.")
    assert facts[late.id]["de"].endswith("Kriterien. Ausgewählt ist eine Bewerbung.")
    assert facts[late.id]["en"].endswith("criteria. One application has been selected.")


def test_a_place_in_reserve_that_nobody_signed_may_still_be_selected(session):
    first, second = two_officers(session)
    out = a_reviewed_application(session)
    a_ranked_application(session, out.round, state=ApplicationState.RESERVE)
    rejected(session, out, first, second)

    facts = letters(session)[0].snapshot["facts"]
    assert facts["de"].endswith("nach den bekannt gemachten Kriterien.")


def test_the_selection_letter_names_the_case_and_the_next_steps(session):
    first, second = two_officers(session)
    application = a_ranked_application(session)
    decided(session, application, DecisionKind.SELECT, first, second)

    letter = letters(session)[0]
    assert letter.kind is LetterKind.SELECTION
    assert letter.snapshot["award_number"] == "03INT400"
    assert letter.snapshot["grant_number"] == "03INT400A"
    assert letter.snapshot["cap"] == "4000000.00"
    assert [step["due"] for step in letter.snapshot["next_steps"]] == [
        "2028-06-14",
        "2029-01-01",
        "2030-12-31",
    ]


def test_a_letter_with_gaps_is_refused_and_names_them(session):
    first, second = two_officers(session)
    application = a_reviewed_application(session)
    application.cluster.management.street = ""
    application.round.authority.versions[0].remedy_body = ""
    application.round.authority.versions[0].remedy_form = ""
    decision = propose_on_application(
        session, application, DecisionKind.REJECT, ground=Ground.QUALITY, reasons=REASONS,
        by=first.as_actor(), now=NOON,
    )  # fmt: skip

    with pytest.raises(RulesBroken) as broken:
        countersign(session, decision, by=second.as_actor(), now=NOON)

    assert [finding.says.de for finding in broken.value.findings] == [
        "Im Bescheid fehlt: die Anschrift des Empfängers.",
        "Im Bescheid fehlt: Rechtsbehelf: die Behörde oder das Gericht. "
        "Die Administration trägt das unter „Behörden“ ein.",
        "Im Bescheid fehlt: Rechtsbehelf: die Form. "
        "Die Administration trägt das unter „Behörden“ ein.",
    ]
    assert session.scalar(select(func.count(Letter.id))) == 0


def test_the_preview_has_no_number_yet_and_keeps_nothing(session):
    first, second = two_officers(session)
    grant = a_fundable_grant(session)
    decision = propose_grant(session, grant, by=first.as_actor(), now=NOON)

    preview = preview_letter(session, decision, grant, second=second, now=NOON)

    assert preview.heading.file_number == "wird bei Erlass vergeben"
    assert [person.name for person in preview.heading.signatories] == ["Dirk Dorn", "Berta Beck"]
    assert letters(session) == []


def test_a_selection_letter_can_be_printed(session):
    first, second = two_officers(session)
    decided(session, a_ranked_application(session), DecisionKind.SELECT, first, second)

    data = with_proof(letters(session)[0].snapshot, "https://example.org", "")

    assert data["check"]["link"].startswith("https://example.org/check/")
    assert print_document(data)[:5] == b"%PDF-"


def test_own_words_of_an_officer_stay_german():
    assert special_condition(" Berichten Sie monatlich. ").text == Words(
        "Berichten Sie monatlich.", "In German only: “Berichten Sie monatlich.”"
    )


@pytest.mark.parametrize("amount", [NOTHING, eur("0.01"), eur("99999.99")])
def test_an_amount_over_the_years_stays_whole(amount):
    assert total(by_weight(amount, [eur(1), eur(2), eur(4)])) == amount


def test_nothing_is_spread_over_years_that_cost_nothing():
    assert by_weight(eur(5), [NOTHING, NOTHING]) == [NOTHING, NOTHING]
