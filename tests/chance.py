"""Choices that look like chance, for examples by the thousand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


class Draw:
    """Choices that look like chance and are the same every time (Knuth's MMIX generator)."""

    def __init__(self, seed: int) -> None:
        self.state = seed

    def below(self, many: int) -> int:
        """A whole number from nothing up to, not including, so many."""
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self.state >> 33) % many

    def between(self, low: int, high: int) -> int:
        """A whole number between two, both included."""
        return low + self.below(high - low + 1)

    def choice(self, options: Sequence[Any]) -> Any:
        """One of the options."""
        return options[self.below(len(options))]
