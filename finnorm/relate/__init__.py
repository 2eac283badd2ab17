"""Mentions in, claims out: one frame a file. A frame finds relations; whether they hold is for the checks."""

from __future__ import annotations

from finnorm.lexicon import Lexicon
from finnorm.relate import change, composition, equivalent, gain, order, proximity, quotients, restatement, sums, tables
from finnorm.relate.clauses import build_scene
from finnorm.relate.phrasebook import Phrasebook
from finnorm.values.claim import Claim
from finnorm.values.document import Document
from finnorm.values.mention import Mention

FRAMES = (equivalent, change, gain, composition, sums, quotients, order, restatement)


class Relator:
    """Finds the claims of documents; holds no state between them."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._book = Phrasebook(lexicon)

    def claims(self, document: Document, mentions: list[Mention]) -> list[Claim]:
        """What a document says of its figures, in the order of the text."""
        if len(mentions) < 2:
            return []
        scene = build_scene(document, mentions, self._book)
        found = [claim for frame in FRAMES for claim in frame.find(scene)]
        found += list(proximity.find(scene, found))
        found += tables.find(document, mentions, scene)
        found.sort(key=lambda one: tuple(m.start for m in one.mentions))
        return _once(found)


def _once(claims: list[Claim]) -> list[Claim]:
    """Each relation once: what words bind is not told again because its figures also stand near each other."""
    bound = {_figures(one) for one in claims if one.binding != "proximate"}
    kept: list[Claim] = []
    near: set[tuple[str, frozenset[int]]] = set()
    for one in claims:
        figures = _figures(one)
        if one.binding == "proximate":
            if figures in bound or figures in near:
                continue
            near.add(figures)
        kept.append(one)
    return kept


def _figures(one: Claim) -> tuple[str, frozenset[int]]:
    return one.check, frozenset(mention.start for mention in one.mentions)


__all__ = ["FRAMES", "Relator"]
