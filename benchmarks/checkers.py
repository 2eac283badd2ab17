"""How well errors are told from truth: `python -m benchmarks.checkers --articles 10000`.

Generated sentences that state a percentage (growth, points, share, margin, growth a year), true as a journalist rounds
them, or with one printed figure changed. Two checkers that people write in an afternoon are held against finnorm:

- *recompute and round*: compute the percentage from the printed figures, round it as the stated one is, compare;
- *half a point*: the same, with half a percentage point to either side.

Both are given the figures in their places, which is half of the work. finnorm is given nothing but the text, and an
error that it does not relate to anything counts as missed. Recall is over all errors, those that no reader could prove
among them, as Schmidt (2017) counted for statcheck; precision is at a prevalence of one error in twenty. *What can be
proved* is the most that anybody can flag without flagging true sentences: the printed figures allow no true values.
"""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tests.truth.documents import Article, article, corrupt, findings
from tests.truth.stories import Story

KINDS = ("growth", "points", "share", "margin", "cagr")
PREVALENCE = 0.05
STATED = {"points": "delta"}


@dataclass(slots=True)
class Tally:
    """What a checker flagged."""

    flagged_true: int = 0
    flagged_false: int = 0


def recomputed(story: Story) -> float:
    """The percentage that the printed figures make, taken as points."""
    value = {key: float(one.value) for key, one in story.figures.items()}
    if story.check == "points":
        return abs(value["new"] - value["old"])
    if story.check == "growth":
        return abs(100 * value["new"] / value["old"] - 100)
    if story.check == "cagr":
        years = next(n for n, words in ((2, "to"), (3, "tre"), (4, "fire")) if f" {words} år" in story.told()[0])
        return 100 * (value["new"] / value["old"]) ** (1 / years) - 100
    part, whole = ("part", "whole") if story.check == "share" else ("result", "revenue")
    return 100 * value[part] / value[whole]


def rounding(told: Article) -> bool:
    """Recompute and round."""
    story = told.stories[0]
    stated = story.figures[STATED.get(story.check, "pct")]
    return round(recomputed(story), stated.digits) != round(float(stated.value), stated.digits)


def half_a_point(told: Article) -> bool:
    """Half a percentage point to either side."""
    story = told.stories[0]
    return abs(recomputed(story) - float(story.figures[STATED.get(story.check, "pct")].value)) > 0.5


def from_text(told: Article) -> bool:
    """All of finnorm."""
    return any(one.verdict == "inconsistent" for one in findings(told.text))


def provable(told: Article) -> bool:
    """What can be proved at all from the printed figures."""
    return told.stories[0].provable()


CHECKERS: dict[str, Callable[[Article], bool]] = {
    "recompute and round": rounding,
    "half a point": half_a_point,
    "finnorm, from the text": from_text,
    "what can be proved": provable,
}


def pairs(articles: int, *, careful: bool) -> Iterator[tuple[Article, Article]]:
    """A true article of one story, and the same with one figure changed."""
    for seed in range(articles):
        true = article(seed, kind=KINDS[seed % len(KINDS)], careful=careful)
        yield true, corrupt(true, seed)[0]


def compare(articles: int, *, careful: bool) -> dict[str, Tally]:
    """What each checker flags."""
    tallies = {name: Tally() for name in CHECKERS}
    for true, false in pairs(articles, careful=careful):
        for name, flags in CHECKERS.items():
            tallies[name].flagged_true += flags(true)
            tallies[name].flagged_false += flags(false)
    return tallies


def main() -> None:
    """Prints the table."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=10_000)
    many = parser.parse_args().articles
    for careful, what in ((True, "rounded to nearest, no hedges"), (False, "as journalists round and hedge")):
        print(f"\n{many} true and {many} false, {what}\n")
        print("| checker | false flags | recall | precision at 5 % |\n|---|---|---|---|")
        for name, tally in compare(many, careful=careful).items():
            false_flags, recall = tally.flagged_true / many, tally.flagged_false / many
            found, wrong = PREVALENCE * recall, (1 - PREVALENCE) * false_flags
            precision = f"{100 * found / (found + wrong):.1f} %" if found + wrong else "–"
            print(f"| {name} | {100 * false_flags:.2f} % | {100 * recall:.1f} % | {precision} |")


if __name__ == "__main__":
    main()
