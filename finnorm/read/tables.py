"""Figures of tables inside texts: cells take unit and scale from their column, their row, a header or a footer."""

from __future__ import annotations

import re
from dataclasses import dataclass

from finnorm.lexicon import Lexicon
from finnorm.read.drafts import Draft
from finnorm.read.numerals import Number, read_digits
from finnorm.read.scan import DIGITS
from finnorm.values.document import Block, Document
from finnorm.values.unit import COUNT, PERCENT, Unit

# A cell: bracket or sign, number, percent. A dash may stand a space before its number.
_CELL = re.compile(
    r"(?P<open>\()?(?P<sign>[-–−+](?:[ \xa0](?=[0-9]))?)?(?P<number>"
    + DIGITS.pattern
    + r")(?P<rate>[ \xa0]?%)?(?P<close>\))?"
)
_TIME = re.compile(
    r"(?:[0-9]{1,2}\.[0-9]{1,2}\.(?:[0-9]{4}|[0-9]{2})|[1-4]\.[ \xa0]?[^\W\d_]+\.?[ /]?(?:[0-9]{4}|[0-9]{2})?"
    r"|[QKHT][1-4][ -]?(?:[0-9]{4}|[0-9]{2})?|(?:19|20)[0-9]{2})(?![0-9])",
    re.IGNORECASE,
)
_PRICED = re.compile(r"([^\W\d_]+)\s*/\s*([^\W_]+)")
_PIECES = re.compile(r"[|;\t]| {2,}")
_RULED = re.compile(r"[\s|:-]+")
_LETTER = re.compile(r"[^\W\d_]")
_LABEL_WORDS = 6
_RUN_IN = re.compile(r"\(([^()\d]{2,24})\)((?:[ \xa0]+" + _TIME.pattern + r"){2,6})", re.IGNORECASE)
_RUN_ROW = re.compile(
    r"[ \xa0]+[^\W\d_][^\n\d(]{0,40}?[ \xa0]((?:\(?[-–−]?" + DIGITS.pattern + r"\)?[ \xa0]*)+(?<=[0-9)]))"
)
_FIRST_NUMBER = re.compile(r"[0-9]")


@dataclass(frozen=True, slots=True)
class Scale:
    """What a header, row or footer says of numbers: a unit, a power of ten, and where it says so."""

    unit: Unit
    exponent: int
    start: int
    end: int
    assumed: bool = False


