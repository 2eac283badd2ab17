"""Whether linear relations can hold at once, by elimination: equalities by substitution, the rest as Fourier did.

It shares nothing with the library: a relation is a list of weights with a constant, and it is "= 0", "≥ 0" or "> 0".
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal


@dataclass(frozen=True)
class Said:
    """`Σ weights · variables + constant`, and what it is to zero."""

    weights: tuple[Fraction, ...]
    constant: Fraction
    how: Literal["=", ">=", ">"]


def said(weights: dict[int, Fraction | int], constant: Fraction | int, how: Literal["=", ">=", ">"], of: int) -> Said:
    """A relation between the first `of` variables."""
    return Said(tuple(Fraction(weights.get(at, 0)) for at in range(of)), Fraction(constant), how)


def possible(relations: list[Said]) -> bool:
    """Whether some numbers keep all relations."""
    left = list(relations)
    for at in range(len(relations[0].weights)) if relations else ():
        equal = next((one for one in left if one.how == "=" and one.weights[at]), None)
        if equal is not None:
            left = [_plus(one, equal, -one.weights[at] / equal.weights[at]) for one in left if one is not equal]
            continue
        above = [one for one in left if one.weights[at] > 0]
        below = [one for one in left if one.weights[at] < 0]
        left = [one for one in left if not one.weights[at]]
        left += {
            _plus(_times(a, 1 / a.weights[at]), b, -1 / b.weights[at], strict=">" in (a.how, b.how))
            for a in above
            for b in below
        }
    return all(
        one.constant == 0 if one.how == "=" else one.constant >= 0 if one.how == ">=" else one.constant > 0
        for one in left
    )


def _times(one: Said, factor: Fraction) -> Said:
    return Said(tuple(weight * factor for weight in one.weights), one.constant * factor, one.how)


def _plus(one: Said, other: Said, factor: Fraction, *, strict: bool | None = None) -> Said:
    how = one.how if strict is None else ">" if strict else ">="
    weights = tuple(mine + factor * theirs for mine, theirs in zip(one.weights, other.weights, strict=True))
    return Said(weights, one.constant + factor * other.constant, how)
