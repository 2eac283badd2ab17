"""A number with what stands around it: sign, currency before, magnitude, unit and per-unit tail behind, hedge."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from finnorm.lexicon import CurrencyWord, Lexicon
from finnorm.read.numerals import Number
from finnorm.values.hedge import Hedge
from finnorm.values.unit import MULTIPLE, PERCENTAGE_POINT, Unit

# The next word behind a number: at most one space (or a hyphen) away; a sign of currency or percent counts as one.
_TAIL = re.compile(
    r"(?:[ \xa0\u202f\u2009]{0,2}|, (?=mi|bi|tu))([%‰€£¥]|(?:[A-Z]{1,3})?\$|[^\W\d_]+(?:[23²³](?![0-9]))?)"
)
_HYPHENED = re.compile(r"[-–]([^\W\d_]+)")
_PER = re.compile(r"[ \xa0]?(/|[^\W\d_]+)\.?[ \xa0]?([^\W\d_]+(?:[23²³](?![0-9]))?)")
_NEXT = re.compile(r"[ \xa0]([^\W\d_]+)")
_DASHED_END = re.compile(r",[-–—](?![0-9])")
_LEFT = re.compile(r"\S+")
_LOOK_BACK = 44
_WORDS = 5
_DATED = re.compile(r"[ \xa0](?:19|20)[0-9]{2}-([^\W\d_]+)")
_AFTER_OPENINGS = (" ell", " og ", " omt", " cir")
_SIGNS = "-−–"


@dataclass(slots=True)
class Draft:
    """A figure being read; what is None has not been found yet."""

    number: Number
    start: int
    end: int
    upper: Number | None = None
    upper_exponent: int | None = None
    exponent: int = 0
    scale_span: tuple[int, int] | None = None
    unit: Unit | None = None
    unit_span: tuple[int, int] | None = None
    shared: str | None = None
    assumed: tuple[str, ...] = ()
    hedge: Hedge | None = None
    hedge_start: int = -1
    sign: int = 1
    noun: str | None = None
    next_word: str = ""
    left: tuple[int, int] = (0, 0)
    inherited: list[tuple[str, int, int]] = field(default_factory=list[tuple[str, int, int]])
    rules: list[str] = field(default_factory=list[str])
    cell: bool = False
    scale_exponent: int = 0
    block: int = 0
    implicit: bool = False

    def words_before(self, text: str) -> list[str]:
        """The last words before the figure and its hedge, in lower case."""
        return text[self.left[0] : self.left[1]].lower().split()[-_WORDS:]

    @property
    def scaled(self) -> bool:
        """Whether a magnitude word or prefix was read."""
        return self.scale_span is not None

    @property
    def priced(self) -> bool:
        """Whether the unit is settled and cannot come from a currency before the number."""
        return self.unit is not None


def read_tail(text: str, draft: Draft, lexicon: Lexicon) -> None:
    """Reads magnitude, currency, unit and per-unit tail behind the number, and moves the draft's end past them."""
    at = draft.end
    tail = _TAIL.match(text, at)
    if tail is None:
        hyphened = _HYPHENED.match(text, at)
        if hyphened is not None:
            _read_hyphened(text, draft, hyphened, lexicon)
        elif text[at : at + 1] == "," and (dashes := _DASHED_END.match(text, at)):
            draft.end = dashes.end()
            draft.rules.append("price dash")
        return
    word = tail.group(1)
    lower = word.lower()
    scale = lexicon.scales.get(lower)
    if scale is None and len(lower) > 8 and lower not in lexicon.money:
        scale = _read_glued(draft, tail, lower, lexicon)
        if draft.unit is not None:
            read_per(text, draft, lexicon)
            return
    while scale is not None:
        draft.exponent += scale
        draft.scale_exponent += scale
        draft.end = max(tail.end(), draft.end)
        draft.scale_span = (tail.start(1), draft.end)
        draft.rules.append("magnitude")
        if lower in lexicon.scale_abbreviations and text[draft.end : draft.end + 1] == ".":
            draft.end += 1
        following = _TAIL.match(text, draft.end)
        if following is None:
            dated = _DATED.match(text, draft.end)
            money = None if dated is None else lexicon.money.get(dated.group(1).lower())
            if dated is not None and money is not None:
                _set_money(draft, money, dated.end(), dated.span(1))  # "12 milliarder 2024-kroner"
            return
        tail, word = following, following.group(1)
        lower = word.lower()
        scale = lexicon.scales.get(lower)
    _read_unit(text, draft, tail, word, lower, lexicon)


