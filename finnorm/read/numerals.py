"""What a run of digits or a row of number words is worth, before any magnitude or unit."""

from __future__ import annotations

import re

from finnorm.lexicon import Lexicon
from finnorm.read.scan import VULGAR
from finnorm.values.numeral import MAX_DIGITS, Style

_SPACES = " \xa0\u202f\u2009"
_THOUSAND = 3
_LONGEST_WORD = 60
_WORD = re.compile(r"[^\W\d_]+")
_GAPPED_DECIMAL = re.compile(r"(?:, | ,)([0-9]{1,2})(?=[ \xa0]?[^\W\d_])")
_GAPPED_GROUP = re.compile(r"[.,]? ([0-9]{3})(?![0-9])")
_DASH = re.compile("[ \xa0]?[–—-][ \xa0]?(?=[0-9]|[^\\W\\d_])")
_DASHES = "–—-"
_GROUP = 3


class Number:
    """`mantissa / 10^decimals / divisor`, as read from text[start:end].

    `also` is a rival reading of the same digits, where the separators leave two; `long` marks a run that is too long to
    be made into a number. What most numbers have in common is kept by the class, so that making one is cheap.
    """

    decimals: int = 0
    divisor: int = 1
    style: Style = "digits"
    exponent: int = 0
    also: Number | None = None
    long: bool = False
    grouped: bool = False
    rule: str = ""

    def __init__(
        self,
        start: int,
        end: int,
        mantissa: int,
        decimals: int = 0,
        divisor: int = 1,
        style: Style = "digits",
        exponent: int = 0,
        *,
        also: Number | None = None,
        long: bool = False,
        grouped: bool = False,
        rule: str = "",
    ) -> None:
        self.start = start
        self.end = end
        self.mantissa = mantissa
        self.decimals = decimals
        if rule:
            self.rule, self.grouped, self.also, self.long = rule, grouped, also, long
        elif long:
            self.long = True
        if divisor != 1 or exponent or style != "digits":
            self.divisor, self.style, self.exponent = divisor, style, exponent


def read_digits(text: str, start: int, end: int) -> Number | None:
    """The number that a digit run writes, or None where its separators make no number (dates, sections, clock times).

    Space, point or apostrophe before exactly three digits groups; a comma never groups in Norwegian; a point with
    other than three digits behind it is a decimal point. Where a comma stands before three zeros, or all separators
    are commas before three digits, the English reading is kept beside the Norwegian one.
    """
    run = text[start:end]
    if run.isdigit() and run.isascii():
        if len(run) > MAX_DIGITS:
            return Number(start, end, 0, long=True)
        return Number(start, end, int(run), rule="digits")
    if 4 < len(run) < MAX_DIGITS and (mark := run[-4]) in ". " and (mark != "." or run[0] != "0"):
        # the commonest: one mark before every three digits
        groups = run.split(mark)
        digits = "".join(groups)
        if digits.isdigit() and _groups(groups):
            return Number(start, end, int(digits), grouped=True, rule="grouped" if mark == " " else "grouped by points")
    pieces = re.split("([" + _SPACES + ".,'’])", run)
    groups, marks = pieces[0::2], pieces[1::2]
    if sum(map(len, groups)) > MAX_DIGITS:
        return Number(start, end, 0, long=True)
    return _separated(start, end, groups, marks)


def _separated(start: int, end: int, groups: list[str], marks: list[str]) -> Number | None:
    last, whole = marks[-1], groups[:-1]
    digits = "".join(groups)
    if len(set(marks)) == 1:
        grouping = _groups(groups)
        if last in _SPACES or last in "'’":
            return Number(start, end, int(digits), grouped=True, rule="grouped") if grouping else None
        if last == ".":
            return _points(start, end, groups, grouping)
        return _commas(start, end, groups, grouping)
    # Different marks: the last one is the decimal mark if it stands once and the others group.
    if marks.count(last) == 1 and last in ".," and _groups(whole) and len(set(marks[:-1])) == 1:
        return Number(start, end, int(digits), len(groups[-1]), grouped=True, rule="grouped with decimals")
    if _groups(groups) and "," not in marks:
        return Number(start, end, int(digits), grouped=True, rule="grouped")
    return None


def _groups(groups: list[str]) -> bool:
    return 1 <= len(groups[0]) <= _GROUP and all(len(g) == _GROUP for g in groups[1:])


