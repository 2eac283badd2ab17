"""Order: "det er beskjedent i forhold til B", "mindre enn de B", "overgår B"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from finnorm.relate.frames import claim
from finnorm.relate.phrasebook import Cue
from finnorm.relate.roles import compatible
from finnorm.relate.scene import Scene, Site
from finnorm.values.claim import Binding, Claim, Operand
from finnorm.values.mention import Mention

_KINDS = ("money", "percent", "count", "unit")


def find(scene: Scene) -> Iterator[Claim]:
    """The comparisons of a document."""
    for site in scene.sites:
        if site.heading or site.mention.kind not in _KINDS or site.mention.implicit:
            continue
        cue = site.cue("less", "more")
        if cue is None or site.words[:1] == ("(",):
            continue
        found = _compared(scene, site, cue)
        if found is not None:
            yield found


def _compared(scene: Scene, right: Site, cue: Cue) -> Claim | None:
    siblings = scene.by_sentence[right.sentence]
    position = right.place
    left: Site | None = None
    binding: Binding = "explicit"
    if position:
        left = siblings[position - 1]
        touching = scene.document.flat[left.mention.end : cue.start].strip(" ,–—-")
        if not touching and left.mention.end and left.role == "change":
            return None  # "138 millioner kroner mer enn 166": a difference, not an order
    else:
        left = _spoken_of(_levels_before(scene, right))
        if left is None or not (scene.points_back(right) or scene.resumes(right, left)):
            return None
        binding = "anaphoric"
    a, b = left.mention.figure.unit, right.mention.figure.unit
    comparable = a == b or (a.kind == b.kind == "money" and a.per == b.per)
    if not comparable or _is_change(left):
        return None
    # "Lønnsveksten på 4,4 prosent er høyere enn prisveksten på 3,1": two things, held against each other by name
    bridge = scene.document.flat[left.mention.end : cue.start].lower().split()
    named = scene.document.flat[cue.end : right.mention.hedge_start].lower().split()
    joined = any(word in scene.book.said["joining"] for word in named)
    direct = (
        bool(position) and not joined and all(word in scene.book.light | scene.book.said["copulas"] for word in bridge)
    )
    if not direct and not compatible(left.metric, right.own_metric, scene.book):
        return None
    return claim(
        "comparison",
        {"left": Operand(left.mention), "right": Operand(_bare(right.mention, cue))},
        binding=binding,
        frame="order",
        cue=cue.kind,
        period=left.mention.period,
    )


def _is_change(site: Site) -> bool:
    """Whether the figure is a change of something else; a gain or a fall named by a noun is an amount of its own."""
    cue = site.cue("up", "down")
    return site.role == "change" and (cue is None or cue.form != "nouns")


def _levels_before(scene: Scene, right: Site) -> list[Site]:
    """The amounts of the nearest of the two sentences before that has any."""
    for back in (1, 2):
        levels = [
            site
            for site in scene.by_sentence.get(right.sentence - back, [])
            if site.mention.kind == right.mention.kind and site.role in ("level", "new")
        ]
        if levels:
            return levels
    return []


def _spoken_of(levels: list[Site]) -> Site | None:
    """The level that "det" points back at: the only one, or the first of an amount and its equivalent."""
    if not levels:
        return None
    return levels[0] if len(levels) <= 2 else None


def _bare(mention: Mention, cue: Cue) -> Mention:
    """The figure without a hedge that is really the comparing word ("mindre enn 2,3 milliarder")."""
    if mention.quantity is not None and mention.quantity.hedge is not None and mention.hedge_start < cue.end:
        return mention.with_quantity(replace(mention.quantity, hedge=None))
    return mention