def _read_unit(text: str, draft: Draft, tail: re.Match[str], word: str, lower: str, lexicon: Lexicon) -> None:
    rate = lexicon.rates.get(lower)
    if rate is not None:
        draft.unit, draft.end = rate, tail.end()
        if word == "%" and (points := _HYPHENED.match(text, draft.end)) and "%-" + points.group(1) in lexicon.rates:
            draft.unit, draft.end = PERCENTAGE_POINT, points.end()
        elif lower + "." in lexicon.rates and text[draft.end : draft.end + 1] == ".":
            draft.end += 1
        draft.rules.append(draft.unit.kind)
        return
    if _read_currency(text, draft, tail, word, lower, lexicon):
        read_per(text, draft, lexicon)
        return
    near = lexicon.guarded.get(lower)
    if near is not None and not any(word in text[max(0, draft.start - 60) : tail.end() + 30].lower() for word in near):
        draft.next_word = lower  # "3 mål" are goals where no land is spoken of
        return
    name, wide = _wide_unit(text, tail, lower, lexicon)
    if name is not None:
        draft.unit, draft.end, draft.unit_span = Unit("unit", name), wide, (tail.start(1), wide)
        draft.rules.append("unit")
        return
    name = lexicon.units_case.get(word) or lexicon.units.get(lower)
    if name is not None and not (name in lexicon.tail_only and (draft.scaled or _is_time(text, tail, lower, lexicon))):
        draft.unit, draft.end, draft.unit_span = (
            Unit("unit", lexicon.unit_names.get(name, name)),
            tail.end(),
            tail.span(1),
        )
        draft.exponent += lexicon.unit_exponents.get(name, 0)
        if lower + "." in lexicon.units and text[draft.end : draft.end + 1] == "." and _goes_on(text, draft.end + 1):
            draft.end += 1
        draft.rules.append("unit")
        return
    part = lexicon.parts.get(lower)
    if part is not None and not draft.scaled and draft.number.divisor == 1:
        draft.number.divisor, draft.number.style = part, "share"
        draft.unit, draft.end = MULTIPLE, tail.end()
        draft.rules.append("parts")
        following = _NEXT.match(text, draft.end)
        rated = lexicon.rates.get(following.group(1).lower()) if following is not None else None
        if rated is not None and following is not None:
            draft.unit, draft.end, draft.number.style = rated, following.end(), "fraction"  # "to tidels prosent"
        return
    if lower in lexicon.times and not draft.scaled:
        _read_times(text, draft, tail, lexicon)
        return
    if lower in lexicon.crosses and not draft.scaled and not text[tail.end() : tail.end() + 1].isalnum():
        draft.unit, draft.end, draft.number.style = MULTIPLE, tail.end(), "factor"
        draft.rules.append("times")
        return
    draft.next_word = lower


def _is_time(text: str, tail: re.Match[str], lower: str, lexicon: Lexicon) -> bool:
    """ "14 året før": the word for time is no unit of the number before it."""
    following = _NEXT.match(text, tail.end())
    return following is not None and f"{lower} {following.group(1).lower()}" in lexicon.time_phrases


def _wide_unit(text: str, tail: re.Match[str], lower: str, lexicon: Lexicon) -> tuple[str | None, int]:
    """A unit of several words: "standard kubikkmeter", "fat oljeekvivalenter"."""
    for phrase in lexicon.wide_units.get(lower, ()):
        end = tail.start(1) + len(phrase)
        if text[tail.start(1) : end].lower() == phrase and not text[end : end + 1].isalnum():
            return lexicon.units[phrase], end
    return None, tail.end()


