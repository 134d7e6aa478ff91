"""Gold sentences as the pipeline's training examples, and batches of them."""

import random
from collections.abc import Iterator

from spacy.tokens import Doc
from spacy.training import Example
from spacy.vocab import Vocab
from training.treebanks import GoldSentence


def gold_doc(vocab: Vocab, sentences: list[GoldSentence]) -> Doc:
    """Sentences following each other as one document with every annotation."""
    words, spaces, heads, labels, tags, feats, starts = [], [], [], [], [], [], []
    for sentence in sentences:
        base = len(words)
        for index, word in enumerate(sentence.words):
            words.append(word.form)
            spaces.append(word.space_after)
            heads.append(base + word.head)
            labels.append("ROOT" if word.head == index else word.label)
            tags.append(word.upos)
            feats.append("|".join(f"{k}={v}" for k, v in sorted(word.feats)))
            starts.append(index == 0)
    return Doc(vocab, words=words, spaces=spaces, heads=heads, deps=labels, pos=tags, morphs=feats, sent_starts=starts)


def example(vocab: Vocab, sentences: list[GoldSentence]) -> Example:
    gold = gold_doc(vocab, sentences)
    plain = Doc(vocab, words=[t.text for t in gold], spaces=[bool(t.whitespace_) for t in gold])
    return Example(plain, gold)


def grouped(sentences: list[GoldSentence], size: int) -> list[list[GoldSentence]]:
    """Documents of `size` sentences that follow each other in their treebank."""
    return [sentences[i : i + size] for i in range(0, len(sentences), size)]


def batches(examples: list[Example], order: random.Random, words: float) -> Iterator[list[Example]]:
    """Every example once, in an order of `order`, in batches of about `words` words."""
    shuffled = list(examples)
    order.shuffle(shuffled)
    batch: list[Example] = []
    count = 0
    for one in shuffled:
        batch.append(one)
        count += len(one.predicted)
        if count >= words:
            yield batch
            batch, count = [], 0
    if batch:
        yield batch
