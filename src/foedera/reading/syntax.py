"""Words of a sentence with their class, features, lemma and head, by the syntax model of the language.

    reader = syntax_reader(load_pack("fr"))
    first, = reader.parsed(["Le ministre a signé l’accord."])
    [t.text for t in first if t.label == "nsubj"]     # ["ministre"]

Classes, features and labels are those of Universal Dependencies (https://universaldependencies.org), "du" and its like being one
ADP; obl:mod and obl:arg are both obl; the conditional is Mood=Cnd, by rule. Every token keeps its place:
`sentence[token.start:token.end] == token.text`.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from typing import TYPE_CHECKING, Any

from foedera.language.pack import LanguagePack
from foedera.language.syntax_models import SyntaxModel, load_named_pipeline, load_syntax_model, model_languages
from foedera.reading.conditional import MoodRules, is_conditional, mood_rules

if TYPE_CHECKING:
    from spacy.tokens import Doc

BATCH_SENTENCES = 256
LONGEST_ENDING = 6
_DIGIT_GROUPS = r"(?<![\w.,])\d{1,3}(?: \d{3})+(?!\d)"
_BESIDE_QUOTES = r"(?<=\w['\"])(?=\")|(?<=\")(?=\w)|(?<=\w)(?=\")"
_FACTS = ("POS", "MORPH", "LEMMA")
_MOST_KNOWN = 200_000
_VERBAL = ("VERB", "AUX")
_BLANKS = str.maketrans(dict.fromkeys("\t\n\r\x0b\x0c\xa0\u2007\u2009\u200a\u202f\u3000", " "))


@dataclass(frozen=True, slots=True)
class SyntaxToken:
    """One word or mark. `head` is the index of its head in the sentence, its own for the root; `feats` is sorted by name."""

    text: str
    start: int
    end: int
    lemma: str
    upos: str
    feats: tuple[tuple[str, str], ...]
    head: int
    label: str

    def feat(self, name: str) -> str | None:
        """The value of a feature ("Mood"), None where the word has none."""
        return dict(self.feats).get(name)


Parse = tuple[SyntaxToken, ...]


@dataclass(frozen=True, slots=True)
class WordPlaces:
    """The words of a sentence as the model gets them, and where each stands in the original sentence."""

    words: tuple[str, ...]
    spaces: tuple[bool, ...]
    starts: tuple[int, ...]


class SyntaxReader:
    """Parses sentences with one model, loaded when the first is parsed. Sentences come cut: each gives one tree."""

    def __init__(self, pack: LanguagePack, load: Callable[[], SyntaxModel], *, mended: bool = True) -> None:
        """`mended`: words as the pack's table `syntax` says, not as the tokenizer of the model leaves them."""
        self._load = load
        table = pack.table("syntax") if mended else {}
        self._moods = mood_rules(pack) if mended else None
        self._straight = str.maketrans(table.get("straight", {})) | _BLANKS
        self._one_word = re.compile("|".join([_DIGIT_GROUPS, *table.get("one_word", ())]), re.IGNORECASE)
        self._cut = re.compile("|".join([_BESIDE_QUOTES, *table.get("cut", ())]), re.IGNORECASE)

    @cached_property
    def _network(self) -> Any:
        return self._load().network

    @cached_property
    def _facts(self) -> "_WordFacts":
        return _WordFacts(self._load(), self._moods)

    def lemma(self, form: str, upos: str) -> str:
        """The lemma of a form in its class, by the table of the model and simplemma."""
        return lemma_of(form, upos, self._load().lemmas, self._load().lang)

    def parsed(self, sentences: Sequence[str]) -> tuple[Parse, ...]:
        """One tree a sentence, in order, empty for a blank one. Batches are formed here: give all sentences at once."""
        places = [self.places(s) for s in sentences]
        docs = self._network.pipe([self.doc(p) for p in places], batch_size=BATCH_SENTENCES)
        return tuple(self._tokens(d, p, s) for d, p, s in zip(docs, places, sentences, strict=True))

    def places(self, sentence: str) -> WordPlaces:
        """The tokenizer's words of the sentence with plain marks, mended as the pack says; groups of digits ("10 000") are one word."""
        plain = sentence.translate(self._straight)
        spans = [(t.idx, t.idx + len(t)) for t in self._network.tokenizer(plain) if not t.is_space]
        spans = _cut_at(spans, [m.start() for m in self._cut.finditer(plain)])
        for match in self._one_word.finditer(plain):
            spans = _joined(spans, match.start(), match.end())
        ends = [end for _, end in spans]
        spaced = tuple(end < start for end, (start, _) in zip(ends, [*spans[1:], (0, 0)], strict=False))
        return WordPlaces(tuple(plain[a:b] for a, b in spans), spaced, tuple(a for a, _ in spans))

    def doc(self, places: WordPlaces) -> "Doc":
        """The words as the network takes them: one sentence, not yet parsed."""
        from spacy.tokens import Doc

        starts: list[bool | int | None] = [i == 0 for i in range(len(places.words))]
        return Doc(self._network.vocab, words=list(places.words), spaces=list(places.spaces), sent_starts=starts)

    def _tokens(self, doc: "Doc", places: WordPlaces, sentence: str) -> Parse:
        heads: list[int] = [i + step for i, step in enumerate(doc.to_array("HEAD").view("int64").tolist())]
        root = next((i for i, head in enumerate(heads) if head == i), 0)
        names = self._network.vocab.strings
        found = []
        for i, (label, *facts) in enumerate(doc.to_array(["DEP", *_FACTS]).tolist()):
            start, form, head = places.starts[i], places.words[i], heads[i]
            end, name = start + len(form), names[label]
            if head == i:
                head, name = root, "root" if i == root else "parataxis"
            lemma, upos, feats = self._facts.of(form, *facts)
            found.append(SyntaxToken(sentence[start:end], start, end, lemma, upos, feats, head, name))
        return tuple(found)


