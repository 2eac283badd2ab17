"""A figure that has been read: a number with its unit, its hedge, and the set of true values that they allow."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Context, Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from finnorm.values.conversion import Conversion
from finnorm.values.hedge import Hedge, HedgeClass
from finnorm.values.interval import Interval, between
from finnorm.values.numeral import Numeral, decimal_text, rounded_text
from finnorm.values.unit import Unit

if TYPE_CHECKING:
    from moneyed import Money
    from pint import Quantity as PintQuantity  # pyright: ignore[reportUnknownVariableType]

    from finnorm.rates import RateProvider

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
        conversion: How the figure came to its unit, if not as printed; `numeral` and `upper` stay as printed.
        assumed: What nobody wrote and the reader took for granted: currency codes, and how units were held alike.

    Example:
        >>> q = Quantity(Numeral(104, 7, decimals=2), Unit("money", "CNY"))
        >>> q.value, str(q.unit), q.strict
        (Decimal('1040000000'), 'CNY', [1035000000, 1045000000])
    """

    numeral: Numeral
    unit: Unit
    hedge: Hedge | None = None
    upper: Numeral | None = None
    conversion: Conversion | None = None
    assumed: tuple[str, ...] = field(default=(), compare=False)

    @property
    def ends(self) -> tuple[Fraction, Fraction]:
        """The two ends of a range in base units, in the order printed; of a single figure, its value twice."""
        first = self.numeral.value
        last = first if self.upper is None else self.upper.value
        factor = 1 if self.conversion is None else self.conversion.factor
        return first * factor, last * factor

    @property
    def exact(self) -> Fraction | None:
        """The value in base units as a fraction; None for a range."""
        return None if self.upper is not None else self.ends[0]

    @property
    def value(self) -> Decimal | Fraction | None:
        """The value in base units: a `Decimal`, or a `Fraction` where no finite decimal is it; None for a range."""
        if self.upper is not None:
            return None
        return self.numeral.decimal if self.conversion is None else _decimal(self.ends[0])

    @property
    def low(self) -> Decimal | Fraction | None:
        """The lower end of a range as printed, else None."""
        if self.upper is None:
            return None
        return self.numeral.decimal if self.conversion is None else _decimal(self.ends[0])

    @property
    def high(self) -> Decimal | Fraction | None:
        """The upper end of a range as printed, else None."""
        if self.upper is None:
            return None
        return self.upper.decimal if self.conversion is None else _decimal(self.ends[1])

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
        """The strict and the lenient set; of a converted figure, the images of those of the printed one."""
        if self.conversion is None:
            return self._printed_sets
        strict, lenient = self._printed_sets
        return strict.scale(self.conversion.factor), lenient.scale(self.conversion.factor)

    @property
    def _printed_sets(self) -> tuple[Interval, Interval]:
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
        if self.conversion is not None:
            return self.sets[0]
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
        if self.upper is not None or self.conversion is not None:
            return self.sets[1]
        return self.numeral.lenient if self.hedge is None else self.hedge.lenient(self.numeral)

    @property
    def cap(self) -> Fraction | None:
        """Where an open-ended hedge ("mer enn 40") stops being an honest way to put it, or None."""
        if self.hedge is None or not self.hedge.cap or self.upper is not None:
            return None
        return self.ends[0] * self.hedge.cap

    # Conveniences that delegate upwards on first use; the import contract lists them as its exceptions.

    def to(self, unit: Unit | str, *, on: date | str | None = None, rates: RateProvider | None = None) -> Quantity:
        """The figure in another unit, exactly; hedge, sets and what was assumed go with it.

        Args:
            unit: A `Unit`, or its name: "EUR", "EUR/MWh", "kroner per Sm3", "tonne", "dekar".
            on: The day of the exchange rate, where currencies differ: a date, or its ISO form.
            rates: What a currency was worth; the embedded ECB table where None.

        Raises:
            ConversionError: The two units do not measure the same thing; a day is missing; no such unit.
            RateUnavailable: No exchange rate for that day.

        Example:
            >>> price = Quantity(Numeral(214, -2), Unit("money", "NOK", "kWh"))
            >>> price.to("NOK/MWh").value
            Decimal('2140')
        """
        from finnorm.conversion import convert  # noqa: PLC0415

        return convert(self, unit, on=on, rates=rates)

    @property
    def money(self) -> Money:
        """An amount of money as py-moneyed has it; 34 significant digits where no finite decimal is the value.

        Raises:
            ConversionError: A range, a price per unit, or no money at all.

        Example:
            >>> Quantity(Numeral(5, 6), Unit("money", "NOK")).money
            Money('5000000', 'NOK')
        """
        from finnorm.conversion import to_money  # noqa: PLC0415

        return to_money(self)

    @property
    def pint(self) -> PintQuantity[Decimal]:  # pyright: ignore[reportUnknownParameterType]
        """The figure as a pint quantity with a `Decimal` magnitude; each currency is a dimension of its own.

        Raises:
            ConversionError: A range.

        Example:
            >>> print(Quantity(Numeral(3, 0), Unit("unit", "dekar")).pint.to("hectare"))
            0.3000 hectare
        """
        from finnorm.conversion import to_pint  # noqa: PLC0415 # pyright: ignore[reportUnknownVariableType]

        return to_pint(self)  # pyright: ignore[reportUnknownVariableType]

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

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        from finnorm.writers.cards import quantity_card  # noqa: PLC0415 - shown by few, so loaded for few

        return quantity_card(self)

    def __str__(self) -> str:
        text = decimal_text if self.conversion is None else rounded_text
        first, last = self.ends
        shown = text(first)
        if self.upper is not None:
            shown = f"{shown}–{text(last)}"
        words = [self.hedge.kind.replace("_", " ")] if self.hedge else []
        return " ".join([*words, shown, str(self.unit)])


class _Unsealed:
    """A quantity while its fields are put in; see `interval.between`."""

    __slots__ = ("assumed", "conversion", "hedge", "numeral", "unit", "upper")

    if TYPE_CHECKING:
        numeral: Numeral
        unit: Unit
        hedge: Hedge | None
        upper: Numeral | None
        conversion: Conversion | None
        assumed: tuple[str, ...]


def quantity(numeral: Numeral, unit: Unit, hedge: Hedge | None, upper: Numeral | None) -> Quantity:
    """`Quantity(…)`, three times as fast."""
    made = _Unsealed()
    made.numeral = numeral
    made.unit = unit
    made.hedge = hedge
    made.upper = upper
    made.conversion = None
    made.assumed = ()
    made.__class__ = Quantity  # type: ignore[assignment]
    return made  # type: ignore[return-value]


_EXACT = Context(prec=400)
"""Every finite decimal that a figure can have, whatever context the caller has set."""


def _decimal(value: Fraction) -> Decimal | Fraction:
    text = decimal_text(value)
    return value if "/" in text else _EXACT.create_decimal(text)
