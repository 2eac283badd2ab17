"""Wholes and their parts, where the words say which is which: "A og B, til sammen C"; "C, hvorav A"; "Av C gikk A".

A list that the words close ("til sammen", "fordelt på", a colon) must add up. One that they leave open ("hvorav", "av
disse", "inkludert") bounds its parts: together they are no more than the whole.
"""

from __future__ import annotations

from collections.abc import Iterator

from finnorm.relate.frames import apart, claim, operand
from finnorm.relate.phrasebook import SUBJECT
from finnorm.relate.scene import Scene, Site
from finnorm.values.claim import Binding, Claim

_LONG = 4
_FEWEST = 2


def find(scene: Scene) -> Iterator[Claim]:
    """The sums and bounds of a document that words bind."""
    for siblings in scene.by_sentence.values():
        yield from _rest(siblings)
    for site in scene.sites:
        if site.heading or not site.amount or site.mention.figure.upper is not None:
            continue
        yield from _bounded(scene, site)
        if site.kind != "count":  # counts that add up have a frame of their own
            found = _gathered(scene, site) or _listed(scene, site) or _balance(scene, site)
            if found is not None:
                yield found


def _like(scene: Scene, whole: Site, sites: list[Site]) -> list[Site]:
    return [
        site
        for site in sites
        if site.mention.figure.unit == whole.mention.figure.unit and site.amount and site.mention.figure.upper is None
    ]


# -- open lists ----------------------------------------------------------------------------------------------------


def _bounded(scene: Scene, part: Site) -> Iterator[Claim]:
    """ "C, hvorav A", "C, herav A og B", "Av C gikk A til …": no more than the whole."""
    siblings = scene.by_sentence[part.sentence]
    if not part.place:
        return
    whole = _whole_before(scene, part, siblings)
    if whole is None or whole.mention.figure.unit != part.mention.figure.unit or part.direction:
        return
    if (whole.metric or "").partition(":")[0] in scene.book.said["results_of_margin"]:
        return  # of a result, one part may be more than all of it, and another a loss
    parts = [part]
    # Groups of people overlap: only sums of money and goods add up to no more than the whole.
    for site in siblings[part.place + 1 :] if part.kind != "count" else ():
        if site.mention.figure.unit != part.mention.figure.unit or not _goes_on(scene, site):
            break
        parts.append(site)
    yield claim(
        "subset",
        {"whole": operand(whole), "part": tuple(operand(one) for one in parts)},
        binding="explicit",
        frame="a part of the whole",
        scopes=_added(whole, parts),
    )


def _whole_before(scene: Scene, part: Site, siblings: list[Site]) -> Site | None:
    """What the part is a part of, where the words right before it say so."""
    before = siblings[part.place - 1]
    cue = part.cue("subset")
    determined = part.last_word in scene.book.said["definite"]  # "84 av dei 240 tilsette"
    if cue is not None and cue.words != _WHERE and not determined and _plain(scene, part, cue.words):
        return before
    # "Av samlede investeringer på 350 millioner kroner gikk 120 millioner til …"
    opens = before.first and before.words[:1] and before.words[0] in scene.book.said["sharing_of"]
    opens = opens and before.cue("subset") is None  # "Av disse er 12 fengslet": a part itself
    alone = part.place == 1 and not any(word in scene.book.said["contrast"] for word in part.words)
    return before if opens and alone and before.role == "level" and part.role != "old" else None


_WHERE = "der"


def _plain(scene: Scene, site: Site, cue: str) -> bool:
    """Whether nothing but light words stands between the cue and the figure."""
    words = list(site.words)
    behind = words[words.index(cue.rsplit(maxsplit=1)[-1]) + 1 :] if cue.rsplit(maxsplit=1)[-1] in words else words
    fresh = [word for word in behind if word not in scene.book.light and word[:1].isalpha()]
    return len(fresh) <= 1 and not any(word.endswith(SUBJECT) and len(word) > _LONG for word in fresh)


def _goes_on(scene: Scene, site: Site) -> bool:
    """ "… hvorav 180 millioner betales kontant og 70 millioner i aksjer": the list has one more part."""
    joined = bool(site.words) and (site.last_word in scene.book.said["joining"] or site.last_word == ",")
    return joined and site.role == "level" and site.own_metric is None and site.cue("total", "equivalent") is None


def _rest(siblings: list[Site]) -> Iterator[Claim]:
    """ "61 prosent fra vann, 28 prosent fra vind og de resterende 11 fra sol": shares that make the whole."""
    shares = [site for site in siblings if site.kind == "percent" and not site.heading]
    last = shares[-1] if len(shares) >= _FEWEST else None
    if last is None or last.cue("rest") is None or any(site.role == "change" for site in shares):
        return
    if len(shares) == len([site for site in siblings if not site.mention.implicit]):
        yield claim(
            "shares_sum",
            {"shares": tuple(operand(site) for site in shares)},
            binding="explicit",
            frame="shares, with the rest",
        )


