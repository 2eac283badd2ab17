"""Choices that a number decides: the same document for the same number, on every machine."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TypeVar

T = TypeVar("T")
_MASK = (1 << 64) - 1


class Dice:
    """A stream of choices (the generator is splitmix64, by Steele, Lea and Flood)."""

    def __init__(self, seed: int) -> None:
        self._state = (seed * 0x9E3779B97F4A7C15 + 0x1234567) & _MASK

    def below(self, many: int) -> int:
        """A whole number from zero, below `many`."""
        self._state = (self._state + 0x9E3779B97F4A7C15) & _MASK
        mixed = self._state
        mixed = ((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
        mixed = ((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB) & _MASK
        return (mixed ^ (mixed >> 31)) % many

    def between(self, low: int, high: int) -> int:
        """A whole number, both ends included."""
        return low + self.below(high - low + 1)

    def pick(self, among: Sequence[T]) -> T:
        """One of them."""
        return among[self.below(len(among))]

    def one_in(self, many: int) -> bool:
        """True once in `many` times."""
        return self.below(many) == 0

    def number(self, low: int, high: int) -> Fraction:
        """An exact number: often whole, in tenths, or on a boundary of rounding, where mistakes about ends show."""
        whole = self.between(low, high - 1)
        kind = self.below(6)
        if kind == 0:
            return Fraction(whole)
        if kind == 1:
            return whole + Fraction(self.below(10), 10)
        if kind == 2:
            return whole + Fraction(1, 2)
        if kind == 3:
            return whole + Fraction(5 + 10 * self.below(10), 100)
        return whole + Fraction(self.below(997), 997)
