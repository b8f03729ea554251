"""Cents add up, and what has tax never meets what has none."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pupitre.kernel.money import Basis, MixedBases, Money, round_half_up

CENTS = st.integers(-(10**12), 10**12)
WEIGHTS = st.lists(st.integers(0, 1000), min_size=1, max_size=9).filter(any)


def test_amounts_of_one_basis_add_and_subtract():
    assert Money(150_001) + Money(99) - Money(100) == Money(150_000)
    assert Money(100, Basis.TTC) + Money(20, Basis.TTC) == Money(120, Basis.TTC)


@pytest.mark.parametrize("mix", [Money.__add__, Money.__sub__])
def test_without_tax_and_with_tax_do_not_mix(mix):
    with pytest.raises(MixedBases):
        mix(Money(100), Money(120, Basis.TTC))


@pytest.mark.parametrize(
    ("value", "rounded"),
    [
        (Fraction(2665, 10), 267),
        (Fraction(5, 2), 3),
        (Fraction(-5, 2), -3),
        (Fraction(49, 100), 0),
        (Fraction(-51, 100), -1),
    ],
)
def test_halves_go_away_from_zero(value, rounded):
    assert round_half_up(value) == rounded


@given(st.fractions(max_denominator=1000))
def test_rounding_moves_by_half_a_cent_at_most(value):
    assert abs(round_half_up(value) - value) <= Fraction(1, 2)


def test_a_rate_keeps_the_basis():
    assert Money(1_333, Basis.TTC).times(Fraction(1, 2)) == Money(667, Basis.TTC)
    assert Money(42_000).times(12) == Money(504_000)


def test_a_euro_in_three_gives_the_odd_cent_to_the_first():
    assert Money(100).share([1, 1, 1]) == [Money(34), Money(33), Money(33)]
    assert Money(-100).share([1, 1, 1]) == [Money(-34), Money(-33), Money(-33)]


def test_the_odd_cent_goes_to_the_largest_remainder():
    assert Money(10).share([10, 15, 5]) == [Money(3), Money(5), Money(2)]
    assert Money(100).share([Fraction(1, 7), Fraction(6, 7)]) == [Money(14), Money(86)]


@given(CENTS, WEIGHTS)
def test_shares_always_add_up(cents, weights):
    shares = Money(cents).share(weights)

    assert sum(share.cents for share in shares) == cents
    assert all(
        abs(share.cents - Fraction(cents * weight, sum(weights))) < 1
        for share, weight in zip(shares, weights, strict=True)
    )


@pytest.mark.parametrize("weights", [[], [0, 0], [2, -1]])
def test_there_is_no_share_without_a_weight(weights):
    with pytest.raises(ValueError, match="Weights"):
        Money(100).share(weights)
