"""The engine and the module functions: wiring only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from finnorm import rates as embedded_rates
from finnorm.checks import CHECKS, Check, World, conversion_pairs, find_joint, judge
from finnorm.conversion import convert as convert_quantity
from finnorm.errors import ClaimError
from finnorm.lexicon import build, load
from finnorm.rates import NO_RATES, EmbeddedRates, RateProvider
from finnorm.read import CellReader, Column, ColumnReader, Errors, Reader, split_document
from finnorm.relate import Relator
from finnorm.report import Report, messages_of
from finnorm.values.claim import Claim, Operand
from finnorm.values.day import Day, as_date
from finnorm.values.document import Document
from finnorm.values.finding import Finding
from finnorm.values.mention import Mention
from finnorm.values.quantity import Quantity
from finnorm.values.unit import Unit
from finnorm.version import __version__

__all__ = [
    "Day",
    "Engine",
    "Figure",
    "as_date",
    "check",
    "check_claim",
    "check_iter",
    "convert",
    "default_engine",
    "extract",
    "extract_iter",
    "parse",
]

Figure = Quantity | Mention | str
"""A figure of the caller's own: a quantity, or a phrase to be parsed."""


class Engine:
    """Everything configurable, in one immutable object that threads may share.

    Args:
        rates: What a currency was worth; the embedded ECB table by default, None for none.
        checks: The checks to make, in order.
        default_currency: The ISO 4217 code of "30 milliarder" where nothing says which; recorded as assumed.
        widths: Other widths for hedges: rows of `hedges.toml` by name, such as ``{"about": {"strict_reach": "2"}}``.

    Example:
        >>> Engine(default_currency="SEK").parse("30 milliarder").unit.wire
        'SEK'
    """

    __slots__ = (
        "_by_name",
        "_cells",
        "_columns",
        "_lexicon",
        "_messages",
        "_reader",
        "_relator",
        "checks",
        "default_currency",
        "rates",
    )

    def __init__(
        self,
        *,
        rates: RateProvider | type[EmbeddedRates] | None = EmbeddedRates,
        checks: Iterable[Check] = CHECKS,
        default_currency: str = "NOK",
        widths: dict[str, dict[str, str]] | None = None,
    ) -> None:
        self.rates: RateProvider | None = embedded_rates.default() if isinstance(rates, type) else rates
        self.checks: tuple[Check, ...] = tuple(checks)
        self.default_currency = default_currency
        self._lexicon = build(widths) if widths else load()
        self._reader = Reader(self._lexicon, default_currency)
        self._cells = CellReader(self._reader, self._lexicon)
        self._columns = ColumnReader(self._cells)
        self._relator = Relator(self._lexicon)
        self._messages = messages_of(self._lexicon)
        self._by_name = {check.name: check for check in self.checks}

    def parse(
        self, text: str, *, scale: int | str | None = None, currency: str | None = None, accounting: bool = False
    ) -> Quantity:
        """The one quantity that a cell or phrase states.

        Args:
            text: The cell or phrase.
            scale: What the column multiplies by: a power of ten (1000), or words for it ("mill. kroner", "MNOK").
            currency: The ISO 4217 code of cells that name none.
            accounting: Whether brackets and a trailing minus make a figure negative.

        Raises:
            MissingFigure: The cell says that there is no figure (empty, a dash, "n/a").
            ParseError: The text holds no figure, more than one, or words that are no part of it.

        Example:
            >>> q = Engine().parse("1,04 milliarder yuan")
            >>> q.value, q.unit.wire
            (Decimal('1040000000'), 'CNY')
        """
        return self._cells.read(text, scale=scale, currency=currency, accounting=accounting)

    def parse_column(
        self,
        cells: Iterable[object],
        *,
        scale: int | str | None = None,
        currency: str | None = None,
        accounting: bool = False,
        errors: Errors = "raise",
    ) -> Column:
        """What every cell of a column states: what `parse` says of each, at a fraction of its time.

        Args:
            cells: Texts; None and NaN are missing figures, and numbers are read as they print.
            scale: What the column multiplies by; see `parse`.
            currency: The ISO 4217 code of cells that name none.
            accounting: Whether brackets and a trailing minus make a figure negative.
            errors: What becomes of a cell that is not one figure: "raise", "null" (no value, with the reason) or "keep"
                (its text as value, with the reason).

        Returns:
            Nine parallel lists: value, low, high, kind, currency, unit, hedge, status, reason.

        Raises:
            ParseError: A cell that is not one figure, under "raise"; its place is the position in the column.
            InputError: An unknown word for `errors`.

        Example:
            >>> column = Engine().parse_column(["1 234,50", "(87)", "–", "MNOK 12,3"], accounting=True)
            >>> column.value
            [Decimal('1234.50'), Decimal('-87'), None, Decimal('12300000')]
            >>> column.status, column.unit
            (['ok', 'ok', 'missing', 'ok'], [None, None, None, 'NOK'])
        """
        return self._columns.read(cells, scale=scale, currency=currency, accounting=accounting, errors=errors)

    def convert(self, figure: Figure, unit: Unit | str, *, on: Day = None) -> Quantity:
        """A figure in another unit, exactly; its hedge, its sets and what was assumed go with it.

        Args:
            figure: A quantity, a mention, or a phrase to be parsed.
            unit: A `Unit`, or its name: "EUR", "EUR/MWh", "kroner per Sm3", "tonne", "dekar".
            on: The day of the exchange rate; needed where currencies differ, and never assumed.

        Raises:
            ConversionError: The two units do not measure the same thing; a day is missing; no such unit.
            ParseError: A phrase that is not one figure.
            RateUnavailable: No exchange rate for that day.

        Example:
            >>> price = Engine().convert("214 øre/kWh", "EUR/MWh", on="2022-12-13")
            >>> str(price), price.conversion.rates[0].effective
            ('204.435 EUR/MWh', datetime.date(2022, 12, 13))
        """
        quantity = self.parse(figure) if isinstance(figure, str) else figure
        if isinstance(quantity, Mention):
            quantity = replace(quantity.figure, assumed=quantity.assumed)
        if self.rates is None:
            return convert_quantity(quantity, unit, on=on, rates=NO_RATES)
        return convert_quantity(quantity, unit, on=on, rates=self.rates)

    def document(self, text: str, *, on: Day = None) -> Document:
        """The text as blocks and sentences."""
        return split_document(text, as_date(on), self._lexicon)

    def extract(self, text: str, *, on: Day = None) -> list[Mention]:
        """Every figure of a text, in order. Never raises on any string.

        Args:
            text: Any text.
            on: The date of publication; it turns "i fjor" into a year.
        """
        return self._reader.read(self.document(text, on=on))

    def check(self, text: str, *, on: Day = None) -> Report:
        """The figures of a text, held against each other.

        Args:
            text: Any text.
            on: The date of publication: for exchange rates and periods.
        """
        document = self.document(text, on=on)
        mentions = self._reader.read(document)
        world = World(self.rates, document.date)
        findings: list[Finding] = []
        sure: list[Finding] = []
        for claim in self._relator.claims(document, mentions):
            check = self._by_name.get(claim.check)
            if check is None:
                continue
            finding = judge(claim, check, world)
            near = claim.binding == "proximate" and not (finding.reason == "not_stated" and claim.same_sentence)
            if not near or finding.verdict == "consistent":
                # Nearness alone can only confirm; figures that do not agree were probably never related.
                findings.append(finding)
                if not claim.alternatives:
                    sure.append(finding)
        pair = self._by_name.get("equivalent_pair")
        if pair is not None:
            findings += [judge(claim, pair, world) for claim in conversion_pairs(sure)]
        findings += find_joint(sure, self._by_name, world)
        return Report(document, tuple(mentions), tuple(findings), self._provenance(), self._messages)

    def check_claim(
        self, check: str, /, *, on: Day = None, cue: str | None = None, **figures: Figure | Sequence[Figure]
    ) -> Finding:
        """The verdict on figures of the caller's own; no text is needed.

        Args:
            check: The name of a check.
            on: The day, for checks that need exchange rates.
            cue: What the words say, for checks of order ("less", "more").
            **figures: A figure for each slot, or a list of figures for a slot that takes many.

        Raises:
            ClaimError: An unknown check or slot, or a cue the check does not know.
            ParseError: A phrase that is not one figure.

        Example:
            >>> Engine().check_claim("growth", new="13,9", old="12,4", stated="12 prosent").verdict
            'consistent'
        """
        chosen = self._by_name.get(check)
        if chosen is None:
            raise ClaimError(f"no check named {check!r}", hint="one of " + ", ".join(self._by_name))
        unknown = [slot for slot in figures if slot not in chosen.slots]
        if unknown:
            raise ClaimError(f"{check} has no slot {unknown[0]!r}", hint="its slots are " + ", ".join(chosen.slots))
        if chosen.cues and cue not in chosen.cues and not (cue is None and chosen.cue_optional):
            need = "does not know the cue" if cue is not None else "needs a cue"
            raise ClaimError(f"{check} {need}", hint="one of " + ", ".join(sorted(chosen.cues)))
        operands: list[tuple[str, tuple[Operand, ...]]] = []
        for slot in chosen.slots:
            given = figures.get(slot)
            if given is None:
                continue
            many = (given,) if isinstance(given, str | Quantity | Mention) else tuple(given)
            if len(many) > 1 and slot != chosen.many:
                raise ClaimError(f"{check} takes one figure for {slot!r}", hint="give a single phrase")
            operands.append((slot, tuple(self._operand(one) for one in many)))
        claim = Claim(check, tuple(operands), cue=cue)
        return judge(claim, chosen, World(self.rates, as_date(on)))

    def _operand(self, figure: Figure) -> Operand:
        if isinstance(figure, str):
            return Operand(self.parse(figure))
        return Operand(figure)

    def extract_iter(self, texts: Iterable[str], *, on: Day = None) -> Iterator[list[Mention]]:
        """The figures of each text of a stream."""
        return (self.extract(text, on=on) for text in texts)

    def check_iter(self, texts: Iterable[str], *, on: Day = None) -> Iterator[Report]:
        """The report of each text of a stream."""
        return (self.check(text, on=on) for text in texts)

    def _provenance(self) -> tuple[tuple[str, str], ...]:
        facts: list[tuple[str, str]] = [("finnorm", __version__), ("lexicon", self._lexicon.digest)]
        known: Mapping[str, object] = getattr(self.rates, "provenance", None) or {}
        facts += [(f"rates {key}", str(value)) for key, value in known.items()]
        return tuple(facts)


