"""Verdicts, held against writers who round, figures that were corrupted, and what is possible by corners."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from finnorm.checks import CHECKS, World, judge
from finnorm.errors import RateUnavailable
from finnorm.rates import Rate, default
from finnorm.values.claim import Binding, Claim, Operand
from finnorm.values.finding import Finding, Repair
from finnorm.values.hedge import Hedge
from finnorm.values.mention import Mention
from finnorm.values.numeral import Numeral
from finnorm.values.period import Period
from finnorm.values.quantity import Quantity
from finnorm.values.unit import COUNT, MULTIPLE, PERCENT, PERCENTAGE_POINT, Unit
from tests.oracle import Ends, Printed, closed, image, rounded, total, truncated
from tests.strategies import HEDGES, amounts, hedges, numerals

NOK, USD = Unit("money", "NOK"), Unit("money", "USD")
BY_NAME = {check.name: check for check in CHECKS}
DAY = date(2025, 8, 27)
ONE = Fraction(1)

Figures = dict[str, list[Printed]]


def figure(printed: Printed, unit: Unit = NOK, hedge: Hedge | None = None, sign: int = 1) -> Operand:
    """A printed figure as an operand; a negative one is printed as its magnitude and gets its sign from the words."""
    numeral = Numeral(printed.digits, printed.place, decimals=printed.decimals)
    return Operand(Quantity(numeral, unit, hedge), sign)


def put(
    check: str, slots: dict[str, Sequence[Operand]], cue: str | None = None, binding: Binding = "explicit"
) -> Claim:
    """A claim with these figures."""
    return Claim(check, tuple((slot, tuple(figures)) for slot, figures in slots.items()), binding, cue)


def verdict_on(claim: Claim, world: World | None = None) -> Finding:
    """The judge's answer."""
    return judge(claim, BY_NAME[claim.check], world or World())


# ----------------------------------------------------------------------------------------------------- what is possible


@dataclass(frozen=True)
class Relation:
    """A relation as a test knows it: true values, units, which figures can hold together, and the identity."""

    truth: Callable[[], st.SearchStrategy[dict[str, list[Fraction]]]]
    units: dict[str, Unit]
    possible: Callable[[dict[str, list[Ends]]], bool]
    holds: Callable[[dict[str, Sequence[Fraction]]], bool]
    percent: str = ""
    """The slot that is printed in percent and reckoned as a share of one."""
    exact: frozenset[str] = frozenset()
    """Slots with whole numbers that nobody rounds."""


@st.composite
def grown(draw: st.DrawFn) -> dict[str, list[Fraction]]:
    old = draw(amounts())
    new = old * draw(st.fractions(Fraction(1, 10), 40, max_denominator=200) | st.sampled_from((ONE, ONE * 2, ONE / 2)))
    return {"old": [old], "new": [new], "stated": [100 * (new / old - 1)]}


@st.composite
def gained(draw: st.DrawFn) -> dict[str, list[Fraction]]:
    level = draw(amounts())
    multiple = draw(st.fractions(Fraction(3, 2), 12, max_denominator=100))
    return {"level": [level], "gain": [level * (1 - 1 / multiple)], "stated": [multiple]}


@st.composite
def divided(draw: st.DrawFn) -> dict[str, list[Fraction]]:
    found = draw(st.lists(amounts(), min_size=2, max_size=5))
    return {"total": [sum(found, Fraction(0))], "parts": found}


@st.composite
def apportioned(draw: st.DrawFn) -> dict[str, list[Fraction]]:
    found = (draw(divided()))["parts"]
    return {"shares": [100 * one / sum(found) for one in found]}


@st.composite
def retold(draw: st.DrawFn) -> dict[str, list[Fraction]]:
    value = draw(amounts())
    return {"first": [value], "again": [value]}


@st.composite
def moved(draw: st.DrawFn) -> dict[str, list[Fraction]]:
    old, new = draw(amounts()), draw(amounts())
    return {"old": [old], "new": [new], "stated": [new - old]}


@st.composite
def multiplied(draw: st.DrawFn) -> dict[str, list[Fraction]]:
    old, multiple = draw(amounts()), draw(st.fractions(Fraction(1, 10), 40, max_denominator=200))
    return {"old": [old], "new": [old * multiple], "stated": [multiple]}


@st.composite
def shared(draw: st.DrawFn) -> dict[str, list[Fraction]]:
    whole, percent = draw(amounts()), draw(st.fractions(1, 100, max_denominator=200))
    return {"part": [whole * percent / 100], "whole": [whole], "stated": [percent]}


@st.composite
def earned(draw: st.DrawFn) -> dict[str, list[Fraction]]:
    made = draw(shared())
    return {"result": made["part"], "revenue": made["whole"], "stated": made["stated"]}


@st.composite
def priced(draw: st.DrawFn) -> dict[str, list[Fraction]]:
    count, price = draw(amounts()), draw(amounts(50))
    return {"amount": [count * price], "count": [count], "stated": [price]}


@st.composite
def compared(draw: st.DrawFn) -> dict[str, list[Fraction]]:
    made = draw(multiplied())
    return {"left": made["new"], "right": made["old"], "stated": made["stated"]}


@st.composite
def belonging(draw: st.DrawFn) -> dict[str, list[Fraction]]:
    made = draw(shared())
    return {"whole": made["whole"], "part": made["part"]}


@st.composite
def compounded(draw: st.DrawFn) -> dict[str, list[Fraction]]:
    old, years = draw(amounts()), draw(st.integers(1, 6))
    stated = draw(st.fractions(-40, -3, max_denominator=20) | st.fractions(3, 60, max_denominator=20))
    return {"old": [old], "new": [old * (1 + stated / 100) ** years], "years": [Fraction(years)], "stated": [stated]}


def compound_is_possible(ends: dict[str, list[Ends]]) -> bool:
    """New = old · (1 + percent / 100)^years, which grows with the level and the percent; the years are one number."""
    years = ends["years"][0].low
    assert years is not None
    level = image(lambda old, percent: old * (1 + percent / 100) ** int(years), ends["old"][0], ends["stated"][0])
    return level.meets(ends["new"][0])


