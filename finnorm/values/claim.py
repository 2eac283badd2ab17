"""What a text says of its figures: a relation's name, with figures in its slots."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from finnorm.values.interval import Interval
from finnorm.values.mention import Mention
from finnorm.values.period import Period
from finnorm.values.quantity import Quantity
from finnorm.values.unit import Unit

Binding = Literal["explicit", "anaphoric", "proximate"]


@dataclass(frozen=True, slots=True)
class Operand:
    """A figure in a slot.

    Args:
        figure: A mention, or a caller's own quantity.
        sign: -1 where the words make the printed figure negative ("falt 12 prosent", "et underskudd på").
    """

    figure: Mention | Quantity
    sign: Literal[1, -1] = 1

    @property
    def quantity(self) -> Quantity:
        """The figure without its place."""
        return self.figure if isinstance(self.figure, Quantity) else self.figure.figure

    @property
    def mention(self) -> Mention | None:
        """The figure's place, where it has one."""
        return self.figure if isinstance(self.figure, Mention) else None

    @property
    def unit(self) -> Unit:
        """The figure's unit."""
        return self.quantity.unit

    @property
    def sets(self) -> tuple[Interval, Interval]:
        """The strict and the lenient set, the sign applied."""
        strict, lenient = self.quantity.sets
        return (strict, lenient) if self.sign > 0 else (-strict, -lenient)

    def __str__(self) -> str:
        return self.figure.surface if isinstance(self.figure, Mention) else str(self.figure)


@dataclass(frozen=True, slots=True)
class Claim:
    """A relation that the text states, or a caller puts.

    Args:
        check: The check's name ("growth").
        operands: Slot and figures, in the check's order; a slot that the text leaves out is absent.
        binding: How surely the text ties the figures to each other.
        cue: For checks of order and direction: "up", "down", "less", "more" or "equal"; else None.
        scopes: Words that set one figure's scope apart from another's: what makes them not comparable.
        assumptions: What was assumed to bind the figures, for the reader.
        period: The time the relation speaks of.
        frame: The name of the frame that found it.
        alternatives: Other ways to bind the same figures; all must fail before any is wrong.
        same_sentence: Whether all figures stand in one sentence.
        together: For what several claims say together, those claims.
    """

    check: str
    operands: tuple[tuple[str, tuple[Operand, ...]], ...]
    binding: Binding = "explicit"
    cue: str | None = None
    scopes: tuple[str, ...] = ()
    assumptions: tuple[str, ...] = ()
    period: Period | None = None
    frame: str = ""
    alternatives: tuple[Claim, ...] = ()
    same_sentence: bool = True
    together: tuple[Claim, ...] = ()

    def slot(self, name: str) -> tuple[Operand, ...]:
        """The figures of a slot; empty where the text leaves it out."""
        return next((operands for slot, operands in self.operands if slot == name), ())

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """All figures of the claim that have a place in a text."""
        return tuple(o.mention for _, operands in self.operands for o in operands if o.mention is not None)
