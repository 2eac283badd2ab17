"""Counts that make up a total: "én fabrikk … ytterligere to … de tre nye fabrikkene"."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from finnorm.relate.frames import claim, operand
from finnorm.relate.nearness import same_noun
from finnorm.relate.scene import Scene, Site
from finnorm.values.claim import Binding, Claim

_REACH = 6
_NEAR = 60


def find(scene: Scene) -> Iterator[Claim]:
    """The sums of counts in a document."""
    for site in scene.sites:
        if site.mention.kind != "count" or site.heading:
            continue
        found = _listed_after(scene, site) or _gathered(scene, site) or _split(scene, site) or _by_nearness(scene, site)
        if found is not None:
            yield found


def _counts(scene: Scene, sentence: int) -> list[Site]:
    return [s for s in scene.by_sentence.get(sentence, []) if s.mention.kind == "count"]


def _listed_after(scene: Scene, total: Site) -> Claim | None:
    """ "14 stillinger forsvinner: ni i administrasjonen og fem på lageret": a colon, then parts to the end."""
    siblings = scene.by_sentence[total.sentence]
    parts = siblings[total.place + 1 :]
    if len(parts) < 2 or parts[0].words.count(":") != 1 or any(s.mention.kind != "count" for s in parts):
        return None
    if any(not _may_share(total, part) for part in parts):
        return None
    return _claim(total, parts, "explicit", "listed")


def _gathered(scene: Scene, total: Site) -> Claim | None:
    """Parts first, then their sum: "de tre fabrikkene", "til sammen tolv kontorer"."""
    definite = total.last_word in {c.words for c in total.left if c.kind == "definite"} or _definite_before(total)
    # "tolv kontorer til sammen"; in "512 ute, til sammen 634" the words are the next figure's
    behind = total is scene.by_sentence[total.sentence][-1] and total.right[:1] and total.right[0].kind == "total"
    summed = total.cue("total") is not None or behind
    if not (definite and _is_definite(total.mention.noun)) and not summed:
        return None
    if _is_selection(scene, total):
        return None
    parts: list[Site] = []
    siblings = scene.by_sentence[total.sentence]
    here = [s for s in siblings[: total.place] if s.mention.kind == "count"]
    noun = total.mention.noun or next((s.mention.noun for s in here if s.mention.noun), None)
    sentences = range(total.sentence - 1, total.sentence - _REACH - 1, -1)
    candidates: list[list[Site]] = [here] if here else []
    candidates += [_counts(scene, sentence) for sentence in sentences]
    for group in candidates:
        taken = _parts_of(scene, group, noun)
        if taken:
            parts = taken + parts
        if len(parts) >= 2:
            break
        if parts and not taken and not here:
            continue
    if len(parts) < 2 or _value(total) < max(map(_value, parts)):
        return None  # fewer than one of the parts: some of them, not all
    binding: Binding = "explicit" if parts[0].sentence == total.sentence else "anaphoric"
    return _claim(total, parts, binding, "gathered")


def _parts_of(scene: Scene, group: list[Site], noun: str | None) -> list[Site]:
    """The counts of one sentence that count the noun: named with it, or elided behind one that is."""
    parts: list[Site] = []
    for site in group:
        own = site.mention.noun
        named = own is not None and noun is not None and same_noun(own, noun)
        if named or site.adds(scene.book) or (own is None and (parts or noun is None)):
            parts.append(site)
    if parts and all(site.mention.noun is None for site in parts) and noun is not None:
        return [site for site in parts if site.adds(scene.book)]
    return parts


def _split(scene: Scene, total: Site) -> Claim | None:
    """ "Av de 37 nye bussene går 22 på strøm, mens de resterende 15 bruker biogass": the rest closes the list."""
    siblings = scene.by_sentence[total.sentence]
    following = siblings[total.place + 1 :]
    parts: list[Site] = []
    for site in following:
        if site.mention.kind != "count":
            return None
        parts.append(site)
        if site.cue("rest") is not None:
            break
    else:
        return None
    if len(parts) < 2 or any(not _may_share(total, part) for part in parts):
        return None
    return _claim(total, parts, "explicit", "rest")


def _value(site: Site) -> Fraction:
    return site.mention.figure.numeral.value


def _is_selection(scene: Scene, total: Site) -> bool:
    """ "De to nyeste utsalgene", "de fire fabrikkene i Norge": words that pick some of the things."""
    noun = total.mention.noun
    if noun is None:
        return False
    rest = scene.document.flat[total.mention.end : total.mention.end + _NEAR]
    before, found, after = rest.partition(noun)
    if not found:
        return False
    if any(word.lower() not in scene.book.plain for word in before.split()):
        return True
    following = after.split()[:1]
    return bool(following) and after[:1] == " " and following[0].lower() in scene.book.picking


def _by_nearness(scene: Scene, total: Site) -> Claim | None:
    """ "Sju medlemmer, fire kvinner og tre menn", "to ferjer og fire til. De seks nye fartøyene": they add up."""
    siblings = scene.by_sentence[total.sentence]
    at = total.place
    before = [*_counts(scene, total.sentence - 1), *siblings[:at]]
    for parts in (siblings[at + 1 : at + 3], before[-2:], before[-3:]):
        counts = len(parts) >= 2 and all(part.mention.kind == "count" for part in parts)
        if counts and sum(map(_value, parts)) == _value(total) and total.mention.noun is not None:
            return _claim(total, parts, "proximate", "near each other")
    return None


def _may_share(total: Site, part: Site) -> bool:
    noun, own = total.mention.noun, part.mention.noun
    return own is None or noun is None or same_noun(own, noun) or part.cue("rest", "additive") is not None


def _definite_before(site: Site) -> bool:
    """Whether "de" or "alle" stands before the count, an adjective perhaps between."""
    return any(word in {c.words for c in site.left if c.kind == "definite"} for word in site.words[-2:])


def _is_definite(noun: str | None) -> bool:
    return noun is not None and noun.lower().endswith(("ene", "ane", "a", "ne"))


def _claim(total: Site, parts: list[Site], binding: Binding, frame: str) -> Claim:
    return claim(
        "parts",
        {"total": operand(total), "parts": tuple(operand(part) for part in parts)},
        binding=binding,
        frame=f"parts, {frame}",
    )
