"""The one place where sets are compared and verdicts given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from finnorm.checks.base import Check, Known, Reading, Sets, Unreadable, World, severity
from finnorm.checks.repair import find_repair
from finnorm.values.claim import Claim
from finnorm.values.finding import Finding, Verdict
from finnorm.values.interval import Interval
from finnorm.values.numeral import decimal_text

STRICT, LENIENT = 0, 1


@dataclass(frozen=True, slots=True)
class _Comparison:
    """A reading under one pair of sets: what is stated, what is implied, and where they meet."""

    stated: Interval
    implied: Interval
    common: Interval | None


def judge(claim: Claim, check: Check, world: World) -> Finding:
    """The verdict on a claim.

    Consistent: the strict sets meet under a first reading. Borderline: only lenient sets meet, or only under another
    reading, or an open-ended hedge is stretched beyond its cap. Inconsistent: no reading's lenient sets meet, and the
    text itself binds the figures. Cannot check: something is missing, not comparable, or bound by nearness alone.
    """
    if claim.scopes:
        return _silent(claim, check, "scope")
    readings = check.readings(claim, world)
    if isinstance(readings, Unreadable):
        return _silent(claim, check, readings.reason)
    missing = _missing(claim, check, readings[0])
    beyond = _beyond_limits(claim, check, readings)
    if beyond is not None:
        return beyond
    if missing:
        return _infer(claim, check, readings[0], missing)
    tried = [
        (reading, _compare(check, claim, reading, STRICT), _compare(check, claim, reading, LENIENT))
        for reading in readings
    ]
    agreeing = [
        (reading, strict)
        for reading, strict, _ in tried
        if reading.first and strict is not None and strict.common is not None
    ]
    for reading, strict in agreeing:
        if not _beyond_cap(check, claim, reading):
            return _found(claim, check, reading, STRICT, strict, "consistent", None)
    if agreeing:
        return _found(claim, check, agreeing[0][0], STRICT, agreeing[0][1], "borderline", "hedge_cap")
    for reading, _, lenient in tried:
        if lenient is not None and lenient.common is not None:
            reason = "rounding" if reading.first else "other_reading"
            return _found(claim, check, reading, LENIENT, lenient, "borderline", reason)
    reading, _, lenient = tried[0]
    if lenient is None or any(one is None for _, _, one in tried):
        return _silent(claim, check, "undefined")
    for other in claim.alternatives:
        saved = judge(other, check, world)
        if saved.verdict in ("consistent", "borderline"):
            return saved
        if saved.verdict == "cannot_check":
            return _silent(claim, check, "rival_binding")
    if claim.binding == "proximate":
        return _silent(claim, check, "proximate")
    return _found(claim, check, reading, LENIENT, lenient, "inconsistent", None)


def _silent(claim: Claim, check: Check, reason: str) -> Finding:
    return Finding(claim, "cannot_check", reason, formula=check.formula, working=_working(claim, check))


def _missing(claim: Claim, check: Check, reading: Reading) -> list[str]:
    """Slots that are not given and without which nothing is implied for the target."""
    given = {slot for slot, sets in reading.sets.items() if sets}
    required = [slot for slot in check.slots if slot not in given and slot not in check.optional]
    if required or check.target not in given:
        return required or [check.target]
    if check.solve(check.target, _known(reading, STRICT), claim.cue) is not None:
        return []
    optional = [slot for slot in check.slots if slot not in given]
    known = _known(reading, STRICT)
    # what follows without the target would not close the identity either: then it is undefined, not incomplete
    others = {slot: sets for slot, sets in known.items() if slot != check.target}
    return [
        slot
        for slot in optional
        if check.solve(slot, known, claim.cue) is not None and check.solve(slot, others, claim.cue) is None
    ][:1]


def _beyond_limits(claim: Claim, check: Check, readings: tuple[Reading, ...]) -> Finding | None:
    """The figure that cannot be, whatever the missing ones are, under every reading; None where it can."""
    if claim.binding == "proximate" or claim.alternatives or not claim.slot(check.target):
        return None
    found: list[_Comparison] = []
    for reading in readings:
        stated = reading.sets[check.target][0][LENIENT]
        limits = check.limits(_known(reading, LENIENT, check.target))
        if limits is None or stated.meet(limits) is not None:
            return None
        found.append(_Comparison(stated, limits, None))
    return _found(claim, check, readings[0], LENIENT, found[0], "inconsistent", None)


def _infer(claim: Claim, check: Check, reading: Reading, missing: list[str]) -> Finding:
    """What the given figures imply for the slots that the text leaves out."""
    known = _known(reading, STRICT)
    found = tuple((slot, implied) for slot in missing if (implied := check.solve(slot, known, claim.cue)) is not None)
    return Finding(
        claim,
        "cannot_check",
        "not_stated",
        inferred=found,
        formula=check.formula,
        working=_working(claim, check),
        rate=reading.rate,
    )


def _known(reading: Reading, level: int, without: str | None = None, index: int = 0) -> Known:
    """The sets of all slots at one level; of the slot `without`, its other figures."""
    known: dict[str, tuple[Interval, ...]] = {}
    for slot, figures in reading.sets.items():
        chosen = tuple(sets[level] for i, sets in enumerate(figures) if not (slot == without and i == index))
        if chosen:
            known[slot] = chosen
    return known


def _compare(check: Check, claim: Claim, reading: Reading, level: int) -> _Comparison | None:
    stated = reading.sets[check.target][0][level]
    if check.range is not None:
        possible = stated.meet(check.range)
        if possible is None:
            return None
        stated = possible
    implied = check.solve(check.target, _known(reading, level, check.target), claim.cue)
    return None if implied is None else _Comparison(stated, implied, stated.meet(implied))


def _beyond_cap(check: Check, claim: Claim, reading: Reading) -> bool:
    """Whether the figures agree only far beyond an open-ended hedge ("mer enn 40" for 90)."""
    for slot, operands in claim.operands:
        for index, operand in enumerate(operands):
            hedge = operand.quantity.hedge
            if not operand.quantity.cap or hedge is None or slot not in reading.sets:
                continue
            sets = list(reading.sets[slot])
            whole = sets[index][STRICT]
            # the end that the hedge leaves is the printed figure, in whatever unit and with whatever sign it is read
            if whole.high is None and whole.low is not None:
                capped = whole.meet(Interval(None, whole.low * hedge.cap))
            elif whole.low is None and whole.high is not None:
                capped = whole.meet(Interval(whole.high * hedge.cap, None))
            else:
                continue
            if capped is None:
                continue
            sets[index] = (capped, capped)
            narrowed = Reading({**reading.sets, slot: tuple(sets)})
            comparison = _compare(check, claim, narrowed, STRICT)
            if comparison is not None and comparison.common is None:
                return True
    return False


def _found(
    claim: Claim,
    check: Check,
    reading: Reading,
    level: int,
    comparison: _Comparison,
    verdict: Verdict,
    reason: str | None,
) -> Finding:
    wrong = verdict == "inconsistent"
    return Finding(
        claim,
        verdict,
        reason,
        stated=comparison.stated,
        implied=comparison.implied,
        witness=None if comparison.common is None else _witness(check, claim, reading, level, comparison.common),
        formula=check.formula,
        working=_working(claim, check),
        severity=severity(comparison.stated, comparison.implied) if wrong else Fraction(0),
        power=_power(check, claim, reading),
        repair=find_repair(check, claim, reading) if wrong else None,
        rate=reading.rate,
    )


def _witness(
    check: Check, claim: Claim, reading: Reading, level: int, common: Interval
) -> tuple[tuple[str, tuple[Fraction, ...]], ...] | None:
    """One true value a figure with which the identity holds exactly: each in turn is set where the rest still fits."""
    sets: dict[str, list[Interval]] = {slot: [one[level] for one in figures] for slot, figures in reading.sets.items()}
    printed = {slot: [o.sign * o.quantity.ends[0] for o in operands] for slot, operands in claim.operands}
    sets[check.target][0] = Interval.point(common.nearest(_value(printed, check.target, 0, common)))
    for slot, figures_of_slot in sets.items():
        for index in range(len(figures_of_slot)):
            if slot == check.target and not index:
                continue
            others = {
                name: tuple(one for i, one in enumerate(figures) if not (name == slot and i == index))
                for name, figures in sets.items()
            }
            implied = check.solve(slot, {k: v for k, v in others.items() if v}, claim.cue)
            possible = figures_of_slot[index] if implied is None else figures_of_slot[index].meet(implied)
            if possible is None:
                return None
            sets[slot][index] = Interval.point(possible.nearest(_value(printed, slot, index, possible)))
    found: list[tuple[str, tuple[Fraction, ...]]] = []
    for slot, figures in sets.items():
        values = [one.low for one in figures if one.low is not None]
        found.append((slot, tuple(values)))
    return tuple(found)


def _value(printed: Mapping[str, list[Fraction]], slot: str, index: int, within: Interval) -> Fraction:
    values = printed.get(slot, [])
    if index < len(values):
        return values[index]
    if within.low is not None and within.high is not None:
        return (within.low + within.high) / 2
    return within.low if within.low is not None else (within.high or Fraction(0))


def _power(check: Check, claim: Claim, reading: Reading) -> tuple[tuple[str, Fraction], ...]:
    """For each slot with one figure, how little its printed value could have changed and been flagged."""
    powers: list[tuple[str, Fraction]] = []
    for slot, operands in claim.operands:
        if len(operands) != 1 or slot not in reading.sets:
            continue
        implied = check.solve(slot, _known(reading, LENIENT, slot), claim.cue)
        if implied is None:
            continue
        own = _own(reading, slot)
        ways: list[Fraction] = []
        if implied.high is not None and own.low is not None:
            ways.append(implied.high - own.low)
        if implied.low is not None and own.high is not None:
            ways.append(own.high - implied.low)
        positive = [way for way in ways if way >= 0]
        if positive:
            powers.append((slot, min(positive)))
    return tuple(powers)


def _own(reading: Reading, slot: str) -> Interval:
    figures: tuple[Sets, ...] = reading.sets[slot]
    return figures[0][LENIENT]


def _working(claim: Claim, check: Check) -> str:
    """The identity with the figures as normalised values in it."""
    words: list[str] = []
    for slot, operands in claim.operands:
        shown = " + ".join(decimal_text(o.sign * o.quantity.ends[0]) for o in operands)
        words.append(f"{slot} = {shown}")
    return f"{check.formula}; {', '.join(words)}"
