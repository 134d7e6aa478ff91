"""Names and verbs that a text uses and neither the language pack nor the world knows: what to teach Foedera next.

A name is a run of capitalised words that no known name, date or described actor covers. A verb is one whose subject or object is a known
actor and whose lemma no table of the pack holds.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from foedera.language.pack import LanguagePack
from foedera.reading.context import Context, Sentence, Token
from foedera.reading.names import known_names, straighten
from foedera.reading.syntax import Parse
from foedera.values.span import Span

NAME, VERB = "name", "verb"
ACTORS = frozenset({"state", "organisation", "person", "office", "body", "group"})
ARGUMENTS = ("nsubj", "obj", "iobj", "obl:agent")
SHOUTED = 0.6  # share of capitalised words from which a line is a headline and its capitals say nothing
_WORD = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True, slots=True)
class UnknownWord:
    """One occurrence: the name as written or the verb's lemma, where it stands, and the sentence around it."""

    kind: str
    text: str
    span: Span
    sentence: Span


@dataclass(frozen=True, slots=True)
class UnknownCount:
    """A name or verb with how often and in how many documents it stands, and its first sentence."""

    kind: str
    text: str
    count: int
    documents: tuple[str, ...]
    example: str


def unknown_words(context: Context) -> tuple[UnknownWord, ...]:
    """Every occurrence in one document, in order of place; verbs only where the language has a syntax model."""
    found = [*_names(context), *_verbs(context)]
    return tuple(sorted(found, key=lambda w: (w.span, w.kind)))


def counted(documents: Iterable[tuple[str, str, Iterable[UnknownWord]]], *, least: int = 1) -> tuple[UnknownCount, ...]:
    """Occurrences of (document id, text, words) told together: in most documents first, then most often, then by the alphabet."""
    seen: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for document_id, text, words in documents:
        for word in words:
            seen[word.kind, word.text].append((document_id, " ".join(word.sentence.text_in(text).split())))
    counts = [UnknownCount(kind, text, len(at), tuple(sorted({d for d, _ in at})), min(at)[1]) for (kind, text), at in seen.items()]
    return tuple(sorted((c for c in counts if c.count >= least), key=lambda c: (-len(c.documents), -c.count, c.kind, c.text)))


# --- names ---


def _names(context: Context) -> Iterator[UnknownWord]:
    covered = _covered(context)
    inside = {t.text for s in context.sentences for t in s.tokens[_first_word(s) + 1 :] if _is_capital(t)}
    for sentence in context.sentences:
        if _is_shouted(sentence):
            continue
        for run in _runs(sentence, context.pack, inside):
            span = Span(run[0].span.start, run[-1].span.end)
            if not any(c.overlaps(span) for c in covered) and not all(t.norm in pack_words(context.pack) for t in run):
                yield UnknownWord(NAME, span.text_in(context.document.text), span, sentence.span)


def _covered(context: Context) -> list[Span]:
    known = known_names(straighten(context.document.text), context.world, context.document.lang)
    described = [m.span for m in context.mentions if m.kind != "person"]
    return [*(n.span for n in known), *described, *(d.span for d in context.date_phrases)]


def _is_capital(token: Token) -> bool:
    """A capitalised word; an initial ("M. Kim") or an elided article ("L'") is none."""
    return token.is_word and len(token.text) > 1 and token.text[:1].isupper() and token.text[-1].isalnum()


def _is_shouted(sentence: Sentence) -> bool:
    words = [t for t in sentence.tokens if t.is_word]
    return sum(map(_is_capital, words)) > SHOUTED * len(words)


def _first_word(sentence: Sentence) -> int:
    """Number of the first word, past marks such as an opening quotation mark."""
    return next((n for n, t in enumerate(sentence.tokens) if t.is_word), 0)


def _runs(sentence: Sentence, pack: LanguagePack, inside: set[str]) -> Iterator[list[Token]]:
    """Capitalised words that follow each other. The first word of a sentence counts where it is capitalised inside another one too."""
    first = _first_word(sentence)
    run: list[Token] = []
    for number, token in enumerate(sentence.tokens):
        sure = number > first or (token.text in inside and token.norm not in pack_words(pack))
        if _is_capital(token) and sure:
            run.append(token)
        elif run:
            yield run
            run = []
    if run:
        yield run


# --- verbs ---


def _verbs(context: Context) -> Iterator[UnknownWord]:
    if context.syntax is None:
        return
    actors = [m.span for m in context.mentions if m.kind in ACTORS]
    told = [s for s in context.sentences if any(s.span.contains(a) for a in actors)]
    text = context.document.text
    for sentence, parse in zip(told, context.syntax.parsed([s.span.text_in(text) for s in told]), strict=True):
        for at in _acting(parse, sentence.span.start, actors):
            token = parse[at]
            lemma = token.lemma.lower()
            if lemma not in pack_lemmas(context.pack) and token.text.lower() not in pack_words(context.pack):
                start = sentence.span.start + token.start
                yield UnknownWord(VERB, lemma, Span(start, start + len(token.text)), sentence.span)


def _acting(parse: Parse, offset: int, actors: list[Span]) -> list[int]:
    """Positions of the verbs that have an actor for subject or object."""
    found = {
        t.head
        for t in parse
        if t.label.split(":")[0] in ARGUMENTS or t.label in ARGUMENTS
        if any(a.start <= offset + t.start < a.end for a in actors)
    }
    return sorted(at for at in found if parse[at].upos == "VERB")


# --- what the pack knows ---


@lru_cache(maxsize=8)
def pack_words(pack: LanguagePack) -> frozenset[str]:
    """All words of the pack's tables, in lower case; examples are left out: they are only illustrations."""
    return frozenset(w for text in _texts(pack.tables) for w in _WORD.findall(text.lower()))


@lru_cache(maxsize=8)
def pack_lemmas(pack: LanguagePack) -> frozenset[str]:
    """The words of the pack and their lemmas."""
    import simplemma

    return pack_words(pack) | {simplemma.lemmatize(w, lang=pack.lang) for w in pack_words(pack)}


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if not str(key).startswith("example"):
                yield str(key)
                yield from _texts(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _texts(inner)
    elif isinstance(value, str):
        yield value
