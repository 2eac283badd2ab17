"""Shares, margins, ratios and prices per unit, where the words say what is divided by what.

"98,2 millioner av en totalkapital på 285,8 millioner, altså 34,4 prosent"; "driftsmarginen ble 12 prosent"; "fem ganger
så mange som Drammen med 244.000"; "36 millionar på 240 elevar, altså 150.000 kroner per elev".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from finnorm.relate.frames import apart, claim, operand
from finnorm.relate.levels import earlier
from finnorm.relate.nearness import same_noun
from finnorm.relate.scene import Scene, Site
from finnorm.values.claim import Binding, Claim, Operand
from finnorm.values.unit import Unit

_PAIR = 2
_OF = 6


def find(scene: Scene) -> Iterator[Claim]:
    """The quotients of a document that words bind."""
    for site in scene.sites:
        if site.heading or site.mention.figure.upper is not None:
            continue
        found = None
        if site.kind == "multiple" and site.mention.figure.numeral.style != "share":
            found = _ratio(scene, site)
        elif site.kind in ("percent", "multiple"):
            found = _margin(scene, site) or _share(scene, site)
        elif site.kind == "money":
            found = _price(scene, site)
        if found is not None:
            yield found


# -- shares --------------------------------------------------------------------------------------------------------


def _share(scene: Scene, stated: Site) -> Claim | None:
    """ "PART av WHOLE, altså PCT", "PART, eller PCT av WHOLE", "Av WHOLE … PART, noe som utgjør PCT"."""
    numeral = stated.mention.figure.numeral
    if stated.role == "change" and numeral.style != "share":
        return None
    siblings = scene.by_sentence[stated.sentence]
    amounts = _amounts(siblings)
    binding: Binding = "explicit"
    if not amounts and scene.points_back(stated) and stated.light:
        before = scene.sentence_before(stated)
        amounts, binding = _amounts(before), "anaphoric"
        if len(amounts) != len(before) or not _shares(scene, stated):
            return None
    if len(amounts) == 1 and amounts[0].cue("subset") is not None and _opens(amounts[0]):
        # "X hadde inntekter på 700 millioner. Av dette kom 392 millioner, eller 56 prosent, fra utlandet"
        before = _amounts(scene.sentence_before(stated))
        if len(before) != 1 or before[0].role not in ("level", "new"):
            return None
        return _part_of(before[0], amounts[0], stated, "anaphoric")
    if len(amounts) != _PAIR or amounts[0].mention.figure.unit != amounts[1].mention.figure.unit:
        return None
    whole = _whole(scene, stated, amounts)
    if whole is None or _of_something_else(scene, stated, whole):
        return None
    part = amounts[1] if whole is amounts[0] else amounts[0]
    last = max((part, whole, stated), key=lambda site: site.index)
    told = last.cue("equivalent") is not None or _shares(scene, stated) or (last is whole and _told(scene, stated))
    if not told or part.role == "change" or whole.role == "change":
        return None
    return _part_of(whole, part, stated, binding)


def _part_of(whole: Site, part: Site, stated: Site, binding: Binding) -> Claim | None:
    if part.mention.figure.unit != whole.mention.figure.unit:
        return None
    return claim(
        "share",
        {"part": operand(part), "whole": operand(whole), "stated": operand(stated)},
        binding=binding,
        frame="share, part of a whole",
        scopes=apart(part, whole, stated),
        same_sentence=binding == "explicit",
    )


def _opens(part: Site) -> bool:
    """ "Av dette kom 392 millioner": the sentence opens with the whole that it is a part of."""
    cue = part.cue("subset")
    return part.first and cue is not None and part.words[: len(cue.words.split())] == tuple(cue.words.split())


def _amounts(sites: list[Site]) -> list[Site]:
    return [site for site in sites if site.amount and site.mention.figure.upper is None]


def _whole(scene: Scene, stated: Site, amounts: list[Site]) -> Site | None:
    """The amount that "av" stands before: directly, or before its name ("av en totalkapital på")."""
    of = [site for site in amounts if _is_of(scene, site)]
    return of[0] if len(of) == 1 else None


def _is_of(scene: Scene, site: Site) -> bool:
    words = site.words[-_OF:]
    if "," in words:
        words = words[len(words) - words[::-1].index(",") :]
    return any(word in scene.book.said["sharing_of"] for word in words)


def _of_something_else(scene: Scene, stated: Site, whole: Site) -> bool:
    """ "… altså 60 prosent av veksten": the percentage names a whole of its own, without a figure."""
    if stated.after[:1] and stated.after[0] in scene.book.said["sharing_of"]:
        noun = whole.mention.noun
        named = noun is not None and len(stated.after) > 1 and same_noun(noun, stated.after[1])
        return whole.index != stated.index + 1 and not named
    return False


def _told(scene: Scene, stated: Site) -> bool:
    return stated.cue("equivalent") is not None


def _shares(scene: Scene, stated: Site) -> bool:
    """ "en andel på", "en eierandel på", "noe som utgjør": the words before the percentage make it a share."""
    words = stated.words[-_OF:]
    return any(word.endswith(scene.book.share_nouns) or word in scene.book.said["making"] for word in words)


# -- margins -------------------------------------------------------------------------------------------------------


def _margin(scene: Scene, stated: Site) -> Claim | None:
    """ "driftsmarginen ble 12 prosent", beside one result and one revenue."""
    words = [word for word in stated.words if word.endswith(scene.book.margin_nouns)]
    if stated.kind != "percent" or not words or stated.role == "change":
        return None
    siblings = scene.by_sentence[stated.sentence]
    binding: Binding = "explicit"
    sites = [site for site in siblings if site.kind == "money"]
    if len(sites) < _PAIR:
        sites = [*(site for site in scene.sentence_before(stated) if site.kind == "money"), *sites]
        binding = "anaphoric"
    results = [site for site in sites if _of_metric(site, _margin_of(scene, words[-1]))]
    revenues = [site for site in sites if _of_metric(site, scene.book.said["revenues_of_margin"])]
    if len(results) != 1 or len(revenues) != 1 or len(sites) != _PAIR:
        return None
    result, revenue = results[0], revenues[0]
    if result.mention.figure.unit != revenue.mention.figure.unit or "change" in (result.role, revenue.role):
        return None
    if stated.mention.period is not None and stated.mention.period != result.mention.period:
        return None  # "en margin på 8 prosent i fjerde kvartal", beside the year's figures
    if stated.index < result.index and any(word in scene.book.stretches for word in stated.after):
        return None
    if binding == "anaphoric" and not scene.points_back(stated) and stated.first:
        binding = "proximate"
    lost = result.mention.polarity == "loss"
    return claim(
        "margin",
        {"result": operand(result, -1 if lost else 1), "revenue": operand(revenue), "stated": operand(stated)},
        binding=binding,
        frame="margin",
        scopes=tuple(word for word in apart(result, revenue, stated) if word not in scene.book.said["taxes"]),
        same_sentence=binding == "explicit",
    )


def _margin_of(scene: Scene, word: str) -> frozenset[str]:
    """The metrics that a margin may be of, by its name; "marginen" alone may be of any result."""
    head = word
    for ending in sorted(scene.book.margin_nouns, key=len, reverse=True):
        if word.endswith(ending):
            head = word.removesuffix(ending)
            break
    if not head or word in scene.book.margin_nouns:
        return scene.book.said["results_of_margin"]
    return frozenset(metric for metric, heads in scene.book.margins.items() if head in heads)


def _of_metric(site: Site, metrics: frozenset[str]) -> bool:
    return site.own_metric is not None and site.own_metric.partition(":")[0] in metrics


# -- ratios --------------------------------------------------------------------------------------------------------


def _ratio(scene: Scene, stated: Site) -> Claim | None:
    """ "Oslo har 720.000 innbyggere, fem ganger så mange som Drammen med 244.000"."""
    siblings = scene.by_sentence[stated.sentence]
    if not 0 < stated.place < len(siblings) - 1 or not stated.light:
        return None
    left, right = siblings[stated.place - 1], siblings[stated.place + 1]
    compared = right.words[:1] and right.words[0] in scene.book.said["as_words"]
    if not compared or earlier(right) or not left.amount or not right.amount or left.role == "change":
        return None
    if left.mention.figure.unit != right.mention.figure.unit or (scene.opens_earlier(right) and right.first):
        return None
    if right.cue("then") is not None:
        return None
    return claim(
        "ratio",
        {"left": operand(left), "right": operand(right), "stated": operand(stated)},
        binding="explicit",
        frame="ratio, as many as",
        scopes=apart(left, right),
    )


# -- prices --------------------------------------------------------------------------------------------------------


def _price(scene: Scene, stated: Site) -> Claim | None:
    """ "36 millionar på 240 elevar, altså 150.000 kroner per elev"; "50.000 aksjer til 42,50 per aksje, totalt …"."""
    price = _priced(scene, stated)
    if price is None:
        return None
    siblings = scene.by_sentence[stated.sentence]
    others = [site for site in siblings if site is not stated]
    binding: Binding = "explicit"
    if len(others) < _PAIR:
        pointing = scene.points_back(stated) or any(word in scene.book.said["anaphors"] for word in stated.words)
        neighbour = scene.sentence_before(stated) if pointing else _next(scene, stated)
        others, binding = [*neighbour, *others], "anaphoric"
    amounts = [
        site
        for site in others
        if site.kind == "money" and site.mention.figure.unit.per is None and _priced(scene, site) is None
    ]
    counts = [site for site in others if site.kind in ("count", "unit") and not site.mention.implicit]
    if len(amounts) != 1 or len(counts) != 1 or len(others) != _PAIR:
        return None
    amount, count = amounts[0], counts[0]
    last = max((amount, count, stated), key=lambda site: site.index)
    words = f" {' '.join(last.words)} "
    told = any(
        f" {phrase} " in words
        for phrase in (*scene.book.said["results"], *scene.book.said["making"], *scene.book.said["yielding"])
    )
    if not (told or last.cue("equivalent", "total") is not None) or "change" in (amount.role, count.role, stated.role):
        return None
    return claim(
        "per_unit",
        {"amount": operand(amount), "count": operand(count), "stated": price},
        binding=binding,
        frame="price per unit",
        scopes=apart(amount, count, stated),
        same_sentence=binding == "explicit",
    )


def _next(scene: Scene, site: Site) -> list[Site]:
    """The figures of the next sentence, where it points back."""
    following = scene.by_sentence.get(site.sentence + 1, [])
    return (
        following
        if following and any(word in scene.book.said["anaphors"] for one in following for word in one.words)
        else []
    )


def _priced(scene: Scene, site: Site) -> Operand | None:
    """The figure as a price of one, where its unit or the words behind it say so."""
    unit = site.mention.figure.unit
    if unit.kind != "money":
        return None
    if unit.per is not None:
        return operand(site)
    if len(site.after) >= _PAIR and site.after[0] in scene.book.said["per_words"]:
        named = replace(site.mention.figure, unit=Unit("money", unit.name, site.after[1]))
        return Operand(site.mention.with_quantity(named))
    return None