def _read_times(text: str, draft: Draft, tail: re.Match[str], lexicon: Lexicon) -> None:
    """ "Tre ganger så mye", "3 gonger høgare"; a plain "tre ganger" only counts how often."""
    following = _NEXT.match(text, tail.end())
    word = following.group(1).lower() if following is not None else ""
    end = following.end() if following is not None else tail.end()
    noun = bool(word) and word not in lexicon.function and word not in lexicon.durations
    if word not in lexicon.so and word not in lexicon.comparatives and (draft.number.decimals or noun):
        # "3,5 ganger driftsresultatet", "tegnet 2,3 ganger": a decimal or a noun makes it a multiple.
        draft.unit, draft.end, draft.number.style = MULTIPLE, tail.end(), "factor"
        draft.rules.append("times")
        return
    if following is None:
        return
    if word in lexicon.so:
        comparative = _NEXT.match(text, end)
        if comparative is None or comparative.group(1).lower() not in lexicon.comparatives:
            return
        end = comparative.end()
    elif word not in lexicon.comparatives:
        return
    draft.unit, draft.end = MULTIPLE, end
    draft.number.style = "factor"
    draft.rules.append("times")


def _read_currency(text: str, draft: Draft, tail: re.Match[str], word: str, lower: str, lexicon: Lexicon) -> bool:
    code = lexicon.adjectives.get(lower)
    if code is not None:
        noun = _NEXT.match(text, tail.end())
        money = lexicon.money.get(noun.group(1).lower()) if noun is not None else None
        if noun is not None and money is not None:
            if money.shared is None or code in lexicon.shared[money.shared]:
                chosen = code if money.shared is not None else money.code
                _set_money(draft, CurrencyWord(chosen, None, money.exponent), noun.end(), (tail.start(1), noun.end()))
                return True
            return False
        if (draft.scaled or _after_kroner(text, draft, lexicon)) and (
            noun is None or noun.group(1).lower() in lexicon.function
        ):
            _set_money(draft, CurrencyWord(code), tail.end(), tail.span(1))  # "35 milliarder norske"
            return True
        return False
    joined = _HYPHENED.match(text, tail.end()) if text[tail.end() : tail.end() + 1] == "-" else None
    compound = None if joined is None else lexicon.money.get(f"{lower}-{joined.group(1).lower()}")
    if joined is not None and compound is not None:
        _set_money(draft, compound, joined.end(), (tail.start(1), joined.end()))  # "US-dollar", "CFA-franc"
        return True
    money = lexicon.money.get(lower) or lexicon.money_symbols.get(word)
    if money is not None:
        end = tail.end()
        if text[end : end + 1] == "." and lower + "." in lexicon.money and _goes_on(text, end + 1):
            end += 1
        _set_money(draft, money, end, tail.span(1))
        return True
    coded = lexicon.money_codes.get(word)
    if coded is not None:
        draft.exponent += coded[1]
        draft.scale_exponent += coded[1]
        if coded[1]:
            draft.scale_span = tail.span(1)
        _set_money(draft, CurrencyWord(coded[0]), tail.end(), tail.span(1))
        return True
    return False


def _after_kroner(text: str, draft: Draft, lexicon: Lexicon) -> bool:
    """ "18 svenske kroner, eller 19 norske": the noun was said before."""
    return any(
        word.strip(",") in lexicon.money for word in text[max(0, draft.start - 24) : draft.start].lower().split()
    )


def _goes_on(text: str, at: int) -> bool:
    """Whether the sentence goes on behind a stop, so that the stop belongs to an abbreviation."""
    return text[at : at + 1] in (" ", "\xa0") and (text[at + 1 : at + 2].islower() or text[at + 1 : at + 2].isdigit())


def _set_money(draft: Draft, money: CurrencyWord, end: int, span: tuple[int, int]) -> None:
    draft.unit = Unit("money", money.code)
    draft.shared = money.shared
    draft.exponent += money.exponent
    draft.end = max(draft.end, end)
    draft.unit_span = span
    draft.rules.append("currency")


