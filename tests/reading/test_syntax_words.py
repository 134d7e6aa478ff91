"""Words of a sentence before any model: places in the original text, what is one word and what is cut."""

from collections.abc import Callable

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from foedera.language.pack import load_pack
from foedera.language.syntax_models import SyntaxModel
from foedera.reading.syntax import SyntaxReader

WORDS = [
    ("fr", "Le Royaume-Uni enverra-t-il 10 000 hommes ?", ["Le", "Royaume-Uni", "enverra", "-t-il", "10 000", "hommes", "?"]),
    ("fr", "« Peut-être », dit-il.", ["«", "Peut-être", "»", ",", "dit", "-il", "."]),
    ("fr", "L’accord, c’est-à-dire la paix", ["L’", "accord", ",", "c’est-à-dire", "la", "paix"]),
    ("fr", "Vers 18h30, l'\"envoi\" de 1 200 000 obus", ["Vers", "18", "h", "30", ",", "l'", '"', "envoi", '"', "de", "1 200 000", "obus"]),
    ("fr", "En 2024 300 obus", ["En", "2024", "300", "obus"]),
    ("en", "It doesn’t ship 10 000 shells.", ["It", "does", "n’t", "ship", "10 000", "shells", "."]),
    ("en", "The “gift” of Moscow’s envoy", ["The", "“", "gift", "”", "of", "Moscow", "’s", "envoy"]),
]


@pytest.fixture(scope="module")
def words_of() -> Callable[[str, str], list[str]]:
    readers = {lang: _reader(lang) for lang in ("fr", "en")}

    def words(lang: str, sentence: str) -> list[str]:
        places = readers[lang].places(sentence)
        return [sentence[a : a + len(w)] for a, w in zip(places.starts, places.words, strict=True)]

    return words


def _reader(lang: str) -> SyntaxReader:
    return SyntaxReader(load_pack(lang), lambda: SyntaxModel(lang, spacy.blank(lang), {}))


@pytest.mark.parametrize(("lang", "sentence", "expected"), WORDS)
def test_words_of_a_sentence(words_of: Callable[[str, str], list[str]], lang: str, sentence: str, expected: list[str]) -> None:
    assert words_of(lang, sentence) == expected


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_straight_marks_are_one_character_each(lang: str) -> None:
    table = load_pack(lang).table("syntax")
    assert all(len(a) == len(b) == 1 for a, b in table["straight"].items())
    example = table["example"]
    assert example["text"].translate(str.maketrans(table["straight"])) == example["straight"]


FRENCH = _reader("fr")


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="aéL'’\"« »-–.,0123 \u00a0\u202f\n()h\U0001f1eb", max_size=40))
def test_every_word_stands_where_it_says(sentence: str) -> None:
    """Whatever the marks: words in order, apart, and nothing but white space left between them."""
    places = FRENCH.places(sentence)
    rest = list(sentence)
    end = 0
    for start, word in zip(places.starts, places.words, strict=True):
        assert start >= end and word
        end = start + len(word)
        rest[start:end] = " " * len(word)
    assert not "".join(rest).strip()
