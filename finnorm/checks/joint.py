"""Joint: claims that are fine each, and cannot all be true.

Claims that share figures make a system of relations between the figures' true values. Sums, differences, orders and
facts told twice are linear as they stand; a quotient is, once its own figure is an interval: a/b ≥ q is a ≥ q·b for
b > 0. (What is lost is that a quotient's figure may itself be bound elsewhere: only facts told twice narrow it. So a
contradiction may be missed, and none is made up.) Whether a system can hold is decided exactly, in `linear`.

Reads: "salget var 3 millioner", "2 millioner hjemme og 2 millioner ute", and in a table 2 millioner for the whole.
Says: that the figures cannot all be right, which are needed for that (no claim can be left out), and what the others
imply for one of them.
Silent because: a claim is bound by nearness alone, has a rival, or does not hold by itself; that is then told already.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from finnorm.checks.base import Check, Reading, Unreadable, World, severity
from finnorm.checks.linear import Proof, Relation, refute
from finnorm.values.claim import Claim, Operand
from finnorm.values.finding import Finding
from finnorm.values.interval import Interval
from finnorm.values.mention import Mention

NAME = "joint"
MOST_CLAIMS = 40
"""More claims than these that hang together are taken in pieces, in the order of the text; the report says so."""
_MOST_CONTRADICTIONS = 8
_ROUNDS = 4
_ZERO = Interval.point(0)


@dataclass(frozen=True, slots=True)
class _Item:
    """A claim that holds by itself, and how its figures stand in the relations."""

    finding: Finding
    check: Check
    factors: Mapping[str, tuple[Fraction, ...]]
    """What a figure's printed value is multiplied by, a slot at a time: its sign, and its unit's scale."""

    @property
    def claim(self) -> Claim:
        """The claim."""
        return self.finding.claim

    def figures(self) -> Iterator[tuple[Hashable, Operand]]:
        """Every figure with what makes it the same figure in another claim."""
        for _, operands in self.claim.operands:
            for operand in operands:
                yield _key(operand), operand


@dataclass(frozen=True, slots=True)
class _System:
    """Claims as relations between the figures' true values, at one level."""

    figures: tuple[tuple[Hashable, Operand], ...]
    sets: tuple[Interval, ...]
    relations: tuple[Relation, ...]
    items: tuple[_Item, ...]
    """For each relation, the claim that it is of."""


def find(findings: Iterable[Finding], checks: Mapping[str, Check], world: World) -> list[Finding]:
    """The contradictions between claims that hold by themselves.

    Args:
        findings: Verdicts on claims without rivals.
        checks: The checks by name.
        world: What the verdicts rest on.
    """
    items = [item for finding in findings if (item := _item(finding, checks, world)) is not None]
    found: list[Finding] = []
    for component in _components(items):
        pieces = [component[at : at + MOST_CLAIMS] for at in range(0, len(component), MOST_CLAIMS)]
        if len(pieces) > 1:
            found.append(_cut(pieces))
        for piece in pieces:
            found += _contradictions(piece)
    return found


def _item(finding: Finding, checks: Mapping[str, Check], world: World) -> _Item | None:
    claim = finding.claim
    check = checks.get(claim.check)
    rounded = finding.verdict == "borderline" and finding.reason == "rounding"
    sure = finding.verdict == "consistent" or rounded
    if check is None or not sure or claim.binding == "proximate" or claim.alternatives or claim.scopes:
        return None
    if not check.forms(claim.cue):
        return None
    readings = check.readings(claim, world)
    if isinstance(readings, Unreadable) or len(readings) > 1:
        return None  # what may be read in two ways proves nothing
    factors = {slot: _factors(operands, readings[0], slot) for slot, operands in claim.operands}
    known = {slot: given for slot, given in factors.items() if given is not None}
    return _Item(finding, check, known) if len(known) == len(factors) else None


def _factors(operands: Sequence[Operand], reading: Reading, slot: str) -> tuple[Fraction, ...] | None:
    """By what the reading multiplies the printed figures; None where it does something else with them."""
    found: list[Fraction] = []
    for operand, (strict, lenient) in zip(operands, reading.sets.get(slot, ()), strict=True):
        printed = operand.quantity.sets
        factor = _ratio(strict, printed[0] if operand.sign > 0 else -printed[0]) * operand.sign
        if (printed[0].scale(factor), printed[1].scale(factor)) != (strict, lenient) or not factor:
            return None
        found.append(factor)
    return tuple(found)


