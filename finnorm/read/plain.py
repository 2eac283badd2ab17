"""The commonest shapes, read by looking words up: a number, a magnitude, a unit, with nothing else of note around.

Here stands nothing that `figures` and `quantities` do not know as well: a word of which this room is not sure makes it
give up, and they read the figure from its letters. What a word is to a figure is found out once and remembered.
"""

from __future__ import annotations

from typing import Final, Literal

from finnorm.lexicon import HEDGE_OPENING, Lexicon
from finnorm.read.drafts import Draft
from finnorm.read.filters import Filters
from finnorm.read.left import LeftReader
from finnorm.read.numerals import Number, read_digits
from finnorm.read.quantities import is_glued, read_hedge_after, read_noun, read_per
from finnorm.read.scan import FURTHER, LOOK_BACK, Scanner
from finnorm.values.unit import Unit

NO_FIGURE: Final[Literal[False]] = False
"""The digits are no figure: a year, a date, a number of something."""

_bare = object.__new__
_MOST = 30
_WIDE = 40
_REMEMBERED = 4096
_LONGEST = 80
_AFTER_STOP = frozenset(("", " ", ",", ")", ";", ":", "!", "?", "\n"))
_STOPS = frozenset(("", ")", ";", "!", "?", "\n"))
_PAUSES = ",;:"
_SHARED = ("mi", "bi", "tu")

# What a word behind a number is: what must be read from its letters, none of these, magnitude, rate, currency, unit.
_OTHER, _PLAIN, _SCALE, _RATE, _MONEY, _UNIT = range(6)
# What a word before a number is: what must be read from its letters, nothing, "fra", what `read_left` wants to see
# whatever stands before it, and only behind some words.
_GOVERNS, _NOTHING, _FROM, _HEDGES, _PHRASE = range(5)


class _Word:
    """What is known of a word behind a number."""

    __slots__ = (
        "after",
        "dotted",
        "exponent",
        "joined",
        "joins",
        "leads",
        "lower",
        "noun",
        "per",
        "role",
        "rule",
        "shared",
        "stopped",
        "tailed",
        "unit",
        "wide",
    )  # fmt: skip

    def __init__(self, role: int, lower: str) -> None:
        self.role = role
        self.lower = lower
        self.unit: Unit | None = None
        self.exponent = 0
        self.shared: str | None = None
        self.rule = ""
        self.per = False  # whether what a price is per may begin with it
        self.after = False  # whether a hedge may begin with it
        self.joins = False  # whether it may join the ends of a range
        self.dotted = False  # whether a stop may belong to it
        self.leads = False  # whether a word for time may make it what a price is per: "i måneden"
        self.tailed = False  # whether it is such a word
        self.stopped = False  # whether it is a unit to which a stop may belong
        self.wide: tuple[str, ...] = ()  # units of several words that begin with it
        self.noun = False  # whether it may be what is counted
        self.joined = False  # whether it may be an adjective of what is counted


_NONE = _Word(_OTHER, "")


class _Tail:
    """What up to three words behind a number make of it. Places are counted from the end of the number."""

    __slots__ = (
        "behind", "dotted", "exchanged", "exponent", "following", "length", "next_word", "per", "plain", "role",
        "ruled", "rules", "scale_exponent", "scaled", "shared", "stopped", "unit", "unit_from", "wide",
    )  # fmt: skip

    def __init__(self) -> None:
        self.plain = True
        self.role = _OTHER
        self.length = 0
        self.exponent = 0
        self.scale_exponent = 0
        self.scaled = 0  # where a magnitude ends
        self.dotted = False  # whether a stop may belong to it
        self.unit: Unit | None = None
        self.unit_from = 0
        self.shared: str | None = None
        self.stopped = False
        self.wide: tuple[str, ...] = ()
        self.rules: tuple[str, ...] = ()
        self.ruled: dict[str, tuple[str, ...]] = {}  # the same behind the rule that read the number
        self.next_word = ""
        self.following: str | None = None  # the word behind all that
        self.behind = _NONE
        self.per = False
        self.exchanged = False


