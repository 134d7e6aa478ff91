"""Treebank sentences become what the model sees: words as written, plain marks, labels that all treebanks tell apart."""

import importlib.util
import lzma
from pathlib import Path

import pytest
from training.gold import Rewriting, merged, training_sentences
from training.treebanks import GoldRange, GoldSentence, GoldWord, document_notes, part_name, read_treebank, treebank_files

_spec = importlib.util.spec_from_file_location("made_up_treebank", Path(__file__).with_name("made_up_treebank.py"))
assert _spec and _spec.loader
made_up = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(made_up)

RULES = Rewriting(str.maketrans({"«": '"', "»": '"', "’": "'"}), frozenset({"par"}), lambda text: text.replace("n't", " n't").split())


@pytest.fixture
def treebank(tmp_path: Path) -> Path:
    path = tmp_path / "fr_made-ud-train.conllu.xz"
    path.write_bytes(lzma.compress(made_up.ROWS.encode()))
    return path


def test_a_contraction_is_the_word_whose_head_is_outside(treebank: Path) -> None:
    first, _ = training_sentences(read_treebank(treebank), RULES)
    assert [w.form for w in first.words] == ["Le", "sort", "du", "traité", "dépend", "des", "deux", "."]
    assert [w.head for w in first.words] == [1, 4, 3, 1, 4, 6, 4, 4]
    assert [w.label for w in first.words] == ["det", "nsubj", "case", "nmod", "root", "case", "obl", "punct"]
    assert first.words[2].upos == "ADP" and first.words[4].feats == (("Mood", "Ind"), ("VerbForm", "Fin"))


def test_who_acts_in_a_passive_is_told_apart(treebank: Path) -> None:
    _, second = training_sentences(read_treebank(treebank), RULES)
    assert second.words[5].label == "obl:agent"
    assert [w.form for w in second.words if w.upos == "PUNCT"] == ['"', '"', "."]


def test_what_the_tokenizer_cuts_stays_cut() -> None:
    def word(form: str, head: int) -> GoldWord:
        return GoldWord(form, form, "AUX", (), head, "x", True)

    sentence = GoldSentence("s", "d", "don't go", (word("do", 2), word("not", 2), word("go", 2)), (GoldRange(0, 1, "don't", True),))
    found = merged(sentence, RULES)
    assert [(w.form, w.space_after) for w in found.words] == [("do", False), ("n't", True), ("go", True)]


def test_language_and_part_come_from_the_file_name(treebank: Path) -> None:
    (treebank.parent / "xx_other-ud-dev.conllu").write_text(made_up.ROWS, encoding="utf-8")
    found = treebank_files(treebank.parent)
    assert {lang: [part_name(p) for p in paths] for lang, paths in found.items()} == {"fr": ["made-train"], "xx": ["other-dev"]}
    assert document_notes(treebank) == [{"meta::title": "Un essai"}]


def test_a_broken_row_is_named(tmp_path: Path) -> None:
    path = tmp_path / "fr_made-ud-train.conllu"
    path.write_text("1\tLe\tle\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"fr_made-ud-train\.conllu, line 1: 3 columns"):
        list(read_treebank(path))
