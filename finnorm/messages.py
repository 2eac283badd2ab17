"""Findings as sentences in bokmål, nynorsk and English.

The sentences are rows of `lexicon/data/messages.toml`; here is only what chooses a row and fills it, and what
writes numbers. Longer than most files, for a sentence and the numbers in it are one matter: `Numbers` knows
how a language writes an amount, `_Told` what can be told of a finding, `Messages` which sentence tells it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor
from string import Formatter
from typing import Any

from finnorm.errors import InputError
from finnorm.values.claim import Operand
from finnorm.values.document import Document
from finnorm.values.finding import Finding, RateEvidence, Repair
from finnorm.values.interval import Interval
from finnorm.values.mention import Mention
from finnorm.values.numeral import decimal_text, power_of_ten
from finnorm.values.quantity import Quantity
from finnorm.values.unit import COUNT, PERCENT, PERCENTAGE_POINT, RATE_UNITS, Kind, Unit

LANGUAGES = ("nb", "nn", "en")
"""Bokmål, nynorsk and English."""

_GRAVEST_FIRST = ("inconsistent", "borderline", "cannot_check", "consistent")
_SCALED: frozenset[Kind] = frozenset(("money", "unit", "count"))
_EXACT_DIGITS = 15
"""A number is written with at most so many significant digits, also where it is meant exactly."""
_SET_DIGITS = 3
_MOST_DIGITS = 9
_LONGEST_LIST = 8
_LONGEST_SURFACE = 60
_LARGEST_PARTS = 12
"""Thirds and twelfths say something; nineteenths do not."""
_PARTS_OF_ONE: dict[Kind, int] = {"percent": 100, "permille": 1000}
_NO_PERCENT = frozenset((Unit("unit", "degC"), Unit("multiple")))
"""Units of which a change is not given in percent, besides those that are themselves percentages."""
_FAR = 3
_END_OF_LINE = re.compile(r"\r\n|\r|\n")


class Places:
    r"""Lines and columns of a text, both counted from 1; columns are code points.

    Example:
        >>> Places("en\r\nto tre").of(7)
        (2, 4)
    """

    __slots__ = ("_starts",)

    def __init__(self, text: str) -> None:
        self._starts = [0, *(end.end() for end in _END_OF_LINE.finditer(text))]

    def of(self, offset: int) -> tuple[int, int]:
        """The line and the column of an offset."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


def aligned(rows: Sequence[tuple[str, str, str, Sequence[str]]]) -> list[str]:
    """Lines of place, verdict, check and sentence in columns; what follows the first sentence stands under it."""
    widths = [max((len(row[column]) for row in rows), default=0) for column in range(3)]
    shown: list[str] = []
    for where, verdict, check, (first, *rest) in rows:
        shown.append(f"{where:<{widths[0]}}  {verdict:<{widths[1]}}  {check:<{widths[2]}}  {first}")
        if rest:
            shown.append(" " * (widths[0] + 2) + " ".join(rest))
    return shown


def rounded(value: Fraction, digits: int) -> Fraction:
    """The number to so many significant digits, halves away from zero.

    Example:
        >>> rounded(Fraction(2885000000, 41), 3), rounded(Fraction(-25, 1000), 1)
        (Fraction(70400000, 1), Fraction(-3, 100))
    """
    if not value:
        return value
    size = abs(value)
    magnitude = len(str(size.numerator)) - len(str(size.denominator))
    if power_of_ten(magnitude) > size:
        magnitude -= 1
    place = power_of_ten(magnitude - digits + 1)
    nearest = floor(size / place + Fraction(1, 2)) * place
    return nearest if value > 0 else -nearest