def read_per(text: str, draft: Draft, lexicon: Lexicon) -> None:
    """A per-unit tail behind a currency: "per aksje", "/kWh", "fatet", "for ein kilowattime"."""
    unit = draft.unit
    if unit is None or unit.kind != "money":
        return
    tail = _PER.match(text, draft.end)
    per, end = None, draft.end
    if tail is not None:
        head, word = tail.group(1).lower(), tail.group(2)
        if head in lexicon.per_words or head in ("pr", "per"):
            per, end = lexicon.per.get(word.lower()) or lexicon.units_case.get(word), tail.end()
            for phrase in lexicon.wide_per.get(word.lower(), ()):
                wide = tail.start(2) + len(phrase)
                if text[tail.start(2) : wide].lower() == phrase and not text[wide : wide + 1].isalnum():
                    per, end = lexicon.per[phrase], wide  # "per fat oljeekvivalenter"
                    break
        elif f"{head} {word.lower()}" in lexicon.for_one:
            third = _NEXT.match(text, tail.end())
            if third is not None:
                per, end = lexicon.per.get(third.group(1).lower()), third.end()
    if per is None:
        following = _NEXT.match(text, draft.end)
        if following is not None:
            word = following.group(1).lower()
            per, end = lexicon.definite.get(word), following.end()
            if per is None:
                per, end = _time_tail(text, word, following.end(), lexicon)
    if per is not None:
        draft.unit = Unit("money", unit.name, per)
        draft.end = end
        draft.rules.append("per unit")


def _time_tail(text: str, word: str, end: int, lexicon: Lexicon) -> tuple[str | None, int]:
    """ "I måneden", "om dagen", "for kilowattimen", "dollar dagen"; not "dagen før", "i året 2020"."""
    name = lexicon.time_tails.get(word)
    if word in lexicon.time_prepositions:
        following = _NEXT.match(text, end)
        if following is None:
            return None, end
        word, end = following.group(1).lower(), following.end()
        name = lexicon.time_tails.get(word) or lexicon.definite.get(word)
        if name is None and (third := _NEXT.match(text, end)) is not None and word in lexicon.each:
            name, end = lexicon.per.get(third.group(1).lower()), third.end()
    after = _NEXT.match(text, end)
    if after is not None and after.group(1).lower() in lexicon.relative:
        return None, end  # "i uken som gikk"
    if (
        name is None
        or text[end + 1 : end + 2].isdigit()
        or (after is not None and f"{word} {after.group(1).lower()}" in lexicon.time_phrases)
        or (after is not None and after.group(1).lower() in lexicon.relative)
    ):
        return None, end
    return name, end


def _read_glued(draft: Draft, tail: re.Match[str], lower: str, lexicon: Lexicon) -> int | None:
    """ "Millionerkroner", "milliardunderskudd": a magnitude grown together with the next word."""
    for length in range(min(len(lower) - 1, 12), 5, -1):
        head, rest = lower[:length], lower[length:]
        if head in lexicon.scales and rest in lexicon.money:
            draft.exponent += lexicon.scales[head]
            draft.scale_exponent += lexicon.scales[head]
            draft.scale_span = (tail.start(1), tail.start(1) + length)
            _set_money(draft, lexicon.money[rest], tail.end(), tail.span(1))
            return None
    return None


def _read_hyphened(text: str, draft: Draft, hyphened: re.Match[str], lexicon: Lexicon) -> None:
    """ "15-prosentsandel", "300-millionersavtale", "40-doblet"."""
    word = hyphened.group(1).lower()
    if word in lexicon.doubling_endings:
        draft.unit, draft.end = MULTIPLE, hyphened.end()
        draft.number.style = "factor"
        draft.rules.append("fold")
        return
    if len(word) < 4 or draft.number.grouped:
        return
    for length in range(len(word), 5, -1):
        head = word[:length]
        if head in lexicon.rates:
            draft.unit, draft.end = lexicon.rates[head], hyphened.start(1) + length
            draft.rules.append("compound")
            return
        if head in lexicon.scales:
            draft.exponent += lexicon.scales[head]
            draft.scale_exponent += lexicon.scales[head]
            draft.end = hyphened.start(1) + length
            draft.scale_span = (hyphened.start(1), draft.end)
            rest = word[length:].removeprefix("s")
            for size in range(len(rest), 4, -1):
                if rest[:size] in lexicon.money:
                    _set_money(draft, lexicon.money[rest[:size]], hyphened.start(1) + length + size, hyphened.span(1))
                    break
            draft.rules.append("compound")
            return


