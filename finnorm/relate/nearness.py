"""Whether figures that fit each other do so by more than chance: what a binding by nearness alone rests on.

Figures that stand near each other and fit may fit by accident. The chance of that is about the width of what their
rounding allows, as a share of the figure, times the number of combinations that were tried. A relation that no word
binds is believed only where that chance is small; where the words expect one ("en økning på", "andel av", "dermed"), a
larger one will do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from finnorm.relate.roles import compatible
from finnorm.relate.scene import Scene, Site
from finnorm.values.mention import Mention

UNTOLD = Fraction(1, 20)
"""The largest chance of an accident where no word expects a relation."""
TOLD = Fraction(1, 2)
"""The same where a word does."""
_LOOSE = Fraction(1, 15)
_FINEST = Fraction(1, 8)
_REACH = 6
_SENTENCES = 3
_BLOCKS = 2
_STEM = 4


@dataclass(frozen=True, slots=True)
class Near:
    """A figure as printed: its value, and how far its true value may be from that."""

    site: Site
    value: Fraction
    slack: Fraction

    @classmethod
    def of(cls, site: Site) -> Near:
        """A site's figure; a hedge loosens its last significant digit, at most by a fifteenth."""
        value, slack = printed(site.mention)
        return cls(site, value, slack)


def printed(mention: Mention) -> tuple[Fraction, Fraction]:
    """A figure's value as printed, and how far its true value may be from that."""
    quantity = mention.figure
    numeral = quantity.numeral
    if quantity.hedge is not None:
        return numeral.value, min(numeral.significant_place, abs(numeral.value) * _LOOSE)
    if numeral.style in ("share", "factor"):
        width = numeral.strict.width
        return numeral.value, width / 2 if width is not None else numeral.place
    return numeral.value, Fraction(0) if numeral.style == "exact" else numeral.place / 2


def near(scene: Scene, site: Site, *, before: bool = True, after: bool = True) -> list[Near]:
    """The levels and changes around a site that are single figures, the nearest first; bounded on both sides."""
    begin = max(0, site.index - _REACH) if before else site.index
    end = site.index + _REACH + 1 if after else site.index
    found = [
        Near.of(other)
        for other in scene.sites[begin:end]
        if other is not site
        and other.amount
        and not other.heading
        and other.mention.figure.upper is None
        and abs(other.sentence - site.sentence) <= _SENTENCES
        and abs(other.mention.block - site.mention.block) <= _BLOCKS
    ]
    found.sort(key=lambda one: abs(one.site.index - site.index))
    return found


def pairs(figures: list[Near], scene: Scene) -> Iterator[tuple[Near, Near]]:
    """Pairs of like figures, the nearest first."""
    for second in range(1, len(figures)):
        for first in range(second):
            if alike(figures[first].site, figures[second].site, scene):
                yield figures[first], figures[second]


def alike(a: Site, b: Site, scene: Scene) -> bool:
    """Whether two figures may measure one thing: the same unit, noun and metric as far as they are told."""
    if a.mention.figure.unit != b.mention.figure.unit:
        return False
    x, y = a.mention.noun, b.mention.noun
    if x is not None and y is not None and not same_noun(x, y):
        return False
    return compatible(a.metric, b.metric, scene.book)


def fits(value: Fraction, slack: Fraction, size: Fraction, tried: int, limit: Fraction) -> bool:
    """Whether a discrepancy lies within the rounding, and would hardly do so by accident.

    Args:
        value: The discrepancy: what is stated less what the others imply.
        slack: How far rounding may move it.
        size: What the discrepancy is small or large beside.
        tried: How many combinations have been tried, this one included.
        limit: The largest chance of an accident.
    """
    if abs(value) > slack or size <= 0:
        return False
    # the chance that a figure of this size falls as near as this one did, or as near as can be told
    return 2 * max(abs(value), slack * _FINEST) * tried <= limit * size


def same_noun(a: str, b: str) -> bool:
    """Whether two forms are of one noun, by what is left without endings."""
    x, y = _stem(a.lower()), _stem(b.lower())
    if x == y:
        return True
    shortest = min(len(x), len(y))
    begins = shortest >= _STEM and (x.startswith(y) or y.startswith(x))
    return begins or (shortest >= _STEM - 1 and (x.endswith(y) or y.endswith(x)))  # "brønnbåtar" are "båtar"


def _stem(noun: str) -> str:
    for ending in ("ene", "ane", "er", "ar", "en", "et", "ne", "a", "e", "n", "r"):
        if noun.endswith(ending) and len(noun) - len(ending) >= _STEM - 1:
            return noun.removesuffix(ending)
    return noun


def said(words: Iterable[str], cues: frozenset[str]) -> bool:
    """Whether one of the words is a cue."""
    return any(word in cues for word in words)
