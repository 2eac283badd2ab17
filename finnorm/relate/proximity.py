"""Figures that stand near each other and fit: sums, differences and shares that no word binds.

Such a binding can only confirm. Figures that agree support it; figures that do not were probably never related, and no
finding is made of them. So that agreement is more than chance, the figures must be precise and of one unit.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from finnorm.relate.clauses import Scene, Site
from finnorm.relate.frames import claim, operand
from finnorm.values.claim import Claim
from finnorm.values.interval import Interval, total

_MOST_PARTS = 8
_PRECISE = Fraction(1, 25)
_NEAR_SHARE = 4
_HUNDREDTH = Fraction(1, 100)


def find(scene: Scene) -> Iterator[Claim]:
    """The sums and shares that figures near each other make."""
    for run in _runs(scene):
        yield from _sums(run)
    for site in scene.sites:
        if site.kind in ("percent", "multiple") and site.role != "change" and not site.heading:
            yield from _shares(scene, site)


def _runs(scene: Scene) -> Iterator[list[Site]]:
    """Stretches of amounts of one unit within two neighbouring sentences of a block; other kinds may stand between."""
    by_unit: dict[object, list[Site]] = {}
    for site in scene.sites:
        if site.heading or not site.amount or site.mention.figure.upper is not None:
            continue
        unit = site.mention.figure.unit
        run = by_unit.get(unit)
        if run and (site.mention.block != run[-1].mention.block or site.sentence - run[-1].sentence > 1):
            yield run
            run = None
        if run is None:
            run = by_unit[unit] = []
        run.append(site)
    yield from by_unit.values()


def _sums(run: list[Site]) -> Iterator[Claim]:
    """Windows of a run in which one figure is the sum of the others; the widest window wins."""
    taken: set[int] = set()
    for size in range(min(len(run), _MOST_PARTS + 1), 2, -1):
        for begin in range(len(run) - size + 1):
            window = run[begin : begin + size]
            if taken & {site.index for site in window} or window[-1].sentence - window[0].sentence > 1:
                continue
            whole = max(window, key=lambda site: abs(_value(site)))
            parts = [site for site in window if site is not whole]
            if _adds_up(whole, parts):
                taken |= {site.index for site in window}
                yield claim(
                    "parts",
                    {"total": operand(whole), "parts": tuple(operand(part) for part in parts)},
                    binding="proximate",
                    frame="parts, near each other",
                    assumptions=("the figures stand near each other and add up",),
                )


def _adds_up(whole: Site, parts: list[Site]) -> bool:
    if any(site.mention.figure.hedge is not None for site in parts) or any(_value(part) <= 0 for part in parts):
        return False
    if len({_value(site) for site in (whole, *parts)}) <= len(parts) - 1:
        return False
    stated, implied = whole.mention.strict, total(part.mention.strict for part in parts)
    if stated.meet(implied) is None or implied.width is None:
        return False
    return implied.width <= abs(_value(whole)) * _PRECISE


def _value(site: Site) -> Fraction:
    return site.mention.figure.numeral.value


def _shares(scene: Scene, stated: Site) -> Iterator[Claim]:
    """ "25.800, altså 60 prosent av veksten": two amounts nearby whose quotient the share is."""
    if not any(word in scene.book.sharing for word in (*stated.words[-_NEAR_SHARE:], *stated.after[:2])):
        return
    near = [
        site
        for site in scene.sites[max(0, stated.index - _NEAR_SHARE) : stated.index + _NEAR_SHARE]
        if site.amount and site.mention.block == stated.mention.block and site.role != "change"
    ]
    sets = stated.mention.strict
    share = sets.scale(_HUNDREDTH) if stated.kind == "percent" else sets
    if share.high is None or share.high > 1 or share.low is None or share.low <= 0:
        return
    for part in near:
        for whole in near:
            if part.mention.figure.unit != whole.mention.figure.unit or not 0 < _value(part) < _value(whole):
                continue
            quotient = part.mention.strict.divide(whole.mention.strict)
            if quotient is not None and share.meet(quotient) is not None and _narrow(quotient):
                yield claim(
                    "share",
                    {"part": operand(part), "whole": operand(whole), "stated": operand(stated)},
                    binding="proximate",
                    frame="share, near each other",
                    assumptions=("the figures stand near each other and fit",),
                )
                return


def _narrow(quotient: Interval) -> bool:
    return quotient.width is not None and quotient.high is not None and quotient.width <= quotient.high * _PRECISE * 3
