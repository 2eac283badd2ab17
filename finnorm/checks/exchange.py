"""Which exchange rates may stand behind an amount, and how far they may be off.

The bands: half a percent for the difference between a mid rate and a bank's; three percent for stale and round rates.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from fractions import Fraction

from finnorm.checks.base import Reading, Sets, Unreadable, World, plain_readings
from finnorm.errors import RateUnavailable
from finnorm.rates.protocol import ListedRates, Rate, knows_history
from finnorm.values.claim import Claim
from finnorm.values.finding import RateEvidence
from finnorm.values.interval import Interval
from finnorm.values.period import Period

CLOSE = Fraction(1, 200)
"""The strict band around a rate."""
LOOSE = Fraction(3, 100)
"""The lenient band around a rate."""
RECENT = timedelta(days=30)
"""Fixings this far back may be what a writer used."""


def evidence(rate: Rate, method: str | None = None) -> RateEvidence:
    """A rate as findings show it."""
    return RateEvidence(
        rate.value, rate.base, rate.quote, rate.requested, rate.effective, rate.source, method or rate.method
    )


def converted(rate: RateEvidence) -> Sets:
    """The strict and the lenient set of a rate."""
    return Interval.around(rate.value, rate.value * CLOSE), Interval.around(rate.value, rate.value * LOOSE)


def spot(base: str, quote: str, world: World) -> RateEvidence | Unreadable:
    """The rate of the text's day."""
    if world.rates is None:
        return Unreadable("no_rates")
    if world.on is None:
        return Unreadable("no_date")
    try:
        return evidence(world.rates.rate(base, quote, world.on))
    except RateUnavailable:
        return Unreadable("no_rate")


def candidates(base: str, quote: str, period: Period | None, world: World) -> list[RateEvidence] | Unreadable:
    """The rates a writer may have used: the day's, the fixing before, the period's last and its average."""
    first = spot(base, quote, world)
    if isinstance(first, Unreadable):
        return first
    if world.rates is None or world.on is None:
        return Unreadable("no_rates")
    found = [first]
    try:
        before = world.rates.rate(base, quote, (first.effective or world.on) - timedelta(days=1))
        found.append(evidence(before, "previous fixing"))
    except RateUnavailable:
        pass
    if period is not None and period.start is not None and period.end is not None and knows_history(world.rates):
        end = min(period.end, world.on)
        for method in ("period_end", "average") if period.start <= end else ():
            try:
                found.append(evidence(getattr(world.rates, method)(base, quote, period.start, end)))
            except RateUnavailable:
                continue
    return found


def readings(base: str, quote: str, claim: Claim, world: World) -> tuple[Reading, ...] | Unreadable:
    """One reading a candidate rate, in the slot `rate`; then any fixing of the last 30 days, which is borderline.

    The figures as they stand come first, then the rival readings of an ambiguous one.
    """
    rates = candidates(base, quote, claim.period, world)
    if isinstance(rates, Unreadable):
        return rates
    recent = _recent(base, quote, world)
    found: list[Reading] = []
    for plain in plain_readings(claim):
        for rate in rates:
            sets = {**plain.sets, "rate": (converted(rate),)}
            found.append(Reading(sets, plain.first, plain.note or rate.method, rate))
        if recent is not None:
            sets = {**plain.sets, "rate": ((recent, recent),)}
            shown = _explaining(base, quote, claim, plain, world) or rates[0]
            found.append(Reading(sets, first=False, note=plain.note or "recent fixing", rate=shown))
    return tuple(found)


def _recent(base: str, quote: str, world: World) -> Interval | None:
    """From the lowest to the highest fixing of the last 30 days."""
    if world.rates is None or world.on is None or not knows_history(world.rates):
        return None
    ends = world.rates.extremes(base, quote, world.on - RECENT, world.on)
    return None if ends is None else Interval(*ends)


def stated(claim: Claim) -> tuple[Reading, ...]:
    """The rate that the text states, which wins over every table.

    A bare number may be said either way round: "kurs 10,15" is kroner for a dollar whichever amount comes first.
    """
    found: list[Reading] = []
    for plain in plain_readings(claim):
        found.append(replace(plain, note=plain.note or "stated rate"))
        strict, lenient = (one.reciprocal() for one in plain.sets["rate"][0])
        if strict is not None and lenient is not None and claim.slot("rate")[0].unit.kind == "count":
            sets = {**plain.sets, "rate": ((strict, lenient),)}
            found.append(Reading(sets, plain.first, plain.note or "stated rate, inverted"))
    return tuple(found)


def _explaining(base: str, quote: str, claim: Claim, plain: Reading, world: World) -> RateEvidence | None:
    """The last fixing of the 30 days at which the two amounts are the same, where the provider lists them."""
    amounts = {
        operand.unit.name: sets[1]
        for slot, operands in claim.operands
        for operand, sets in zip(operands, plain.sets[slot], strict=True)
    }
    one, other = amounts.get(base), amounts.get(quote)
    rates: object = world.rates
    if one is None or other is None or world.on is None or not isinstance(rates, ListedRates):
        return None
    for day, value in reversed(rates.fixings(base, quote, world.on - RECENT, world.on)):
        if one.scale(value).meet(other) is not None:
            source = rates.provenance.get("source", "")
            return RateEvidence(value, base, quote, world.on, day, source, "recent fixing")
    return None
