"""Figures that stand near each other and fit: changes, differences, sums and shares whose figures no word binds.

Such a binding can only confirm. Figures that agree support it; figures that do not were probably never related, and no
finding is made of them. Agreement must be more than chance: see `nearness`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import combinations

from finnorm.relate.frames import claim, operand
from finnorm.relate.nearness import TOLD, UNTOLD, Near, alike, fits, near, pairs, said
from finnorm.relate.roles import compatible
from finnorm.relate.scene import Scene, Site
from finnorm.values.claim import Claim, Operand

_MOST_PARTS = 8
_SUMS = Fraction(1, 10)
_SKIPPED = 2
_LISTED = 3
_SEEN = 30
_HUNDRED = Fraction(100)
_SHARE_WORDS = 4
_FEWEST = 2
_FEWEST_SHARES = 3
_WORDS_OF_RESULT = 6


def find(scene: Scene, bound: Iterable[Claim] = ()) -> Iterator[Claim]:
    """The relations of figures near each other.

    Args:
        scene: The document.
        bound: The claims that words bind; a change whose figures they give is not looked for again.
    """
    told = {
        mention.start
        for one in bound
        if one.check in ("growth", "multiple", "points", "difference") and (one.slot("old") or one.slot("change"))
        for mention in (operand.mention for operand in one.slot("stated"))
        if mention is not None
    }
    for site in scene.sites:
        if site.heading or site.mention.start in told or site.mention.figure.upper is not None:
            continue
        if site.mention.figure.numeral.style == "share":
            found = _share(scene, site)
            if found is not None:
                yield found
        elif site.role == "change" and site.direction:
            found = _growth(scene, site) or _amount_and_percent(scene, site) or _moved(scene, site)
            if found is not None:
                yield found
        elif site.kind in ("percent", "multiple", "permille"):
            found = _share(scene, site)
            if found is not None:
                yield found
        elif site.kind == "money" and site.mention.figure.unit.per is not None:
            found = _per_unit(scene, site)
            if found is not None:
                yield found
        elif site.amount and _is_result(scene, site):
            found = _result(scene, site)
            if found is not None:
                yield found
    for run in _runs(scene):
        yield from _sums(run)
    yield from _whole(scene)


# -- changes -------------------------------------------------------------------------------------------------------


def _growth(scene: Scene, stated: Site) -> Claim | None:
    """Two levels of one thing nearby, and the percent or multiple between them."""
    if stated.kind not in ("percent", "multiple"):
        return None
    change = Near.of(stated)
    percent = stated.kind == "percent"
    if percent:
        signed = change.value if change.value < 0 else stated.direction * change.value
        factor, reach = 1 + signed / _HUNDRED, change.slack / _HUNDRED
    else:
        factor, reach = change.value, change.slack
    if factor <= 0:
        return None
    levels = [one for one in near(scene, stated) if one.site.role != "change" and one.value > 0]
    for tried, (a, b) in enumerate(pairs(levels, scene), 1):
        if not _of_one(stated, a.site, scene):
            continue
        new, old = (a, b) if (a.value > b.value) == (factor > 1) else (b, a)
        slack = new.slack + factor * old.slack + old.value * reach
        if fits(new.value - old.value * factor, slack, new.value, tried, TOLD):
            slots = {"old": operand(old.site), "new": operand(new.site)}
            stating = operand(stated, stated.direction) if percent else operand(stated)
            return _near("growth" if percent else "multiple", {**slots, "stated": stating})
    return None


def _of_one(change: Site, level: Site, scene: Scene) -> bool:
    return change.own_metric is None or compatible(change.own_metric, level.metric, scene.book)


def _amount_and_percent(scene: Scene, stated: Site) -> Claim | None:
    """ "5.257.000 innbyggere … veksten er 43.000, det vil si 0,83 prosent": a level, its change in both measures."""
    if stated.kind != "percent":
        return None
    change = Near.of(stated)
    share = stated.direction * change.value / _HUNDRED
    if 1 + share <= 0:
        return None
    around = near(scene, stated)
    amounts = [one for one in around if one.site.role == "change" and one.site.direction == stated.direction]
    levels = [one for one in around if one.site.role in ("level", "new") and one.value > 0]
    tried = 0
    for amount in amounts[:2]:
        for level in levels:
            if not alike(amount.site, level.site, scene) or amount.value >= level.value:
                continue
            tried += 1
            # amount = level · g / (1 + g)
            factor = abs(share) / (1 + share)
            slack = amount.slack + level.slack * factor + level.value * change.slack / _HUNDRED
            if fits(amount.value - level.value * factor, slack, amount.value, tried, TOLD):
                return _near(
                    "growth",
                    {
                        "new": operand(level.site),
                        "change": operand(amount.site, stated.direction),
                        "stated": operand(stated, stated.direction),
                    },
                )
    return None


def _moved(scene: Scene, stated: Site) -> Claim | None:
    """Two levels nearby, and the amount between them."""
    if not stated.amount:
        return None
    change = Near.of(stated)
    levels = [one for one in near(scene, stated) if one.site.role != "change" and one.value > 0 and _units(one, stated)]
    for tried, (a, b) in enumerate(pairs(levels, scene), 1):
        new, old = (a, b) if (a.value > b.value) == (stated.direction > 0) else (b, a)
        slack = new.slack + old.slack + change.slack
        gap = new.value - old.value - stated.direction * abs(change.value)
        if fits(gap, slack, abs(change.value), tried, TOLD):
            return _near(
                "difference",
                {
                    "old": operand(old.site),
                    "new": operand(new.site),
                    "stated": operand(stated, stated.direction),
                },
            )
    return None


def _units(one: Near, stated: Site) -> bool:
    return one.site.mention.figure.unit == stated.mention.figure.unit


# -- sums ----------------------------------------------------------------------------------------------------------


def _is_result(scene: Scene, site: Site) -> bool:
    """Whether the words before the figure say that it comes out of others: "slik at …", "dermed", "netto-"."""
    words = " ".join(site.words[-_WORDS_OF_RESULT:])
    if any(f" {phrase} " in f" {words} " for phrase in scene.book.said["results"]):
        return True
    return any(word.startswith(scene.book.net) for word in site.words[-_WORDS_OF_RESULT:])


def _result(scene: Scene, stated: Site) -> Claim | None:
    """ "15.600 kom og 9.300 dro, slik at nettoinnvandringen ble 6.300": what two figures before make."""
    result = Near.of(stated)
    figures = [one for one in near(scene, stated, after=False) if one.value > 0 and _units(one, stated)]
    for count in range(_FEWEST, min(len(figures), _MOST_PARTS) + 1):
        parts = figures[:count]
        slack = sum((one.slack for one in parts), result.slack)
        if fits(sum(one.value for one in parts) - result.value, slack, result.value, count - 1, TOLD):
            added = tuple(operand(one.site) for one in sorted(parts, key=lambda one: one.site.index))
            return _near("parts", {"total": operand(stated), "parts": added})
    for tried, (a, b) in enumerate(combinations(figures, _FEWEST), 1):
        small, large = sorted((a, b), key=lambda one: one.value)
        slack = small.slack + large.slack + result.slack
        if fits(large.value - small.value - result.value, slack, result.value, tried, TOLD):
            slots = {"old": operand(small.site), "new": operand(large.site), "stated": operand(stated)}
            return _near("difference", slots)
    return None


def _runs(scene: Scene) -> Iterator[list[Site]]:
    """Stretches of amounts of one unit in neighbouring sentences; other kinds may stand between."""
    by_unit: dict[object, list[Site]] = {}
    for site in scene.sites:
        if site.heading or not site.amount or site.mention.figure.upper is not None:
            continue
        unit = site.mention.figure.unit
        run = by_unit.get(unit)
        if run and (site.mention.block - run[-1].mention.block > 1 or site.sentence - run[-1].sentence > 1):
            yield run
            run = None
        if run is None:
            run = by_unit[unit] = []
        run.append(site)
    yield from by_unit.values()


def _sums(run: list[Site]) -> Iterator[Claim]:
    """Windows of a run in which one figure is the sum of the others; the widest window wins.

    The more windows there are to try, the closer the sum must be.
    """
    if len(run) <= _FEWEST:
        return
    taken: set[int] = set()
    figures = [Near.of(site) for site in run]
    tried: dict[bool, int] = {True: 0, False: 0}
    for size in range(min(len(figures), _MOST_PARTS + 1), _FEWEST, -1):
        for begin in range(len(figures) - size + 1):
            window = figures[begin : begin + size]
            alone = window[0].site.sentence == window[-1].site.sentence
            tried[alone] += 1
            if any(one.site.index in taken for one in window):
                continue
            whole = max(window, key=lambda one: abs(one.value))
            if whole.site.kind == "count" and size <= _LISTED and whole not in (window[0], window[-1]):
                continue  # a total opens its parts, or closes them; counts are small, and two add up by accident
            parts = [one for one in window if one is not whole]
            earlier = figures[max(0, begin - _SKIPPED) : begin] if size > _LISTED else []
            for total, listed in ((whole, parts), *((one, window) for one in earlier)):
                if _adds_up(total, listed, tried[alone]):
                    taken |= {one.site.index for one in (total, *listed)}
                    added = tuple(operand(part.site) for part in listed)
                    yield _near("parts", {"total": operand(total.site), "parts": added})
                    break


def _adds_up(whole: Near, parts: list[Near], tried: int) -> bool:
    if any(part.value <= 0 or part.site.mention.figure.hedge is not None for part in parts):
        return False
    listed = len(parts) >= _FEWEST_SHARES
    if not listed and len({one.value for one in (whole, *parts)}) < len(parts) and not _twice(parts):
        return False
    implied = sum(part.value for part in parts)
    slack = whole.slack + sum(part.slack for part in parts)
    if min(part.value for part in parts) * _SEEN <= slack:
        return False  # a part that the rounding hides says nothing
    return fits(whole.value - implied, slack, abs(whole.value), tried, _SUMS)


def _twice(parts: list[Near]) -> bool:
    """ "26 millioner … og 26 millioner": two equal parts."""
    return len(parts) == 2 and parts[0].value == parts[1].value


def _whole(scene: Scene) -> Iterator[Claim]:
    """Three or more percentages in a row, levels all, that make a hundred."""
    run: list[Site] = []
    for site in [*scene.sites, None]:
        if site is not None and site.kind != "percent":
            continue
        joins = site is not None and site.role in ("level", "new") and not site.heading
        if site is not None and joins and (not run or site.sentence - run[-1].sentence <= 1):
            run.append(site)
            continue
        if len(run) >= _FEWEST_SHARES:
            figures = [Near.of(one) for one in run]
            slack = sum((one.slack for one in figures), Fraction(0))
            gap = sum((one.value for one in figures), Fraction(0)) - _HUNDRED
            if all(one.value > 0 for one in figures) and fits(gap, slack, _HUNDRED, 1, 2 * UNTOLD):
                yield _near("shares_sum", {"shares": tuple(operand(one) for one in run)})
        run = [site] if site is not None and joins else []


# -- shares and prices ---------------------------------------------------------------------------------------------


def _share(scene: Scene, stated: Site) -> Claim | None:
    """ "25.800, altså 60 prosent av veksten": two amounts nearby whose quotient the share is."""
    of = stated.mention.figure.numeral.style == "share"  # "sju av ti" says by itself that it is one
    if not of and not said((*stated.words[-_SHARE_WORDS:], *stated.after[:2]), scene.book.said["sharing"]):
        return None
    share = Near.of(stated)
    unit = {"percent": Fraction(1, 100), "permille": Fraction(1, 1000)}.get(stated.kind, Fraction(1))
    value, reach = share.value * unit, share.slack * unit
    if not 0 < value < 1:
        return None
    figures = [one for one in near(scene, stated) if one.value > 0]
    tried = 0
    # the part or the whole is mostly what stands beside the share
    for one, other in combinations(figures, _FEWEST):
        part, whole = sorted((one, other), key=lambda figure: figure.value)
        if part.site.mention.figure.unit != whole.site.mention.figure.unit or part.value == whole.value:
            continue
        tried += 1
        slack = part.slack + whole.slack * value + whole.value * reach
        if fits(part.value - whole.value * value, slack, part.value, tried, TOLD):
            return _near(
                "share",
                {"part": operand(part.site), "whole": operand(whole.site), "stated": operand(stated)},
            )
    return None


def _per_unit(scene: Scene, stated: Site) -> Claim | None:
    """ "50.000 aksjer til 88,12 kroner aksjen, i alt 4,4 millioner": a price, the count and the amount it makes."""
    price = Near.of(stated)
    if price.value <= 0:
        return None
    figures = [one for one in near(scene, stated) if one.value > 0]
    code = stated.mention.figure.unit.name
    amounts = [
        one
        for one in figures
        if one.site.kind == "money" and one.site.mention.figure.unit.per is None
        if one.site.mention.figure.unit.name == code
    ]
    counts = [one for one in figures if one.site.kind in ("count", "unit")]
    tried = 0
    for count in counts:
        for amount in amounts:
            tried += 1
            slack = amount.slack + count.slack * price.value + count.value * price.slack
            if fits(amount.value - count.value * price.value, slack, amount.value, tried, UNTOLD):
                return _near(
                    "per_unit",
                    {"amount": operand(amount.site), "count": operand(count.site), "stated": operand(stated)},
                )
    return None


def _near(check: str, slots: Mapping[str, Operand | tuple[Operand, ...]]) -> Claim:
    return claim(
        check,
        slots,
        binding="proximate",
        frame=f"{check}, near each other",
        assumptions=("the figures stand near each other and fit",),
    )
