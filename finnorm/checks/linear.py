"""Systems of linear relations over sets of true values: whether all can hold at once, decided exactly.

The method is the simplex for bounded variables of Dutertre and de Moura ("A fast linear-arithmetic solver for
DPLL(T)", CAV 2006): every relation gets a variable of its own, every variable keeps to its set, and a strict bound is a
bound moved by an infinitesimal. Bland's rule makes it end. An answer that nothing fits comes with weights that prove
it (Farkas, 1902; Motzkin's form where ends are open), and they are tried by plain interval arithmetic before the answer
is given: see `Proof`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from finnorm.values.interval import Interval

_Value = tuple[Fraction, Fraction]
"""A number and a multiple of an infinitesimal; ordered as tuples are."""
_ZERO = Interval.point(0)


@dataclass(frozen=True, slots=True)
class Relation:
    """A weighted sum of variables that lies in a set.

    Args:
        weights: The weight of each variable, by its index.
        within: The set.

    Example:
        >>> Relation({0: Fraction(1), 1: Fraction(-1)}, Interval.point(0))  # the two are equal
        Relation(weights={0: Fraction(1, 1), 1: Fraction(-1, 1)}, within=[0, 0])
    """

    weights: Mapping[int, Fraction]
    within: Interval = _ZERO


@dataclass(frozen=True, slots=True)
class Proof:
    """Why no values fit: the relations times `weights`, added up, say something that the sets exclude.

    Args:
        weights: A weight for each relation that is needed, by its index.
        left: What then is left of each variable, by its index; those that cancel are not here.
    """

    weights: Mapping[int, Fraction]
    left: Mapping[int, Fraction]

    def implied(self, variable: int, sets: Sequence[Interval], relations: Sequence[Relation]) -> Interval:
        """What the sum says of one variable that it leaves, given the sets of the others."""
        found = _ZERO
        for index, weight in self.weights.items():
            found = found + relations[index].within.scale(weight)
        for other, weight in self.left.items():
            if other != variable:
                found = found - sets[other].scale(weight)
        return found.scale(1 / self.left[variable])

    def holds(self, sets: Sequence[Interval], relations: Sequence[Relation]) -> bool:
        """Whether it is a proof: each variable stands once in the sum, so its image is exact."""
        left = _left(self.weights, relations)
        if left != self.left:
            return False
        found = _ZERO
        for index, weight in self.weights.items():
            found = found + relations[index].within.scale(weight)
        for variable, weight in left.items():
            found = found - sets[variable].scale(weight)
        return 0 not in found


def refute(sets: Sequence[Interval], relations: Sequence[Relation]) -> Proof | None:
    """The proof that no values within the sets keep all relations; None where some do.

    Args:
        sets: The set of each variable.
        relations: What must hold between them.

    Raises:
        ArithmeticError: A refutation that does not prove itself; never seen, and better loud than believed.

    Example:
        A = B + C and A = D are fine each for 3, 2, 2 and 2 as printed, and impossible together.

        >>> whole = [Interval.around(n, Fraction(1, 2)) for n in (3, 2, 2, 2)]
        >>> plus, minus = Fraction(1), Fraction(-1)
        >>> summed, told = Relation({0: plus, 1: minus, 2: minus}), Relation({0: plus, 3: minus})
        >>> refute(whole, [summed]) is None, refute(whole, [told]) is None
        (True, True)
        >>> sorted(refute(whole, [summed, told]).left)
        [1, 2, 3]
    """
    proof = _Tableau(sets, relations).conflict()
    if proof is not None and not proof.holds(sets, relations):
        raise ArithmeticError("a refutation that does not prove itself")
    return proof


def _left(weights: Mapping[int, Fraction], relations: Sequence[Relation]) -> dict[int, Fraction]:
    left: dict[int, Fraction] = {}
    for index, weight in weights.items():
        for variable, factor in relations[index].weights.items():
            left[variable] = left.get(variable, Fraction(0)) + weight * factor
    return {variable: weight for variable, weight in left.items() if weight}


class _Tableau:
    """The variables of a system, then one for each relation; each basic one as a sum of the others."""

    def __init__(self, sets: Sequence[Interval], relations: Sequence[Relation]) -> None:
        self._relations = relations
        self._first = len(sets)
        bounds = [*sets, *(one.within for one in relations)]
        self._low = [None if b.low is None else (b.low, Fraction(b.low_open)) for b in bounds]
        self._high = [None if b.high is None else (b.high, Fraction(-b.high_open)) for b in bounds]
        self._value: list[_Value] = [_start(b) for b in sets]
        self._rows: dict[int, dict[int, Fraction]] = {}
        for index, one in enumerate(relations):
            row = {variable: Fraction(weight) for variable, weight in one.weights.items() if weight}
            self._rows[self._first + index] = row
            self._value.append(self._sum(row))

    def _sum(self, row: Mapping[int, Fraction]) -> _Value:
        real = small = Fraction(0)
        for variable, weight in row.items():
            one = self._value[variable]
            real += weight * one[0]
            small += weight * one[1]
        return real, small

    def conflict(self) -> Proof | None:
        """Moves values until all keep to their bounds, or one cannot."""
        while True:
            broken = min((b for b in self._rows if self._below(b) or self._above(b)), default=None)
            if broken is None:
                return None
            up = self._below(broken)
            row = self._rows[broken]
            helper = min((v for v, weight in row.items() if self._can(v, up == (weight > 0))), default=None)
            if helper is None:
                return self._proof(broken, row)
            bound = self._low[broken] if up else self._high[broken]
            if bound is not None:  # it is broken, so it is there
                self._pivot(broken, helper, bound)

    def _below(self, variable: int) -> bool:
        low = self._low[variable]
        return low is not None and self._value[variable] < low

    def _above(self, variable: int) -> bool:
        high = self._high[variable]
        return high is not None and self._value[variable] > high

    def _can(self, variable: int, grow: bool) -> bool:
        """Whether a variable may still grow, or shrink."""
        bound = self._high[variable] if grow else self._low[variable]
        return bound is None or (self._value[variable] < bound if grow else self._value[variable] > bound)

    def _pivot(self, basic: int, helper: int, target: _Value) -> None:
        """Moves a basic variable to its bound by another, and lets the two change places."""
        row = self._rows.pop(basic)
        weight = row.pop(helper)
        old = self._value[basic]
        step = ((target[0] - old[0]) / weight, (target[1] - old[1]) / weight)
        moved = self._value[helper]
        self._value[basic] = target
        self._value[helper] = (moved[0] + step[0], moved[1] + step[1])
        solved = {variable: -factor / weight for variable, factor in row.items()}
        solved[basic] = 1 / weight
        for other, theirs in self._rows.items():
            factor = theirs.pop(helper, None)
            if factor is None:
                continue
            value = self._value[other]
            self._value[other] = (value[0] + factor * step[0], value[1] + factor * step[1])
            for variable, part in solved.items():
                together = theirs.get(variable, Fraction(0)) + factor * part
                if together:
                    theirs[variable] = together
                else:
                    theirs.pop(variable, None)
        self._rows[helper] = solved

    def _proof(self, basic: int, row: Mapping[int, Fraction]) -> Proof:
        """The row says that `basic` less its sum is nothing; what it holds of the relations' own are the weights."""
        shown = {basic: Fraction(1), **{variable: -weight for variable, weight in row.items()}}
        weights = {v - self._first: weight for v, weight in sorted(shown.items()) if v >= self._first}
        return Proof(weights, _left(weights, self._relations))


def _start(within: Interval) -> _Value:
    """A value to begin with: the middle, where there is one."""
    low, high = within.low, within.high
    if low is not None and high is not None:
        return (low + high) / 2, Fraction(0)
    if low is not None:
        return low, Fraction(within.low_open)
    if high is not None:
        return high, Fraction(-within.high_open)
    return Fraction(0), Fraction(0)
