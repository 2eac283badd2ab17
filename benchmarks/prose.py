"""Times reading prose: `make bench`, or `python -m benchmarks.prose --rounds 5`.

The reference is one `re.finditer` pass over the digit groups of the same text: no reader can do with less. `finnorm` is
asked for value, unit, hedge, strict set and inherited of every mention. Libraries for English read the same articles in
English, a smaller sample, scaled by the number of articles.
"""

from __future__ import annotations

import re
from argparse import ArgumentParser
from collections import deque
from collections.abc import Callable, Iterable
from decimal import Decimal
from functools import partial

from benchmarks.corpus import Article, prose
from benchmarks.timing import Candidate, cold, compare, figure, goal, machine, peer, quotient, table
from finnorm import extract

ARTICLES = 2_800
SAMPLE = 28

GROUPS = re.compile(r"[0-9][0-9]*(?:[ .\xa0\u202f][0-9]{3})*(?:,[0-9]+)?")

# What one writes in a notebook: a number, a magnitude, a unit; and the same with what may stand before.
_NUMBER = r"(\d{1,3}(?:[ .\xa0]\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?)"
_BEHIND = (
    r"\s*(tusen|million(?:er|ar)?|milliard(?:er|ar)?|mill\.?|mrd\.?)?"
    r"\s*(kroner|kr|øre|dollar|euro|prosentpoeng|prosent|%|basispunkt(?:er)?|tonn|GWh)?"
)
SIMPLE = re.compile(_NUMBER + _BEHIND)
FULL = re.compile(
    r"(?:\b(rundt|om lag|omtrent|cirka|kring|nesten|knapt|over|drøyt|drygt|me[ei]r? enn|minst|opptil)\s+)?"
    r"(?:\b(MNOK|NOK|kr|USD|EUR)\s*)?" + _NUMBER + _BEHIND,
    re.IGNORECASE,
)
_SCALES = {"tusen": 10**3, "mill": 10**6, "mrd": 10**9, "milliard": 10**9}


def digit_pass(texts: Iterable[str]) -> None:
    """The reference."""
    for text in texts:
        deque(GROUPS.finditer(text), maxlen=0)


def read(texts: Iterable[str]) -> int:
    """All that a mention says."""
    figures = 0
    for text in texts:
        for mention in extract(text):
            _ = mention.value, mention.unit, mention.hedge, mention.strict, mention.inherited
            figures += 1
    return figures


def _scale(word: str | None) -> int:
    if not word:
        return 1
    word = word.lower().rstrip(".")
    return _SCALES.get(word) or _SCALES["milliard" if word.startswith("milliard") else "mill"]


def simple_regex(texts: Iterable[str]) -> int:
    """Floats with a unit."""
    figures = 0
    for text in texts:
        found: list[tuple[float, str]] = []
        for number, scale, unit in SIMPLE.findall(text):
            digits = number.replace(".", "").replace(" ", "").replace("\xa0", "").replace(",", ".")
            found.append((float(digits) * _scale(scale), unit))
        figures += len(found)
    return figures


def full_regex(texts: Iterable[str]) -> int:
    """Decimals with a unit, a hedge, and where they stand."""
    figures = 0
    for text in texts:
        found: list[dict[str, object]] = []
        for match in FULL.finditer(text):
            hedge, code, number, scale, unit = match.groups()
            digits = number.replace(".", "").replace(" ", "").replace("\xa0", "").replace(",", ".")
            value = Decimal(digits) * _scale("mill" if code == "MNOK" else scale)
            found.append({"value": value, "unit": unit or code, "hedge": hedge, "span": match.span()})
        figures += len(found)
    return figures


def _each(parse: Callable[[str], list[object]], texts: Iterable[str]) -> int:
    return sum(len(parse(text)) for text in texts)


def _peers() -> dict[str, Callable[[str], list[object]]]:
    found: dict[str, Callable[[str], list[object]]] = {}
    if (quantulum := peer("quantulum3.parser", "quantulum3")) is not None:
        found["quantulum3"] = quantulum.parse
    if (recognizers := peer("recognizers_number", "recognizers-text-number")) is not None:
        culture = recognizers.Culture.English
        found["recognizers-text, numbers"] = recognizers.NumberRecognizer(culture).get_number_model().parse
    for parse in found.values():
        parse("It cost 12.5 million dollars.")  # some load their data on first use
    return found


def _texts(articles: list[Article]) -> list[str]:
    return [article.text for article in articles]


def _sentences(articles: list[Article]) -> list[str]:
    return [sentence for article in articles for sentence in article.sentences]


