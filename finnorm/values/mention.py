"""A figure at its place in a text."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Literal, Protocol, final

from finnorm.values.hedge import HedgeClass
from finnorm.values.interval import Interval
from finnorm.values.period import Period
from finnorm.values.quantity import Quantity
from finnorm.values.unit import Kind

Status = Literal["ok", "ambiguous", "too_long"]


@dataclass(frozen=True, slots=True)
class Inherited:
    """Something a figure takes from another place in the text: `what` ("unit", "scale", "per") from [start, end)."""

    what: str
    start: int
    end: int


_REST = ("surface", "noun", "assumed", "implicit", "status", "readings", "rules", "block", "hedge_start")
"""The fields that are made when one of them is asked for."""


class Later(Protocol):
    """Answers what is asked of few mentions, from the text, when it is asked."""

    def rest(self, position: int, quantity: Quantity | None) -> dict[str, object]:
        """What the mention at this position was not given when it was made: surface, noun, assumed, implicit, status,
        readings, rules, block and hedge_start.
        """
        ...

    def period(self, position: int) -> Period | None:
        """The period of the mention at this position of its document."""
        ...

    def polarity(self, position: int) -> Literal["loss"] | None:
        """The polarity of the mention at this position of its document."""
        ...


_FIELDS = (
    "start", "end", "surface", "quantity", "noun", "polarity", "inherited", "assumed", "period", "implicit", "status",
    "readings", "rules", "block", "hedge_start",
)  # fmt: skip


_SLOTS = (
    "start", "end", "surface", "quantity", "noun", "inherited", "assumed", "implicit", "status", "readings", "rules",
    "block", "hedge_start", "_period", "_polarity", "_later", "_position",
)  # fmt: skip


@final
class Mention:
    """A quantity at a place in a text: `text[start:end]` is `surface`. Immutable; equal where all fields are.

    Args:
        start: Offset of its first code point.
        end: Offset behind its last.
        surface: The words: number, magnitude, currency or unit, per-unit tail, and a sign before the number.
        quantity: What they say, the context included; None where `status` is "too_long".
        noun: What a count counts, as printed; outside the span.
        polarity: "loss" where a loss word governs the figure; the value stays as printed.
        inherited: What was taken from elsewhere in the text, and from where.
        assumed: What neither the words nor the text say, and was assumed (a currency code).
        period: The time it speaks of.
        implicit: A bare small count in words, read only so that it can be related.
        status: "ambiguous" where `readings` holds rival quantities; "too_long" where the number was not made.
        readings: Other quantities that the words admit, the likelier first.
        rules: Names of the rules that read it, in order.
        block: Index of the document's block it stands in.
        hedge_start: Offset of the first word of the hedge, or `start`.

    Period and polarity are looked up in the text when they are first asked for.
    """

    __slots__ = (
        "_later", "_period", "_polarity", "_position", "assumed", "block", "end", "hedge_start", "implicit",
        "inherited", "noun", "quantity", "readings", "rules", "start", "status", "surface",
    )  # fmt: skip

    start: int
    end: int
    surface: str
    quantity: Quantity | None
    noun: str | None
    inherited: tuple[Inherited, ...]
    assumed: tuple[str, ...]
    implicit: bool
    status: Status
    readings: tuple[Quantity, ...]
    rules: tuple[str, ...]
    block: int
    hedge_start: int
    _period: Period | None
    _polarity: Literal["loss"] | None
    _later: Later | None
    _position: int

    def __init__(
        self,
        start: int,
        end: int,
        surface: str,
        quantity: Quantity | None,
        noun: str | None = None,
        polarity: Literal["loss"] | None = None,
        inherited: tuple[Inherited, ...] = (),
        assumed: tuple[str, ...] = (),
        period: Period | None = None,
        implicit: bool = False,
        status: Status = "ok",
        readings: tuple[Quantity, ...] = (),
        rules: tuple[str, ...] = (),
        block: int = 0,
        hedge_start: int = -1,
        later: tuple[Later, int] | None = None,
    ) -> None:
        hedge_start = start if hedge_start < 0 else hedge_start
        source, position = later if later is not None else (None, -1)
        fields = (start, end, surface, quantity, noun, inherited, assumed, implicit, status, readings, rules, block)
        for name, value in zip(_SLOTS, (*fields, hedge_start, period, polarity, source, position), strict=True):
            object.__setattr__(self, name, value)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"a mention is immutable; cannot set {name!r}")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"a mention is immutable; cannot delete {name!r}")

    def __getattr__(self, name: str) -> Any:
        """Fills in what was left for later; called where a field has no value yet."""
        later = self._later if name in _REST else None
        if later is not None:
            self._fill(later)
        return object.__getattribute__(self, name)

    def _fill(self, later: Later) -> None:
        for field, value in later.rest(self._position, self.quantity).items():
            object.__setattr__(self, field, value)

    def _settle(self) -> None:
        later = self._later
        if later is not None:
            put = object.__setattr__
            put(self, "_period", later.period(self._position))
            put(self, "_polarity", later.polarity(self._position))
            # Another thread may be half-way through this: nothing may be missing once there is no one to ask.
            self._fill(later)
            put(self, "_later", None)

    @property
    def period(self) -> Period | None:
        """The time the figure speaks of, or None."""
        self._settle()
        return self._period

    @property
    def polarity(self) -> Literal["loss"] | None:
        """ "loss" where a loss word governs the figure."""
        self._settle()
        return self._polarity

    def _key(self) -> tuple[object, ...]:
        return tuple(getattr(self, name) for name in _FIELDS)

    def __eq__(self, other: object) -> bool:
        return self._key() == other._key() if isinstance(other, Mention) else NotImplemented

    def __hash__(self) -> int:
        return hash((self.start, self.end, self.surface, self.quantity))

    def __reduce__(self) -> tuple[type[Mention], tuple[object, ...]]:
        return Mention, self._key()

    def __repr__(self) -> str:
        shown = ", ".join(f"{name}={getattr(self, name)!r}" for name in _FIELDS)
        return f"Mention({shown})"

    def with_quantity(self, quantity: Quantity) -> Mention:
        """The same mention with another reading of its words."""
        fields = dict(zip(_FIELDS, self._key(), strict=True))
        fields["quantity"] = quantity
        return Mention(**fields)  # type: ignore[arg-type]

    @property
    def figure(self) -> Quantity:
        """The quantity; a figure that was too long to be made has none and raises."""
        if self.quantity is None:
            raise ValueError(f"{self.surface[:40]!r} has too many digits to be a figure")
        return self.quantity

    @property
    def kind(self) -> Kind:
        """The kind of unit; a figure too long to be made is a count."""
        return "count" if self.quantity is None else self.quantity.unit.kind

    @property
    def unit(self) -> str | None:
        """The unit as on the wire: "NOK", "NOK/kWh", "tonne" or None."""
        quantity = self.quantity
        return None if quantity is None else quantity.unit.wire

    @property
    def value(self) -> Decimal | Fraction | None:
        """The value in base units; None for a range."""
        quantity = self.quantity
        return None if quantity is None else quantity.value

    @property
    def hedge(self) -> HedgeClass | None:
        """The class of the hedge that governs the figure."""
        quantity = self.quantity
        return None if quantity is None or quantity.hedge is None else quantity.hedge_class

    @property
    def strict(self) -> Interval:
        """See `Quantity.strict`."""
        quantity = self.quantity
        return self.figure.strict if quantity is None else quantity.strict

    @property
    def lenient(self) -> Interval:
        """See `Quantity.lenient`."""
        return self.figure.lenient

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        from finnorm.writers.cards import mention_card  # noqa: PLC0415 - shown by few, so loaded for few

        return mention_card(self)

    def __str__(self) -> str:
        return self.surface


class _Unsealed:
    """A mention while its fields are put in: the same slots, and no guard over them."""

    __slots__ = _SLOTS

    if TYPE_CHECKING:
        start: int
        end: int
        quantity: Quantity | None
        inherited: tuple[Inherited, ...]
        _later: Later | None
        _position: int


def unread(
    start: int, end: int, quantity: Quantity | None, inherited: tuple[Inherited, ...], later: Later, position: int
) -> Mention:
    """A mention of which `later` knows the rest.

    A reader makes one for every figure, and the guard of an immutable object costs more than all of its fields: so the
    fields are put in before it becomes one, and those that few ask for are left out (see `interval.between`).
    """
    made = _Unsealed()
    made.start = start
    made.end = end
    made.quantity = quantity
    made.inherited = inherited
    made._later = later  # pyright: ignore[reportPrivateUsage]
    made._position = position  # pyright: ignore[reportPrivateUsage]
    made.__class__ = Mention  # type: ignore[assignment]
    return made  # type: ignore[return-value]
