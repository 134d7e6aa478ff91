"""The table (form, class) -> lemma: what the treebanks say where it is not what is said without them, and rules for other forms."""

from collections import Counter
from collections.abc import Iterable

from training.treebanks import GoldSentence, GoldWord

from foedera.reading.syntax import LONGEST_ENDING, lemma_of

CLOSED_SHARE = 0.995
MOST_ENDINGS = 4
LEAST_SEEN = 2


def lemma_table(sentences: Iterable[GoldSentence], lang: str) -> dict[tuple[str, str], str]:
    """Lemmas of forms, and for each class whose lemmas have few endings (French verbs) its endings and rules, as `lemma_of` reads them."""
    words = [w for s in sentences for w in s.words if w.lemma not in ("_", "") and not {"\t", "\n"} & {*w.form, *w.lemma}]
    table = {}
    for upos in sorted({w.upos for w in words}):
        table |= _ending_rules([w for w in words if w.upos == upos], upos)
    return table | {key: lemma for key, lemma in _known_forms(words).items() if lemma_of(key[0], key[1], table, lang) != lemma}


def _known_forms(words: list[GoldWord]) -> dict[tuple[str, str], str]:
    """The most frequent lemma (of two as frequent the first in the alphabet); names by their exact form, other words by what they
    are in lower case, where they are ever written so: "National" in a name says nothing of "national"."""
    counts: dict[tuple[str, str], Counter[str]] = {}
    written_low = {(w.form, w.upos) for w in words if w.form == w.form.lower()}
    for word in words:
        form = word.form if word.upos == "PROPN" else word.form.lower()
        if form == word.form or (form, word.upos) not in written_low:
            counts.setdefault((form, word.upos), Counter())[word.lemma] += 1
    return {key: min(found, key=lambda lemma: (-found[lemma], lemma)) for key, found in sorted(counts.items())}


def _ending_rules(words: list[GoldWord], upos: str) -> dict[tuple[str, str], str]:
    """The endings (two letters) of nearly all lemmas of a class, where they are few, and what each ending of a form becomes."""
    pairs = [(w.form.lower(), w.lemma.lower()) for w in words if w.lemma.isalpha() and len(w.lemma) > 2]
    endings = Counter(lemma[-2:] for _, lemma in pairs)
    common = sorted(e for e, n in endings.most_common(MOST_ENDINGS))
    if len(pairs) < 1000 or sum(endings[e] for e in common) < CLOSED_SHARE * len(pairs):
        return {}
    rules: dict[str, Counter[str]] = {}
    for form, lemma in sorted(set(pairs)):
        shared = next((i for i, (a, b) in enumerate(zip(form, lemma, strict=False)) if a != b), min(len(form), len(lemma)))
        for length in range(max(1, len(form) - shared), min(LONGEST_ENDING, len(form)) + 1):
            rules.setdefault(form[-length:], Counter())[lemma[len(form) - length :]] += 1
    best = {e: min(found, key=lambda r: (-found[r], r)) for e, found in rules.items() if sum(found.values()) >= LEAST_SEEN}
    return {("*", upos): " ".join(common)} | {(f"*{e}", upos): rule for e, rule in sorted(best.items())}
