"""What stands before a number: its sign, a currency, and the hedge that governs it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from finnorm.lexicon import CurrencyWord, Lexicon
from finnorm.read.drafts import Draft
from finnorm.read.scan import LOOK_BACK, measure_words
from finnorm.values.hedge import Hedge
from finnorm.values.unit import Unit

_TOKEN = re.compile(r"\S+")
_SIGNS = "-−–"
_OPENING = '(«“"[|'
_BOUNDS = ("at_most", "at_least", "over", "under")


class _Phrase(NamedTuple):
    """A hedge of some words, and what must be looked at before it counts."""

    words: list[str]
    name: str
    hedge: Hedge
    rule: str
    comparing: bool
    bounded: bool  # whether a "not" before it makes it a ceiling
    unless: tuple[list[str], ...]  # words before it behind which it is none


class LeftReader:
    """Reads what stands before numbers; holds no state between them."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._single: dict[str, _Phrase] = {}
        self._by_last_two: dict[tuple[str, str], list[_Phrase]] = {}
        for phrase in sorted(lexicon.hedges, key=lambda phrase: -phrase.count(" ")):
            words = phrase.split()
            name, hedge = lexicon.hedges[phrase]
            unless = tuple(
                other.removesuffix(phrase).split()
                for other in lexicon.unhedged
                if other.endswith(f" {phrase}") and other.count(" ") - phrase.count(" ") <= 2
            )
            row = _Phrase(
                words, name, hedge, f"hedge {name}", phrase in lexicon.comparing, phrase in lexicon.ceiling_of, unless
            )
            if len(words) == 1:
                self._single[phrase] = row
            else:
                self._by_last_two.setdefault((words[-2], words[-1]), []).append(row)
        self._ceiling = lexicon.hedges["høyst"]
        self._short = frozenset(("kr", *lexicon.scale_abbreviations))
        self._ceiling_words = lexicon.ceiling
        # For `read_word`: what stands before a hedge where it is part of something longer.
        self._measures = measure_words(lexicon)
        self._coins = _coins(lexicon)
        self._longer = {
            phrase: {
                earlier
                for longer in (*lexicon.hedges, *lexicon.unhedged)
                if longer.endswith(f" {phrase}")
                for earlier in longer.split()
            }
            for phrase in lexicon.hedges
        }
        self.phrases = _last_of_phrases(lexicon)
        """Words that are something to a number only at the end of a phrase, with the words before them there."""

    def read_word(self, text: str, draft: Draft, begin: int) -> bool:
        """Reads a hedge or a currency right before a number, if the word before that has no part in it.

        Says whether it did; then nothing else stands there.
        """
        at = draft.start
        window = text[begin:at]
        words = window.lower().split()
        count = len(words)
        if count < 2 or window[-1] != " " or "  " in window or not window.isprintable():
            return False
        hedge = self._phrase(words, count)
        size = 1 if hedge is None else len(hedge.words)
        if count <= size or not self._ends(words, count - size):
            return False
        cut = at - 1
        for _ in range(size):
            cut = text.rfind(" ", begin, cut)
        if hedge is not None:
            if hedge.unless or words[count - size - 1] in self._longer[" ".join(hedge.words)]:
                return False
            if hedge.bounded and not self._ceiling_words.isdisjoint(words):
                return False
            draft.hedge = hedge.hedge
            draft.rules += (hedge.rule,)
            draft.hedge_start = cut + 1
            draft.left = (begin, cut)
            return True
        last = text[cut + 1 : at - 1]
        coin = self._coins.get(last)
        if coin is None or draft.unit is not None:
            return False
        draft.unit, draft.shared, exponent, scale = coin
        draft.exponent += exponent
        draft.unit_span = (cut + 1, at - 1)
        if scale:
            draft.scale_exponent += scale
            draft.scale_span = draft.unit_span
        draft.rules += ("currency before",)
        draft.start = cut + 1
        draft.left = (begin, cut)
        return True

    def _ends(self, words: list[str], count: int) -> bool:
        """Whether the word before the last ones has nothing to do with a number: "på" has in "tett på"."""
        word = words[count - 1]
        if not word.isalpha() or word in self._measures:
            return False
        if word not in self._lexicon.before_words:
            return True
        before = self.phrases.get(word)
        return before is not None and count > 1 and words[count - 2].isalpha() and words[count - 2] not in before

    def read(self, text: str, draft: Draft, floor: int) -> None:
        """Reads sign, currency and hedge before the number, no further back than `floor` (the figure before it)."""
        at = draft.start
        begin = max(floor, at - LOOK_BACK)
        lexicon = self._lexicon
        if text[at - 1 : at] == " ":
            # Most words before a figure are neither hedge nor sign nor currency: one look-up tells.
            cut = text.rfind(" ", begin, at - 1)
            last = text[cut + 1 : at - 1]
            if cut >= 0 and last.isalpha() and last.lower() not in lexicon.before_words:
                draft.left = (begin, at)
                return
        begin = max(begin, text.rfind("\n", begin, at) + 1)
        window = text[begin:at]
        if not window:
            return
        window, start = _read_sign(window, draft, lexicon)
        tokens = window.split()
        length = len(window)
        if tokens and draft.unit is None and self._may_be_currency(tokens[-1]):
            places = list(_TOKEN.finditer(window))
            places, start = _read_currency_before(window, places, begin, start, draft, lexicon)
            tokens = [place.group() for place in places]
            length = places[-1].end() if places else 0
        draft.start = start
        draft.left = (begin, begin + len(window[:length].rstrip()) if tokens else begin)
        if tokens:
            self._read_hedge(tokens, begin, begin == floor > 0, window[:length], draft)

    def _may_be_currency(self, token: str) -> bool:
        word = token.lstrip(_SIGNS).lstrip(_OPENING)
        lexicon = self._lexicon
        return word in lexicon.money_codes or word in lexicon.money_symbols or word.lower().rstrip(".") in self._short

    def _read_hedge(self, tokens: list[str], begin: int, touching: bool, window: str, draft: Draft) -> None:
        """The hedge directly before the figure; words that say nothing of its size may stand between."""
        lexicon = self._lexicon
        words = [token.lower().lstrip('(«“"[–—') for token in tokens]
        stop = len(words)
        for _ in range(3):
            last = words[stop - 1]
            found = self._phrase(words, stop)
            if found is not None:
                first = stop - len(found.words)
                if found.comparing:
                    definite = stop < len(words) and words[stop] in lexicon.definites
                    if definite or (touching and not first):
                        # "mindre enn de 2,3 milliardene", "12 prosent over 40 kroner": a comparison, not a hedge.
                        return
                # "fordelt over 12 kommuner" is none, "fordelte over 100 milliarder kroner" is
                amount = found.hedge.kind == "over" and not (draft.unit is None and draft.scale_span is None)
                if not amount and any(words[max(0, first - len(other)) : first] == other for other in found.unless):
                    return
                hedge, rule = found.hedge, found.rule
                outer = self._outer(words, first)
                if outer is not None:
                    # "Opp til ca. 20 millioner" is at most twenty: a bound outside wins over *about* inside.
                    hedge, rule, first = outer.hedge, outer.rule, first - len(outer.words)
                elif found.bounded and not lexicon.ceiling.isdisjoint(words[max(0, first - 3) : first]):
                    hedge, rule = self._ceiling[1], f"hedge {self._ceiling[0]}"
                draft.hedge = hedge
                draft.rules += (rule,)
                end = start = len(window)
                for token in reversed(tokens[first:]):
                    start = window.rindex(token, 0, end)
                    end = start
                draft.hedge_start = begin + start + len(tokens[first]) - len(words[first])
                draft.left = (begin, begin + start)
                return
            if last not in lexicon.fillers:
                return
            stop -= 1
            if not stop:
                return

    def _phrase(self, words: list[str], stop: int) -> _Phrase | None:
        """The longest hedge whose words end here."""
        for row in self._several(words, stop):
            if words[max(0, stop - len(row.words)) : stop] == row.words:
                return row
        return self._single.get(words[stop - 1])

    def _several(self, words: list[str], stop: int) -> Sequence[_Phrase]:
        """The hedges of several words that may end here, the longest first."""
        return self._by_last_two.get((words[stop - 2], words[stop - 1]), ()) if stop > 1 else ()

    def _outer(self, words: list[str], stop: int) -> _Phrase | None:
        """A bound around a hedge: up to three words that end here."""
        for row in self._several(words, stop):
            size = len(row.words)
            if size <= 3 and words[max(0, stop - size) : stop] == row.words and row.hedge.kind in _BOUNDS:
                return row
        single = self._single.get(words[stop - 1]) if stop else None
        return single if single is not None and single.hedge.kind in _BOUNDS else None


