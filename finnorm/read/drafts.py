"""A figure while it is being read."""

from __future__ import annotations

from finnorm.read.numerals import Number
from finnorm.values.hedge import Hedge
from finnorm.values.unit import Unit

_WORDS = 5


class Draft:
    """A figure being read; what is None has not been found yet.

    What most figures have in common is kept by the class, so that making one is cheap.
    """

    upper: Number | None = None
    upper_exponent: int | None = None
    scale_span: tuple[int, int] | None = None
    unit_span: tuple[int, int] | None = None
    shared: str | None = None
    assumed: tuple[str, ...] = ()
    hedge: Hedge | None = None
    hedge_start: int = -1
    sign: int = 1
    noun: str | None = None
    next_word: str = ""
    left: tuple[int, int] = (0, 0)
    begin: int = -1
    inherited: tuple[tuple[str, int, int], ...] = ()
    scale_exponent: int = 0
    block: int = 0
    implicit: bool = False

    def __init__(
        self,
        number: Number,
        start: int,
        end: int,
        exponent: int = 0,
        unit: Unit | None = None,
        rules: tuple[str, ...] = (),
        cell: bool = False,
    ) -> None:
        self.number = number
        self.start = start
        self.end = end
        self.exponent = exponent
        self.unit = unit
        self.rules = rules
        self.cell = cell

    def words_before(self, text: str) -> list[str]:
        """The last words before the figure and its hedge, in lower case."""
        return words_before(text, self.governed)

    @property
    def governed(self) -> tuple[int, int]:
        """The stretch before the figure and its hedge that may say something of it."""
        return (self.begin, self.number.start) if self.begin >= 0 else self.left

    @property
    def scaled(self) -> bool:
        """Whether a magnitude word or prefix was read."""
        return self.scale_span is not None

    @property
    def priced(self) -> bool:
        """Whether the unit is settled and cannot come from a currency before the number."""
        return self.unit is not None


def words_before(text: str, left: tuple[int, int]) -> list[str]:
    """The last words of a stretch before a figure, in lower case; words of another line do not count."""
    return text[left[0] : left[1]].rpartition("\n")[2].lower().split()[-_WORDS:]
