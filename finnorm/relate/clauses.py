"""Puts the figures of a document among their words: the one place where relating looks at the text."""

from __future__ import annotations

from bisect import bisect_right

from finnorm.relate.phrasebook import Phrasebook
from finnorm.relate.roles import settle
from finnorm.relate.scene import OPENING, Scene, Site
from finnorm.values.document import Document
from finnorm.values.mention import Mention


def in_table(document: Document, mention: Mention) -> bool:
    """Whether a figure is a cell of a table, one that is set as running text included."""
    return mention.quantity is not None and (
        document.blocks[mention.block].kind == "table" or mention.figure.numeral.cell
    )


def build_scene(document: Document, mentions: list[Mention], book: Phrasebook) -> Scene:
    """Puts every figure among its words."""
    text = document.flat
    sentences = document.sentences
    starts = [sentence.start for sentence in sentences]
    sites: list[Site] = []
    by_sentence: dict[int, list[Site]] = {}
    # A table's rows and columns bind its figures, not the words between them: tables are none of the frames' business.
    usable = [m for m in mentions if m.quantity is not None and not in_table(document, m)]
    for mention in usable:
        sentence = bisect_right(starts, mention.start) - 1
        begin, kind = sentences[sentence].start, document.blocks[sentences[sentence].block].kind
        siblings = by_sentence.setdefault(sentence, [])
        left_edge = _behind(text, siblings[-1].mention) if siblings else begin
        cues, words, light, names = book.scan(text, left_edge, max(left_edge, mention.hedge_start))
        site = Site(
            mention,
            len(sites),
            sentence,
            kind == "heading",
            cues,
            words=words,
            light=light,
            first=not siblings,
            place=len(siblings),
            names=names,
        )
        sites.append(site)
        siblings.append(site)
    last: Site | None = None
    for sentence, siblings in by_sentence.items():
        end = sentences[sentence].end
        for site, follower in zip(siblings, [*siblings[1:], None], strict=True):
            if follower is not None:
                site.right, site.after = follower.left, follower.words
            else:
                site.right, site.after, _, _ = book.scan(text, _behind(text, site.mention), end)
        for site in siblings:
            settle(site, siblings, book)
            site.scopes = _scopes(site, siblings, book)
        if last is not None and sentence - last.sentence <= 2 and not last.heading:
            _carry_on(siblings, last, book)
        last = siblings[-1]
    return Scene(document, sites, by_sentence, book)


_SCOPES = ("organic", "expected", "per_share", "before_tax", "after_tax")
_BREAKS = frozenset(",;:(–-")


def _scopes(site: Site, siblings: list[Site], book: Phrasebook) -> frozenset[str]:
    """The scope words of a figure: before it, right behind it, or carried on from the figure before."""
    own = {cue.words for cue in site.left if cue.kind in _SCOPES}
    stop = next((at for at, word in enumerate(site.after) if word in _BREAKS), len(site.after))
    behind = " ".join(site.after[:stop])
    own |= {cue.words for cue in site.right if cue.kind in _SCOPES and cue.kind != "expected" and cue.words in behind}
    if site.place and site.own_metric is None and site.light and not book.said["contrast"] & set(site.words):
        own |= siblings[site.place - 1].scopes
    return frozenset(own)


def _behind(text: str, mention: Mention) -> int:
    """Where a figure ends with the noun that it counts: "77,32 millioner enheter"."""
    noun = mention.noun
    if noun is not None and text.startswith(noun, mention.end + 1) and text[mention.end].isspace():
        return mention.end + 1 + len(noun)
    return mention.end


def _carry_on(siblings: list[Site], last: Site, book: Phrasebook) -> None:
    """ "Det er en vekst på …": a sentence that points back speaks of what the one before was about."""
    if not any(word in book.said["anaphors"] for word in siblings[0].words[:OPENING]):
        return
    for site in siblings:
        if site.own_metric is not None:
            return
        site.metric = last.metric
