"""A change of position on a scale: what it was, what it is, and what lies between.

"Omsetningen steg 12 prosent, eller 300 millioner, fra 2,5 til 2,8 milliarder" fills all slots of a *move*; most texts
fill some.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from dataclasses import replace

from finnorm.relate import levels
from finnorm.relate.levels import fits
from finnorm.relate.moves import Move, beyond, claims
from finnorm.relate.roles import compatible
from finnorm.relate.scene import Scene, Site
from finnorm.values.claim import Binding, Claim

_COUNTED = 4
_NEAR = 3
_CHANGES = ("percent", "percentage_point", "basis_point")


def find(scene: Scene) -> Iterator[Claim]:
    """The claims of change in a document."""
    for site in scene.sites:
        if site.first and site.role == "level" and any(_later(s, site) for s in _levels_before(scene, site)):
            site.role = "old"  # "… for 117 milliarder i 2007. I 2006 var salget 110,3 milliarder"
    _told_after(scene)
    taken: set[int] = set()
    paired: set[tuple[int, int]] = set()
    for site in scene.sites:
        if site.role == "change" and site.direction and not site.heading and site.index not in taken:
            move = _complete(scene, site, _around(scene, site))
            if move is not None and move.old is not None and levels.another_base(scene, site, move.old):
                move.old = None
            if move is not None:
                _in_time(scene, move)
            if move is not None:
                taken.update(change.index for change in move.changes)
                apart = move.old is not None and site.sentence != move.new.sentence == move.old.sentence
                if move.old is not None and move.binding != "proximate" and not apart:
                    paired.add((move.old.index, move.new.index))
                yield from claims(move, scene.book)
    for move in _pairs(scene):
        _in_time(scene, move)
        if move.old is None or (move.old.index, move.new.index) not in paired:
            yield from claims(move, scene.book)


# -- from the change to its levels ---------------------------------------------------------------------------------


def _around(scene: Scene, change: Site) -> Move | None:
    siblings = scene.by_sentence[change.sentence]
    position = change.place
    before, after = siblings[:position], siblings[position + 1 :]
    amended = _amended(scene, change)
    if amended is not None:
        return amended
    found = (
        _new_after(scene, change, after) or _new_before(scene, change, before) or _new_in_sentence_before(scene, change)
    )
    if found is None:
        return None
    move = Move(found[0], changes=[change], binding=found[1], direction=change.direction)
    move.old = _old(scene, change, move.new, before, after)
    if move.old is None and move.new.sentence != change.sentence:
        rest = scene.sites[move.new.index + 1 : change.index]
        move.old = _old(scene, change, move.new, [], rest)
    second = _same_change(change, move.new, after)
    if second is not None:
        second.direction = change.direction
        move.changes.append(second)
    return move


def _complete(scene: Scene, change: Site, move: Move | None) -> Move | None:
    """The move with both its levels, where there are only two that it can have."""
    bound = move is not None and move.binding != "proximate"
    if move is not None and bound and (move.old is not None or any(c.amount for c in move.changes if c is not change)):
        return move
    found = levels.find(scene, change)
    if found is None:
        return move
    if move is not None and move.binding != "proximate" and move.new not in (found.new, found.old):
        return move
    changes = [change] if move is None else move.changes
    return Move(found.new, found.old, changes, found.binding, change.direction)


def _told_after(scene: Scene) -> None:
    """ "… frå A til B, det vil seie 10 prosent", "… fra A til B. Det er 20 prosent": the change after its levels."""
    for site in scene.sites:
        if site.role != "level" or site.heading or site.kind not in (*_CHANGES, "money", "count", "unit"):
            continue
        siblings = scene.by_sentence[site.sentence]
        told = site.cue("equivalent") is not None or site.last_word in scene.book.said["by_words"]
        if site.place >= 2 and site.light and told:
            pair = siblings[site.place - 2 : site.place]
        elif site.first and site.kind == "percent" and scene.points_back(site) and site.light:
            before = scene.sentence_before(site)
            pair = before[-2:] if len(before) == 2 else []
        else:
            continue
        moved = len(pair) == 2 and {one.role for one in pair} == {"old", "new"} and fits(site, pair[0])
        way = _way(pair[0]) if moved else 0
        if way and pair[0].mention.figure.unit == pair[1].mention.figure.unit:
            site.role, site.direction = "change", 1 if way > 0 else -1


def _in_time(scene: Scene, move: Move) -> None:
    """ "I 2020 ble det produsert 154 TWh, mot 157 TWh i 2021": "mot" compares, and the years tell which was first."""
    old, new = move.old, move.new
    if old is None or old.cue("against") is None:
        return
    before, after = levels.time_of(scene, old), levels.time_of(scene, new)
    if before is not None and after is not None and before[0] == after[0] and before[1] > after[1]:
        move.old, move.new = new, old


def _amended(scene: Scene, change: Site) -> Move | None:
    """A budget vote over two lines: "Til drift, forhøyes med 2 060 000 / fra kr 35 632 000 til kr 37 692 000"."""
    siblings = scene.by_sentence[change.sentence]
    following = scene.by_sentence.get(change.sentence + 1, [])
    if change is not siblings[-1] or not change.amount or len(following) != 2 or change.after:
        return None
    old, new = following
    opens = old.cue("old") is not None and old.words[:1] == (old.left[0].words,) and old.light
    if not opens or new.role != "new" or not new.light or old.mention.figure.unit != new.mention.figure.unit:
        return None
    quantity = change.mention.figure
    if quantity.unit.kind == "count":
        quantity = replace(quantity, unit=new.mention.figure.unit)
    if quantity.unit != new.mention.figure.unit:
        return None
    stated = copy(change)
    stated.mention = change.mention.with_quantity(quantity)
    return Move(new, old, [stated], "anaphoric", change.direction)


def _new_after(scene: Scene, change: Site, after: list[Site]) -> tuple[Site, Binding] | None:
    """ "Økte 9,4 prosent til 486.000", "… og endte på 486.000"; a base or the amount of change may stand between."""
    light = True
    fronted = [(word,) for word in scene.book.said["fronting"]]
    for site in after[:_NEAR]:
        if site.light and site.cue("equivalent") is not None and site.role in ("change", "level"):
            continue
        other = site.own_metric is not None and change.metric is not None and site.own_metric != change.metric
        if other or levels.moves(site):
            return None  # "Overskuddet ble halvert, selv om omsetningen økte fra 190 til 204"
        if site.role == "old" and fits(change, site):
            light = light and site.light
            continue
        if not fits(change, site) or other:
            return None
        if site.role == "level" and change.first and change.words[:1] in fronted:
            return site, "explicit"  # "Med en oppgang på 34 prosent endte ordrereserven på 2,7 milliarder"
        if site.role == "new":
            return site, "explicit" if site.light else "proximate"
        if site.cue("level") is not None and site.light and site.role == "level":
            return site, "explicit"
        return None
    return None


def _new_before(scene: Scene, change: Site, before: list[Site]) -> tuple[Site, Binding] | None:
    """ "2,88 milliarder, og spratt dermed opp 4.000 prosent", "fra 12,4 til 13,9 milliarder, opp 12 prosent"."""
    light = change.light
    for site in reversed(before[-_NEAR:]):
        if site.words[-1:] == ("(",) and site.after[:1] == (")",):
            continue  # a figure in brackets stands beside the level, it is not the level
        if site.first and scene.opens_earlier(site):
            continue  # "Året før var det 1,09 milliarder, så veksten var på …"
        if fits(change, site) and site.role in ("level", "new"):
            if change.own_metric is not None and change.own_metric != site.metric:
                unnamed = site.metric is None or site.metric.startswith("~")
                return (site, "proximate") if unnamed else None
            sure = light or change.own_metric is not None or _apposed(scene, change, site)
            return site, "explicit" if sure else "proximate"
        light = light and site.light
        if site.role in ("old", "change"):
            continue
        return None
    return None


def _apposed(scene: Scene, change: Site, site: Site) -> bool:
    """ "10.479 nye biler, en nedgang på 12 prosent": what is counted, and right behind it what the number is."""
    if site.kind != "count" or site.index != change.index - 1 or "," not in change.words[:_COUNTED]:
        return False
    behind = change.words[change.words.index(",") + 1 :]
    nouns = [word for word in behind if word not in scene.book.light and not scene.book.knows(word)]
    return bool(behind) and behind[0] in scene.book.light and not nouns


def _new_in_sentence_before(scene: Scene, change: Site) -> tuple[Site, Binding] | None:
    """ "Resultatet ble 96,5 millioner. Det er en nedgang på 8 prosent"."""
    levels = [s for s in scene.sentence_before(change) if fits(change, s) and s.role in ("level", "new")]
    if levels and scene.opens_earlier(levels[0]):
        # "… 61,5 millioner. Året før var det 74,0. Det er en nedgang på 17 prosent": one sentence further back.
        earlier = [s for s in scene.sentence_before(levels[0]) if fits(change, s) and s.role in ("level", "new")]
        sure = len(earlier) == 1 and scene.points_back(change) and change.own_metric is None
        return (earlier[0], "anaphoric" if sure else "proximate") if earlier else None
    pointing = scene.points_back(change) and change.own_metric is None and not change.names
    when, then = change.mention.period, levels[0].mention.period if levels else None
    if when is not None and when != then and not scene.opens_earlier(change):
        pointing = False  # "310 millioner i kvartalet. Hittil i år er omsetningen opp 14 prosent"
    elif len(levels) == 1 and (pointing or scene.resumes(change, levels[0]) or scene.opens_earlier(change)):
        return levels[0], "anaphoric"
    if len(levels) == 1 and pointing:
        return levels[0], "anaphoric"
    same = [s for s in levels if s.metric is not None and s.metric == change.metric]
    near = same or levels
    return (near[-1], "proximate") if near else None


def _old(scene: Scene, change: Site, new: Site, before: list[Site], after: list[Site]) -> Site | None:
    """The base: "fra X" beside the new level, "opp 12 prosent fra X", "138 millioner over budsjettet på X"."""
    unit = new.mention.figure.unit
    for site in [*after[:2], *reversed(before[-_NEAR:])]:
        if site is new or site is change or site.mention.figure.unit != unit:
            continue
        based = site.role == "old" or beyond(change, site) or (site is not change and scene.opens_earlier(site))
        if based and (site.own_metric is None or compatible(site.own_metric, new.metric, None) or site.light):
            return site
    return None


def _same_change(change: Site, new: Site, after: list[Site]) -> Site | None:
    """The same change in other words: "12 prosent, eller 300 millioner, til 2,8 milliarder, tilsvarende 12 prosent"."""
    for site in after[:_NEAR]:
        equivalent = site.cue("equivalent")
        if site is new and site.light:
            continue
        if equivalent is None or not site.light:
            if site.role == "old":
                continue
            return None
        if (
            {change.kind, site.kind} & {"percent"}
            and change.kind != site.kind
            and (fits(site, new) or site.kind == "percent")
        ):
            return site
        return None
    return None


# -- from two levels -----------------------------------------------------------------------------------------------


def _pairs(scene: Scene) -> Iterator[Move]:
    """Two levels of one thing: "fra A til B", "til B fra A", "B, mot A", "B, opp fra A", "B. Året før var det A"."""
    for b in scene.sites:
        if b.first and not b.heading:
            yield from _year_before(scene, b)
    for a, b in zip(scene.sites, scene.sites[1:], strict=False):
        if a.heading or b.heading or a.sentence != b.sentence or not _comparable(a, b):
            continue
        if a.role == "old" and b.role == "new" and a.cue("old") is not None:
            yield Move(b, a, direction=_way(a), binding="explicit" if b.light else "proximate")
        elif b.role == "old" and a.role in ("level", "new") and not _expected(b):
            against = b.cue("against")
            opened = b.cue("up", "down")
            direction = 0 if opened is None or not b.light else (1 if opened.kind == "up" else -1)
            if direction == 0 and a.role == "new":
                direction = _way(a)
            binding: Binding = "explicit" if b.light and (against is not None or direction) else "proximate"
            yield Move(a, b, direction=direction if b.light else 0, binding=binding)
        elif b.role == "level" and a.role == "level" and b.light and _last_year(b) and b.cue("level") is not None:
            yield Move(a, b, binding="proximate")


def _comparable(a: Site, b: Site) -> bool:
    """Whether two figures may be levels of one thing."""
    if a.role == "change" or b.role == "change" or a.kind == "multiple":
        return False
    if a.mention.implicit or b.mention.implicit:
        return False
    return a.mention.figure.unit == b.mention.figure.unit and (
        b.own_metric is None or compatible(a.metric, b.own_metric, None)
    )


def _year_before(scene: Scene, old: Site) -> Iterator[Move]:
    """ "Omsetningen var 116 millioner kroner. Året før var den 79 millioner kroner"."""
    if old.role not in ("level", "old") or _expected(old):
        return
    levels = [s for s in _levels_before(scene, old) if _last_year(old) or _later(s, old)]
    if levels:
        pronoun = any(word in scene.book.said["anaphors"] for word in old.words)
        sure = len(levels) == 1 and (scene.points_back(old) or pronoun) and scene.same_subject(levels[0], old)
        yield Move(levels[0], old, binding="anaphoric" if sure else "proximate")


def _last_year(site: Site) -> bool:
    period = site.mention.period
    return period is not None and period.offset is not None and period.offset < 0


def _levels_before(scene: Scene, site: Site) -> list[Site]:
    """The levels of the sentence before that the site's figure may be compared with."""
    return [
        s for s in scene.sentence_before(site) if s.role in ("level", "new") and _comparable(s, site) and not s.heading
    ]


def _later(new: Site, old: Site) -> bool:
    """Whether the periods of two figures put the second a year or more before the first."""
    a, b = new.mention.period, old.mention.period
    if a is None or b is None:
        return False
    if a.year is not None and b.year is not None and a.year != b.year:
        return b.year < a.year
    months = a.unit == b.unit and a.year == b.year and a.index is not None and b.index is not None
    return months and (b.index or 0) < (a.index or 0) and a.offset == b.offset


def _way(site: Site) -> int:
    """The direction that the words before a move's first figure give."""
    cue = site.cue("up", "down")
    if cue is None or cue.form == "comparatives":
        return 0
    return 1 if cue.kind == "up" else -1


def _expected(site: Site) -> bool:
    """Whether the figure is what was expected: "mot ventet 7,3" is no base."""
    return any(cue.kind == "expected" for cue in site.left)
