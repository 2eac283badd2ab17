"""Digits that are no quantities: years, dates, ordinals, names, phone numbers, notes and paragraphs."""

from __future__ import annotations

import re

from finnorm.lexicon import Lexicon
from finnorm.read.drafts import Draft

# What Norwegian text is written in; anything else beside a figure may be part of it that is not understood: digits and
# letters of other scripts, marks that combine, characters that are not seen. Pictures and arrows are no letters.
_FOREIGN = re.compile(
    "[^\\t\\n\\r -~\\xa0-\\xac\\xae-\\u012f\\u0132-\\u017e\\u0180-\\u024f–—‘’‚‛“”„•…‰′″€№™−≈≤≥½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
    "\\u2190-\\u21ff\\u25a0-\\u2775\\u2794\\u2798-\\u27bf\\u2b00-\\u2bff\\u202f\\u2009\\U0001f000-\\U0001faff]"
)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_RAISED = frozenset("¹²³")
_BESIDE = 1
_YEARS = range(1900, 2100)
_OLDEST = 110
_CODES = 10_000
_DAYS = 31
_PHONE = re.compile(r"(?<![0-9])[0-9]{3} [0-9]{2} [0-9]{3}(?![0-9])")
_ABROAD = re.compile(r"\+[0-9]{2} [0-9]{3} [0-9]{2} [0-9]{3}")
_PAIRS = re.compile(r"[0-9]{2}(?: [0-9]{2}){3}(?![0-9])")
_CODE_BEFORE = re.compile(r"(?<![^\W_])([A-Za-zÆØÅæøå]+|[€£$¥])\.?$")