# -- closed lists --------------------------------------------------------------------------------------------------


def _gathered(scene: Scene, total: Site) -> Claim | None:
    """ "A i Norge og B i Sverige, til sammen C"; "… Til sammen blir det C"."""
    cue = total.cue("total")
    if cue is None or cue.words not in scene.book.said["closing"] or total.role == "change":
        return None
    siblings = scene.by_sentence[total.sentence]
    if total.place >= _FEWEST and _closes(scene, total):
        parts = _like(scene, total, siblings[: total.place])
        whole = len(parts) == total.place or all(site.amount is False for site in siblings if site not in parts)
        if not _list(parts) or not (whole or len(parts) == len(siblings) - 1):
            return None
        return _sum(total, parts, "explicit")
    if total.first and total.light and total.own_metric is None and scene.points_back(total):
        before = scene.sentence_before(total)
        parts = _like(scene, total, before)
        if _list(parts) and len(parts) == len(before):
            return _sum(total, parts, "anaphoric")
    return None


def _closes(scene: Scene, total: Site) -> bool:
    """Whether nothing comes between the list and its total: not "… og etter elimineringer ble summen 880"."""
    words = total.words
    last = max((at for at, word in enumerate(words) if word == ","), default=-1)
    known = scene.book.light | {word for cue in total.left for word in cue.words.split()}
    places = scene.book.said["locating"]
    behind = list(zip(("", *words), words, strict=False))[last + 1 :]
    return not any(word[:1].isalpha() and word not in known and before not in places for before, word in behind)


def _listed(scene: Scene, total: Site) -> Claim | None:
    """ "C, fordelt på A fra skip og B fra land", "C: A til Stord og B til Kvinnherad"."""
    siblings = scene.by_sentence[total.sentence]
    following = [site for site in siblings[total.place + 1 :] if not site.mention.implicit]
    if len(following) < _FEWEST or total.role not in ("level", "new"):
        return None
    opening = f" {' '.join(following[0].words)} "
    divided = any(f" {phrase} " in opening for phrase in scene.book.said["dividing"])
    if not divided and not (following[0].words.count(":") == 1 and total.place == 0):
        return None
    parts = _like(scene, total, following)
    if len(parts) != len(following) or not _list(parts):
        return None
    return _sum(total, parts, "explicit")


def _list(parts: list[Site]) -> bool:
    """Whether two or more figures may be items of one list: levels all, and none of them told in other words."""
    plain = all(site.role != "old" and site.cue("equivalent", "subset") is None for site in parts)
    return len(parts) >= _FEWEST and plain and len({site.direction for site in parts if site.direction}) <= 1


def _balance(scene: Scene, result: Site) -> Claim | None:
    """ "Inntektene var A og kostnadene B. Det ga et overskudd på C": what two metrics leave."""
    before = scene.by_sentence[result.sentence][: result.place]
    binding: Binding = "explicit"
    words = f" {' '.join(result.words)} "
    if not before:
        before, binding = scene.sentence_before(result), "anaphoric"
        if not scene.points_back(result) and not any(f" {phrase} " in words for phrase in scene.book.said["results"]):
            return None
    elif not any(f" {phrase} " in words for phrase in scene.book.said["results"]):
        return None
    if len(before) != _FEWEST or result.role not in ("level", "new"):
        return None
    for balance in scene.book.balances:
        named = any(word.startswith(tuple(balance["result"])) for word in result.words)
        metrics = {site.own_metric.partition(":")[0]: site for site in before if site.own_metric is not None}
        more, less = metrics.get(balance["more"]), metrics.get(balance["less"])
        if not named or more is None or less is None or any(site.role == "change" for site in before):
            continue
        if len({site.mention.figure.unit for site in (more, less, result)}) > 1:
            continue
        lost = result.mention.polarity == "loss"
        return claim(
            "difference",
            {"old": operand(less), "new": operand(more), "stated": operand(result, -1 if lost else 1)},
            binding=binding,
            frame="what is left",
            scopes=apart(more, less, result),
            same_sentence=binding == "explicit",
        )
    return None


def _sum(total: Site, parts: list[Site], binding: Binding) -> Claim:
    return claim(
        "parts",
        {"total": operand(total), "parts": tuple(operand(part) for part in parts)},
        binding=binding,
        frame="parts, to a total",
        scopes=_added(total, parts),
        same_sentence=binding == "explicit",
    )


def _added(whole: Site, parts: list[Site]) -> tuple[str, ...]:
    """Scope words that a part has and the whole lacks; what the whole is, its parts are too."""
    return tuple(sorted({word for part in parts for word in part.scopes - whole.scopes}))
