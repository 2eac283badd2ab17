"""Hits become figures: digits and words with their surroundings, as far as the line itself tells."""

from __future__ import annotations

import re
from bisect import bisect_right
from fractions import Fraction
from operator import attrgetter

from finnorm.lexicon import Lexicon
from finnorm.read.drafts import Draft
from finnorm.read.filters import Filters
from finnorm.read.left import LeftReader
from finnorm.read.numerals import Number, heal, range_joiner, read_digits, read_vulgar, read_words
from finnorm.read.plain import PlainReader
from finnorm.read.quantities import read_hedge_after, read_noun, read_per, read_tail
from finnorm.read.scan import AHEAD, DIGITS, VULGAR, Hit, Scanner
from finnorm.read.tables import TableReader
from finnorm.values.document import Block, Document
from finnorm.values.unit import MULTIPLE, RATE_UNITS, Unit

_ASCII_DIGITS = frozenset("0123456789")
_SMALL = 12
_FEW = 20
_FEW_TENS = 10
_SIGN_MARKS = frozenset("-−–+")
_MIXED = re.compile(r"[ \xa0]([1-9])/([2-9])(?![0-9/])")
_CLAUSE = 48
_DEFINITE = ("en", "a", "et", "ene", "ane")
_AND_BEFORE = re.compile(r"([^\W\d_]+) og $")
_WORD_BEFORE = re.compile(r"([^\W\d_]+|[^\s\w]+)[ \xa0]?$")
_NOUN = re.compile(r"[ \xa0]([^\W\d_][^\W_]*(?:-[^\W\d_]+)*)")
_LETTERS = re.compile(r"[^\W\d_]+")
_RANGE_WINDOW = 40
_JOINER = 8
_start = attrgetter("start")
_AND = re.compile(r"[ \xa0]og[ \xa0]")