def _ratio(one: Interval, other: Interval) -> Fraction:
    for mine, theirs in ((one.low, other.low), (one.high, other.high)):
        if mine and theirs:
            return mine / theirs
    return Fraction(1)


def _key(operand: Operand) -> Hashable:
    figure = operand.figure
    return ("at", figure.start) if isinstance(figure, Mention) else ("of", id(figure))


def _components(items: Sequence[_Item]) -> list[list[_Item]]:
    """Claims that hang together by shared figures, where there are at least two."""
    chief: dict[Hashable, Hashable] = {}

    def top(key: Hashable) -> Hashable:
        while chief.setdefault(key, key) != key:
            chief[key] = chief[chief[key]]
            key = chief[key]
        return key

    for item in items:
        first, *others = (key for key, _ in item.figures())
        for other in others:
            chief[top(other)] = top(first)
    groups: dict[Hashable, list[_Item]] = {}
    for item in items:
        groups.setdefault(top(next(item.figures())[0]), []).append(item)
    return [group for group in groups.values() if len(group) > 1]


def _cut(pieces: Sequence[Sequence[_Item]]) -> Finding:
    """Says that figures were held against each other in pieces: the figures at the seams."""
    seen: set[Hashable] = set()
    seams: dict[Hashable, Operand] = {}
    for piece in pieces:
        own = {key: operand for item in piece for key, operand in item.figures()}
        seams.update((key, operand) for key, operand in own.items() if key in seen)
        seen.update(own)
    return Finding(Claim(NAME, (("claims", tuple(seams.values())),), same_sentence=False), "cannot_check", "too_many")


def _contradictions(items: Sequence[_Item]) -> list[Finding]:
    """Sets of claims of which none can be left out; first those that no habit of rounding explains."""
    found: list[Finding] = []
    left = list(items)
    for level in (1, 0):
        while len(found) < _MOST_CONTRADICTIONS:
            able = [item for item in left if level or item.finding.verdict == "consistent"]
            core = _core(able, level)
            if core is None:
                break
            chosen, system, proof = core
            left = [item for item in left if item not in chosen]
            if len(chosen) > 1:  # one alone is the judge's matter
                found.append(_finding(chosen, system, proof, level))
    return found


def _core(items: Sequence[_Item], level: int) -> tuple[list[_Item], _System, Proof] | None:
    """The fewest claims, by leaving out one after another, that contradict each other."""
    system = _system(items, level)
    proof = refute(system.sets, system.relations)
    if proof is None:
        return None
    needed = {id(system.items[index]) for index in proof.weights}
    chosen = [item for item in items if id(item) in needed or item.claim.check == "restated"]
    for item in list(chosen):
        fewer = [other for other in chosen if other is not item]
        smaller = _system(fewer, level)
        shown = refute(smaller.sets, smaller.relations)
        if shown is not None:
            chosen, system, proof = fewer, smaller, shown
    system = _system(chosen, level)
    proof = refute(system.sets, system.relations)
    return None if proof is None else (chosen, system, proof)


def _system(items: Sequence[_Item], level: int) -> _System:
    figures: dict[Hashable, Operand] = {}
    for item in items:
        for key, operand in item.figures():
            figures.setdefault(key, operand)
    index = {key: at for at, key in enumerate(figures)}
    sets = [operand.quantity.sets[level] for operand in figures.values()]
    narrowed = _narrowed(items, index, sets)
    relations: list[Relation] = []
    owners: list[_Item] = []
    for item in items:
        for relation in _relations(item, index, narrowed):
            relations.append(relation)
            owners.append(item)
    return _System(tuple(figures.items()), tuple(sets), tuple(relations), tuple(owners))


def _narrowed(items: Sequence[_Item], index: Mapping[Hashable, int], sets: Sequence[Interval]) -> list[Interval]:
    """The sets of the figures, those of a fact told twice narrowed by each other."""
    found = list(sets)
    told = [_weights(item, {"first": 1}, index) | _weights(item, {"again": 1}, index)
            for item in items if item.claim.check == "restated"]  # fmt: skip
    pairs = [tuple(one.items()) for one in told if len(one) == 2]
    for _ in range(_ROUNDS):
        before = list(found)
        for (a, by), (b, times) in pairs:
            common = found[a].scale(by).meet(found[b].scale(times))
            if common is not None:
                found[a], found[b] = common.scale(1 / by), common.scale(1 / times)
        if found == before:
            break
    return found


