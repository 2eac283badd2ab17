"""Figures become mentions: with their units settled, their periods, their polarity, as values."""

from __future__ import annotations

import calendar
from bisect import bisect_right
from dataclasses import replace
from datetime import date
from typing import Literal

from finnorm.lexicon import Lexicon
from finnorm.read.context import Context
from finnorm.read.drafts import Draft
from finnorm.read.figures import FigureReader
from finnorm.read.numerals import Number
from finnorm.read.periods import PeriodFinder, PeriodHit, in_calendar
from finnorm.values.document import Document
from finnorm.values.mention import Inherited, Mention, unread
from finnorm.values.numeral import MAX_EXPONENT, Numeral, numeral
from finnorm.values.period import Period
from finnorm.values.quantity import Quantity, quantity
from finnorm.values.unit import COUNT

_COUNTED = 100
_LOSS_WORDS = 4
_LOSS_REACH = 24
_TOUCHING = 4


class Reader:
    """Reads the figures of documents; holds no state between them.

    Args:
        lexicon: The words it knows.
        default_currency: The currency of "30 milliarder" where nothing in the text says which; recorded as assumed.
    """

    def __init__(self, lexicon: Lexicon, default_currency: str = "NOK") -> None:
        self.lexicon = lexicon
        self._figures = FigureReader(lexicon)
        self._context = Context(lexicon, default_currency)
        self._periods = PeriodFinder(lexicon)

    def read(self, document: Document) -> list[Mention]:
        """The mentions of a document, in order and without overlap."""
        drafts = self._figures.read(document)
        self._context.settle(document.flat, drafts)
        later = _Later(document, drafts, self._periods, self.lexicon)
        return [_mention(draft, later, position) for position, draft in enumerate(drafts)]


def _mention(draft: Draft, later: _Later, position: int) -> Mention:
    inherited = tuple([Inherited(*one) for one in draft.inherited]) if draft.inherited else ()
    if _too_long(draft):
        return unread(draft.start, draft.end, None, inherited, later, position)
    number, unit = draft.number, draft.unit or COUNT
    style = "exact" if unit is COUNT and _is_exact(draft) else number.style
    decimals = number.decimals
    printed = numeral(
        draft.sign * number.mantissa, draft.exponent - decimals, number.divisor, decimals, style, draft.cell
    )
    upper = None if draft.upper is None else _upper(draft, draft.upper)
    return unread(draft.start, draft.end, quantity(printed, unit, draft.hedge, upper), inherited, later, position)


def _is_exact(draft: Draft) -> bool:
    """Whether a bare number was counted, not rounded: it is small, or in words."""
    number = draft.number
    if draft.scale_span is not None or draft.inherited or draft.hedge is not None or number.divisor != 1:
        return False
    return number.style == "words" or (not number.decimals and number.mantissa < _COUNTED)


def _upper(draft: Draft, number: Number) -> Numeral:
    exponent = draft.exponent if draft.upper_exponent is None else draft.upper_exponent
    return numeral(
        number.mantissa, exponent - number.decimals, number.divisor, number.decimals, number.style, draft.cell
    )


def _too_long(draft: Draft) -> bool:
    number, upper = draft.number, draft.upper
    if upper is None and not number.long:
        return not -MAX_EXPONENT <= draft.exponent - number.decimals <= draft.exponent <= MAX_EXPONENT
    places = [(draft.exponent, number.decimals)]
    if upper is not None:
        places.append((draft.exponent if draft.upper_exponent is None else draft.upper_exponent, upper.decimals))
    return number.long or any(max(abs(e), abs(e - d)) > MAX_EXPONENT for e, d in places)