class Numbers:
    """Writes numbers, amounts, sets and dates as people do, exactly, in one language.

    Args:
        data: The catalogue: `lexicon/data/messages.toml`.
        lang: "nb", "nn" or "en".
    """

    def __init__(self, data: Mapping[str, Any], lang: str) -> None:
        self._lang = lang
        self._style: dict[str, Any] = data["language"][lang]
        self._word: dict[str, Any] = data["word"]
        self._set: dict[str, dict[str, str]] = data["set"]
        scales: dict[str, Any] = self._word["scale"]
        self._scales = sorted(((int(power), row[lang]) for power, row in scales.items()), reverse=True)

    def number(self, value: Fraction | Decimal | int, digits: int = _EXACT_DIGITS) -> str:
        """A bare number, rounded to so many significant digits."""
        return self._digits(rounded(Fraction(value), digits))

    def amount(self, value: Fraction | Decimal | int, unit: Unit, digits: int = _EXACT_DIGITS) -> str:
        """A number with its magnitude word and its unit, rounded to so many significant digits."""
        exact = rounded(Fraction(value), digits)
        return f"{self._scaled(exact, unit)} {self.unit(unit, one=abs(exact) == 1)}".rstrip()

    def unit(self, unit: Unit, *, one: bool = False) -> str:
        """The words of a unit; an unknown currency or unit is named as it is on the wire."""
        room, name = {"money": ("currency", unit.name), "unit": ("unit", unit.name)}.get(unit.kind, ("kind", unit.kind))
        words = self._forms(room, name or unit.kind)[0 if one else 1]
        if unit.per is None:
            return words
        per: str = self._style["per"]
        return per.format(unit=words, per=self._forms("unit", unit.per)[0])

    def interval(self, one: Interval, unit: Unit, *, whole: bool = False, apart: Fraction | None = None) -> str:
        """A set of possible values: "mellom 11,2 og 13 prosent", "under 70,4 millioner yuan".

        Args:
            one: The set.
            unit: The unit of its numbers.
            whole: Whether only whole numbers are possible.
            apart: A number that a rounded end must not be mistaken for.
        """
        low, high, low_open, high_open = one.low, one.high, one.low_open, one.high_open
        if whole and low is not None and high is not None:
            first = floor(low) + 1 if low_open else ceil(low)
            last = ceil(high) - 1 if high_open else floor(high)
            if first <= last:
                low, high, low_open, high_open = Fraction(first), Fraction(last), False, False
        if low == 0 and high and unit.kind in _SCALED:
            low = None  # an amount under so much is not also said to be over nothing
        if low is None and high is None:
            return self._set["any"][self._lang]
        if low == high and low is not None and rounded(low, _EXACT_DIGITS) == low:
            return self._say("point", low, low, unit, _EXACT_DIGITS)
        digits = next(
            (n for n in range(_first_digits(one, unit), _MOST_DIGITS) if _distinct({low, high}, apart, n)),
            _MOST_DIGITS,
        )
        if low is None:
            return self._say("under" if high_open else "at_most", None, high, unit, digits)
        if high is None:
            return self._say("over" if low_open else "at_least", low, None, unit, digits)
        together = rounded(low, digits) == rounded(high, digits)
        return self._say("about" if together else "between", low, high, unit, digits)

    def fraction(self, one: Interval) -> str:
        """A set of parts of a whole: "rundt 1/3"; decimals where no simple fraction says it."""
        middle = None if one.low is None or one.high is None else (one.low + one.high) / 2
        if middle is not None and one.width is not None and 10 * one.width <= abs(middle):
            for parts in range(2, _LARGEST_PARTS + 1):
                nearest = Fraction(round(middle * parts), parts)
                if nearest in one and nearest.denominator > 1:
                    pattern = self._set["point" if one.is_point else "about"][self._lang]
                    return pattern.format(high=self.ratio(nearest), unit="").rstrip()
        return self.interval(one, COUNT)

    def ratio(self, value: Fraction) -> str:
        """A fraction as one number over another."""
        shown = f"{abs(value.numerator)}/{value.denominator}" if value.denominator > 1 else self._digits(abs(value))
        minus: str = self._style["minus"] if value < 0 else ""
        return f"{minus}{shown}"

    def about(self, value: Fraction, unit: Unit, digits: int) -> str:
        """A number to so many significant digits, and said to be rounded."""
        return self._say("about", rounded(value, digits), None, unit, digits)

    def day(self, day: date) -> str:
        """A date in words."""
        pattern: str = self._style["date"]
        return pattern.format(day=day.day, month=self._style["months"][day.month - 1], year=day.year)

    def listed(self, items: Sequence[str]) -> str:
        """Items with commas and a last "og"; the middle of a very long list is left out."""
        shown = list(items)
        if len(shown) > _LONGEST_LIST:
            shown = [*shown[: _LONGEST_LIST - 2], "…", shown[-1]]
        if len(shown) < 2:
            return "".join(shown)
        joined: str = self._style["and"]
        return joined.format(", ".join(shown[:-1]), shown[-1])

    def figure(self, operand: Operand, *, signed: bool = True, hedged: bool = True) -> str:
        """A figure as the text prints it, with its hedge; a caller's own is written out."""
        figure = operand.figure
        if isinstance(figure, Mention):
            quote: str = self._style["quote"]
            shown = _one_line(figure.surface)
            if quote == "{}" and shown[:1].isupper() and shown[1:2].islower():
                shown = shown[0].lower() + shown[1:]  # "To" began a sentence there; here it may not
            shown = quote.format(shown)
        else:
            shown = self._quantity(figure)
        hedge = operand.quantity.hedge
        if hedge is not None and hedged:
            name = f"{hedge.kind}_close" if hedge.close and hedge.kind in ("over", "under") else hedge.kind
            pattern: str = self._word["hedge"][name][self._lang]
            shown = pattern.format(shown)
        if operand.sign < 0 and signed:
            negative: str = self._style["negative"]
            shown = negative.format(shown)
        return shown

    def _quantity(self, quantity: Quantity) -> str:
        if quantity.upper is None and quantity.unit.kind == "multiple" and quantity.numeral.style == "share":
            return self.ratio(quantity.numeral.value)
        low, high = sorted(quantity.ends)
        if quantity.upper is None:
            return self.amount(low, quantity.unit)
        return self._say("between", low, high, quantity.unit, _EXACT_DIGITS)

    def _say(self, how: str, low: Fraction | None, high: Fraction | None, unit: Unit, digits: int) -> str:
        """A set in words; of two ends with the same magnitude word only the last carries it."""
        ends = [rounded(end, digits) for end in (low, high) if end is not None]
        power, words = self._scale(max(ends, key=abs), unit)
        if how == "between" and (not power or any(end and abs(end) < power_of_ten(power) for end in ends)):
            shown = [self._scaled(end, unit) for end in ends]
        else:
            shown = [self._digits(end / power_of_ten(power)) for end in ends]
            shown[-1] += f" {words}" if words else ""
        one = len(set(ends)) == 1 and abs(ends[0]) == 1
        return self._set[how][self._lang].format(low=shown[0], high=shown[-1], unit=self.unit(unit, one=one)).rstrip()

    def _scale(self, exact: Fraction, unit: Unit) -> tuple[int, str]:
        """The magnitude word of a number that has been rounded, and its power of ten; 0 and "" for none."""
        if unit.kind in _SCALED:
            for power, words in self._scales:
                if abs(exact) >= power_of_ten(power):
                    scaled = exact / power_of_ten(power)
                    if _decimals(scaled) > 3 and exact.denominator == 1 and abs(exact) < power_of_ten(9):
                        break  # 1 234 567 is easier to read than 1,234567 millioner
                    return power, words[0 if abs(scaled) == 1 else 1]
        return 0, ""

    def _scaled(self, exact: Fraction, unit: Unit) -> str:
        power, words = self._scale(exact, unit)
        return f"{self._digits(exact / power_of_ten(power))} {words}".rstrip()

    def _digits(self, exact: Fraction) -> str:
        text = decimal_text(abs(exact))
        whole, _, part = text.partition(".")
        if len(whole) >= self._style["group_from"]:
            group: str = self._style["group"]
            start = len(whole) % 3
            threes = [whole[:start]] if start else []
            whole = group.join([*threes, *(whole[at : at + 3] for at in range(start, len(whole), 3))])
        minus: str = self._style["minus"] if exact < 0 else ""
        return f"{minus}{whole}{self._style['decimal'] if part else ''}{part}"

    def _forms(self, room: str, name: str) -> tuple[str, str]:
        row = self._word[room].get(name)
        return (name, name) if row is None else tuple(row[self._lang])


