"""The reporting words of a language pack, compiled: verb forms, source phrases, and the small words around them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from foedera.language.pack import LanguagePack
from foedera.reading.context import Token
from foedera.reading.sentences import tokens_of

Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReportingVerb:
    """A verb of saying: what it makes of the words (`stance`) and the constructions it stands in (`frames`)."""

    lemma: str
    stance: str
    frames: frozenset[str]
    reflexive: bool = False


Forms = dict[str, list[tuple[Phrase, ReportingVerb]]]


@dataclass(frozen=True)
class ReportingLexicon:
    """`finite`, `participle`, `gerund`: first word of a form -> the words that follow it, and the verb.

    `words`, `phrases`: the pack's lists by key.
    """

    finite: Forms
    participle: Forms
    gerund: Forms
    words: dict[str, frozenset[str]]
    phrases: dict[str, tuple[Phrase, ...]]
    text_speaker: dict[str, str]
    bare_clause: bool
    inverted_incise_only: bool
    incise_within_marks: bool

    @cached_property
    def cue_words(self) -> frozenset[str]:
        """The first words of all forms of all verbs."""
        return frozenset({*self.finite, *self.participle, *self.gerund})

    @cached_property
    def telling_words(self) -> "_TellingWords":
        """Of each word, whether a report may hang on it."""
        listed = self.words.get("report_nouns", frozenset()) | self.words.get("quoting_words", frozenset())
        return _TellingWords(self.cue_words, self.source_openers | listed | _TELLING_MARKS)

    @cached_property
    def clause_breaks(self) -> frozenset[str]:
        """Marks and words that part clauses."""
        return self.words["relative_words"] | self.words["complementizers"] | _CLAUSE_MARKS

    @cached_property
    def source_openers(self) -> frozenset[str]:
        """The first words of the phrases that name a source ("according to")."""
        return frozenset(phrase[0] for key in _SOURCES for phrase in self.phrases[key] if phrase)


class _TellingWords(dict[str, bool]):
    """Filled as words come: the same few thousand make up most of any text. The verb of an inverted group counts ("affirme-t-il")."""

    def __init__(self, cue_words: frozenset[str], others: frozenset[str]) -> None:
        self._cue_words, self._others = cue_words, others

    def __missing__(self, norm: str) -> bool:
        if len(self) >= _MOST_KNOWN:
            self.clear()
        verb = norm.rpartition("-")[0]
        self[norm] = found = norm in self._others or not self._cue_words.isdisjoint((norm, verb, verb.removesuffix("-t")))
        return found


_MOST_KNOWN = 50_000
_TELLING_MARKS = frozenset(":—–―-")  # what is said stands behind a colon; a dash sets off a signature
_CLAUSE_MARKS = frozenset(",;:()—–")
_SOURCES = ("sources", "relays", "pronoun_sources", "fronted_only")


def phrase_of(words: object) -> Phrase:
    """A phrase of the pack as the tokenizer cuts it ("didn't" is two tokens)."""
    text = " ".join(str(w) for w in words) if isinstance(words, list) else str(words)
    return tuple(t.norm for t in tokens_of(text, 0, len(text)))


def matches(tokens: tuple[Token, ...], at: int, phrase: Phrase) -> bool:
    """Whether the phrase's words stand at `at`."""
    return tuple(t.norm for t in tokens[at : at + len(phrase)]) == phrase


def _conjugated(lemma: str, table: Any) -> dict[str, list[str]]:
    """Forms of a one-word verb by kind (finite, participle, gerund)."""
    if lemma in table.get("irregular", {}):
        forms: dict[str, list[str]] = table["irregular"][lemma]
        return forms
    for rule in table["conjugations"]:
        if lemma.endswith(rule["ending"]):
            stem = lemma[: len(lemma) - rule["cut"]]
            found = {kind: [stem + str(e) for e in rule[kind]] for kind in ("finite", "participle", "gerund")}
            if not found["gerund"] and table.get("gerund_of_e"):
                found["gerund"] = [lemma[:-1] + "ing"]
            return found
    return {}


def _bare(lemma: str, table: Any) -> str:
    """The verb without the reflexive pronoun that the language writes before it."""
    return lemma[max((len(p) for p in map(str, table.get("reflexive_prefixes", ())) if lemma.startswith(p)), default=0) :]