class PlainReader:
    """Reads plain figures of digits. What it remembers of words is all the state it has, and bounded."""

    def __init__(self, lexicon: Lexicon, filters: Filters, scanner: Scanner, left: LeftReader) -> None:
        self._lexicon = lexicon
        self._filters = filters
        self._scanner = scanner
        self._left_reader = left
        self._words: dict[str, _Word] = {}
        self._tails: dict[tuple[str, str | None, str | None], _Tail] = {}
        self._lefts: dict[str, int] = {}
        cues = lexicon.cues["reading"]
        self._opening = frozenset((*cues["range_opening"], *lexicon.minus, *lexicon.plus))
        self._factors = frozenset(lexicon.factor_words)
        self._verbs = frozenset(cues["range_verbs"])
        self._from = frozenset(cues["from_words"])
        self._joiners = frozenset((*cues["range_joining"], *cues["range_until"]))
        self._phrases = left.phrases
        self._tailed = frozenset((*lexicon.time_tails, *lexicon.definite, *lexicon.each)).union(
            phrase.split()[-1] for phrase in lexicon.for_one
        )
        self._ties = frozenset((*cues["range_until"], *cues["share_of"]))
        self._pers = frozenset(
            (*lexicon.per_words, "per", "pr", *lexicon.definite, *lexicon.time_tails, *lexicon.time_prepositions)
        ).union(phrase.split()[0] for phrase in lexicon.for_one if " " in phrase)

    def read(self, text: str, start: int, run: tuple[str | None, ...], floor: int) -> Draft | Literal[False] | None:
        """The figure of a digit run and the words behind it; `NO_FIGURE`; or None where it is not plain."""
        digits, first, second, third, fourth = run
        if not start or digits is None:
            return None
        begin = max(start - LOOK_BACK, floor)
        left = self._before(text, begin, start)
        if left == _GOVERNS:
            return None
        end = start + len(digits)
        if first is None:
            return self._bare(text, begin, start, end, digits, left, floor)
        tail = self._tails.get((first, second, third)) or self._tail(first, second, third)
        if tail.dotted and text[end + tail.scaled : end + tail.scaled + 1] == ".":
            further = FURTHER.match(text, end + tail.scaled + 1)
            second, third, fourth = (None, None, None) if further is None else further.groups()
            tail = self._tails.get((first + ".", second, third)) or self._tail(first + ".", second, third)
        if not tail.plain or (tail.exchanged and self._filters.exchange(text, start) is not None):
            return None
        number = self._number(text, start, end, digits)
        if number is None:
            return NO_FIGURE
        if number.long:
            return None
        draft = self._with_tail(text, number, tail)
        if draft is None:
            return None
        behind = tail.behind
        if behind.joins and self._may_join(text, start, left, tail.role == _MONEY and not tail.scaled):
            return None
        reach = draft.end
        if tail.per and not (behind.leads and self._is_idle(fourth if tail.scaled else third)):
            read_per(text, draft, self._lexicon)
            if left == _FROM and draft.end != reach:
                return None
        if left != _HEDGES:
            draft.begin = begin
        elif not self._read_left(text, draft, begin, floor, behind):
            return None
        if behind.after or draft.end != reach:
            read_hedge_after(text, draft, self._lexicon)
        return draft if draft.unit is not None else self._counted(text, draft, tail)

    def _with_tail(self, text: str, number: Number, tail: _Tail) -> Draft | None:
        """The number with its magnitude and unit; None where letters behind them must be read."""
        at = number.end
        end = at + tail.length
        rules = tail.ruled.get(number.rule)
        if rules is None:
            tail.ruled[number.rule] = rules = (number.rule, *tail.rules)
        draft = Draft(number, number.start, end, tail.exponent, tail.unit, rules)
        if tail.scaled:
            draft.scale_exponent = tail.scale_exponent
            draft.scale_span = (at + 1, at + tail.scaled)
        if tail.role >= _MONEY:
            draft.unit_span = (at + tail.unit_from, end)
            draft.shared = tail.shared
            if tail.wide and text[at + tail.unit_from : end + _WIDE].lower().startswith(tail.wide):
                return None
        else:
            draft.next_word = tail.next_word
        if tail.behind is _NONE:
            after = text[end : end + 4]
            if (after[:1] == " " and after[1:2] != "(") or (tail.stopped and after[:1] == "."):
                return None
            if tail.role == _SCALE and (after[:1] not in _AFTER_STOP or (after[:2] == ", " and after[2:] in _SHARED)):
                return None
        return draft

    def _read_left(self, text: str, draft: Draft, begin: int, floor: int, behind: _Word) -> bool:
        """Reads what stands before; says whether the figure is still plain."""
        priced = draft.unit is not None
        if not self._left_reader.read_word(text, draft, begin):
            self._left_reader.read(text, draft, self._scanner.floor(text, floor, draft.start))
        if not priced and draft.unit is not None:
            if behind.joins and draft.scale_span is None:
                return False
            if behind.after:
                read_hedge_after(text, draft, self._lexicon)
            if behind.per:
                read_per(text, draft, self._lexicon)
        return True

    def _counted(self, text: str, draft: Draft, tail: _Tail) -> Draft | Literal[False] | None:
        """A number without a unit, with what it counts, if it counts anything."""
        if not tail.scaled and self._filters.is_no_quantity(text, draft):
            return NO_FIGURE
        if " ".join(draft.words_before(text)[-2:]) in self._factors:
            return None
        if tail.behind.noun and (tail.scaled or not draft.number.decimals):
            if tail.behind.joined or tail.scaled:
                read_noun(text, draft, self._lexicon)
            else:
                draft.noun = tail.following
        return draft

    def _tail(self, first: str, second: str | None, third: str | None) -> _Tail:
        """What the words behind a number make of it; remembered."""
        tail = _Tail()
        word = self._words.get(first) or self._word(first)
        tail.role = role = word.role
        tail.exponent, tail.unit, tail.shared = word.exponent, word.unit, word.shared
        tail.stopped, tail.wide = word.stopped, word.wide
        tail.exchanged = second == "for"
        length, following = 1 + len(first), second
        if role == _PLAIN:
            tail.next_word, following = word.lower, first
            length = 0
        elif role == _SCALE:
            tail.scale_exponent = word.exponent
            tail.scaled = 1 + len(word.lower)
            tail.dotted = word.dotted and first[-1] != "."
            unit = None if second is None else self._words.get(second) or self._word(second)
            if unit is not None and unit.role >= _MONEY:
                tail.role, tail.unit, tail.shared = unit.role, unit.unit, unit.shared
                tail.exponent += unit.exponent
                tail.stopped, tail.wide = unit.stopped, unit.wide
                tail.rules = (word.rule, unit.rule)
                tail.unit_from = length + 1
                length += 1 + len(unit.lower)
                following = third
            elif unit is not None:
                tail.next_word = unit.lower
                tail.plain = unit.role == _PLAIN
        else:
            tail.unit_from = 1
        tail.length = length
        tail.following = following
        tail.plain = tail.plain and role != _OTHER
        tail.rules = tail.rules or ((word.rule,) if word.rule else ())
        tail.behind = _NONE if following is None else self._words.get(following) or self._word(following)
        tail.per = tail.behind.per and tail.role == _MONEY
        if len(first) + len(second or "") + len(third or "") <= _LONGEST:
            if len(self._tails) >= _REMEMBERED:
                self._tails = {}
            self._tails[first, second, third] = tail
        return tail

    def _bare(
        self, text: str, begin: int, start: int, end: int, digits: str, left: int, floor: int
    ) -> Draft | Literal[False] | None:
        """A number that a stop, a bracket or another number follows."""
        number = None
        if (mark := text[end : end + 1]) == "," or mark == ".":
            after = text[end + 1 : end + 3]
            if after[:1] not in ("", " ", "\n") or (mark == "," and after[1:].lower() in ("m", "b", "t")):
                return None
            number = self._number(text, start, end, digits)
            if after[1:].isdigit() and (number is None or not number.decimals):
                return None
        elif mark == " ":
            if not text[end + 1 : end + 2].isdecimal() or text[end + 2 : end + 3] == "/":
                return None
        elif mark not in _STOPS:
            return None
        number = number or self._number(text, start, end, digits)
        if number is None:
            return NO_FIGURE
        if number.long:
            return None
        draft = Draft(number, start, end, rules=(number.rule,))
        if left == _HEDGES and not self._left_reader.read_word(text, draft, begin):
            self._left_reader.read(text, draft, self._scanner.floor(text, floor, start))
        elif left != _HEDGES:
            draft.begin = begin
        if draft.unit is None:
            if self._filters.is_no_quantity(text, draft):
                return NO_FIGURE
            if " ".join(draft.words_before(text)[-2:]) in self._factors:
                return None
        return draft

    def _is_idle(self, word: str | None) -> bool:
        """Whether a word behind "i" or "for" is known to be none that a price is per."""
        return word is not None and not (self._words.get(word) or self._word(word)).tailed

    def _may_join(self, text: str, start: int, left: int, amount: bool) -> bool:
        """Whether "og" or "til" may join it to another number: "varierer fra 2 til 3", "2 kroner og 50 øre"."""
        if left != _FROM:
            return amount
        return amount or not self._verbs.isdisjoint(text[max(0, start - LOOK_BACK) : start].lower().split())

    def _before(self, text: str, begin: int, start: int) -> int:
        """What stands before a number is to it."""
        before = text[start - 1]
        if before == "(":
            return _NOTHING if text[start - 2 : start - 1] == " " else _HEDGES
        if before != " ":
            return _GOVERNS
        cut = text.rfind(" ", begin, start - 1)
        last = text[cut + 1 : start - 1] if cut >= 0 else text[begin : start - 1]
        if not last:
            return _NOTHING if cut < 0 else _GOVERNS  # right behind a figure; behind two spaces
        left = self._lefts.get(last)
        if left is None:
            left = self._left(last)
        if left != _PHRASE:
            return left
        # "på" is part of a hedge only in "tett på"
        if cut < 0:
            return _HEDGES
        earlier = text.rfind(" ", begin, cut)
        word = text[earlier + 1 if earlier >= 0 else begin : cut]
        if word and not word.isalpha() and (word[0] in '(«“"[–—' or len(word.split()) > 1 or word != word.strip()):
            return _HEDGES
        if word.lower() in self._phrases[last.lower()]:
            return _HEDGES
        return _FROM if last.lower() in self._from else _NOTHING

    def _number(self, text: str, start: int, end: int, digits: str) -> Number | None:
        if len(digits) > _MOST:
            return read_digits(text, start, end)
        number = _bare(Number)
        number.start = start
        number.end = end
        if digits.isdigit():
            number.mantissa = int(digits)
            number.rule = "digits"
            return number
        whole, _, part = digits.partition(",")
        number.decimals = decimals = len(part)
        if decimals == 3 or not part.isdigit() or not whole.isdigit():
            return read_digits(text, start, end)
        number.mantissa = int(whole + part)
        number.rule = "decimal comma"
        return number

    def _left(self, last: str) -> int:
        """What the last letters before a number are to it."""
        tokens = last.lower().split()
        token = tokens[-1] if tokens else ""
        if token in self._opening or (token in self._from and not last.isalpha()):
            found = _GOVERNS
        elif last.isalpha() and token in self._phrases:
            found = _PHRASE
        elif last and not last.strip(_PAUSES):
            found = _NOTHING
        elif not last.isalpha() or token in self._lexicon.before_words:
            found = _HEDGES
        else:
            found = _FROM if token in self._from else _NOTHING
        if len(self._lefts) >= _REMEMBERED:
            self._lefts = {}
        self._lefts[last] = found
        return found

    def _word(self, word: str) -> _Word:
        """What a word behind a number is to it."""
        found = self._look_up(word, word.lower())
        lower = found.lower
        lexicon = self._lexicon
        stopped = lower + "."
        found.stopped = stopped in lexicon.money or stopped in lexicon.rates or stopped in lexicon.units
        found.wide = lexicon.wide_units.get(lower, ())
        found.per = lower in self._pers
        found.after = f"{word} "[:HEDGE_OPENING] in lexicon.hedge_openings
        found.tailed = lower in self._tailed
        found.leads = lower in lexicon.time_prepositions
        found.joins = lower in self._joiners
        found.noun = (
            word[0].islower()
            and len(word) > 1
            and lower not in lexicon.function
            and lower not in lexicon.durations
            and lexicon.units.get(lower) not in lexicon.tail_only
        )
        found.joined = word[-1] == "e"
        if len(word) <= _LONGEST:
            if len(self._words) >= _REMEMBERED:
                self._words = {}
            self._words[word] = found
        return found

    def _look_up(self, word: str, lower: str) -> _Word:
        lexicon = self._lexicon
        if lower[-1] == ".":
            found = self._look_up(word[:-1], lower[:-1])  # an abbreviation with its stop
            return found if found.dotted else _Word(_OTHER, lower)
        known = (
            lexicon.adjectives, lexicon.parts, lexicon.times, lexicon.crosses, lexicon.guarded,
            self._ties,
        )  # fmt: skip
        if len(word) != len(lower) or word in lexicon.money_codes or any(lower in words for words in known):
            return _Word(_OTHER, lower)
        if lower in lexicon.scales:
            found = _Word(_SCALE, lower)
            found.exponent = lexicon.scales[lower]
            found.rule = "magnitude"
            found.dotted = lower in lexicon.scale_abbreviations
        elif lower in lexicon.rates:
            found = _Word(_OTHER if lower + "." in lexicon.rates else _RATE, lower)
            found.unit = lexicon.rates[lower]
            found.rule = found.unit.kind
        elif (money := lexicon.money.get(lower) or lexicon.money_symbols.get(word)) is not None:
            found = _Word(_MONEY, lower)
            found.unit, found.shared, found.exponent = Unit("money", money.code), money.shared, money.exponent
            found.rule = "currency"
        elif is_glued(lower, lexicon):
            found = _Word(_OTHER, lower)
        elif (name := lexicon.units_case.get(word) or lexicon.units.get(lower)) is None:
            found = _Word(_OTHER if lower in lexicon.wide_units else _PLAIN, lower)
        elif name in lexicon.tail_only:
            found = _Word(_OTHER, lower)
        else:
            found = _Word(_UNIT, lower)
            found.unit = Unit("unit", lexicon.unit_names.get(name, name))
            found.exponent = lexicon.unit_exponents.get(name, 0)
            found.rule = "unit"
        return found
