"""What a figure is in its clause: a level, the level before or after, or the change; and of what metric."""

from __future__ import annotations

from typing import Literal

from finnorm.relate.phrasebook import SUBJECT, Cue, Phrasebook
from finnorm.relate.scene import Site

_SENTENCE = 40
_ENDING = 4


def settle(site: Site, siblings: list[Site], book: Phrasebook) -> None:
    """The site's role, direction and metric."""
    site.own_metric = _metric(site, book)
    site.metric = site.own_metric
    if site.metric is None:
        for earlier in reversed(siblings[max(0, site.place - _SENTENCE) : site.place]):
            if earlier.metric is not None:
                site.metric = earlier.metric
                break
    if site.metric is None and site.mention.polarity == "loss":
        site.metric = site.own_metric = "profit"
    if site.metric is None and site.first and site.words and _may_be_subject(site.words[0], book):
        site.metric = "~" + site.words[0]
    change = site.cue("up", "down", "moved")
    comparative = _comparative_after(site, book)
    if site.mention.kind == "multiple" and site.mention.figure.numeral.style == "share":
        return  # "en tredjedel" is of something; "falt med en tredjedel" is no multiple
    if site.mention.kind == "multiple":
        quantity = site.mention.figure
        site.role = "change"
        site.direction = 1 if quantity.numeral.value > 1 else -1
        return
    if comparative is not None:
        site.role, site.direction = "change", _sign(comparative)
        return
    opening = next(
        (cue for cue in reversed(site.left) if cue.kind in _ENDS and _opens(cue, site, book)),
        None,
    )
    gained = next((cue for cue in site.right if cue.kind in ("up", "down") and cue.form == "nouns"), None)
    if (
        gained is not None
        and site.after[:1]
        and site.after[0] in book.said["metric_bridges"]
        and site.after[1:2] == (gained.words,)
    ):
        site.role, site.direction = "change", _sign(gained)  # "9,5 milliarder kroner i verdistigning"
        return
    if site.words[-1:] == ("(",) and site.after[:1] == (")",) and site.mention.inherited:
        site.role = "old"  # "2 677,5 millioner (2 604,6)": last year's in brackets
        return
    then = site.cue("then")
    if then is not None and not (change is not None and change.kind != "moved" and change.start > then.start):
        site.role = "old"
        return
    if opening is not None and opening.kind == "new":
        site.role = "new"
        return
    if opening is not None:
        site.role = "old"
        return
    if site.mention.polarity == "loss" and (change is None or change.kind == "moved" or change.form == "nouns"):
        return
    if change is not None and _governs(change, site, book):
        site.role, site.direction = "change", _sign(change)
        return
    before = siblings[site.place - 1] if site.place else None
    if before is None or before.role != "change" or not before.direction:
        return
    again = site.light and site.cue("equivalent") is not None and {site.kind, before.kind} > {"percent"}
    if again or _gapped(site, book):
        site.role, site.direction = "change", before.direction


_BREAKS = frozenset(",;:(")
_ENDS = ("old", "new", "against")


def _opens(cue: Cue, site: Site, book: Phrasebook) -> bool:
    """Whether "fra", "til" or "mot" reaches the figure: directly, or over its name ("fra et underskudd på 12")."""
    if cue.end == _left_end(site):
        return not (book.said["joining"] | _BREAKS) & set(_words_after(cue, site))
    later = [one for one in site.left if one.start >= cue.end]
    if (
        any(one.kind not in ("metric", "at") or one.form == "verb" for one in later)
        or site.last_word not in book.said["at_words"]
    ):
        return False
    named = {word for one in later for word in one.words.split()}
    return all(word in named or word in book.articles for word in _words_after(cue, site))


def _gapped(site: Site, book: Phrasebook) -> bool:
    """ "Volumet økte 4 prosent og verdien 3,7 milliarder": the verb of the figure before goes for this one too."""
    words = [word for word in site.words if word != ","]
    return (
        len(words) == 2
        and words[0] in book.said["joining"]
        and site.left[-1:] != ()
        and site.left[-1].kind == "metric"
        and site.left[-1].form == "noun"
        and site.left[-1].words == words[1]
    )


def _may_be_subject(word: str, book: Phrasebook) -> bool:
    """Whether a sentence's first word is a definite noun: what the sentence is about, by a name the lexicon lacks."""
    return len(word) > _ENDING and word.endswith(SUBJECT) and word not in book.light and not book.knows(word)


