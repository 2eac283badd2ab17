"""What is demanded of the library on generated articles: each function gives complaints, and counts what it tried."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from tests.truth.dice import Dice
from tests.truth.documents import Article, Found, article, assemble, corrupt, findings
from tests.truth.journalist import Figure
from tests.truth.stories import NEUTRAL, tell

Count = Counter[tuple[str, str]]
Verdicts = list[tuple[str, str]]
SCALED = {"millioner": "milliarder", "millionar": "milliardar", "mill.": "mrd."}


def _show(article: Article, found: Found) -> str:
    return f"{found.check} {found.verdict} {[article.text[s:e] for s, e in found.spans]} in {article.text!r}"


def accused_truth(seeds: Iterable[int], count: Count) -> list[str]:
    """True articles with a finding that is inconsistent, and right roundings that are bound and yet not consistent."""
    wrong = []
    for seed in seeds:
        true = article(seed)
        found = findings(true.text)
        wrong += [f"{seed}: {_show(true, one)}" for one in found if one.verdict == "inconsistent"]
        for at, story in enumerate(true.stories):
            own = {one.verdict for one in found if one.binds(true, at)}
            assert story.feasible(), f"{seed}: the journalist lies: {story.told()[0]!r}"
            count[story.check, "true"] += 1
            count[story.check, "bound"] += bool(own)
            if own and story.fits_rounding():
                count[story.check, "rounded and bound"] += 1
                if "consistent" not in own:
                    wrong.append(f"{seed}: {story.check} is rounded rightly, but {own} in {true.text!r}")
    return wrong


def missed_errors(seeds: Iterable[int], count: Count) -> list[str]:
    """Articles with one figure changed: proved errors that are bound and not caught, and any other accusation."""
    wrong = []
    for seed in seeds:
        changed, at, slot = corrupt(article(seed), seed)
        story, (start, end) = changed.stories[at], changed.places[at][slot]
        found = findings(changed.text)
        own = [one for one in found if one.binds(changed, at)]
        accused = [one for one in found if one.verdict == "inconsistent"]
        wrong += [
            f"{seed}: not about the figure that was changed: {_show(changed, one)}"
            for one in accused
            if not any(s <= start and end <= e for s, e in one.spans)
        ]
        if story.provable():
            count[story.check, "provable"] += 1
            count[story.check, "bound and provable"] += bool(own)
            if own and not any(one in accused for one in own):
                wrong.append(f"{seed}: {story.check} is bound and not caught: {_show(changed, own[0])}")
        elif story.feasible():
            count[story.check, "possible"] += 1
            same = [one for one in own if one.verdict == "inconsistent" and one.check == story.check]
            wrong += [f"{seed}: possible, and accused: {_show(changed, one)}" for one in same]
    return wrong


def verdicts(told: Article) -> Verdicts:
    """What is found of the first story of an article, in no order."""
    return sorted({(one.check, one.verdict) for one in findings(told.text) if one.binds(told, 0)})


def _alone(seed: int) -> Article:
    """One story, true or with a changed figure."""
    kind = Dice(seed).pick(("growth", "difference", "points", "multiple", "parts", "share", "direction", "comparison"))
    true = article(seed, kind=kind)
    return corrupt(true, seed)[0] if seed % 2 else true


def _told(told: Article, filler: str = "") -> Article:
    return assemble(told.stories[:1], (filler,), ("",), told.tongue)


def _larger(figure: Figure) -> Figure:
    after = figure.after
    for small, large in SCALED.items():
        after = after.replace(small, large)
    return replace(figure, after=after, scale=figure.scale * 1000)


def changed_verdicts(seeds: Iterable[int], count: Count) -> list[str]:
    """Articles whose verdict hangs on what has no part in it: scale, order of parts, another sentence, the standard.

    And a hedge on a figure, which allows more, and so may never add a flag.
    """
    wrong = []

    def held(seed: int, what: str, first: Article, second: Article) -> None:
        count[what, "compared"] += 1
        one, other = verdicts(first), verdicts(second)
        if one != other:
            wrong.append(f"{seed}: {what}: {one} in {first.text!r}, {other} in {second.text!r}")

    for seed in seeds:
        told = _told(_alone(seed))
        story = told.stories[0]
        filler = Dice(seed).pick(NEUTRAL[told.tongue])
        held(seed, "another sentence", told, _told(told, filler))
        money = {key: one for key, one in story.figures.items() if one.scale == 10**6}
        if money and all(
            one.scale in (1, 10**6) and ("kroner" not in one.after or one.scale > 1) for one in story.figures.values()
        ):
            larger = replace(story, figures={**story.figures, **{key: _larger(one) for key, one in money.items()}})
            held(seed, "scale", told, _told(replace(told, stories=(larger,))))
        if "p2" in story.figures:
            p1, p2 = story.figures["p1"], story.figures["p2"]
            turned = story.but("p1", p2).but("p2", p1)
            held(seed, "order of parts", told, _told(replace(told, stories=(turned,))))
        plain = [key for key, one in story.figures.items() if not one.hedge and not one.exact and key in told.places[0]]
        if plain:
            key = Dice(seed).pick(plain)
            word = "om lag " + story.figures[key].before
            wider = _told(
                replace(told, stories=(story.but(key, replace(story.figures[key], before=word, hedge="about")),))
            )
            count["a hedge", "compared"] += 1
            before = {verdict for _, verdict in verdicts(told)}
            if before and "inconsistent" in {verdict for _, verdict in verdicts(wider)} - before:
                wrong.append(f"{seed}: a hedge adds a flag: {wider.text!r}")
        kind = "headcount" if story.check == "parts" and story.figures["total"].scale == 1 else story.check
        bokmal, nynorsk = (assemble((tell(kind, seed, tongue),), ("",), ("",), tongue) for tongue in ("nb", "nn"))
        if seed % 2:
            bokmal, nynorsk = (_told(corrupt(one, seed)[0]) for one in (bokmal, nynorsk))
        held(seed, "the standard", bokmal, nynorsk)
    return wrong