class FigureReader:
    """Reads figures one at a time, left to right; holds no state between documents."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.filters = Filters(lexicon)
        self._tables = TableReader(lexicon)
        self._scanner = Scanner(lexicon)
        self._left = LeftReader(lexicon)
        self._plain = PlainReader(lexicon, self.filters, self._scanner, self._left)
        cues = lexicon.cues["reading"]
        self._range_opening = frozenset(cues["range_opening"])
        self._range_joining = re.compile(r"[ \xa0](?:" + "|".join(cues["range_joining"]) + r")[ \xa0]")
        self._from_words = frozenset(cues["from_words"])
        self._moving = frozenset(cues["moving"])
        self._hedge_words = frozenset(word for phrase in lexicon.hedges for word in phrase.split())
        self._range_verbs = frozenset(cues["range_verbs"])
        self._until = re.compile(r"[ \xa0](?:" + "|".join(cues["range_until"]) + r")[ \xa0]")
        self._share_of = frozenset(cues["share_of"])
        self._ones = lexicon.ones | lexicon.marked_ones
        self._sign_words = lexicon.minus | lexicon.plus
        self._signs = self._sign_words | _SIGN_MARKS
        self._idiom_words = frozenset(word for idiom in lexicon.idioms for word in idiom.split())
        self._joined_by = frozenset(word for name in ("range_joining", "range_until") for word in cues[name])

    def read(self, document: Document) -> list[Draft]:
        """The figures of a document, in order and without overlap; units shared between figures are not settled yet."""
        text, blocks = document.flat, document.blocks
        drafts: list[Draft] = []
        words = self._scanner.words(text)
        words.append((len(text), len(text), "word"))
        word, taken, index, block = words[0], 0, 0, 0
        ends = [one.start for one in blocks[1:]] + [len(text) + 1]
        read_plain = self._plain.read
        for digits in AHEAD.finditer(text):
            start = digits.start()
            while word[0] < start:
                index += 1
                if word[0] >= taken:
                    taken = self._read_word(text, word, taken, blocks, drafts)
                word = words[index]
            if start < taken:
                continue
            while start >= ends[block]:
                block += 1
            if blocks[block].kind == "table":
                continue
            run = digits.groups()
            draft = read_plain(text, start, run, taken)
            passed = end = start + len(run[0])
            if draft is None:
                floor = self._scanner.floor(text, taken, start)
                draft, passed = self._read_digit_hit(text, start, end, floor)
            if draft:
                draft.block = block
                drafts.append(draft)
                taken = max(passed, draft.end)
            else:
                taken = passed
        for word in words[index:-1]:
            if word[0] >= taken:
                taken = self._read_word(text, word, taken, blocks, drafts)
        if any(block.kind == "table" for block in document.blocks):
            drafts += self._tables.read(document)
            drafts.sort(key=lambda draft: draft.start)
        drafts = self._tables.run_in(text, drafts, document.blocks)
        self._tables.column_heads(text, drafts, document.blocks)
        return self.filters.whole(text, drafts)

    def _read_word(self, text: str, hit: Hit, taken: int, blocks: tuple[Block, ...], drafts: list[Draft]) -> int:
        """Reads a word or a vulgar fraction; says how far the text is used up."""
        start, end, kind = hit
        block = bisect_right(blocks, start, key=_start) - 1
        if block < 0 or blocks[block].kind == "table":
            return taken
        floor = self._scanner.floor(text, taken, start)
        if kind == "word":
            draft, passed = self._read_word_hit(text, start, end, floor)
        else:
            draft, passed = self._read_vulgar(text, start, end, floor)
        if draft is None:
            return max(taken, passed)
        draft.block = block
        drafts.append(draft)
        return max(taken, passed, draft.end)

    def _read_vulgar(self, text: str, start: int, end: int, floor: int) -> tuple[Draft | None, int]:
        number = read_vulgar(text, start, None)
        following = _NOUN.match(text, end)
        if following is not None and following.group(1).lower() in self._share_of:
            number.style = "share"
            return self._ratio(text, number, floor, "share"), end
        return self._only_with_unit(text, number, floor, end)

    def _finish(self, text: str, number: Number, floor: int) -> Draft:
        draft = Draft(number, number.start, number.end, exponent=number.exponent)
        draft.rules += (number.rule,)
        read_tail(text, draft, self.lexicon)
        self._read_range(text, draft)
        priced = draft.unit is not None
        self._left.read(text, draft, floor)
        self._read_minor(text, draft)
        read_hedge_after(text, draft, self.lexicon)
        if draft.unit is None and "price dash" in draft.rules:
            draft.unit, draft.shared = Unit("money", "NOK"), "krone"
        if draft.unit is not None and not priced:
            read_per(text, draft, self.lexicon)
        return draft

    # -- digits ----------------------------------------------------------------------------------------------------

    def _read_digit_hit(self, text: str, start: int, end: int, floor: int) -> tuple[Draft | None, int]:
        before = text[start - 1 : start]
        if (before.isalpha() or before in "_#@\\&") and before and not self.filters.glued_currency(text, start, floor):
            return None, self._past_name(text, end)
        if (
            before in "-–/:."
            and start >= 2
            and (text[start - 2].isdigit() if before == ":" else not text[start - 2].isspace())
            and text[start - 2] not in "(|"
        ):
            # "Covid-19", "2023/24", "12:30": part of something else (a range's upper end was read with its lower).
            return None, end
        if before == "," and (start < 2 or text[start - 2].isspace()):
            return None, self._past_magnitude(text, end)  # ",1 millioner": the integer is lost
        if (exchange := self.filters.exchange(text, start)) is not None:
            return None, exchange
        number = read_digits(text, start, end)
        if number is None:
            return None, end
        if number.long:
            draft = Draft(number, start, end)
            return draft, end
        after = text[end : end + 1]
        at = end + 1 if after in (" ", "\xa0") else end
        if text[at : at + 1] and text[at] in VULGAR and not number.decimals:
            number, after = read_vulgar(text, at, number), ""
        elif (
            (mixed := _MIXED.match(text, end)) is not None
            and not number.decimals
            and int(mixed.group(2)) > int(mixed.group(1)) > 0
        ):
            top, bottom = int(mixed.group(1)), int(mixed.group(2))
            number = Number(
                start, mixed.end(), number.mantissa * bottom + top, divisor=bottom, style="fraction", rule="fraction"
            )
            after = ""
        number = heal(text, number, self.lexicon)
        if after == "/" and _digit_at(text, end + 1):
            return self._slashed(text, number, floor)
        if after == ":" and _digit_at(text, end + 1):
            return None, self._past_digits(text, end + 1)
        share = self._of_ten(text, number, floor) if text[number.end : number.end + 3] == " av" else None
        if share is not None:
            return share, share.end
        draft = self._finish(text, number, floor)
        if draft.unit is None and not draft.scaled and self.filters.is_no_quantity(text, draft):
            return None, self._past_name(text, draft.end)
        return self._accept(text, draft)

    def _joined(self, mark: str, before: str) -> bool:
        """Whether a mark ties a number to what stands before it: "Covid-19", "12:30"; not "Kostnad:75"."""
        return before.isdigit() if mark == ":" else not before.isspace() and before not in "(|"

    def _past_name(self, text: str, end: int) -> int:
        """Past letters and digits that hang on to a number that is none ("737-flyene", "H20A", "3x10")."""
        while end < len(text) and (
            text[end].isalnum()
            or (text[end] in "-–/.:" and text[end + 1 : end + 2].isalnum() and not text[end + 1].isspace())
        ):
            if text[end] == "." and not text[end + 1].isdigit():
                break
            end += 1
        return end

    def _past_magnitude(self, text: str, end: int) -> int:
        word = _NOUN.match(text, end)
        return word.end() if word is not None and word.group(1).lower() in self.lexicon.scales else end

    def _past_digits(self, text: str, end: int) -> int:
        while end < len(text) and text[end] in _ASCII_DIGITS:
            end += 1
        return end

    def _slashed(self, text: str, number: Number, floor: int) -> tuple[Draft | None, int]:
        """ "2/3 av": a share; "2024/25", "12/3": not."""
        stop = self._past_digits(text, number.end + 1)
        below = text[number.end + 1 : stop]
        if (
            not below
            or number.decimals
            or number.grouped
            or len(below) > 2
            or not 0 < number.mantissa < int(below) <= 20
        ):
            return None, stop
        following = _NOUN.match(text, stop)
        if following is None or following.group(1).lower() not in self._share_of:
            return None, stop
        number.divisor, number.style, number.end = int(below), "share", stop
        draft = Draft(number, number.start, stop, unit=MULTIPLE)
        draft.rules += ("share",)
        self._left.read(text, draft, floor)
        return draft, stop

    # -- words -----------------------------------------------------------------------------------------------------

    def _read_word_hit(self, text: str, start: int, end: int, floor: int) -> tuple[Draft | None, int]:
        lexicon = self.lexicon
        word = text[start:end].lower()
        factor = lexicon.multiples.get(word)
        if factor is not None or word in lexicon.half_words:
            number = Number(start, end, factor.numerator if factor else 1, divisor=factor.denominator if factor else 2)
            number.style = "factor" if factor else "share"
            if word in lexicon.infinitives and not self._is_infinitive(text, start, end, floor):
                return None, end
            return self._ratio(text, number, floor, "multiple"), end
        if word in self._idiom_words and (
            text[start : start + _CLAUSE].lower().startswith(lexicon.idioms)
            or text[max(0, start - 2) : start].lower() + word in lexicon.idioms
        ):
            return None, end  # "tusen takk"
        if word in lexicon.double_words:
            return self._doubled(text, start, end, word, floor), end
        if word in lexicon.every_other:
            following = _NOUN.match(text, end)
            if following is not None and following.group(1).lower() in lexicon.durations:
                return None, end
            return self._ratio(text, Number(start, end, 1, divisor=2, style="share"), floor, "each"), end
        if word in lexicon.each:
            following = _NOUN.match(text, end)
            size = lexicon.each_ordinals.get(following.group(1).lower()) if following else None
            after = _NOUN.match(text, following.end()) if following else None
            if size is None or following is None or (after is not None and after.group(1).lower() in lexicon.durations):
                return None, end
            return self._ratio(
                text, Number(start, following.end(), 1, divisor=size, style="share"), floor, "each"
            ), following.end()
        if word in lexicon.vague:
            # "Et par" counts nothing by itself: only a magnitude makes it a figure.
            number = Number(start, end, lexicon.vague[word], style="words", rule="vague")
            draft = self._finish(text, number, floor)
            some = word.split(" ")[0] in lexicon.vague_parts
            if not draft.scaled and draft.unit is None and not some:
                return None, end
            few = lexicon.vague[word] < _FEW_TENS and not some
            draft.hedge = draft.hedge or lexicon.hedges["rundt" if few else "over"][1]
            return self._accept(text, draft)
        if word in lexicon.scales and word not in lexicon.big_words:
            one = self._article(text, start, floor)
            return (None, end) if one is None else self._worded(text, self._from_article(text, one), floor)
        if word in lexicon.parts:
            one = self._article(text, start, floor)
            return (None, end) if one is None else self._part(text, one[0], end, lexicon.parts[word], floor)
        if word in lexicon.halves:
            return self._half(text, start, end, floor)
        if word in lexicon.fractions:
            value = lexicon.fractions[word]
            number = Number(start, end, value.numerator, divisor=value.denominator, style="fraction", rule="fraction")
            return self._only_with_unit(text, number, floor, end)
        if word in lexicon.rates or word in lexicon.singulars:
            one = self._article(text, start, floor)
            return (None, end) if one is None else self._only_with_unit(text, _one(one), floor, end)
        if word in lexicon.counted_ones:
            counted, passed = self._only_with_unit(text, self._from_article(text, (start, end)), floor, end)
            if counted is not None or not text[start].isupper():
                return counted, passed
            return self._worded(text, _one((start, end)), floor)  # "Ett hotell åpner …"
        if text[start].isupper() and self._is_name(text, start):
            return None, end
        if word in lexicon.big_words and self._tables.says_scale(text, start):
            return None, self._past_magnitude(text, end)
        one = self._article(text, start, floor) if word in lexicon.big_words else None
        worded = read_words(text, start, lexicon)
        if worded is None:
            return None, end
        if one is not None:
            worded.start = one[0]
        return self._worded(text, worded, floor)

    def _article(self, text: str, start: int, floor: int) -> tuple[int, int] | None:
        """The place of "en", "ei" or "et" right before a word, or None."""
        article = _WORD_BEFORE.search(text, max(floor, start - 8), start)
        if article is None or article.group(1).lower() not in self._ones:
            return None
        return article.span(1)

    def _from_article(self, text: str, one: tuple[int, int]) -> Number:
        """One, or the longer number that it begins: "ett hundre og tjue tusen", "ein million to hundre tusen"."""
        return read_words(text, one[0], self.lexicon) or _one(one)

    def _only_with_unit(self, text: str, number: Number, floor: int, end: int) -> tuple[Draft | None, int]:
        """A number that is none without a unit or a magnitude behind it."""
        draft = self._finish(text, number, floor)
        if draft.unit is None and not draft.scaled:
            return None, end
        return self._accept(text, draft)

    def _half(self, text: str, start: int, end: int, floor: int) -> tuple[Draft | None, int]:
        """ "En halv milliard", "ein og ein halv gong så mykje", "det halve prosentpoenget", "halve produksjonen"."""
        one = self._article(text, start, floor)
        if one is not None:
            before = _AND_BEFORE.search(text, max(floor, one[0] - 10), one[0])
            first = before.group(1).lower() if before is not None else ""
            if before is not None and first in self._ones:
                number = Number(before.start(1), end, 3, divisor=2, style="fraction", rule="and a half")
            else:
                number = Number(one[0], end, 1, divisor=2, style="fraction", rule="half")
            return self._only_with_unit(text, number, floor, end)
        number = Number(start, end, 1, divisor=2, style="fraction", rule="half")
        draft, passed = self._only_with_unit(text, number, floor, end)
        if draft is not None:
            return draft, passed
        following = _NOUN.match(text, end)
        noun = following.group(1).lower() if following is not None else ""
        if not noun.endswith(_DEFINITE) or noun in self.lexicon.function:
            return None, end
        return self._ratio(text, Number(start, end, 1, divisor=2, style="share"), floor, "half of"), end

    def _part(self, text: str, start: int, end: int, size: int, floor: int) -> tuple[Draft | None, int]:
        """ "En tredjedel", but "et kvart prosentpoeng"."""
        number = Number(start, end, 1, divisor=size, style="fraction", rule="part")
        draft, passed = self._only_with_unit(text, number, floor, end)
        if draft is not None and draft.unit in RATE_UNITS:
            return draft, passed
        return self._ratio(text, Number(start, end, 1, divisor=size, style="share"), floor, "part"), end

    def _is_name(self, text: str, start: int) -> bool:
        """ "Bergtun Tre": a number word with a capital, where no sentence begins."""
        before = text[max(0, start - 3) : start].rstrip(" \xa0")
        return bool(before) and before[-1] not in '.!?:\n«“"–—-'

    def _is_infinitive(self, text: str, start: int, end: int, floor: int) -> bool:
        words = text[max(floor, start - _CLAUSE) : start].lower().split()
        if not words or not (words[-1] in self.lexicon.determiners or words[-1].endswith("s")):
            return True
        following = _NOUN.match(text, end)
        if words[-1] in self.lexicon.neuter and (
            following is None or following.group(1).lower() in self.lexicon.function
        ):
            return True  # "leiga er no det doble"
        return not self.lexicon.infinitive_verbs.isdisjoint(words)

    def _ratio(self, text: str, number: Number, floor: int, rule: str) -> Draft:
        draft = Draft(number, number.start, number.end, unit=MULTIPLE)
        draft.rules += (rule,)
        self._left.read(text, draft, floor)
        return draft

    def _doubled(self, text: str, start: int, end: int, word: str, floor: int) -> Draft | None:
        """ "Dobbelt så mye", "det dobbelte"; "dobbelt" alone is an adjective like others."""
        number = Number(start, end, self.lexicon.double_words[word], style="factor")
        following = _NOUN.match(text, end)
        if following is not None and following.group(1).lower() in self.lexicon.so:
            comparative = _NOUN.match(text, following.end())
            if comparative is not None and comparative.group(1).lower() in self.lexicon.comparatives:
                number.end = comparative.end()
                return self._ratio(text, number, floor, "double")
        alone = following is None or following.group(1).lower() in self.lexicon.function
        return self._ratio(text, number, floor, "double") if word.endswith("e") and alone else None

    def _worded(self, text: str, number: Number, floor: int) -> tuple[Draft | None, int]:
        share = self._of_ten(text, number, floor)
        if share is not None:
            return share, share.end
        draft = self._finish(text, number, floor)
        if draft.unit is not None or draft.scaled:
            return self._accept(text, draft)
        value = number.mantissa * 10**number.exponent
        if (
            number.divisor != 1
            or not value
            or draft.next_word in self.lexicon.durations
            or draft.next_word in self.lexicon.times
        ):
            return None, draft.end
        if draft.next_word in self.lexicon.not_after or draft.next_word in self.lexicon.ordinal_after:
            return None, draft.end
        before = draft.words_before(text)
        left = before[-1] if before else ""
        if left.rstrip(":") in self.lexicon.not_before:
            return None, draft.end
        if text[draft.end : draft.end + 1] in "-–" and text[draft.end : draft.end + 1]:
            return None, self._past_name(text, draft.end)
        draft.implicit = value <= _SMALL and draft.upper is None
        return self._accept(text, draft)

    def _of_ten(self, text: str, number: Number, floor: int) -> Draft | None:
        """ "Sju av ti", "én av fem"."""
        of = _NOUN.match(text, number.end)
        if of is None or of.group(1).lower() not in self._share_of:
            return None
        whole = self._number_at(text, of.end() + 1) if of.end() + 1 < len(text) else None
        if whole is None or whole.divisor != 1 or number.exponent or whole.exponent or whole.style != number.style:
            return None
        if number.decimals or whole.decimals or not 0 < number.mantissa < whole.mantissa or whole.mantissa > _FEW:
            return None
        return self._ratio(
            text,
            Number(number.start, whole.end, number.mantissa, divisor=whole.mantissa, style="share"),
            floor,
            "of ten",
        )

    def _read_minor(self, text: str, draft: Draft) -> None:
        """ "2 kroner og 50 øre": one amount in two units."""
        unit = draft.unit
        if unit is None or unit.kind != "money" or unit.per or draft.scaled or draft.number.decimals or draft.upper:
            return
        joined = _AND.match(text, draft.end)
        minor = self._number_at(text, joined.end()) if joined is not None and draft.number.divisor == 1 else None
        word = _NOUN.match(text, minor.end) if minor is not None else None
        money = self.lexicon.money.get(word.group(1).lower()) if word is not None else None
        if minor is None or word is None or money is None or money.exponent != -2 or not 0 < minor.mantissa < 100:
            return
        if money.shared == draft.shared and draft.exponent == draft.number.exponent:
            whole = draft.number.mantissa * 10**draft.number.exponent
            draft.number.mantissa, draft.number.decimals = whole * 100 + minor.mantissa, 2
            draft.number.exponent = draft.exponent = 0
            draft.end = word.end()
            draft.rules += ("minor unit",)

    # -- ranges ----------------------------------------------------------------------------------------------------

    def _read_range(self, text: str, draft: Draft) -> None:
        """An upper end behind this number: "10–12 mrd.", "fem–seks milliarder", "mellom 10 og 12 prosent"."""
        joined = self._upper_begins(text, draft)
        if joined is None:
            return
        at, opened = joined
        sign, at = self._signed_at(text, at)
        upper = self._number_at(text, at)
        if upper is None or upper.long:
            return
        upper.mantissa *= sign
        probe = Draft(upper, upper.start, upper.end, exponent=upper.exponent)
        read_tail(text, probe, self.lexicon)
        if draft.unit is not None and probe.unit != draft.unit:
            return
        plain = probe.unit is None and not probe.scaled
        if (
            not opened
            and plain
            and text[draft.end : draft.end + 2].strip(" \xa0")[:1] not in ("-", "–", "—")
            and not upper.exponent
        ):
            return
        falls = Fraction(draft.number.mantissa, 10**draft.number.decimals) >= Fraction(
            upper.mantissa, 10**upper.decimals
        )
        apart = probe.scaled and (draft.scaled or draft.number.grouped)
        if falls and not apart and not opened and draft.number.exponent >= upper.exponent:
            if plain:
                draft.upper, draft.end = (
                    upper,
                    probe.end,
                )  # "2013–2010", "3–1": kept together, so that neither is read alone
            return
        draft.upper, draft.end, draft.next_word = upper, probe.end, probe.next_word
        draft.upper_exponent = probe.exponent if probe.scaled or not draft.scaled else draft.exponent
        if draft.unit is None:
            draft.unit, draft.shared, draft.unit_span = probe.unit, probe.shared, probe.unit_span
            minor = probe.exponent - probe.scale_exponent - upper.exponent
            draft.exponent += minor if draft.scaled or draft.number.grouped else 0
        if not draft.scaled and not apart:
            draft.scale_span, draft.exponent = probe.scale_span, probe.exponent
            draft.scale_exponent = probe.scale_exponent
        draft.rules += ("range",)

    def _upper_begins(self, text: str, draft: Draft) -> tuple[int, bool] | None:
        """Where the upper end of a range may begin, and whether a word before the lower end opened the range."""
        dashed = range_joiner(text, draft.end)
        if dashed is not None and (draft.unit is None or draft.unit in RATE_UNITS):
            return dashed, False
        following = text.find(" ", draft.end + 1, draft.end + _JOINER)
        if following < 0 or text[draft.end + 1 : following] not in self._joined_by:
            return None
        words = text[max(0, draft.start - _RANGE_WINDOW) : draft.start].lower().split()
        words = words[:-1] if words and words[-1] in self._signs else words
        while words and words[-1] in self._hedge_words:
            words.pop()  # "fra rundt 500 til 941" is as much a move as without
        last = words[-1] if words else ""
        opened = last in self._range_opening or (
            last in self._from_words
            and bool(self._range_verbs & set(words[-4:-1]))
            and self._moving.isdisjoint(words[-4:-1])
        )
        if not opened and (draft.unit is not None or draft.scaled or last in self._from_words):
            return None
        match = (self._range_joining if opened else self._until).match(text, draft.end)
        return None if match is None else (match.end(), opened)

    def _signed_at(self, text: str, at: int) -> tuple[int, int]:
        """A sign before the upper end, and where its number begins."""
        if text[at : at + 1] in ("+", "-", "−", "–") and text[at + 1 : at + 2].isdigit():
            return (1 if text[at] == "+" else -1), at + 1
        word = _LETTERS.match(text, at)
        if word is not None and word.group().lower() in self._sign_words:
            return (-1 if word.group().lower() in self.lexicon.minus else 1), word.end() + 1
        return 1, at

    def _number_at(self, text: str, at: int) -> Number | None:
        match = DIGITS.match(text, at)
        if match is not None:
            return read_digits(text, match.start(), match.end())
        return read_words(text, at, self.lexicon)

    def _accept(self, text: str, draft: Draft) -> tuple[Draft | None, int]:
        """A figure that is one, with its noun; durations and ages are none."""
        if draft.unit is None and " ".join(draft.words_before(text)[-2:]) in self.lexicon.factor_words:
            draft.unit, draft.number.style = MULTIPLE, "factor"
        unit = draft.unit
        if unit is not None and unit.kind == "unit" and unit.name in self.lexicon.tail_only:
            return None, draft.end
        if unit is None:
            read_noun(text, draft, self.lexicon)
        return draft, draft.end


def _one(place: tuple[int, int]) -> Number:
    return Number(place[0], place[1], 1, style="words", rule="one")


def _digit_at(text: str, at: int) -> bool:
    return text[at : at + 1] in _ASCII_DIGITS