def growth_is_possible(ends: dict[str, list[Ends]]) -> bool:
    """New = old · (1 + percent / 100), which grows with both."""
    factor = image(lambda percent: 1 + percent / 100, ends["stated"][0])
    return image(lambda a, b: a * b, ends["old"][0], factor).meets(ends["new"][0])


def gain_is_possible(ends: dict[str, list[Ends]]) -> bool:
    """Gain = level · (1 − 1 / multiple), which grows with both; what was there before is positive."""
    kept = image(lambda multiple: 1 - 1 / multiple, ends["stated"][0])
    if kept.high is None:
        kept = replace(kept, high=ONE, high_closed=False)
    return image(lambda a, b: a * b, ends["level"][0], kept).meets(ends["gain"][0])


RELATIONS = {
    "growth": Relation(
        grown,
        {"old": NOK, "new": NOK, "stated": PERCENT},
        growth_is_possible,
        lambda w: w["new"][0] == w["old"][0] * (1 + w["stated"][0] / 100),
    ),
    "gain_and_level": Relation(
        gained,
        {"level": NOK, "gain": NOK, "stated": MULTIPLE},
        gain_is_possible,
        lambda w: w["stated"][0] * (w["level"][0] - w["gain"][0]) == w["level"][0],
    ),
    "difference": Relation(
        moved,
        {"old": NOK, "new": NOK, "stated": NOK},
        lambda ends: total((ends["old"][0], ends["stated"][0])).meets(ends["new"][0]),
        lambda w: w["new"][0] - w["old"][0] == w["stated"][0],
    ),
    "points": Relation(
        moved,
        {"old": PERCENT, "new": PERCENT, "stated": PERCENTAGE_POINT},
        lambda ends: total((ends["old"][0], ends["stated"][0])).meets(ends["new"][0]),
        lambda w: w["new"][0] - w["old"][0] == w["stated"][0],
    ),
    "multiple": Relation(
        multiplied,
        {"old": NOK, "new": NOK, "stated": MULTIPLE},
        lambda ends: image(lambda a, b: a * b, ends["old"][0], ends["stated"][0]).meets(ends["new"][0]),
        lambda w: w["new"][0] == w["old"][0] * w["stated"][0],
    ),
    "share": Relation(
        shared,
        {"part": NOK, "whole": NOK, "stated": PERCENT},
        lambda ends: image(lambda a, b: a * b / 100, ends["whole"][0], ends["stated"][0]).meets(ends["part"][0]),
        lambda w: w["part"][0] == w["whole"][0] * w["stated"][0],
        percent="stated",
    ),
    "margin": Relation(
        earned,
        {"result": NOK, "revenue": NOK, "stated": PERCENT},
        lambda ends: image(lambda a, b: a * b / 100, ends["revenue"][0], ends["stated"][0]).meets(ends["result"][0]),
        lambda w: w["result"][0] == w["revenue"][0] * w["stated"][0],
        percent="stated",
    ),
    "per_unit": Relation(
        priced,
        {"amount": NOK, "count": COUNT, "stated": Unit("money", "NOK", "share")},
        lambda ends: image(lambda a, b: a * b, ends["count"][0], ends["stated"][0]).meets(ends["amount"][0]),
        lambda w: w["amount"][0] == w["count"][0] * w["stated"][0],
    ),
    "ratio": Relation(
        compared,
        {"left": NOK, "right": NOK, "stated": MULTIPLE},
        lambda ends: image(lambda a, b: a * b, ends["right"][0], ends["stated"][0]).meets(ends["left"][0]),
        lambda w: w["left"][0] == w["right"][0] * w["stated"][0],
    ),
    "subset": Relation(
        belonging,
        {"whole": NOK, "part": NOK},
        lambda ends: total((ends["part"][0], Ends(Fraction(0), True, None, False))).meets(ends["whole"][0]),
        lambda w: w["part"][0] <= w["whole"][0],
    ),
    "cagr": Relation(
        compounded,
        {"old": NOK, "new": NOK, "years": COUNT, "stated": PERCENT},
        compound_is_possible,
        lambda w: w["new"][0] == w["old"][0] * (1 + w["stated"][0] / 100) ** int(w["years"][0]),
        exact=frozenset(("years",)),
    ),
    "parts": Relation(
        divided,
        {"total": NOK, "parts": NOK},
        lambda ends: total(ends["parts"]).meets(ends["total"][0]),
        lambda w: sum(w["parts"]) == w["total"][0],
    ),
    "shares_sum": Relation(
        apportioned,
        {"shares": PERCENT},
        lambda ends: total(ends["shares"]).meets(closed(Fraction(100), Fraction(100))),
        lambda w: sum(w["shares"]) == 100,
    ),
    "restated": Relation(
        retold,
        {"first": NOK, "again": NOK},
        lambda ends: ends["first"][0].meets(ends["again"][0]),
        lambda w: w["first"][0] == w["again"][0],
    ),
}

every_relation = pytest.mark.parametrize("name", RELATIONS)
some, few = settings(max_examples=60), settings(max_examples=30)


# -------------------------------------------------------------------------------------------------------------- writers


def write(draw: st.DrawFn, value: Fraction, habit: str) -> Printed:
    """The value as a writer of this habit prints it, its magnitude word and decimals as the writer likes."""
    decimals = draw(st.integers(0, 2))
    scale = draw(st.sampled_from((0, 0, 1)))
    unit = Fraction(10) ** (scale - decimals)
    if habit == "truncates":
        return Printed(truncated(value, unit), scale - decimals, decimals)
    if habit == "rounds off" and not decimals:
        step = draw(st.sampled_from((1, 2, 5, 10, 20, 50, 100))) * unit
        digits = rounded(value, step) * int(step / unit)
        if 4 * step <= abs(digits * unit):
            return Printed(digits, scale, 0)
    return Printed(rounded(value, unit, tie_up=draw(st.booleans())), scale - decimals, decimals)


