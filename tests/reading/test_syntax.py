"""Trees of the models that come with Foedera: plain sentences, and what holds of every parse."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from foedera.language.pack import load_pack
from foedera.reading.syntax import Parse, SyntaxReader, syntax_reader

CASES = Path(__file__).resolve().parents[1] / "cases"


def reader_of(lang: str) -> SyntaxReader:
    reader = syntax_reader(load_pack(lang))
    assert reader is not None
    return reader


def cases() -> list[tuple[str, str, list[list[str]]]]:
    files = sorted(CASES.glob("*/syntax.yaml"))
    rows: list[tuple[str, Any]] = [(f.parent.name, row) for f in files for row in yaml.safe_load(f.read_text("utf-8"))]
    return [(lang, row["text"], row["arcs"]) for lang, row in rows]


@pytest.mark.parametrize(("lang", "text", "arcs"), cases())
def test_arcs_of_plain_sentences(lang: str, text: str, arcs: list[list[str]]) -> None:
    (parse,) = reader_of(lang).parsed([text])
    found = [[t.text, t.label, parse[t.head].text] for t in parse]
    assert [arc for arc in arcs if arc not in found] == []


def check(parse: Parse, sentence: str) -> None:
    """Places are exact and in order, there is one root, and every word hangs on it."""
    assert all(sentence[t.start : t.end] == t.text and t.text for t in parse)
    assert all(a.end <= b.start for a, b in zip(parse, parse[1:], strict=False))
    assert [t.label for i, t in enumerate(parse) if t.head == i] == ["root"] * bool(parse)
    for index in range(len(parse)):
        steps = 0
        while parse[index].head != index:
            index, steps = parse[index].head, steps + 1
            assert steps <= len(parse)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(alphabet="Le traité, « l’obus » : 10 000\u00a0\n?!.-()Xyz", max_size=60), max_size=4))
def test_whatever_is_given_comes_back_as_trees(sentences: list[str]) -> None:
    parses = reader_of("fr").parsed(sentences)
    assert len(parses) == len(sentences)
    for parse, sentence in zip(parses, sentences, strict=True):
        check(parse, sentence)


def test_a_sentence_has_one_tree_whatever_its_marks() -> None:
    text = "Il part. Elle reste ! Qui sait ? Personne."
    (parse,) = reader_of("fr").parsed([text])
    check(parse, text)


def test_company_changes_nothing() -> None:
    """A sentence is parsed the same alone and among others."""
    texts = [row[1] for row in cases() if row[0] == "en"]
    together = reader_of("en").parsed(texts)
    assert together == tuple(reader_of("en").parsed([t])[0] for t in texts)


def test_the_conditional_is_told_by_rule() -> None:
    (parse,) = reader_of("fr").parsed(["Le navire aurait quitté le port."])
    assert [t.text for t in parse if t.feat("Mood") == "Cnd"] == ["aurait"]


@pytest.mark.parametrize(
    ("lang", "text", "word", "lemma"),
    [("fr", "Les alliés ratifieront les traités.", "ratifieront", "ratifier"), ("fr", "Les traités sont signés.", "traités", "traité"),
     ("en", "The treaties were signed.", "treaties", "treaty"), ("en", "He sent shells.", "sent", "send")],
)  # fmt: skip
def test_lemmas(lang: str, text: str, word: str, lemma: str) -> None:
    (parse,) = reader_of(lang).parsed([text])
    assert [t.lemma for t in parse if t.text == word] == [lemma]


def test_a_language_without_a_model_has_no_reader() -> None:
    from foedera.language.pack import LanguagePack

    assert syntax_reader(LanguagePack("xx", {})) is None
