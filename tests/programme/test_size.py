"""R-026: how large a company is, with those it belongs together with."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grants.programme.money import Money, eur
from grants.programme.organisation import Size
from grants.programme.preset import preset
from grants.programme.size import Company, SizeAnswers, Tie, as_figure, counted_share, size_of

RULES = preset("interclust").size_rules[0]
ORDER = [Size.MICRO, Size.SMALL, Size.MEDIUM, Size.LARGE]
STAFF = st.integers(0, 100_000).map(lambda parts: Decimal(parts).scaleb(-2))
AMOUNTS = st.integers(0, 10**10).map(Money)
COMPANIES = st.builds(Company, staff=STAFF, turnover=AMOUNTS, balance=AMOUNTS)
TIES = st.builds(Tie, company=COMPANIES, share=st.fractions(0, 1, max_denominator=100))


def a_company(staff="10", turnover="0", balance="0", name="Y GmbH"):
    return Company(name=name, staff=Decimal(staff), turnover=eur(turnover), balance=eur(balance))


def answers(staff="10", turnover="0", balance="0", **more):
    return SizeAnswers(year=2026, own=a_company(staff, turnover, balance), **more)


def size(*figures, **more):
    return size_of(RULES, answers(*figures, **more)).size


@pytest.mark.parametrize(
    ("staff", "turnover", "balance", "expected"),
    [
        ("9.99", "2000000", "2000000.01", Size.MICRO),
        ("9.99", "2000000.01", "2000000", Size.MICRO),
        ("9.99", "2000000.01", "2000000.01", Size.SMALL),
        ("10", "0", "0", Size.SMALL),
        ("49", "10000000.00", "99999999", Size.SMALL),
        ("49.99", "99999999", "10000000.00", Size.SMALL),
        ("49.99", "10000000.01", "10000000.01", Size.MEDIUM),
        ("50", "0", "0", Size.MEDIUM),
        ("249.99", "50000000.01", "43000000.00", Size.MEDIUM),
        ("249.99", "50000000.00", "43000000.01", Size.MEDIUM),
        ("249.99", "50000000.01", "43000000.01", Size.LARGE),
        ("250.00", "0", "0", Size.LARGE),
        ("0", "0", "0", Size.MICRO),
    ],
)
def test_r026_staff_and_one_of_two_amounts_decide(staff, turnover, balance, expected):
    assert size(staff, turnover, balance) is expected


@pytest.mark.parametrize(
    ("share", "counted"),
    [("0", "0"), ("2499/10000", "0"), ("1/4", "1/4"), ("2/5", "2/5"), ("1/2", "1/2"),
     ("5001/10000", "1"), ("1", "1")],
)  # fmt: skip
def test_r026_a_partner_counts_in_part_and_a_linked_company_as_a_whole(share, counted):
    assert counted_share(RULES, Fraction(share)) == Fraction(counted)


@pytest.mark.parametrize(
    ("share", "expected"),
    [("24.99", Size.SMALL), ("25", Size.MEDIUM), ("50.01", Size.LARGE)],
)
def test_r026_the_figures_of_others_are_added(share, expected):
    tie = Tie(company=a_company("210"), share=Fraction(share) / 100)

    assert size("40", ties=(tie,)) is expected


def test_r026_parts_are_not_rounded():
    """40.01 and half of 19.98 are just not 50; a rounding to whole people would make it 50."""
    half = Tie(company=a_company("19.96"), share=Fraction(1, 2))

    assert size("40.01", ties=(half,)) is Size.SMALL
    assert size("40.02", ties=(half,)) is Size.MEDIUM


@pytest.mark.parametrize(("share", "expected"), [("24.99", Size.SMALL), ("25", Size.LARGE)])
def test_r026_a_company_in_public_hands_is_large(share, expected):
    assert size("20", public_share=Fraction(share) / 100) is expected


@pytest.mark.parametrize(
    ("before", "expected"),
    [(None, Size.MEDIUM), (Size.MEDIUM, Size.MEDIUM), (Size.SMALL, Size.SMALL),
     (Size.LARGE, Size.LARGE)],
)  # fmt: skip
def test_r026_a_class_changes_only_after_two_years(before, expected):
    assert size("60", year_before=before) is expected


def test_r026_the_result_is_explained_with_its_numbers():
    tie = Tie(company=a_company("30", "1000000", "500000", name="Z GmbH"), share=Fraction(2, 5))
    told = size_of(RULES, answers("40.5", "8000000", "3000000", ties=(tie,)))

    assert [reason.de.replace("\u00a0", " ") for reason in told.reasons] == [
        "Z GmbH (40 %) ist Partner und zählt zu diesem Teil: 12,00 Mitarbeitende.",
        "Zusammen: 52,50 Mitarbeitende, 8.400.000,00 € Umsatz, 3.200.000,00 € Bilanzsumme. "
        "Mittleres Unternehmen: unter 250 Mitarbeitende und höchstens 50.000.000,00 € Umsatz oder "
        "43.000.000,00 € Bilanzsumme.",
        "Ergebnis: Mittleres Unternehmen.",
    ]


def test_r026_a_large_company_reads_what_it_exceeds():
    told = size_of(RULES, answers("250"))

    assert (
        told.reasons[0]
        .en.replace("\u00a0", " ")
        .endswith(
            "That is more than for Medium company: staff below 250 and turnover of at most "
            "EUR 50,000,000.00 or a balance sheet total of at most EUR 43,000,000.00."
        )
    )


def test_r026_just_below_a_limit_is_not_shown_as_the_limit():
    assert as_figure(Fraction("249.9999")) == Decimal("249.99")


@pytest.mark.parametrize("wrong", ["-0.01", "NaN", "Infinity"])
def test_r026_staff_is_a_number_and_never_negative(wrong):
    with pytest.raises(ValueError, match="never negative"):
        a_company(wrong)


@given(COMPANIES, st.lists(TIES, max_size=5), TIES)
def test_r026_another_company_never_makes_it_smaller(own, ties, more):
    without = SizeAnswers(year=2026, own=own, ties=tuple(ties))
    with_it = replace(without, ties=(*ties, more))

    sizes = [size_of(RULES, one).size for one in (without, with_it)]
    assert ORDER.index(sizes[0]) <= ORDER.index(sizes[1])


@given(COMPANIES, st.lists(TIES, max_size=5), st.randoms(use_true_random=False))
def test_r026_the_order_of_the_others_never_matters(own, ties, chance):
    mixed = list(ties)
    chance.shuffle(mixed)
    first = size_of(RULES, SizeAnswers(year=2026, own=own, ties=tuple(ties)))
    second = size_of(RULES, SizeAnswers(year=2026, own=own, ties=tuple(mixed)))

    assert (first.size, first.counted) == (second.size, second.counted)


@given(COMPANIES, COMPANIES, st.fractions(0, 1, max_denominator=1000))
def test_r026_a_larger_share_never_makes_it_smaller(own, other, share):
    sizes = [
        size_of(RULES, SizeAnswers(year=2026, own=own, ties=(Tie(company=other, share=part),))).size
        for part in (share / 2, share)
    ]

    assert ORDER.index(sizes[0]) <= ORDER.index(sizes[1])