def _import_times(peers: Iterable[str]) -> None:
    uses = {
        "finnorm": ("from finnorm import extract", "extract('12 kroner')"),
        "quantulum3": ("from quantulum3.parser import parse", "parse('12 dollars')"),
        "recognizers-text, numbers": (
            "from recognizers_number import recognize_number",
            "recognize_number('12 dollars', 'en-us')",
        ),
    }
    rows = [(name, *map(figure, cold(*uses[name]))) for name in ("finnorm", *peers)]
    table(("in a new process", "import, ms", "first call, ms"), rows)


def main() -> None:
    """Prints what was measured, and which goals are reached."""
    options = ArgumentParser(description="Times reading prose.")
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--articles", type=int, default=ARTICLES)
    given = options.parse_args()
    print(machine())
    peers = _peers()
    dense, sparse = (prose("norwegian", kind, given.articles) for kind in ("dense", "sparse"))
    english = prose("english", "dense", SAMPLE)
    texts, thin = _texts(dense), _texts(sparse)
    sizes = {name: sum(len(text.encode()) for text in body) for name, body in (("dense", texts), ("sparse", thin))}
    written = {"dense": sum(a.figures for a in dense), "sparse": sum(a.figures for a in sparse)}
    for name, size in sizes.items():
        print(
            f"{name}: {size / 1e6:.1f} MB, {given.articles:,} articles, a figure per {size / written[name]:.0f} bytes"
        )
    print(f"fed sentences: {SAMPLE * 10} of the dense articles to finnorm, {SAMPLE} to the readers of English")

    passes = {"dense": partial(digit_pass, texts), "sparse": partial(digit_pass, thin)}
    some = dense[: SAMPLE * 10]
    share = SAMPLE / given.articles
    by = {
        "dense": Candidate("finnorm.extract", partial(read, texts), passes["dense"]),
        "whole": Candidate("finnorm.extract, one string", partial(read, ["\n".join(texts)]), passes["dense"]),
        "sentences": Candidate(
            "finnorm.extract, fed sentences", partial(read, _sentences(some)), passes["dense"], len(some) / len(dense)
        ),
        "simple": Candidate(
            "notebook regex: number, scale, unit; float", partial(simple_regex, texts), passes["dense"]
        ),
        "full": Candidate("notebook regex: also hedge, code; Decimal", partial(full_regex, texts), passes["dense"]),
        "sparse": Candidate("finnorm.extract, sparse", partial(read, thin), passes["sparse"]),
        "simple thin": Candidate("notebook regex: number …, sparse", partial(simple_regex, thin), passes["sparse"]),
        "full thin": Candidate("notebook regex: also hedge …, sparse", partial(full_regex, thin), passes["sparse"]),
    }
    for name, parse in peers.items():
        by[name] = Candidate(
            f"{name}, fed sentences", partial(_each, parse, _sentences(english)), passes["dense"], share
        )
        by[f"{name}, articles"] = Candidate(
            f"{name}, fed articles", partial(_each, parse, _texts(english)), passes["dense"], share
        )
    compare(list(by.values()), given.rounds)

    rows: list[tuple[str, ...]] = []
    for one in by.values():
        kind = "sparse" if one.reference is passes["sparse"] else "dense"
        found = one.figures / one.share / written[kind]
        rows.append((one.name, figure(one.ratio), figure(sizes[kind] / one.time / 1e6), f"{found:.0%}"))
    table(("reads", "time / digit pass", "MB/s", "figures read / written"), rows)

    goals = [
        goal("extract / digit pass, dense (aim 5)", by["dense"].ratio, at_most=8),
        goal("extract / digit pass, sparse", by["sparse"].ratio, at_most=8),
        goal("full notebook regex / extract", quotient(by["full"], by["dense"]), at_least=1),
        goal("full notebook regex / extract, sparse", quotient(by["full thin"], by["sparse"]), at_least=1),
        goal("simple notebook regex / extract", quotient(by["simple"], by["dense"]), at_least=1),
        goal("MB/s, one string / articles", quotient(by["dense"], by["whole"]), at_least=0.8),
    ]
    least = {"quantulum3": 200, "recognizers-text, numbers": 25}
    for name in peers:
        fed = ((" sentences", by[name], by["sentences"]), (" articles", by[f"{name}, articles"], by["dense"]))
        goals += [
            goal(f"{name} / extract, fed{how}", quotient(slow, fast), at_least=least[name]) for how, slow, fast in fed
        ]
    table(("goal", "target", "measured", "reached"), goals)
    _import_times(peers)


if __name__ == "__main__":
    main()