def write_all(
    draw: st.DrawFn, truth: dict[str, list[Fraction]], *habits: str, exact: frozenset[str] = frozenset()
) -> Figures:
    """Every value printed, each with a habit of its own, but for those that nobody rounds."""
    return {
        slot: [
            Printed(int(value)) if slot in exact else write(draw, value, draw(st.sampled_from(habits)))
            for value in values
        ]
        for slot, values in truth.items()
    }


def put_printed(name: str, figures: Figures, **more: object) -> Claim:
    """The claim that these figures make."""
    units = RELATIONS[name].units
    slots = {slot: [figure(one, units[slot]) for one in printed] for slot, printed in figures.items()}
    return replace(put(name, slots), **more)


def defined(name: str, figures: Figures) -> bool:
    """Whether the figures that must be positive cannot be anything else, and multiples are above one."""
    bases = {
        "growth": ["old"],
        "gain_and_level": ["level"],
        "multiple": ["old", "new", "stated"],
        "share": ["part", "whole", "stated"],
        "margin": ["result", "revenue", "stated"],
        "per_unit": ["amount", "count", "stated"],
        "ratio": ["left", "right", "stated"],
        "subset": ["whole"],
        "cagr": ["old", "new"],
    }
    positive = all(one.lenient.low > 0 for slot in bases.get(name, []) for one in figures[slot])
    if name == "cagr":
        years = figures["years"][0].value
        return positive and figures["stated"][0].lenient.low > -100 and years.denominator == 1 and 1 <= years <= 100
    if name == "subset":
        return positive and figures["part"][0].value >= 0
    if name == "growth":
        return positive and figures["stated"][0].lenient.low > -100 and figures["new"][0].lenient.high >= 0
    return positive and (name != "gain_and_level" or figures["stated"][0].lenient.low >= 1)


def verify(name: str, figures: Figures, finding: Finding) -> None:
    """The witness satisfies the identity exactly, and lies in the sets that the verdict speaks of."""
    assert finding.witness is not None
    witness = dict(finding.witness)
    assert RELATIONS[name].holds(witness)
    for slot, printed in figures.items():
        for one, value in zip(printed, witness[slot], strict=True):
            in_print = value * 100 if slot == RELATIONS[name].percent else value
            assert (one.strict if finding.verdict == "consistent" else one.lenient).holds(in_print)


@every_relation
@some
@given(data=st.data())
def test_writers_who_round_to_the_nearest_are_always_right(name: str, data: st.DataObject) -> None:
    truth = data.draw(RELATIONS[name].truth())
    figures = write_all(data.draw, truth, "rounds", exact=RELATIONS[name].exact)
    assume(defined(name, figures))
    finding = verdict_on(put_printed(name, figures))
    assert finding.verdict == "consistent"
    verify(name, figures, finding)


@every_relation
@some
@given(data=st.data())
def test_writers_who_truncate_or_round_off_are_never_accused(name: str, data: st.DataObject) -> None:
    truth = data.draw(RELATIONS[name].truth())
    figures = write_all(data.draw, truth, "rounds", "truncates", "rounds off", exact=RELATIONS[name].exact)
    finding = verdict_on(put_printed(name, figures))
    assert finding.verdict != "inconsistent"
    if defined(name, figures):
        assert finding.verdict in ("consistent", "borderline")
        verify(name, figures, finding)


@st.composite
def corrupted(draw: st.DrawFn, name: str) -> Figures:
    """Figures that were printed truthfully, one of which was changed afterwards."""
    relation = RELATIONS[name]
    figures = write_all(draw, draw(relation.truth()), "rounds", "truncates", exact=relation.exact)
    slot = draw(st.sampled_from(sorted(figures)))
    index = draw(st.integers(0, len(figures[slot]) - 1))
    one = figures[slot][index]
    text = str(abs(one.digits))
    at = draw(st.integers(0, len(text) - 1))
    swapped = int(text[:at] + text[at : at + 2][::-1] + text[at + 2 :])
    other = int(text[:at] + draw(st.sampled_from("0123456789")) + text[at + 1 :])
    near = abs(one.digits) + draw(st.integers(-3, 3))
    size = draw(st.sampled_from((swapped, other, near, near, abs(one.digits) * 10)))
    figures[slot][index] = replace(one, digits=size if one.digits >= 0 else -size)
    return figures


@every_relation
@given(data=st.data())
def test_the_verdict_is_what_the_corners_allow(name: str, data: st.DataObject) -> None:
    figures = data.draw(corrupted(name))
    assume(defined(name, figures))
    strict = {slot: [one.strict for one in printed] for slot, printed in figures.items()}
    lenient = {slot: [one.lenient for one in printed] for slot, printed in figures.items()}
    for slot in RELATIONS[name].exact:
        strict[slot] = lenient[slot] = [closed(one.value, one.value) for one in figures[slot]]
    expected = "inconsistent"
    if RELATIONS[name].possible(strict):
        expected = "consistent"
    elif RELATIONS[name].possible(lenient):
        expected = "borderline"
    finding = verdict_on(put_printed(name, figures))
    assert finding.verdict == expected
    if expected == "inconsistent":
        assert finding.witness is None
        assert finding.severity >= 0
    else:
        verify(name, figures, finding)
        assert finding.severity == 0
        assert finding.reason == (None if expected == "consistent" else "rounding")


@given(st.data())
def test_an_order_is_wrong_only_where_no_true_values_have_it(data: st.DataObject) -> None:
    truth = {"left": [data.draw(amounts(20))], "right": [data.draw(amounts(20))]}
    figures = write_all(data.draw, truth, "rounds", "truncates")
    cue = data.draw(st.sampled_from(("less", "more")))
    small, large = ("left", "right") if cue == "less" else ("right", "left")
    claim = put("comparison", {slot: [figure(one) for one in printed] for slot, printed in figures.items()}, cue)
    finding = verdict_on(claim)
    strict = figures[small][0].strict.low < figures[large][0].strict.high
    lenient = figures[small][0].lenient.low < figures[large][0].lenient.high
    assert finding.verdict == ("consistent" if strict else "borderline" if lenient else "inconsistent")
    if finding.witness is not None:
        witness = dict(finding.witness)
        assert witness[small][0] < witness[large][0]


