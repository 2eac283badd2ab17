"""Figures become mentions: with their units settled, their periods, their polarity, as values."""

from __future__ import annotations

import calendar
import re
from bisect import bisect_right
from dataclasses import replace
from datetime import date
from typing import Literal, NamedTuple

from finnorm.lexicon import Lexicon
from finnorm.read.context import Context
from finnorm.read.drafts import Draft, words_before
from finnorm.read.figures import FigureReader
from finnorm.read.numerals import Number
from finnorm.read.periods import PeriodFinder, PeriodHit, in_calendar
from finnorm.values.document import Document, Sentence
from finnorm.values.mention import Inherited, Mention, unread
from finnorm.values.numeral import MAX_EXPONENT, Numeral, numeral
from finnorm.values.period import Period
from finnorm.values.quantity import Quantity, quantity
from finnorm.values.unit import COUNT, Kind

_COUNTED = 100
_LOSS_WORDS = 4
_LOSS_REACH = 24
_TOUCHING = 4
_OPENS = re.compile(r"\s*\(")


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
        later = _Later(document, [_row(draft) for draft in drafts], self._periods, self.lexicon)
        return [_mention(draft, later, position) for position, draft in enumerate(drafts)]


class _Row(NamedTuple):
    """What is kept of a draft when its mention has been made. The collector of garbage passes such rows by."""

    start: int
    end: int
    left: tuple[int, int]
    kind: Kind
    noun: str | None
    assumed: tuple[str, ...]
    implicit: bool
    rules: tuple[str, ...]
    block: int
    hedge_start: int
    readings: tuple[Quantity, ...] | None


def _row(draft: Draft) -> tuple[object, ...]:
    kind = (draft.unit or COUNT).kind
    return (
        draft.start,
        draft.end,
        draft.governed,
        kind,
        draft.noun if kind == "count" else None,
        draft.assumed if kind == "money" else (),
        draft.implicit,
        draft.rules,
        draft.block,
        draft.hedge_start if draft.hedge_start >= 0 else draft.start,
        None if draft.number.also is None else _rivals(draft),
    )


def _rivals(draft: Draft) -> tuple[Quantity, ...]:
    """The other reading of a number whose separators leave two."""
    also, unit = draft.number.also, draft.unit or COUNT
    if also is None or draft.scaled or _too_long(draft) or unit.kind not in ("money", "count", "unit"):
        return ()
    rival = Numeral(draft.sign * also.mantissa, draft.exponent - also.decimals, cell=draft.cell)
    return (Quantity(rival, unit, draft.hedge),)


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
    """What is looked up for a mention only when asked: its words, its period and its polarity."""

    def __init__(
        self, document: Document, rows: list[tuple[object, ...]], finder: PeriodFinder, lexicon: Lexicon
    ) -> None:
        self._document = document
        self._rows = rows
        self._finder = finder
        self._lexicon = lexicon
        self._sentences: tuple[Sentence, ...] = ()
        self._starts: list[int] = []
        self._found: dict[int, list[PeriodHit]] = {}

    def _row(self, position: int) -> _Row:
        return _Row._make(self._rows[position])

    def rest(self, position: int, quantity: Quantity | None) -> dict[str, object]:
        """What the mention at this position was not given when it was made."""
        row = self._row(position)
        return {
            "surface": self._document.text[row.start : row.end],
            "noun": row.noun,
            "assumed": row.assumed,
            "implicit": row.implicit,
            "status": "too_long" if quantity is None else "ambiguous" if row.readings else "ok",
            "readings": row.readings or (),
            "rules": row.rules,
            "block": row.block,
            "hedge_start": row.hedge_start,
        }

    def period(self, position: int) -> Period | None:
        """The period of the mention at this position."""
        document, row = self._document, self._row(position)
        if not self._starts:
            self._sentences = document.sentences
            self._starts = [sentence.start for sentence in self._sentences]
        index = bisect_right(self._starts, row.start) - 1
        hits = self._found.get(index)
        if hits is None:
            sentence = self._sentences[index]
            hits = self._finder.find(document.flat, sentence.start, sentence.end, document.date)
            self._found[index] = hits
        return self._period(row, position, hits) if hits else None

    def polarity(self, position: int) -> Literal["loss"] | None:
        """The polarity of the mention at this position: a loss word before it, or behind."""
        row, text = self._row(position), self._document.flat
        if row.kind != "money":
            return None
        if not self._lexicon.loss_before.isdisjoint(words_before(text, row.left)[-_LOSS_WORDS:]):
            return "loss"
        after = text[row.end : row.end + _LOSS_REACH].lstrip(" \xa0").lower()
        return "loss" if after.startswith(self._lexicon.loss_after) else None

    def _period(self, row: _Row, position: int, hits: list[PeriodHit]) -> Period | None:
        """The period that a figure speaks of: the one right behind it, else the last one named before it.

        A figure in brackets behind another says the same in other words, so a period behind the bracket is for both.
        """
        text, finder = self._document.flat, self._finder
        reach, after, count = row.end, position + 1, len(self._rows)
        while after < count and _OPENS.match(text, reach, self._row(after).start) is not None:
            reach = max(reach, self._row(after).end)
            after += 1
        beyond = self._row(after).start if after < count else len(text)
        return _period_of(text, (row.start, row.end, reach, beyond), hits, finder)


def _period_of(
    text: str, places: tuple[int, int, int, int], hits: list[PeriodHit], finder: PeriodFinder
) -> Period | None:
    start, end, reach, beyond = places
    behind = next((hit for hit in hits if end <= hit.start < beyond), None)
    before = next((hit for hit in reversed(hits) if hit.end <= start and (not hit.base or hit.bare)), None)
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
    between = text[before.end : start]
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