def _left_end(site: Site) -> int:
    return max((cue.end for cue in site.left), default=-1)


def _sign(cue: Cue) -> Literal[1, -1, 0]:
    if cue.kind in ("up", "more"):
        return 1
    return -1 if cue.kind in ("down", "less") else 0


def _metric(site: Site, book: Phrasebook) -> str | None:
    named = [cue for cue in site.left if cue.kind == "metric"]
    if named:
        # "En ordre verdt 1,1 milliarder": what is valued says more than that it is.
        nouns = [cue for cue in named if cue.form != "verb"]
        things = [cue for cue in nouns if cue.value != "market_value"]
        return things[-1].value if named[-1].words in book.said["valued"] and things else named[-1].value
    compared = site.right[:2]
    if len(compared) == 2 and compared[0].form == "comparatives" and compared[1].kind == "metric":
        return compared[1].value  # "4,4 prosent høgare løn"
    if site.mention.kind == "multiple":
        # "har doblet omsetningen", "tredobla verdien sin"
        behind = next((cue for cue in site.right if cue.kind == "metric"), None)
        if behind is not None and set(site.after[: site.after.index(behind.words.split()[0])]) <= book.light:
            return behind.value
        if (
            site.after
            and site.after[0].endswith(SUBJECT)
            and site.after[0] not in book.light
            and len(site.after[0]) > _ENDING
        ):
            return "~" + site.after[0]  # "har dobla eigardelen"
    # "2,88 milliarder yuan i inntekter"
    for cue in site.right:
        if (
            cue.kind == "metric"
            and cue.form == "noun"
            and site.after[:1]
            and site.after[0] in book.said["metric_bridges"]
        ):
            return cue.value if site.after[1:2] == (cue.words.split()[0],) else None
    return None


_COMPARATIVE_WINDOW = 2


def _comparative_after(site: Site, book: Phrasebook) -> Cue | None:
    """ "138 millioner kroner mer enn", "1.200 færre enn", "30 prosent over nivået": a comparative right behind."""
    for cue in site.right[:4]:
        if cue.form not in ("comparatives", "adverbs") and cue.words not in book.comparing:
            continue
        word = cue.words.split()[0]
        position = site.after.index(word) if word in site.after else _COMPARATIVE_WINDOW
        if position == 0 or (position == 1 and site.after[0] in book.degrees):
            return cue
    return None


def _governs(change: Cue, site: Site, book: Phrasebook) -> bool:
    """Whether a cue of change reaches the figure: nothing but light words, and no word of a level, between them."""
    if change.form == "comparatives":
        return False
    later = [cue for cue in site.left if cue.start >= change.end]
    if any(cue.kind == "equivalent" for cue in later):
        return False
    if change.form == "nouns":
        # "en økning på 12 prosent", "nedgang: 3 prosent"; not "nedgangen kom da selskapet tjente 3 millioner"
        # "veksten i år er 43.000": light words and a bridge; not "tross veksten ble det 43.000"
        rest = _words_after(change, site)
        bridged = any(word in book.said["copulas"] for word in rest) and not any(
            word in book.said["anaphors"] for word in rest
        )
        light = bridged and all(word in book.light or word in book.said["copulas"] or word.isdigit() for word in rest)
        return len(rest) <= 1 or site.last_word in book.said["noun_bridges"] or light
    return not any(cue.kind in ("level", "old", "new", "against") for cue in later)


def compatible(a: str | None, b: str | None, book: Phrasebook | None) -> bool:
    """Whether two metrics may be one: equal, or one of them unknown or less precise ("fondet" of "kraftfondet")."""
    if a is None or b is None or a == b:
        return True
    if a.startswith("~") or b.startswith("~"):
        # A subject that the lexicon does not know may be who owns the value; two of them must be one noun.
        return a[0] != b[0] or a.endswith(b[1:]) or b.endswith(a[1:])
    (x, _, more), (y, _, further) = a.partition(":"), b.partition(":")
    return (x == y or (book is not None and book.related(x, y))) and not (more and further)


def _words_after(cue: Cue, site: Site) -> tuple[str, ...]:
    count = len(cue.words.split())
    words = site.words
    for at in range(len(words) - count, -1, -1):
        if " ".join(words[at : at + count]) == cue.words:
            return words[at + count :]
    return ()