@given(st.data())
def test_a_truthful_hedge_is_never_accused(data: st.DataObject) -> None:
    truth = data.draw(grown())
    figures = write_all(data.draw, truth, "rounds", "truncates")
    stated, true_value = figures["stated"][0], truth["stated"][0]
    assume(defined("growth", figures) and true_value > 0 and stated.digits > 0)
    numeral = Numeral(stated.digits, stated.place, decimals=stated.decimals)
    truthful = [hedge for hedge in HEDGES.values() if true_value in hedge.sets(numeral)[0]]
    assume(truthful)
    hedge = data.draw(st.sampled_from(truthful))
    slots = {slot: [figure(one) for one in printed] for slot, printed in figures.items()}
    finding = verdict_on(put("growth", {**slots, "stated": [figure(stated, PERCENT, hedge)]}))
    assert finding.verdict in ("consistent", "borderline")
    assert dict(finding.witness or ())["new"]


@few
@given(st.data())
def test_a_fall_is_a_negative_growth_whether_the_sign_is_printed_or_said(data: st.DataObject) -> None:
    figures = data.draw(corrupted("growth"))
    assume(defined("growth", figures) and figures["stated"][0].digits < 0)
    printed = verdict_on(put_printed("growth", figures))
    stated = figures["stated"][0]
    said = figure(replace(stated, digits=-stated.digits), PERCENT, sign=-1)
    slots = {slot: [figure(one) for one in ones] for slot, ones in figures.items()}
    finding = verdict_on(put("growth", {**slots, "stated": [said]}))
    assert (finding.verdict, finding.witness, finding.severity) == (printed.verdict, printed.witness, printed.severity)


@every_relation
@few
@given(data=st.data(), power=st.integers(1, 9))
def test_another_magnitude_for_all_amounts_changes_no_verdict(name: str, data: st.DataObject, power: int) -> None:
    figures = data.draw(corrupted(name))
    units = RELATIONS[name].units
    scaled = {
        slot: [replace(one, place=one.place + power) if units[slot].kind == "money" else one for one in printed]
        for slot, printed in figures.items()
    }
    assert verdict_on(put_printed(name, figures)).verdict == verdict_on(put_printed(name, scaled)).verdict


@few
@given(data=st.data())
def test_the_order_of_the_parts_changes_no_verdict(data: st.DataObject) -> None:
    figures = data.draw(corrupted("parts"))
    shuffled = {**figures, "parts": data.draw(st.permutations(figures["parts"]))}
    one, other = verdict_on(put_printed("parts", figures)), verdict_on(put_printed("parts", shuffled))
    assert (one.verdict, one.implied, one.severity) == (other.verdict, other.implied, other.severity)


# --------------------------------------------------------------------------------------------------- power and severity


def changed(figures: Figures, slot: str, steps: int) -> Figures:
    """The figures, the last digit of one of them so many steps off."""
    one = figures[slot][0]
    return {**figures, slot: [replace(one, digits=one.digits + steps)]}