def read_left(text: str, draft: Draft, floor: int, lexicon: Lexicon) -> None:
    """Reads sign, currency and hedge before the number, no further back than `floor` (the figure before it)."""
    at = draft.start
    begin = max(floor, at - _LOOK_BACK)
    if text[at - 1 : at] == " ":
        # Most words before a figure are neither hedge nor sign nor currency: one look-up tells.
        cut = text.rfind(" ", begin, at - 1)
        last = text[cut + 1 : at - 1]
        if cut >= 0 and last.isalpha() and last.lower() not in lexicon.before_words:
            draft.left = (begin, at)
            return
    window = text[begin:at]
    newline = window.rfind("\n")
    if newline >= 0:
        begin += newline + 1
        window = window[newline + 1 :]
    if not window:
        return
    window, start = _read_sign(window, draft, lexicon)
    tokens = list(_LEFT.finditer(window))
    if tokens and not draft.priced:
        tokens, start = _read_currency_before(window, tokens, begin, start, draft, lexicon)
    draft.start = start
    draft.left = (begin, begin + tokens[-1].end()) if tokens else (begin, begin)
    _read_hedge(text, tokens, begin, floor, draft, lexicon)


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
        draft.sign, raw = -1, raw[1:]  # "-kr 250"
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
    span = (begin + last.start() + signed + len(raw) - len(word), begin + last.end())
    draft.unit = Unit("money", money.code)
    draft.shared = money.shared
    draft.exponent += exponent + money.exponent
    if exponent:
        draft.scale_exponent += exponent
        draft.scale_span = span
    draft.unit_span = span
    draft.rules.append("currency before")
    inner = tokens[:-1]
    if draft.sign > 0 and inner and inner[-1].group() in ("-", "−") and inner[-1].end() == last.start():
        draft.sign = -1
        return inner[:-1], begin + inner[-1].start()
    return inner, span[0] - signed


def _read_hedge(text: str, tokens: list[re.Match[str]], begin: int, floor: int, draft: Draft, lexicon: Lexicon) -> None:
    """The hedge directly before the figure; words that say nothing of its size may stand between."""
    words = [t.group().lower().lstrip('(«“"[–—') for t in tokens]
    stop = len(words)
    touching = bool(tokens) and begin == floor > 0 and not text[begin : begin + tokens[0].start()].strip()
    for _ in range(3):
        if not stop:
            return
        if words[stop - 1].rstrip(",") in lexicon.hedge_last:
            for size in range(min(4, stop), 0, -1):
                phrase = " ".join(words[stop - size : stop])
                hit = lexicon.hedges.get(phrase)
                if hit is None:
                    continue
                definite = stop < len(words) and words[stop] in lexicon.definites
                if phrase in lexicon.comparing and (definite or (touching and stop == size)):
                    # "mindre enn de 2,3 milliardene", "12 prosent over 40 kroner": a comparison, not a hedge.
                    return
                if any(" ".join(words[max(0, stop - n) : stop]) in lexicon.unhedged for n in (size + 1, size + 2)):
                    return
                outer = _outer_hedge(words, stop - size, lexicon)
                if outer is None and phrase in lexicon.ceiling_of and lexicon.ceiling & set(words[: stop - size][-3:]):
                    hit = lexicon.hedges["høyst"]
                first = stop - size
                if outer is not None:
                    hit, first = outer
                draft.hedge = hit[1]
                draft.hedge_start = begin + tokens[first].end() - len(words[first])
                draft.left = (begin, begin + tokens[first].start())
                draft.rules.append(f"hedge {hit[0]}")
                return
        if words[stop - 1] not in lexicon.fillers:
            break
        stop -= 1


def read_hedge_after(text: str, draft: Draft, lexicon: Lexicon) -> None:
    """A hedge behind the figure: "55 prosent eller mer"."""
    if draft.hedge is None and text[draft.end : draft.end + 4] in _AFTER_OPENINGS:
        for phrase, hit in lexicon.hedges_after.items():
            if text[draft.end + 1 : draft.end + 1 + len(phrase)].lower() == phrase:
                draft.hedge = hit[1]
                draft.rules.append(f"hedge {hit[0]}")
                return


def _outer_hedge(words: list[str], stop: int, lexicon: Lexicon) -> tuple[tuple[str, Hedge], int] | None:
    """ "Opp til ca. 20 millioner" is at most twenty: a bound outside wins over *about* inside."""
    for size in range(min(3, stop), 0, -1):
        hit = lexicon.hedges.get(" ".join(words[stop - size : stop]))
        if hit is not None and hit[1].kind in ("at_most", "at_least", "over", "under"):
            return hit, stop - size
    return None
