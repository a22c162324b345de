"""R-017: foreign amounts are converted once, and grants are paid in the programme's currency."""

from datetime import date
from decimal import Decimal

import pytest

from grants.programme.currency import CannotConvert, check_grant_currency, convert
from grants.programme.money import eur
from grants.programme.preset import preset

TERMS = preset("interclust")
ON = date(2026, 11, 2)


@pytest.mark.parametrize(
    ("stated", "currency", "rate", "euros"),
    [
        ("150000000", "JPY", "162.35", "923929.78"),
        ("250000", "USD", "1.0842", "230584.76"),
        ("0.01", "USD", "2", "0.01"),
    ],
)
def test_r017_a_foreign_amount_is_converted_half_up(stated, currency, rate, euros):
    conversion = convert(TERMS, Decimal(stated), currency, rate=Decimal(rate), on=ON, source="EZB")

    assert conversion.euros == eur(euros)
    assert (conversion.rate, conversion.on, conversion.source) == (Decimal(rate), ON, "EZB")


@pytest.mark.parametrize(
    ("stated", "currency", "rate", "says"),
    [
        ("150000000.50", "JPY", "162.35", "Write JPY with at most 0 decimal places."),
        ("1.001", "USD", "1", "Write USD with at most 2 decimal places."),
        ("NaN", "USD", "1", "Write USD with at most 2 decimal places."),
        ("1", "USD", None, "The rate of USD on 2 November 2026 is missing."),
        ("1", "USD", "0", "The rate of USD on 2 November 2026 is missing."),
        ("1", "XXX", "1", "This round does not know the currency XXX."),
    ],
)
def test_r017_what_cannot_be_converted_is_refused_in_a_sentence(stated, currency, rate, says):
    with pytest.raises(CannotConvert) as refused:
        convert(
            TERMS,
            Decimal(stated),
            currency,
            rate=None if rate is None else Decimal(rate),
            on=ON,
            source="EZB",
        )

    assert refused.value.says.en == says


@pytest.mark.parametrize(("currency", "holds"), [("EUR", True), ("USD", False)])
def test_r017_grants_are_paid_in_the_programmes_currency(currency, holds):
    assert check_grant_currency(TERMS, currency).holds is holds
