"""Claims that are fine each and impossible together: found exactly where elimination finds it, and none too many."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise

import pytest

from finnorm.api import check, parse
from finnorm.checks import CHECKS, World, find_joint, judge
from finnorm.checks.joint import MOST_CLAIMS
from finnorm.values.claim import Binding, Claim, Operand
from finnorm.values.finding import Finding
from finnorm.values.numeral import Numeral
from finnorm.values.quantity import Quantity
from finnorm.values.unit import PERCENT, Unit
from tests.chance import Draw
from tests.fourier import Said, possible, said
from tests.oracle import Ends, Printed, rounded

BY_NAME = {one.name: one for one in CHECKS}
MONEY = Unit("money", "NOK")
STRICT, LENIENT = "strict", "lenient"


# --------------------------------------------------------------------------------------------------- generated systems


@dataclass
class Told:
    """What a text says: printed figures, and relations between them by index."""

    printed: list[Printed] = field(default_factory=list[Printed])
    true: list[Fraction] = field(default_factory=list[Fraction])
    claims: list[tuple[str, dict[str, list[int]]]] = field(default_factory=list[tuple[str, dict[str, list[int]]]])

    def fact(self, value: Fraction, place: int) -> int:
        self.true.append(value)
        self.printed.append(Printed(rounded(value, Fraction(10) ** place), place, max(0, -place)))
        return len(self.true) - 1


def made(seed: int) -> Told:
    """Four facts or more that hang together, all true; in two of three, one of them is printed wrong."""
    draw = Draw(seed + 1)
    told = Told()

    def place() -> int:
        return draw.choice((-1, 0, 0, 0, 1))

    for _ in range(draw.between(2, 3)):
        told.fact(Fraction(draw.between(60, 4000), draw.choice((1, 3, 7))), place())
    while len(told.claims) < 2 or len(told.true) < 4 or draw.below(10) < 6:
        one = draw.below(len(told.true))
        other = (one + 1 + draw.below(len(told.true) - 1)) % len(told.true)
        a, b = told.true[one], told.true[other]
        kind = draw.choice(("parts", "difference", "restated", "direction", "growth"))
        if kind == "parts":
            told.claims.append((kind, {"total": [told.fact(a + b, place())], "parts": [one, other]}))
        elif kind == "difference":
            told.claims.append((kind, {"old": [one], "new": [other], "stated": [told.fact(b - a, place())]}))
        elif kind == "restated":
            told.claims.append((kind, {"first": [one], "again": [told.fact(a, place())]}))
        elif kind == "direction" and a != b:
            told.claims.append((kind, {"old": [min(one, other, key=told.true.__getitem__)],
                                       "new": [max(one, other, key=told.true.__getitem__)]}))  # fmt: skip
        elif kind == "growth" and min(a, b) > 40:
            told.claims.append((kind, {"old": [one], "new": [other], "stated": [told.fact(100 * (b / a - 1), -1)]}))
        if len(told.claims) >= 5:
            break
    if seed % 3:
        plant(told, draw, (STRICT, LENIENT)[seed % 3 - 1])
    return told


def plant(told: Told, draw: Draw, level: str) -> None:
    """Changes a figure so that, if some such change does that, no claim is impossible alone and all are together."""
    right = list(told.printed)
    every = list(range(len(told.claims)))
    for _ in range(10):
        at = draw.below(len(right))
        figure = right[at]
        changed = Printed(figure.digits + draw.choice((-2, -1, 1, 2)), figure.place, figure.decimals)
        told.printed = [*right[:at], changed, *right[at + 1 :]]
        if not holds(told, every, level) and all(holds(told, [one], level) for one in every):
            return


def findings(told: Told) -> list[Finding]:
    """The verdict on each claim; one fact is one quantity."""
    percents = {at for kind, slots in told.claims if kind == "growth" for at in slots["stated"]}
    operands = [
        Operand(Quantity(Numeral(p.digits, p.place, decimals=p.decimals), PERCENT if at in percents else MONEY))
        for at, p in enumerate(told.printed)
    ]
    found: list[Finding] = []
    for kind, slots in told.claims:
        given = tuple((slot, tuple(operands[at] for at in indices)) for slot, indices in slots.items())
        claim = Claim(kind, given, cue="up" if kind == "direction" else None)
        found.append(judge(claim, BY_NAME[kind], World()))
    return found


def relations(told: Told, indices: list[int], level: str) -> list[Said]:
    """The claims of these indices, and the sets of all figures, spelled out by hand."""
    of = len(told.printed)
    ends: list[Ends] = [getattr(one, level) for one in told.printed]
    found: list[Said] = []
    for at, one in enumerate(ends):
        assert one.low is not None
        assert one.high is not None
        found.append(said({at: 1}, -one.low, ">=" if one.low_closed else ">", of))
        found.append(said({at: -1}, one.high, ">=" if one.high_closed else ">", of))
    for kind, slots in (told.claims[index] for index in indices):
        if kind == "parts":
            found.append(said({slots["total"][0]: -1, **dict.fromkeys(slots["parts"], 1)}, 0, "=", of))
        elif kind == "difference":
            found.append(said({slots["new"][0]: 1, slots["old"][0]: -1, slots["stated"][0]: -1}, 0, "=", of))
        elif kind == "restated":
            found.append(said({slots["first"][0]: 1, slots["again"][0]: -1}, 0, "=", of))
        elif kind == "direction":
            found.append(said({slots["new"][0]: 1, slots["old"][0]: -1}, 0, ">", of))
        else:
            percent = ends[slots["stated"][0]]
            assert percent.low is not None
            assert percent.high is not None
            low, high = 1 + percent.low / 100, 1 + percent.high / 100
            new, old = slots["new"][0], slots["old"][0]
            found.append(said({new: 1, old: -low}, 0, ">=" if percent.low_closed else ">", of))
            found.append(said({new: -1, old: high}, 0, ">=" if percent.high_closed else ">", of))
    return found


def holds(told: Told, indices: list[int], level: str) -> bool:
    return possible(relations(told, indices, level))


SEEDS = range(200)


@pytest.fixture(scope="module")
def every() -> list[tuple[Told, list[Finding], list[Finding]]]:
    texts = [made(seed) for seed in SEEDS]
    alone = [findings(told) for told in texts]
    return [(told, one, find_joint(one, BY_NAME, World())) for told, one in zip(texts, alone, strict=True)]


def test_each_claim_is_judged_as_elimination_judges_it(every: list[tuple[Told, list[Finding], list[Finding]]]) -> None:
    for told, alone, _ in every:
        for index, finding in enumerate(alone):
            able = [level for level in (STRICT, LENIENT) if holds(told, [index], level)]
            expected = "consistent" if STRICT in able else "borderline" if able else "inconsistent"
            assert finding.verdict in (expected, "cannot_check")


def test_what_cannot_be_true_together_is_found_exactly(every: list[tuple[Told, list[Finding], list[Finding]]]) -> None:
    seen: dict[str, int] = {}
    for told, alone, found in every:
        fine = [at for at, one in enumerate(alone) if one.verdict == "consistent"]
        passing = [at for at, one in enumerate(alone) if one.verdict in ("consistent", "borderline")]
        if not holds(told, passing, LENIENT):
            expected = "inconsistent"
        else:
            expected = "none" if holds(told, fine, STRICT) else "borderline"
        verdicts = {one.verdict for one in found}
        actual = next((one for one in ("inconsistent", "borderline") if one in verdicts), "none")
        assert actual == expected
        seen[actual] = seen.get(actual, 0) + 1
    assert min(seen.get(one, 0) for one in ("inconsistent", "borderline", "none")) >= 10, seen


def test_no_claim_of_a_contradiction_can_be_left_out(every: list[tuple[Told, list[Finding], list[Finding]]]) -> None:
    told_of = 0
    for told, alone, found in every:
        places = {id(one.claim): at for at, one in enumerate(alone)}
        for finding in found:
            level = LENIENT if finding.verdict == "inconsistent" else STRICT
            core = [places[id(one)] for one in finding.claim.together]
            assert len(core) > 1
            assert not holds(told, core, level)
            assert all(holds(told, [at for at in core if at != left], level) for left in core)
            told_of += 1
    assert told_of >= 30


def test_true_figures_as_printed_are_never_accused() -> None:
    for seed in range(0, 600, 3):
        told = made(seed)
        alone = findings(told)
        assert all(one.verdict in ("consistent", "cannot_check") for one in alone)
        assert find_joint(alone, BY_NAME, World()) == []


# ------------------------------------------------------------------------------------------------------------- by hand


def operands(*phrases: str) -> list[Operand]:
    return [Operand(parse(one)) for one in phrases]


def verdicts(*claims: Claim) -> list[Finding]:
    return find_joint([judge(one, BY_NAME[one.check], World()) for one in claims], BY_NAME, World())


def three_and_two(binding: Binding = "explicit", again: str = "2 millioner kroner") -> list[Claim]:
    whole, one, two, told = operands("3 millioner kroner", "2 millioner kroner", "2 millioner kroner", again)
    return [
        Claim("parts", (("total", (whole,)), ("parts", (one, two)))),
        Claim("restated", (("first", (whole,)), ("again", (told,))), binding),
    ]


def test_two_and_two_are_three_but_not_two() -> None:
    claims = three_and_two()
    (found,) = verdicts(*claims)
    assert found.verdict == "inconsistent"
    assert found.claim.together == tuple(claims)
    assert found.claim.binding == "explicit"
    assert found.stated is not None
    assert found.implied is not None
    assert found.stated.meet(found.implied) is None


def test_nearness_alone_takes_no_part() -> None:
    assert verdicts(*three_and_two("proximate")) == []
    (found,) = verdicts(*three_and_two("anaphoric"))
    assert found.claim.binding == "anaphoric"


def test_a_claim_that_has_a_rival_takes_no_part() -> None:
    parts, told = three_and_two()
    other = Claim("restated", (("first", told.slot("again")), ("again", parts.slot("total"))))
    with_rival = Claim("restated", told.operands, alternatives=(other,))
    assert verdicts(parts, with_rival) == []


def test_a_quotient_is_narrowed_by_the_same_fact_told_twice() -> None:
    old, new, stated, again = operands("100 mill. kroner", "112 mill. kroner", "12 prosent", "12,46 prosent")
    growth = Claim("growth", (("old", (old,)), ("new", (new,)), ("stated", (stated,))))
    told = Claim("restated", (("first", (stated,)), ("again", (again,))))
    rise = Claim("difference", (("old", (old,)), ("new", (new,)), ("stated", tuple(operands("11,5 mill. kroner")))))
    assert verdicts(growth, told) == []
    (found,) = verdicts(growth, told, rise)
    assert found.verdict == "inconsistent"
    assert set(found.claim.together) == {growth, told, rise}


def test_too_many_claims_that_hang_together_are_taken_in_pieces_and_it_is_said() -> None:
    figures = operands(*(["100 kroner"] * (MOST_CLAIMS + 2)))
    chain = [Claim("restated", (("first", (one,)), ("again", (other,)))) for one, other in pairwise(figures)]
    (said_so,) = verdicts(*chain)
    assert (said_so.verdict, said_so.reason) == ("cannot_check", "too_many")
    assert said_so.claim.slot("claims") == (figures[MOST_CLAIMS],)
    assert verdicts(*chain[:MOST_CLAIMS]) == []


TEXT = """Varehuset Lisle

Salget falt med {fall} prosent, fra 64,2 til 58,1 millioner kroner. Det er en nedgang på {less} millioner kroner.
"""


@pytest.mark.parametrize(("less", "expected"), [("6,1", set[str]()), ("6,2", {"inconsistent"})])
def test_a_text(less: str, expected: set[str]) -> None:
    report = check(TEXT.format(fall="9,4", less=less))
    assert {one.verdict for one in report.findings if one.check == "joint"} == expected
