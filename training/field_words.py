"""A copy of the training sentences in which some words are replaced by words of the field, of the same class and features."""

import random
from dataclasses import dataclass, replace
from typing import Any

from training.treebanks import GoldSentence, GoldWord


@dataclass(frozen=True)
class FieldWords:
    """`groups`: class, features a word must have, the words. `share`: how many of the words that could be replaced are."""

    share: float
    vowels: frozenset[str]
    groups: tuple[tuple[str, frozenset[tuple[str, str]], tuple[str, ...]], ...]

    @staticmethod
    def of(table: Any) -> "FieldWords | None":
        """From `field_words` of the pack table `syntax`; None where the pack has none."""
        if not table:
            return None
        groups = tuple((str(g["upos"]), frozenset(g["feats"].items()), tuple(g["words"])) for g in table["groups"])
        return FieldWords(float(table["share"]), frozenset(table["vowels"]), groups)


def with_field_words(sentences: list[GoldSentence], field: FieldWords, order: random.Random) -> list[GoldSentence]:
    """The same trees over partly other words; lemmas are not kept, so this is for the network alone."""
    return [replace(s, words=tuple(_replaced(w, field, order) for w in s.words)) for s in sentences]


def _replaced(word: GoldWord, field: FieldWords, order: random.Random) -> GoldWord:
    if order.random() >= field.share:
        return word
    feats = set(word.feats)
    choices = [f for upos, wanted, words in field.groups if upos == word.upos and wanted <= feats for f in words]
    alike = [f for f in choices if (f[0].lower() in field.vowels) == (word.form[0].lower() in field.vowels)]
    if not alike:
        return word
    form = order.choice(alike)
    return replace(word, form=form[0].upper() + form[1:] if word.form[0].isupper() else form)
