"""A figure that has been read: a number with its unit, its hedge, and the set of true values that they allow."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from finnorm.values.hedge import Hedge, HedgeClass
from finnorm.values.interval import Interval, between
from finnorm.values.numeral import Numeral, decimal_text
from finnorm.values.unit import Unit

_OF_A_FALL: dict[HedgeClass, HedgeClass] = {
    "over": "under",
    "under": "about",
    "at_least": "at_most",
    "at_most": "at_least",
    "about": "about",
}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A normalised figure.

    Args:
        numeral: The number as printed; of a range, its lower end.
        unit: What it counts.
        hedge: The hedge that governs it, or None.
        upper: Of a range, its upper end; else None.

    Example:
        >>> q = Quantity(Numeral(104, 7, decimals=2), Unit("money", "CNY"))
        >>> q.value, str(q.unit), q.strict
        (Decimal('1040000000'), 'CNY', [1035000000, 1045000000])
    """

    numeral: Numeral
    unit: Unit
    hedge: Hedge | None = None
    upper: Numeral | None = None

    @property
    def exact(self) -> Fraction | None:
        """The value in base units as a fraction; None for a range."""
        return None if self.upper is not None else self.numeral.value

    @property
    def value(self) -> Decimal | Fraction | None:
        """The value in base units: a `Decimal`, or a `Fraction` where no finite decimal is it; None for a range."""
        return None if self.upper is not None else self.numeral.decimal

    @property
    def low(self) -> Decimal | Fraction | None:
        """The lower end of a range as printed, else None."""
        return None if self.upper is None else self.numeral.decimal

    @property
    def high(self) -> Decimal | Fraction | None:
        """The upper end of a range as printed, else None."""
        return None if self.upper is None else self.upper.decimal

    @property
    def hedge_class(self) -> HedgeClass | None:
        """The class of the hedge as it bounds the value: a hedge of a fall speaks of the fall.

        "Mer enn halvert" is under a half; "nesten halvert" is about a half, just above it.
        """
        hedge = self.hedge
        if hedge is None:
            return None
        if self.numeral.style == "factor" and self.numeral.value < 1:
            return _OF_A_FALL[hedge.kind]
        return hedge.kind

    @property
    def sets(self) -> tuple[Interval, Interval]:
        """The strict and the lenient set."""
        if self.upper is not None:
            ends = (self.numeral, self.upper)
            strict, lenient = (
                Interval.around(ends[0].value, share * ends[0].place).hull(
                    Interval.around(ends[1].value, share * ends[1].place)
                )
                for share in (Fraction(0), Fraction(1, 2))
            )
            if self.hedge is not None:
                # "rundt 3–4": as far as the hedge takes either end
                for end in ends:
                    wider = self.hedge.sets(end)
                    strict, lenient = strict.hull(wider[0]), lenient.hull(wider[1])
            return strict, lenient
        if self.hedge is not None:
            return self.hedge.sets(self.numeral)
        return self.numeral.strict, self.numeral.lenient

    @property
    def strict(self) -> Interval:
        """The true values that correct rounding and the hedge allow."""
        upper, hedge = self.upper, self.hedge
        if upper is not None:
            if hedge is not None:
                return self.sets[0]
            low, high = self.numeral.value, upper.value
            return between(low, high) if low <= high else between(high, low)
        return self.numeral.strict if hedge is None else hedge.strict(self.numeral)

    @property
    def lenient(self) -> Interval:
        """The true values that writers' habits allow as well: truncation, trailing zeros, loose hedges."""
        if self.upper is not None:
            return self.sets[1]
        return self.numeral.lenient if self.hedge is None else self.hedge.lenient(self.numeral)

    @property
    def cap(self) -> Fraction | None:
        """Where an open-ended hedge ("mer enn 40") stops being an honest way to put it, or None."""
        if self.hedge is None or not self.hedge.cap or self.upper is not None:
            return None
        return self.numeral.value * self.hedge.cap

    def format(self, locale: str = "nb") -> str:
        """The figure as it would stand in a text of bokmål ("nb"), nynorsk ("nn") or English ("en"), through Babel.

        In bokmål and nynorsk, `parse` reads it back as the same quantity.

        Raises:
            InputError: Another language.
            MissingExtra: Babel is not installed; the extra `format` brings it.

        Example:
            >>> q = Quantity(Numeral(104, 7, decimals=2), Unit("money", "CNY"))
            >>> q.format(), q.format("nn")
            ('1,04 milliarder yuan', '1,04 milliardar yuan')
        """
        # A convenience that reaches upwards on first use: values know no language.
        from finnorm.formatting import format_quantity  # noqa: PLC0415

        return format_quantity(self, locale)

    def __str__(self) -> str:
        shown = decimal_text(self.numeral.value)
        if self.upper is not None:
            shown = f"{shown}–{decimal_text(self.upper.value)}"
        words = [self.hedge.kind.replace("_", " ")] if self.hedge else []
        return " ".join([*words, shown, str(self.unit)])


class _Unsealed:
    """A quantity while its fields are put in; see `interval.between`."""

    __slots__ = ("hedge", "numeral", "unit", "upper")

    if TYPE_CHECKING:
        numeral: Numeral
        unit: Unit
        hedge: Hedge | None
        upper: Numeral | None


def quantity(numeral: Numeral, unit: Unit, hedge: Hedge | None, upper: Numeral | None) -> Quantity:
    """`Quantity(…)`, three times as fast."""
    made = _Unsealed()
    made.numeral = numeral
    made.unit = unit
    made.hedge = hedge
    made.upper = upper
    made.__class__ = Quantity  # type: ignore[assignment]
    return made  # type: ignore[return-value]
