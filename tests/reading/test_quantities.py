"""Quantities: sentence tables of both languages, number words, spans."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from foedera.language.pack import languages, load_pack
from foedera.reading.numbers import number_grammar
from foedera.reading.quantities import quantities_of
from foedera.reading.sentences import sentences_of
from foedera.sources.model import Document

CASES = Path(__file__).parents[1] / "cases"


def rows() -> list[Any]:
    found = []
    for lang in languages():
        for row in yaml.safe_load((CASES / lang / "quantities.yaml").read_text(encoding="utf-8")):
            found.append(pytest.param(lang, row, id=f"{lang}: {row['text'][:50]}"))
    return found


@pytest.mark.parametrize(("lang", "row"), rows())
def test_sentence(lang: str, row: dict[str, Any]) -> None:
    pack, document = load_pack(lang), Document("d", row["text"], lang)
    found = quantities_of(document, sentences_of(document, pack), pack)
    assert [[q.quantity.value, q.quantity.mod, q.quantity.unit] for q in found] == row["quantities"]


@pytest.mark.parametrize("lang", languages())
def test_examples_of_the_table(lang: str) -> None:
    pack = load_pack(lang)
    for example in pack.table("numbers")["examples"]:
        document = Document("d", example["text"], lang)
        (found,) = quantities_of(document, sentences_of(document, pack), pack)
        assert (found.quantity.value, found.quantity.mod, found.quantity.unit) == (example["value"], example["mod"], example["unit"])


@pytest.mark.parametrize("space", [" ", "\u00a0", "\u202f"])
def test_blank_between_thousands(space: str) -> None:
    pack, text = load_pack("fr"), f"Le port compte plus de 4{space}000 marins."
    document = Document("d", text, "fr")
    (found,) = quantities_of(document, sentences_of(document, pack), pack)
    assert (found.quantity.value, text[found.span.start : found.span.end]) == (4000, f"plus de 4{space}000 marins")


@pytest.mark.parametrize(
    ("lang", "words", "value"),
    [
        ("fr", "vingt-quatre", 24),
        ("fr", "soixante-dix-sept", 77),
        ("fr", "quatre-vingt-dix-neuf", 99),
        ("fr", "deux cent cinquante mille", 250000),
        ("fr", "mille deux cents", 1200),
        ("en", "two hundred and fifty thousand", 250000),
        ("en", "twenty-four", 24),
        ("en", "three dozen", 36),
    ],
)
def test_number_words(lang: str, words: str, value: float) -> None:
    assert number_grammar(load_pack(lang)).value(words) == value
