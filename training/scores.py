"""Attachment and tagging scores of predictions over the gold tokens, for choosing between states while training."""

from collections.abc import Iterable

from spacy.language import Language
from spacy.tokens import Doc
from training.treebanks import GoldSentence


def plain_docs(nlp: Language, sentences: Iterable[GoldSentence]) -> list[Doc]:
    """Each sentence as one document of gold tokens, marked as being one sentence."""
    found = []
    for sentence in sentences:
        words = [w.form for w in sentence.words]
        starts = [i == 0 for i in range(len(words))]
        found.append(Doc(nlp.vocab, words=words, spaces=[w.space_after for w in sentence.words], sent_starts=starts))
    return found


def gold_token_scores(nlp: Language, sentences: list[GoldSentence]) -> dict[str, float]:
    """Shares of gold words, punctuation included: `upos`, `uas`, `las` with full labels, `las_given` with subtypes not told apart."""
    right = dict.fromkeys(("upos", "uas", "las", "las_given"), 0)
    total = 0
    docs = nlp.pipe(plain_docs(nlp, sentences), batch_size=256)
    for sentence, doc in zip(sentences, docs, strict=True):
        for word, token in zip(sentence.words, doc, strict=True):
            total += 1
            label = "root" if token.dep_ == "ROOT" else token.dep_
            head = token.head.i == word.head
            right["upos"] += token.pos_ == word.upos
            right["uas"] += head
            right["las"] += head and label == word.label
            right["las_given"] += head and label.partition(":")[0] == word.label.partition(":")[0]
    return {k: v / max(total, 1) for k, v in right.items()}
