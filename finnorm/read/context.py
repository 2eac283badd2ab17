"""What figures take from their neighbours: elided units, magnitudes and currencies, with the place they came from."""

from __future__ import annotations

import re
from bisect import bisect_right

from finnorm.lexicon import Lexicon
from finnorm.read.countries import Countries
from finnorm.read.drafts import Draft
from finnorm.read.quantities import read_tail
from finnorm.values.unit import COUNT, PERCENT, RATE_UNITS, Unit

_NEAR = 100
_FAR = 120
_HUNDRED = 100
_REACH = 70
_NOT_FAR = 12
_STOPS = re.compile(r"[.!?;:](?:\s|[A-ZÆØÅ])|\n")


class Context:
    """Settles the units that a line leaves out."""

    def __init__(self, lexicon: Lexicon, default_currency: str) -> None:
        self.lexicon = lexicon
        self.default_currency = default_currency
        cues = lexicon.cues["reading"]
        joiners = "|".join(map(re.escape, cues["shared_joiners"]))
        between = "|".join(map(re.escape, cues["shared_between"]))
        # What may stand between a bare number and the figure on its right whose unit it shares.
        self._shares = re.compile(rf",?(?: (?:{between}))?,?(?: (?:{joiners}))*,? ?", re.IGNORECASE)
        openers = "|".join(map(re.escape, cues["elided_after"]))
        fillers = "|".join(map(re.escape, cues["elided_filler"]))
        counted = "|".join(map(re.escape, cues["counting"]))
        self._counting = re.compile(rf"(?<![^\W_])(?:{counted})(?![^\W_])[^.!?;]*$", re.IGNORECASE)
        self._per = re.compile(r"(?<![^\W_])(?:per|pr\.?) ([^\W\d_]+)[^.!?;0-9\n(]*$", re.IGNORECASE)
        earlier = "|".join(map(re.escape, (*lexicon.time_phrases, *cues["last_year"])))
        self._year_before = re.compile(rf"(?:^|[\s.])(?:{earlier}) (?:{'|'.join(cues['was'])})", re.IGNORECASE)
        bridges = "|".join(cues["percent_bridges"])
        self._percent_noun = re.compile(rf"([^\W\d_]*prosent(?:en)?)(?: (?:{bridges}))*:? $", re.IGNORECASE)
        self._to = re.compile(rf"(?:^|\s)(?:{'|'.join(cues['elided_to'])})(?: (?:{fillers}))* ?$", re.IGNORECASE)
        self._from = re.compile(rf"(?:^|\s)(?:{'|'.join(cues['from_words'])}) ?$", re.IGNORECASE)
        self._elided = re.compile(rf"(?:(?:^|[\s,(])(?:{openers})(?: (?:{fillers}))*|\() ?$", re.IGNORECASE)
        # Most figures are none of these: a look at a few letters tells, before a pattern is asked.
        self._from_words = frozenset(cues["from_words"])
        self._elided_last = frozenset(word.split()[-1] for word in (*cues["elided_after"], *cues["elided_filler"]))
        self._to_words = tuple(cues["elided_to"])
        self._was = tuple({word.split()[0] for word in cues["was"]})
        self._counting_hints = _shortest(cues["counting"])
        self._countries = Countries(lexicon)
        relation = lexicon.cues["relation"]
        self._ends = frozenset(("", *relation["old_words"], *relation["new_words"], *relation["against"]))

    def settle(self, text: str, drafts: list[Draft]) -> None:
        """Gives every draft a unit, recording what was inherited or assumed."""
        self._from_right(text, drafts, [i for i, draft in enumerate(drafts) if draft.unit is None])
        last: Draft | None = None
        previous: Draft | None = None
        priced: Draft | None = None
        amounts = _Amounts(drafts)
        counts: list[int] = []
        shared = False
        for position, draft in enumerate(drafts):
            if draft.number.long:
                draft.unit = COUNT
                continue
            unit = draft.unit
            if unit is None:
                following = drafts[position + 1] if position + 1 < len(drafts) else None
                unit = self._settled(text, draft, last, previous, following, amounts, position)
            if unit.kind == "money":
                if unit.per is None and draft.scale_span is None:
                    self._per_of_subject(text, draft, last, priced)
                if draft.unit is not None and draft.unit.per is not None:
                    priced = draft
                amounts.money = draft
                if draft.shared is not None:
                    shared = True
                    if unit.name is not None and not draft.assumed:
                        draft.assumed = (unit.name,)
            elif unit is COUNT:
                counts.append(position)
            last = draft
            if not draft.implicit:
                previous = draft
        if counts:
            self._from_right(text, drafts, counts, late=True)
        if shared or any(draft.shared is not None for draft in drafts):
            self._of_country(text, drafts)

    def _settled(
        self,
        text: str,
        draft: Draft,
        last: Draft | None,
        previous: Draft | None,
        following: Draft | None,
        amounts: _Amounts,
        position: int,
    ) -> Unit:
        """The unit of a figure that has none of its own."""
        if draft.noun is None and not draft.implicit:
            if last is not None and last.block == draft.block:
                self._bracketed(text, draft, last)
            if previous is not None and previous.block == draft.block:
                self._from_left(text, draft, previous)
            if draft.unit is None and draft.scale_span is None:
                self._headed(text, draft)
                if draft.unit is None:
                    self._reaches(text, draft, previous, following)
        if draft.unit is None and draft.scale_span is not None and draft.noun is None:
            self._bare_magnitude(text, draft, previous, amounts, position)
        if draft.unit is None:
            draft.unit = COUNT
        return draft.unit

    def _reaches(self, text: str, draft: Draft, previous: Draft | None, right: Draft | None) -> None:
        """ "4,4 prosent i år og 3,9 neste år", "52 millioner. Året før var det 47": a bare figure of the same measure.

        A number with decimals is no count, so it takes the unit of a like figure nearby; a whole number does so only
        where the sentence says that it is last year's.
        """
        if draft.number.grouped or not (draft.number.decimals or self._is_last_year(text, draft)):
            return
        if previous is not None and draft.start - previous.end <= _FAR and previous.block == draft.block:
            measured = previous.unit is not None and previous.unit is not COUNT
            if measured and _like(draft, previous):
                _take(draft, previous)
                return
        if right is None or right.block != draft.block or right.start - draft.end > _REACH:
            return
        between = text[draft.end : right.start]
        if "." not in between and right.unit is not None and right.unit is not COUNT and _like(draft, right):
            _take(draft, right)

    def _is_last_year(self, text: str, draft: Draft) -> bool:
        """ "Året før var det 47": the sentence says so before the figure."""
        begin = draft.hedge_start if draft.hedge_start >= 0 else draft.start
        window = text[max(0, begin - _REACH) : begin].lower()
        if not any(word in window for word in self._was):
            return False
        sentence = max(text.rfind(mark, max(0, begin - _REACH), begin) for mark in (". ", "? ", "! ", "\n"))
        return self._year_before.search(text, max(sentence, begin - _REACH), begin) is not None

    def _of_country(self, text: str, drafts: list[Draft]) -> None:
        """ "… oppgir alle tall i kanadiske dollar, tjente 300 millioner dollar": named with its country before."""
        starts: list[int] = []
        named: list[tuple[int, str, str]] = []
        for start, shared, country in self._countries.find(text):
            starts = starts or [draft.start for draft in drafts]
            at = bisect_right(starts, start) - 1
            if at < 0 or start >= drafts[at].end:
                named.append((start, shared, country))
        latest: dict[str, str] = {}
        passed = 0
        for draft in drafts if named else ():
            unit = draft.unit
            if unit is None or unit.kind != "money" or draft.shared is None:
                continue
            while passed < len(named) and named[passed][0] < draft.start:
                latest[named[passed][1]] = named[passed][2]
                passed += 1
            code = latest.get(draft.shared)
            if code is not None:
                draft.unit = Unit("money", code, unit.per)
                draft.assumed = (code,)

    def _per_of_subject(self, text: str, draft: Draft, last: Draft | None, priced: Draft | None) -> None:
        """ "Resultatet per aksje ble 2,35 kroner", "NOK 1,64 (NOK 1,45)": what a price is per stands before it."""
        unit = draft.unit
        if unit is None:
            return
        if priced is not None and priced.block == draft.block and self._beside(text, draft, priced):
            draft.unit = priced.unit
            draft.inherited += (("per", priced.start, priced.end),)
            return
        begin = max(0, draft.start - _REACH if last is None else max(last.end, draft.start - _REACH))
        window = text[begin : draft.start].lower()
        if "per " not in window and "pr" not in window:
            return
        found = self._per.search(text, begin, draft.start)
        per = None if found is None else self.lexicon.per.get(found.group(1).lower())
        if found is not None and per is not None:
            draft.unit = Unit("money", unit.name, per)
            draft.inherited += (("per", *found.span(1)),)

    def _beside(self, text: str, draft: Draft, priced: Draft) -> bool:
        """ "68 øre per kWh, ned 15 prosent fra 80 øre", "NOK 1,64 (NOK 1,45)": a price held against the one before."""
        if priced.unit is None or draft.unit is None or priced.unit.name != draft.unit.name:
            return False
        begin = draft.hedge_start if draft.hedge_start >= 0 else draft.start
        between = text[priced.end : begin]
        if len(between) > _FAR or ". " in between:
            return False
        words = between.lower().split()
        return bool(words) and words[-1].lstrip("(") in self._ends

    def _headed(self, text: str, draft: Draft) -> None:
        """ "Sluttprosenten var 62", "fellingsprosent på 50": the unit in the noun before."""
        begin = max(0, draft.start - _REACH)
        if "prosent" not in text[begin : draft.start].lower():
            return
        headed = self._percent_noun.search(text, begin, draft.start)
        if headed is not None and draft.number.mantissa <= _HUNDRED * 10**draft.number.decimals:
            draft.unit = PERCENT
            draft.inherited += (("unit", *headed.span(1)),)

    def _from_right(self, text: str, drafts: list[Draft], places: list[int], *, late: bool = False) -> None:
        """ "11,9, 11,6 og 7,8 millioner kroner", "fra 41,2 til 38,9 millioner kroner".

        `places` are those of the figures that may take something. `late`: again when all units are settled, for what
        was taken for a count: "fra −565.000 til −4,2 millioner".
        """
        for place in reversed(places):
            if place + 1 == len(drafts):
                continue
            here, right = drafts[place], drafts[place + 1]
            if here.noun is not None or here.number.long or right.block != here.block or right.implicit:
                continue
            if late and (right.unit is None or right.unit.kind != "money"):
                continue
            if here.implicit and not self._is_from(text, here):
                continue
            edge = right.hedge_start if right.hedge_start >= 0 else right.start
            if edge - here.end > _REACH:
                continue
            if self._shares.fullmatch(text, here.end, edge) or self._moves(text, here, edge):
                _take(here, right)
                here.implicit = here.implicit and here.unit is None

    def _is_from(self, text: str, draft: Draft) -> bool:
        """Whether "fra" stands right before the figure and its hedge."""
        begin = draft.hedge_start if draft.hedge_start >= 0 else draft.start
        words = text[max(0, begin - _NOT_FAR) : begin].split()
        if not words or words[-1].lower() not in self._from_words:
            return False
        return self._from.search(text, max(0, begin - _REACH), begin) is not None

    def _moves(self, text: str, here: Draft, edge: int) -> bool:
        """ "Fra 16,2 milliarder i mars 2016 til 21,0 milliarder kroner": a move, with a time behind its first end."""
        if not self._is_from(text, here):
            return False
        between = text[here.end : edge]
        return self._to.search(between) is not None and not _STOPS.search(between)

    def _bracketed(self, text: str, draft: Draft, last: Draft) -> None:
        """ "NOK 8,5 (7,1) milliarder": what stands behind the bracket belongs to both figures."""
        if text[draft.end : draft.end + 1] != ")" or text[last.end : draft.start].strip() != "(":
            return
        probe = Draft(draft.number, draft.start, draft.end + 1)
        read_tail(text, probe, self.lexicon)
        for one in (draft, last):
            if probe.scale_span is not None and not one.scaled:
                one.exponent += probe.scale_exponent
                one.scale_exponent += probe.scale_exponent
                one.inherited += (("scale", *probe.scale_span),)
            if (one.unit is None or (one.unit is COUNT and one.noun is None)) and probe.unit is not None:
                one.unit, one.shared = probe.unit, probe.shared
                one.inherited += (("unit", *(probe.unit_span or (draft.end + 1, probe.end))),)
        if draft.unit is None and last.unit is not None:
            _take(draft, last, scale=probe.scale_span is None)

    def _from_left(self, text: str, draft: Draft, previous: Draft) -> None:
        """ "Falt til 90,5 prosent fra 91,7", "NOK 2 677,5 mill (2 604,6)"."""
        if draft.unit is not None:
            return
        edge = draft.hedge_start if draft.hedge_start >= 0 else draft.start
        between = text[previous.end : edge]
        if len(between) > _REACH:
            return
        words = between.split()
        last = words[-1] if words else ""
        if last[-1:] != "(" and last.lstrip("(,").lower() not in self._elided_last:
            return
        if not _STOPS.search(between) and self._elided.search(between):
            if self._to.search(between) and not self._is_from(text, previous):
                return
            if previous.unit is COUNT and previous.noun is None:
                return
            if draft.scaled and (previous.unit is None or previous.unit.kind not in ("money", "count", "unit")):
                return
            _take(draft, previous)

    def _bare_magnitude(
        self, text: str, draft: Draft, previous: Draft | None, amounts: _Amounts, position: int
    ) -> None:
        """ "30 milliarder": money of the currency spoken of, or more of what was counted just before."""
        if (
            previous is not None
            and previous.block == draft.block
            and previous.unit is not None
            and (previous.unit.kind in ("count", "unit") and previous.scaled and previous.noun)
        ):
            draft.unit = previous.unit
            draft.noun = previous.noun if previous.unit.kind == "count" else None
            draft.inherited += (("unit", *(previous.unit_span or (previous.start, previous.end))),)
            return
        begin = max(0, draft.start - _REACH)
        window = text[begin : draft.start].lower()
        if any(hint in window for hint in self._counting_hints) and self._counting.search(text, begin, draft.start):
            draft.unit = COUNT  # "talet på overnattingar auka til rundt 17 millionar"
            return
        begin = max(begin, text.rfind(". ", begin, draft.start) + 1)
        money = amounts.money
        named = None
        if self._countries.hinted(window):
            named = self._countries.last(text, begin, draft.start)
        if named is not None and (money is None or named.start() > money.end):
            # "I norske kroner blir det omtrent 289 millioner"
            draft.unit = Unit("money", self.lexicon.adjectives.get(named.group(1).lower(), self.default_currency))
            draft.inherited += (("unit", *named.span()),)
            return
        # The same figure earlier in the text, with its currency, is nearer than the last amount of another size.
        money = amounts.first(draft, position) or money
        if money is not None and money.unit is not None and money.unit.per is None:
            draft.unit = Unit("money", money.unit.name)
            draft.inherited += (("unit", *(money.unit_span or (money.start, money.end))),)
            draft.assumed = money.assumed
            return
        draft.unit = Unit("money", self.default_currency)
        draft.assumed = (self.default_currency,)
        draft.rules += ("assumed currency",)