def _first_digits(one: Interval, unit: Unit) -> int:
    """Percentages with two decimals where they are small; amounts with three digits."""
    if unit in RATE_UNITS and any(end is not None and abs(end) >= 10 for end in (one.low, one.high)):
        return _SET_DIGITS + 1
    return _SET_DIGITS


def _distinct(ends: Iterable[Fraction | None], apart: Fraction | None, digits: int) -> bool:
    """Whether the rounded ends are told from each other, and from a number beside them that they are not."""
    given = [end for end in ends if end is not None]
    if len(given) == 2 and rounded(given[0], digits) == rounded(given[1], digits):
        return False
    return all(end == apart or rounded(end, digits) != apart for end in given)


def _decimals(exact: Fraction) -> int:
    return len(decimal_text(exact).partition(".")[2])


def _one_line(surface: str) -> str:
    words = " ".join(surface.split())
    return words if len(words) <= _LONGEST_SURFACE else words[: _LONGEST_SURFACE - 1] + "…"


_NEEDED = {"missing": "inferred", "rival": "ambiguous", "share_off": "off", "times": "off", "factor": "off"}
"""What must hold for a field to be filled, where that is not named like the field itself."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A sentence of the catalogue and where it fits."""

    text: Mapping[str, str]
    check: str | None
    verdict: str | None
    reason: str | None
    missing: str | None
    when: frozenset[str]

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> _Row:
        """A row of the catalogue; it fits only where all its fields can be filled."""
        text: dict[str, str] = {lang: row[lang] for lang in LANGUAGES}
        fields = {
            name[0].lower() + name[1:].removesuffix("_move")
            for one in text.values()
            for _, name, _, _ in Formatter().parse(one)
            if name
        }
        needed = {_NEEDED.get(name, name) for name in fields - {"figures"}}
        return cls(
            text,
            row.get("check"),
            row.get("verdict"),
            row.get("reason"),
            row.get("missing"),
            frozenset(needed.union(row.get("when", ()))),
        )

    def fits(self, finding: Finding, missing: str | None, holds: frozenset[str]) -> bool:
        """Whether the sentence may tell the finding."""
        return (
            self.check in (None, finding.check)
            and self.verdict in (None, finding.verdict)
            and self.reason in (None, finding.reason)
            and self.missing in (None, missing)
            and self.when <= holds
        )


