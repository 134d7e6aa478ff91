"""How well a reader parses a treebank part: the counts of the CoNLL 2018 shared task, on our tokens.

Sentences come cut as in the treebank; words are the running tokenizer's. As in the script of the task
(https://universaldependencies.org/conll18/evaluation.html) a predicted word counts where its characters are exactly those of
a gold word, its head where the head's are, and a score is the harmonic mean of the shares of predicted and of gold words that
are right, punctuation included. Where we differ: multiword tokens that the tokenizer leaves whole ("du") are one gold word.
The task compares "obl" and "obl:agent" as equal, and so does `las`; `las_full` tells subtypes apart; `las_words` leaves
punctuation out. `lemmas`: of words of open classes; `lemmas_given`: the same, the class being the treebank's;
capitals let pass, for English treebanks keep those inside names ("United" of "United States" is "Unite").
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from training.treebanks import GoldSentence, GoldWord

from foedera.reading.syntax import Parse, SyntaxReader, SyntaxToken

CONTENT = frozenset(("ADJ", "ADV", "NOUN", "PROPN", "VERB"))
"""Classes whose lemmas are scored: the open ones, less interjections."""

_CLOSING = tuple(".!?…")


@dataclass(slots=True)
class Count:
    """Right, predicted and gold, of which precision, recall and their harmonic mean."""

    right: int = 0
    predicted: int = 0
    gold: int = 0

    @property
    def f(self) -> float:
        return 2 * self.right / (self.predicted + self.gold) if self.predicted + self.gold else 0.0


@dataclass
class Measures:
    """`scores` by name (words, upos, feats, uas, las, las_full, las_words, lemmas); `labels` by full label."""

    scores: dict[str, Count] = field(default_factory=dict)
    labels: dict[str, Count] = field(default_factory=dict)
    confusions: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, name: str, *, right: bool) -> None:
        count = self.scores.setdefault(name, Count())
        count.right += right

    def f(self, name: str) -> float:
        return self.scores.get(name, Count()).f


def sentence_text(sentence: GoldSentence) -> str:
    return "".join(w.form + " " * w.space_after for w in sentence.words).rstrip()


def _gold_spans(sentence: GoldSentence) -> list[tuple[int, int]]:
    found, offset = [], 0
    for word in sentence.words:
        found.append((offset, offset + len(word.form)))
        offset += len(word.form) + word.space_after
    return found


def measure(reader: SyntaxReader, sentences: list[GoldSentence]) -> Measures:
    """Every count over the sentences of `gold.training_sentences`."""
    found = Measures()
    for sentence, parse in zip(sentences, reader.parsed([sentence_text(s) for s in sentences]), strict=True):
        _count_sentence(found, sentence, parse)
        for word in sentence.words:
            if word.upos in CONTENT:
                found.add("lemmas_given", right=reader.lemma(word.form, word.upos).lower() == word.lemma.lower())
    return found


def _count_sentence(found: Measures, sentence: GoldSentence, parse: Parse) -> None:
    spans = _gold_spans(sentence)
    place = {span: i for i, span in enumerate(spans)}
    pairs = {place[(t.start, t.end)]: t for t in parse if (t.start, t.end) in place}
    for name, gold, predicted in _totals(sentence, parse):
        count = found.scores.setdefault(name, Count())
        count.gold += gold
        count.predicted += predicted
    for word in sentence.words:
        found.labels.setdefault(word.label, Count()).gold += 1
    for token in parse:
        found.labels.setdefault(token.label, Count()).predicted += 1
    for index, token in pairs.items():
        head = parse[token.head]
        _count_word(found, sentence, index, token, head_right=(head.start, head.end) == spans[sentence.words[index].head])


def _totals(sentence: GoldSentence, parse: Parse) -> Iterator[tuple[str, int, int]]:
    gold, predicted = len(sentence.words), len(parse)
    yield from ((n, gold, predicted) for n in ("words", "upos", "feats", "uas", "las", "las_full"))
    yield "las_words", sum(w.label != "punct" for w in sentence.words), sum(t.label != "punct" for t in parse)
    content = sum(w.upos in CONTENT for w in sentence.words)
    yield "lemmas", content, content
    yield "lemmas_given", content, content


def _count_word(found: Measures, sentence: GoldSentence, index: int, token: SyntaxToken, *, head_right: bool) -> None:
    word = sentence.words[index]
    same = token.label == word.label
    attached = head_right and token.label.partition(":")[0] == word.label.partition(":")[0]
    found.add("words", right=True)
    found.add("upos", right=token.upos == word.upos)
    found.add("feats", right=set(token.feats) == set(word.feats))
    found.add("uas", right=head_right)
    found.add("las", right=attached)
    found.add("las_full", right=head_right and same)
    found.add("las_words", right=attached and word.label != "punct")
    if word.upos in CONTENT:
        found.add("lemmas", right=token.lemma.lower() == word.lemma.lower())
        if token.lemma.lower() != word.lemma.lower():
            found.confusions[(token.lemma, word.lemma)] += 1
    if head_right and same:
        found.labels[word.label].right += 1


def conditional_count(sentences: Iterable[GoldSentence], is_conditional: Callable[[str], bool]) -> Count:
    """The rule upon every word against Mood=Cnd of the treebank."""
    count = Count()
    for word in _words(sentences):
        gold, told = ("Mood", "Cnd") in word.feats, is_conditional(word.form.lower())
        count.gold += gold
        count.predicted += told
        count.right += gold and told
    return count


def _words(sentences: Iterable[GoldSentence]) -> Iterator[GoldWord]:
    for sentence in sentences:
        yield from sentence.words


def split_count(texts: list[str], ends_of: Callable[[str], list[tuple[int, int]]], *, lines: bool) -> Count:
    """Sentences found again in the texts joined, right where both ends are; `lines`: a text without a closing mark is a line."""
    gold: set[tuple[int, int]] = set()
    joined, was_line = "", False
    for text in texts:
        is_line = lines and text.rstrip("\"')»” ")[-1:] not in _CLOSING
        joined += ("\n" if is_line or was_line else " ") if joined else ""
        gold.add((len(joined), len(joined) + len(text)))
        joined, was_line = joined + text, is_line
    found = set(ends_of(joined))
    return Count(len(gold & found), len(found), len(gold))
