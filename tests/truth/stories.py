"""What a newsroom writes about figures: constructions in bokmål and nynorsk, filled with exact facts.

A template has the same slots in both standards, so that the same facts can be told in either. The words are written for
this test; none are taken from the library.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

from currency_converter import CurrencyConverter

from tests.truth.dice import Dice
from tests.truth.feasible import Ends, allowed, can_be_below, can_be_zero, correct
from tests.truth.journalist import Figure, Journalist, Tongue

_WORDS: dict[str, Any] = tomllib.loads((Path(__file__).parent / "newsroom.toml").read_text(encoding="utf-8"))
COMPANIES: tuple[str, ...] = tuple(_WORDS["companies"])
NEUTRAL: dict[Tongue, list[str]] = _WORDS["neutral"]
DISTRACTIONS: dict[Tongue, list[str]] = _WORDS["distraction"]
ADVERB = {True: {"nb": "opp", "nn": "opp"}, False: {"nb": "ned", "nn": "ned"}}
MORE = {True: {"nb": "høyere", "nn": "høgare"}, False: {"nb": "lavere", "nn": "lågare"}}
# kind → templates of the same slots in bokmål and nynorsk
DAY = "2024-03-14"
"""When the articles are published."""
TEMPLATES: dict[str, list[dict[Tongue, str]]] = {}
for _row in _WORDS["template"]:
    TEMPLATES.setdefault(_row["kind"], []).append({"nb": _row["nb"], "nn": _row["nn"]})
_SLOT = re.compile(r"\{(\w+)\}")
# What a story's quotient divides by, and the checks under which its claim may be found.
DIVISORS = {
    "growth": ("old",), "cagr": ("old",), "multiple": ("old",), "share": ("whole",), "margin": ("revenue",),
    "per_unit": ("count",), "gain_and_level": ("level",),
}  # fmt: skip
NAMES = {
    "difference": ("difference", "parts"), "margin": ("margin", "share"), "multiple": ("multiple", "ratio"),
    "direction": ("direction", "growth", "comparison"), "subset": ("subset", "share", "comparison"),
    "gain_and_level": ("gain_and_level", "multiple"), "jump": ("jump", "growth", "difference", "joint"),
}  # fmt: skip
YEARS = {2: ("to", "to"), 3: ("tre", "tre"), 4: ("fire", "fire")}


@cache
def worth(code: str) -> tuple[Fraction, Fraction, Fraction]:
    """What the ECB fixed for a unit in kroner on the day, and the least and the most that the figures may go by."""
    day = date.fromisoformat(DAY)
    table = CurrencyConverter(fallback_on_missing_rate=True, decimal=True)
    fixings = [Fraction(table.convert(1, code, "NOK", date=day - timedelta(days=back))) for back in range(31)]
    return fixings[0], min(*fixings, fixings[0] * Fraction(97, 100)), max(*fixings, fixings[0] * Fraction(103, 100))


@dataclass(frozen=True)
class Story:
    """A construction with its figures: the text in pieces, and the identity that binds the figures."""

    check: str
    pieces: tuple[str, ...]
    figures: dict[str, Figure]
    gap: Callable[..., Fraction]
    order: tuple[str, ...]
    extra: tuple[Ends, ...] = ()
    one_sided: bool = False
    """The identity is an order: the gap is below zero."""

    def feasible(self) -> bool:
        """Whether there are true values that the figures allow and the identity relates."""
        sets = [allowed(self.figures[key]) for key in self.order] + list(self.extra)
        return (can_be_below if self.one_sided else can_be_zero)(self.gap, sets)

    def provable(self) -> bool:
        """Whether the figures are proved wrong. Where one that is divided by may be zero, no quotient says anything."""
        if self.check == "difference" and any(one.hedge == "at most" for one in self.figures.values()):
            return False  # a figure without a lower end: what it proves of a loss hangs on how losses are signed
        if self.check == "jump":
            delta = allowed(self.figures["delta"])
            if allowed(self.figures["new"]).low <= max(abs(delta.low), abs(delta.high)):
                return False  # the base may be zero
        divides = any(allowed(self.figures[key]).low <= 0 for key in DIVISORS.get(self.check, ()))
        return not divides and not self.feasible()

    def fits_rounding(self) -> bool:
        """Whether all figures are correctly rounded, unhedged digits that meet as such."""
        plain = [self.figures[key] for key in self.order]
        if self.extra or not all(one.plain or one.exact for one in plain):
            return False
        sets = [correct(one) for one in plain]
        return (can_be_below if self.one_sided else can_be_zero)(self.gap, sets)

    def told(self) -> tuple[str, dict[str, tuple[int, int]]]:
        """The text, and where the number of each figure stands."""
        text, places = "", {}
        for piece in self.pieces:
            key = piece[1:] if piece.startswith("\0") else None
            if key is None:
                text += piece
                continue
            figure = self.figures[key.rstrip("_")]
            lead = figure.before
            if not text or text.endswith((". ", "\n")):
                lead = lead[:1].upper() + lead[1:]
            text += lead
            number = figure.number
            if figure.words and (not text or text.endswith((". ", "\n"))):
                number = number[:1].upper() + number[1:]
            places[key.rstrip("_")] = (len(text), len(text) + len(number))
            text += number
            text += "" if key.endswith("_") else figure.after
        return text, places

    def but(self, key: str, figure: Figure) -> Story:
        """The same with another figure."""
        return replace(self, figures={**self.figures, key: figure})


def _pieces(template: str, words: dict[str, str], figures: dict[str, Figure]) -> tuple[str, ...]:
    out, at = [], 0
    for match in _SLOT.finditer(template):
        out.append(template[at : match.start()])
        name = match.group(1)
        out.append("\0" + name if name.rstrip("_") in figures else words[name])
        at = match.end()
    out.append(template[at:])
    joined: list[str] = []
    for piece in out:
        if joined and not piece.startswith("\0") and not joined[-1].startswith("\0"):
            joined[-1] += piece
        elif piece:
            joined.append(piece)
    return tuple(joined)


def tell(
    check: str,
    seed: int,
    tongue: Tongue,
    company: str = "",
    *,
    hedging: bool = True,
    careful: bool = False,
    variant: int | None = None,
) -> Story:
    """A story: the facts and the figures follow from the seed, and the words from the standard."""
    dice = Dice(seed)
    writer = Journalist(Dice(seed + 7), tongue, hedging=hedging, careful=careful)
    variants = TEMPLATES[check]
    template = variants[dice.below(len(variants)) if variant is None else variant % len(variants)][tongue]
    company = company or dice.pick(COMPANIES)
    rises = not dice.one_in(2)
    move = dice.pick(_WORDS["rises" if rises else "falls"])
    named = dice.pick(_WORDS["rates" if check == "points" else "subjects"])[tongue]
    subject = named[0].format(co=company)
    low = subject[0].lower() + subject[1:]
    words = {
        "co": company, "rival": dice.pick([one for one in COMPANIES if one != company]), "Subj": subject, "subj": low,
        "pron": named[1], "v": move["v"][tongue], "perf": move["perf"][tongue], "noun": move["noun"][tongue],
        "adv": ADVERB[rises][tongue], "more": MORE[rises][tongue],
    }  # fmt: skip
    build = _FACTS[check]
    figures, gap, order, extra, one_sided = build(dice, writer, rises, words, template)
    if "({old})" in template and figures["old"].hedge in ("over", "under"):
        # "501 millioner (mindre enn 400 millioner)" would compare the two: nobody writes that of last year's figure.
        figures["old"] = replace(figures["old"], before="minst " if figures["old"].hedge == "over" else "opptil ")
    return Story(
        "parts" if check == "headcount" else check,
        _pieces(template, words, figures),
        figures,
        gap,
        order,
        extra,
        one_sided,
    )


Facts = tuple[dict[str, Figure], Callable[..., Fraction], tuple[str, ...], tuple[Ends, ...], bool]


def _scale(dice: Dice) -> int:
    return dice.pick((10**6, 10**6, 10**9, 1))


def _pair(dice: Dice, writer: Journalist, ratio: Fraction) -> tuple[Fraction, Fraction, int, int]:
    """Two amounts in one scale and with as many digits."""
    scale = _scale(dice)
    old = dice.number(20, 900) * scale if scale > 1 else Fraction(dice.between(1500, 90000))
    if scale == 10**9:
        old /= 10
    new = old * ratio
    if scale == 1:
        new = Fraction(int(new))
    return old, new, scale, dice.below(2) if scale > 1 else 0


def _growth(dice: Dice, writer: Journalist, rises: bool, words: dict[str, str], template: str) -> Facts:
    rate = dice.number(2, 80 if rises else 60)
    old, new, scale, digits = _pair(dice, writer, 1 + (rate if rises else -rate) / 100)
    rate = abs(100 * new / old - 100)
    figures = {
        "old": writer.money(old, scale=scale, digits=digits),
        "new": writer.money(new, scale=scale, digits=digits),
        "pct": writer.percent(rate),
    }
    sign = 1 if rises else -1
    return figures, lambda o, n, g: 100 * n - o * (100 + sign * g), ("old", "new", "pct"), (), False


def _difference(dice: Dice, writer: Journalist, rises: bool, words: dict[str, str], template: str) -> Facts:
    share = Fraction(dice.between(10, 60), 100)
    old, new, scale, digits = _pair(dice, writer, 1 + share if rises else 1 - share)
    figures = {
        "old": writer.money(old, scale=scale, digits=digits),
        "new": writer.money(new, scale=scale, digits=digits),
        "delta": writer.money(abs(new - old), scale=scale, digits=digits),
    }
    sign = 1 if rises else -1
    return figures, lambda o, n, d: n - o - sign * d, ("old", "new", "delta"), (), False


def _points(dice: Dice, writer: Journalist, rises: bool, words: dict[str, str], template: str) -> Facts:
    old, step = dice.number(6, 40), dice.number(1, 5)
    new = old + step if rises else old - step
    digits = dice.below(2)
    sign = 1 if rises else -1
    figures = {
        "old": writer.percent(old, digits),
        "new": writer.percent(new, digits),
        "delta": writer.points(step, digits),
    }
    return figures, lambda o, n, d: n - o - sign * d, ("old", "new", "delta"), (), False


def _direction(dice: Dice, writer: Journalist, rises: bool, words: dict[str, str], template: str) -> Facts:
    share = Fraction(dice.between(3, 60), 100)
    old, new, scale, digits = _pair(dice, writer, 1 + share if rises else 1 - share)
    figures = {
        "old": writer.money(old, scale=scale, digits=digits),
        "new": writer.money(new, scale=scale, digits=digits),
    }
    sign = 1 if rises else -1
    return figures, lambda o, n: sign * (o - n), ("old", "new"), (), True


def _multiple(dice: Dice, writer: Journalist, rises: bool, words: dict[str, str], template: str) -> Facts:
    said = dice.pick(_WORDS["multiple"])
    low, high = map(Fraction, said["said"])
    ends = Ends(*map(Fraction, said["allows"]))
    old, new, scale, digits = _pair(dice, writer, low + (high - low) * Fraction(dice.between(1, 99), 100))
    words["times"] = said[writer.tongue]
    figures = {
        "old": writer.money(old, scale=scale, digits=digits),
        "new": writer.money(new, scale=scale, digits=digits),
    }
    return figures, lambda o, n, k: n - k * o, ("old", "new"), (ends,), False


def _parts(dice: Dice, writer: Journalist, rises: bool, words: dict[str, str], template: str) -> Facts:
    names = [f"p{n}" for n in range(1, 4) if f"{{p{n}}}" in template]
    scale, digits = dice.pick((10**6, 10**9)), dice.below(2)
    trues = [dice.number(11, 200) * scale for _ in names]
    figures = {name: writer.money(true, scale=scale, digits=digits) for name, true in zip(names, trues, strict=True)}
    figures["total"] = writer.money(sum(trues, Fraction(0)), scale=scale, digits=digits)
    return figures, lambda t, *parts: t - sum(parts), ("total", *names), (), False


def _headcount(dice: Dice, writer: Journalist, rises: bool, words: dict[str, str], template: str) -> Facts:
    names = [f"p{n}" for n in range(1, 4) if f"{{p{n}}}" in template]
    trues = [Fraction(dice.between(2, 32)) for _ in names]
    figures = {name: writer.count(true) for name, true in zip(names, trues, strict=True)}
    figures["total"] = writer.count(sum(trues, Fraction(0)))
    return figures, lambda t, *parts: t - sum(parts), ("total", *names), (), False


def _share(dice: Dice, writer: Journalist, rises: bool, words: dict[str, str], template: str) -> Facts:
    whole, share = dice.number(40, 900) * 10**6, dice.number(8, 92)
    digits = dice.below(2)
    figures = {
        "whole": writer.money(whole, scale=10**6, digits=digits),
        "part": writer.money(whole * share / 100, scale=10**6, digits=digits),
        "pct": writer.percent(share),
    }
    return figures, lambda p, w, s: 100 * p - s * w, ("part", "whole", "pct"), (), False


def _margin(dice: Dice, writer: Journalist, rises: bool, words: dict[str, str], template: str) -> Facts:
    revenue, margin = dice.number(200, 900) * 10**6, dice.number(3, 40)
    digits = dice.below(2)
    figures = {
        "revenue": writer.money(revenue, scale=10**6, digits=digits),
        "result": writer.money(revenue * margin / 100, scale=10**6, digits=digits),
        "pct": writer.percent(margin),
    }
    return figures, lambda r, v, s: 100 * r - s * v, ("result", "revenue", "pct"), (), False


def _per_unit(dice: Dice, writer: Journalist, rises: bool, words: dict[str, str], template: str) -> Facts:
    count, price = dice.number(3, 80) * 10**6, dice.number(2, 90)
    figures = {
        "count": replace(writer.money(count, scale=10**6, digits=1, unit=""), after=""),
        "price": writer.money(price, scale=1, digits=2),
        "amount": writer.money(count * price, scale=10**6, digits=dice.below(2)),
    }
    million = "millioner" if writer.tongue == "nb" else "millionar"
    figures["count"] = replace(figures["count"], after=writer.space + million)
    return figures, lambda a, c, p: a - c * p, ("amount", "count", "price"), (), False


def _subset(dice: Dice, writer: Journalist, rises: bool, words: dict[str, str], template: str) -> Facts:
    whole = dice.number(40, 900) * 10**6
    figures = {
        "whole": writer.money(whole, scale=10**6),
        "part": writer.money(whole * Fraction(dice.between(5, 90), 100), scale=10**6),
    }
    return figures, lambda w, p: p - w - Fraction(1, 10**6), ("whole", "part"), (), True


def _gain_and_level(dice: Dice, writer: Journalist, rises: bool, words: dict[str, str], template: str) -> Facts:
    said = dice.pick(_WORDS["multiple"][:4])
    low, high = map(Fraction, said["said"])
    ends = Ends(*map(Fraction, said["allows"]))
    ratio = low + (high - low) * Fraction(dice.between(1, 99), 100)
    level, digits = dice.number(50, 900) * 10**6, dice.below(2)
    words["times"] = said[writer.tongue]
    figures = {
        "level": writer.money(level, scale=10**6, digits=digits),
        "gain": writer.money(level * (1 - 1 / ratio), scale=10**6, digits=digits),
    }
    return figures, lambda lv, g, k: lv - k * (lv - g), ("level", "gain"), (ends,), False


def _cagr(dice: Dice, writer: Journalist, rises: bool, words: dict[str, str], template: str) -> Facts:
    years, rate = dice.between(2, 4), dice.number(3, 40)
    scale, digits = dice.pick((10**6, 10**9)), dice.below(2)
    old = dice.number(20, 900) * scale
    new = old * (1 + rate / 100) ** years
    words["n"] = YEARS[years][writer.tongue == "nn"]
    figures = {
        "old": writer.money(old, scale=scale, digits=digits),
        "new": writer.money(new, scale=scale, digits=digits),
        "pct": writer.percent(rate),
    }
    return (
        figures,
        lambda o, n, g: n * 100**years - o * max(100 + g, Fraction(0)) ** years,
        ("old", "new", "pct"),
        (),
        False,
    )


def _order(dice: Dice, writer: Journalist, rises: bool, words: dict[str, str], template: str) -> Facts:
    right = dice.number(20, 500) * 10**6
    figures = {
        "left": writer.money(right * Fraction(dice.between(105, 190), 100), scale=10**6),
        "right": writer.money(right, scale=10**6),
    }
    return figures, lambda a, b: b - a, ("left", "right"), (), True


def _jump(dice: Dice, writer: Journalist, rises: bool, words: dict[str, str], template: str) -> Facts:
    rate = dice.number(5, 80 if rises else 60)
    sign = 1 if rises else -1
    old, new, scale, digits = _pair(dice, writer, 1 + sign * rate / 100)
    figures = {
        "pct": writer.percent(100 * abs(new - old) / old),
        "delta": writer.money(abs(new - old), scale=scale, digits=digits),
        "new": writer.money(new, scale=scale, digits=digits),
    }
    return figures, lambda g, d, n: 100 * d - g * (n - sign * d), ("pct", "delta", "new"), (), False


def _equivalent(dice: Dice, writer: Journalist, rises: bool, words: dict[str, str], template: str) -> Facts:
    code, units = dice.pick((("USD", "dollar"), ("EUR", "euro"), ("GBP", "pund")))
    left, (rate, low, high) = dice.number(3, 90) * 10**6, worth(code)
    figures = {
        "left": writer.money(left, scale=10**6, digits=dice.below(2), unit=units),
        "right": writer.money(left * rate, scale=10**9 if left * rate > 2 * 10**9 else 10**6, digits=dice.below(2)),
    }
    return figures, lambda a, b, r: b - a * r, ("left", "right"), (Ends(low, high),), False


def _restated(dice: Dice, writer: Journalist, rises: bool, words: dict[str, str], template: str) -> Facts:
    true = dice.number(20, 900) * 10**6
    figures = {
        "left": writer.money(true, scale=10**6, digits=dice.below(2)),
        "right": writer.money(true, scale=10**6, digits=1),
    }
    return figures, lambda a, b: a - b, ("left", "right"), (), False


_FACTS: dict[str, Callable[[Dice, Journalist, bool, dict[str, str], str], Facts]] = {
    "growth": _growth, "difference": _difference, "points": _points, "direction": _direction, "multiple": _multiple,
    "parts": _parts, "headcount": _headcount, "share": _share, "margin": _margin, "per_unit": _per_unit,
    "subset": _subset, "jump": _jump, "equivalent": _equivalent, "gain_and_level": _gain_and_level, "cagr": _cagr,
    "comparison": _order, "restated": _restated,
}  # fmt: skip
