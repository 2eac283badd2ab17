"""A long document against its share of short ones: `python -m benchmarks.long --figures 10000`.

Paragraphs of related figures (a rise told three ways, its parts, and the same fact again) are checked as one document
and as many; what a figure costs may not grow with the document. Claims that hang together from end to end, each level
being the next one's base, are the worst that `joint` can be given; it takes them in pieces.
"""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterator
from functools import partial

from benchmarks.timing import Candidate, compare, figure, goal, machine, table
from finnorm import check
from finnorm.checks import CHECKS, World, find_joint, judge
from finnorm.values.claim import Claim, Operand
from finnorm.values.finding import Finding
from finnorm.values.numeral import Numeral
from finnorm.values.quantity import Quantity
from finnorm.values.unit import Unit

FIGURES_EACH = 5
ROW = 2
NOK = Unit("money", "NOK")
CHECKED = {one.name: one for one in CHECKS}
SHORT = 40


def paragraphs(many: int) -> Iterator[str]:
    """Truthful paragraphs, five figures each."""
    for number in range(many):
        old = 600 + 7 * (number % 190)
        home, away = 120 + number % 80, old - 100 - number % 80
        new = home + away
        way = "falt" if new < old else "steg"
        yield (
            f"Omsetningen {way} fra {old} til {new} millioner kroner i avdeling {chr(65 + number % 26)}. "
            f"Det er en endring på {abs(new - old)} millioner kroner. "
            f"Avdelingen solgte for {home} millioner hjemme og {away} millioner ute, til sammen {new} millioner kroner."
        )


def hanging(many: int) -> list[Finding]:
    """Differences of which each starts where the one before it ended."""
    found: list[Finding] = []
    level = 1000
    before = Operand(Quantity(Numeral(level), NOK))
    for number in range(many):
        added = 10 + number % 37
        level += added
        after, rise = (Operand(Quantity(Numeral(one), NOK)) for one in (level, added))
        claim = Claim("difference", (("old", (before,)), ("new", (after,)), ("stated", (rise,))))
        found.append(judge(claim, CHECKED["difference"], World()))
        before = after
    return found


def joined(pieces: list[list[Finding]]) -> int:
    """The number of contradictions found between claims."""
    return sum(len(find_joint(one, CHECKED, World())) for one in pieces)


def checked(texts: list[str]) -> int:
    """The number of figures read."""
    return sum(len(check(text).mentions) for text in texts)


def main() -> None:
    """Prints what was measured, and which goals are reached."""
    options = ArgumentParser(description="Times long documents.")
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--figures", type=int, default=10_000)
    given = options.parse_args()
    print(machine())
    many = list(paragraphs(given.figures // FIGURES_EACH))
    short = ["\n\n".join(many[at : at + SHORT]) for at in range(0, len(many), SHORT)]
    rows = given.figures // ROW
    whole = hanging(rows)
    parts = [whole[at : at + SHORT] for at in range(0, rows, SHORT)]
    pieces, linked = partial(checked, short), partial(joined, parts)
    prose = Candidate("prose, one document", partial(checked, ["\n\n".join(many)]), pieces)
    chain = Candidate("joint, one chain of claims", partial(joined, [whole]), linked)
    compare([prose, chain], given.rounds)
    table(("document", "time / the same in pieces"), [(one.name, figure(one.ratio)) for one in (prose, chain)])
    goals = [goal(f"{one.name} / the same in pieces", one.ratio, at_most=2) for one in (prose, chain)]
    table(("goal", "target", "measured", "reached"), goals)


if __name__ == "__main__":
    main()
