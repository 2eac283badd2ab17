"""The same fact twice: a heading and the text under it."""

from __future__ import annotations

from collections.abc import Iterator

from finnorm.relate.frames import claim, operand
from finnorm.relate.scene import Scene, Site
from finnorm.values.claim import Claim

_BLOCKS = 4
_BEGINNING = 6


def find(scene: Scene) -> Iterator[Claim]:
    """The restatements of a document's headings."""
    for site in scene.sites:
        if site.heading:
            found = _under(scene, site)
            if found is not None:
                yield found


def _under(scene: Scene, heading: Site) -> Claim | None:
    """The figure under a heading that tells its fact again: the same metric, kind and role, and nothing against it."""
    blocks = scene.document.blocks
    candidates: list[Site] = []
    doubted = False
    for site in scene.sites[heading.index + 1 :]:
        between = blocks[heading.mention.block + 1 : site.mention.block + 1]
        if len(between) > _BLOCKS or any(block.kind == "heading" for block in between):
            break
        if _may_restate(scene, heading, site):
            candidates.append(site)
        elif site.mention.figure.unit == heading.mention.figure.unit and site.cue("expected") is not None:
            doubted = True  # what is to be paid may be what the heading tells
    if not candidates:
        return None
    claims = [
        claim(
            "restated",
            {"first": operand(heading, heading.direction), "again": operand(site, site.direction)},
            binding="anaphoric",
            frame="heading and text",
            assumptions=("the heading tells the text's figure",),
        )
        for site in candidates
    ]
    main, *others = claims
    return claim(
        "restated",
        dict(main.operands),
        binding="anaphoric" if not (others or doubted) and not _apart(heading, candidates[0]) else "proximate",
        frame=main.frame,
        assumptions=main.assumptions,
        alternatives=tuple(others),
    )


def _apart(heading: Site, site: Site) -> bool:
    """Whether the text brings in a part or somebody else, so that its figure need not be the heading's."""
    mine = {name.lstrip("@") for name in heading.names} | set(heading.words[:1])
    for name in site.names:
        if name.startswith("@") and name[1:] not in mine:
            return True
    return bool(heading.names) and bool(site.names) and not ({n.lstrip("@") for n in site.names} & mine)


def _may_restate(scene: Scene, heading: Site, site: Site) -> bool:
    if site.heading or site.mention.figure.unit != heading.mention.figure.unit or not _one_thing(scene, heading, site):
        return False
    changes = (heading.role == "change", site.role == "change")
    if changes[0] != changes[1] or site.role == "old":
        return False
    if heading.direction * site.direction < 0:
        return False
    a, b = heading.mention.period, site.mention.period
    if a is not None and b is not None and a != b:
        return False
    if _stretch(scene, heading) != _stretch(scene, site) and None not in (
        _stretch(scene, heading),
        _stretch(scene, site),
    ):
        return False
    return not any(cue.kind in ("organic", "expected") for cue in site.left)


def _stretch(scene: Scene, site: Site) -> str | None:
    """How long a time a figure is of: "i kvartalet", "i fjor"."""
    if site.mention.period is not None:
        return site.mention.period.unit
    words = (*site.words, *site.after)
    return next((scene.book.stretches[word] for word in words if word in scene.book.stretches), None)


def _one_thing(scene: Scene, heading: Site, site: Site) -> bool:
    """Whether both speak of one metric; where the lexicon has none for the heading, whether they share a noun."""
    if heading.metric is not None and site.metric is not None and not heading.metric.startswith("~"):
        return heading.metric == site.metric
    if heading.metric is not None and not heading.metric.startswith("~"):
        return False
    mine = _nouns(scene, (*heading.words, *heading.after))
    return bool(mine & _nouns(scene, (*site.words, *site.after)))


def _nouns(scene: Scene, words: tuple[str, ...]) -> frozenset[str]:
    """The beginnings of long words that carry a subject."""
    return frozenset(
        w[:_BEGINNING] for w in words if len(w) >= _BEGINNING and w not in scene.book.light and not scene.book.knows(w)
    )
