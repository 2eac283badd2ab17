"""The two levels of a change, found by elimination: the only two figures nearby that it can be a change of.

"Medan rederiet i 2022 omsette for 640 millionar, hadde det i fjor 711. Veksten var dermed 11 prosent": no word binds
the three figures directly, but nothing else is there that could have grown. What was before is told by "i fjor", "mot",
"då det var", a bracket, an earlier year; where nothing tells, nothing is bound.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from finnorm.relate.nearness import alike
from finnorm.relate.phrasebook import SUBJECT
from finnorm.relate.roles import compatible
from finnorm.relate.scene import Scene, Site
from finnorm.values.claim import Binding

_LONG = 4
_AFTER = 3
_TAIL = 4
_SINCE = 6
_COMMAS = frozenset(",–-;:")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}(?![0-9])")
_SENTENCES = (1, 2)


@dataclass(frozen=True, slots=True)
class Levels:
    """What it was and what it is, and how surely that is bound."""

    old: Site
    new: Site
    binding: Binding


def fits(change: Site, level: Site) -> bool:
    """Whether a change can be of this level: points and percent of percentages, amounts of like amounts."""
    if change.kind in ("percentage_point", "basis_point"):
        return level.kind == "percent"
    if not level.amount or level.mention.figure.unit.kind == "multiple":
        return False
    if change.kind in ("percent", "multiple", "permille"):
        return True
    return change.mention.figure.unit == level.mention.figure.unit


def find(scene: Scene, change: Site) -> Levels | None:
    """The only two levels near a change, the earlier first, where the words put one before the other."""
    here = _candidates(scene, change, change.sentence)
    if len(here) > 2:
        return None
    if len(here) == 2:
        chain = sorted((*here, change), key=lambda site: site.index)
        sure = all(_plain(scene, site) for site in chain[1:])
        # "Valutajustert falt salget 2 prosent, mens det i kroner steg fra 610 til 655": a change of its own
        sure = sure and not any(site.index > change.index and moves(site) for site in here)
        return _ordered(scene, change, here[0], here[1], "explicit") if sure else None
    if here:
        return _with_neighbour(scene, change, here[0])
    if not scene.points_back(change):
        return None
    found: list[Site] = []
    for back in _SENTENCES:
        if _has_change(scene, change, change.sentence - back):
            return None
        found = [*_candidates(scene, change, change.sentence - back), *found]
        if len(found) >= 2:
            break
    if len(found) != 2 or not _plain(scene, change):
        return None
    return _ordered(scene, change, found[0], found[1], "anaphoric")


def _with_neighbour(scene: Scene, change: Site, level: Site) -> Levels | None:
    """One level beside the change, the other in the sentence before or after."""
    later = max(change, level, key=lambda site: site.index)
    if not _plain(scene, later):
        return None
    after = _candidates(scene, change, change.sentence + 1)
    if len(after) == 1 and after[0].first and _told_back(scene, after[0]) and scene.same_subject(level, after[0]):
        return _ordered(scene, change, level, after[0], "anaphoric")
    before = _candidates(scene, change, change.sentence - 1)
    if len(before) != 1:
        return None
    first = min(change, level, key=lambda site: site.index)
    resumed = scene.points_back(first) or any(word in scene.book.said["now"] for word in first.words)
    named = level.own_metric is not None and level.own_metric == before[0].metric
    if not (resumed or named) or _has_change(scene, change, change.sentence - 1):
        return None
    if not scene.same_subject(before[0], level) or not scene.same_subject(before[0], change):
        return None
    return _ordered(scene, change, before[0], level, "anaphoric")


def _told_back(scene: Scene, site: Site) -> bool:
    """ "Året før var den 79 millioner", "I 2006 var salget …": a sentence of another time, about the same."""
    dated = site.mention.period is not None and site.last_word in scene.book.said["pronouns"]
    return (scene.opens_earlier(site) or earlier(site) or dated) and _plain(scene, site)


def earlier(site: Site) -> bool:
    """Whether the words put a figure before the time the text speaks of."""
    period = site.mention.period
    return site.role == "old" or (period is not None and period.offset is not None and period.offset < 0)


def _candidates(scene: Scene, change: Site, sentence: int) -> list[Site]:
    return [
        site
        for site in scene.by_sentence.get(sentence, [])
        if site is not change
        and fits(change, site)
        and site.role != "change"
        and not site.heading
        and not site.mention.implicit
        and site.mention.figure.upper is None
        and compatible(change.own_metric, site.own_metric, scene.book)
        and not (site.light and site.cue("equivalent") is not None)
    ]


def _has_change(scene: Scene, change: Site, sentence: int) -> bool:
    """Whether a sentence tells a change of its own, in the same measure."""
    return any(site.role == "change" and site.kind == change.kind for site in scene.by_sentence.get(sentence, []))


def moves(site: Site) -> bool:
    """Whether a level has a verb of rising, falling or moving of its own."""
    return any(cue.kind in ("up", "down", "moved") and cue.form == "verbs" for cue in site.left)


def _plain(scene: Scene, site: Site) -> bool:
    """Whether the words before a figure bring in nothing new: no unknown noun, nobody else."""
    book = scene.book
    if any(name.startswith("@") or name.lstrip("@") in book.others for name in site.names):
        return False
    if site.light or site.cue("then") is not None:
        return True
    if site.names and not site.first:
        return False
    words = site.words
    last = next((at for at in range(len(words) - 1, -1, -1) if words[at] in _COMMAS), -1)
    clause = words[last + 1 :]
    if any(word in book.said["when"] for word in clause):
        return True
    known = {word for cue in site.left for word in cue.words.split()}
    joined = clause[:1] and clause[0] in book.said["joining"]
    fresh = [
        word
        for before, word in zip(("", *clause), clause, strict=False)
        if word not in book.light | known and word[:1].isalpha() and before not in book.said["place_words"]
    ]
    if site.first:
        return True
    return not (joined and fresh) and not any(len(word) > _LONG and word.endswith(SUBJECT) for word in fresh)


def _ordered(scene: Scene, change: Site, a: Site, b: Site, binding: Binding) -> Levels | None:
    """Which of two levels came first, where the words tell."""
    if not alike(a, b, scene) or not compatible(a.own_metric, b.own_metric, scene.book):
        return None
    older = _older(scene, a, b)
    if older is None or another_base(scene, change, older):
        return None
    newer = b if older is a else a
    if older.cue("expected") is not None and newer.cue("expected") is None:
        return None
    return Levels(older, newer, binding)


def another_base(scene: Scene, change: Site, old: Site) -> bool:
    """ "11 prosent over 2019-nivået": the change names the year that it is measured from, and it is not this one's."""
    book, siblings = scene.book, scene.by_sentence[change.sentence]
    since, days = book.said["since"], book.said["day_words"]
    if old.sentence != change.sentence and (
        _reference(change, book.light) or since & {*change.words[-_SINCE:], *change.after[:1]}
    ):
        return True
    years = {int(word[:4]) for word in change.after if _YEAR.match(word)}
    period = old.mention.period
    told = {word for site in siblings for word in (*site.words, *site.after)}
    if days & told and not days & {*old.words, *old.after} and old.sentence != change.sentence:
        return True  # "steig 7 prosent torsdag. For eit år sidan kosta ho 91 kroner"
    if not years:
        return False
    return (period is None or period.year not in years) and not any(str(year) in old.words for year in years)


