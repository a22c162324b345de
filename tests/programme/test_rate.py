"""R-022 and R-027: the rates of the round beside the law, and the allowance."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from grants.programme.facts import RateFacts
from grants.programme.funding_terms import Rate, Research
from grants.programme.money import eur
from grants.programme.organisation import OrganisationKind, Size
from grants.programme.preset import preset
from grants.programme.rate import (
    NoRate,
    allowance,
    check_allowance,
    check_rate,
    highest_grant_for,
    programme_rate,
    why_rate,
)

TERMS = preset("interclust")
COMPANY = OrganisationKind.COMPANY
FIRST = date(2028, 7, 1)


def facts(size, eligible, *, kind=COMPANY, together=True, on=FIRST, **research):
    return RateFacts(
        name="Leichtbau Nordlicht GmbH",
        kind=kind,
        size=size,
        eligible=eur(eligible),
        research={Research(name): eur(amount) for name, amount in research.items()},
        together=together,
        on=on,
    )


@pytest.mark.parametrize(
    ("together", "highest"), [(True, "240000"), (False, "150000")], ids=["together", "alone"]
)
def test_r022_the_lower_of_programme_and_law_decides(together, highest):
    one = facts(Size.LARGE, 600_000, together=together, experimental=600_000)

    assert highest_grant_for(TERMS, one) == eur(highest)


@pytest.mark.parametrize(
    ("size", "eligible", "grant", "holds"),
    [
        (Size.SMALL, 500_000, "250000", True),
        (Size.SMALL, 500_000, "250000.01", False),
        (Size.LARGE, 600_000, "240000", True),
        (Size.LARGE, 600_000, "240000.01", False),
    ],
)
def test_r022_a_company_stays_within_its_rate(size, eligible, grant, holds):
    assert check_rate(TERMS, facts(size, eligible), eur(grant)).holds is holds


def test_r022_an_odd_cent_is_rounded_down():
    assert highest_grant_for(TERMS, facts(Size.SMALL, "100000.01")) == eur("50000.00")


def test_r022_a_round_in_whole_euros_rounds_the_law_down_too():
    alone = facts(Size.LARGE, "1003.99", together=False)

    assert highest_grant_for(TERMS, alone) == eur("250.99")
    assert highest_grant_for(replace(TERMS, whole_euros=True), alone) == eur("250")


def test_r022_the_rate_is_said_with_its_numbers():
    finding = check_rate(TERMS, facts(Size.LARGE, 10), eur(5))

    assert finding.says.de == (
        "Leichtbau Nordlicht GmbH: Die Zuwendung ist 1,00\u00a0€ zu hoch: 5,00\u00a0€ statt "
        "höchstens 4,00\u00a0€ (40\u00a0% von 10,00\u00a0€)."
    )


def test_r022_where_the_law_sets_the_limit_it_is_named():
    finding = check_rate(TERMS, facts(Size.LARGE, 600_000, together=False), eur(240_000))

    assert not finding.holds
    assert finding.says.en.endswith(
        "EUR\u00a0240,000.00 instead of at most EUR\u00a0150,000.00 (under Art. 25 GBER)."
    )
    assert finding.source.en == "Art. 25 GBER"


def test_r022_a_company_without_a_size_has_no_rate():
    with pytest.raises(NoRate):
        programme_rate(TERMS, COMPANY)

    finding = check_rate(TERMS, facts(None, 10), eur(5))

    assert not finding.holds
    assert finding.says.en == "The round names no rate for: Company."


@pytest.mark.parametrize("wrong", ["0", "-1/2", "50", "10001/10000"])
def test_r022_a_rate_lies_above_nothing_and_not_above_a_hundred_per_cent(wrong):
    with pytest.raises(ValueError, match="a rate lies above 0 and not above 1"):
        Rate(kind=COMPANY, rate=Fraction(wrong))


@pytest.mark.parametrize(
    ("on", "rate"),
    [("2028-06-30", "1/2"), ("2028-07-01", "9/20"), ("2031-01-01", "9/20"), ("9999-12-31", "9/20")],
)
def test_r022_a_new_rate_counts_from_its_day_on(on, rate):
    newer = Rate(kind=COMPANY, size=Size.SMALL, rate=Fraction(9, 20), valid_from=FIRST)
    terms = replace(TERMS, rates=(newer, *TERMS.rates))

    assert programme_rate(
        terms, COMPANY, Size.SMALL, on=date.fromisoformat(on)
    ) == Fraction(rate)  # fmt: skip


def test_r022_the_resulting_rate_is_explained_sentence_by_sentence():
    mixed = facts(Size.SMALL, 500_000, industrial=300_000, experimental=200_000)

    assert [sentence.de.replace("\u00a0", " ") for sentence in why_rate(TERMS, mixed)] == [
        "Das Programm zahlt 50 % (Kleines Unternehmen): 250.000,00 € von 500.000,00 €.",
        "Industrielle Forschung: 50 % Grundsatz + 20 Punkte für die Größe (Kleines Unternehmen)"
        " + 15 Punkte für die Zusammenarbeit. Das Beihilferecht erlaubt 80 %, mehr nie.",
        "Experimentelle Entwicklung: 25 % Grundsatz + 20 Punkte für die Größe (Kleines Unternehmen)"
        " + 15 Punkte für die Zusammenarbeit. Das Beihilferecht erlaubt 60 %.",
        "Nach dem Recht sind 360.000,00 € möglich, nach dem Programm 250.000,00 €. "
        "Der Satz des Programms gilt: 250.000,00 €.",
    ]


def test_r022_the_explanation_ends_with_the_highest_grant():
    alone = facts(Size.MEDIUM, 200_000, together=False)

    assert why_rate(TERMS, alone)[-1].en.replace("\u00a0", " ") == (
        "By law EUR 70,000.00 is possible, by the programme EUR 100,000.00. "
        "The law sets the limit: EUR 70,000.00."
    )
    assert highest_grant_for(TERMS, alone) == eur(70_000)


def test_r022_a_university_is_told_of_its_allowance_and_that_no_ceiling_applies():
    told = why_rate(TERMS, facts(None, 600_000, kind=OrganisationKind.UNIVERSITY))

    assert [sentence.en.replace("\u00a0", " ") for sentence in told] == [
        "The programme pays 100 % (University): EUR 600,000.00 of EUR 600,000.00.",
        "The ceilings for companies do not apply here.",
        "The project allowance is added: 20 % of the grant.",
    ]


@pytest.mark.parametrize(
    ("kind", "base", "expected"),
    [
        (OrganisationKind.UNIVERSITY, "600000", "120000"),
        (OrganisationKind.UNIVERSITY, "333333.33", "66666.66"),
        (OrganisationKind.UNIVERSITY_HOSPITAL, "400000", "80000"),
        (OrganisationKind.COMPANY, "600000", "0"),
        (OrganisationKind.RESEARCH_INSTITUTE, "600000", "0"),
        (OrganisationKind.COST_BASED_INSTITUTE, "600000", "0"),
        (OrganisationKind.CLUSTER_MANAGEMENT, "600000", "0"),
    ],
)
def test_r027_the_allowance_is_a_fifth_for_universities_and_nothing_for_others(
    kind, base, expected
):
    assert allowance(TERMS, kind, eur(base)) == eur(expected)


def test_r027_who_is_not_entitled_is_told_so():
    finding = check_allowance(TERMS, "X GmbH", OrganisationKind.COMPANY, eur(600_000), eur("0.01"))

    assert not finding.holds
    assert finding.says.de == (
        "X GmbH erhält keine Projektpauschale. Setzen Sie den Betrag auf 0,00\u00a0€."
    )


@pytest.mark.parametrize(("claimed", "holds"), [("120000", True), ("120000.01", False)])
def test_r027_an_allowance_above_the_fifth_is_refused(claimed, holds):
    finding = check_allowance(
        TERMS, "Universität X", OrganisationKind.UNIVERSITY, eur(600_000), eur(claimed)
    )

    assert finding.holds is holds