def _read_sign(window: str, draft: Draft, lexicon: Lexicon) -> tuple[str, int]:
    start = draft.start
    stripped = window.rstrip(" \xa0")
    gap = len(window) - len(stripped)
    if not stripped:
        return window, start
    last = stripped[-1]
    before = stripped[-2:-1]
    if last in _SIGNS and gap <= 1 and (not before or before.isspace() or before in "(|/:;["):
        # A dash with spaces around it is a sign only in a cell or behind a word that wants a figure ("på – 1,5").
        words = stripped[:-1].split()
        if (
            gap == 0
            or before in ("(", "|")
            or (words and (words[-1].lower() in lexicon.sign_after or words[-1][-1] == ":"))
        ):
            draft.sign = -1
            return stripped[:-1], start - gap - 1
        return stripped[:-1], start
    if last == "+" and gap <= 1 and (not before or before.isspace() or before in "(|/:;["):
        return stripped[:-1], start - gap - 1
    words_before = stripped.split()
    word = words_before[-1].lower() if words_before else ""
    if word in lexicon.minus or word in lexicon.plus:
        if word in lexicon.minus:
            draft.sign = -1
        return stripped[: -len(word)], start - gap - len(word)
    return window, start


def _read_currency_before(
    window: str, tokens: list[re.Match[str]], begin: int, start: int, draft: Draft, lexicon: Lexicon
) -> tuple[list[re.Match[str]], int]:
    last = tokens[-1]
    if window[last.end() :].strip(" \xa0"):
        return tokens, start
    raw = last.group()
    if raw[0] in _SIGNS and len(raw) > 1:
        raw = raw[1:]  # "-kr 250"
        signed = 1
    else:
        signed = 0
    word = raw.lstrip('(«“"[|')
    lower = word.lower()
    money = lexicon.money_symbols.get(word)
    exponent = 0
    if lower.rstrip(".") in lexicon.scale_abbreviations and len(tokens) > 1:
        # "NOK mill. 45,2": the magnitude stands between the code and the number.
        earlier = tokens[-2].group().lstrip('(«“"[|')
        if earlier in lexicon.money_codes or earlier.lower().rstrip(".") == "kr":
            exponent = lexicon.scales[lower.rstrip(".")]
            last, tokens = tokens[-2], tokens[:-1]
            word, lower, raw = earlier, earlier.lower(), earlier
    if money is None and lower.rstrip(".") == "kr":
        money = lexicon.money.get("kr")
    if money is None and (coded := lexicon.money_codes.get(word)) is not None:
        money, exponent = CurrencyWord(coded[0]), exponent + coded[1]
    if money is None:
        return tokens, start
    if signed:
        draft.sign = -1
    span = (begin + last.start() + signed + len(raw) - len(word), begin + last.end())
    draft.unit = Unit("money", money.code)
    draft.shared = money.shared
    draft.exponent += exponent + money.exponent
    if exponent:
        draft.scale_exponent += exponent
        draft.scale_span = span
    draft.unit_span = span
    draft.rules += ("currency before",)
    inner = tokens[:-1]
    if draft.sign > 0 and inner and inner[-1].group() in ("-", "−") and inner[-1].end() == last.start():
        draft.sign = -1
        return inner[:-1], begin + inner[-1].start()
    return inner, span[0] - signed


