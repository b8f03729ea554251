"""Amounts are whole cents, with or without tax, and never a float."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction


class Basis(StrEnum):
    HT = "ht"
    TTC = "ttc"


class MixedBases(ValueError):
    """An amount without tax and one with tax do not add up."""


@dataclass(frozen=True)
class Money:
    cents: int
    basis: Basis = Basis.HT

    def __add__(self, other: "Money") -> "Money":
        return replace(self, cents=self.cents + self._same_basis(other))

    def __sub__(self, other: "Money") -> "Money":
        return replace(self, cents=self.cents - self._same_basis(other))

    def times(self, factor: Fraction | int) -> "Money":
        return replace(self, cents=round_half_up(self.cents * Fraction(factor)))

    def share(self, weights: Sequence[int | Fraction]) -> "list[Money]":
        """Parts that add up to the cent; what rounding leaves goes to the largest remainders, then to the first."""
        return [replace(self, cents=part) for part in _largest_remainder(self.cents, weights)]

    def _same_basis(self, other: "Money") -> int:
        if other.basis is not self.basis:
            raise MixedBases(f"{self.basis} and {other.basis}")
        return other.cents


def round_half_up(value: Fraction) -> int:
    """To the nearest, halves away from zero, as on an invoice; Python's round() goes to the even one."""
    nearest = (2 * abs(value.numerator) + value.denominator) // (2 * value.denominator)
    return nearest if value >= 0 else -nearest


def _largest_remainder(cents: int, weights: Sequence[int | Fraction]) -> list[int]:
    total = sum(weights, Fraction())
    if total <= 0 or min(weights) < 0:
        raise ValueError("Weights are not negative, and one of them counts.")
    exact = [abs(cents) * Fraction(weight) / total for weight in weights]
    parts = [int(part) for part in exact]
    by_remainder = sorted(range(len(parts)), key=lambda n: parts[n] - exact[n])
    for n in by_remainder[: abs(cents) - sum(parts)]:
        parts[n] += 1
    return parts if cents >= 0 else [-part for part in parts]