@every_relation
@few
@given(data=st.data())
def test_less_than_the_power_is_never_flagged_and_more_is(name: str, data: st.DataObject) -> None:
    truth = data.draw(RELATIONS[name].truth())
    figures = {slot: [Printed(rounded(value * 100, ONE), -2, 2) for value in values] for slot, values in truth.items()}
    assume(defined(name, figures))
    finding = verdict_on(put_printed(name, figures))
    assert {slot for slot, _ in finding.power} == {slot for slot, printed in figures.items() if len(printed) == 1}
    for slot, power in finding.power:
        one = figures[slot][0]
        power *= 100 if slot == RELATIONS[name].percent else 1
        beyond = power // one.unit + 1  # the least change of the last digit that is more than the power
        within = beyond - 1 if power % one.unit else beyond - 2
        for steps in (within, -within, within // 2, -(within // 2)):
            if within > 0 and (one.digits + steps) * one.digits > 0:
                assert verdict_on(put_printed(name, changed(figures, slot, steps))).verdict != "inconsistent"
        outside = [
            changed(figures, slot, steps) for steps in (beyond, -beyond) if (one.digits + steps) * one.digits > 0
        ]
        if len(outside) == 2 and all(defined(name, figures) for figures in outside):
            assert "inconsistent" in {verdict_on(put_printed(name, figures)).verdict for figures in outside}


def test_two_sets_that_only_touch_leave_no_room() -> None:
    claim = put("restated", {"first": [figure(Printed(120, -1, 1))], "again": [figure(Printed(1205, -2, 2))]})
    finding = verdict_on(put("restated", {slot: list(ones) for slot, ones in claim.operands}))
    assert finding.verdict == "consistent"
    assert finding.witness is not None
    touching = put(
        "restated", {"first": [figure(Printed(13))], "again": [figure(Printed(1395, -2, 2), hedge=HEDGES["at_least"])]}
    )
    assert dict(verdict_on(touching).power)["first"] > 0


def test_the_further_off_the_more_severe() -> None:
    claims = [
        put_printed(
            "growth", {"old": [Printed(124, -1, 1)], "new": [Printed(139, -1, 1)], "stated": [Printed(percent)]}
        )
        for percent in (15, 17, 40, 150)
    ]
    findings = [verdict_on(claim) for claim in claims]
    assert {finding.verdict for finding in findings} == {"inconsistent"}
    severities = [finding.severity for finding in findings]
    assert severities == sorted(set(severities))
    gap = Fraction("14.5") - 100 * (Fraction(14) / Fraction("12.35") - 1)  # to 14,0 (not quite) from 12,35
    assert severities[0] == gap / Fraction("1.5") + gap / 16


# ------------------------------------------------------------------------------------------ silence, caps, and readings


def growth(old: Operand, new: Operand, stated: Operand, **more: object) -> Claim:
    """A growth claim."""
    return replace(put("growth", {"old": [old], "new": [new], "stated": [stated]}), **more)


def wrong(**more: object) -> Claim:
    """From 12,4 to 13,9 is no 15 percent."""
    return growth(figure(Printed(124, -1, 1)), figure(Printed(139, -1, 1)), figure(Printed(15), PERCENT), **more)


RIGHT = growth(figure(Printed(124, -1, 1)), figure(Printed(139, -1, 1)), figure(Printed(12), PERCENT))


@pytest.mark.parametrize("binding", ["explicit", "anaphoric"])
def test_what_the_text_binds_may_be_wrong(binding: Binding) -> None:
    assert verdict_on(wrong(binding=binding)).verdict == "inconsistent"


def test_what_only_stands_near_is_confirmed_or_passed_over() -> None:
    assert verdict_on(replace(RIGHT, binding="proximate")).verdict == "consistent"
    finding = verdict_on(wrong(binding="proximate"))
    assert (finding.verdict, finding.reason) == ("cannot_check", "proximate")


@every_relation
@few
@given(data=st.data())
def test_what_only_stands_near_is_never_accused(name: str, data: st.DataObject) -> None:
    claim = put_printed(name, data.draw(corrupted(name)), binding="proximate")
    assert verdict_on(claim).verdict != "inconsistent"


@every_relation
@few
@given(data=st.data())
def test_figures_of_different_scope_are_not_compared(name: str, data: st.DataObject) -> None:
    finding = verdict_on(put_printed(name, data.draw(corrupted(name)), scopes=("organisk",)))
    assert (finding.verdict, finding.reason) == ("cannot_check", "scope")


@pytest.mark.parametrize(("new", "verdict", "reason"), [(81, "consistent", None), (85, "borderline", "hedge_cap")])
def test_an_open_hedge_holds_only_so_far(new: int, verdict: str, reason: str | None) -> None:
    stated = figure(Printed(4000), PERCENT, HEDGES["over"])
    finding = verdict_on(growth(figure(Printed(100, -2, 2)), figure(Printed(new * 100, -2, 2)), stated))
    assert (finding.verdict, finding.reason) == (verdict, reason)
    witness = dict(finding.witness or ())
    assert witness["stated"][0] > 4000
    assert Printed(100, -2, 2).strict.holds(witness["old"][0])
    assert Printed(new * 100, -2, 2).strict.holds(witness["new"][0])


def test_more_than_halved_may_be_anything_down_to_nothing() -> None:
    halved = Operand(Quantity(Numeral(1, 0, 2, style="factor"), MULTIPLE, HEDGES["over"]))
    for new in (45, 30, 3):
        slots = {"old": [figure(Printed(1000, -1, 1))], "new": [figure(Printed(new * 10, -1, 1))], "stated": [halved]}
        finding = verdict_on(put("multiple", slots))
        assert (finding.verdict, finding.reason) == ("consistent", None)


@pytest.mark.parametrize(("new", "verdict", "reason"), [(21, "consistent", None), (19, "borderline", "hedge_cap")])
@pytest.mark.parametrize("sign", [1, -1], ids=["printed", "said"])
def test_an_open_hedge_holds_only_so_far_downwards(new: int, verdict: str, reason: str | None, sign: int) -> None:
    stated = figure(Printed(-40 * sign), PERCENT, HEDGES["over"], sign=sign)
    finding = verdict_on(growth(figure(Printed(10000, -2, 2)), figure(Printed(new * 100, -2, 2)), stated))
    assert (finding.verdict, finding.reason) == (verdict, reason)


def ambiguous(first: Printed, rival: Printed, unit: Unit = NOK) -> Operand:
    """A figure whose separator can be read in two ways."""
    one, other = (figure(printed, unit).quantity for printed in (first, rival))
    return Operand(Mention(0, 6, "12,400", one, status="ambiguous", readings=(other,)))


THOUSANDS, DECIMALS = Printed(12400), Printed(12400, -3, 3)


@pytest.mark.parametrize(
    ("percent", "verdict", "reason"),
    [(Printed(12), "borderline", "other_reading"), (Printed(15), "inconsistent", None)],
    ids=["right for one reading", "wrong for both"],
)
def test_a_reading_that_fits_saves_the_claim(percent: Printed, verdict: str, reason: str | None) -> None:
    old = ambiguous(THOUSANDS, DECIMALS)
    finding = verdict_on(growth(old, figure(Printed(139, -1, 1)), figure(percent, PERCENT)))
    assert (finding.verdict, finding.reason) == (verdict, reason)


def test_the_first_reading_is_taken_where_it_fits() -> None:
    old = ambiguous(THOUSANDS, DECIMALS)
    finding = verdict_on(growth(old, figure(Printed(13900)), figure(Printed(12), PERCENT)))
    assert (finding.verdict, finding.reason) == ("consistent", None)


def test_a_reading_in_which_nothing_is_defined_saves_the_claim() -> None:
    old = ambiguous(Printed(124, -1, 1), Printed(0))
    finding = verdict_on(growth(old, figure(Printed(139, -1, 1)), figure(Printed(15), PERCENT)))
    assert (finding.verdict, finding.reason) == ("cannot_check", "undefined")


@pytest.mark.parametrize(
    ("rival", "verdict", "reason"),
    [
        (RIGHT, "consistent", None),
        (wrong(), "inconsistent", None),
        (replace(RIGHT, scopes=("organisk",)), "cannot_check", "rival_binding"),
        (replace(wrong(), binding="proximate"), "cannot_check", "rival_binding"),
    ],
    ids=["right", "wrong", "of another scope", "only near"],
)
def test_every_way_to_bind_the_figures_must_fail(rival: Claim, verdict: str, reason: str | None) -> None:
    finding = verdict_on(wrong(alternatives=(rival,)))
    assert (finding.verdict, finding.reason) == (verdict, reason)


@pytest.mark.parametrize(
    ("old", "new"),
    [(Printed(0), Printed(5)), (Printed(-10), Printed(5)), (Printed(10), Printed(-5)), (Printed(-10), Printed(-5))],
    ids=["from nothing", "from a loss to a profit", "from a profit to a loss", "from a loss to a loss"],
)
def test_no_percent_and_no_multiple_leads_from_or_to_a_loss(old: Printed, new: Printed) -> None:
    halved = Operand(Quantity(Numeral(1, 0, 2, style="factor"), MULTIPLE))
    claims = (
        growth(figure(old), figure(new), figure(Printed(50), PERCENT)),
        put("multiple", {"old": [figure(old)], "new": [figure(new)], "stated": [halved]}),
    )
    for finding in map(verdict_on, claims):
        assert (finding.verdict, finding.reason, finding.inferred) == ("cannot_check", "undefined", ())


def test_figures_that_surely_agree_do_even_if_a_loose_reading_of_them_is_undefined() -> None:
    old = figure(Printed(2), hedge=HEDGES["about"])
    finding = verdict_on(growth(old, figure(Printed(4)), figure(Printed(100), PERCENT)))
    assert finding.verdict == "consistent"


@pytest.mark.parametrize("name", [check.name for check in CHECKS])
def test_a_missing_figure_is_told_and_never_an_accident(name: str) -> None:
    check = BY_NAME[name]
    units = RELATIONS[name].units if name in RELATIONS else {"right": USD if check.kinds else NOK}
    slots = {slot: [figure(Printed(2), units.get(slot, NOK))] for slot in check.slots if slot not in check.optional}
    cue = None if check.cue_optional else min(check.cues, default=None)
    for left_out in slots:
        rest = {slot: ones for slot, ones in slots.items() if slot != left_out}
        finding = verdict_on(put(name, rest, cue))
        assert (finding.verdict, finding.witness) == ("cannot_check", None)
        assert finding.reason in ("not_stated", "undefined", "units", "kind", "no_rates")


@st.composite
def anything(draw: st.DrawFn, name: str) -> Claim:
    """A claim with any figures at all, of units that the check takes."""
    check = BY_NAME[name]
    units = {slot: Unit(min(kinds)) for slot, kinds in check.kinds.items()}
    units |= {"stated": PERCENTAGE_POINT} if name == "points" else {}
    units |= {"left": NOK, "right": USD} if check.converts else {}
    units |= RELATIONS[name].units if name == "per_unit" else {}
    slots = {}
    for slot in check.slots:
        quantities = st.builds(
            Quantity,
            numerals(),
            st.just(units.get(slot, NOK)),
            st.none() | hedges(),
            st.none() | st.none() | numerals(),
        )
        figures = st.builds(Operand, quantities, st.sampled_from((1, -1)))
        slots[slot] = draw(st.lists(figures, max_size=3 if slot == check.many else 1))
    cues: list[str | None] = [*sorted(check.cues), *([None] if check.cue_optional or not check.cues else [])]
    cue = draw(st.sampled_from(cues))
    return put(name, {slot: ones for slot, ones in slots.items() if ones}, cue)


@pytest.mark.parametrize("name", [check.name for check in CHECKS])
@given(data=st.data())
def test_no_figures_are_an_accident(name: str, data: st.DataObject) -> None:
    claim = data.draw(anything(name))
    finding = verdict_on(claim, World(Steady(), DAY))
    agrees = finding.verdict in ("consistent", "borderline")
    assert agrees or finding.witness is None
    for slot, values in finding.witness or ():
        for operand, value in zip(claim.slot(slot), values, strict=slot != "rate"):
            said = operand.sets[finding.verdict == "borderline"]
            in_percent = name == "margin" and slot == "stated" and 100 * value in said
            of_the_difference = finding.reason == "other_reading" and slot == "stated" and value - 1 in said
            assert name == "comparison" or value in said or in_percent or of_the_difference
    witness = dict(finding.witness or ())
    if name in RELATIONS and set(witness) >= set(RELATIONS[name].units):
        assert RELATIONS[name].holds(witness)


def test_the_missing_figure_is_inferred_from_the_others() -> None:
    rest = {slot: list(ones) for slot, ones in RIGHT.operands if slot != "old"}
    finding = verdict_on(put("growth", rest))
    assert finding.reason == "not_stated"
    ((slot, implied),) = finding.inferred
    low, high = Fraction("13.85") / Fraction("1.125"), Fraction("13.95") / Fraction("1.115")
    assert (slot, implied.low, implied.high) == ("old", low, high)


def test_units_that_do_not_fit_are_not_compared() -> None:
    dollars = growth(figure(Printed(124), USD), figure(Printed(139)), figure(Printed(12), PERCENT))
    assert verdict_on(dollars).reason == "units"
    price = Unit("money", "USD", "barrel")
    for left, right in ((NOK, PERCENT), (PERCENT, NOK), (NOK, price), (price, NOK)):
        order = put("comparison", {"left": [figure(Printed(5), left)], "right": [figure(Printed(9), right)]}, "less")
        assert verdict_on(order, World(Steady(), DAY)).reason == "units"
        same = put("equivalent", {"left": [figure(Printed(5), left)], "right": [figure(Printed(9), right)]})
        assert verdict_on(same, World(Steady(), DAY)).reason in ("units", "kind")
    assert (
        verdict_on(put("equivalent", {"left": [figure(Printed(5))], "right": [figure(Printed(9))]})).reason == "units"
    )
    points = growth(figure(Printed(124)), figure(Printed(139)), figure(Printed(12), PERCENTAGE_POINT))
    assert verdict_on(points).reason == "kind"


# -------------------------------------------------------------------------------------------------------------- repairs


def sum_of(whole: Printed, *found: Printed) -> Claim:
    """A total and its parts."""
    return put_printed("parts", {"total": [whole], "parts": list(found)})


@pytest.mark.parametrize(
    ("claim", "repair"),
    [
        (
            sum_of(Printed(9199, -1, 1), Printed(411, -1, 1), Printed(1588, -1, 1)),
            ("total", 0, "swapped digits", Fraction("199.9")),
        ),
        (
            sum_of(Printed(1999, 5, 1), Printed(411, 5, 1), Printed(1588, 2, 1)),
            ("parts", 1, "times 10^3", Fraction(158_800_000)),
        ),
        (sum_of(Printed(1470, -1, 1), Printed(415, -1, 1), Printed(1325, -1, 1)), None),
        (put_printed("restated", {"first": [Printed(42, 8, 1)], "again": [Printed(42, 5, 1)]}), None),
        (sum_of(Printed(97), Printed(92), Printed(0)), None),
    ],
    ids=[
        "swapped digits in the total",
        "a thousand times more in a part",
        "two swaps would do",
        "either may be wrong",
        "no figure is printed 05",
    ],
)
def test_a_repair_is_offered_where_exactly_one_edit_helps(claim: Claim, repair: tuple[object, ...] | None) -> None:
    finding = verdict_on(claim)
    assert finding.verdict == "inconsistent"
    assert (finding.repair and (*(getattr(finding.repair, name) for name in Repair.__slots__),)) == repair


@every_relation
@few
@given(data=st.data())
def test_a_repair_makes_the_claim_hold(name: str, data: st.DataObject) -> None:
    figures = data.draw(corrupted(name))
    finding = verdict_on(put_printed(name, figures))
    repair = finding.repair
    if repair is None:
        return
    one = figures[repair.slot][repair.index]
    if repair.edit == "swapped digits":
        mended = replace(one, digits=int(repair.value / one.unit))
        assert sorted(str(abs(mended.digits)).zfill(20)) == sorted(str(abs(one.digits)).zfill(20))
    elif repair.edit in ("dropped digit", "added digit"):
        mended = replace(one, digits=int(repair.value / one.unit))
        longer, shorter = sorted((str(abs(mended.digits)), str(abs(one.digits))), key=len, reverse=True)
        assert shorter in {longer[:at] + longer[at + 1 :] for at in range(len(longer))}
    elif repair.edit.startswith("times") or repair.edit == "thousands mark":
        power = 3 if repair.edit == "thousands mark" else int(repair.edit.removeprefix("times 10^"))
        mended = replace(one, place=one.place + power)
    else:
        return  # the figure stays, and is meant otherwise: tried by hand
    assert mended.value == repair.value
    figures[repair.slot][repair.index] = mended
    assert verdict_on(put_printed(name, figures)).verdict == "consistent"


# ------------------------------------------------------------------------------------------------------- exchange rates


class Steady:
    """One rate for every day, and the days around; nothing before 2025."""

    def __init__(self, kroner: str = "10", recent: tuple[str, str] = ("10", "10")) -> None:
        self.kroner = Fraction(kroner)
        self.recent = tuple(map(Fraction, recent))

    def rate(self, base: str, quote: str, on: date) -> Rate:
        """Ten kroner a dollar, or what else was said."""
        if on.year < 2025:
            raise RateUnavailable("no rate", text=f"{base}/{quote}")
        value = self.kroner if (base, quote) == ("USD", "NOK") else 1 / self.kroner
        return Rate(value, base, quote, on, on, "an example", "fixing")

    def extremes(self, base: str, quote: str, start: date, end: date) -> tuple[Fraction, Fraction] | None:
        """The lowest and the highest of the last 30 days."""
        low, high = self.recent
        return (low, high) if (base, quote) == ("USD", "NOK") else (1 / high, 1 / low)

    def average(self, base: str, quote: str, start: date, end: date) -> Rate:
        """Nine kroner a dollar."""
        assert start <= end
        return Rate(Fraction(9), base, quote, end, end, "an example", "average")

    def period_end(self, base: str, quote: str, start: date, end: date) -> Rate:
        """Eight kroner a dollar."""
        assert start <= end
        return Rate(Fraction(8), base, quote, end, end, "an example", "period end")


def exchanged(kroner: Operand, **more: object) -> Claim:
    """A hundred dollars, exactly, in kroner."""
    dollars = Operand(Quantity(Numeral(100, style="exact"), USD))
    return replace(put("equivalent", {"left": [dollars], "right": [kroner]}), **more)


@pytest.mark.parametrize(
    ("kroner", "verdict"),
    [
        ("1000", "consistent"),
        ("1005", "consistent"),
        ("995", "consistent"),
        ("1006", "borderline"),
        ("1030", "borderline"),
        ("970", "borderline"),
        ("1031", "inconsistent"),
        ("968", "inconsistent"),
    ],
)
def test_a_rate_has_half_a_percent_and_then_three(kroner: str, verdict: str) -> None:
    amount = figure(Printed(int(kroner) * 1000, -3, 3))
    finding = verdict_on(exchanged(amount), World(Steady(), DAY))
    assert finding.verdict == verdict
    witness = dict(finding.witness or ())
    if witness:
        assert witness["right"][0] == witness["left"][0] * witness["rate"][0]
        assert abs(witness["rate"][0] / 10 - 1) <= (Fraction(1, 200) if verdict == "consistent" else Fraction(3, 100))


def test_any_recent_fixing_saves_the_claim() -> None:
    amount = figure(Printed(115000, -2, 2))
    assert verdict_on(exchanged(amount), World(Steady(), DAY)).verdict == "inconsistent"
    finding = verdict_on(exchanged(amount), World(Steady(recent=("9.5", "11.6")), DAY))
    assert (finding.verdict, finding.reason) == ("borderline", "other_reading")


@pytest.mark.parametrize(("kroner", "method"), [(1000, "fixing"), (900, "average"), (800, "period end")])
def test_the_rates_of_the_period_are_tried(kroner: int, method: str) -> None:
    period = Period("half", 1, 2025, start=date(2025, 1, 1), end=date(2025, 6, 30))
    finding = verdict_on(exchanged(figure(Printed(kroner * 10, -1, 1)), period=period), World(Steady(), DAY))
    assert finding.verdict == "consistent"
    assert finding.rate is not None
    assert finding.rate.method == method


def test_a_period_to_come_has_no_rates_of_its_own() -> None:
    period = Period("year", None, 2027, start=date(2027, 1, 1), end=date(2027, 12, 31))
    finding = verdict_on(exchanged(figure(Printed(1000)), period=period), World(Steady(), DAY))
    assert finding.verdict == "consistent"


@pytest.mark.parametrize(
    ("world", "reason"),
    [
        (World(None, DAY), "no_rates"),
        (World(Steady(), None), "no_date"),
        (World(Steady(), date(2024, 8, 27)), "no_rate"),
    ],
    ids=["no rates", "no date", "no rate that day"],
)
def test_without_a_rate_nothing_is_said(world: World, reason: str) -> None:
    right = put("equivalent", {"left": [figure(Printed(1), USD)], "right": [figure(Printed(900))]})
    order = put("comparison", {"left": [figure(Printed(1), USD)], "right": [figure(Printed(900))]}, "more")
    for claim in (right, order):
        finding = verdict_on(claim, world)
        assert (finding.verdict, finding.reason) == ("cannot_check", reason)


def test_a_rate_that_is_given_needs_no_table() -> None:
    rate = Operand(Quantity(Numeral(95, -1, decimals=1), Unit("count")))
    claim = exchanged(figure(Printed(950)))
    with_rate = replace(claim, operands=(*claim.operands, ("rate", (rate,))))
    assert verdict_on(with_rate).verdict == "consistent"
    other = exchanged(figure(Printed(10000, -1, 1)))
    assert verdict_on(replace(other, operands=(*other.operands, ("rate", (rate,))))).verdict == "inconsistent"


def test_a_rate_that_is_stated_wins_whichever_way_it_is_said() -> None:
    rate = Operand(Quantity(Numeral(95, -1, decimals=1), Unit("count")))
    dollars, kroner = Operand(Quantity(Numeral(100, style="exact"), USD)), figure(Printed(9500, -1, 1))
    for left, right in ((dollars, kroner), (kroner, dollars)):
        claim = put("equivalent", {"left": [left], "right": [right]})
        claim = replace(claim, operands=(*claim.operands, ("rate", (rate,))))
        for world in (World(), World(Steady(), DAY)):
            assert verdict_on(claim, world).verdict == "consistent"
        assert verdict_on(replace(claim, operands=claim.operands[:2]), World(Steady(), DAY)).verdict == "inconsistent"


@pytest.mark.parametrize("swapped", [False, True], ids=["dollars first", "kroner first"])
def test_the_fixing_that_explains_the_figures_is_named(swapped: bool) -> None:
    # the krone lost six percent in the four trading days after 3 April 2025
    dollars = Operand(Quantity(Numeral(10**6, style="exact"), USD))
    kroner = figure(Printed(round(default().rate("USD", "NOK", date(2025, 4, 3)).value * 10**6)))
    left, right = (kroner, dollars) if swapped else (dollars, kroner)
    finding = verdict_on(put("equivalent", {"left": [left], "right": [right]}), World(default(), date(2025, 4, 9)))
    assert (finding.verdict, finding.reason) == ("borderline", "other_reading")
    assert finding.rate is not None
    assert (finding.rate.method, finding.rate.effective) == ("recent fixing", date(2025, 4, 3))
    assert finding.rate.source.startswith("European Central Bank")


@pytest.mark.parametrize("swapped", [False, True], ids=["dollars first", "kroner first"])
def test_orders_are_held_at_the_rate_of_the_day(swapped: bool) -> None:
    dollars, kroner = figure(Printed(1000, -1, 1), USD), figure(Printed(9000, -1, 1))
    left, right = (kroner, dollars) if swapped else (dollars, kroner)
    cue, wrong_cue = ("less", "more") if swapped else ("more", "less")
    world = World(Steady(), DAY)
    assert verdict_on(put("comparison", {"left": [left], "right": [right]}, cue), world).verdict == "consistent"
    finding = verdict_on(put("comparison", {"left": [left], "right": [right]}, wrong_cue), world)
    assert finding.verdict == "inconsistent"
    assert finding.rate is not None


@pytest.mark.parametrize("check", ["equivalent", "comparison"])
def test_a_reading_that_fits_saves_a_claim_in_two_currencies(check: str) -> None:
    kroner = ambiguous(Printed(1000000), Printed(1000000, -3, 3))
    claim = put(check, {"left": [figure(Printed(1000, -1, 1), USD)], "right": [kroner]}, "less")
    if check == "comparison":
        claim = put(check, {"left": [figure(Printed(1010, -1, 1), USD)], "right": [kroner]}, "more")
    finding = verdict_on(claim, World(Steady(), DAY))
    assert (finding.verdict, finding.reason) == ("borderline", "other_reading")


def test_an_open_hedge_in_another_currency_holds_as_far_as_in_its_own() -> None:
    over = figure(Printed(1000, -1, 1), USD, HEDGES["over"])
    world = World(Steady(), DAY)
    for kroner, reason in ((1900, None), (2100, "hedge_cap")):
        order = put("comparison", {"left": [figure(Printed(kroner * 10, -1, 1))], "right": [over]}, "less")
        assert verdict_on(order, world).reason == reason


@pytest.mark.parametrize(("kroner", "reason"), [(400, None), (200, "hedge_cap")])
def test_an_open_hedge_is_stretched_only_where_it_is_at_every_rate(kroner: int, reason: str | None) -> None:
    period = Period("half", 1, 2025, start=date(2025, 1, 1), end=date(2025, 6, 30))
    over = figure(Printed(kroner), NOK, HEDGES["over"])
    finding = verdict_on(exchanged(over, period=period), World(Steady(), DAY))
    assert (finding.verdict, finding.reason) == ("borderline" if reason else "consistent", reason)


def test_a_level_below_its_own_gain_is_no_multiple_at_all() -> None:
    level, gain = figure(Printed(30)), figure(Printed(40))
    for hedge in (None, *HEDGES.values()):
        stated = Operand(Quantity(Numeral(2, style="factor"), MULTIPLE, hedge))
        finding = verdict_on(put("gain_and_level", {"level": [level], "gain": [gain], "stated": [stated]}))
        assert finding.verdict == "inconsistent"
