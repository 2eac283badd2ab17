"""A number with what stands around it: sign, currency before, magnitude, unit and per-unit tail behind, hedge."""

from __future__ import annotations

import re

from finnorm.lexicon import HEDGE_OPENING, CurrencyWord, Lexicon
from finnorm.read.drafts import Draft
from finnorm.values.unit import MULTIPLE, PERCENTAGE_POINT, Unit

# The next word behind a number: at most one space (or a hyphen) away; a sign of currency or percent counts as one.
_TAIL = re.compile(
    r"(?:[ \xa0\u202f\u2009]{0,2}|, (?=mi|bi|tu))([%‰€£¥]|(?:[A-Z]{1,3})?\$|[^\W\d_]+(?:[23²³](?![0-9]))?)"
)
_LONGEST = 40
_HYPHENED = re.compile(r"[-–]([^\W\d_]+)")
_PER = re.compile(r"[ \xa0]?(/|[^\W\d_]+)\.?[ \xa0]?([^\W\d_]+(?:[23²³](?![0-9]))?)")
_NEXT = re.compile(r"[ \xa0]([^\W\d_]+)")
_NOUN = re.compile(r"[ \xa0]([^\W\d_][^\W_]*(?:-[^\W\d_]+)*)")
_DASHED_END = re.compile(r",[-–—](?![0-9])")
_DATED = re.compile(r"[ \xa0](?:19|20)[0-9]{2}-([^\W\d_]+)")


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
            draft.rules += ("price dash",)
        return
    word = tail.group(1)
    lower = word.lower()
    scale = lexicon.scales.get(lower)
    if scale is None and len(lower) > 8 and lower not in lexicon.money:
        scale = _read_glued(draft, tail, lower, lexicon)
        if draft.unit is not None:
            read_per(text, draft, lexicon)
            return
    magnitudes = 0
    following: re.Match[str] | None = tail
    while scale is not None and following is not None:
        tail = following
        magnitudes += 1
        draft.exponent += scale
        draft.scale_exponent += scale
        draft.end = max(tail.end(), draft.end)
        draft.scale_span = (tail.start(1), draft.end)
        if lower in lexicon.scale_abbreviations and text[draft.end : draft.end + 1] == ".":
            draft.end += 1
        following = _TAIL.match(text, draft.end)
        word = "" if following is None else following.group(1)
        lower = word.lower()
        scale = lexicon.scales.get(lower)
    draft.rules += ("magnitude",) * magnitudes
    if following is None:
        dated = _DATED.match(text, draft.end)
        money = None if dated is None else lexicon.money.get(dated.group(1).lower())
        if dated is not None and money is not None:
            _set_money(draft, money, dated.end(), dated.span(1))  # "12 milliarder 2024-kroner"
        return
    _read_unit(text, draft, following, word, lower, lexicon)


def _read_unit(text: str, draft: Draft, tail: re.Match[str], word: str, lower: str, lexicon: Lexicon) -> None:
    rate = lexicon.rates.get(lower)
    if rate is not None:
        draft.unit, draft.end = rate, tail.end()
        if word == "%" and (points := _HYPHENED.match(text, draft.end)) and "%-" + points.group(1) in lexicon.rates:
            draft.unit, draft.end = PERCENTAGE_POINT, points.end()
        elif lower + "." in lexicon.rates and text[draft.end : draft.end + 1] == ".":
            draft.end += 1
        draft.rules += (draft.unit.kind,)
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
        draft.rules += ("unit",)
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
        draft.rules += ("unit",)
        return
    part = lexicon.parts.get(lower)
    if part is not None and not draft.scaled and draft.number.divisor == 1:
        draft.number.divisor, draft.number.style = part, "share"
        draft.unit, draft.end = MULTIPLE, tail.end()
        draft.rules += ("parts",)
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
        draft.rules += ("times",)
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
        draft.rules += ("times",)
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
    draft.rules += ("times",)


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
    draft.rules += ("currency",)


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
        draft.rules += ("per unit",)


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


def is_glued(lower: str, lexicon: Lexicon) -> bool:
    """Whether a word is a magnitude grown together with a currency."""
    return any(lower[:n] in lexicon.scales and lower[n:] in lexicon.money for n in range(6, min(len(lower), 13)))


def _read_hyphened(text: str, draft: Draft, hyphened: re.Match[str], lexicon: Lexicon) -> None:
    """ "15-prosentsandel", "300-millionersavtale", "40-doblet"."""
    word = hyphened.group(1).lower()
    if word in lexicon.doubling_endings:
        draft.unit, draft.end = MULTIPLE, hyphened.end()
        draft.number.style = "factor"
        draft.rules += ("fold",)
        return
    if len(word) < 4 or draft.number.grouped:
        return
    for length in range(min(len(word), _LONGEST), 5, -1):
        head = word[:length]
        if head in lexicon.rates:
            draft.unit, draft.end = lexicon.rates[head], hyphened.start(1) + length
            draft.rules += ("compound",)
            return
        if head in lexicon.scales:
            draft.exponent += lexicon.scales[head]
            draft.scale_exponent += lexicon.scales[head]
            draft.end = hyphened.start(1) + length
            draft.scale_span = (hyphened.start(1), draft.end)
            rest = word[length:].removeprefix("s")
            for size in range(min(len(rest), _LONGEST), 4, -1):
                if rest[:size] in lexicon.money:
                    _set_money(draft, lexicon.money[rest[:size]], hyphened.start(1) + length + size, hyphened.span(1))
                    break
            draft.rules += ("compound",)
            return


def read_hedge_after(text: str, draft: Draft, lexicon: Lexicon) -> None:
    """A hedge behind the figure: "55 prosent eller mer"."""
    if draft.hedge is None and text[draft.end : draft.end + 1] == " ":
        at = draft.end + 1
        for phrase in lexicon.hedge_openings.get(text[at : at + HEDGE_OPENING], ()):
            if text[at : at + len(phrase)].lower() == phrase:
                name, draft.hedge = lexicon.hedges_after[phrase]
                draft.rules += (f"hedge {name}",)
                return


_PASSIVE = 5
"""A longer word with a passive's ending is a verb."""


def read_noun(text: str, draft: Draft, lexicon: Lexicon) -> None:
    """The noun that a bare number counts: "1 500 ansatte"."""
    first = _NOUN.match(text, draft.end)
    if first is None:
        return
    word = first.group(1)
    if draft.number.decimals and not draft.scaled:
        return  # "3,9 neste år": decimals count nothing
    if word.lower() in lexicon.function or not word[0].islower() or len(word) < 2:
        return
    if word.lower() in lexicon.durations or lexicon.units.get(word.lower()) in lexicon.tail_only:
        return
    if draft.scaled and text[draft.end - 3 : draft.end] in ("ene", "ane"):
        return  # "de 2,3 milliardene konkurrenten tjente": the magnitude is the noun
    if len(word) > _PASSIVE and word.endswith(lexicon.passive):
        return  # "180 millioner betales kontant"
    second = _NOUN.match(text, first.end())
    if word.endswith(("e", "ende", "ande")) and second is not None:
        following = second.group(1)
        if following.lower() not in lexicon.function and following[0].islower():
            word = following
    draft.noun = word