def _verbs(table: Any) -> dict[str, ReportingVerb]:
    """Verbs by lemma; one listed in several groups has the stance of the first and the frames of all."""
    found: dict[str, ReportingVerb] = {}
    for group in table.get("groups", ()):
        for name in group["verbs"]:
            lemma = _bare(str(name), table)
            before = found.get(lemma)
            frames = frozenset(group["frames"]) | (before.frames if before else frozenset())
            reflexive = lemma != str(name) and (before is None or before.reflexive)
            found[lemma] = ReportingVerb(lemma, before.stance if before else group["stance"], frames, reflexive)
    return found


def _add_forms(lexicon: dict[str, Forms], verb: ReportingVerb, table: Any) -> None:
    whole = verb.lemma in table.get("irregular", {})
    head, rest = (verb.lemma, ()) if whole else (verb.lemma.split(" ")[0], tuple(verb.lemma.split(" ")[1:]))
    for kind, forms in _conjugated(head, table).items():
        for form in forms if kind in lexicon else ():
            first, *more = phrase_of(form) or ("",)
            lexicon[kind].setdefault(first, []).append((tuple(more) + rest, verb))


def _forms(table: Any) -> dict[str, Forms]:
    lexicon: dict[str, Forms] = {"finite": {}, "participle": {}, "gerund": {}}
    for verb in _verbs(table).values():
        _add_forms(lexicon, verb, table)
    for forms in lexicon.values():
        for entries in forms.values():
            entries.sort(key=lambda entry: -len(entry[0]))
    return lexicon


def _flat(values: Iterable[Any]) -> frozenset[str]:
    return frozenset(str(v) for v in values)


@lru_cache(maxsize=8)
def reporting_lexicon(pack: LanguagePack) -> ReportingLexicon:
    """The lexicon of the pack's tables `reporting_verbs`, `voices`, `hedges` and `negation`."""
    words: dict[str, frozenset[str]] = defaultdict(frozenset)  # a list that a pack leaves out is empty
    phrases: dict[str, tuple[Phrase, ...]] = defaultdict(tuple)
    for name in ("reporting_verbs", "voices", "hedges", "negation"):
        for key, value in pack.table(name).items():
            if isinstance(value, list) and key not in ("groups", "conjugations"):
                phrases[key] = tuple(sorted((phrase_of(v) for v in value), key=len, reverse=True))
                words[key] = (
                    _flat(value) if not any(isinstance(v, list) for v in value) else frozenset(p[0] for p in phrases[key] if len(p) == 1)
                )
    table = pack.table("reporting_verbs")
    forms = _forms(table) if table else {"finite": {}, "participle": {}, "gerund": {}}
    return ReportingLexicon(
        forms["finite"],
        forms["participle"],
        forms["gerund"],
        words,
        phrases,
        {str(k): str(v) for k, v in pack.table("voices").get("text_speaker", {}).items()},
        bool(table.get("bare_clause")),
        bool(table.get("inverted_incise_only")),
        bool(table.get("incise_within_marks")),
    )


def phrase_at(tokens: tuple[Token, ...], at: int, phrases: tuple[Phrase, ...]) -> int:
    """Length in tokens of the longest of the phrases standing at `at`; 0 for none."""
    if not 0 <= at < len(tokens):
        return 0
    begun = by_first_word(phrases).get(tokens[at].norm)
    return next((len(p) for p in begun if matches(tokens, at, p)), 0) if begun else 0


def phrases_in(tokens: tuple[Token, ...], low: int, high: int, phrases: tuple[Phrase, ...]) -> Iterator[int]:
    """The tokens from low to high (excluded) at which one of the phrases stands; those beyond the last token count as none."""
    begun = by_first_word(phrases)
    for at in range(max(0, low), min(high, len(tokens))):
        if tokens[at].norm in begun and phrase_at(tokens, at, phrases):
            yield at


def by_first_word(phrases: tuple[Phrase, ...]) -> dict[str, list[Phrase]]:
    """The phrases by their first word, in their order; kept by the place of the list, which a pack's lexicon holds as long as it lives."""
    known = _BY_FIRST_WORD.get(id(phrases))
    if known is None or known[0] is not phrases:
        found: dict[str, list[Phrase]] = {}
        for phrase in filter(None, phrases):
            found.setdefault(phrase[0], []).append(phrase)
        known = _BY_FIRST_WORD[id(phrases)] = phrases, found
    return known[1]


_BY_FIRST_WORD: dict[int, tuple[tuple[Phrase, ...], dict[str, list[Phrase]]]] = {}
