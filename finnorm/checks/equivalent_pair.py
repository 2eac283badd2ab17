"""Equivalent pair: two conversions between the same two currencies, without any table of rates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import ClassVar

from finnorm.checks.base import Case, Check, Known, Reading, Unreadable, World, plain_readings, single
from finnorm.checks.exchange import CLOSE, LOOSE
from finnorm.values.claim import Claim, Operand
from finnorm.values.finding import Finding
from finnorm.values.interval import Interval
from finnorm.values.unit import Kind, Unit


class EquivalentPair(Check):
    """Two conversions of one text imply one rate.

    Reads: "12 milliarder dollar (127 milliarder kroner)", and further down "350 millioner dollar (3,7 milliarder
    kroner)".
    Formula: right2 = left2 × right1 / left1 × drift. Both rates may lie half a percent from the true one, and up to 3
    percent is borderline; `drift` is the second over the first.
    Agrees: 127 for 12 is between 10,4 and 10,8 kroner for a dollar, and so is 3,7 milliarder for 350 millioner.
    Disagrees: 37 milliarder kroner for the same dollars.
    Silent because: the currencies are not the same two; the conversions are of different times; the rate of the day is
    known (each is then held against that).
    """

    name = "equivalent_pair"
    slots = ("left1", "right1", "left2", "right2", "drift")
    target = "right2"
    optional = frozenset(("drift",))
    kinds: ClassVar[Mapping[str, frozenset[Kind]]] = dict.fromkeys(
        ("left1", "right1", "left2", "right2"), frozenset[Kind](("money",))
    )
    formula = "left2 × right1 / left1 × drift"
    cases = (
        Case(
            "consistent",
            {
                "left1": "12 milliarder dollar",
                "right1": "127 milliarder kroner",
                "left2": "350 millioner dollar",
                "right2": "3,7 milliarder kroner",
            },
        ),
        Case(
            "inconsistent",
            {
                "left1": "12 milliarder dollar",
                "right1": "127 milliarder kroner",
                "left2": "350 millioner dollar",
                "right2": "37 milliarder kroner",
            },
        ),
        Case(
            "cannot_check",
            {
                "left1": "12 milliarder dollar",
                "right1": "127 milliarder kroner",
                "left2": "350 millioner euro",
                "right2": "3,7 milliarder kroner",
            },
        ),
    )

    def readings(self, claim: Claim, world: World) -> tuple[Reading, ...] | Unreadable:
        """The figures as they stand, and how far two rates of one text may lie apart."""
        bad = self.mismatch(claim)
        if bad is not None:
            return bad
        units = [{one.unit for slot in pair for one in claim.slot(slot)} for pair in _SIDES]
        if any(len(side) > 1 for side in units) or (units[0] and units[0] == units[1]):
            return Unreadable("units")
        plain = plain_readings(claim)
        if claim.slot("drift"):
            return plain
        drift = _apart(CLOSE), _apart(LOOSE)
        return tuple(Reading({**one.sets, "drift": (drift,)}, one.first, one.note) for one in plain)

    def right2(self, known: Known, cue: str | None) -> Interval | None:
        """The second amount at the first rate."""
        left1, right1, left2, drift = (single(known, slot) for slot in ("left1", "right1", "left2", "drift"))
        return _rated((left2, right1, drift), left1)

    def left2(self, known: Known, cue: str | None) -> Interval | None:
        """What the second amount was converted from."""
        left1, right1, right2, drift = (single(known, slot) for slot in ("left1", "right1", "right2", "drift"))
        return _rated((right2, left1), right1, drift)

    def right1(self, known: Known, cue: str | None) -> Interval | None:
        """The first amount at the second rate."""
        left1, left2, right2, drift = (single(known, slot) for slot in ("left1", "left2", "right2", "drift"))
        return _rated((left1, right2), left2, drift)

    def left1(self, known: Known, cue: str | None) -> Interval | None:
        """What the first amount was converted from."""
        right1, left2, right2, drift = (single(known, slot) for slot in ("right1", "left2", "right2", "drift"))
        return _rated((right1, left2, drift), right2)

    def drift(self, known: Known, cue: str | None) -> Interval | None:
        """How many times the first rate the second is."""
        left1, right1, left2, right2 = (single(known, slot) for slot in ("left1", "right1", "left2", "right2"))
        return _rated((right2, left1), left2, right1)


_SIDES = (("left1", "left2"), ("right1", "right2"))
_UNRATED = frozenset(("no_rates", "no_date", "no_rate"))


def _apart(band: Fraction) -> Interval:
    return Interval((1 - band) / (1 + band), (1 + band) / (1 - band))


def _rated(times: tuple[Interval | None, ...], *over: Interval | None) -> Interval | None:
    """The product of some over the product of others; None where one is not given or a divisor may be zero."""
    found = Interval.point(1)
    for one in times:
        if one is None:
            return None
        found = found * one
    for one in over:
        divided = None if one is None else found.divide(one)
        if divided is None:
            return None
        found = divided
    return found


def pairs(findings: Iterable[Finding]) -> Iterator[Claim]:
    """Each conversion that no rate could be found for, with the one before it between the same currencies.

    Conversions of different times are left alone: rates move.
    """
    before: dict[tuple[object, ...], dict[Unit, Operand]] = {}
    bindings: dict[tuple[object, ...], Finding] = {}
    for finding in findings:
        claim = finding.claim
        if claim.check != "equivalent" or finding.reason not in _UNRATED or claim.binding == "proximate":
            continue
        sides = {one.unit: one for slot in ("left", "right") for one in claim.slot(slot)}
        key = (frozenset(sides), claim.period)
        if len(sides) != 2:
            continue
        earlier = before.get(key)
        if earlier is not None and not set(_places(earlier)) & set(_places(sides)):
            first, second = earlier
            other = bindings[key].claim
            yield Claim(
                "equivalent_pair",
                (
                    ("left1", (earlier[first],)),
                    ("right1", (earlier[second],)),
                    ("left2", (sides[first],)),
                    ("right2", (sides[second],)),
                ),
                binding="anaphoric" if "anaphoric" in (claim.binding, other.binding) else "explicit",
                assumptions=("both are converted at one time",),
                period=claim.period,
                frame="two conversions",
                same_sentence=False,
            )
        before[key], bindings[key] = sides, finding


def _places(sides: Mapping[Unit, Operand]) -> Iterator[int]:
    for one in sides.values():
        if one.mention is not None:
            yield one.mention.start
