"""Examples reckoned by hand: figures as a text has them, what they allow, and the verdict."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from finnorm.api import Engine, check_claim
from finnorm.checks.equivalent import Equivalent
from finnorm.checks.parts import Parts
from finnorm.errors import ClaimError, RateUnavailable
from finnorm.rates import Rate
from finnorm.values.interval import Interval
from finnorm.values.numeral import Numeral
from finnorm.values.quantity import Quantity
from finnorm.values.unit import PERCENT

DAY = "2025-08-27"
WHOLE = Quantity(Numeral(100, style="exact"), PERCENT)
"""A hundred percent, which nobody rounds."""


def between(low: str, high: str, *, brackets: str = "[]") -> Interval:
    """An interval in the notation of textbooks, its ends as decimals or fractions."""
    return Interval(Fraction(low), Fraction(high), brackets[0] == "(", brackets[1] == ")")


class YuanPerDollar:
    """One rate between yuan and dollars, on every day."""

    def __init__(self, yuan: str) -> None:
        self.yuan = Fraction(yuan)

    def rate(self, base: str, quote: str, on: date) -> Rate:
        """The rate."""
        if (base, quote) != ("CNY", "USD"):
            raise RateUnavailable("only yuan in dollars", text=f"{base}/{quote}")
        return Rate(1 / self.yuan, base, quote, on, on, "an example", "fixing")


# 1. An amount in two currencies.


def test_the_rate_that_a_hedged_pair_implies() -> None:
    profit = check_claim("equivalent", left="1,04 milliarder yuan", right="rundt 145 millioner dollar", on=DAY)
    figures = [slot[1][0].sets[0] for slot in profit.claim.operands]
    assert figures[0].divide(figures[1]) == between("414/59", "22/3")
    bare = check_claim("equivalent", left="1,04 milliarder yuan", right="145 millioner dollar", on=DAY)
    figures = [slot[1][0].sets[0] for slot in bare.claim.operands]
    assert figures[0].divide(figures[1]) == between("690/97", "2090/289")


@pytest.mark.parametrize("yuan", ["7.1108", "7.1518"], ids=["the fixing", "the close before"])
@pytest.mark.parametrize("dollars", ["rundt 145 millioner dollar", "145 millioner dollar"])
def test_a_pair_agrees_at_either_rate(yuan: str, dollars: str) -> None:
    finding = Engine(rates=YuanPerDollar(yuan)).check_claim(
        "equivalent", left="1,04 milliarder yuan", right=dollars, on=DAY
    )
    assert finding.verdict == "consistent"


@pytest.mark.parametrize("dollars", ["104", "154", "415", "1.450"], ids=["104", "154", "415", "1450"])
@pytest.mark.parametrize("hedge", ["", "rundt "], ids=["bare", "hedged"])
def test_a_pair_with_wrong_digits_does_not_agree(dollars: str, hedge: str) -> None:
    right = f"{hedge}{dollars} millioner dollar"
    assert check_claim("equivalent", left="1,04 milliarder yuan", right=right, on=DAY).verdict == "inconsistent"


def test_a_loose_rate_and_a_truncated_amount_reach_just_as_far_as_a_hedge() -> None:
    engine = Engine(rates=YuanPerDollar("7.1108"))
    for right, verdict in (("154 millioner dollar", "inconsistent"), ("rundt 154 millioner dollar", "borderline")):
        finding = engine.check_claim("equivalent", left="1,04 milliarder yuan", right=right, on=DAY)
        assert finding.verdict == verdict


# 2. A level and its growth, without the base.


def test_the_base_that_is_not_stated_is_inferred() -> None:
    finding = check_claim("growth", new="2,88 milliarder yuan", stated="mer enn 4.000 prosent")
    assert (finding.verdict, finding.reason) == ("cannot_check", "not_stated")
    ((slot, base),) = finding.inferred
    assert slot == "old"
    assert (base.high, base.high_open) == (Fraction(2_885_000_000, 41), True)
    assert round(base.high / 10**6, 2) == Fraction("70.37")


# 3. A heading without the hedge of the text.


def test_a_heading_may_leave_the_hedge_out() -> None:
    finding = check_claim("restated", first="4.000 prosent", again="mer enn 4.000 prosent")
    assert finding.verdict == "consistent"
    assert finding.stated is not None
    assert finding.implied is not None
    assert finding.stated.meet(finding.implied) == between("4000", "4000.5", brackets="(]")


# 4. Doubled, with a gain of over forty, and now at about eighty.


@pytest.mark.parametrize(
    ("level", "gain", "verdict", "reason"),
    [
        ("rundt 80", "over 40", "consistent", None),
        ("rundt 120", "over 40", "consistent", None),
        ("rundt 200", "over 40", "borderline", "hedge_cap"),
        ("rundt 30", "over 40", "inconsistent", None),
        ("rundt 120", "40", "inconsistent", None),
    ],
)
def test_more_than_doubled(level: str, gain: str, verdict: str, reason: str | None) -> None:
    finding = check_claim(
        "gain_and_level",
        level=f"{level} milliarder dollar",
        gain=f"{gain} milliarder dollar",
        stated="mer enn doblet",
    )
    assert (finding.verdict, finding.reason) == (verdict, reason)


def test_the_multiples_that_gain_and_level_allow() -> None:
    finding = check_claim(
        "gain_and_level", level="rundt 80 milliarder dollar", gain="over 40 milliarder dollar", stated="mer enn doblet"
    )
    assert finding.implied == Interval(Fraction(9, 5), None, low_open=True)


# 5. Counts are exact.


@pytest.mark.parametrize(("total", "verdict"), [("tre", "consistent"), ("fire", "inconsistent")])
def test_one_factory_and_two_more(total: str, verdict: str) -> None:
    numbers = {"én": 1, "to": 2, "tre": 3, "fire": 4}
    figures = {word: Quantity(Numeral(n, style="exact"), WHOLE.unit) for word, n in numbers.items()}
    finding = check_claim("parts", total=figures[total], parts=[figures["én"], figures["to"]])
    assert finding.verdict == verdict


# 6. A level, its base, and the percent between them.


@pytest.mark.parametrize(
    ("percent", "verdict"),
    [
        ("12", "consistent"),
        ("11", "consistent"),
        ("10,8", "borderline"),
        ("10,7", "inconsistent"),
        ("15", "inconsistent"),
    ],
)
def test_growth_from_12_4_to_13_9(percent: str, verdict: str) -> None:
    finding = check_claim("growth", old="12,4 mrd. kroner", new="13,9 mrd. kroner", stated=f"{percent} prosent")
    assert finding.verdict == verdict
    if verdict == "consistent":
        assert finding.implied is not None
        assert [round(end, 2) for end in (finding.implied.low, finding.implied.high)] == [
            Fraction("11.24"),
            Fraction("12.96"),
        ]


# 7. Percent where percentage points are meant.


def test_percentage_points_called_percent_are_wrong() -> None:
    finding = check_claim("growth", old="19,5 prosent", new="23,6 prosent", stated="4,1 prosent")
    assert finding.verdict == "inconsistent"
    right = check_claim("growth", old="19,5 prosent", new="23,6 prosent", stated="21 prosent")
    assert right.verdict == "consistent"
    assert right.implied is not None
    assert [round(end, 1) for end in (right.implied.low, right.implied.high)] == [
        Fraction("20.5"),
        Fraction("21.6"),
    ]


# 8. Shares of a whole.


@pytest.mark.parametrize(
    ("shares", "verdict"),
    [
        (("33,4", "33,3", "33,2"), "consistent"),
        (("34", "33", "31"), "borderline"),
        (("34,0", "33,0", "31,0"), "inconsistent"),
    ],
    ids=["rounded", "truncated", "wrong"],
)
def test_shares_that_should_make_a_hundred(shares: tuple[str, ...], verdict: str) -> None:
    finding = check_claim("parts", total=WHOLE, parts=[f"{share} prosent" for share in shares])
    assert finding.verdict == verdict


def test_the_sum_of_rounded_shares() -> None:
    shares = tuple(Numeral(share).strict for share in (34, 33, 31))
    assert Parts().solve("total", {"parts": shares}) == between("96.5", "99.5")


# 9. An amount a share.


@pytest.mark.parametrize(("price", "verdict"), [("8,50", "consistent"), ("8,05", "inconsistent")])
def test_an_amount_a_share(price: str, verdict: str) -> None:
    finding = check_claim(
        "per_unit", amount="1 234 mill. kroner", count="145,2 millioner aksjer", stated=f"{price} kroner per aksje"
    )
    assert finding.verdict == verdict
    if verdict == "consistent":
        assert finding.implied is not None
        assert [round(end, 4) for end in (finding.implied.low, finding.implied.high)] == [
            Fraction("8.4923"),
            Fraction("8.5050"),
        ]
    else:
        assert finding.repair is not None
        assert (finding.repair.edit, finding.repair.value) == ("swapped digits", Fraction("8.5"))


@pytest.mark.parametrize(
    ("count", "price", "reason"),
    [
        ("4.500 tonn", "78 kroner per kilo", None),
        ("4.500 tonn", "78 000 kroner per tonn", None),
        ("4.500 tonn", "78 kroner per liter", "units"),
        ("4.500 tonn", "78 euro per kilo", "units"),
        ("4.500 tonn", "78 kroner", "units"),
        ("4,5 millioner kunder", "78 kroner per kilo", "units"),
        ("4,5 millioner kunder", "78 kroner per kunde", None),
        ("4,50 GWh", "78 000 kroner per MWh", None),
    ],
)
def test_a_price_is_for_what_is_counted(count: str, price: str, reason: str | None) -> None:
    finding = check_claim("per_unit", amount="351 mill. kroner", count=count, stated=price)
    assert (finding.verdict, finding.reason) == ("cannot_check" if reason else "consistent", reason)


# 10. Three times as much, and three times more.


@pytest.mark.parametrize(
    ("left", "cue", "verdict"),
    [
        ("9,3", None, "consistent"),
        ("9,3", "more", "consistent"),
        ("12,4", None, "inconsistent"),
        ("12,4", "more", "borderline"),
        ("15,5", "more", "inconsistent"),
    ],
)
def test_three_times_more_may_be_four_times_as_much(left: str, cue: str | None, verdict: str) -> None:
    finding = check_claim("ratio", cue=cue, left=f"{left} mill.", right="3,1 mill.", stated="tre ganger så mye")
    assert (finding.verdict, finding.reason) == (verdict, "other_reading" if verdict == "borderline" else None)


def test_a_cue_that_the_check_does_not_know_is_refused() -> None:
    with pytest.raises(ClaimError, match="cue"):
        check_claim("ratio", cue="less", left="9,3 mill.", right="3,1 mill.", stated="tre ganger så mye")


# 11. Two pairs of amounts imply one rate, whatever it is.


def test_two_pairs_without_a_rate() -> None:
    note, cents = Interval.point(50 * 10**9), Numeral(33, -2, decimals=2).strict
    rate = Equivalent().solve("rate", {"left": (note,), "right": (cents,)})
    assert rate is not None
    implied = Equivalent().solve("right", {"left": (Numeral(12, 14, decimals=1).strict,), "rate": (rate,)})
    assert implied == between("7475", "8375")
    stated = check_claim("restated", first="rundt 4000 dollar", again="8000 dollar")
    assert stated.verdict == "inconsistent"


# 12. What only holds pair by pair.


def test_each_pair_of_a_chain_may_meet() -> None:
    whole = check_claim("parts", total="3 millioner kroner", parts=["2 millioner kroner", "2 millioner kroner"])
    again = check_claim("restated", first="3 millioner kroner", again="2 millioner kroner")
    assert (whole.verdict, again.verdict) == ("consistent", "consistent")
    assert whole.stated is not None
    assert whole.implied is not None
    assert whole.stated.meet(whole.implied) == between("3e6", "3.5e6")
    assert again.stated is not None
    assert again.implied is not None
    assert again.stated.meet(again.implied) == Interval.point(2_500_000)