def _cut_at(spans: list[tuple[int, int]], cuts: list[int]) -> list[tuple[int, int]]:
    """The same spans, each cut at the offsets inside it."""
    found: list[tuple[int, int]] = []
    for start, end in spans if cuts else ():
        edges = [start, *(c for c in cuts if start < c < end), end]
        found.extend(zip(edges, edges[1:], strict=False))
    return found if cuts else spans


def _joined(spans: list[tuple[int, int]], start: int, end: int) -> list[tuple[int, int]]:
    """The same spans, those from start to end made one; unchanged where they do not begin and end there."""
    inside = [s for s in spans if s[0] >= start and s[1] <= end]
    if len(inside) < 2 or inside[0][0] != start or inside[-1][1] != end:
        return spans
    return sorted([s for s in spans if s not in inside] + [(start, end)])


class _WordFacts:
    """Lemma, class and features of a form as tagged: the same for the same form and tags, so found once."""

    def __init__(self, model: SyntaxModel, moods: MoodRules | None) -> None:
        self._model, self._moods = model, moods
        self._vocab: Any = model.network.vocab
        self._known: dict[tuple[str, int, int, int], tuple[str, str, tuple[tuple[str, str], ...]]] = {}

    def of(self, form: str, upos: int, morph: int, lemma: int) -> tuple[str, str, tuple[tuple[str, str], ...]]:
        """The arguments after the form are keys of the vocabulary, as spaCy gives them."""
        key = (form, upos, morph, lemma)
        if key not in self._known:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            self._known[key] = self._found(form, self._vocab.strings[upos] if upos else "X", morph, lemma)
        return self._known[key]

    def _found(self, form: str, upos: str, morph: int, lemma: int) -> tuple[str, str, tuple[tuple[str, str], ...]]:
        own = self._vocab.strings[lemma] if self._model.has_lemmas else ""
        feats = dict(f.split("=", 1) for f in (self._vocab.strings[morph] if morph else "").split("|") if "=" in f)
        if self._moods and upos in _VERBAL and is_conditional(form.lower(), self._moods):
            feats |= {"Mood": "Cnd", "Tense": "Pres", "VerbForm": "Fin"}
        return own or lemma_of(form, upos, self._model.lemmas, self._model.lang), upos, tuple(sorted(feats.items()))


def lemma_of(form: str, upos: str, table: dict[tuple[str, str], str], lang: str) -> str:
    """The treebanks' lemma of the form in its class, else simplemma's (https://github.com/adbar/simplemma), which knows no classes.

    Names and unknown capitals keep their form. A class whose lemmas all end alike has its endings under ("*", class) and a rule for an
    ending of a form under, say, ("*és", "VERB"): they serve where simplemma's lemma cannot be one of that class.
    """
    import simplemma

    low = form.lower()
    known = table.get((form, upos)) or table.get((low, upos))
    if known:
        return known
    if upos == "PROPN" or not any(c.isalpha() for c in form):
        return form
    try:
        if len(form) > 1 and form.isupper() and not simplemma.is_known(low, lang=lang):
            return form
        guess = str(simplemma.lemmatize(low, lang=lang))
    except ValueError:  # a language that simplemma does not have
        guess = low
    endings = table.get(("*", upos))
    fits = not endings or guess.endswith(tuple(endings.split()))
    return guess if fits else _lemma_by_ending(low, upos, table) or guess


def _lemma_by_ending(low: str, upos: str, table: dict[tuple[str, str], str]) -> str | None:
    for length in range(min(len(low), LONGEST_ENDING), 0, -1):
        rule = table.get(("*" + low[-length:], upos))
        if rule is not None:
            return low[:-length] + rule
    return None


@lru_cache(maxsize=8)
def syntax_reader(pack: LanguagePack, pipeline: str | None = None) -> SyntaxReader | None:
    """The reader of the pack's language: of the model that comes with Foedera, or of another spaCy pipeline (package name or folder).

    None for a language without a model. The model is loaded when the first sentence is parsed; UsageError where a named one cannot be.
    """
    if pipeline:
        return SyntaxReader(pack, partial(load_named_pipeline, pack.lang, pipeline), mended=False)
    return SyntaxReader(pack, partial(load_syntax_model, pack.lang)) if pack.lang in model_languages() else None


def roots(parses: Iterable[Parse]) -> list[int]:
    """The index of the root of each tree that has one."""
    return [next(i for i, t in enumerate(p) if t.head == i) for p in parses if p]