def _weights(item: _Item, terms: Mapping[str, int], index: Mapping[Hashable, int]) -> dict[int, Fraction]:
    """The figures of slots with the factors that they have in a sum."""
    found: dict[int, Fraction] = {}
    for slot, times in terms.items():
        for operand, factor in zip(item.claim.slot(slot), item.factors[slot], strict=True):
            at = index[_key(operand)]
            found[at] = found.get(at, Fraction(0)) + times * factor
    return found


def _relations(item: _Item, index: Mapping[Hashable, int], sets: Sequence[Interval]) -> Iterator[Relation]:
    """What a claim says, as linear relations."""
    given = {slot for slot, operands in item.claim.operands if operands}
    for form in item.check.forms(item.claim.cue):
        if not form.slots <= given:
            continue
        top = _weights(item, form.terms, index)
        if not form.over:
            yield Relation(top, form.within)
            continue
        below = _weights(item, form.over, index)
        least = _sum(below, sets)
        if least.low is None or least.low < 0 or (least.low == 0 and not least.low_open):
            continue  # a divisor that may be nothing binds nothing
        stated = item.claim.slot(form.stated)[0]
        quotient = sets[index[_key(stated)]].scale(item.factors[form.stated][0] * form.scale).shift(form.shift)
        if quotient.low is not None:
            yield Relation(_less(top, below, quotient.low), Interval(Fraction(0), None, low_open=quotient.low_open))
        if quotient.high is not None:
            yield Relation(_less(top, below, quotient.high), Interval(None, Fraction(0), high_open=quotient.high_open))


def _sum(weights: Mapping[int, Fraction], sets: Sequence[Interval]) -> Interval:
    found = _ZERO
    for at, weight in weights.items():
        found = found + sets[at].scale(weight)
    return found


def _less(top: Mapping[int, Fraction], below: Mapping[int, Fraction], times: Fraction) -> dict[int, Fraction]:
    return {at: top.get(at, Fraction(0)) - times * below.get(at, Fraction(0)) for at in {**top, **below}}


def _finding(items: Sequence[_Item], system: _System, proof: Proof, level: int) -> Finding:
    claims = [item.claim for item in items]
    target, stated, implied = _told(system, proof)
    others = tuple(one for at, (_, one) in enumerate(system.figures) if at != target)
    slots: tuple[tuple[str, tuple[Operand, ...]], ...] = (("claims", _in_order(others)),)
    if target is not None:
        slots += (("figure", (system.figures[target][1],)),)
    known = [one.period for one in claims]
    return Finding(
        Claim(
            NAME,
            slots,
            binding="anaphoric" if any(one.binding == "anaphoric" for one in claims) else "explicit",
            assumptions=tuple(dict.fromkeys(words for one in claims for words in one.assumptions)),
            period=known[0] if all(one == known[0] for one in known) else None,
            frame="shared figures",
            same_sentence=all(one.same_sentence for one in claims),
            together=tuple(claims),
        ),
        "inconsistent" if level else "borderline",
        None if level else "rounding",
        stated=stated,
        implied=implied,
        formula=" ∧ ".join(dict.fromkeys(item.finding.formula for item in items)),
        working=" ∧ ".join(item.finding.working for item in items),
        severity=severity(stated, implied) if level and stated is not None and implied is not None else Fraction(0),
    )


def _in_order(operands: tuple[Operand, ...]) -> tuple[Operand, ...]:
    return tuple(sorted(operands, key=lambda one: one.mention.start if one.mention is not None else -1))


def _told(system: _System, proof: Proof) -> tuple[int | None, Interval | None, Interval | None]:
    """The figure to tell it by, with its set and what the others leave for it: the last that they bind on both sides.

    What the proof leaves of each figure gives its set; one that cancels has no part in it.
    """
    best: tuple[bool, int, int, Interval, Interval] | None = None
    for at in proof.left:
        operand = system.figures[at][1]
        implied = proof.implied(at, system.sets, system.relations)
        place = operand.mention.start if operand.mention is not None else at
        stated = system.sets[at]
        if operand.sign < 0:
            stated, implied = -stated, -implied
        one = (implied.width is not None, place, at, stated, implied)
        if best is None or one[:2] > best[:2]:
            best = one
    return (None, None, None) if best is None else best[2:]
