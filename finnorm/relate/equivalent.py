"""One amount in two currencies: "A (rundt B)", "A, tilsvarende B", "A, drøyt B", "… A. Det tilsvarer B"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from finnorm.relate.frames import claim, operand
from finnorm.relate.scene import Scene, Site
from finnorm.values.claim import Binding, Claim, Operand

_OPENED = re.compile(r"\s*[(\[]\s*$")
_DASHED = re.compile(r",?\s+[–—-]\s*$")
_COMMA = re.compile(r",\s*$")
_LONGEST = 60
_WORDS = 3


def find(scene: Scene) -> Iterator[Claim]:
    """The equivalents of a document."""
    for before, site in zip([None, *scene.sites], scene.sites, strict=False):
        if not _is_amount(site):
            continue
        found = None
        if before is not None and before.sentence == site.sentence:
            binding = _joined(scene, before, site) if _converts(before, site) else None
            if binding is not None:
                found = _claim(scene, before, site, binding, "joined")
        elif site.first:
            found = _from_sentence_before(scene, site)
        if found is not None:
            yield found


def _is_amount(site: Site) -> bool:
    return site.mention.kind == "money"


def _converts(a: Site, b: Site) -> bool:
    if not (_is_amount(a) and _is_amount(b)):
        return False
    left, right = a.mention.figure.unit, b.mention.figure.unit
    return left.name != right.name and left.per == right.per


def _joined(scene: Scene, a: Site, b: Site) -> Binding | None:
    """How the words between two amounts make them one, or None."""
    between = scene.between(a, b)
    text = scene.document.flat
    behind = text[b.mention.end : b.mention.end + 1]
    if _OPENED.fullmatch(between):
        return "explicit" if behind in (")", "]") or b.after[:1] != (")",) else None
    if _bounded(scene, b) and _closed(b, behind):
        return "explicit"  # "36 millioner euro (over 410 millioner kroner)"
    words = tuple(word for word in b.words if word.isalnum() or " " in word)
    phrase = " ".join(words)
    equivalent = b.cue("equivalent")
    if equivalent is not None and phrase == equivalent.words:
        return "explicit"
    if equivalent is not None and len(between) <= _LONGEST and phrase.endswith(scene.book.equivalent_verbs):
        return "explicit"
    if words:
        # "143 millioner dollar i kvartalet, om lag 1,3 milliarder kroner": light words, then an apposition.
        apposed = b.words[-1] in (",", "–", "-", "—") and b.mention.figure.hedge is not None and len(words) <= _WORDS
        return ("explicit" if b.light else "proximate") if apposed and not equivalent else None
    if _DASHED.fullmatch(between) or _COMMA.fullmatch(between):
        # Bare apposition: the second amount is hedged, or closes its phrase; a list of amounts goes on.
        closed = not b.after or b.after[0] in (",", ")", "–", "—", "-", ";", ":") or behind in ".,;:)–!?"
        listed = b.after[:1] and b.mention.figure.hedge is None and a.after[:1] == (",",) and not closed
        if listed:
            return None
        return "explicit" if closed or b.mention.figure.hedge is not None else None
    return None


def _bounded(scene: Scene, site: Site) -> bool:
    return site.words[:1] == ("(",) and " ".join(site.words[1:]) in scene.book.hedges


def _hedged(scene: Scene, site: Site) -> Operand:
    """The figure, with a bound that stands in its bracket: there it compares nothing."""
    if site.mention.figure.hedge is not None or not _bounded(scene, site):
        return operand(site)
    hedge = scene.book.hedges[" ".join(site.words[1:])]
    return Operand(site.mention.with_quantity(replace(site.mention.figure, hedge=hedge)))


def _closed(site: Site, behind: str) -> bool:
    return behind in (")", "]") or site.after[:1] == (")",)


def _from_sentence_before(scene: Scene, site: Site) -> Claim | None:
    """ "Det tilsvarer B": an amount of the sentence before; rival amounts are alternatives."""
    phrase = " ".join(word for word in site.words if word.isalnum() or " " in word)
    opens = scene.points_back(site) or any(phrase.startswith(verb) for verb in scene.book.equivalent_verbs)
    if not opens or not phrase.endswith(scene.book.equivalent_verbs) or len(phrase) > _LONGEST:
        return None
    rivals = [other for other in scene.sentence_before(site) if _converts(other, site)]
    if not rivals:
        return None
    main = rivals[-1]
    others = tuple(_claim(scene, rival, site, "anaphoric", "points back") for rival in rivals[:-1])
    return _claim(scene, main, site, "anaphoric", "points back", others)


def _claim(scene: Scene, a: Site, b: Site, binding: Binding, frame: str, alternatives: tuple[Claim, ...] = ()) -> Claim:
    return claim(
        "equivalent",
        {"left": operand(a), "right": _hedged(scene, b), "rate": _stated_rate(scene, a, b)},
        binding=binding,
        frame=f"equivalent, {frame}",
        period=a.mention.period or b.mention.period,
        alternatives=alternatives,
    )


def _stated_rate(scene: Scene, a: Site, b: Site) -> Operand | None:
    """ "… tilsvarende 101,5 millioner kroner ved en dollarkurs på 10,15": the rate that the text itself reckons with."""
    siblings = scene.by_sentence[b.sentence]
    site = siblings[b.place + 1] if b.place + 1 < len(siblings) else None
    if site is None or scene.book.said["rate_nouns"].isdisjoint(site.words):
        return None
    unit = site.mention.figure.unit
    if unit.kind == "count" and unit.name is None and site.mention.noun is None:
        return operand(site)
    # "dollarkurs på 10,15 kroner": what one of the first currency costs in the second
    return operand(site) if unit.kind == "money" and unit.name == b.mention.figure.unit.name else None