class Messages:
    """The catalogue of sentences, and what fills it.

    Args:
        data: `lexicon/data/messages.toml`, read.

    Example:
        >>> from finnorm.lexicon import load
        >>> Messages(load().messages).numbers("nb").amount(Fraction(1040000000), Unit("money", "CNY"))
        '1,04 milliarder yuan'
    """

    def __init__(self, data: dict[str, Any]) -> None:
        self._data = data
        self._numbers = {lang: Numbers(data, lang) for lang in LANGUAGES}
        self._rows = [_Row.of(row) for row in data["sentence"]]

    def numbers(self, lang: str) -> Numbers:
        """How a language writes numbers.

        Raises:
            InputError: A language that there are no sentences in.
        """
        known = self._numbers.get(lang)
        if known is None:
            raise InputError("no such language", text=lang, hint="one of " + ", ".join(LANGUAGES))
        return known

    def columns(self, lang: str) -> dict[str, str]:
        """The heads of a table of figures, by the wire's names.

        Raises:
            InputError: A language that there are no sentences in.
        """
        self.numbers(lang)
        heads: dict[str, dict[str, str]] = self._data["word"]["column"]
        return {name: head[lang] for name, head in heads.items()}

    def finding(self, finding: Finding) -> dict[str, str]:
        """The finding in every language: what was found, then what it rests on and what would mend it."""
        return {lang: " ".join(self.told(finding, lang)) for lang in LANGUAGES}

    def report(self, document: Document, findings: Sequence[Finding], counts: Mapping[str, int], lang: str) -> str:
        """The findings as lines for people, the gravest first, and last how much of the text was checked.

        Args:
            document: The text that the findings are of.
            findings: The findings.
            counts: "mentions", "checked", "agree", "disagree" and "unused" figures.
            lang: "nb", "nn" or "en".

        Raises:
            InputError: A language that there are no sentences in.
        """
        self.numbers(lang)
        places = Places(document.text)
        rows: list[tuple[str, str, str, list[str]]] = []
        for finding in self.gravest_first(findings):
            line, column = places.of(self.place(finding)[0])
            rows.append(
                (f"{line}:{column}", self.verdict(finding.verdict, lang), finding.check, self.told(finding, lang))
            )
        return "\n".join([*aligned(rows), self.coverage(findings, counts, lang)])

    def gravest_first(self, findings: Iterable[Finding]) -> list[Finding]:
        """The findings in the order in which people want them: the gravest first, then as the text has them."""
        return sorted(findings, key=lambda one: (_GRAVEST_FIRST.index(one.verdict), self.place(one)[0]))

    def place(self, finding: Finding) -> tuple[int, int]:
        """Where to look first, from and to: the figure held against the others, or the first of them."""
        target = self._target(finding)
        mention = None if target is None else target[1].mention
        if mention is not None:
            return mention.start, mention.end
        return min(((one.start, one.end) for one in finding.claim.mentions), default=(0, 0))

    def verdict(self, verdict: str, lang: str) -> str:
        """The word for a verdict."""
        word: str = self._data["word"]["verdict"][verdict][lang]
        return word

    def why(self, reason: str, lang: str) -> str:
        """Why a figure took part in no check; a reason that has no words of its own is named as it is on the wire."""
        row: dict[str, str] | None = self._data["view"]["why"].get(reason)
        return reason if row is None else row[lang]

    def slot(self, check: str, slot: str, lang: str) -> str:
        """What a slot of a check is called; one without words is named as it is on the wire."""
        slots: dict[str, dict[str, str]] = self._data["check"].get(check, {}).get("slots", {})
        return slots.get(slot, {}).get(lang, slot)

    def label(self, name: str, lang: str) -> str:
        """A heading or a short text of the views."""
        text: str = self._data["view"]["label"][name][lang]
        return text

    def coverage(self, findings: Sequence[Finding], counts: Mapping[str, int], lang: str) -> str:
        """How much of a text was checked, in one line."""
        wrong = {m.start for f in findings if f.verdict == "inconsistent" for m in f.claim.mentions}
        split = {**counts, "disagree": len(wrong), "borderline": counts["disagree"] - len(wrong)}
        forms: dict[str, dict[str, tuple[str, str]]] = self._data["word"]["coverage"]
        parts = [
            form[lang][0 if split[part] == 1 else 1].format(split[part])
            for part, form in forms.items()
            if split[part] > 0 or part == "mentions" or (part == "checked" and counts["mentions"])
        ]
        return ": ".join(part for part in (parts[0], ", ".join(parts[1:])) if part)

    def told(self, finding: Finding, lang: str) -> list[str]:
        """The sentence of a finding, and the sentences that follow."""
        told = _Told(self._data, self._numbers[lang], lang, finding, self._target(finding))
        holds = told.holds
        for row in self._rows:
            if row.fits(finding, told.missing, holds):
                return [row.text[lang].format_map(told), *self._details(finding, told, lang)]
        return [finding.check]  # a catalogue without rows: the name is better than nothing

    def held(self, finding: Finding, lang: str) -> tuple[str, str]:
        """In words: what the compared figure states, and what the others imply for it; empty where that is nothing."""
        told = _Told(self._data, self.numbers(lang), lang, finding, self._target(finding))
        return told["stated_set"], told["implied"]

    def _details(self, finding: Finding, told: _Told, lang: str) -> list[str]:
        details: dict[str, dict[str, dict[str, str]]] = self._data["detail"]
        found: list[str] = []
        distance = told.distance if finding.verdict == "inconsistent" else None
        if distance is not None:
            least, far = distance
            found.append(details["distance"]["least" if least else "exact"][lang].format(far))
        if finding.rate is not None:
            rows = details["rate"]
            # The fixing before the day's own was asked for by its own day: a plain fixing to the reader.
            own = finding.rate.method == "previous fixing" and finding.rate.requested == finding.rate.effective
            row = rows.get("fixing" if own else finding.rate.method, rows["other"])[lang]
            found.append(row.format_map(told.rate(finding.rate)))
        if finding.repair is not None:
            rows = details["repair"]
            edit = finding.repair.edit
            row = rows.get(edit, rows.get(edit.partition(" ")[0], rows["other"]))[lang]
            found.append(row.format_map(told.repair(finding.repair)))
        return found

    def _target(self, finding: Finding) -> tuple[str, Operand] | None:
        """The figure that was held against the others: named by the catalogue, or known by its set."""
        named = self._data["check"].get(finding.check, {}).get("target")
        for slot, operands in finding.claim.operands:
            if slot == named and operands:
                return slot, operands[0]
        if named is None and finding.stated is not None:
            holders = [
                (slot, one)
                for slot, operands in finding.claim.operands
                for one in operands
                if finding.stated in one.sets
            ]
            if len(holders) == 1:
                return holders[0]
        return None


