"""Gain and level: something has multiplied, gained so much, and is now worth so much, over up to three sentences."""

from __future__ import annotations

from collections.abc import Iterator

from finnorm.relate.frames import claim, operand
from finnorm.relate.roles import compatible
from finnorm.relate.scene import Scene, Site
from finnorm.values.claim import Claim

_WINDOW = 2
_GROWN = 1


def find(scene: Scene) -> Iterator[Claim]:
    """The claims of gain and level in a document."""
    for site in scene.sites:
        if site.mention.kind != "multiple" or site.heading:
            continue
        numeral = site.mention.figure.numeral
        if numeral.style == "factor" and numeral.value > _GROWN and site.cue("expected") is None:
            found = _around(scene, site)
            if found is not None:
                yield found


def _around(scene: Scene, multiple: Site) -> Claim | None:
    """The one gain and the one level near a multiple that speak of the same thing."""
    beside = scene.by_sentence[multiple.sentence]
    following = next((site for site in beside if site.index == multiple.index + 1), None)
    if following is not None and following.kind == "percent" and following.role == "new":
        return None  # "har dobla eigardelen til 8 prosent"
    sites = [
        site
        for sentence in range(multiple.sentence - _WINDOW, multiple.sentence + _WINDOW + 1)
        for site in scene.by_sentence.get(sentence, [])
        if site.mention.kind == "money" and not site.heading
    ]
    gains = [s for s in sites if s.role == "change" and s.direction > 0 and _same(scene, multiple, s)]
    if len(gains) != 1:
        return None
    gain = gains[0]
    unit = gain.mention.figure.unit
    levels = [
        s
        for s in sites
        if s is not gain
        and s.role in ("level", "new")
        and s.mention.figure.unit == unit
        and _same(scene, gain, s)
        and _same(scene, multiple, s)
    ]
    if len(levels) != 1:
        return None
    level = levels[0]
    sentences = {multiple.sentence, gain.sentence, level.sentence}
    if max(sentences) - min(sentences) > _WINDOW:
        return None
    if _apart(scene, multiple, gain, level):
        return None
    earliest = min((multiple, gain, level), key=lambda site: site.index)
    if not all(scene.same_subject(earliest, site) for site in (multiple, gain, level)):
        return None
    if all(s.metric is None for s in (multiple, gain, level)):
        return None
    return claim(
        "gain_and_level",
        {"level": operand(level), "gain": operand(gain), "stated": operand(multiple)},
        binding="explicit" if len(sentences) == 1 else "anaphoric",
        frame="gain and level",
        assumptions=("the multiple, the gain and the level are of the same value",),
    )


def _apart(scene: Scene, multiple: Site, gain: Site, level: Site) -> bool:
    """Whether somebody else, or another stretch of time, comes in with the gain or the level."""
    known = scene.document.flat[: multiple.mention.start].lower()
    for site in (gain, level):
        fresh = {name for name in site.names if not name.startswith("@") and name.rstrip("s") not in known}
        if (fresh and site.sentence != multiple.sentence) or any(
            name.lstrip("@") in scene.book.others for name in site.names
        ):
            return True
    if scene.span(multiple) is not None and any(s.role == "old" for s in scene.by_sentence[gain.sentence]):
        return True  # the gain has a base of its own: another stretch of time than the multiple's
    spans = [span for site in (multiple, gain) if (span := scene.span(site)) is not None]
    return len(set(spans)) > 1


def _same(scene: Scene, a: Site, b: Site) -> bool:
    """Whether nothing says that two figures are of different things."""
    return compatible(a.metric, b.metric, scene.book)