class _Later:
    """What is looked up for a mention only when asked: its period and its polarity."""

    def __init__(self, document: Document, drafts: list[Draft], finder: PeriodFinder, lexicon: Lexicon) -> None:
        self._document = document
        self._drafts = drafts
        self._finder = finder
        self._lexicon = lexicon
        self._starts: list[int] = []
        self._found: dict[int, list[PeriodHit]] = {}

    def rest(self, position: int) -> dict[str, object]:
        """What the mention at this position was not given when it was made."""
        draft = self._drafts[position]
        number, unit = draft.number, draft.unit or COUNT
        long = _too_long(draft)
        readings: tuple[Quantity, ...] = ()
        if not long and number.also is not None and not draft.scaled and unit.kind in ("money", "count", "unit"):
            rival = Numeral(draft.sign * number.also.mantissa, draft.exponent - number.also.decimals, cell=draft.cell)
            readings = (Quantity(rival, unit, draft.hedge),)
        return {
            "surface": self._document.text[draft.start : draft.end],
            "noun": draft.noun if unit.kind == "count" else None,
            "assumed": draft.assumed if unit.kind == "money" else (),
            "implicit": draft.implicit,
            "status": "too_long" if long else "ambiguous" if readings else "ok",
            "readings": readings,
            "rules": draft.rules,
            "block": draft.block,
            "hedge_start": draft.hedge_start if draft.hedge_start >= 0 else draft.start,
        }

    def period(self, position: int) -> Period | None:
        """The period of the mention at this position."""
        document, draft = self._document, self._drafts[position]
        if not self._starts:
            self._starts = [sentence.start for sentence in document.sentences]
        index = bisect_right(self._starts, draft.start) - 1
        hits = self._found.get(index)
        if hits is None:
            sentence = document.sentences[index]
            hits = self._finder.find(document.flat, sentence.start, sentence.end, document.date)
            self._found[index] = hits
        return _period(document.flat, self._drafts, position, hits, self._finder) if hits else None

    def polarity(self, position: int) -> Literal["loss"] | None:
        """The polarity of the mention at this position: a loss word before it, or behind."""
        draft, text = self._drafts[position], self._document.flat
        if draft.unit is None or draft.unit.kind != "money":
            return None
        if not self._lexicon.loss_before.isdisjoint(draft.words_before(text)[-_LOSS_WORDS:]):
            return "loss"
        after = text[draft.end : draft.end + _LOSS_REACH].lstrip(" \xa0").lower()
        return "loss" if after.startswith(self._lexicon.loss_after) else None


def _period(
    text: str, drafts: list[Draft], position: int, hits: list[PeriodHit], finder: PeriodFinder
) -> Period | None:
    """The period that a figure speaks of: the one right behind it, else the last one named before it.

    A figure in brackets behind another says the same in other words, so a period behind the bracket is for both.
    """
    draft = drafts[position]
    reach = draft.end
    for follower in drafts[position + 1 :]:
        if not text[reach : follower.start].lstrip().startswith("("):
            break
        reach = follower.end
    beyond = next((one.start for one in drafts[position + 1 :] if one.start >= reach), len(text))
    behind = next((hit for hit in hits if draft.end <= hit.start < beyond), None)
    before = next((hit for hit in reversed(hits) if hit.end <= draft.start and (not hit.base or hit.bare)), None)
    if behind is not None:
        between = text[reach : behind.start] if behind.start >= reach else ""
        if behind.same and before is not None and len(between) <= _TOUCHING and behind.bare:
            if behind.same == "before":
                return _moved(before.period, -1)
            years = (behind.period.year or 0) - (before.period.year or 0)
            return _moved(
                before.period, years if behind.period.year and before.period.year else None
            )  # "84 millioner i samme måned året før"
        if behind.base:
            if len(between) <= _TOUCHING and behind.bare:
                return behind.period
        elif before is None or not finder.breaks(between):
            return None if finder.breaks(between) and finder.looks_ahead(between) else behind.period
    if before is None:
        return None
    between = text[before.end : draft.start]
    past = before.period.offset is not None and before.period.offset < 0
    return None if past and finder.looks_ahead(between) else before.period


def _moved(period: Period, years: int | None) -> Period:
    """The same stretch so many years on; None where that is not known."""
    if years is None or period.year is None or not in_calendar(period.year + years):
        return replace(period, year=None, offset=None, start=None, end=None)
    return replace(
        period,
        year=period.year + years,
        offset=None if period.offset is None else period.offset + years,
        start=None if period.start is None else _shift(period.start, years),
        end=None if period.end is None else _shift(period.end, years),
    )


def _shift(day: date, years: int) -> date:
    """The same day another year; the last of February stays the last."""
    year = day.year + years
    last = day.day == calendar.monthrange(day.year, day.month)[1]
    return date(year, day.month, calendar.monthrange(year, day.month)[1] if last else day.day)
