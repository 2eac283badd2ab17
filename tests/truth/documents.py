"""Stories put together as articles, true or with one printed figure changed, and what the library says of them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from finnorm import check
from tests.truth.dice import Dice
from tests.truth.journalist import Figure, Tongue, digits_of
from tests.truth.stories import COMPANIES, DAY, DISTRACTIONS, NAMES, NEUTRAL, TEMPLATES, Story, tell

Span = tuple[int, int]
KINDS = tuple(TEMPLATES)


@dataclass(frozen=True)
class Article:
    """A text, its stories, and where the figures of each stand."""

    text: str
    stories: tuple[Story, ...]
    places: tuple[dict[str, Span], ...]
    extents: tuple[Span, ...]
    tongue: Tongue


def assemble(stories: tuple[Story, ...], fillers: tuple[str, ...], gaps: tuple[str, ...], tongue: Tongue) -> Article:
    """The stories in order, a neutral sentence after each where there is one."""
    text, places, extents = "", [], []
    for story, filler, gap in zip(stories, fillers, gaps, strict=True):
        if text:
            text += gap
        told, spots = story.told()
        places.append({key: (start + len(text), end + len(text)) for key, (start, end) in spots.items()})
        extents.append((len(text), len(text) + len(told)))
        text += told + (" " + filler if filler else "")
    return Article(text, stories, tuple(places), tuple(extents), tongue)


def filler(dice: Dice, tongue: Tongue) -> str:
    """What stands between two stories: nothing, a sentence without figures, or one with figures of its own."""
    neutral, distraction = dice.below(len(NEUTRAL[tongue])), dice.below(len(DISTRACTIONS[tongue]))
    numbers = {
        "p": f"{dice.between(1, 30)},{dice.below(10)}",
        "s": f"{dice.between(1, 90)},{dice.between(10, 99)}",
        "n": str(dice.between(13, 99)),
        "m": str(dice.between(101, 999)),
    }
    fate = dice.below(3)
    return (
        ""
        if fate == 0
        else NEUTRAL[tongue][neutral]
        if fate == 1
        else DISTRACTIONS[tongue][distraction].format(**numbers)
    )


def article(seed: int, *, tongue: Tongue | None = None, careful: bool = False, kind: str | None = None) -> Article:
    """A truthful article of one to three stories about as many companies."""
    dice = Dice(seed)
    chosen: Tongue = dice.pick(("nb", "nn"))
    tongue = tongue or chosen
    many = 1 if kind else dice.pick((1, 1, 2, 3))
    stories, fillers, gaps, companies = [], [], [], list(COMPANIES)
    for number in range(many):
        company = companies.pop(dice.below(len(companies)))
        # A heading opens an article.
        kinds = KINDS if number == 0 else tuple(one for one in KINDS if one != "restated")
        stories.append(tell(kind or dice.pick(kinds), seed * 8 + number, tongue, company, careful=careful))
        fillers.append("" if kind else filler(dice, tongue))
        gaps.append(dice.pick((" ", " ", "\n\n")))
    return assemble(tuple(stories), tuple(fillers), tuple(gaps), tongue)


def corrupted(figure: Figure, dice: Dice, mark: str) -> Figure:
    """The figure with another number: digits swapped, one changed, ten times too much or too little, too much."""
    shown, kind = figure.shown, dice.below(5)
    digits = str(shown)
    if kind == 0 and len(digits) > 1:
        at = dice.below(len(digits) - 1)
        digits = digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
    elif kind == 1:
        at = dice.below(len(digits))
        digits = digits[:at] + str(dice.below(10)) + digits[at + 1 :]
    elif kind == 2:
        digits += "0"
    elif kind == 3 and len(digits) > 1:
        digits = digits[:-1]
    else:
        digits = str(shown + dice.between(1, max(2, shown // 2)))
    changed = int(digits)
    if changed in {0, shown}:
        changed = shown + 1 + shown // 3
    exact = figure.exact and changed < 100
    return replace(figure, shown=changed, number=digits_of(changed, figure.digits, mark), words=False, exact=exact)


def corrupt(true: Article, seed: int) -> tuple[Article, int, str]:
    """An article with one printed figure of a story changed: which story, which slot."""
    dice = Dice(seed ^ 0x5EED)
    at = dice.below(len(true.stories))
    story = true.stories[at]
    key = dice.pick(story.order)
    figure = story.figures[key]
    wrong = story.but(key, corrupted(figure, dice, "."))
    told, spots = wrong.told()
    first, last = true.extents[at]
    grown = first + len(told) - last

    def moved(span: Span) -> Span:
        return (span[0] + grown, span[1] + grown) if span[0] >= last else span

    places = [{slot: moved(span) for slot, span in one.items()} for one in true.places]
    places[at] = {slot: (start + first, end + first) for slot, (start, end) in spots.items()}
    extents = [moved(span) for span in true.extents]
    extents[at] = (first, last + grown)
    stories = (*true.stories[:at], wrong, *true.stories[at + 1 :])
    text = true.text[:first] + told + true.text[last:]
    return Article(text, stories, tuple(places), tuple(extents), true.tongue), at, key


@dataclass(frozen=True)
class Found:
    """A finding as on the wire: its check, its verdict, and where its figures stand."""

    check: str
    verdict: str
    spans: tuple[Span, ...]

    def binds(self, article: Article, at: int) -> bool:
        """Whether it is about the figures of that story: all of them, and none from elsewhere."""
        check = article.stories[at].check
        if self.check not in NAMES.get(check, (check,)):
            return False
        places, (first, last) = article.places[at], article.extents[at]
        wanted = [places[key] for key in article.stories[at].order]
        return all(any(s <= at and end <= e for s, e in self.spans) for at, end in wanted) and all(
            first <= s and e <= last for s, e in self.spans
        )


def findings(text: str) -> list[Found]:
    """What the library finds."""
    return [
        Found(
            one["check"],
            one["verdict"],
            tuple(
                (spot["start"], spot["end"]) for spots in one["operands"].values() for spot in spots if "start" in spot
            ),
        )
        for one in check(text, on=DAY).to_dict()["findings"]
    ]
