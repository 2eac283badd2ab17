"""One cell or phrase: everything that prose has, plus what a column says of its cells."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from finnorm.errors import MissingFigure, ParseError
from finnorm.lexicon import Lexicon
from finnorm.read.blocks import split_document
from finnorm.read.mentions import Reader
from finnorm.read.numerals import read_digits
from finnorm.read.tables import TableReader
from finnorm.values.mention import Mention
from finnorm.values.numeral import MAX_DIGITS, MAX_EXPONENT, Numeral
from finnorm.values.quantity import Quantity
from finnorm.values.unit import COUNT, Unit

_BRACKETS = re.compile(r"^(?P<before>[^()]*)\((?P<inner>[^()]*[0-9][^()]*)\)(?P<after>[^()]*)$")
_TRAILING_MINUS = re.compile(r"(?<=[0-9])\s*[-−–]$")
_LEADING_MINUS = re.compile(r"^[-−–]\s+(?=[0-9])")
_DASH = re.compile(r"^[—―]\s*(?=[0-9])|(?<=[0-9])\s*[—―]$")
_FOOTNOTE = re.compile(r"(?<=[0-9%.])(?:\*+|[¹²³]|[0-9]?\))$")
_LARGEST = 10**MAX_EXPONENT
_BARE = re.compile(r"[-−+]?[0-9][0-9 \xa0\u202f\u2009.,'’]*")
_SPACES = " \xa0\u202f\u2009\t\r\n"


class Found(NamedTuple):
    """A cell's quantity; whether its separators leave a second reading ("1,234" is English for 1234); and whether
    every cell that differs from it in its digits alone is the same kind of figure.
    """

    quantity: Quantity
    rival: bool
    certain: bool


class CellReader:
    """Reads cells and phrases; holds no state between them."""

    def __init__(self, reader: Reader, lexicon: Lexicon) -> None:
        self._reader = reader
        self._lexicon = lexicon
        self._tables = TableReader(lexicon)
        cues = lexicon.cues["cells"]
        self._missing = frozenset(cues["missing"])
        self._from = tuple(word + " " for word in lexicon.cues["reading"]["from_words"])
        self._opening: str = lexicon.cues["reading"]["range_opening"][0]

    def read(
        self, text: str, *, scale: int | str | None = None, currency: str | None = None, accounting: bool = False
    ) -> Quantity:
        """The one quantity that a cell states.

        Args:
            text: The cell.
            scale: What the column multiplies by: a power of ten (1000), or words for it ("mill. kroner", "MNOK").
            currency: The ISO 4217 code of cells that name none.
            accounting: Whether brackets and a trailing minus make a figure negative.

        Raises:
            MissingFigure: The cell says that there is no figure (empty, a dash, "n/a").
            ParseError: The text holds no figure, more than one, or words that are no part of it.
        """
        return self.reading(text, scale=scale, currency=currency, accounting=accounting).quantity

    def reading(
        self, text: str, *, scale: int | str | None = None, currency: str | None = None, accounting: bool = False
    ) -> Found:
        """See `read`; with what only readers of columns ask."""
        stripped = text.strip(_SPACES)
        if stripped.lower() in self._missing:
            raise MissingFigure("a missing figure", text=text, hint="the cell is empty or says that there is none")
        exponent, unit = self._given(scale, currency)
        body, sign = self._signed(stripped, accounting)
        bare = self._bare(body)
        scaled = False
        if bare is None:
            # the sign was taken from the left, so that places in the body count from the right
            begin = len(text.rstrip(_SPACES)) - len(body)
            quantity, scaled, rival = self._worded(text, body, begin, unit)
        else:
            quantity, rival = bare
        # words that make a unit settle the reading; of a plain count the digits have a say (years, telephone numbers)
        certain = bare is not None or quantity.unit.kind not in ("count", "multiple")
        settled = _settle(quantity, sign, scaled, exponent, unit)
        if any(abs(end.exponent) > MAX_EXPONENT for end in (settled.numeral, settled.upper) if end is not None):
            raise ParseError("a number too large or too fine", text=text, hint=f"at most 10 to the {MAX_EXPONENT}")
        return Found(settled, rival, certain)

    def _given(self, scale: int | str | None, currency: str | None) -> tuple[int, Unit | None]:
        unit = None if currency is None else Unit("money", currency)
        if currency is not None and currency not in self._lexicon.money_codes:
            raise ParseError("no such currency", text=currency, hint="give an ISO 4217 code such as NOK")
        if scale is None:
            return 0, unit
        if isinstance(scale, int):
            if scale > _LARGEST:
                raise ParseError("a scale too large", text="", hint=f"at most 10 to the {MAX_EXPONENT}")
            exponent = len(str(scale)) - 1
            if scale <= 0 or 10**exponent != scale:
                raise ParseError(
                    "a scale is a power of ten", text=str(scale), hint="give 1000, or words such as 'MNOK'"
                )
            return exponent, unit
        found = self._tables.scale(scale, 0, len(scale))
        if found is None:
            raise ParseError("no scale", text=scale, hint="give a power of ten, or words such as 'mill. kroner'")
        if found.exponent > MAX_EXPONENT:
            raise ParseError("a scale too large", text=scale, hint=f"at most 10 to the {MAX_EXPONENT}")
        return found.exponent, unit or (found.unit if not found.assumed else None)

    def _signed(self, text: str, accounting: bool) -> tuple[str, int]:
        """The cell without footnote marks, loose minus and accounting brackets, and its sign.

        What is taken from the end or the middle leaves spaces, so that the rest keeps its place from the right.
        """
        if "(" not in text:
            text = _FOOTNOTE.sub(_blank, text)
        sign = 1
        if accounting:
            inside = _BRACKETS.match(text)
            if inside is not None:
                text, sign = f"{inside['before']} {inside['inner']} {inside['after']}".lstrip(), -1
            text, count = _TRAILING_MINUS.subn(_blank, text)
            sign = -sign if count else sign
        text, count = _LEADING_MINUS.subn("", text)
        return text, -sign if count else sign

    def _bare(self, text: str) -> tuple[Quantity, bool] | None:
        """A cell of digits alone, an amount and never a year or a telephone number; and whether it reads two ways."""
        text = text.rstrip()
        if _BARE.fullmatch(text) is None:
            return None
        signed = text[0] in "-−+"
        number = read_digits(text, int(signed), len(text))
        if number is None or number.long or sum(c.isdigit() for c in text) > MAX_DIGITS:
            return None
        mantissa = -number.mantissa if text[0] in "-−" else number.mantissa
        numeral = Numeral(mantissa, -number.decimals, decimals=number.decimals, cell=True)
        return Quantity(numeral, COUNT), number.also is not None

    def _worded(self, text: str, body: str, begin: int, currency: Unit | None) -> tuple[Quantity, bool, bool]:
        """The figure of a cell with words, whether it has a magnitude, and whether it has a second reading.

        The body's places are `begin` further on in the text.
        """
        if body.lower().startswith(self._from):
            # "fra 10 til 12 kroner" is a range where nothing moves
            length = len(body)
            body = self._opening + body[body.index(" ") :]
            begin += length - len(body)
        dash = _DASH.search(text)
        if dash is not None:
            place, hint = dash.start(), "write a minus as - or −, or leave the dash out"
            raise ParseError("a long dash that may be a minus", text=text, place=place, hint=hint)
        mentions = self._reader.read(split_document(body, None, self._lexicon))
        if not mentions:
            raise ParseError("no figure found", text=text, place=_first_digit(text), hint=_digits_hint(text))
        if len(mentions) > 1:
            place = begin + mentions[1].start
            raise ParseError(
                "more than one figure", text=text, place=place, hint="parse reads one; use extract for text"
            )
        mention = mentions[0]
        if mention.quantity is None:
            raise ParseError(
                "a number too long to be a figure", text=text, place=begin + mention.start, hint="at most 34 digits"
            )
        self._whole(text, body, begin, mention)
        quantity = mention.quantity
        scaled = any("magnitude" in rule or "compound" in rule for rule in mention.rules)
        if currency is not None and "assumed currency" in mention.rules:
            quantity = replace(quantity, unit=currency)
        elif mention.assumed:
            quantity = replace(quantity, assumed=mention.assumed)
        return quantity, scaled, bool(mention.readings)

    def _whole(self, text: str, body: str, begin: int, mention: Mention) -> None:
        """Words that are no part of the figure make it doubtful what the cell says."""
        rest = body[: mention.hedge_start] + " " + body[mention.end :]
        words = [word for word in re.findall(r"[^\W\d_]+", rest.lower()) if word != (mention.noun or "").lower()]
        digits = re.search(r"[0-9]", rest)
        known = self._lexicon.fillers | self._lexicon.function | self._lexicon.hedge_last
        stray = [word for word in words if word not in known]
        if digits is not None or len(stray) > _STRAY:
            raise ParseError(
                "words that are no part of the figure",
                text=text,
                place=begin + mention.end,
                hint="parse reads one figure; use extract for text",
            )


_STRAY = 3


def _settle(quantity: Quantity, sign: int, scaled: bool, exponent: int, unit: Unit | None) -> Quantity:
    """The column's scale and currency, where the cell has none of its own."""
    numeral, upper, own = quantity.numeral, quantity.upper, quantity.unit
    if sign < 0:
        numeral = replace(numeral, mantissa=-numeral.mantissa)
    takes = own is COUNT or own.kind == "count" or (own.kind == "money" and own.per is None)
    if takes and not scaled and exponent:
        numeral = replace(numeral, exponent=numeral.exponent + exponent)
        upper = None if upper is None else replace(upper, exponent=upper.exponent + exponent)
    if unit is not None and own.kind == "count":
        own = unit
    if numeral.style == "exact" and (own.kind != "count" or exponent):
        numeral = replace(numeral, style="digits")
    return replace(quantity, numeral=numeral, upper=upper, unit=own)


def _blank(found: re.Match[str]) -> str:
    return " " * len(found.group())


def _first_digit(text: str) -> int:
    return next((i for i, c in enumerate(text) if c.isdigit()), 0)


def _digits_hint(text: str) -> str:
    if any(c.isdigit() for c in text):
        return "the separators make no number: '1.234,5' and '1 234,5' are read, '12,3,4' is not"
    return "write a number in digits or words, with its unit"
