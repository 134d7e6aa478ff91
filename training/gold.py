"""Treebank sentences as the model sees them: the tokens of the running tokenizer, the labels and features that reading asks for."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from training.treebanks import GoldRange, GoldSentence, GoldWord

FEATURES = frozenset(
    ("Mood", "Tense", "VerbForm", "Number", "Gender", "Person", "PronType", "Definite", "Polarity", "Poss", "Reflex", "NumType")
)
"""The features the tagger learns; the others of the treebanks serve no reading."""

JOINED_LABELS = {"obl:mod": "obl", "obl:arg": "obl", "parataxis:insert": "parataxis", "dep:comp": "dep"}
"""Subtypes that the treebanks of one language do not tell apart in the same way."""


@dataclass(frozen=True, slots=True)
class Rewriting:
    """How gold is rewritten for one language: `straight` one character for one, `agent_cases` the prepositions of the agent."""

    straight: dict[int, str]
    agent_cases: frozenset[str]
    split: Callable[[str], list[str]]

    @staticmethod
    def of(table: Any, split: Callable[[str], list[str]]) -> "Rewriting":
        """From the pack table `syntax` and the tokenizer (text to forms)."""
        return Rewriting(str.maketrans(table.get("straight", {})), frozenset(table.get("agent_cases", ())), split)


def training_sentences(sentences: Iterable[GoldSentence], rules: Rewriting) -> list[GoldSentence]:
    """Every sentence with its multiword tokens as written, plain marks, the labels and features to be learnt."""
    return [_labelled(merged(s, rules), rules) for s in sentences]


def merged(sentence: GoldSentence, rules: Rewriting) -> GoldSentence:
    """Multiword tokens that the tokenizer does not take apart become one word, that of the part whose head is outside ("du": one ADP)."""
    words = list(sentence.words)
    owner = list(range(len(words)))
    kept: dict[int, GoldWord] = {}
    for span in sentence.ranges:
        parts = words[span.first : span.last + 1]
        pieces = rules.split(span.form.translate(rules.straight))
        if len(pieces) == len(parts) and "".join(pieces) == span.form.translate(rules.straight):
            for offset, (part, piece) in enumerate(zip(parts, pieces, strict=True)):
                last = span.first + offset == span.last
                words[span.first + offset] = replace(part, form=piece, space_after=span.space_after and last)
            continue
        chief = _chief(words, span)
        kept[chief] = replace(words[chief], form=span.form, space_after=span.space_after)
        for index in range(span.first, span.last + 1):
            owner[index] = chief
    return replace(sentence, words=_renumbered(words, owner, kept, rules), ranges=())


def _chief(words: list[GoldWord], span: GoldRange) -> int:
    inside = range(span.first, span.last + 1)
    return next((i for i in inside if words[i].head not in inside or words[i].head == i), span.first)


def _renumbered(words: list[GoldWord], owner: list[int], kept: dict[int, GoldWord], rules: Rewriting) -> tuple[GoldWord, ...]:
    stay = [i for i in range(len(words)) if owner[i] == i]
    place = {old: new for new, old in enumerate(stay)}
    found = []
    for old in stay:
        word = kept.get(old, words[old])
        head = place[owner[word.head]]
        form = word.form.translate(rules.straight).replace("\xa0", " ").replace("\u202f", " ")
        found.append(replace(word, form=form, head=head))
    return tuple(found)


def _labelled(sentence: GoldSentence, rules: Rewriting) -> GoldSentence:
    words = []
    for index, word in enumerate(sentence.words):
        label = JOINED_LABELS.get(word.label, word.label)
        if label == "obl" and _is_agent(sentence, index, rules):
            label = "obl:agent"
        feats = tuple(f for f in word.feats if f[0] in FEATURES)
        words.append(replace(word, label="root" if word.head == index else label, feats=feats))
    return replace(sentence, words=tuple(words))


def _is_agent(sentence: GoldSentence, index: int, rules: Rewriting) -> bool:
    """"par" + a passive verb: some treebanks leave the agent a plain oblique."""
    words = sentence.words
    verb = words[index].head
    cased = any(w.head == index and w.label == "case" and w.form.lower() in rules.agent_cases for w in words)
    passive = ("Voice", "Pass") in words[verb].feats or any(w.head == verb and w.label in ("aux:pass", "nsubj:pass") for w in words)
    return cased and passive