def _points(start: int, end: int, groups: list[str], grouping: bool) -> Number | None:
    digits = "".join(groups)
    if grouping and not (len(groups) == 2 and groups[0].startswith("0")):
        return Number(start, end, int(digits), grouped=True, rule="grouped by points")
    if len(groups) == 2:
        if len(groups[1]) == _GROUP + 1 and groups[1].endswith("0") and len(groups[0]) <= 2:
            # "6.7000": a digit too many behind a grouping point.
            decimal = Number(start, end, int(digits), len(groups[1]), rule="decimal point")
            return Number(start, end, int(digits[:-1]), grouped=True, also=decimal, rule="malformed group")
        return Number(start, end, int(digits), len(groups[1]), rule="decimal point")
    return None


def _commas(start: int, end: int, groups: list[str], grouping: bool) -> Number | None:
    digits = "".join(groups)
    if len(groups) > 2:
        if grouping:
            return Number(start, end, int(digits), grouped=True, rule="grouped by commas (English)")
        return None
    number = Number(start, end, int(digits), len(groups[1]), rule="decimal comma")
    if grouping and groups[0] != "0":
        number.also = Number(start, end, int(digits), grouped=True, rule="grouped by comma (English)")
    return number


def heal(text: str, number: Number, lexicon: Lexicon) -> Number:
    """Joins digits that a stray space has torn apart: "88, 3 milliarder", "478. 000 kroner"."""
    if number.decimals or number.long or number.end + 3 > len(text):
        return number
    torn = _GAPPED_DECIMAL.match(text, number.end)
    if torn is not None and not number.also:
        word = _WORD.match(text, torn.end() + text[torn.end()].isspace())
        unit = "" if word is None else word.group().lower()
        if unit in lexicon.scales or (unit in lexicon.rates and text[number.end] == " "):
            digits = torn.group(1)
            return Number(
                number.start,
                torn.end(),
                number.mantissa * 10 ** len(digits) + int(digits),
                len(digits),
                rule="gapped decimals",
            )
    if text[number.end] == "." and number.mantissa:
        group = _GAPPED_GROUP.match(text, number.end)
        if (
            group is not None
            and number.mantissa < 10**_GROUP
            and (group.group(1) == "000" or _money_at(text, group.end(), lexicon))
        ):
            mantissa = number.mantissa * 1000 + int(group.group(1))
            return Number(number.start, group.end(), mantissa, grouped=True, rule="gapped group")
    return number


def _money_at(text: str, at: int, lexicon: Lexicon) -> bool:
    word = _WORD.match(text, at + 1)
    return text[at : at + 1] in _SPACES and word is not None and word.group().lower() in lexicon.money


def read_vulgar(text: str, start: int, before: Number | None) -> Number:
    """A vulgar fraction, alone ("¾") or behind the whole number that touches it ("2¾")."""
    top, bottom = VULGAR[text[start]]
    if before is not None:
        return Number(
            before.start, start + 1, before.mantissa * bottom + top, divisor=bottom, style="fraction", rule="fraction"
        )
    return Number(start, start + 1, top, divisor=bottom, style="fraction", rule="fraction")


def solid(word: str, lexicon: Lexicon) -> int | None:
    """The value of one solid number word below a million, or None: "tohundreogfemti", "femtitusen"."""
    value = lexicon.cardinals.get(word)
    if value is not None:
        return value
    if len(word) > _LONGEST_WORD:
        return None
    if word in lexicon.ones or word in lexicon.marked_ones:
        return 1
    for mark, size in (("tusen", 1000), ("hundre", 100)):
        head, found, tail = word.partition(mark)
        if found:
            tail = tail.removeprefix("og")
            front = 1 if not head else solid(head, lexicon)
            back = 0 if not tail else solid(tail, lexicon)
            if front is None or back is None or not (0 < front < 1000 and back < size):
                return None
            return front * size + back
    return None