def _reference(change: Site, light: frozenset[str]) -> bool:
    """ "9 prosent under normalen", "22 prosent over dagens kurs": measured from something that has no figure."""
    compared = change.right[:1] and change.right[0].form == "comparatives"
    tail = change.after[1:_TAIL] if compared and change.after[:1] == (change.right[0].words.split()[0],) else ()
    return any(word not in light and word[:1].isalpha() for word in tail)


def _older(scene: Scene, a: Site, b: Site) -> Site | None:
    for tells in (_marked, _year_before):
        told = [site for site in (a, b) if tells(scene, site)]
        if len(told) == 1:
            return told[0]
    x, y = time_of(scene, a), time_of(scene, b)
    if x is not None and y is not None and x != y:
        return a if x < y else b
    told = [site for site in (a, b) if earlier(site) or (scene.opens_earlier(site) and site.first)]
    if len(told) == 1:
        return told[0]
    # "I 2023 var de 58,6 millioner": a year beside the present
    dated = [site for site, time in ((a, x), (b, y)) if time is not None and time[0] == 0]
    return dated[0] if len(dated) == 1 and dated[0].first and (x is None or y is None) else None


def time_of(scene: Scene, site: Site) -> tuple[int, int, int] | None:
    """When a figure was, for comparison: a year beside "i fjor" is the earlier of the two."""
    if any(word in scene.book.said["now"] for word in site.words):
        return (1, 0, 0)
    period = site.mention.period
    if period is None:
        named = [int(word) for word in site.words if _YEAR.fullmatch(word)]
        return (0, named[-1], 0) if named else None  # "Omsetning 2023: 84,0"
    if period.offset is not None:
        return (1, period.offset, period.index or 0)
    return None if period.year is None else (0, period.year, period.index or 0)


def _marked(scene: Scene, site: Site) -> bool:
    """Whether a word or a bracket tells that the figure is what was before."""
    return site.role == "old" or _bracketed(site) or any(word in scene.book.said["peaks"] for word in site.words)


def _year_before(scene: Scene, site: Site) -> bool:
    """Whether the figure is of the year before the one spoken of."""
    words = f" {' '.join((*site.words, *site.after[:_AFTER]))} "
    return any(f" {phrase} " in words for phrase in scene.book.said["year_before"])


def _bracketed(site: Site) -> bool:
    """ "kr 3.635 mill. (kr 3.025 mill.)": last year's in brackets."""
    return site.words[-1:] == ("(",) and len(site.words) == 1
