"""The plain reader against the general one, which knows every shape that the plain one does."""

import itertools
import tomllib
from pathlib import Path

import pytest

from finnorm import Engine
from finnorm.report import mention_dict

SPECS = sorted(Path(__file__).parents[1].glob("specs/reading/*.toml"))
TEXTS = [
    (path.stem, row["text"]) for path in SPECS for row in tomllib.loads(path.read_text("utf-8"))["row"] if "text" in row
]
BEFORE = (
    "Det ble", "mer enn", "rundt", "om lag", "ikke over", "fra", "varierer fra", "mellom", "på", "tett på", "minus",
    "NOK", "for kr", "på MNOK", "de", "fordelt over", "kl.", "siden", "i underkant av", "faktor på", "punkt", "Rema",
)  # fmt: skip
NUMBERS = ("12", "12,5", "1 500", "1.500", "1,250", "2019", "0,4", "08", "345678901")
BEHIND = (
    "", ".", ", og", " prosent", " prosent eller mer", " millioner kroner", " mill. kr", " mrd.", " kroner per aksje",
    " kroner i måneden", " kroner i fjor", " kroner og 50 øre", " dollar fatet", " tonn dødvekt", " tonn, mer", " øre",
    " aksjer for 3", " ansatte", " nye ansatte", " millioner til", " til 15", " av 20", " april", ". april", " mål",
    " milliarder norske", " prosentpoeng–", " millioner (mot", " troy unse", " ganger så mye", " %, mot", " pst.",
)  # fmt: skip


@pytest.fixture(scope="module")
def engines() -> tuple[Engine, Engine]:
    """An engine as it is, and one whose plain reader always gives up."""
    general = Engine()
    general._reader._figures._plain.read = lambda *_: None  # type: ignore[method-assign]
    return Engine(), general


def read(engine: Engine, text: str) -> list[object]:
    return [(mention_dict(mention), mention.rules, mention.hedge_start) for mention in engine.extract(text)]


@pytest.mark.parametrize("table", sorted({table for table, _ in TEXTS}))
def test_the_specification_is_read_alike(table: str, engines: tuple[Engine, Engine]) -> None:
    plain, general = engines
    for _, text in (row for row in TEXTS if row[0] == table):
        assert read(plain, text) == read(general, text), text


@pytest.mark.parametrize("before", BEFORE)
def test_words_around_a_number_are_read_alike(before: str, engines: tuple[Engine, Engine]) -> None:
    plain, general = engines
    for number, behind in itertools.product(NUMBERS, BEHIND):
        text = f"Hittil i år {before} {number}{behind} i Fossmo."
        assert read(plain, text) == read(general, text), text


def test_the_plain_reader_is_used(engines: tuple[Engine, Engine]) -> None:
    plain = engines[0]._reader._figures._plain
    assert plain._words
    assert plain._tails
    assert len(plain._words) <= 4096