def read_words(text: str, start: int, lexicon: Lexicon) -> Number | None:
    """The number that words write from `start` on: "to hundre og femti", "to og en halv", "to komma fem".

    Magnitudes from a million up are left to the caller, but for "to millioner fem hundre tusen"; hundre and tusen
    belong to the number. Returns None where the words are no number.
    """
    word = _WORD.match(text, start)
    if word is None:
        return None
    first = word.group().lower()
    if first in lexicon.one_and_a_half:
        return Number(start, word.end(), 3, divisor=2, style="fraction", rule="halvannen")
    if first in lexicon.collectives:
        return Number(start, word.end(), lexicon.collectives[first], style="words", rule="collective")
    found = _below_a_million(text, start, lexicon)
    if found is None:
        return None
    value, end, place = found
    decimals = _spoken_decimals(text, end, lexicon)
    if decimals is not None:
        digits, end = decimals
        mantissa = int(f"{value}{digits}")
        return Number(start, end, mantissa, len(digits), style="words", rule="spoken decimals")
    half = _and_a_half(text, end, lexicon)
    if half is not None:
        return Number(start, half, value * 2 + 1, divisor=2, style="fraction", rule="and a half")
    scale = _next_word(text, end)
    if scale is not None and lexicon.scales.get(scale[0], 0) > _THOUSAND:
        rest = _below_a_million(text, scale[2] + 1, lexicon) if text[scale[2] : scale[2] + 1] in _SPACES else None
        if rest is not None and rest[0] > 0 and rest[2]:
            value, end, place = value * 10 ** lexicon.scales[scale[0]] + rest[0], rest[1], rest[2]
    return Number(start, end, value // 10**place, style="words", exponent=place, rule="number words")


def _below_a_million(text: str, start: int, lexicon: Lexicon) -> tuple[int, int, int] | None:
    """A number below a million in words: its value, where it ends, and the power of ten of its last place."""
    total, current, end, place = 0, None, start, 0
    at: tuple[str, int, int] | None = _word_at(text, start)
    joined = False
    while at is not None:
        word, _, after = at
        if word == "og" and current is not None and not joined:
            joined, at = True, _next_word(text, after)
            continue
        value = solid(word, lexicon)
        if word == "hundre" and not joined and (current is None or 0 < current < 10):
            current, end, place = (current or 1) * 100, after, 2
        elif word == "tusen" and not joined and not total and (current is None or 0 < current < 1000):
            total, current, end, place = (current or 1) * 1000, 0, after, 3
        elif value is None or (word in lexicon.ones and current is not None):
            break
        elif not current:
            if joined and current is None:
                break
            if (current == 0 and not total and end != start) or (joined and _starts_anew(text, after, total)):
                break
            current, end, place = value, after, _place(value)
        elif current % 100 == 0 and value < 100:
            if joined and _starts_anew(text, after, total):
                break
            current, end, place = current + value, after, 0
        else:
            break
        joined = False
        at = _next_word(text, after)
    if current is None and not total:
        return None
    return total + (current or 0), end, place


def _starts_anew(text: str, at: int, total: int) -> bool:
    """Whether a word joined by "og" begins a number of its own: "mellom fire hundre og fem hundre"."""
    following = _next_word(text, at)
    return following is not None and (following[0] == "hundre" or (following[0] == "tusen" and total > 0))


def _place(value: int) -> int:
    if not value or value % 100:
        return 0
    return 3 if value % 1000 == 0 else 2


def _spoken_decimals(text: str, end: int, lexicon: Lexicon) -> tuple[str, int] | None:
    """ "Komma fem": decimals as they are spoken."""
    comma = _next_word(text, end)
    if comma is None or comma[0] not in lexicon.decimal_words:
        return None
    digits, at = "", comma[2]
    while (word := _next_word(text, at)) is not None:
        value = solid(word[0], lexicon)
        if value is None or value >= 100 or (digits and value > 9):
            break
        digits, at = digits + str(value), word[2]
    return (digits, at) if digits else None


def _and_a_half(text: str, end: int, lexicon: Lexicon) -> int | None:
    """Where "og en halv" ends behind a number, or None."""
    joined = _next_word(text, end)
    if joined is None or joined[0] != "og":
        return None
    one = _next_word(text, joined[2])
    if one is None or one[0] not in lexicon.ones:
        return None
    half = _next_word(text, one[2])
    return half[2] if half is not None and half[0] in lexicon.halves else None


def _word_at(text: str, at: int) -> tuple[str, int, int] | None:
    word = _WORD.match(text, at)
    return None if word is None else (word.group().lower(), word.start(), word.end())


def _next_word(text: str, at: int) -> tuple[str, int, int] | None:
    if at >= len(text) or text[at] not in _SPACES:
        return None
    word = _WORD.match(text, at + 1)
    return None if word is None else (word.group().lower(), word.start(), word.end())


def range_joiner(text: str, end: int) -> int | None:
    """Where the upper end of a range may begin behind a number: past a dash (no words)."""
    after = text[end : end + 2]
    if not after or (after[0] not in _DASHES and after[-1] not in _DASHES):
        return None
    dash = _DASH.match(text, end)
    return None if dash is None else dash.end()
