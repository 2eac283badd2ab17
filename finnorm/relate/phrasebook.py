"""The lexicon's cues and metrics, arranged by their first word, and how they are found in a stretch of text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from finnorm.lexicon import Lexicon

CueKind = Literal[
    "up", "down", "moved", "equivalent", "less", "more", "total", "additive", "rest", "subset", "definite", "metric",
    "expected", "organic", "per_share", "before_tax", "after_tax", "then", "old", "new", "against", "by", "at", "level",
]  # fmt: skip

_TOKEN = re.compile(r"[^\W_]+(?:[-.][^\W_]+)*|[(),:;–—«»\"]|(?<=\s)-(?=\s)")
_LONGEST = 5
_SMALL = 100
_ENDING = 4
SUBJECT = ("en", "et", "ene", "ane", "a")
"""Endings of a definite noun."""
_PHRASES: tuple[tuple[str, CueKind], ...] = (
    ("equivalent", "equivalent"),
    ("less", "less"),
    ("more", "more"),
    ("total", "total"),
    ("additive", "additive"),
    ("rest", "rest"),
    ("subset", "subset"),
    ("definite", "definite"),
    ("old_words", "old"),
    ("new_words", "new"),
    ("against", "against"),
    ("by_words", "by"),
    ("at_words", "at"),
    ("level", "level"),
    ("then", "then"),
)


@dataclass(frozen=True, slots=True)
class Cue:
    """A word or phrase that tells something: text[start:end] in lower case is `words`."""

    kind: CueKind
    start: int
    end: int
    words: str
    form: str = ""
    value: str = ""


class Phrasebook:
    """The lexicon's cues and metrics, arranged by their first word."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._phrases: dict[str, list[tuple[CueKind, str, str]]] = {}
        self._lengths: dict[str, int] = {}
        self._suffixes: dict[str, list[tuple[str, CueKind]]] = {}
        cues = lexicon.cues
        for name, kind in (("up", "up"), ("down", "down"), ("none", "moved")):
            for form, words in cues["change"][name].items():
                if form == "suffixes":
                    for suffix in words:
                        self._suffixes.setdefault(suffix[-2:], []).append((suffix, kind))  # type: ignore[arg-type]
                else:
                    self._add(words, kind, form)  # type: ignore[arg-type]
        for name, kind in _PHRASES:
            self._add(cues["relation"][name], kind, "")
        self._add(
            (f"{small} {beside}" for small in cues["relation"]["small"] for beside in cues["relation"]["beside"]),
            "less",
            "",
        )
        for name, words in cues["scope"].items():
            self._add(words, name, "scope")
        self._stems: dict[str, str] = {}
        for metric, row in lexicon.metrics["metric"].items():
            self._add(row.get("words", ()), "metric", "noun", metric)
            self._add(row.get("verbs", ()), "metric", "verb", metric)
            self._stems.update(dict.fromkeys(row.get("stems", ()), metric))
        # by their last two letters: a word is asked only of those it may end in
        self._endings: dict[str, list[tuple[str, str]]] = {}
        for metric, row in lexicon.metrics["metric"].items():
            for word in row.get("words", ()):
                if len(word) > _ENDING:
                    self._endings.setdefault(word[-2:], []).append((word, metric))
        for endings in self._endings.values():
            endings.sort(key=lambda one: -len(one[0]))
        self.others = frozenset(cues["other"]["words"])
        self._sources = frozenset(cues["other"]["sources"])
        self._parts = frozenset(cues["other"]["parts"])
        self._alone = [[word] for word in cues["other"]["alone"]]
        self.earlier = tuple(sorted((*lexicon.time_phrases, *cues["reading"]["last_year"])))
        self.durations = lexicon.durations
        self._related = {frozenset(pair) for pair in lexicon.metrics["related"]["pairs"]}
        self.small_numbers = {word: n for word, n in lexicon.cardinals.items() if 1 < n < _SMALL}
        self.said = {name: frozenset(words) for name, words in cues["relation"].items()}
        self.losses = lexicon.loss_before
        self.margins = lexicon.metrics["margins"]
        self.stretches = {w: unit for unit, words in lexicon.periods["stretches"].items() for w in words}
        self.hedges = {phrase: hedge for phrase, (_, hedge) in lexicon.hedges.items()}
        self.articles = lexicon.ones
        self.balances = lexicon.metrics["balance"]
        self.share_nouns = tuple(cues["relation"]["share_nouns"])
        self.margin_nouns = tuple(cues["relation"]["margin_nouns"])
        self.expected = frozenset(cues["scope"]["expected"])
        self.net = tuple(cues["relation"]["net"])
        self.plain = frozenset(cues["other"]["plain"])
        self.picking = frozenset(cues["other"]["picking"])
        self.comparing = lexicon.comparing
        self.degrees = frozenset(cues["light"]["degrees"])
        self.no_length = frozenset(cues["light"]["no_length"])
        for suffixes in self._suffixes.values():
            suffixes.sort(key=lambda one: -len(one[0]))
        self.equivalent_verbs = tuple(cues["relation"]["equivalent_verbs"])
        self.light = (
            lexicon.function
            | lexicon.fillers
            | frozenset(w for phrase in lexicon.hedges for w in phrase.split())
            | frozenset(w for phrase in cues["light"]["words"] for w in phrase.split())
            | frozenset(w for phrase in cues["relation"]["annual"] for w in phrase.split())
            | frozenset(w for name in ("months", "ordinals") for w in lexicon.periods[name])
            | frozenset(w for phrase in lexicon.periods["relative"] for w in phrase.split())
            | frozenset(w for words in lexicon.periods["stretches"].values() for w in words)
            | frozenset(w for phrase in lexicon.periods["previous"]["year"] for w in phrase.split())
            | frozenset(lexicon.periods["previous"]["same"])
            | frozenset(lexicon.periods["previous"]["stretch"])
            | frozenset(w for phrase in lexicon.periods["to_date"]["words"] for w in phrase.split())
        )

    def _add(self, words: Iterable[str], kind: CueKind, form: str, value: str = "") -> None:
        for phrase in words:
            self._phrases.setdefault(phrase, []).append((kind, form, value))
            first, _, rest = phrase.partition(" ")
            self._lengths[first] = max(self._lengths.get(first, 1), 1 + rest.count(" ") + bool(rest))

    def related(self, a: str, b: str) -> bool:
        """Whether two metrics name one thing from two sides."""
        return frozenset((a, b)) in self._related

    def knows(self, word: str) -> bool:
        """Whether a word is a cue by itself."""
        return word in self._phrases

    def scan(self, text: str, start: int, end: int) -> tuple[tuple[Cue, ...], tuple[str, ...], bool, frozenset[str]]:
        """The cues of text[start:end], its words in lower case, whether it is light, and the names in it."""
        tokens = [(m.group(), m.start(), m.end()) for m in _TOKEN.finditer(text, start, end)]
        words = [token.lower() for token, _, _ in tokens]
        cues: list[Cue] = []
        covered = [False] * len(words)
        names: set[str] = set()
        for i, word in enumerate(words):
            for size in range(min(self._lengths.get(word, 0), _LONGEST, len(words) - i), 0, -1):
                phrase = " ".join(words[i : i + size])
                entries = self._phrases.get(phrase)
                if entries is None or (size == 1 and covered[i]):
                    continue
                cues += [
                    Cue(kind, tokens[i][1], tokens[i + size - 1][2], phrase, form, value)
                    for kind, form, value in entries
                ]
                covered[i : i + size] = [True] * size
                break
            else:
                cues += self._compound(word, tokens[i][1], tokens[i][2])
            opener = not i and tokens[0][0][:1].isupper() and not word.endswith(SUBJECT) and word not in self.light
            if opener and not covered[0] and not any(cue.start == tokens[0][1] for cue in cues):
                names.add(word)  # "Haldor har økt børsverdien": a sentence that opens with a name
            if tokens[i][0][:1].isupper() and word not in self.light and word not in self._phrases and i:
                if words[i - 1] in self._parts and (i == 1 or words[i + 1 : i + 2] in self._alone):
                    names.add("@" + word)  # "I Sverige alene økte …": a part of what the text is about
                elif words[i - 1] not in self._sources:
                    names.add(word)
            if word in self.others:
                names.add("@" + word)
        old = self.said["old_words"]
        cues = [
            c for c in cues if not (c.kind == "expected" and c.words == _TO and _word_before(words, tokens, c) in old)
        ]
        light = all(
            covered[i] or not word[0].isalnum() or word in self.light or word.isdigit() for i, word in enumerate(words)
        )
        if any(cue.kind == "metric" and cue.form == "noun" for cue in cues):
            light = False
        return tuple(cues), tuple(words), light, frozenset(names)

    def _compound(self, word: str, start: int, end: int) -> list[Cue]:
        """ "Topplinjevekst", "resultatfall": a metric grown together with a noun of change."""
        for suffix, kind in self._suffixes.get(word[-2:], ()):
            head = word.removesuffix(suffix)
            if head == word or len(head) < 3:
                continue
            metric = self._stems.get(head) or self._stems.get(head.removesuffix("s"))
            found = [Cue(kind, start, end, word, "nouns")]
            if metric is not None:
                found.append(Cue("metric", start, end, word, "compound", metric))
            return found
        for ending, metric in self._endings.get(word[-2:], ()) if word not in self.others else ():
            if word.endswith(ending) and len(word) > len(ending) + 2:
                return [Cue("metric", start, end, word, "noun", f"{metric}:{word.removesuffix(ending)}")]
        return []


_TO = "å"


def _word_before(words: list[str], tokens: list[tuple[str, int, int]], cue: Cue) -> str | None:
    """The word before a cue: "fra å omsette for" expects nothing."""
    return next((before for before, (_, start, _) in zip(words, tokens[1:], strict=False) if start == cue.start), None)
