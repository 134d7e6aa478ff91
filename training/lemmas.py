"""The table (form, class) -> lemma: what the treebanks say where it is not what is said without them."""

from collections import Counter
from collections.abc import Iterable

from training.treebanks import GoldSentence

from foedera.reading.syntax import lemma_of


def lemma_table(sentences: Iterable[GoldSentence], lang: str) -> dict[tuple[str, str], str]:
    """The most frequent lemma of each form in its class (the first in the alphabet of two as frequent); names by their exact form."""
    counts: dict[tuple[str, str], Counter[str]] = {}
    for sentence in sentences:
        for word in sentence.words:
            if word.lemma in ("_", "") or "\t" in word.form + word.lemma:
                continue
            form = word.form if word.upos == "PROPN" else word.form.lower()
            counts.setdefault((form, word.upos), Counter())[word.lemma] += 1
    best = {key: min(found, key=lambda lemma: (-found[lemma], lemma)) for key, found in counts.items()}
    return {key: lemma for key, lemma in sorted(best.items()) if lemma_of(key[0], key[1], {}, lang) != lemma}