class _Amounts:
    """The amounts of money so far: the last one, and the first of each size."""

    __slots__ = ("_drafts", "_firsts", "_passed", "money")

    def __init__(self, drafts: list[Draft]) -> None:
        self.money: Draft | None = None
        self._drafts = drafts
        self._firsts: dict[tuple[int, int], Draft] = {}
        self._passed = 0

    def first(self, draft: Draft, position: int) -> Draft | None:
        """The first amount before this position that is of the draft's size."""
        for other in self._drafts[self._passed : position]:
            if other.unit is not None and other.unit.kind == "money" and not other.number.long:
                self._firsts.setdefault(_size(other), other)
        self._passed = position
        return self._firsts.get(_size(draft))


def _shortest(words: list[str]) -> tuple[str, ...]:
    """The words that hold none of the others: where none of these stands, none of all does."""
    return tuple(word for word in words if not any(other != word and other in word for other in words))


def _take(here: Draft, other: Draft, *, scale: bool = True) -> None:
    """The unit of another figure, and its magnitude where the bare numbers are of like size."""
    if other.unit is None and not other.scaled:
        return
    if other.unit is not None:
        if other.unit.kind == "multiple":
            return
        if other.unit in RATE_UNITS and (here.scaled or here.number.grouped or not _alike(here, other)):
            return  # "245 millioner, opp 6 prosent" are no percent
        here.unit, here.shared, here.assumed = other.unit, other.shared, other.assumed
        here.noun = here.noun or other.noun
        here.inherited += (("unit", *(other.unit_span or (other.start, other.end))),)
        here.exponent += _minor(other)
    shift = other.scale_exponent
    if scale and shift and not here.scaled and _alike(here, other) and here.scale_exponent == 0:
        here.exponent += shift
        here.scale_exponent += shift
        here.inherited += (("scale", *(other.scale_span or (other.start, other.end))),)
    here.rules += ("inherited",)


def _size(draft: Draft) -> tuple[int, int]:
    return draft.number.mantissa, draft.exponent - draft.number.decimals


def _minor(other: Draft) -> int:
    """The power of ten of a fractional currency (øre): part of the unit, not of the magnitude."""
    return other.exponent - other.scale_exponent - other.number.exponent


def _like(a: Draft, b: Draft) -> bool:
    """Whether two bare numbers are of one size, give or take a factor of five."""
    x: int = abs(a.number.mantissa) * 10**b.number.decimals
    y: int = abs(b.number.mantissa) * 10**a.number.decimals
    return 0 < x <= 5 * y and y <= 5 * x and b.number.divisor == 1


def _alike(a: Draft, b: Draft) -> bool:
    x: int = abs(a.number.mantissa) * 10**b.number.decimals
    y: int = abs(b.number.mantissa) * 10**a.number.decimals
    return x <= y * _NEAR and y <= x * _NEAR