class Filters:
    """Tells figures from other digits by what touches them."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        cues = lexicon.cues["reading"]
        self._year_before = frozenset(cues["year_before"])
        self._opening = frozenset(cues["opening_words"])
        self._clock = frozenset(cues["clock"])
        self._registers = tuple(cues["registers"])
        self._numbers = tuple(cues["register_endings"])
        shares = "|".join(cues["exchanged"])
        self._exchange = re.compile(
            rf"[0-9]{{1,2}} [^\W\d_-]*-?(?:{shares}) for [0-9]{{1,2}}(?![0-9.,])", re.IGNORECASE
        )

    def glued_currency(self, text: str, start: int, floor: int) -> bool:
        """Whether letters that touch a number on the left are a currency: "NOK404", "kr5"."""
        match = _CODE_BEFORE.search(text, max(floor, start - 6), start)
        if match is None:
            return False
        word = match.group(1)
        return word in self.lexicon.money_codes or word.lower() == "kr" or word in self.lexicon.money_symbols

    def is_no_quantity(self, text: str, draft: Draft) -> bool:
        """Whether a number without unit or magnitude names, dates or numbers something.

        The order of the questions is that of their price; any one of them settles it.
        """
        number, lexicon = draft.number, self.lexicon
        end = draft.end
        after = text[end : end + 1]
        if number.rule == "digits" and draft.upper is None:
            # the commonest first: "i 2019", "12. mars"
            if end - number.start == 4 and number.mantissa in _YEARS and self._is_year(draft.next_word):
                return True
            spaced = after == "." and text[end + 1 : end + 2] in " \xa0"
            if spaced and number.mantissa <= 100 and text[end + 2 : end + 3].islower():
                return True
        if draft.upper is not None:
            # A range without a unit: years, a score, a section; a noun makes it a count.
            return not draft.next_word or draft.next_word in lexicon.function or number.mantissa in _YEARS
        if after.isalpha() or (after and after in "-–" and text[end + 1 : end + 2].isalpha()):
            return True
        if after and after in "-–" and text[end + 1 : end + 2].isdigit():
            return True
        before = draft.words_before(text)
        left = before[-1].lstrip("(«\"'[|") if before else ""
        year = number.rule == "digits" and end - number.start == 4 and number.mantissa in _YEARS
        if year and not self._is_counted_year(draft, left):
            return True
        if draft.hedge is None and (
            left.rstrip(":") in lexicon.not_before or left.endswith(lexicon.not_before_endings)
        ):
            return True
        if after == ")" and "(" not in text[max(0, draft.start - 16) : draft.start] and number.rule == "digits":
            return True  # "punkt 1) og 2)"
        if after == "." and text[end + 1 : end + 2] in ("-", "–") and number.mantissa <= _DAYS:
            return True  # "27.–29. august"
        if self._in_number(text, draft, before):
            return True
        plain = number.rule in {"digits", "grouped by points"}
        if number.rule == "decimal point":
            if self._opens_line(text, draft.start) and text[end + 1 : end + 2].isupper():
                return True  # "2.1 Inntekter": a section
            if left.isalpha() and text[max(0, draft.start - len(left) - 1) : draft.start - 1].isupper():
                return True  # "USB 3.0"
        if text[draft.start] == "+" and number.grouped and _ABROAD.match(text, draft.start) is not None:
            return True  # "+47 915 00 000"
        if after == "." and number.rule == "digits" and self._opens_line(text, draft.start):
            return True
        if number.rule == "digits" and number.mantissa < _CODES and self._opens_line(text, draft.start):
            following = text[end : end + 12].lstrip(" \t")
            if following[:1].isupper() and following[1:2].islower():
                return True  # "71 Lån og tilskudd": a chapter, an item
        if draft.next_word in lexicon.not_after or draft.next_word in lexicon.durations:
            return True
        if number.rule == "digits":
            digits = end - number.start
            if digits == 4 and draft.hedge is None and text[end + 1 : end + 2].isupper() and after in " \xa0":
                return True  # "6700 Måløy": a postcode
            if digits > 1 and text[number.start] == "0":
                return True
            if digits >= 8 or (digits == 2 and self._in_phone(text, number.start, end)):
                return True
        if number.rule == "decimal point" and number.decimals == 2 and left in self._clock:
            return True
        if plain and draft.hedge is None and self._after_name(text, draft):
            return True
        # "Kari Vik (47)": an age.
        bracketed = text[draft.start - 1 : draft.start] == "(" and after == ")"
        return bracketed and plain and number.mantissa <= _OLDEST and self._after_capital(text, draft.start - 1)

    def _in_number(self, text: str, draft: Draft, before: list[str]) -> bool:
        """Whether the digits are part of a telephone or organisation number."""
        if not draft.number.grouped and not (
            text[draft.end + 1 : draft.end + 2].isdigit()
            or text[max(0, draft.start - 3) : draft.start].strip(" +").isdigit()
        ):
            return False  # no other digits beside it
        window = text[max(0, draft.start - 12) : draft.end + 12]
        if _PHONE.search(window) is not None and any(
            found.start() <= min(draft.start, 12) < found.end() for found in _PHONE.finditer(window)
        ):
            return True
        bracketed = text[draft.start - 1 : draft.start] == "(" and text[draft.end : draft.end + 1] == ")"
        nine = draft.number.grouped and len(text[draft.number.start : draft.end]) == len("998 877 665")
        return nine and (
            (bracketed and self._after_capital(text, draft.start - 1))
            or any(word.startswith(self._registers) or word.endswith(self._numbers) for word in before)
        )

    def whole(self, text: str, drafts: list[Draft]) -> list[Draft]:
        """The figures without those that may be only a part of what is written there.

        A figure is left out where a foreign character stands in it, or in the word on either side.
        """
        if text.isascii() and _CONTROL.search(text) is None:
            return drafts
        kept = [draft for draft in drafts if text[draft.number.end : draft.number.end + 1] not in _RAISED]
        if _FOREIGN.search(text) is None:
            return kept
        return [draft for draft in kept if _FOREIGN.search(text, *_beside(text, draft)) is None]

    def exchange(self, text: str, start: int) -> int | None:
        """Where "1 aksje for 3" ends, an exchange of shares that counts nothing; None elsewhere."""
        found = self._exchange.match(text, start)
        return None if found is None else found.end()

    def _opens_line(self, text: str, start: int) -> bool:
        at = start - 1
        while at >= 0 and text[at] != "\n" and text[at].isspace():
            at -= 1
        return at < 0 or text[at] == "\n"

    def _is_counted_year(self, draft: Draft, left: str) -> bool:
        """ "Rundt 2000 ansatte": four digits that look like a year, but are counted."""
        if self._is_year(draft.next_word):
            return False
        return draft.hedge is not None or left not in self._year_before

    def _is_year(self, following: str) -> bool:
        """Whether nothing is counted behind four digits that look like a year."""
        return not following or following in self.lexicon.function

    def _in_phone(self, text: str, start: int, end: int) -> bool:
        return any(
            (match := _PAIRS.match(text, start - 3 * back)) is not None and match.start() <= start < match.end()
            for back in range(4)
            if start - 3 * back >= 0
        )

    def _after_capital(self, text: str, at: int) -> bool:
        words = text[max(0, at - 30) : at].split()
        return bool(words) and words[-1][:1].isupper()

    def _after_name(self, text: str, draft: Draft) -> bool:
        """ "DAX 30", "Rema 1000": the word before is a name (capital letter) and touches the number."""
        at = draft.start
        begin = max(0, at - 32)
        if text[max(begin, text.rfind(" ", begin, at - 1) + 1) : at - 1].islower():
            return False
        before = text[begin:at]
        if not before or before[-1] not in " \xa0":
            return False
        words = before.split()
        word = words[-1].strip("«»“”\"'(") if words else ""
        if not word or word == word.lower() or not word[-1].isalnum():
            return False
        lower = word.lower()
        return not (
            lower in self.lexicon.function
            or lower in self.lexicon.fillers
            or lower in self.lexicon.hedge_last
            or lower in self._opening
        )


def _beside(text: str, draft: Draft) -> tuple[int, int]:
    """The stretch from the word before a figure to the word behind it, at most forty characters away."""
    first, last = max(0, draft.start - _WINDOW), min(len(text), draft.end + _WINDOW)
    start = draft.start
    for _ in range(_BESIDE + 1):
        start = max(text.rfind(" ", first, start), first)
    end = draft.end - 1
    for _ in range(_BESIDE + 1):
        space = text.find(" ", end + 1, last)
        end = last if space < 0 else space
    return start, end


_WINDOW = 40