@cache
def default_engine() -> Engine:
    """The engine of the module functions."""
    return Engine()


def parse(
    text: str, *, scale: int | str | None = None, currency: str | None = None, accounting: bool = False
) -> Quantity:
    """See `Engine.parse`.

    Example:
        >>> parse("halvannen milliard kroner").value
        Decimal('1500000000')
    >>> parse("(87)", scale=1_000_000, currency="EUR", accounting=True).value
    Decimal('-87000000')
    """
    return default_engine().parse(text, scale=scale, currency=currency, accounting=accounting)


def parse_column(
    cells: Iterable[object],
    *,
    scale: int | str | None = None,
    currency: str | None = None,
    accounting: bool = False,
    errors: Errors = "raise",
) -> Column:
    """See `Engine.parse_column`.

    Example:
        >>> column = parse_column(["4.5", "12 34"], errors="null")
        >>> column.value, column.reason[1]
        ([Decimal('4.5'), None], 'more than one figure (parse reads one; use extract for text)')
    """
    return default_engine().parse_column(cells, scale=scale, currency=currency, accounting=accounting, errors=errors)


def convert(figure: Figure, unit: Unit | str, *, on: Day = None) -> Quantity:
    """See `Engine.convert`.

    Example:
        >>> str(convert("73 dollar per fat", "NOK/Sm3", on="2025-08-27"))
        '4668 NOK/Sm3'
    """
    return default_engine().convert(figure, unit, on=on)


def extract(text: str, *, on: Day = None) -> list[Mention]:
    """See `Engine.extract`.

    Example:
        >>> [(m.surface, m.hedge) for m in extract("Prisen er rundt 145 millioner dollar.")]
        [('145 millioner dollar', 'about')]
    """
    return default_engine().extract(text, on=on)


def check(text: str, *, on: Day = None) -> Report:
    """See `Engine.check`."""
    return default_engine().check(text, on=on)


def check_claim(
    check: str, /, *, on: Day = None, cue: str | None = None, **figures: Figure | Sequence[Figure]
) -> Finding:
    """See `Engine.check_claim`.

    Example:
        >>> check_claim("growth", new="2,88 milliarder", old="64,8 millioner", stated="mer enn 4.000 prosent").verdict
        'consistent'
    """
    return default_engine().check_claim(check, on=on, cue=cue, **figures)


def extract_iter(texts: Iterable[str], *, on: Day = None) -> Iterator[list[Mention]]:
    """See `Engine.extract_iter`."""
    return default_engine().extract_iter(texts, on=on)


def check_iter(texts: Iterable[str], *, on: Day = None) -> Iterator[Report]:
    """See `Engine.check_iter`."""
    return default_engine().check_iter(texts, on=on)