class TableReader:
    """Reads the cells of tables; holds no state between documents."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        cues = lexicon.cues["tables"]
        self._filler = frozenset(cues["scale_filler"])
        self._in_words = [[word] for word in cues["scale_in"]]
        self._note = frozenset(cues["note"])
        self._share = re.compile("|".join(map(re.escape, cues["per_share"])), re.IGNORECASE)
        self._counted = tuple(cues["counted"])
        self._rates = tuple(cues["rates"])
        self._money = frozenset(word for row in lexicon.metrics["metric"].values() for word in row.get("words", ()))
        self._statement = tuple(cues["statement"])

    # -- scales ----------------------------------------------------------------------------------------------------

    def scale(self, text: str, start: int, end: int) -> Scale | None:
        """The unit that words such as "(MNOK)", "Beløp i 1000 kroner" or "NOK mill." name, if they name one.

        The words must say nothing else: "(kr.)" does, "(kroner mot dollar)" does not.
        """
        unit: Unit | None = None
        exponent = 0
        found = False
        words = text[start:end]
        priced = _PRICED.fullmatch(words.strip())
        if priced is not None:
            money, per = self.lexicon.money.get(priced.group(1).lower()), self.lexicon.per.get(priced.group(2).lower())
            if money is not None and per is not None:
                return Scale(Unit("money", money.code, per), money.exponent, start, end)
        named = self.lexicon.units_case.get(words.strip()) or self.lexicon.units.get(words.strip().lower())
        if named is not None and named not in self.lexicon.tail_only:
            return Scale(Unit("unit", named), 0, start, end)
        for match in re.finditer(r"[^\W\d_]+\.?|[0-9][0-9.]*|%", words):
            raw = match.group()
            word = raw.rstrip(".").lower()
            code = self.lexicon.money_codes.get(raw.rstrip("."))
            money = self.lexicon.money.get(word)
            if code is not None:
                unit, exponent, found = Unit("money", code[0]), exponent + code[1], True
            elif word in self.lexicon.scales:
                exponent, found = exponent + self.lexicon.scales[word], True
            elif raw in ("1000", "1.000"):
                exponent, found = exponent + 3, True
            elif money is not None:
                unit, exponent, found = Unit("money", money.code), exponent + money.exponent, True
            elif raw == "%" or word in self.lexicon.rates:
                unit, found = PERCENT, True
            elif word in self.lexicon.adjectives:
                unit = Unit("money", self.lexicon.adjectives[word])
            elif word not in self._filler:
                return None
        if not found:
            return None
        return Scale(unit or Unit("money", "NOK"), exponent, start, end, unit is None)

    def says_scale(self, text: str, start: int) -> bool:
        """Whether "tusen" at this place is a table's unit: "Tall i tusen kroner", "Årsresultat i tusen kroner:"."""
        begin = max(0, start - 60)
        before = text[max(begin, text.rfind("\n", begin, start) + 1) : start].lower().split()
        if before[-1:] not in self._in_words:
            return False
        return (
            all(word.strip("(") in self._filler for word in before)
            or ":" in text[start : start + 24].split("\n", maxsplit=1)[0]
        )

    def scale_in(self, text: str, start: int, end: int) -> Scale | None:
        """A scale in a line: in brackets, or as the whole of it ("Tallene er i millioner kroner")."""
        for match in re.finditer(r"\(([^()]*)\)", text[start:end]):
            scale = self.scale(text, start + match.start(1), start + match.end(1))
            if scale is not None:
                return scale
        at = start
        for piece in _PIECES.split(text[start:end]):
            time = _TIME.search(piece) if "1000" not in piece and "1.000" not in piece else None
            words = (piece[: time.start()] if time is not None else piece).strip(" |\t:")
            if words:
                begin = text.index(words, at)
                scale = self.scale(text, begin, begin + len(words))
                if scale is not None:
                    return scale
            at += len(piece)
        return None

    # -- tables of lines -------------------------------------------------------------------------------------------

    def read(self, document: Document) -> list[Draft]:
        """The cells of all tables of a document."""
        drafts: list[Draft] = []
        blocks = document.blocks
        index = 0
        while index < len(blocks):
            if blocks[index].kind != "table":
                index += 1
                continue
            last = index
            while last + 1 < len(blocks) and (blocks[last + 1].kind == "table" or self._inside(blocks, last + 1)):
                last += 1
            drafts += self._table(document, index, last)
            index = last + 1
        return drafts

    def _inside(self, blocks: tuple[Block, ...], index: int) -> bool:
        """A short line between two table lines, such as a sub-heading."""
        return blocks[index].kind == "heading" and index + 1 < len(blocks) and blocks[index + 1].kind == "table"

    def _table(self, document: Document, first: int, last: int) -> list[Draft]:
        text, blocks = document.flat, document.blocks
        scale = self._around(document, first, last)
        columns = self._columns(text, blocks[first : last + 1])
        headed = self._headed(text, blocks, first, last)
        drafts: list[Draft] = []
        for index in range(first, last + 1):
            block = blocks[index]
            if block.kind != "table":
                continue
            if headed is not None and index <= headed[0]:
                continue
            cells = self._cells(text, block, columns)
            if not cells:
                continue
            label = text[block.start : cells[0].start]
            if label.rstrip().endswith(":") and len(cells) == 2 and cells[0].sign > 0:
                _unbracket(text, cells[1])  # "Inntekter (mill. kr): 88,2 (84,7)": last year in brackets
            own = self._row_scale(text, block.start, cells[0].start)
            for draft in cells:
                draft.block = index
                column = None if headed is None else headed[1].get(_column(text, block, draft.start))
                if column is COUNT and draft.unit is None:
                    draft.unit = COUNT
                self._settle(draft, label, own, column if isinstance(column, Scale) else scale, text, first, blocks)
                drafts.append(draft)
        return drafts

    def _headed(
        self, text: str, blocks: tuple[Block, ...], first: int, last: int
    ) -> tuple[int, dict[int, Scale | Unit]] | None:
        """The last line of a ruled table's header, and what its columns say of their cells."""
        for index in range(first + 1, min(first + 3, last + 1)):
            line = text[blocks[index].start : blocks[index].end]
            if "|" not in line or _RULED.fullmatch(line) is None:
                continue
            found: dict[int, Scale | Unit] = {}
            block = blocks[index - 1]
            at = block.start
            for number, piece in enumerate(text[block.start : block.end].split("|")):
                scale = self.scale_in(text, at, at + len(piece)) if piece.strip() else None
                if scale is not None:
                    found[number] = scale
                elif any(word in piece.lower() for word in self._counted):
                    found[number] = COUNT
                at += len(piece) + 1
            return index, found
        return None

    def _around(self, document: Document, first: int, last: int) -> Scale | None:
        """The scale that a header above, the first lines, or a footer below gives."""
        text, blocks = document.flat, document.blocks
        for index in [*range(first, min(first + 2, last + 1)), first - 1, last + 1, last, first - 2]:
            if 0 <= index < len(blocks):
                block = blocks[index]
                line = text[block.start : block.end]
                if index in (first - 2, first - 1, last + 1) and len(line) > 80:
                    continue
                numbers = (
                    _FIRST_NUMBER.search(_TIME.sub("", line)) is not None and "1000" not in line and "1.000" not in line
                )
                if index in range(first + 1, last + 1) and numbers:
                    continue
                scale = self.scale_in(text, block.start, block.end)
                if scale is not None and (scale.unit is not PERCENT or index < first):
                    return scale
        return None

    def _columns(self, text: str, blocks: tuple[Block, ...]) -> tuple[int, bool]:
        """How many columns of figures there are, as far as a header tells (0: unknown), and whether notes are first."""
        for block in blocks[:3]:
            line = text[block.start : block.end]
            times = _TIME.findall(line)
            words = {w.lower().rstrip(".:") for w in re.findall(r"[^\W\d_]+\.?", line)}
            if len(times) >= 2 and not _FIRST_NUMBER.search(
                _TIME.sub("", line).replace("1000", "").replace("1.000", "")
            ):
                return len(times), bool(words & self._note)
        return 0, False

    def _cells(self, text: str, block: Block, columns: tuple[int, bool]) -> list[Draft]:
        line = text[block.start : block.end]
        times = _TIME.findall(line)
        if len(times) >= 2 and not _FIRST_NUMBER.search(_TIME.sub("", line).replace("1000", "").replace("1.000", "")):
            return []  # the header itself
        if "|" in line:
            cells = self._piped(text, block)
            count, notes = columns
            return cells[len(cells) - count :] if notes and count and len(cells) > count else cells
        count, notes = columns
        cells = self._spaced(text, block.start, block.end, count)
        if count and len(cells) > count and (notes or cells[0].number.mantissa < 100):
            cells = cells[len(cells) - count :]
        return cells

    def _piped(self, text: str, block: Block) -> list[Draft]:
        cells: list[Draft] = []
        at = block.start
        label = text[block.start : block.end].lstrip().startswith("|")
        for number, piece in enumerate(text[block.start : block.end].split("|")):
            if number == int(label):
                at += len(piece) + 1
                continue  # the label of the row
            match = _CELL.match(text, at + len(piece) - len(piece.lstrip()), at + len(piece))
            if match is not None and not text[match.end() : at + len(piece)].strip():
                draft = self._cell(text, match)
                if draft is not None:
                    cells.append(draft)
            at += len(piece) + 1
        return cells

    def _spaced(self, text: str, start: int, end: int, count: int) -> list[Draft]:
        """The cells at the end of a line, from the first number that only cells follow."""
        matches = list(_CELL.finditer(text, start, end))
        cells: list[re.Match[str]] = []
        for match in reversed(matches):
            behind = text[match.end() : cells[-1].start() if cells else end]
            if _LETTER.search(behind) or (text[match.start() - 1 : match.start()] or " ").isalnum():
                break
            cells.append(match)
        cells.reverse()
        drafts = [draft for match in cells if (draft := self._cell(text, match)) is not None]
        if count and len(drafts) < count:
            split = self._split(text, cells)
            if len(split) == count or (len(split) > count and all(d.number.mantissa < 1000 for d in split)):
                return split[-count:]
        return drafts

    def _split(self, text: str, cells: list[re.Match[str]]) -> list[Draft]:
        """The same cells with every space taken for a gap between columns."""
        drafts: list[Draft] = []
        for match in cells:
            pieces = list(re.finditer(r"[^ \xa0]+", match.group("number")))
            if len(pieces) == 1 or any(c in match.group("number") for c in "\u202f\u2009"):
                whole = self._cell(text, match)
                drafts += [whole] if whole is not None else []
                continue
            base = match.start("number")
            for piece in pieces:
                number = read_digits(text, base + piece.start(), base + piece.end())
                if number is not None:
                    drafts.append(Draft(number, number.start, number.end, cell=True))
        return drafts

    def _cell(self, text: str, match: re.Match[str]) -> Draft | None:
        number: Number | None = read_digits(text, match.start("number"), match.end("number"))
        if number is None:
            return None
        bracketed = bool(match.group("open")) and bool(match.group("close"))
        start = match.start() if bracketed or not match.group("open") else match.start() + 1
        end = match.end() if bracketed or not match.group("close") else match.end() - 1
        if match.group("open") and not bracketed:
            start = match.start("sign") if match.group("sign") else match.start("number")
        draft = Draft(number, start, end, cell=True)
        sign = (match.group("sign") or "").strip()
        if match.group("rate"):
            draft.unit = PERCENT
            if bracketed:
                draft.start, draft.end = start + 1, end - 1
        if sign in ("-", "–", "−") or (bracketed and not sign and draft.unit is None):
            draft.sign = -1
        draft.rules += ("table cell",)
        return draft

    # -- units -----------------------------------------------------------------------------------------------------

    def _row_scale(self, text: str, start: int, end: int) -> Scale | None:
        """A row's own unit: "EPS (kr.)", "Omsetning NOK mill."; "pr. aksje" makes it a price."""
        per = self._share.search(text, start, end)
        scale = None
        for match in re.finditer(r"\(([^()]*)\)", text[start:end]):
            scale = self.scale(text, start + match.start(1), start + match.end(1)) or scale
        if scale is None:
            words = list(re.finditer(r"[^\s|]+", text[start:end]))
            for size in (3, 2, 1):
                if len(words) > size:
                    scale = self.scale(text, start + words[-size].start(), start + words[-1].end())
                    if scale is not None:
                        break
        if scale is None and per:
            return Scale(Unit("money", "NOK", "share"), 0, per.start(), end, True)
        if scale is not None and per and scale.unit.kind == "money":
            return Scale(Unit("money", scale.unit.name, "share"), scale.exponent, scale.start, scale.end)
        return scale

    def _settle(
        self,
        draft: Draft,
        label: str,
        own: Scale | None,
        table: Scale | None,
        text: str,
        first: int,
        blocks: tuple[Block, ...],
    ) -> None:
        if draft.unit is not None:
            return
        lower = label.lower()
        if own is None and any(word in lower for word in self._counted):
            draft.unit = COUNT
            return
        if own is None and any(word in lower for word in self._rates) and draft.number.decimals:
            draft.unit = PERCENT
            return
        scale = own or table
        if scale is None:
            self._assume(draft, lower, text, first, blocks)
            return
        draft.unit = scale.unit
        draft.exponent += scale.exponent
        draft.scale_exponent += scale.exponent
        draft.inherited += (("unit", scale.start, scale.end),)
        if scale.exponent:
            draft.inherited += (("scale", scale.start, scale.end),)
        if scale.assumed and scale.unit.name is not None:
            draft.assumed = (scale.unit.name,)

    def _assume(self, draft: Draft, label: str, text: str, first: int, blocks: tuple[Block, ...]) -> None:
        """Accounts without a unit are in whole kroner; the assumption is recorded. Other tables only count."""
        header = text[blocks[first].start : blocks[first].end].lower()
        words = set(re.findall(r"[^\W\d_]+", label))
        if words & self._money or any(word in header for word in self._statement):
            draft.unit, draft.assumed = Unit("money", "NOK"), ("NOK",)
            draft.rules += ("assumed currency",)
        else:
            draft.unit = COUNT

    # -- tables run into a sentence, and columns headed by a word --------------------------------------------------

    def run_in(self, text: str, drafts: list[Draft], blocks: tuple[Block, ...]) -> list[Draft]:
        """The drafts with those of tables within a sentence read anew.

        "Konsernet (Mill. kr) 2. kv./21 2. kv./20 Inntekter 9.810 9.890 Driftsres. 380 325": labels, each with as many
        figures as the header has times.
        """
        for header in _RUN_IN.finditer(text):
            scale = self.scale(text, header.start(1), header.end(1))
            if scale is None:
                continue
            count = len(_TIME.findall(header.group(2)))
            found: list[Draft] = []
            reach = header.end()
            while (row := _RUN_ROW.match(text, reach)) is not None:
                cells = list(_CELL.finditer(text, row.start(1), row.end(1)))
                values = self._split(text, cells)
                if len(values) != count:
                    values = [draft for cell in cells if (draft := self._cell(text, cell)) is not None]
                if len(values) != count:
                    break
                for draft in values:
                    draft.block = next(i for i, block in enumerate(blocks) if block.start <= draft.start < block.end)
                    self._settle(draft, text[reach : row.start(1)], None, scale, text, 0, blocks)
                found += values
                reach = row.end(1)
            drafts = [d for d in drafts if not header.start() <= d.start < reach] + found
            drafts.sort(key=lambda draft: draft.start)
        return drafts

    def column_heads(self, text: str, drafts: list[Draft], blocks: tuple[Block, ...]) -> None:
        """ "Kap. Post Formål: Kroner": a unit at the end of a header line is that of numbers that end lines below."""
        heads: list[tuple[int, Scale]] = []
        for block in blocks:
            line = text[block.start : block.end].rstrip()
            if not line[-1:].isalpha():
                continue
            last = re.search(r"(?:[:\t]| {2,}|\|)[ \t]*([^\W\d_]+)$", line)
            if last is None:
                continue
            scale = self.scale(text, block.start + last.start(1), block.start + last.end(1))
            if scale is not None and scale.unit.kind == "money":
                heads.append((block.end, scale))
        for draft in drafts if heads else ():
            if draft.unit is not None or draft.scaled or draft.noun is not None:
                continue
            rest = text[draft.end : draft.end + 80].split("\n", 1)[0].strip()
            head = next((scale for end, scale in reversed(heads) if end <= draft.start), None)
            if head is not None and not rest:
                self._settle(draft, "", None, head, text, 0, blocks)


def _unbracket(text: str, draft: Draft) -> None:
    if text[draft.start] == "(" and draft.sign < 0:
        draft.start, draft.end, draft.sign = draft.start + 1, draft.end - 1, 1


def _column(text: str, block: Block, at: int) -> int:
    """Which column of a line of bars an offset stands in."""
    return text.count("|", block.start, at)


__all__ = ["Scale", "TableReader"]
