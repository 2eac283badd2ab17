"""Each figure's place among the words: what governs it, what it is about, and how light the words between figures are.

A *site* is a figure with the cues to its left (back to the figure before it, or the beginning of the sentence) and to
its right. Everything that binds figures is decided from sites; the text itself is looked at only in `clauses`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from finnorm.relate.phrasebook import Cue, CueKind, Phrasebook
from finnorm.values.document import Document
from finnorm.values.mention import Mention

Role = Literal["change", "old", "new", "level"]

OPENING = 5
"""How many words open a sentence."""
_DEFINITE = ("en", "et", "a")


@dataclass(slots=True)
class Site:
    """A figure among words.

    Args:
        mention: The figure.
        sentence: Index of its sentence in the document.
        heading: Whether it stands in a heading.
        left: Cues between the figure before it in the sentence (or the sentence's beginning) and its hedge.
        right: Cues between it and the next figure of the sentence (or the sentence's end).
        words: The words to its left, in lower case.
        scopes: Words that set what it measures apart: "organisk", "etter skatt", "ventet".
        light: Whether the words to its left carry no subject of their own: no unknown nouns and no names.
    """

    mention: Mention
    index: int
    sentence: int
    heading: bool
    left: tuple[Cue, ...]
    right: tuple[Cue, ...] = ()
    words: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    light: bool = False
    first: bool = False
    place: int = 0
    role: Role = "level"
    direction: Literal[1, -1, 0] = 0
    metric: str | None = None
    own_metric: str | None = None
    names: frozenset[str] = field(default_factory=frozenset[str])
    scopes: frozenset[str] = field(default_factory=frozenset[str])

    @property
    def kind(self) -> str:
        """The kind of the figure's unit."""
        return self.mention.kind

    @property
    def amount(self) -> bool:
        """Whether the figure is a level or change in itself, not a part of something."""
        return self.mention.kind in ("money", "count", "unit") and not self.mention.implicit

    def adds(self, book: Phrasebook) -> bool:
        """Whether the figure comes on top of others: "ytterligere to", "to til"."""
        return self.cue("additive") is not None or (bool(self.after) and self.after[0] in book.said["additive"])

    def cue(self, *kinds: CueKind) -> Cue | None:
        """The last cue of these kinds to the left."""
        return next((cue for cue in reversed(self.left) if cue.kind in kinds), None)

    @property
    def last_word(self) -> str:
        """The word or mark right before the figure and its hedge."""
        return self.words[-1] if self.words else ""


@dataclass(slots=True)
class Scene:
    """A document's sites in order, and by sentence."""

    document: Document
    sites: list[Site]
    by_sentence: dict[int, list[Site]]
    book: Phrasebook

    def between(self, a: Site, b: Site) -> str:
        """The text from the end of one figure to the hedge of a later one."""
        return self.document.flat[a.mention.end : b.mention.hedge_start]

    def span(self, site: Site) -> str | None:
        """The stretch of time over which a change goes, as far as the words around it tell: "to år", a period."""
        for words in (site.after, site.words):
            for at, word in enumerate(words):
                length = word in self.book.durations and at and words[at - 1] not in self.book.said["anaphors"]
                if length and words[at - 1] not in self.book.no_length:
                    return f"{words[at - 1]} {word}"
        period = site.mention.period
        return None if period is None else f"{period.unit} {period.year} {period.index}"

    def sentence_before(self, site: Site) -> list[Site]:
        """The sites of the nearest sentence before, within two sentences."""
        for back in (1, 2):
            sites = self.by_sentence.get(site.sentence - back)
            if sites:
                return sites
        return []

    def opens_earlier(self, site: Site) -> bool:
        """Whether the site's sentence opens with a time before: "Året før var den 79 millioner"."""
        first = self.by_sentence[site.sentence][0]
        return " ".join(first.words[:OPENING]).startswith(self.book.earlier)

    def resumes(self, site: Site, earlier: Site) -> bool:
        """Whether a sentence opens with the metric of an earlier figure ("Inntektene er likevel beskjedne …")."""
        first = next((cue for cue in site.left if cue.kind == "metric"), None)
        opening = " ".join(site.words[: OPENING + 1])
        return site.first and first is not None and first.words in opening and first.value == earlier.metric

    def same_subject(self, earlier: Site, later: Site) -> bool:
        """Whether a later sentence brings in nobody else: no name that the earlier one lacks, no rival."""
        if earlier.sentence == later.sentence:
            return True
        here = {name for site in self.by_sentence[later.sentence] for name in site.names}
        there = {name.lstrip("@") for site in self.by_sentence[earlier.sentence] for name in site.names}
        if any(name.lstrip("@") in self.book.others for name in here):
            return False
        return all(name.startswith("@") or name in there for name in here)

    def points_back(self, site: Site) -> bool:
        """Whether the site is the first figure of a sentence that opens with a word pointing back ("Det er …")."""
        if not site.first:
            return False
        for at, word in enumerate(site.words[:OPENING]):
            # "Tallet på skadde økte" speaks of its own, "Tallet økte" points back
            if word in self.book.said["anaphors"] and not (
                word in self.book.said["numbered"] and site.words[at + 1 : at + 2] == ("på",)
            ):
                return True
        # "Veksten fra året før var på 11 prosent"
        opening = next((cue for cue in site.left if cue.kind in ("up", "down") and cue.form == "nouns"), None)
        if opening is None or site.words[:1] != (opening.words,):
            return False
        return opening.words.endswith(_DEFINITE) or site.words == (opening.words, ":")  # "Økning: 20 prosent"