def _coins(lexicon: Lexicon) -> dict[str, tuple[Unit, str | None, int, int]]:
    """Currencies of one word: the unit, the noun that countries share, and the powers of ten of unit and magnitude."""
    found: dict[str, tuple[Unit, str | None, int, int]] = {
        code: (Unit("money", name), None, scale, scale) for code, (name, scale) in lexicon.money_codes.items()
    }
    krone = lexicon.money["kr"]
    shared = (Unit("money", krone.code), krone.shared, krone.exponent, 0)
    return {**found, "kr": shared, "Kr": shared, "KR": shared}


def _last_of_phrases(lexicon: Lexicon) -> dict[str, frozenset[str]]:
    """The words that are something to a number only at the end of a phrase, with the words before them there."""
    phrases: dict[str, set[str]] = {}
    for phrase in lexicon.hedges:
        words = phrase.split()
        phrases.setdefault(words[-1], set()).add(words[-2] if len(words) > 1 else "")
    alone = lexicon.before_words - lexicon.hedge_last | lexicon.fillers | lexicon.minus | lexicon.plus
    alone = alone.union(lexicon.money, map(str.lower, lexicon.money_codes), map(str.lower, lexicon.money_symbols))
    return {last: frozenset(before) for last, before in phrases.items() if "" not in before and last not in alone}