class _Told(dict[str, str]):
    """What there is to tell of a finding, in one language: the fields of a sentence, made when asked for."""

    def __init__(
        self,
        data: dict[str, Any],
        numbers: Numbers,
        lang: str,
        finding: Finding,
        target: tuple[str, Operand] | None,
    ) -> None:
        super().__init__()
        self._data, self._numbers, self._lang = data, numbers, lang
        self._finding, self._claim, self._target = finding, finding.claim, target
        self._check: dict[str, Any] = data["check"].get(finding.check, {})
        self._moves: frozenset[str] = frozenset(self._check.get("moves", ()))
        self._operands = [(slot, one) for slot, operands in self._claim.operands for one in operands]
        rates = {one.sign for _, one in self._operands if one.unit in RATE_UNITS}
        # "Ned 4 prosent" told twice: the sign says nothing where it is the same everywhere.
        self._unsigned = RATE_UNITS if len(rates) < 2 else frozenset[Unit]()
        self._inferred = finding.inferred[0] if finding.inferred else None
        self._ratios: frozenset[str] = frozenset(self._check.get("ratios", ()))
        self._converted = self._conversion()

    @property
    def missing(self) -> str | None:
        """The slot that the text leaves out."""
        return None if self._inferred is None else self._inferred[0]

    @property
    def holds(self) -> frozenset[str]:
        """What a row's `when` may ask for."""
        found = {slot for slot, operands in self._claim.operands if operands}
        asked: dict[str, object] = {
            "inferred": self._inferred,
            "implied": self._finding.implied,
            "target": self._target,
            "scopes": self._claim.scopes,
            "converted": self._converted,
            "ambiguous": self._ambiguous(),
            "open": self._open(),
            "shift": self._shift(),
            "unseen": self._unseen(),
            "sum": self._sum(),
            "impossible": self._impossible(),
            "same": len({self._figure(slot, one) for slot, one in self._operands}) == 1,
        }
        found.update(name for name, value in asked.items() if value)
        if self._claim.cue is not None:
            found.add(self._claim.cue)
        times = self._times()
        if times is not None:
            found.update(("off", "above" if times > 1 else "below"))
            if times >= _FAR or times * _FAR <= 1:
                found.add("far")
        return frozenset(found)

    @property
    def distance(self) -> tuple[bool, str] | None:
        """How far the printed figure is from what the others allow: whether at least, and how far."""
        implied, target = self._finding.implied, self._target
        if not self._check.get("distance") or implied is None or target is None:
            return None
        slot, operand = target
        value = operand.quantity.exact
        if value is None or operand.unit.kind == "multiple":
            return None
        implied = self._printed(slot, implied)
        value *= operand.sign
        if slot in self._moves and _direction(implied) != _direction(Interval.point(value)):
            return None  # a rise against a fall: the distance would say less than the words
        gap = Interval.point(value).gap(implied)
        if not gap:
            return None
        unit = PERCENTAGE_POINT if operand.unit == PERCENT else operand.unit
        exact = implied.is_point and not gap.denominator > 1
        return not exact, self._numbers.amount(gap, unit, _EXACT_DIGITS if exact else _SET_DIGITS)

    def rate(self, rate: RateEvidence) -> dict[str, str]:
        """The fields of a sentence on an exchange rate."""
        value, many = rate.value, 1
        while 0 < value < Fraction(1, 10) and many < 1_000_000:
            value, many = value * 100, many * 100
        sources: dict[str, dict[str, str]] = self._data["word"]["source"]
        source = sources.get(rate.source)
        number = self._numbers.number
        return {
            "rate": f"{number(many)} {rate.base} = {number(value, 4)} {rate.quote}",
            "day": self._numbers.day(rate.effective or rate.requested),
            "requested": self._numbers.day(rate.requested),
            "source": rate.source if source is None else source[self._lang],
        }

    def repair(self, repair: Repair) -> dict[str, str]:
        """The fields of a sentence on a repair."""
        operand = self._claim.slot(repair.slot)[repair.index]
        return {
            "printed": self._numbers.figure(operand, signed=False, hedged=False),
            "repaired": self._numbers.amount(repair.value, operand.unit),
        }

    def __missing__(self, name: str) -> str:
        """Makes a field."""
        if name[:1].isupper():
            made = self[name[0].lower() + name[1:]]
            made = made[:1].upper() + made[1:]
        else:
            maker = getattr(self, f"_make_{name}", None)
            if maker is not None:
                made = maker()
            elif name.endswith("_move"):
                made = self._operand_move(name.removesuffix("_move"))
            else:
                made = self._slot(name)
        self[name] = made
        return made

    def _slot(self, slot: str) -> str:
        return self._numbers.listed([self._figure(slot, one) for one in self._claim.slot(slot)])

    def _figure(self, slot: str, operand: Operand) -> str:
        signed = slot not in self._moves and operand.unit not in self._unsigned
        return self._numbers.figure(operand, signed=signed)

    def _operand_move(self, slot: str) -> str:
        """A change as the text states it; a fall is one by its words, or else its printed sign speaks."""
        moves = self._data["move"]
        operands = self._claim.slot(slot)
        if not operands:
            return self._slot(slot)
        operand = operands[0]
        how = "fall" if operand.sign < 0 else "other" if operand.quantity.numeral.value < 0 else "rise"
        pattern: str = moves[how][self._lang]
        return pattern.format(self._figure(slot, operand))

    def _make_figures(self) -> str:
        shown = [self._figure(slot, one) for slot, one in self._operands]
        return self._numbers.listed(shown) if shown else self._data["language"][self._lang]["no_figures"]

    def _make_target(self) -> str:
        return "" if self._target is None else self._figure(*self._target)

    def _make_stated_set(self) -> str:
        return self._interval(self._finding.stated, self._target)

    def _make_implied(self) -> str:
        return self._interval(self._finding.implied, self._target)

    def _make_implied_move(self) -> str:
        stated = None
        if self._target is not None:
            operand = self._target[1]
            stated = _direction(Interval.point(operand.sign * operand.quantity.numeral.value))
        return self._move(self._finding.implied, self._unit(self._target and self._target[0]), stated)

    def _make_inferred(self) -> str:
        if self._inferred is None:
            return ""
        slot, found = self._inferred
        return self._set_of(slot, found)

    def _make_inferred_move(self) -> str:
        slot, found = self._inferred if self._inferred is not None else (None, None)
        return self._move(found, self._unit(slot), None)

    def _make_missing(self) -> str:
        slots = self._check.get("slots", {})
        name = self.missing or ""
        label: str = slots.get(name, {}).get(self._lang, name)
        return label

    def _make_converted(self) -> str:
        if self._converted is None:
            return ""
        found, unit, _ = self._converted
        if found.low is not None and found.low == found.high:
            return self._numbers.amount(found.low, unit, _SET_DIGITS + 1)
        return self._numbers.interval(found, unit)

    def _make_share_off(self) -> str:
        times = self._times()
        return "" if times is None else self._numbers.amount(abs(times - 1) * 100, Unit("percent"), 2)

    def _make_times(self) -> str:
        factor = self._factor()
        return "" if factor is None else self._numbers.amount(factor, Unit("multiple"), 2)

    def _make_factor(self) -> str:
        factor = self._factor()
        return "" if factor is None else self._numbers.number(factor, 2)

    def _make_ambiguous(self) -> str:
        found = self._ambiguous()
        return "" if found is None else self._figure(*found)

    def _make_rival(self) -> str:
        found = self._ambiguous()
        readings = () if found is None or found[1].mention is None else found[1].mention.readings
        return self._numbers.figure(Operand(readings[0])) if readings else ""

    def _make_open(self) -> str:
        return self._numbers.listed([self._figure(slot, one) for slot, one in self._open()])

    def _make_scopes(self) -> str:
        scare: str = self._data["language"][self._lang]["scare"]
        return self._numbers.listed([scare.format(_one_line(words)) for words in self._claim.scopes])

    def _make_shift(self) -> str:
        found = self._shift()
        if found is None:
            return ""
        change, unit, loose = found
        digits = _SET_DIGITS - 1 if abs(change) < 10 else _SET_DIGITS
        if unit != PERCENT:
            digits = _EXACT_DIGITS
        write = self._numbers.about if loose or rounded(change, digits) != change else self._numbers.amount
        pattern: str = self._data["move"]["rise" if change > 0 else "fall"][self._lang]
        return pattern.format(write(abs(change), unit, digits))

    def _make_sum(self) -> str:
        found = self._sum()
        return "" if found is None else self._numbers.amount(found, PERCENT)

    def _interval(self, found: Interval | None, target: tuple[str, Operand] | None) -> str:
        if found is None:
            return ""
        slot, operand = target if target is not None else (None, None)
        printed = None if operand is None else operand.quantity.exact
        apart = None if printed is None or operand is None else operand.sign * printed
        return self._set_of(slot, found, apart)

    def _set_of(self, slot: str | None, found: Interval, apart: Fraction | None = None) -> str:
        """The set of a slot in words."""
        unit = self._unit(slot)
        if slot in self._ratios and unit.kind == "multiple":
            return self._numbers.fraction(found)
        return self._numbers.interval(self._printed(slot, found), unit, whole=self._whole_of(unit), apart=apart)

    def _printed(self, slot: str | None, found: Interval) -> Interval:
        """The set of a slot as its figures are printed: a part of one in percent where they are percent."""
        if slot not in self._ratios:
            return found
        return found.scale(_PARTS_OF_ONE.get(self._unit(slot).kind, 1))

    def _move(self, found: Interval | None, unit: Unit, stated: int | None) -> str:
        """A set of changes; its direction is said where it is not the one that the text states."""
        if found is None:
            return ""
        way = _direction(found)
        size = self._numbers.interval(-found if way < 0 else found, unit, whole=self._whole_of(unit))
        if way and way == stated:
            return size
        pattern: str = self._data["move"]["rise" if way > 0 else "fall" if way < 0 else "other"][self._lang]
        return pattern.format(size)

    def _unit(self, slot: str | None) -> Unit:
        """The unit of a slot: its own figure's, or as the catalogue says; else what all figures share."""
        rows: dict[str, Any] = self._check.get("slots", {})
        row: dict[str, Any] = rows.get(slot or "", {})
        for name in (slot, *row.get("like", ())):
            for operand in self._claim.slot(name or ""):
                return operand.unit
        for price in self._claim.slot(row.get("priced_in", "")):
            return Unit(price.unit.kind, price.unit.name)
        for price in self._claim.slot(row.get("priced_per", "")):
            if price.unit.per is not None:
                return Unit("unit", price.unit.per)
        if "kind" in row:
            return Unit(row["kind"])
        shared = {operand.unit for _, operand in self._operands}
        return shared.pop() if len(shared) == 1 else COUNT

    def _whole_of(self, unit: Unit) -> bool:
        """Whether a number of this unit is one of whole things, as every figure is."""
        if unit.kind != "count":
            return False
        numerals = [one.quantity.numeral for _, one in self._operands if one.unit.kind == "count"]
        return len(numerals) == len(self._operands) and all(one.value.denominator == 1 for one in numerals)

    def _conversion(self) -> tuple[Interval, Unit, Fraction | None] | None:
        """One figure at the rate, in the unit of the other, and the other's printed value."""
        rate = self._finding.rate
        if rate is None:
            return None
        sides = {one.unit.name: one for _, one in self._operands if one.unit.kind == "money"}
        base, quote = sides.get(rate.base), sides.get(rate.quote)
        if base is None or quote is None:
            return None
        exact = base.quantity.exact
        found = base.quantity.strict if exact is None else Interval.point(exact)
        return found.scale(base.sign * rate.value), quote.unit, quote.quantity.exact

    def _times(self) -> Fraction | None:
        """How many times the printed amount is the converted one; None where that says nothing."""
        if self._converted is None:
            return None
        found, _, printed = self._converted
        if printed is None or not found.is_point or not found.low or printed / found.low <= 0:
            return None
        times = printed / found.low
        return None if times == 1 else times

    def _factor(self) -> Fraction | None:
        times = self._times()
        return None if times is None else max(times, 1 / times)

    def _ambiguous(self) -> tuple[str, Operand] | None:
        for slot, operand in self._operands:
            if operand.mention is not None and operand.mention.readings:
                return slot, operand
        return None

    def _open(self) -> list[tuple[str, Operand]]:
        return [(slot, one) for slot, one in self._operands if one.quantity.cap is not None]

    def _shift(self) -> tuple[Fraction, Unit, bool] | None:
        """The change from the old figure to the new one as printed: in percent, or in their unit; whether loosely."""
        levels = self._levels()
        if levels is None or levels[0] == levels[1]:
            return None
        old, new, unit, loose = levels
        if old > 0 and new >= 0 and unit not in RATE_UNITS | _NO_PERCENT:
            return 100 * (new / old - 1), PERCENT, loose
        return new - old, PERCENTAGE_POINT if unit == PERCENT else unit, loose

    def _unseen(self) -> bool:
        """Whether the printed figures do not show the rise or the fall that the words tell."""
        levels, way = self._levels(), {"up": 1, "down": -1}.get(self._claim.cue or "")
        return levels is not None and way is not None and (levels[1] - levels[0]) * way <= 0

    def _levels(self) -> tuple[Fraction, Fraction, Unit, bool] | None:
        """The old and the new figure as printed, their unit, and whether one is hedged; None where one is open."""
        figures = [*self._claim.slot("old"), *self._claim.slot("new")]
        values = [one.sign * one.quantity.exact for one in figures if one.quantity.exact is not None]
        hedges = {one.quantity.hedge_class for one in figures if one.quantity.hedge is not None}
        if len(values) != 2 or len(figures) != 2 or hedges - {"about"} or len({one.unit for one in figures}) > 1:
            return None
        return values[0], values[1], figures[0].unit, bool(hedges)

    def _sum(self) -> Fraction | None:
        """What printed percentages add up to, where that is not a hundred; None where they are ranges or hedged."""
        quantities = [one.quantity for _, one in self._operands]
        if any(one.unit != PERCENT or one.hedge is not None or one.exact is None for one in quantities):
            return None
        found = sum((one.sign * one.quantity.numeral.value for _, one in self._operands), Fraction(0))
        return None if found == 100 else found

    def _impossible(self) -> bool:
        """Whether a multiple would have to be zero or less."""
        slot, found = self._inferred if self._inferred is not None else (None, self._finding.implied)
        unit = self._unit(slot or (self._target[0] if self._target is not None else None))
        return found is not None and found.high is not None and found.high <= 0 and unit.kind == "multiple"


def _direction(one: Interval) -> int:
    """1 for a set of rises, -1 for a set of falls, 0 for both."""
    if one.low is not None and one.low >= 0:
        return 1
    return -1 if one.high is not None and one.high <= 0 else 0
