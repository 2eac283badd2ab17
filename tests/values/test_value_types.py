"""Values are values: equal ones are interchangeable, they cross process borders, and nobody changes them."""

from __future__ import annotations

import copy
import importlib
import inspect
import pickle
import pkgutil
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given

import finnorm.values
from finnorm.api import extract
from finnorm.values.claim import Claim, Operand
from finnorm.values.conversion import Conversion
from finnorm.values.document import Block, Document, Sentence
from finnorm.values.finding import Finding, RateEvidence, Repair
from finnorm.values.hedge import Hedge
from finnorm.values.interval import Interval
from finnorm.values.mention import Inherited, Mention
from finnorm.values.numeral import Numeral
from finnorm.values.period import Period
from finnorm.values.quantity import Quantity
from finnorm.values.rate import Leg, Rate
from finnorm.values.unit import PERCENT, Unit
from tests.strategies import hedges, intervals, numerals

DAY = date(2025, 8, 27)


def examples() -> list[object]:
    """One of each kind of value, made anew at every call."""
    interval = Interval(Fraction(1), None, low_open=True)
    numeral = Numeral(104, 7, decimals=2)
    hedge = Hedge("over", cap=Fraction(2))
    unit = Unit("money", "NOK", "kWh")
    quantity = Quantity(numeral, unit, hedge)
    period = Period("half", 1, 2025, start=date(2025, 1, 1), end=date(2025, 6, 30))
    inherited = Inherited("unit", 30, 36)
    mention = Mention(
        3, 7, "1,04", quantity, inherited=(inherited,), period=period, readings=(quantity,), rules=("shared unit",)
    )
    operand = Operand(mention, -1)
    rival = Claim("growth", (("new", (Operand(quantity),)),))
    claim = Claim("growth", (("new", (operand,)),), "anaphoric", scopes=("organisk",), alternatives=(rival,))
    rate = RateEvidence(Fraction(117860, 11593), "USD", "NOK", DAY, DAY, "an example", "fixing")
    leg = Leg(Fraction("11.786"), "EUR", "NOK", DAY, "an example")
    full = Rate(Fraction("11.786"), "EUR", "NOK", DAY, DAY, "an example", "fixing", (leg,))
    conversion = Conversion(unit, Fraction("11.786"), (full,))
    repair = Repair("new", 0, "swapped digits", Fraction(140))
    finding = Finding(
        claim,
        "inconsistent",
        stated=interval,
        inferred=(("old", interval),),
        witness=(("new", (Fraction(1, 3),)),),
        power=(("new", Fraction(2)),),
        repair=repair,
        rate=rate,
    )
    block = Block("paragraph", 0, 8)
    document = Document("Vi økte.", DAY, (block,))
    return [
        *(interval, numeral, hedge, unit, quantity, period, inherited, mention, operand, claim, rate, repair),
        *(leg, full, conversion),
        *(finding, block, Sentence(0, 8, 0), document),
    ]


def journey(value: object) -> object:
    """The value after a way through bytes."""
    return pickle.loads(pickle.dumps(value))  # noqa: S301 - bytes of our own


NAMES = [type(one).__name__ for one in examples()]


def test_every_kind_of_value_is_tried() -> None:
    kinds = set()
    for module in pkgutil.iter_modules(finnorm.values.__path__, "finnorm.values."):
        found = inspect.getmembers(importlib.import_module(module.name), inspect.isclass)
        own = [kind for _, kind in found if kind.__module__ == module.name and kind.__name__[0] != "_"]
        kinds |= {kind.__name__ for kind in own if not getattr(kind, "_is_protocol", False)}
    assert kinds == set(NAMES)


@pytest.mark.parametrize("position", range(len(NAMES)), ids=NAMES)
def test_a_value_is_equal_to_its_twin_and_survives_a_journey(position: int) -> None:
    one, twin = examples()[position], examples()[position]
    assert twin is not one
    for other in (twin, copy.copy(one), copy.deepcopy(one), journey(one)):
        assert other == one
        assert hash(other) == hash(one)
        assert repr(other) == repr(one)
    assert all(one != other for other in (*examples()[:position], *examples()[position + 1 :], None))


