"""Each figure's place among the words: what governs it, what it is about, and how light the words between figures are.

A *site* is a figure with the cues to its left (back to the figure before it, or the beginning of the sentence) and to
its right. Everything that binds figures is decided from sites; the text itself is looked at only here.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from finnorm.lexicon import Lexicon
from finnorm.values.document import Document
from finnorm.values.mention import Mention

CueKind = Literal[
    "up", "down", "moved", "equivalent", "less", "more", "total", "additive", "rest", "subset", "definite", "metric",
    "expected", "organic", "per_share", "before_tax", "after_tax", "then", "old", "new", "against", "by", "at", "level",
]  # fmt: skip
Role = Literal["change", "old", "new", "level"]

_TOKEN = re.compile(r"[^\W_]+(?:[-.][^\W_]+)*|[(),:;–—«»\"]|(?<=\s)-(?=\s)")
_LONGEST = 5
_SENTENCE = 40
_ENDING = 4
_OPENING = 5
_DEFINITE = ("en", "et", "a")
_SUBJECT = ("en", "et", "ene", "ane", "a")
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
        return self.cue("additive") is not None or (bool(self.after) and self.after[0] in book.additive)

    def cue(self, *kinds: CueKind) -> Cue | None:
        """The last cue of these kinds to the left."""
        return next((cue for cue in reversed(self.left) if cue.kind in kinds), None)

    @property
    def last_word(self) -> str:
        """The word or mark right before the figure and its hedge."""
        return self.words[-1] if self.words else ""


class Phrasebook:
    """The lexicon's cues and metrics, arranged by their first word."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._phrases: dict[str, list[tuple[CueKind, str, str]]] = {}
        self._lengths: dict[str, int] = {}
        self._suffixes: list[tuple[str, CueKind]] = []
        cues = lexicon.cues
        for name, kind in (("up", "up"), ("down", "down"), ("none", "moved")):
            for form, words in cues["change"][name].items():
                if form == "suffixes":
                    self._suffixes += [(suffix, kind) for suffix in words]  # type: ignore[misc]
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
        self._endings = sorted(
            (
                (word, metric)
                for metric, row in lexicon.metrics["metric"].items()
                for word in row.get("words", ())
                if len(word) > _ENDING
            ),
            key=lambda one: -len(one[0]),
        )
        self.others = frozenset(cues["other"]["words"])
        self._sources = frozenset(cues["other"]["sources"])
        self._parts = frozenset(cues["other"]["parts"])
        self._alone = [[word] for word in cues["other"]["alone"]]
        self.earlier = tuple(sorted((*lexicon.time_phrases, *cues["reading"]["last_year"])))
        self.durations = lexicon.durations
        self._related = {frozenset(pair) for pair in lexicon.metrics["related"]["pairs"]}
        self.results = tuple(cues["relation"]["results"])
        self.net = tuple(cues["relation"]["net"])
        self.sharing = frozenset(cues["relation"]["sharing"])
        self.valued = frozenset(cues["relation"]["valued"])
        self.by_words = tuple(cues["relation"]["by_words"])
        self.plain = frozenset(cues["other"]["plain"])
        self.picking = frozenset(cues["other"]["picking"])
        self.additive = frozenset(cues["relation"]["additive"])
        self.comparing = lexicon.comparing
        self.degrees = frozenset(cues["light"]["degrees"])
        self.no_length = frozenset(cues["light"]["no_length"])
        self._suffixes.sort(key=lambda s: -len(s[0]))
        self.anaphors = frozenset(cues["relation"]["anaphors"])
        self.equivalent_verbs = tuple(cues["relation"]["equivalent_verbs"])
        self.noun_bridges = frozenset(cues["relation"]["noun_bridges"])
        self.copulas = frozenset(cues["relation"]["copulas"])
        self.joining = frozenset(cues["relation"]["joining"])
        self.metric_bridges = frozenset(cues["relation"]["metric_bridges"])
        self.light = (
            lexicon.function
            | lexicon.fillers
            | frozenset(w for phrase in lexicon.hedges for w in phrase.split())
            | frozenset(w for phrase in cues["light"]["words"] for w in phrase.split())
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
            opener = not i and tokens[0][0][:1].isupper() and not word.endswith(_SUBJECT) and word not in self.light
            if opener and not covered[0] and not any(cue.start == tokens[0][1] for cue in cues):
                names.add(word)  # "Haldor har økt børsverdien": a sentence that opens with a name
            if tokens[i][0][:1].isupper() and word not in self.light and word not in self._phrases and i:
                if words[i - 1] in self._parts and (i == 1 or words[i + 1 : i + 2] in self._alone):
                    names.add("@" + word)  # "I Sverige alene økte …": a part of what the text is about
                elif words[i - 1] not in self._sources:
                    names.add(word)
            if word in self.others:
                names.add("@" + word)
        light = all(
            covered[i] or not word[0].isalnum() or word in self.light or word.isdigit() for i, word in enumerate(words)
        )
        if any(cue.kind == "metric" and cue.form == "noun" for cue in cues):
            light = False
        return tuple(cues), tuple(words), light, frozenset(names)

    def _compound(self, word: str, start: int, end: int) -> list[Cue]:
        """ "Topplinjevekst", "resultatfall": a metric grown together with a noun of change."""
        for suffix, kind in self._suffixes:
            head = word.removesuffix(suffix)
            if head == word or len(head) < 3:
                continue
            metric = self._stems.get(head) or self._stems.get(head.removesuffix("s"))
            found = [Cue(kind, start, end, word, "nouns")]
            if metric is not None:
                found.append(Cue("metric", start, end, word, "compound", metric))
            return found
        for ending, metric in self._endings if word not in self.others else ():
            if word.endswith(ending) and len(word) > len(ending) + 2:
                return [Cue("metric", start, end, word, "noun", f"{metric}:{word.removesuffix(ending)}")]
        return []


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
                length = word in self.book.durations and at and words[at - 1] not in self.book.anaphors
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
        return " ".join(first.words[:_OPENING]).startswith(self.book.earlier)

    def resumes(self, site: Site, earlier: Site) -> bool:
        """Whether a sentence opens with the metric of an earlier figure ("Inntektene er likevel beskjedne …")."""
        first = next((cue for cue in site.left if cue.kind == "metric"), None)
        opening = " ".join(site.words[: _OPENING + 1])
        return site.first and first is not None and first.words in opening and first.value == earlier.metric

    def points_back(self, site: Site) -> bool:
        """Whether the site is the first figure of a sentence that opens with a word pointing back ("Det er …")."""
        if not site.first:
            return False
        if any(word in self.book.anaphors for word in site.words[:_OPENING]):
            return True
        # "Veksten fra året før var på 11 prosent"
        opening = next((cue for cue in site.left if cue.kind in ("up", "down") and cue.form == "nouns"), None)
        return opening is not None and site.words[:1] == (opening.words,) and opening.words.endswith(_DEFINITE)


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
            _settle(site, siblings, book)
        if last is not None and sentence - last.sentence <= 2 and not last.heading:
            _carry_on(siblings, last, book)
        last = siblings[-1]
    return Scene(document, sites, by_sentence, book)


def _behind(text: str, mention: Mention) -> int:
    """Where a figure ends with the noun that it counts: "77,32 millioner enheter"."""
    noun = mention.noun
    if noun is not None and text.startswith(noun, mention.end + 1) and text[mention.end].isspace():
        return mention.end + 1 + len(noun)
    return mention.end


def _carry_on(siblings: list[Site], last: Site, book: Phrasebook) -> None:
    """ "Det er en vekst på …": a sentence that points back speaks of what the one before was about."""
    if not any(word in book.anaphors for word in siblings[0].words[:_OPENING]):
        return
    for site in siblings:
        if site.own_metric is not None:
            return
        site.metric = last.metric


def _settle(site: Site, siblings: list[Site], book: Phrasebook) -> None:
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
    if site.mention.kind == "multiple":
        quantity = site.mention.figure
        site.role = "change"
        site.direction = 1 if quantity.numeral.value > 1 else -1
        return
    if comparative is not None:
        site.role, site.direction = "change", _sign(comparative)
        return
    opening = next(
        (cue for cue in reversed(site.left) if cue.kind in ("old", "new", "against") and cue.end == _left_end(site)),
        None,
    )
    gained = next((cue for cue in site.right if cue.kind in ("up", "down") and cue.form == "nouns"), None)
    if (
        gained is not None
        and site.after[:1]
        and site.after[0] in book.metric_bridges
        and site.after[1:2] == (gained.words,)
    ):
        site.role, site.direction = "change", _sign(gained)  # "9,5 milliarder kroner i verdistigning"
        return
    if site.words[-1:] == ("(",) and site.after[:1] == (")",) and site.mention.inherited:
        site.role = "old"  # "2 677,5 millioner (2 604,6)": last year's in brackets
        return
    if site.cue("then") is not None and site.mention.kind != "percent":
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
    if before is not None and before.role == "change" and before.direction and _gapped(site, book):
        site.role, site.direction = "change", before.direction


def _gapped(site: Site, book: Phrasebook) -> bool:
    """ "Volumet økte 4 prosent og verdien 3,7 milliarder": the verb of the figure before goes for this one too."""
    words = [word for word in site.words if word != ","]
    return (
        len(words) == 2
        and words[0] in book.joining
        and site.left[-1:] != ()
        and site.left[-1].kind == "metric"
        and site.left[-1].form == "noun"
        and site.left[-1].words == words[1]
    )


def _may_be_subject(word: str, book: Phrasebook) -> bool:
    """Whether a sentence's first word is a definite noun: what the sentence is about, by a name the lexicon lacks."""
    return len(word) > _ENDING and word.endswith(_SUBJECT) and word not in book.light and not book.knows(word)


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
        return things[-1].value if named[-1].words in book.valued and things else named[-1].value
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
            and site.after[0].endswith(_SUBJECT)
            and site.after[0] not in book.light
            and len(site.after[0]) > _ENDING
        ):
            return "~" + site.after[0]  # "har dobla eigardelen"
    # "2,88 milliarder yuan i inntekter"
    for cue in site.right:
        if cue.kind == "metric" and cue.form == "noun" and site.after[:1] and site.after[0] in book.metric_bridges:
            return cue.value if site.after[1:2] == (cue.words.split()[0],) else None
    return None


_COMPARATIVE_WINDOW = 2


def _comparative_after(site: Site, book: Phrasebook) -> Cue | None:
    """ "138 millioner kroner mer enn", "1.200 færre enn", "30 prosent over nivået": a comparative right behind."""
    for cue in site.right[:4]:
        if cue.form != "comparatives" and cue.words not in book.comparing:
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
        bridged = any(word in book.copulas for word in rest) and not any(word in book.anaphors for word in rest)
        light = bridged and all(word in book.light or word in book.copulas or word.isdigit() for word in rest)
        return len(rest) <= 1 or site.last_word in book.noun_bridges or light
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