@pytest.mark.parametrize("position", range(len(NAMES)), ids=NAMES)
def test_a_value_cannot_be_changed_or_extended(position: int) -> None:
    one = examples()[position]
    for name in (*inspect.signature(type(one)).parameters, "novelty"):
        with pytest.raises((AttributeError, TypeError)):
            setattr(one, name, None)
        with pytest.raises((AttributeError, TypeError)):
            delattr(one, name)
    assert one == examples()[position]


@given(intervals(), numerals(), hedges())
def test_any_figure_survives_a_journey(interval: Interval, numeral: Numeral, hedge: Hedge) -> None:
    for one in (interval, Quantity(numeral, PERCENT, hedge)):
        assert journey(one) == one
        assert hash(journey(one)) == hash(one)


@pytest.mark.parametrize("asked", [False, True], ids=["unasked", "asked"])
def test_a_figure_read_from_a_text_survives_a_journey(asked: bool) -> None:
    text = "I andre kvartal gikk Fjordmat 214 millioner kroner i minus, mot 12 millioner i fjor."
    mentions, twins = (extract(text, on=DAY) for _ in range(2))
    if asked:
        assert mentions[0].polarity == "loss"
        assert mentions[0].period is not None
    for one, twin in zip(mentions, twins, strict=True):
        back = journey(one)
        assert back == one == twin
        assert hash(back) == hash(one) == hash(twin)
        assert (back.period, back.polarity) == (twin.period, twin.polarity)


def test_a_figure_that_is_too_long_says_so() -> None:
    mention = Mention(0, 40, "9" * 40, None, status="too_long")
    assert (mention.kind, mention.unit, mention.value, mention.hedge) == ("count", None, None, None)
    with pytest.raises(ValueError, match="too many digits"):
        _ = mention.figure


def test_a_mention_speaks_for_its_quantity() -> None:
    quantity = Quantity(Numeral(40, 9), Unit("money", "USD"), Hedge("over"))
    mention = Mention(0, 20, "40 milliarder dollar", quantity)
    assert (mention.kind, mention.unit, mention.value, mention.hedge) == ("money", "USD", 40 * 10**9, "over")
    assert (mention.strict, mention.lenient) == quantity.sets
    assert str(mention) == "40 milliarder dollar"


def test_an_operand_is_a_figure_with_the_sign_of_its_words() -> None:
    quantity = Quantity(Numeral(12), PERCENT)
    mention = Mention(5, 15, "12 prosent", quantity)
    rise, fall = Operand(mention), Operand(mention, -1)
    assert rise.sets == quantity.sets
    assert fall.sets == (-quantity.strict, -quantity.lenient)
    assert (fall.quantity, fall.unit, fall.mention, str(fall)) == (quantity, PERCENT, mention, "12 prosent")
    own = Operand(quantity)
    assert (own.quantity, own.mention, str(own)) == (quantity, None, "12 percent")


def test_a_claim_gives_its_figures_by_slot() -> None:
    first, second = (Mention(at, at + 1, "3", Quantity(Numeral(3), PERCENT)) for at in (0, 5))
    own = Operand(Quantity(Numeral(6), PERCENT))
    claim = Claim("parts", (("total", (own,)), ("parts", (Operand(first), Operand(second)))))
    assert claim.slot("parts") == (Operand(first), Operand(second))
    assert claim.slot("absent") == ()
    assert claim.mentions == (first, second)


def test_a_finding_is_called_after_its_claim() -> None:
    assert Finding(Claim("growth", ()), "cannot_check").check == "growth"


@pytest.mark.parametrize(
    ("period", "length"),
    [
        (Period("quarter", 2, 2025), ("quarter", 0)),
        (Period("range", start=date(2025, 2, 1), end=date(2025, 4, 30)), ("range", 3)),
        (Period("range", start=date(2025, 1, 1), end=date(2025, 3, 31)), ("range", 3)),
        (Period("range"), ("range", 0)),
    ],
    ids=["quarter", "February to April", "January to March", "unknown"],
)
def test_periods_of_one_length_may_be_compared(period: Period, length: tuple[str, int]) -> None:
    assert period.length == length
